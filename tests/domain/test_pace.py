"""The share of the year that should be done."""

from decimal import Decimal
from fractions import Fraction

import pytest

from bot.domain.pace import Plan, pace, share_of_year

WORKS = Plan(Decimal(37), Decimal(47), ((6, Decimal(40)), (9, Decimal(45))))


@pytest.mark.parametrize(("month", "percent"), [(3, "25"), (6, "50"), (9, "75"), (12, "100")])
def test_without_a_plan_pace_is_month_by_twelve(month: int, percent: str) -> None:
    assert pace(month) == Decimal(percent)


def test_the_share_of_a_month_is_exact() -> None:
    assert share_of_year(5) == Fraction(5, 12)
    assert pace(5) == Decimal("41.66666666666666666666666667")


@pytest.mark.parametrize(
    ("month", "value"), [(1, "37.5"), (3, "38.5"), (6, "40"), (8, "43.33"), (9, "45"), (12, "47")]
)
def test_a_plan_runs_evenly_between_its_milestones(month: int, value: str) -> None:
    assert round(WORKS.value_by(month), 2) == Fraction(value)


@pytest.mark.parametrize(("month", "percent"), [(3, "15"), (6, "30"), (9, "80"), (12, "100")])
def test_a_plan_sets_its_own_pace(month: int, percent: str) -> None:
    assert pace(month, WORKS) == Decimal(percent)


def test_a_plan_without_milestones_runs_evenly_from_the_baseline() -> None:
    assert pace(6, Plan(Decimal(37), Decimal(47))) == Decimal(50)


def test_a_plan_may_lead_downwards() -> None:
    plan = Plan(Decimal(10), Decimal(4), ((6, Decimal(7)),))
    assert (plan.value_by(3), pace(3, plan)) == (Fraction("8.5"), Decimal(25))


def test_a_plan_without_a_way_to_go_is_done() -> None:
    assert pace(1, Plan(Decimal(5), Decimal(5))) == Decimal(100)


def test_a_milestone_in_december_stands_in_for_the_target() -> None:
    assert Plan(Decimal(0), Decimal(100), ((12, Decimal(90)),)).share_by(12) == Fraction(9, 10)
