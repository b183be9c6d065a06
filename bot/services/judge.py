"""How far figures are, by the department's own thresholds. Imports the domain and the ledger."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.attainment import Attainment, attain
from bot.domain.figure import Revision
from bot.domain.forecast import forecast
from bot.domain.indicator import Indicator, Measure
from bot.domain.ladder import Month
from bot.domain.likelihood import asks_reason
from bot.domain.period import Period
from bot.domain.planning import plan_in_force, starts_at
from bot.services.ledger import Item, Ledger, mean


def judge(ledger: Ledger, indicator: Indicator, period: Period, actual: Decimal) -> Attainment:
    """The attainment of an actual at the end of a period (of averages: the mean so far)."""
    return ledger.judged(indicator, period, actual, lambda: _attainment(ledger, indicator, period, actual))


def _attainment(ledger: Ledger, indicator: Indicator, period: Period, actual: Decimal) -> Attainment:
    plan = plan_in_force(indicator)
    return attain(
        measure=indicator.measure,
        direction=indicator.direction,
        target=indicator.target,
        value=actual,
        period=period,
        unit=indicator.unit_of_measure,
        baseline=starts_at(indicator),
        plan=plan.milestones if plan else None,
        by_application=indicator.by_application,
        thresholds=ledger.department.settings.thresholds,
    )


def judge_value(ledger: Ledger, item: Item, value: Decimal) -> Attainment:
    """The attainment of a value just reported for the item."""
    return judge(ledger, item.indicator, item.period, actual_with(ledger, item, value))


def actual_with(ledger: Ledger, item: Item, value: Decimal) -> Decimal:
    """What is compared with the target if the value stood for the item."""
    if item.indicator.measure is not Measure.AVERAGE:
        return value
    before = [r for r in ledger.year_so_far(item.indicator, counted_only=False) if r.period < item.period]
    return mean([*(r.value for r in before), value])


def judge_revision(ledger: Ledger, indicator: Indicator, revision: Revision) -> Attainment:
    return judge(ledger, indicator, revision.period, ledger.actual(indicator, revision))


def forecast_of(ledger: Ledger, indicator: Indicator, revision: Revision) -> Decimal | None:
    actual, unit = ledger.actual(indicator, revision), indicator.unit_of_measure
    return forecast(indicator.measure, actual, revision.period, unit, plan_in_force(indicator))


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator as of a month: its newest counted figure (if any) and what that amounts to."""

    indicator: Indicator
    revision: Revision | None
    actual: Decimal | None
    attainment: Attainment | None


def standing(ledger: Ledger, indicator: Indicator, month: Month) -> Standing:
    """The newest counted figure of a period ending no later than the month."""
    revision = ledger.latest_counted(indicator, month)
    if revision is None:
        return Standing(indicator, None, None, None)
    actual = ledger.actual(indicator, revision)
    return Standing(indicator, revision, actual, judge(ledger, indicator, revision.period, actual))


def newly_behind(ledger: Ledger, item: Item, value: Decimal) -> bool:
    """Whether to ask why of a figure just reported, and nobody has said it yet."""
    if ledger.explanation(item):
        return False
    before = ledger.previous(item)
    earlier = judge_value(ledger, Item(item.indicator, before.period), before.value) if before else None
    return asks_reason(earlier, judge_value(ledger, item, value), item.period)
