"""How far a figure is from where it should be, and the light that says so. Imports the domain only.

A figure is judged by its own period, May's by May's pace; each measure's rule is in `bot.domain.lights`.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.domain.indicator import Direction, Measure
from bot.domain.lights import Attainment, Case, Light, by_year_end, cumulative, qualitative, steady
from bot.domain.pace import Milestones, to_decimal
from bot.domain.period import Period
from bot.domain.quantity import Kind, Reading
from bot.domain.thresholds import DEFAULT, Thresholds

__all__ = [
    "Attainment",
    "Group",
    "Light",
    "attain",
    "group_of",
    "is_low",
    "is_normal",
    "lower_of",
    "mean_so_far",
    "target_number",
]


class Group(StrEnum):
    """Where a reviewed figure is counted: 正常, 偏低, 依申请类不足, 推进中, 目标待核实."""

    NORMAL = "normal"
    LOW = "low"
    BY_APPLICATION = "by-application"
    IN_PROGRESS = "in-progress"
    QUESTION = "question"


def attain(
    *,
    measure: Measure,
    direction: Direction,
    target: Reading,
    value: Decimal,
    period: Period,
    unit: str,
    baseline: Decimal | None = None,
    plan: Milestones | None = None,
    by_application: bool = False,
    thresholds: Thresholds = DEFAULT,
    year_over: bool = False,
) -> Attainment:
    """What a figure amounts to.

    `value`, `baseline` (the end of last year) and `plan` are in the base `unit`; `value` is the year's
    total so far (cumulative), the mean so far (average), the percentage of the weight it earns (qualitative),
    else as it stands. `year_over` judges the figure as the year's final one; one of December always is.
    """
    if measure is Measure.QUALITATIVE:
        return qualitative(value)
    goal = goal_number(measure, direction, target, value, unit, baseline)
    if goal is None:
        return _without_number(target)
    if target_number(target, direction, value, unit) == 0 and direction is Direction.MORE:
        return Attainment(question="target-zero")
    case = Case(
        direction=direction,
        goal=goal,
        strict=target.operator in (">", "<"),
        value=value,
        unit=unit,
        month=period.end_month,
        over=year_over or period.end_month == 12,
        baseline=baseline,
        milestones=plan or (),
        thresholds=thresholds,
    )
    found = _judge(measure, case)
    if not found.shortfall:
        return found
    found = replace(found, too_high=direction is Direction.LESS or value > goal)
    return replace(found, light=None, blame=False) if by_application else found


def goal_number(
    measure: Measure,
    direction: Direction,
    target: Reading,
    value: Decimal,
    unit: str,
    baseline: Decimal | None,
) -> Decimal | None:
    """The annual target a value is compared with; of a stock an increment is counted from its baseline."""
    goal = target_number(target, direction, value, unit)
    if goal is not None and target.kind is Kind.INCREMENT and baseline is not None and measure in _STOCKS:
        return goal + baseline
    return goal


_STOCKS = (Measure.LEVEL, Measure.BY_YEAR_END)
"""Measures whose value is what there is, so that an increment is counted from the baseline."""


def _judge(measure: Measure, case: Case) -> Attainment:
    if measure is Measure.CUMULATIVE:
        return cumulative(case)
    return by_year_end(case) if measure is Measure.BY_YEAR_END else steady(case)


def target_number(target: Reading, direction: Direction, value: Decimal, unit: str) -> Decimal | None:
    """The number a value is compared with, or None if the target has none.

    Of a range: its lower end for *more*, its upper end for *less*, and the end nearest to the value for
    *exact*. Of several targets in one cell: the first in the unit.
    """
    if target.value is not None:
        return target.value
    if target.low is not None and target.high is not None:
        nearest = min(max(value, target.low), target.high)
        return {Direction.MORE: target.low, Direction.LESS: target.high, Direction.EXACT: nearest}[direction]
    numbers = (target_number(part, direction, value, unit) for part in target.parts if part.unit == unit)
    return next((number for number in numbers if number is not None), None)


def _without_number(target: Reading) -> Attainment:
    if target.kind is Kind.DEFERRED:
        return Attainment(in_progress=True)
    return Attainment(question="target-missing" if target.kind is Kind.NONE else "target-unreadable")


def group_of(attainment: Attainment) -> Group:
    """The one group the figure is counted in."""
    if attainment.shortfall:
        return Group.LOW if attainment.blame else Group.BY_APPLICATION
    if attainment.in_progress:
        return Group.IN_PROGRESS
    return Group.QUESTION if attainment.light is None else Group.NORMAL


def is_low(attainment: Attainment) -> bool:
    """Whether the digest lists it as 偏低."""
    return group_of(attainment) is Group.LOW


def is_normal(attainment: Attainment) -> bool:
    """Whether the digest counts it as 正常."""
    return group_of(attainment) is Group.NORMAL


_WORST_FIRST = (Group.LOW, Group.BY_APPLICATION, Group.IN_PROGRESS, Group.NORMAL, Group.QUESTION)


def lower_of(first: Attainment, *others: Attainment) -> Attainment:
    """The one that counts of an indicator that lists several rates: the lower."""

    def rank(attainment: Attainment) -> tuple[int, bool, Decimal, Decimal]:
        return (
            _WORST_FIRST.index(group_of(attainment)),
            attainment.light is not Light.BELOW,
            -(attainment.distance or Decimal(0)),
            attainment.deviation or Decimal(0),
        )

    return min((first, *others), key=rank)


def mean_so_far(values: Sequence[Decimal]) -> Decimal:
    """The actual of an average: the mean of the figures reported for the year so far (at least one)."""
    return to_decimal(sum(map(Fraction, values), Fraction(0)) / len(values))
