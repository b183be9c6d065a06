"""A plan takes the place of month ÷ 12: as people type it, what is refused, how it judges."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells, Direction, Indicator, Measure
from bot.domain.pace import YearPlan
from bot.domain.period import Rhythm
from bot.domain.planning import Said, make_plan, plan_in_force, read_said

CELLS = Cells(None, None, None, None, "面积", None, "340万平方米", *[None] * 7)


def indicator(
    target: str = "340万平方米",
    measure: Measure = Measure.CUMULATIVE,
    direction: Direction = Direction.MORE,
    **more: object,
) -> Indicator:
    cells = replace(CELLS, annual_target=target)
    made = Indicator(1, 1, 2023, "2-10", cells, None, None, measure, direction, Rhythm.MONTHLY)
    return replace(made, **more)


QUARTERS = ((3, "60"), (6, "150"), (9, "260"), (12, "340"))


@pytest.mark.parametrize(
    ("typed", "values", "document"),
    [
        ("一季度 60 二季度 150 三季度 260 四季度 340", QUARTERS, ""),
        ("1季度60，2季度150；3季度260、4季度340", QUARTERS, ""),
        ("第一季度末：60 上半年达到150 前三季度260 全年340", QUARTERS, ""),
        ("Q1 60 Q2 150 Q3 260 Q4 340", QUARTERS, ""),
        ("１－３月60 1-6月150 １—９月260 年底340", QUARTERS, ""),
        ("60 150 260 340", QUARTERS, ""),
        ("按季度：60 150 260 340", QUARTERS, ""),
        ("1 2 3 4 5 6 7 8 9 10 11 12", tuple((n, str(n)) for n in range(1, 13)), ""),
        ("6月底 150 万平方米", ((6, "150万平方米"),), ""),
        ("三月 5 十一月 30", ((3, "5"), (11, "30")), ""),
        ("起点20 6月30", ((0, "20"), (6, "30")), ""),
        ("6月 150 依据：局发〔2023〕6号", ((6, "150"),), "局发〔2023〕6号"),
        ("6月 150 局发〔2023〕6号", ((6, "150"),), "局发〔2023〕6号"),
    ],
)
def test_a_plan_is_read_as_people_type_it(
    typed: str, values: tuple[tuple[int, str], ...], document: str
) -> None:
    assert read_said(typed) == Said(values, document)


@pytest.mark.parametrize("typed", ["60 150", "随便", "先6月 150", "6月", "一季度 60 二季度"])
def test_what_is_no_plan_is_not_guessed(typed: str) -> None:
    with pytest.raises(DomainError, match="plan-unclear"):
        read_said(typed)


@pytest.mark.parametrize(
    ("typed", "milestones"),
    [
        ("60 150 260 340", ("600000", "1500000", "2600000")),
        ("60万 150万平方米 260 340", ("600000", "1500000", "2600000")),
        ("600000 1500000 2600000 3400000", ("600000", "1500000", "2600000")),
    ],
)
def test_bare_numbers_are_in_the_targets_own_scale(typed: str, milestones: tuple[str, ...]) -> None:
    expected = tuple(zip((3, 6, 9), map(Decimal, milestones), strict=True))
    assert make_plan(indicator(), read_said(typed)) == YearPlan(expected, Decimal(3400000), "平方米")


@pytest.mark.parametrize(
    ("about", "typed", "code"),
    [
        (indicator("99%", Measure.RATE), "60 70 80 99", "plan-not-for"),
        (indicator("5%", Measure.AVERAGE), "1 2 3 5", "plan-not-for"),
        (indicator("461项", Measure.LEVEL), "1 2 3 461", "plan-not-for"),
        (indicator("显著提升", Measure.BY_YEAR_END), "1 2 3 4", "plan-without-target"),
        (indicator("0件"), "0 0 0 0", "plan-without-target"),
        (indicator(), "60 快 260 340", "plan-unreadable"),
        (indicator(), "6月 增长8%", "plan-unreadable"),
        (indicator(), "6月 60件", "target-other-unit"),
        (indicator(), "6月 60 二季度 70", "plan-month-twice"),
        (indicator(), "起点 20 6月 60", "plan-from-zero"),
        (indicator(), "12月 340", "plan-no-milestone"),
        (indicator(), "60 150 260 350", "plan-last-differs"),
        (indicator(), "60 150 140 340", "plan-falls"),
        (indicator(), "6月 350", "plan-falls"),
        (indicator("47项", Measure.BY_YEAR_END), "起点 47 6月 47", "plan-other-way"),
        (indicator("10件", Measure.BY_YEAR_END, Direction.LESS), "6月 12", "plan-other-way"),
        (indicator(), "6月 60 依据 " + "长" * 81, "document-too-long"),
    ],
)
def test_what_cannot_be_a_plan_is_refused_by_its_cause(about: Indicator, typed: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_plan(about, read_said(typed))
    assert refused.value.code == code


def test_what_goes_down_has_its_start_above() -> None:
    about = indicator("10件", Measure.BY_YEAR_END, Direction.LESS)
    plan = make_plan(about, read_said("起点 30 6月 18"))
    assert plan == YearPlan(((6, Decimal(18)),), Decimal(10), "件", Decimal(30))


def test_a_start_alone_is_a_plan_of_what_is_reached_by_year_end() -> None:
    about = indicator("47项", Measure.BY_YEAR_END)
    plan = plan_in_force(indicator("47项", Measure.BY_YEAR_END, plan=make_plan(about, read_said("起点 35"))))
    assert plan is not None
    assert [plan.value_by(month) for month in (1, 6, 12)] == [36, 41, 47]


def planned(typed: str, target: str = "340万平方米") -> Indicator:
    return indicator(target, plan=make_plan(indicator(), read_said(typed)))


@pytest.mark.parametrize(
    ("month", "wan"),
    [(1, 20), (3, 60), (4, 90), (5, 120), (6, 150), (9, 260), (11, Fraction(940, 3)), (12, 340)],
)
def test_between_milestones_the_way_is_even(month: int, wan: Fraction) -> None:
    plan = plan_in_force(planned("60 150 260 340"))
    assert plan is not None
    assert plan.value_by(month) == Fraction(wan) * 10000


@pytest.mark.parametrize(
    ("target", "june"), [("340万平方米", 150), ("170万平方米", 75), ("680万平方米", 300)]
)
def test_milestones_keep_their_share_when_the_target_is_adjusted(target: str, june: int) -> None:
    plan = plan_in_force(planned("60 150 260 340", target))
    assert plan is not None
    assert (plan.value_by(6), plan.share_by(6)) == (june * 10000, Fraction(15, 34))


@pytest.mark.parametrize(
    "changed",
    [{"measure": Measure.LEVEL}, {"cells": replace(CELLS, annual_target="340件")}],
)
def test_a_plan_that_no_longer_fits_the_indicator_is_not_in_force(changed: dict[str, object]) -> None:
    assert plan_in_force(replace(planned("60 150 260 340"), **changed)) is None
