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
    next_step,
)
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.scope import newest_ended_month, own

CODE, NAME, PERIOD, FIGURE, NOTE = "A", "B", "E", "H", "I"
"""The columns that are read again."""


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator and its period as offered. `before`: the newest figure of an earlier period."""

    item: Item
    before: Revision | None
    reported: Revision | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it came back: what was offered in it, and what was typed. `row` counts from 1."""

    row: int
    indicator_id: int
    period: str
    figure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that came back. `year` is that of the table its rows are from."""

    department_id: int
    year: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken, and why."""

    cell: str
    indicator: Indicator
    error: DomainError


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that can be taken but should be looked at again."""

    cell: str
    step: Doubtful
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Checked:
    """What a workbook holds. `unchanged` figures are in already; `sure` are those nothing is odd about."""

    lines: tuple[ReadyLine, ...]
    wrong: tuple[Wrong, ...]
    odd: tuple[Odd, ...]
    unchanged: int

    @property
    def draft(self) -> Draft:
        return Draft(tuple(ready.line for ready in self.lines))

    @property
    def sure(self) -> Draft:
        return Draft(tuple(ready.line for ready in self.lines if not ready.line.accepted))


def rows_of(
    ledger: Ledger, person: Person, month: Month | None, calendar: WorkCalendar, today: date
) -> tuple[Row, ...]:
    """The person's indicators that have a period ending with the month, in the table's order.

    Without a month it is the newest ended one in which something of the person's ends. Who reports only on
    behalf of others gets what these report. Raises DomainError nothing-to-fill-in (period) and those of
    `check_takes_figures`.
    """
    mine = own(ledger, person) or tuple(i for i in ledger.indicators if person.may_report(i.unit_id))
    months = (month,) if month else _ended_months(ledger.year, today)
    found = next((items for m in months if (items := _ending(mine, m))), ())
    if not found:
        asked = Period(*month) if month else Period(ledger.year, 12)
        raise DomainError("nothing-to-fill-in", period=asked.key)
    for item in found:
        check_takes_figures(ledger, item, calendar, today)
    return tuple(Row(i, ledger.previous(i), ledger.newest(i) if ledger.is_in(i) else None) for i in found)


def _ended_months(year: int, today: date) -> Sequence[Month]:
    ended = newest_ended_month(today)
    last = 12 if ended[0] > year else ended[1] if ended[0] == year else 0
    return [(year, month) for month in range(last, 0, -1)]


def _ending(indicators: Sequence[Indicator], month: Month) -> tuple[Item, ...]:
    periods = ((i, Period.ending(*month, i.rhythm)) for i in indicators)
    return tuple(Item(i, period) for i, period in periods if period)


def check(filled: Filled, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> Checked:
    """Check every cell that was filled in.

    Raises DomainError for a workbook that cannot be taken as a whole: fill-in-foreign, fill-in-gone,
    fill-in-not-yours, fill-in-period, fill-in-empty; all but the first and last name the cell.
    """
    if filled.department_id != ledger.department.id or filled.year != ledger.year:
        raise DomainError("fill-in-foreign", year=filled.year)
    typed = [e for e in filled.entries if e.figure or e.note]
    if not typed:
        raise DomainError("fill-in-empty", column=FIGURE)
    for entry in typed:
        _check_row(entry, ledger, person, calendar, today)
    lines: list[ReadyLine] = []
    wrong: list[Wrong] = []
    odd: list[Odd] = []
    unchanged = 0
    for entry in typed:
        try:
            ready, doubtful = _taken(entry, ledger, person, calendar, today)
        except DomainError as error:
            if error.code == "already-in":
                unchanged += 1
                continue
            wrong.append(Wrong(_cell_of(error, entry), ledger.by_id[entry.indicator_id], error))
            continue
        lines.append(ready)
        odd += [Odd(f"{FIGURE}{entry.row}", step, doubt) for step in doubtful for doubt in step.doubts]
    return Checked(tuple(lines), tuple(wrong), tuple(odd), unchanged)


def _check_row(entry: Entry, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> None:
    indicator = ledger.by_id.get(entry.indicator_id)
    if indicator is None or indicator.retired:
        raise DomainError("fill-in-gone", cell=f"{CODE}{entry.row}")
    facts = {"code": indicator.code, "name": indicator.name}
    if not person.may_report(indicator.unit_id):
        raise DomainError("fill-in-not-yours", cell=f"{CODE}{entry.row}", **facts)
    period = Period.from_key(entry.period)
    try:
        if Period.ending(period.year, period.end_month, indicator.rhythm) != period:
            raise DomainError("period-other-rhythm")
        check_takes_figures(ledger, Item(indicator, period), calendar, today)
    except DomainError as error:
        raise DomainError(
            "fill-in-period", cell=f"{PERIOD}{entry.row}", period=entry.period, **facts
        ) from error


def _taken(
    entry: Entry, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date
) -> tuple[ReadyLine, tuple[Doubtful, ...]]:
    """The line as it would be stored, all its doubts accepted, and those doubts. Raises DomainError."""
    if not entry.figure:
        raise DomainError("fill-in-no-figure")
    line = Line(entry.figure, (entry.indicator_id,), entry.period, note=entry.note)
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
    return f"{NOTE if error.code == 'fill-in-no-reason' else FIGURE}{entry.row}"
