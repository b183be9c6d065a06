"""What is drawn: the ledger as bars, one indicator's year as a line, with their words. Services' results, charts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.charts.board import BarRow, BoardDrawing
from bot.charts.draw import Drawing, to_json
from bot.charts.year import YearDrawing, YearPoint
from bot.chat import Attachment, Heading, Message, say
from bot.degrade import width
from bot.domain.attainment import Attainment, Light
from bot.domain.indicator import Indicator, Measure
from bot.domain.pace import pace
from bot.domain.planning import plan_in_force
from bot.domain.quantity import Kind
from bot.services.show_board import Board, Row
from bot.services.show_status import IndicatorStatus, PeriodStatus
from bot.services.sight import State
from bot.texts.board import as_of
from bot.texts.catalogue import Translate, msg
from bot.texts.common import figure, month_name, period_name, scaled_unit, target_text, title
from bot.texts.digest_rows import value_words
from bot.texts.fitting import shortened
from bot.texts.status import STATES, pretend_line

ROW_COLUMNS = 58  # half-width, of a row's name and figures together
TITLE_COLUMNS = 50
AXIS_COLUMNS = 4  # of a month under the axis
MARKS: Mapping[Light, str] = {
    Light.AHEAD: "good",
    Light.ON_PACE: "good",
    Light.MET: "good",
    Light.WITHIN_ALLOWANCE: "good",
    Light.SLIGHTLY_BELOW: "near",
    Light.BELOW: "low",
}
LEGEND: Mapping[str, str] = {
    "good": msg("normal"),
    "near": msg("slightly off"),
    "low": msg("off target"),
    "open": msg("in progress"),
    "none": msg("no figure"),
}


def board_message(t: Translate, board: Board) -> Message:
    """The picture with a line that says what it is of."""
    heading = Heading(t("Ledger {year}", year=board.sight.ledger.year))
    return say(heading, as_of(t, board.sight), picture=board_picture(t, board))


def year_message(t: Translate, found: IndicatorStatus) -> Message:
    return say(Heading(title(found.indicator)), picture=year_picture(t, found))


def board_picture(t: Translate, board: Board) -> Attachment:
    """Every row in sight as a bar: how much of the target is there, where the pace is."""
    sight = board.sight
    rows = tuple(_bar_row(t, row) for row in board.rows)
    marks = {row.mark for row in rows}
    drawing = BoardDrawing(
        title=t("Ledger {year}", year=sight.ledger.year),
        subtitle=as_of(t, sight),
        legend=tuple((mark, t(word)) for mark, word in LEGEND.items() if mark in marks),
        pace_word=t("pace"),
        target_word=t("target"),
        rows=rows,
        foot=pretend_line(t, sight),
    )
    return _picture(t("ledger-{year}.png", year=sight.ledger.year), drawing)


def _picture(name: str, drawing: Drawing) -> Attachment:
    return Attachment(name, "image/png", drawing=to_json(drawing))


def _bar_row(t: Translate, row: Row) -> BarRow:
    judged = row.standing.attainment if row.state is State.REVIEWED else None
    if judged is None:
        said = t(STATES[row.state]) if row.state else t("not due")
        return BarRow("none", _fitted(title(row.indicator), said), said, None, None)
    said = value_words(t, row)
    done = _share_of_target(row.indicator, row.standing.actual, judged)
    paced = float(judged.pace) / 100 if judged.pace is not None and judged.completion is not None else None
    return BarRow(_mark(judged), _fitted(title(row.indicator), said), said, done, paced)


def _fitted(name: str, beside: str) -> str:
    return shortened(name, max(16, ROW_COLUMNS - width(beside)))


def _mark(judged: Attainment) -> str:
    return MARKS[judged.light] if judged.light else "open"


def _share_of_target(indicator: Indicator, actual: Decimal | None, judged: Attainment) -> float | None:
    """Of what accumulates the completion, of the rest value ÷ target; None where that says nothing."""
    if judged.completion is not None:
        return float(judged.completion) / 100
    goal = indicator.target_value
    plain = indicator.target.kind in (Kind.QUANTITY, Kind.RATE)
    return float(actual / goal) if actual is not None and goal and goal > 0 and plain else None


# ---------------------------------------------------------------- one indicator's year


def year_picture(t: Translate, found: IndicatorStatus) -> Attachment:
    """The year's figures as far as the reader may see them, beside pace, target and last year's value."""
    indicator, year = found.indicator, found.sight.ledger.year
    last = found.indicator.yardstick("last_year")
    same_unit = last.kind in (Kind.QUANTITY, Kind.RATE) and last.unit == indicator.target.unit
    goal = indicator.target_value if indicator.target.kind in (Kind.QUANTITY, Kind.RATE) else None
    drawing = YearDrawing(
        title=shortened(title(indicator), TITLE_COLUMNS),
        subtitle=t(
            "{year} | {unit} | target {target}",
            year=year,
            unit=indicator.unit or t("nobody yet"),
            target=target_text(t, indicator),
        ),
        unit=scaled_unit(t, indicator, indicator.target.scale),
        months=tuple(_month_label(t, month) for month in range(1, 13)),
        points=tuple(p for p in (_point(indicator, period) for period in found.periods) if p),
        pace=_pace_line(indicator, goal),
        target=_scaled(indicator, goal),
        last_year=_scaled(indicator, last.value) if same_unit else None,
        words={
            "actual": t("reviewed"),
            "waiting": t("not reviewed"),
            "pace": t("plan") if plan_in_force(indicator) else t("pace"),
            "target": t("target"),
            "last_year": t("last year"),
        },
        newest=_newest(t, indicator, found.periods),
        foot=pretend_line(t, found.sight),
    )
    return _picture(f"{indicator.code}-{year}.png", drawing)


def _month_label(t: Translate, month: int) -> str:
    """The month's name where twelve of them have room side by side, else its number."""
    name = month_name(t, month)
    return name if width(name) <= AXIS_COLUMNS else str(month)


def _scaled(indicator: Indicator, value: Decimal | None) -> float | None:
    return None if value is None else float(value / indicator.target.scale)


def _point(indicator: Indicator, period: PeriodStatus) -> YearPoint | None:
    if period.revision is None:
        return None
    mark = _mark(period.attainment) if period.attainment else "open"
    counted = period.state is State.REVIEWED
    value = float(period.revision.value / indicator.target.scale)
    return YearPoint(period.item.period.end_month, value, counted, mark)


def _pace_line(indicator: Indicator, goal: Decimal | None) -> tuple[tuple[int, float], ...]:
    """What is expected by the end of each month: by plan, or evenly of what accumulates."""
    if plan := plan_in_force(indicator):
        scale = Fraction(indicator.target.scale)
        return tuple((month, float(plan.value_by(month) / scale)) for month in range(1, 13))
    if indicator.measure is not Measure.CUMULATIVE or goal is None:
        return ()
    whole = goal / indicator.target.scale
    return tuple((month, float(whole * pace(month) / 100)) for month in range(1, 13))


def _newest(t: Translate, indicator: Indicator, periods: Sequence[PeriodStatus]) -> str:
    newest = next((p for p in reversed(periods) if p.revision), None)
    if newest is None or newest.revision is None:
        return ""
    return f"{period_name(t, newest.item.period)} {figure(t, indicator, newest.revision.value)}"
