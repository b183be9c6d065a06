"""One indicator with its year so far, and with every revision. Imports the domain and ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.attainment import Attainment
from bot.domain.errors import DomainError
from bot.domain.figure import Deferral, Explanation, Revision, Standing, TargetChange
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.judge import forecast_of
from bot.services.ledger import Item, Ledger
from bot.services.ports import UnitOfWork
from bot.services.sight import Sight, State
from bot.services.understand_names import NAMED, Known, match_indicator


@dataclass(frozen=True)
class PeriodStatus:
    """One period: its state and, as far as the person may see it, its figure and a waiting correction."""

    item: Item
    state: State
    revision: Revision | None
    attainment: Attainment | None
    correction: Revision | None


@dataclass(frozen=True)
class IndicatorStatus:
    """An indicator's year. `newest` is the newest period with a figure, `open` the newest without one."""

    sight: Sight
    indicator: Indicator
    periods: tuple[PeriodStatus, ...]
    newest: PeriodStatus | None
    open: PeriodStatus | None
    actual: Decimal | None
    forecast: Decimal | None
    explanation: Explanation | None
    deferral: Deferral | None


def show_status(sight: Sight, indicator: Indicator) -> IndicatorStatus:
    """The year so far of an indicator in sight."""
    periods = tuple(period_status(sight, item) for item in sight.items(indicator))
    figures = [p for p in periods if p.revision]
    newest = figures[-1] if figures else None
    last = periods[-1] if periods and periods[-1].revision is None else None
    revision = newest.revision if newest else None
    ledger = sight.ledger
    return IndicatorStatus(
        sight,
        indicator,
        periods,
        newest,
        last,
        ledger.actual(indicator, revision) if revision else None,
        forecast_of(ledger, indicator, revision) if revision else None,
        ledger.explanation(newest.item) if newest else None,
        ledger.deferral(last.item, sight.today) if last else None,
    )


def period_status(sight: Sight, item: Item) -> PeriodStatus:
    revision = sight.shown(item)
    judged = sight.judged(item, revision) if revision else None
    return PeriodStatus(item, sight.state(item), revision, judged, sight.correction(item))


# ---------------------------------------------------------------- history


@dataclass(frozen=True)
class PeriodHistory:
    """A period's revisions as far as the person may see them, oldest first, and last year's figure."""

    item: Item
    state: State
    revisions: tuple[Revision, ...]
    last_year: Decimal | None


@dataclass(frozen=True)
class History:
    """`names`: the person may know who gave each figure. `changes`: what happened to the target."""

    indicator: Indicator
    year: int
    names: bool
    periods: tuple[PeriodHistory, ...]
    changes: tuple[TargetChange, ...]
    whole: Indicator | None = None
    before_split: tuple[Revision, ...] = ()


def show_history(uow: UnitOfWork, sight: Sight, indicator: Indicator) -> History:
    """All periods of the year with every revision; leaders see those that were reviewed.

    Of what was split off, also what counted of the whole before.
    """
    before = _last_year(uow, sight, indicator)
    periods = [
        PeriodHistory(
            item, sight.state(item), seen_revisions(sight, item), before.get(_year_before(item.period))
        )
        for item in sight.items(indicator)
    ]
    changes = tuple(uow.targets.target_changes([indicator.id]))
    whole_id = uow.targets.whole(indicator.id)
    whole = None if whole_id is None else uow.targets.indicator(whole_id)
    old = () if whole is None else _counted(uow.reports.revisions([whole.id]))
    return History(indicator, sight.ledger.year, sight.knows(indicator), tuple(periods), changes, whole, old)


def _counted(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """The last reviewed revision of each period, oldest first."""
    return tuple({r.period: r for r in revisions if r.standing is Standing.REVIEWED}.values())


def _year_before(period: Period) -> Period:
    return Period(period.year - 1, period.end_month, period.months)


def seen_revisions(sight: Sight, item: Item) -> tuple[Revision, ...]:
    """Oldest first; of somebody who may not see what waits, those that were reviewed."""
    found = sight.ledger.in_period(item)
    if sight.knows(item.indicator):
        return tuple(found)
    return tuple(r for r in found if r.standing is Standing.REVIEWED)


def _last_year(uow: UnitOfWork, sight: Sight, indicator: Indicator) -> dict[Period, Decimal]:
    """The counted figures of the same indicator (by its name) in the table of the year before."""
    department, year = sight.ledger.department, sight.ledger.year - 1
    if year not in uow.targets.years(department.id):
        return {}
    ledger = Ledger.load(uow, department, year)
    same = next((i for i in ledger.indicators if i.name == indicator.name), None)
    return {r.period: r.value for r in ledger.year_so_far(same)} if same else {}


# ---------------------------------------------------------------- which one is meant


def find(sight: Sight, words: str) -> Sequence[Indicator]:
    """The indicators in sight that the words may mean, best first.

    Raises DomainError not-in-sight, whether what was named does not exist or is not to be seen.
    """
    ids = match_indicator(words, _known(sight))
    if not ids:
        raise DomainError("not-in-sight", said=words[:40])
    return [sight.indicator(i) for i in ids]


def named_in(sight: Sight, words: str) -> Sequence[Indicator]:
    """The indicators in sight that the words plainly name; none for a mere likeness."""
    return [sight.indicator(i) for i in match_indicator(words, _known(sight), least=NAMED)]


def _known(sight: Sight) -> Sequence[Known]:
    whole = Period(sight.ledger.year, 12, 12)
    return [Known(i, whole, mine=False, open=False) for i in sight.indicators]
