"""What is said of one indicator: its year so far, its definition, its history. Services' results and chat."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.chat import Block, Button, Heading, Message, say
from bot.domain.attainment import Attainment, is_low
from bot.domain.corrections import Late
from bot.domain.figure import Revision, Standing
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator, Measure
from bot.domain.pace import to_decimal
from bot.domain.planning import plan_in_force
from bot.services.ledger import Item
from bot.services.show_corrections import Lateness
from bot.services.show_status import History, IndicatorStatus, PeriodHistory, PeriodStatus
from bot.services.sight import Sight, State
from bot.texts.attainment import deviation_words, light_word, target_line
from bot.texts.catalogue import Translate, msg
from bot.texts.common import (
    aside,
    clipped,
    day_name,
    figure,
    gap,
    listed,
    measured,
    moment,
    period_name,
    roughly,
    short_title,
    so_far,
    target_text,
    title,
    yardsticks,
)
from bot.texts.figures import as_written, unit_name
from bot.texts.fitting import COLUMNS, flow
from bot.texts.kinds import DIRECTIONS, MEASURES, NAMES, RHYTHMS
from bot.texts.milestones import plan_lines
from bot.texts.reasons import reason_words

Origin = Mapping[str, Any] | None
"""The view of the board that an indicator was opened from."""

STATES: Mapping[State, str] = {
    State.NOT_DUE: msg("not due"),
    State.MISSING: msg("not reported"),
    State.DEFERRED: msg("waiting for data from above"),
    State.RETURNED: msg("sent back"),
    State.WAITING: msg("not reviewed"),
    State.REVIEWED: msg("reviewed"),
}
STANDINGS: Mapping[Standing, str] = {
    Standing.WAITING: msg("not reviewed"),
    Standing.REVIEWED: msg("reviewed"),
    Standing.RETURNED: msg("sent back"),
    Standing.WITHDRAWN: msg("withdrawn"),
}


LATE: Mapping[Late, str] = {
    Late.AFTER_REVIEW: msg("corrected after review"),
    Late.AFTER_BULLETIN: msg("corrected after the bulletin"),
}
NOT_LATE: Lateness = {}
BRIEF, FULL = 31, 400
"""Characters of a definition: with a status, and with the history."""


def status(t: Translate, found: IndicatorStatus, origin: Origin = None, late: Lateness = NOT_LATE) -> Message:
    """One indicator: unit, newest figure and what it amounts to, its definition.

    `origin`: the view of the board it was opened from, to go back to. `late`: which revisions came after
    review or after a bulletin.
    """
    indicator = found.indicator
    unit = t("responsible: {unit}", unit=indicator.unit or t("nobody yet"))
    if indicator.assisting:
        unit += "\n" + t("assisting: {units}", units=listed(t, indicator.assisting))
    blocks: list[Block | str] = [Heading(title(indicator)), unit, "\n".join(newest_lines(t, found, late))]
    blocks += ["\n".join(definition(t, indicator)), pretend_note(t, found.sight)]
    return say(*blocks, buttons=_buttons(t, found, origin), once=False)


def pretend_line(t: Translate, sight: Sight) -> str:
    pretend = sight.ledger.department.pretend
    return t("Rehearsal data: the people, units and actuals are made up.") if pretend else ""


def pretend_note(t: Translate, sight: Sight) -> str:
    """The same in one line of a phone, under an answer."""
    return t("(rehearsal data, all made up)") if sight.ledger.department.pretend else ""


def about(indicator: Indicator, sight: Sight, origin: Origin) -> dict[str, Any]:
    """The arguments of a button that leads to an indicator, and from there back to where it was pressed."""
    where = {"indicator": indicator.id, "year": sight.ledger.year}
    return where | ({"from": dict(origin)} if origin else {})


def newest_lines(t: Translate, found: IndicatorStatus, late: Lateness = NOT_LATE) -> list[str]:
    """The newest figure with its pace, deviation, light and forecast; then reason and what is open."""
    indicator, newest = found.indicator, found.newest
    lines = [t("No figure yet this year.")] if newest is None else []
    if newest and newest.revision and newest.attainment:
        lines += [
            figure_line(t, newest) + _late_mark(t, newest, late),
            *judgement(t, found, newest.attainment),
        ]
    else:
        lines.append(t("target {target}", target=target_text(t, indicator)))
    if found.explanation and (reason := reason_words(t, found.explanation)):
        lines.append(t("Reason: {reason}", reason=reason))
    if newest and newest.correction:
        old, new = newest.revision, newest.correction
        lines.append(
            t(
                "correction to {new} not reviewed yet; {old} still counts",
                new=figure(t, indicator, new.value),
                old=figure(t, indicator, old.value) if old else "—",
            )
        )
    if found.open:
        lines.append(open_line(t, found, found.open))
    return lines


def _late_mark(t: Translate, newest: PeriodStatus, late: Lateness) -> str:
    """（审后更正） behind a figure that was changed later."""
    found = late.get(newest.revision.id) if newest.revision else None
    return aside(t, t(LATE[found])) if found else ""


def figure_line(t: Translate, newest: PeriodStatus) -> str:
    """1—5月累计17亿元; （待审） behind a figure that does not count yet."""
    revision, indicator = newest.revision, newest.item.indicator
    if revision is None:
        return ""
    cumulative = indicator.measure is Measure.CUMULATIVE
    period = so_far(t, revision.period) if cumulative else period_name(t, revision.period)
    line = f"{period} {shown(t, indicator, revision)}"
    return line + (t(" (not reviewed)") if newest.state is State.WAITING else "")


def shown(t: Translate, indicator: Indicator, revision: Revision) -> str:
    """99.52%（4976/5000）: a value, with the fraction it was given as."""
    value = value_of(t, indicator, revision)
    if revision.numerator is None or revision.denominator is None:
        return value
    parts = f"{revision.numerator.normalize():f}/{revision.denominator.normalize():f}"
    return value + aside(t, parts)


def value_of(t: Translate, indicator: Indicator, revision: Revision) -> str:
    """A share to two places; everything else exactly as it was given."""
    if indicator.unit_of_measure != "%":
        return figure(t, indicator, revision.value)
    return f"{rounded(revision.value, 2).normalize():f}%"


def judgement(t: Translate, found: IndicatorStatus, attainment: Attainment) -> list[str]:
    """Target and completion; pace, deviation and light; the forecast, labelled as such."""
    indicator = found.indicator
    lines = [target_line(t, indicator, attainment)]
    if indicator.measure is Measure.AVERAGE and found.actual is not None:
        lines.insert(0, t("mean so far {value}", value=figure(t, indicator, rounded(found.actual, 2))))
    if attainment.pace is not None:
        lines.append(_pace_line(t, found, attainment.pace))
    words = [w for w in (deviation_words(t, attainment), light_word(t, attainment)) if w]
    lines.append(" ".join(words))
    if found.forecast is not None and indicator.measure is Measure.CUMULATIVE:
        lines.append(
            t("going on like this about {value}; only a hint", value=roughly(t, indicator, found.forecast))
        )
    return [line for line in lines if line]


def _pace_line(t: Translate, found: IndicatorStatus, pace: Decimal) -> str:
    """What the plan expects by the end of the figure's own period; month ÷ 12 goes without saying."""
    planned, newest = plan_in_force(found.indicator), found.newest
    share = rounded(pace, 1)
    if planned is None or newest is None:
        return ""
    scale = found.indicator.target.scale
    value = to_decimal(planned.value_by(newest.item.period.end_month))
    expected = figure(t, found.indicator, rounded(value / scale, 2) * scale)
    if found.indicator.measure is Measure.CUMULATIVE:
        return t("by plan {value} ({n}%)", value=expected, n=share)
    return t("by plan {value}", value=expected)


def open_line(t: Translate, found: IndicatorStatus, last: PeriodStatus) -> str:
    """6月：未到期（7月7日周五截止）; for data from above the day it is expected."""
    period, word = period_name(t, last.item.period), t(STATES[last.state])
    if last.state is State.DEFERRED and found.deferral:
        day = day_name(t, found.deferral.until)
        return t("{period}: {state}, expected {day}", period=period, state=word, day=day)
    if last.state is State.WAITING:
        return t("{period}: {value}", period=period, value=word)
    due = day_name(t, found.sight.due(last.item))
    return t("{period}: {state}, due {day}", period=period, state=word, day=due)


def definition(t: Translate, indicator: Indicator) -> list[str]:
    """口径: the explanation, how it is counted, and what is only assumed."""
    how = [t(MEASURES[indicator.measure]), t(DIRECTIONS[indicator.direction]), t(RHYTHMS[indicator.rhythm])]
    if indicator.by_application:
        how.append(t("by application"))
    if indicator.unit_of_measure:
        how.insert(0, t("in {unit}", unit=unit_name(t, indicator.unit_of_measure)))
    lines = [
        t("Definition: {text}", text=clipped(indicator.cells.explanation or "—", BRIEF)),
        t(" | ").join(how),
    ]
    lines += plan_lines(t, indicator)
    if assumed := [t(NAMES[a]) for a in NAMES if a in indicator.assumed]:
        lines.append(t("Assumed until the administrator confirms: {names}", names=listed(t, assumed)))
    return lines


def _buttons(t: Translate, found: IndicatorStatus, origin: Origin) -> list[list[Button]]:
    past = Button(t("past periods"), "history.show", about(found.indicator, found.sight, origin))
    year = Button(t("as a picture"), "chart.show", about(found.indicator, found.sight, None))
    row = [*_reporting(t, found), past, year, *_asking(t, found)]
    return [row, [Button(t("back"), "board.show", origin)]] if origin else [row]


def _reporting(t: Translate, found: IndicatorStatus) -> list[Button]:
    """For those who report it: the period that is open."""
    last, sight = found.open, found.sight
    if last is None or last.state is State.WAITING or not sight.takes_figures(last.item):
        return []
    if not sight.person.may_report(found.indicator.unit_id):
        return []
    label = t("report {period}", period=period_name(t, last.item.period))
    return [Button(label, "report.pick", _where(last.item))]


def _asking(t: Translate, found: IndicatorStatus) -> list[Button]:
    """请科室说明, for a leader, of a figure that is low."""
    newest = found.newest
    if newest is None or newest.attainment is None or not is_low(newest.attainment):
        return []
    if not found.sight.person.may_ask_unit(found.indicator.unit_id):
        return []
    return [Button(t("ask a unit to explain"), "inquiry.ask", _where(newest.item))]


def _where(item: Item) -> dict[str, Any]:
    return {"indicator": item.indicator.id, "period": item.period.key}


# ---------------------------------------------------------------- which one


def which(t: Translate, sight: Sight, indicators: Sequence[Indicator]) -> Message:
    """Several fit, or none was named: one button each."""
    buttons = [[Button(short_title(i), "status.show", about(i, sight, None))] for i in indicators]
    return say(t("Which indicator is meant?"), buttons=buttons, once=False)


# ---------------------------------------------------------------- history


def history(
    t: Translate, sight: Sight, found: History, origin: Origin = None, late: Lateness = NOT_LATE
) -> Message:
    """Every period of the year with every revision, what past years were, the whole definition."""
    parts = [period_lines(t, sight, found, p, late) for p in found.periods]
    changes = [
        t(
            "{day}: target changed, {old} → {new}",
            day=day_name(t, c.at.astimezone(sight.local.tzinfo).date(), weekday=False),
            old=as_written(t, c.old or "—"),
            new=as_written(t, c.new or "—"),
        )
        for c in found.changes
        if c.old
    ]
    return say(
        Heading(t("{title}: {year}", title=title(found.indicator), year=found.year)),
        "\n".join(parts) if parts else t("No period of the year has ended yet."),
        "\n".join([yardsticks(t, found.indicator), *changes]),
        _before_split(t, found),
        _whole_definition(t, found.indicator),
        pretend_line(t, sight),
        buttons=[[Button(t("back"), "status.show", about(found.indicator, sight, origin))]],
        once=False,
        whole=True,
    )


def _whole_definition(t: Translate, indicator: Indicator) -> str:
    """Where the status cuts it short."""
    text = indicator.cells.explanation or ""
    return t("Definition: {text}", text=clipped(text, FULL)) if len(text) > BRIEF else ""


def _before_split(t: Translate, found: History) -> str:
    """■ 拆分前 4-01: what was reported of all its rates together."""
    if found.whole is None or not found.before_split:
        return ""
    whole = found.whole
    old = [f"{period_name(t, r.period)}{gap(t)}{value_of(t, whole, r)}" for r in found.before_split]
    return "\n".join([t("■ Before the split: {code}", code=whole.code), *flow(old)])


def period_lines(
    t: Translate, sight: Sight, found: History, p: PeriodHistory, late: Lateness = NOT_LATE
) -> str:
    """6月（累计） 22亿元 已审, and below it who gave it and what it replaced."""
    lines = [measured(t, found.indicator, p.item.period)]
    if not p.revisions:
        lines[0] += " " + t(STATES[p.state])
    elif p.state is State.WAITING and not found.names:
        lines[0] += " " + t(STATES[State.WAITING])
    old: Revision | None = None
    for revision in p.revisions:
        lines.append("  " + revision_line(t, sight, found, revision, old, late.get(revision.id)))
        old = revision
    if p.last_year is not None:
        same = figure(t, found.indicator, p.last_year)
        lines.append("  " + t("the same period last year {value}", value=same))
    return "\n".join(lines)


def revision_line(
    t: Translate,
    sight: Sight,
    found: History,
    revision: Revision,
    old: Revision | None,
    late: Late | None = None,
) -> str:
    """21亿元→22亿元 已审 审后更正（填写错误） 小周 7月4日 09:30"""
    value = shown(t, found.indicator, revision)
    if old is not None:
        value = f"{value_of(t, found.indicator, old)}→{value}"
    sent_back = revision.standing is Standing.RETURNED and revision.verdict_reason
    words = [
        value,
        t("returned: {reason}", reason=sent_back) if sent_back else t(STANDINGS[revision.standing]),
    ]
    if late:
        words.append(t(LATE[late]))
    if revision.reason:
        words.append(t("correction: {reason}", reason=revision.reason))
    if found.names:
        words.append(revision.by_name + (t(" (entered on behalf)") if revision.on_behalf else ""))
    words.append(moment(t, revision.at.astimezone(sight.local.tzinfo)))
    return "\n  ".join(flow((w for w in words if w), COLUMNS - 2))
