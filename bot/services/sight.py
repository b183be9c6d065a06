"""What one person sees of a department's year: states, figures, the board's month. The domain and ports.

Leaders see counted figures and the words 待审 and 未报; those who make or review a figure see it at once.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache

from bot.domain.attainment import Attainment
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator
from bot.domain.ladder import Month
from bot.domain.locking import year_locked_from
from bot.domain.people import Person
from bot.domain.period import Period, Rhythm
from bot.services.judge import judge_revision
from bot.services.ledger import Item, Ledger
from bot.services.locking import takes_figures
from bot.services.ports import Department, UnitOfWork
from bot.services.scope import awaited_year, current_year, digest_month, due_day, newest_ended_month, visible


class State(StrEnum):
    """未到期, 未报, 待上级数据, 退回, 待审, 已审: where a period's figure is on its way to counting."""

    NOT_DUE = "not-due"
    MISSING = "missing"
    DEFERRED = "deferred"
    RETURNED = "returned"
    WAITING = "waiting"
    REVIEWED = "reviewed"


@dataclass(frozen=True)
class Sight:
    """A ledger as a person sees it at a local moment."""

    ledger: Ledger
    person: Person
    calendar: WorkCalendar
    local: datetime
    awaited: int | None = None  # the year that should be shown and has no table yet

    @property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return visible(self.ledger, self.person)

    @cached_property
    def by_id(self) -> dict[int, Indicator]:
        return {i.id: i for i in self.indicators}

    def indicator(self, indicator_id: int) -> Indicator:
        """One in sight. Raises DomainError not-in-sight, whether it exists or not."""
        if indicator_id not in self.by_id:
            raise DomainError("not-in-sight", said="")
        return self.by_id[indicator_id]

    @cached_property
    def month(self) -> Month | None:
        """The newest month whose window has closed (数据截至…) in the table's year; None before the first."""
        year, month = digest_month(self.ledger, self.calendar, self.local)
        if year < self.ledger.year:
            return None
        return (year, month) if year == self.ledger.year else (self.ledger.year, 12)

    @cached_property
    def ended(self) -> int:
        """The last month of the table's year that has ended, 0 when none has."""
        year, month = newest_ended_month(self.today)
        if year < self.ledger.year:
            return 0
        return month if year == self.ledger.year else 12

    @property
    def is_closed(self) -> bool:
        """Whether the whole year is locked."""
        return self.today >= year_locked_from(self.ledger.year)

    def takes_figures(self, item: Item) -> bool:
        return takes_figures(self.ledger, item, self.calendar, self.today)

    # -- periods

    def items(self, indicator: Indicator) -> tuple[Item, ...]:
        """The indicator's periods that have ended, oldest first."""
        return tuple(Item(indicator, p) for p in _periods(self.ledger.year, self.ended, indicator.rhythm))

    @property
    def as_much(self) -> Hashable:
        """The same for everybody who sees the same indicators and knows as much of them."""
        known = frozenset(unit for unit in self.ledger.undecided if self.person.sees_waiting(unit))
        return tuple(i.id for i in self.indicators), known

    def due(self, item: Item) -> date:
        return due_day(self.ledger, self.calendar, item.period)

    def knows(self, indicator: Indicator) -> bool:
        """Whether the person sees figures that nobody has reviewed, and who gave them."""
        return self.person.sees_waiting(indicator.unit_id)

    def state(self, item: Item) -> State:
        """A counted figure stays 已审 while its correction waits; a leader is not told of a return."""
        if self.ledger.counted(item):
            return State.REVIEWED
        if self.ledger.waiting(item):
            return State.WAITING
        if self.ledger.returned(item) and self.knows(item.indicator):
            return State.RETURNED
        if self.ledger.deferral(item, self.today):
            return State.DEFERRED
        return State.MISSING if self.due(item) < self.today else State.NOT_DUE

    def shown(self, item: Item) -> Revision | None:
        """The figure this person may see: the one that counts, or else one that waits, if it is theirs."""
        counted = self.ledger.counted(item)
        return counted or (self.ledger.waiting(item) if self.knows(item.indicator) else None)

    def correction(self, item: Item) -> Revision | None:
        """A correction that waits while the old figure still counts, if the person may see it."""
        waits = self.ledger.waiting(item) if self.knows(item.indicator) else None
        return waits if self.ledger.counted(item) else None

    def judged(self, item: Item, revision: Revision) -> Attainment:
        return judge_revision(self.ledger, item.indicator, revision)


@lru_cache(maxsize=256)
def _periods(year: int, months: int, rhythm: Rhythm) -> tuple[Period, ...]:
    """Those that end within the year's first months."""
    found = (Period.ending(year, m, rhythm) for m in range(1, months + 1))
    return tuple(p for p in found if p is not None)


def load(
    uow: UnitOfWork,
    department: Department,
    person: Person,
    calendar: WorkCalendar,
    local: datetime,
    year: int | None = None,
) -> Sight:
    """The current table as the person sees it, or a year's. Raises DomainError no-table, no-table-year."""
    years = uow.targets.years(department.id)
    if year is not None and year not in years:
        raise DomainError("no-table-year", year=year, years=" ".join(map(str, sorted(years))))
    about = year if year is not None else current_year(uow, department, local.date())
    awaited = awaited_year(uow, department, local.date()) if year is None else None
    is_reported = newest_ended_month(local.date())[0] == awaited
    return Sight(
        Ledger.load(uow, department, about), person, calendar, local, awaited if is_reported else None
    )
