"""A round as it stands: its table, what units have stated, who is missing. Imports the domain and ports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.domain.attainment import Attainment
from bot.domain.errors import DomainError
from bot.domain.figure import Explanation, Revision
from bot.domain.figures import rounded
from bot.domain.forecast import forecast
from bot.domain.indicator import Indicator, Measure
from bot.domain.monitoring import (
    AnswerState,
    Entry,
    Round,
    RoundKind,
    Stated,
    UnitState,
    is_behind,
    unit_state,
    wants_text,
    worth_proposing,
)
from bot.domain.people import Person
from bot.domain.period import Period
from bot.domain.planning import plan_in_force
from bot.domain.quantity import Kind
from bot.services.judge import judge
from bot.services.ledger import Item, Ledger
from bot.services.ports import Department, UnitOfWork

MEAN_PLACES = 4


@dataclass(frozen=True, slots=True)
class UnitInRound:
    """`id` and `name` None: the indicators that no unit answers for."""

    id: int | None
    name: str | None
    indicators: tuple[Indicator, ...]
    state: UnitState


@dataclass(frozen=True)
class RoundBook:
    """A round, its year's table with the figures, and every entry."""

    round: Round
    ledger: Ledger
    entries: tuple[Entry, ...] = ()

    @classmethod
    def load(cls, uow: UnitOfWork, department: Department, found: Round) -> "RoundBook":
        ledger = Ledger.load(uow, department, found.year)
        return cls(found, ledger, tuple(uow.monitoring.entries(found.id)))

    @cached_property
    def _of(self) -> Mapping[int, Sequence[Entry]]:
        found: dict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.indicator_id].append(entry)
        return found

    def history(self, indicator: Indicator) -> Sequence[Entry]:
        """All entries of an indicator, oldest first."""
        return self._of.get(indicator.id, ())

    def newest(self, indicator: Indicator) -> Entry | None:
        entries = self.history(indicator)
        return entries[-1] if entries else None

    def number(self, indicator: Indicator) -> int:
        """The newest entry's number, 0 when there is none."""
        newest = self.newest(indicator)
        return newest.number if newest else 0

    def stated(self, indicator: Indicator) -> Stated:
        newest = self.newest(indicator)
        return newest.stated if newest else Stated()

    def reviewed(self, indicator: Indicator) -> Entry | None:
        """The answer that counts: the last one that was reviewed."""
        passed = [e for e in self.history(indicator) if e.state is AnswerState.REVIEWED]
        return passed[-1] if passed else None

    def missing(self, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        """Those that are not handed in."""
        return tuple(i for i in indicators if not self._is_in(i))

    def unanswered(self, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        """Those of which something is still to be said, in the order of the table."""
        missing = self.missing(indicators)
        return tuple(i for i in missing if not ((newest := self.newest(i)) and newest.is_ready))

    def _is_in(self, indicator: Indicator) -> bool:
        newest = self.newest(indicator)
        return newest is not None and newest.is_in

    def waiting(self, indicators: Iterable[Indicator]) -> tuple[Entry, ...]:
        """Handed in and not reviewed."""
        newest = (self.newest(i) for i in indicators)
        return tuple(e for e in newest if e and e.state is AnswerState.HANDED_IN)

    @cached_property
    def units(self) -> tuple[UnitInRound, ...]:
        """The units of the table in its order; what belongs to none comes last."""
        of: dict[tuple[int | None, str | None], list[Indicator]] = defaultdict(list)
        for indicator in self.ledger.indicators:
            of[indicator.unit_id, indicator.unit].append(indicator)
        found = [
            UnitInRound(unit_id, name, tuple(indicators), unit_state(self.newest(i) for i in indicators))
            for (unit_id, name), indicators in of.items()
        ]
        return tuple(sorted(found, key=lambda u: u.id is None))

    # -- judging

    def at_the_end(self, indicator: Indicator, stated: Stated) -> Attainment | None:
        """What the stated value amounts to at the end of the span."""
        if stated.value is None:
            return None
        return judge(self.ledger, indicator, Period(self.round.year, self.round.until), stated.value)

    def at_year_end(self, indicator: Indicator, stated: Stated) -> Attainment | None:
        if stated.expected is None:
            return None
        return judge(self.ledger, indicator, Period(self.round.year, 12), stated.expected)

    def is_behind(self, indicator: Indicator, stated: Stated) -> bool:
        """Whether a reason is asked for."""
        now = self.at_the_end(indicator, stated)
        if self.round.kind is RoundKind.SELF_EVALUATION:
            return wants_text(now)
        return is_behind(now, self.at_year_end(indicator, stated))

    # -- what is known already

    def known_value(self, indicator: Indicator) -> Decimal | None:
        """The reviewed figure of the span's end; of averages the mean so far."""
        period = Period.ending(self.round.year, self.round.until, indicator.rhythm)
        revision = self.ledger.counted(Item(indicator, period)) if period else None
        return None if revision is None else self._actual(indicator, revision)

    def _actual(self, indicator: Indicator, revision: Revision) -> Decimal:
        actual = self.ledger.actual(indicator, revision)
        return rounded(actual, MEAN_PLACES) if indicator.measure is Measure.AVERAGE else actual

    def value_before(self, indicator: Indicator) -> Decimal | None:
        """The newest reviewed figure up to the span's end; of averages the mean so far."""
        latest = self.ledger.latest_counted(indicator, (self.round.year, self.round.until))
        return None if latest is None else self._actual(indicator, latest)

    def reason_before(self, indicator: Indicator) -> Explanation | None:
        """What was last said of why it is behind, when a figure up to the span's end was reported."""
        found = self.round
        after = Period(found.year + found.until // 12, found.until % 12 + 1)
        return self.ledger.earlier_reason(Item(indicator, after))

    def forecast(self, indicator: Indicator, value: Decimal) -> Decimal | None:
        """The year-end value if it goes on like this, as a person would write it."""
        period = Period(self.round.year, self.round.until)
        unit = indicator.unit_of_measure
        found = forecast(indicator.measure, value, period, unit, plan_in_force(indicator))
        return None if found is None else worth_proposing(found, indicator.target.scale, unit)

    def target_value(self, indicator: Indicator) -> Decimal | None:
        """The annual target where it is one number that a year-end value can be."""
        target = indicator.target
        return target.value if target.kind in (Kind.QUANTITY, Kind.RATE) else None


def open_rounds(uow: UnitOfWork, department: Department) -> tuple[Round, ...]:
    return tuple(r for r in uow.monitoring.rounds(department.id) if r.is_open)


def book_of(uow: UnitOfWork, department: Department, round_id: int) -> RoundBook:
    """Raises DomainError stale-button for a round of another department."""
    found = uow.monitoring.round(round_id)
    if found.department_id != department.id:
        raise DomainError("stale-button")
    return RoundBook.load(uow, department, found)


def own_indicators(book: RoundBook, person: Person) -> tuple[Indicator, ...]:
    """Those of the units the person reports for as contact or lead."""
    return tuple(
        i
        for i in book.ledger.indicators
        if person.may_report(i.unit_id) and not person.reports_on_behalf(i.unit_id)
    )


def of_unit(book: RoundBook, unit_id: int | None) -> tuple[Indicator, ...]:
    return tuple(i for i in book.ledger.indicators if i.unit_id == unit_id)
