"""A department's year as it stands: indicators with their figures, and what is in, waiting or missing.

Everything that shows or chases figures reads this one picture. Imports the domain and ports only.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from bot.domain.evidence import Evidence
from bot.domain.figure import Deferral, Explanation, Inquiry, Revision, Standing
from bot.domain.indicator import Indicator, Measure
from bot.domain.ladder import Month
from bot.domain.locking import Reopening
from bot.domain.period import Period
from bot.services.ports import Department, UnitOfWork

T = TypeVar("T")
MOST = 10_000  # things worked out of one ledger; it may be kept for long
IN = (Standing.WAITING, Standing.REVIEWED)


@dataclass(frozen=True)
class Item:
    """An indicator and a period for which something is to be (or was) reported."""

    indicator: Indicator
    period: Period


@dataclass(frozen=True)
class Ledger:
    """One department's table of a year with all that was reported for it."""

    department: Department
    year: int
    indicators: tuple[Indicator, ...]
    revisions: tuple[Revision, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    judgements: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """Kept by a ledger as of an earlier moment, too: what a figure amounts to is the same there."""

    @classmethod
    def load(
        cls, uow: UnitOfWork, department: Department, year: int, units: frozenset[int] | None = None
    ) -> "Ledger":
        """The department's table, or the part of it for which these units answer."""
        return uow.remember(
            ("ledger", department.id, year, units), lambda: cls._read(uow, department, year, units)
        )

    @classmethod
    def _read(
        cls, uow: UnitOfWork, department: Department, year: int, units: frozenset[int] | None
    ) -> "Ledger":
        whole = uow.targets.indicators(department.id, year)
        indicators = tuple(i for i in whole if units is None or i.unit_id in units)
        ids = [i.id for i in indicators]
        reports = uow.reports
        return cls(
            department,
            year,
            indicators,
            tuple(reports.revisions(ids)),
            tuple(reports.explanations(ids)),
            tuple(reports.deferrals(ids)),
            tuple(reports.inquiries(ids)),
            tuple(uow.evidence.of(ids)),
            tuple(reports.reopenings(department.id, year)),
        )

    @cached_property
    def _worked_out(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What is worked out of this ledger alone is worked out once."""
        return known_or(self._worked_out, key, work_out)

    def judged(self, indicator: Indicator, period: Period, actual: Decimal, judge: Callable[[], T]) -> T:
        """What a figure amounts to, for the indicator as given: a preview has one with another target."""
        key = (indicator.id, period, actual)
        of, judged = known_or(self.judgements, key, lambda: (indicator, judge()))
        return judged if of is indicator else judge()

    @cached_property
    def undecided(self) -> frozenset[int | None]:
        """The units of which a figure waits, or was returned: where some see more than others."""
        open_ = {i for (i, _), r in self._newest.items() if r.standing is not Standing.REVIEWED}
        return frozenset(self.by_id[i].unit_id for i in open_ if i in self.by_id)

    @cached_property
    def _revisions(self) -> dict[int, list[Revision]]:
        found: dict[int, list[Revision]] = defaultdict(list)
        for revision in sorted(self.revisions, key=lambda r: (r.period.end_month, r.period.months, r.number)):
            found[revision.indicator_id].append(revision)
        return found

    @cached_property
    def _by_item(self) -> dict[tuple[int, Period], list[Revision]]:
        found: dict[tuple[int, Period], list[Revision]] = defaultdict(list)
        for indicator_id, revisions in self._revisions.items():
            for revision in revisions:
                found[indicator_id, revision.period].append(revision)
        return found

    @cached_property
    def by_id(self) -> dict[int, Indicator]:
        return {i.id: i for i in self.indicators}

    def of(self, indicator: Indicator) -> Sequence[Revision]:
        """All revisions of an indicator, by period and number."""
        return self._revisions.get(indicator.id, [])

    # -- one period

    def in_period(self, item: Item) -> Sequence[Revision]:
        return self._by_item.get((item.indicator.id, item.period), [])

    def newest(self, item: Item) -> Revision | None:
        """The last revision that was not withdrawn, whatever its standing."""
        return self._newest.get((item.indicator.id, item.period))

    def counted(self, item: Item) -> Revision | None:
        """The figure that counts: the last one that was reviewed."""
        return self._counted.get((item.indicator.id, item.period))

    @cached_property
    def _newest(self) -> dict[tuple[int, Period], Revision]:
        return self._last_of(lambda r: r.standing is not Standing.WITHDRAWN)

    @cached_property
    def _counted(self) -> dict[tuple[int, Period], Revision]:
        return self._last_of(lambda r: r.standing is Standing.REVIEWED)

    def _last_of(self, which: Callable[[Revision], bool]) -> dict[tuple[int, Period], Revision]:
        """The last such revision of every period that has one."""
        return {(r.indicator_id, r.period): r for of in self._revisions.values() for r in of if which(r)}

    def waiting(self, item: Item) -> Revision | None:
        newest = self.newest(item)
        return newest if newest and newest.standing is Standing.WAITING else None

    def returned(self, item: Item) -> Revision | None:
        newest = self.newest(item)
        return newest if newest and newest.standing is Standing.RETURNED else None

    def is_in(self, item: Item) -> bool:
        newest = self.newest(item)
        return newest is not None and newest.standing in IN

    def deferral(self, item: Item, today: date) -> Deferral | None:
        """待上级数据: set aside until a day after today. On the day itself it is asked for again."""
        found = [d for d in self.deferrals if d.indicator_id == item.indicator.id and d.period == item.period]
        return found[-1] if found and found[-1].until > today else None

    def evidence_of(self, item: Item) -> tuple[Evidence, ...]:
        """The files that support the period's figure, oldest first."""
        about = (item.indicator.id, item.period)
        return tuple(e for e in self.evidence if (e.indicator_id, e.period) == about)

    def lacks_evidence(self, item: Item) -> bool:
        """缺佐证: the figure that is in was given when a file was required, and there is none."""
        since, newest = item.indicator.evidence_since, self.newest(item)
        if since is None or newest is None or newest.at < since:
            return False
        return self.is_in(item) and not self.evidence_of(item)

    # -- a month that ends periods

    def items(self, month: Month) -> tuple[Item, ...]:
        """What is reported for the periods that end with the month."""
        if month[0] != self.year:
            return ()
        found = ((i, Period.ending(month[0], month[1], i.rhythm)) for i in self.indicators)
        return tuple(Item(i, p) for i, p in found if p is not None)

    def missing(self, month: Month, today: date) -> tuple[Item, ...]:
        """Items neither in nor set aside; a returned figure is missing again."""
        return tuple(i for i in self.items(month) if not self.is_in(i) and not self.deferral(i, today))

    # -- the year so far

    def latest_counted(self, indicator: Indicator, month: Month) -> Revision | None:
        """The counted figure of the newest period that ends no later than the month."""
        counted = (r for r in reversed(self.of(indicator)) if r.standing is Standing.REVIEWED)
        return next((r for r in counted if (r.period.year, r.period.end_month) <= month), None)

    def year_so_far(self, indicator: Indicator, *, counted_only: bool = True) -> Sequence[Revision]:
        """One revision per period in order: the counted one, or else (if asked for) the newest that is in."""
        periods = sorted({r.period for r in self.of(indicator)})
        chosen = []
        for period in periods:
            item = Item(indicator, period)
            revision = self.counted(item)
            if revision is None and not counted_only and self.is_in(item):
                revision = self.newest(item)
            if revision:
                chosen.append(revision)
        return chosen

    def previous(self, item: Item) -> Revision | None:
        """The newest figure that is in of an earlier period of the year, reviewed or not."""
        earlier = {r.period for r in self.of(item.indicator) if r.period < item.period}
        for period in sorted(earlier, reverse=True):
            before = Item(item.indicator, period)
            if self.is_in(before):
                return self.newest(before)
        return None

    def actual(self, indicator: Indicator, revision: Revision) -> Decimal:
        """The value that is compared with the target: of averages the mean so far, else the figure itself."""
        if indicator.measure is not Measure.AVERAGE:
            return revision.value
        values = [r.value for r in self.year_so_far(indicator) if r.period < revision.period]
        return mean([*values, revision.value])

    def explanation(self, item: Item) -> Explanation | None:
        """The newest thing said of the period's figure."""
        found = [
            e
            for e in self.explanations
            if e.indicator_id == item.indicator.id and e.period == item.period and (e.text or e.said)
        ]
        return found[-1] if found else None

    def earlier_reason(self, item: Item) -> Explanation | None:
        """Why the indicator was behind the last time somebody said so in an earlier period of the year."""
        found = [
            e
            for e in self.explanations
            if e.indicator_id == item.indicator.id
            and e.period < item.period
            and e.kind == "behind"
            and (e.text or e.said)
        ]
        return max(found, key=lambda e: (e.period, e.id), default=None)


def known_or(known: dict[Hashable, Any], key: Hashable, work_out: Callable[[], T]) -> T:
    """What is known for the key, or is worked out now; what is known never grows beyond MOST."""
    if key not in known:
        if len(known) >= MOST:
            known.clear()
        known[key] = work_out()
    found: T = known[key]
    return found


def mean(values: Iterable[Decimal]) -> Decimal:
    """The mean of at least one value, to at most six places."""
    listed = list(values)
    return (sum(listed, Decimal(0)) / len(listed)).quantize(Decimal("0.000001")).normalize()
