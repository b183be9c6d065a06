"""Pace (序时进度): the share of the year that should be done by the end of a month. Standard library only."""

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

_DIGITS = Context(prec=28)

Milestones = tuple[tuple[int, Decimal | Fraction], ...]
"""(month, what should be reached by its end), the months rising."""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """An indicator's plan as it was approved: `milestones` before December, where the annual target stands.

    All in the base `unit`. `goal` is the annual target it was made for, `baseline` the end of last year where
    one was named, `document` what approves it.
    """

    milestones: tuple[tuple[int, Decimal], ...]
    goal: Decimal
    unit: str
    baseline: Decimal | None = None
    document: str = ""

    def towards(self, goal: Decimal) -> "Plan":
        """The plan on the way to the target in force: each milestone keeps its share of the way."""
        start = self.baseline or Decimal(0)
        if goal == self.goal or self.goal == start:
            return Plan(start, goal, self.milestones)
        scale = (Fraction(goal) - Fraction(start)) / (Fraction(self.goal) - Fraction(start))
        moved = ((m, Fraction(start) + (Fraction(v) - Fraction(start)) * scale) for m, v in self.milestones)
        return Plan(start, goal, tuple(moved))


@dataclass(frozen=True, slots=True)
class Plan:
    """The way from `baseline` (the end of last year) to `target` (December), evenly between the milestones.

    A milestone in December stands in for the target.
    """

    baseline: Decimal
    target: Decimal
    milestones: Milestones = ()

    def value_by(self, month: int) -> Fraction:
        """What should be reached by the end of the month (1-12)."""
        points = {0: self.baseline, 12: self.target} | dict(self.milestones)
        before = max(m for m in points if m <= month)
        after = min(m for m in points if m >= month)
        start, end = Fraction(points[before]), Fraction(points[after])
        return start if before == after else start + (end - start) * (month - before) / (after - before)

    def share_by(self, month: int) -> Fraction:
        """The share of the way that should be done by the end of the month; 1 where there is no way to go."""
        way = Fraction(self.target) - Fraction(self.baseline)
        return (self.value_by(month) - Fraction(self.baseline)) / way if way else Fraction(1)


@lru_cache(maxsize=1024)
def share_of_year(month: int, plan: Plan | None = None) -> Fraction:
    """Month ÷ 12, or the plan's share, exactly."""
    return plan.share_by(month) if plan else Fraction(month, 12)


def pace(month: int, plan: Plan | None = None) -> Decimal:
    """The pace at the end of the month (1-12) in per cent: 50 for June unless the plan says otherwise."""
    return to_decimal(share_of_year(month, plan) * 100)


def to_decimal(number: Fraction) -> Decimal:
    """The number exactly where it has at most 28 digits, else to 28 digits."""
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


@lru_cache(maxsize=4096)  # thresholds and targets are compared with again and again
def exact(number: Decimal) -> Fraction:
    return Fraction(number)
