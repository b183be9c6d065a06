"""The ledger on a phone: counts and lights by duty, then lists to be opened. Services' results and chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.attainment import Group
from bot.domain.figure import Revision
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator, Measure
from bot.domain.pace import pace
from bot.domain.thresholds import Thresholds
from bot.services.judge import Standing
from bot.services.show_board import NOT_IN, Board, Filter, Row
from bot.services.show_status import PeriodStatus
from bot.services.sight import Sight, State
from bot.texts.attainment import deviation_words, light_word, mark
from bot.texts.catalogue import Translate, msg
from bot.texts.common import figure, gap, month_name, no_table_yet, period_name, so_far, target_text, title
from bot.texts.fitting import COLUMNS, fitted, flow, shortened
from bot.texts.status import STATES, about, pretend_line, value_of

PAGE = 8
GROUPS: Mapping[Group, str] = {
    Group.NORMAL: msg("normal {n}"),
    Group.LOW: msg("low {n}"),
    Group.IN_PROGRESS: msg("in progress {n}"),
    Group.BY_APPLICATION: msg("by application {n}"),
    Group.QUESTION: msg("target to be clarified {n}"),
}
COUNTED: Mapping[State, str] = {
    State.REVIEWED: msg("reviewed {n}"),
    State.WAITING: msg("not reviewed {n}"),
    State.MISSING: msg("not reported {n}"),
    State.RETURNED: msg("sent back {n}"),
    State.DEFERRED: msg("data from above {n}"),
}
FILTERS: Mapping[Filter, str] = {
    Filter.ALL: msg("all {n}"),
    Filter.LOW: msg("low {n}"),
    Filter.MISSING: msg("not reported {n}"),
}


@dataclass(frozen=True)
class View:
    """What of the board is looked at: `which` None is the overview; `duty` a duty's number or empty.

    `as_of` is the local moment (ISO) of a digest still to come, whose preview the view was opened from.
    """

    which: Filter | None = None
    duty: str = ""
    page: int = 0
    year: int | None = None
    as_of: str = ""

    @classmethod
    def of(cls, args: Mapping[str, Any]) -> "View":
        which = args.get("filter")
        named = Filter(which) if which in tuple(Filter) else None
        duty, page = args.get("duty", ""), args.get("page", 0)
        return cls(named, duty, page, args.get("year"), args.get("as_of", ""))

    @property
    def args(self) -> dict[str, Any]:
        """As a button keeps it."""
        which = self.which.value if self.which else "home"
        kept = {"filter": which, "duty": self.duty, "page": self.page, "year": self.year}
        return kept | ({"as_of": self.as_of} if self.as_of else {})

    def rows(self, board: Board) -> tuple[Row, ...]:
        rows = board.filtered(self.which or Filter.ALL)
        return tuple(r for r in rows if self.duty in ("", r.duty))


# ---------------------------------------------------------------- the overview


def overview(t: Translate, board: Board, view: View) -> Message:
    """Counts, lights and thresholds, then one line and one button per duty."""
    duties = board.by_duty()
    lines = [duty_lines(t, number, rows) for number, rows in duties.items()]
    opening = [
        Button(t("duty {n}", n=n), "board.show", replace(view, which=Filter.ALL, duty=n, page=0).args)
        for n in duties
    ]
    return say(
        Heading(t("Ledger {year}", year=board.sight.ledger.year)),
        "\n".join(
            [*head_lines(t, board), *threshold_lines(t, board.sight.ledger.department.settings.thresholds)]
        ),
        "\n".join(lines),
        pretend_line(t, board.sight),
        buttons=[*grid(opening, 4), filter_buttons(t, board, view)],
        once=False,
        whole=True,
    )


def head_lines(t: Translate, board: Board) -> list[str]:
    """数据截至5月底｜序时进度41.7%, then 共26项：已审23 待审1 未报2, then 正常12 偏低7 …"""
    states, groups = board.states, board.groups
    counted = [t(form, n=states[s]) for s, form in COUNTED.items() if states[s]]
    if states[None]:
        counted.append(t("not due {n}", n=states[None]))
    total = t("{n} in all: {counted}", n=len(board.rows), counted=" ".join(counted) or "0")
    grouped = [t(form, n=groups[g]) for g, form in GROUPS.items() if groups[g]]
    return [*_newer_year(t, board.sight), as_of(t, board.sight), *flow([total]), *flow(grouped)]


def _newer_year(t: Translate, sight: Sight) -> list[str]:
    """From February on, while the new year has no table, an older one is shown: said first."""
    return [no_table_yet(t, sight.awaited)] if sight.awaited else []


def as_of(t: Translate, sight: Sight) -> str:
    if sight.month is None:
        return t("No period of {year} is closed yet", year=sight.ledger.year)
    month = sight.month[1]
    return t("as of the end of {month} | pace {n}%", month=month_name(t, month), n=rounded(pace(month), 1))


def threshold_lines(t: Translate, thresholds: Thresholds) -> list[str]:
    """What the lights mean here: the thresholds are the department's own."""
    first = t(
        "of pace: ● ≥ {on}% ▲ ≥ {near}%, ahead ≥ {ahead}%",
        ahead=percent(thresholds.ahead),
        on=percent(thresholds.on_pace),
        near=percent(thresholds.slightly_below),
    )
    second = t(
        "rates: ▲ within {points} points or {percent}%",
        points=f"{thresholds.near_points.normalize():f}",
        percent=f"{thresholds.near_percent.normalize():f}",
    )
    return [first, second]


def percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).normalize():f}"


def duty_lines(t: Translate, number: str, rows: Sequence[Row]) -> str:
    """职责2 深入推进重点领域改革, then 14项 ●8 ▲1 ▼3 ◇2"""
    marks = [mark(r.standing.attainment if r.state is State.REVIEWED else None) for r in rows]
    counts = " ".join(f"{m}{marks.count(m)}" for m in "●▲▼◇" if m in marks)
    missing = sum(r.state in NOT_IN for r in rows)
    waiting = sum(r.state is State.WAITING for r in rows)
    words = [t("{n} items", n=len(rows)), counts]
    words += [t("not reported {n}", n=missing)] if missing else []
    words += [t("not reviewed {n}", n=waiting)] if waiting else []
    duty = "".join((rows[0].indicator.cells.duty or "").split())
    return fitted(f"{t('duty {n}', n=number)} {duty}") + "\n " + " ".join(w for w in words if w)


# ---------------------------------------------------------------- a list


def listing(t: Translate, board: Board, view: View) -> Message:
    """A page of rows, each with a button that opens it in place."""
    rows = view.rows(board)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(view.page, 0), pages - 1)
    here = replace(view, which=view.which or Filter.ALL, page=page)
    on_page = rows[page * PAGE : (page + 1) * PAGE]
    lines = [row_lines(t, n, row) for n, row in enumerate(on_page, start=1)]
    opening = [
        Button(str(n), "status.show", about(r.indicator, board.sight, here.args))
        for n, r in enumerate(on_page, start=1)
    ]
    return say(
        Heading(list_title(t, board, view, len(rows))),
        "\n".join(list_head(t, board, here, pages)),
        "\n".join(lines) if lines else t("Nothing here."),
        pretend_line(t, board.sight),
        buttons=[
            *grid(opening, 4),
            turning(t, here, pages),
            filter_buttons(t, board, here),
            home(t, board, view),
        ],
        once=False,
        whole=True,
    )


def list_head(t: Translate, board: Board, view: View, pages: int) -> list[str]:
    """How recent it is; the counts where everything is listed; which page."""
    whole = view.which is Filter.ALL and not view.duty and view.page == 0
    lines = head_lines(t, board) if whole else [as_of(t, board.sight)]
    return [*lines, t("page {n} of {all}", n=view.page + 1, all=pages)] if pages > 1 else lines


def list_title(t: Translate, board: Board, view: View, count: int) -> str:
    name = t(FILTERS[view.which or Filter.ALL], n=count)
    duty = f" {t('duty {n}', n=view.duty)}" if view.duty else ""
    return t("Ledger {year}", year=board.sight.ledger.year) + duty + t(" | ") + name


def row_lines(t: Translate, number: int, row: Row) -> str:
    """1 ▼2-09 公共资源交易平台交易额, then what it stands at, in lines that fit."""
    judged = row.standing.attainment if row.state is State.REVIEWED else None
    first = shortened(f"{number} {mark(judged)}{title(row.indicator)}")
    return "\n".join([first, *(f" {line}" for line in flow(row_words(t, row), COLUMNS - 1))])


def row_words(t: Translate, row: Row) -> list[str]:
    """1—5月292亿元 目标900亿元 完成32.4% 低于序时9.3个百分点; the state's word where nothing counts."""
    indicator, standing = row.indicator, row.standing
    words = []
    if row.item and row.state and row.state is not State.REVIEWED:
        words.append(f"{period_name(t, row.item.period)}{gap(t)}{t(STATES[row.state])}")
    if standing.revision and standing.attainment:
        words.append(standing_words(t, standing, standing.revision))
    words.append(t("target {target}", target=target_text(t, indicator)))
    if standing.attainment and row.state is State.REVIEWED:
        done = standing.attainment.completion
        words.append(t("{n}% done", n=rounded(done, 1)) if done is not None else "")
        said = deviation_words(t, standing.attainment)
        words.append(said or light_word(t, standing.attainment))
    if row.later:
        words.append(later_words(t, indicator, row.later))
    return [w for w in words if w]


def standing_words(t: Translate, standing: Standing, revision: Revision) -> str:
    """1—5月 292亿元 of what accumulates, 5月 98.5% of a rate, 5月 今年均值4.46% of an average."""
    indicator, period = standing.indicator, revision.period
    if indicator.measure is Measure.AVERAGE and standing.actual is not None:
        mean = figure(t, indicator, rounded(standing.actual, 2))
        return f"{period_name(t, period)} {t('mean so far {value}', value=mean)}"
    name = so_far(t, period) if indicator.measure is Measure.CUMULATIVE else period_name(t, period)
    return f"{name} {value_of(t, indicator, revision)}"


def later_words(t: Translate, indicator: Indicator, later: PeriodStatus) -> str:
    """6月 21亿元（已审）: what is in for the open period, said as such; a leader sees 6月待审."""
    name, word = period_name(t, later.item.period), t(STATES[later.state])
    if later.revision is None:
        return f"{name}{gap(t)}{word}"
    return t(
        "{period} in: {value} ({state})",
        period=name,
        value=value_of(t, indicator, later.revision),
        state=word,
    )


# ---------------------------------------------------------------- buttons


def filter_buttons(t: Translate, board: Board, view: View) -> list[Button]:
    """全部26 偏低6 未报2: the filter that is on is not offered again."""
    found = []
    for which, form in FILTERS.items():
        if which is view.which and not view.duty:
            continue
        count = len(board.filtered(which))
        found.append(Button(t(form, n=count), "board.show", replace(view, which=which, duty="", page=0).args))
    return found


def turning(t: Translate, view: View, pages: int) -> list[Button]:
    def to(page: int, label: str) -> Button:
        return Button(label, "board.show", replace(view, page=page).args)

    back = [to(view.page - 1, t("previous page"))] if view.page > 0 else []
    return back + ([to(view.page + 1, t("next page"))] if view.page < pages - 1 else [])


def home(t: Translate, board: Board, view: View) -> list[Button]:
    if len(board.rows) <= PAGE:
        return []
    return [Button(t("by duty"), "board.show", View(year=view.year, as_of=view.as_of).args)]


def choice_of_duty(t: Translate, board: Board) -> Message:
    """Which indicator? By duty, when there are too many for one list."""
    buttons = [
        [
            Button(
                fitted(f"{n} {''.join((rows[0].indicator.cells.duty or '').split())}", 28),
                "board.show",
                view.args,
            )
        ]
        for n, rows in board.by_duty().items()
        for view in [View(Filter.ALL, n)]
    ]
    return say(t("Which indicator? Type its code or name, or choose the duty."), buttons=buttons, once=False)


def grid(buttons: Sequence[Button], columns: int) -> list[Sequence[Button]]:
    return [buttons[i : i + columns] for i in range(0, len(buttons), columns)]
