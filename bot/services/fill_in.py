"""The fill-in workbook of a period: which rows it has, and what is wrong with it when it comes back.

Pure: it reads a ledger and never writes. Every cell becomes a line of a draft, checked like typed words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.actual import Doubt
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator
from bot.domain.ladder import Month
from bot.domain.people import Person
from bot.domain.period import Period
from bot.services.draft import (
    Doubtful,
    Draft,
    Line,
    Ready,
    ReadyLine,
    WhyCorrected,
    fitting,
    next_step,
)
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.scope import newest_ended_month, own, taking
from bot.services.small_talk import same_as_before

CODE, NAME, UNIT, PERIOD, FIGURE, NOTE = "A", "B", "C", "E", "H", "I"
"""The columns that are read again."""
WHOLE_ROW = frozenset({"fill-in-gone", "fill-in-not-yours"})
OF_THE_PERIOD = frozenset({"period-locked", "period-future", "period-other-rhythm", "fill-in-rhythm"})


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator and its period as offered. `before`: the newest figure of an earlier period."""

    item: Item
    before: Revision | None
    reported: Revision | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it came back: what was offered in it, and what was typed. `row` counts from 1.

    `unreadable`: what is wrong with a cell that holds no words and no number; it names the `cell`.
    """

    row: int
    indicator_id: int
    period: str
    figure: str = ""
    note: str = ""
    unreadable: DomainError | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.figure or self.note or self.unreadable)


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that came back. `year` is that of the table its rows are from."""

    department_id: int
    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken, and why. `item` is None where the person may not know it."""

    cell: str
    item: Item | None
    error: DomainError


@dataclass(frozen=True, slots=True)
class Odd:
    """A figure that is taken only when the person says that it is right."""

    cell: str
    step: Doubtful
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a workbook holds. `sure` are the figures that nothing is odd about, `doubted` the others.

    `unchanged` of them are in already. `month`: the one in which its periods end.
    """

    month: Month
    sure: tuple[ReadyLine, ...]
    doubted: tuple[ReadyLine, ...]
    odd: tuple[Odd, ...]
    wrong: tuple[Wrong, ...]
    unchanged: int

    @property
    def certain(self) -> Draft:
        return Draft(tuple(ready.line for ready in self.sure))

    @property
    def to_verify(self) -> Draft:
        """The doubted figures as if they were typed: each is asked about."""
        return Draft(tuple(replace(ready.line, accepted=()) for ready in self.doubted))

    @property
    def everything(self) -> Draft:
        """All of them, the doubts answered."""
        return Draft(tuple(ready.line for ready in (*self.sure, *self.doubted)))


def rows_of(
    ledger: Ledger, person: Person, month: Month | None, calendar: WorkCalendar, today: date
) -> tuple[Row, ...]:
    """The person's indicators that have a period ending with the month, in the table's order.

    Without a month it is the newest ended one in which something of the person's ends. Who reports only on
    behalf of others gets what these report. What is locked is left out. Raises DomainError nothing-to-fill-in
    (period) and, where nothing is left, those of `check_takes_figures`.
    """
    mine = own(ledger, person) or tuple(i for i in ledger.indicators if person.may_report(i.unit_id))
    months = (month,) if month else _ended_months(ledger.year, today)
    found = next((items for m in months if (items := _ending(mine, m))), ())
    if not found:
        asked = Period(*month) if month else Period(ledger.year, 12)
        raise DomainError("nothing-to-fill-in", period=asked.key)
    open_now = taking(ledger, found, calendar, today)
    if not open_now:
        check_takes_figures(ledger, found[0], calendar, today)
    return tuple(Row(i, ledger.previous(i), ledger.newest(i) if ledger.is_in(i) else None) for i in open_now)


def _ended_months(year: int, today: date) -> Sequence[Month]:
    ended = newest_ended_month(today)
    last = 12 if ended[0] > year else ended[1] if ended[0] == year else 0
    return [(year, month) for month in range(last, 0, -1)]


def _ending(indicators: Sequence[Indicator], month: Month) -> tuple[Item, ...]:
    periods = ((i, Period.ending(*month, i.rhythm)) for i in indicators)
    return tuple(Item(i, period) for i, period in periods if period)


def check(filled: Filled, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> Checked:
    """Check every row that was filled in.

    Raises DomainError for a workbook of another table or with nothing in it: fill-in-foreign, fill-in-empty.
    """
    if filled.department_id != ledger.department.id or filled.year != ledger.year:
        raise DomainError("fill-in-foreign", year=filled.year)
    typed = [e for e in filled.entries if not e.is_empty]
    if not typed:
        raise DomainError("fill-in-empty", column=FIGURE)
    sure: list[ReadyLine] = []
    doubted: list[ReadyLine] = []
    odd: list[Odd] = []
    wrong: list[Wrong] = []
    for entry in typed:
        try:
            item = _item(entry, ledger, person, calendar, today)
            ready, steps = _taken(entry, item, ledger, person, calendar, today)
        except DomainError as error:
            if error.code != "already-in":
                wrong.append(_wrong(error, entry, ledger))
            continue
        (doubted if steps else sure).append(ready)
        odd += [Odd(f"{FIGURE}{entry.row}", step, step.doubts) for step in steps]
    unchanged = len(typed) - len(sure) - len(doubted) - len(wrong)
    month = Period.from_key(typed[0].period)
    return Checked(
        (month.year, month.end_month), tuple(sure), tuple(doubted), tuple(odd), tuple(wrong), unchanged
    )


def _item(entry: Entry, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> Item:
    """What the row is about. Raises DomainError for a row of which nothing can be taken."""
    indicator = ledger.by_id.get(entry.indicator_id)
    if indicator is None or indicator.retired:
        raise DomainError("fill-in-gone")
    if not person.may_report(indicator.unit_id):
        raise DomainError("fill-in-not-yours")
    period = Period.from_key(entry.period)
    if fitting(period, indicator) != period:
        raise DomainError("fill-in-rhythm")
    item = Item(indicator, period)
    check_takes_figures(ledger, item, calendar, today)
    if entry.unreadable:
        raise entry.unreadable
    return item


def _wrong(error: DomainError, entry: Entry, ledger: Ledger) -> Wrong:
    indicator = ledger.by_id.get(entry.indicator_id)
    known = indicator is not None and error.code not in WHOLE_ROW
    item = Item(indicator, Period.from_key(entry.period)) if indicator and known else None
    return Wrong(_cell_of(error, entry), item, error)


def _taken(
    entry: Entry, item: Item, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date
) -> tuple[ReadyLine, tuple[Doubtful, ...]]:
    """The line as it would be stored, all its doubts accepted, and those doubts. Raises DomainError."""
    if not entry.figure:
        raise DomainError("fill-in-no-figure")
    same = same_as_before(entry.figure)
    figure = "" if same else entry.figure
    line = Line(figure, (item.indicator.id,), item.period.key, note=entry.note, unchanged=same)
    found = list(_steps(line, ledger, person, calendar, today))
    ready = found.pop()
    if not isinstance(ready, Ready):
        raise DomainError("fill-in-ambiguous", text=entry.figure)
    return ready.lines[0], tuple(step for step in found if isinstance(step, Doubtful))


def _steps(
    line: Line, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date
) -> Iterator[object]:
    """What would be asked about the line one after the other, with the answers that the workbook gives."""
    while True:
        step = next_step(Draft((line,)), ledger, person, calendar, today)
        yield step
        match step:
            case Doubtful(draft=draft, doubts=doubts):
                line = draft.lines[0]
                line = replace(line, accepted=(*line.accepted, *(d.code for d in doubts)))
            case WhyCorrected(draft=draft):
                line = draft.lines[0]
                if not line.note:
                    raise DomainError("fill-in-no-reason")
                line = replace(line, reason=line.note, note="")
            case _:
                return


def _cell_of(error: DomainError, entry: Entry) -> str:
    if error.code in WHOLE_ROW:
        return f"{CODE}{entry.row}"
    if error.code in OF_THE_PERIOD:
        return f"{PERIOD}{entry.row}"
    return str(error.facts.get("cell", f"{NOTE if error.code == 'fill-in-no-reason' else FIGURE}{entry.row}"))
