"""Which table is meant and what a person may see or report in it. Imports the domain and ports."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.ladder import Month, closed_window, reporting_months, window_for
from bot.domain.people import Person
from bot.domain.period import Period
from bot.services.ledger import Item, Ledger
from bot.services.locking import takes_figures
from bot.services.ports import Department, UnitOfWork

MOST_PERIODS = 2  # of one indicator, asked for at once


def newest_ended_month(today: date) -> Month:
    """The month whose figures are the newest there can be."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.year, last.month


def current_year(uow: UnitOfWork, department: Department, today: date) -> int:
    """The year of the newest ended month: December is reported in January, a new table waits till then.

    Without a table for that year the newest one there is. Raises DomainError no-table.
    """
    years = uow.remember(("years", department.id), lambda: uow.targets.years(department.id))
    if not years:
        raise DomainError("no-table")
    year = newest_ended_month(today)[0]
    return year if year in years else max((y for y in years if y < year), default=min(years))


def awaited_year(uow: UnitOfWork, department: Department, today: date) -> int | None:
    """This year, from its first day on, while only earlier years have a table."""
    years = uow.remember(("years", department.id), lambda: uow.targets.years(department.id))
    return today.year if years and max(years) < today.year else None


def check_year(uow: UnitOfWork, ledger: Ledger, period: Period | None, today: date) -> None:
    """Raises DomainError year-without-table (year) for a figure of a year that has no table yet.

    Without a period it is about the newest month that has ended.
    """
    awaited = awaited_year(uow, ledger.department, today)
    about = period.year if period else newest_ended_month(today)[0]
    if awaited is not None and about > ledger.year:
        raise DomainError("year-without-table", year=about)


def current_ledger(uow: UnitOfWork, department: Department, today: date) -> Ledger:
    """The table that is being reported on."""
    return Ledger.load(uow, department, current_year(uow, department, today))


def ledgers_in_use(uow: UnitOfWork, department: Department, today: date) -> tuple[Ledger, ...]:
    """The current table, then those of earlier years in which a period was reopened, the newest first."""
    current = current_year(uow, department, today)
    found = uow.remember(("reopenings", department.id), lambda: uow.reports.reopenings(department.id))
    earlier = sorted({r.end[0] for r in found if r.end[0] < current}, reverse=True)
    return tuple(Ledger.load(uow, department, year) for year in (current, *earlier))


def ledger_with(uow: UnitOfWork, department: Department, indicator_id: int, today: date) -> Ledger:
    """Of the tables in use the one that has the indicator; the current one where none does."""
    tables = ledgers_in_use(uow, department, today)
    return next((ledger for ledger in tables if indicator_id in ledger.by_id), tables[0])


def months_of(ledger: Ledger) -> frozenset[int]:
    """The months that end a period of some indicator of the table."""
    return reporting_months({i.rhythm for i in ledger.indicators}) or frozenset({12})


def digest_month(ledger: Ledger, calendar: WorkCalendar, local: datetime) -> Month:
    """The newest month whose window has closed: what digest and board are about (数据截至…).

    In the year's first weeks, before its first window has closed, that month is the year before's.
    """
    return closed_window(
        local.replace(tzinfo=None), calendar, ledger.department.settings, months_of(ledger)
    ).end


def due_day(ledger: Ledger, calendar: WorkCalendar, period: Period) -> date:
    return window_for(period.year, period.end_month, calendar, ledger.department.settings).due


def visible(ledger: Ledger, person: Person) -> tuple[Indicator, ...]:
    return tuple(i for i in ledger.indicators if person.may_see(i.unit_id, i.assisting_ids))


def own(ledger: Ledger, person: Person) -> tuple[Indicator, ...]:
    """The indicators of the units the person reports for as contact or lead."""

    def found() -> tuple[Indicator, ...]:
        by_unit = {i.unit_id for i in ledger.indicators}
        units = {u for u in by_unit if not person.reports_on_behalf(u) and person.may_report(u)}
        return tuple(i for i in ledger.indicators if i.unit_id in units)

    return ledger.once(("own", person), found)


def open_items(
    ledger: Ledger, indicators: Sequence[Indicator], calendar: WorkCalendar, local: datetime
) -> tuple[Item, ...]:
    """What is to be reported now: periods whose window has opened and that are neither in nor set aside.

    Oldest period first, then in the order of the table; of each indicator the newest two at most: what was
    missed before that is in the newer totals, and can still be reported by naming its period. What is locked
    is not open.
    """
    ids = {i.id for i in indicators}
    key = ("open", *opening(ledger, calendar, local))
    everything = ledger.once(key, lambda: _open_items(ledger, calendar, local))
    return tuple(item for item in everything if item.indicator.id in ids)


def opening(ledger: Ledger, calendar: WorkCalendar, local: datetime) -> tuple[Hashable, ...]:
    """What decides, at one time, which windows have opened: worked out of a ledger, it holds until then."""
    return id(calendar), local.date(), local.time() >= ledger.department.settings.open_at


def _open_items(ledger: Ledger, calendar: WorkCalendar, local: datetime) -> tuple[Item, ...]:
    today = local.date()
    found: list[Item] = []
    for month in range(1, 13):
        window = window_for(ledger.year, month, calendar, ledger.department.settings)
        if datetime.combine(window.opens, ledger.department.settings.open_at) > local.replace(tzinfo=None):
            break
        found += taking(ledger, ledger.missing((ledger.year, month), today), calendar, today)
    newer = Counter(item.indicator.id for item in found)
    kept = []
    for item in found:
        if newer[item.indicator.id] <= MOST_PERIODS:
            kept.append(item)
        newer[item.indicator.id] -= 1
    return tuple(kept)


def not_yet_asked(ledger: Ledger, indicators: Sequence[Indicator], today: date) -> tuple[Item, ...]:
    """What is missing of the month that ended last, whether or not its window has opened."""
    ids = {i.id for i in indicators}
    return tuple(i for i in ledger.missing(newest_ended_month(today), today) if i.indicator.id in ids)


def taking(ledger: Ledger, items: Sequence[Item], calendar: WorkCalendar, today: date) -> tuple[Item, ...]:
    """Those of the items whose period takes figures today."""
    return tuple(i for i in items if takes_figures(ledger, i, calendar, today))


def reportable_period(ledger: Ledger, indicator: Indicator, today: date) -> Period:
    """The period a figure is taken to be about when none is named: the newest one that has ended."""
    year, month = newest_ended_month(today)
    if year > ledger.year:
        month = 12
    ended = [p for m in range(1, month + 1) if (p := Period.ending(ledger.year, m, indicator.rhythm))]
    if not ended:
        raise DomainError("no-period-yet", code=indicator.code, name=indicator.name, year=ledger.year)
    return ended[-1]
