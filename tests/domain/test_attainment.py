"""Completion, pace, light: the rules of every measure and direction, with the published examples."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.attainment import (
    Attainment,
    Group,
    Light,
    attain,
    group_of,
    is_low,
    is_normal,
    lower_of,
    mean_so_far,
    target_number,
)
from bot.domain.indicator import Direction, Measure
from bot.domain.period import Period
from bot.domain.quantity import Kind, Reading, read
from bot.domain.thresholds import PROVINCIAL_FINANCE

JUNE = Period(2023, 6)
YI = Decimal(100_000_000)


def judge(target: str, value: str | Decimal, month: int = 6, **more: Any) -> Attainment:
    reading = read(target)
    facts: dict[str, Any] = {"measure": Measure.CUMULATIVE, "direction": Direction.MORE} | more
    return attain(
        target=reading, value=Decimal(value), period=Period(2023, month), unit=reading.unit or "", **facts
    )


def rate(target: str, value: str, **more: Any) -> Attainment:
    return judge(target, value, measure=Measure.RATE, **more)


def by_year_end(target: str, value: str, month: int = 6, **more: Any) -> Attainment:
    return judge(target, value, month, measure=Measure.BY_YEAR_END, **more)


def one_place(number: Decimal | None) -> str:
    assert number is not None
    return str(number.quantize(Decimal("0.1"), ROUND_HALF_UP))


# ---------------------------------------------------------------- cumulative


@pytest.mark.parametrize(
    ("target", "value", "completion", "deviation", "light"),
    [
        ("900亿元", 338 * YI, "37.6", "-12.4", Light.BELOW),
        ("30亿元", 21 * YI, "70.0", "20.0", Light.AHEAD),
        ("340万平方米", "1420000", "41.8", "-8.2", Light.SLIGHTLY_BELOW),
    ],
)
def test_a_cumulative_amount_is_compared_with_the_pace(
    target: str, value: str | Decimal, completion: str, deviation: str, light: Light
) -> None:
    found = judge(target, value)
    assert (one_place(found.completion), one_place(found.deviation)) == (completion, deviation)
    assert (found.pace, found.deviation_from, found.light) == (Decimal(50), "pace", light)


@pytest.mark.parametrize(
    ("value", "month", "light"),
    [
        ("60", 6, Light.AHEAD),
        ("59.99", 6, Light.ON_PACE),
        ("50", 6, Light.ON_PACE),
        ("49.99", 6, Light.SLIGHTLY_BELOW),
        ("40", 6, Light.SLIGHTLY_BELOW),
        ("39.99", 6, Light.BELOW),
        ("0", 6, Light.BELOW),
        ("100", 12, Light.ON_PACE),
        ("120", 12, Light.AHEAD),
        ("99", 12, Light.SLIGHTLY_BELOW),
    ],
)
def test_the_light_of_a_cumulative_amount_goes_by_its_progress(value: str, month: int, light: Light) -> None:
    assert judge("100件", value, month).light is light


def test_a_third_of_the_target_by_april_is_on_pace_without_rounding() -> None:
    assert judge("300件", "100", 4).light is Light.ON_PACE
    assert judge("700件", "175", 3).progress == Decimal(1)


@pytest.mark.parametrize(
    ("value", "light"),
    [
        ("60", Light.AHEAD),
        ("40", Light.ON_PACE),
        ("39", Light.SLIGHTLY_BELOW),
        ("30", Light.SLIGHTLY_BELOW),
        ("29", Light.BELOW),
    ],
)
def test_provincial_finance_has_its_own_thresholds(value: str, light: Light) -> None:
    assert judge("100件", value, thresholds=PROVINCIAL_FINANCE).light is light


@pytest.mark.parametrize(
    ("target", "value", "reached", "distance"),
    [
        ("100件", "99", False, "1"),
        ("100件", "100", True, "0"),
        ("≥100件", "100", True, "0"),
        ("＞100件", "100", False, "0"),
    ],
)
def test_the_annual_target_may_be_reached_within_the_year(
    target: str, value: str, reached: bool, distance: str
) -> None:
    found = judge(target, value, 9)
    assert (found.reached, found.distance) == (reached, Decimal(distance))


def test_a_target_that_must_be_exceeded_is_not_met_by_itself_at_the_years_end() -> None:
    lights = [judge("＞100件", value, 12).light for value in ("100", "101")]
    assert lights == [Light.SLIGHTLY_BELOW, Light.ON_PACE]


def test_a_figure_far_above_the_years_target_is_marked() -> None:
    assert [judge("100件", value).far_above for value in ("130", "130.1")] == [False, True]


def test_a_plan_takes_the_place_of_month_by_twelve() -> None:
    plan = ((6, Decimal(20)),)
    found = judge("100件", "20", plan=plan)
    assert (found.light, found.pace, found.deviation) == (Light.ON_PACE, Decimal(20), Decimal(0))


def test_nothing_is_late_while_the_plan_expects_nothing() -> None:
    found = judge("100件", "0", 3, plan=((6, Decimal(0)),))
    assert (found.light, found.progress, found.pace) == (Light.ON_PACE, None, Decimal(0))


@pytest.mark.parametrize(
    ("value", "month", "light", "reached"),
    [
        ("30", 6, Light.WITHIN_ALLOWANCE, False),
        ("50", 6, Light.WITHIN_ALLOWANCE, False),
        ("0", 11, Light.WITHIN_ALLOWANCE, False),
        ("60", 6, Light.SLIGHTLY_BELOW, False),
        ("61", 6, Light.BELOW, False),
        ("100", 12, Light.MET, True),
        ("101", 12, Light.BELOW, False),
        ("101", 11, Light.BELOW, False),
    ],
)
def test_a_yearly_allowance_is_at_most_within_before_the_year_is_over(
    value: str, month: int, light: Light, reached: bool
) -> None:
    found = judge("100万元", f"{value}0000", month, direction=Direction.LESS)
    assert (found.light, found.reached) == (light, reached)


def test_the_progress_of_an_allowance_is_never_below_zero() -> None:
    progress = [judge("100件", v, direction=Direction.LESS).progress for v in ("25", "75", "500")]
    assert progress == [Decimal("1.5"), Decimal("0.5"), Decimal(0)]


def test_over_the_annual_allowance_is_below_at_once_whatever_the_thresholds() -> None:
    found = judge("100件", "101", 12, direction=Direction.LESS, thresholds=PROVINCIAL_FINANCE)
    assert found.light is Light.BELOW


@pytest.mark.parametrize(
    ("value", "month", "light"),
    [
        ("6", 6, Light.ON_PACE),
        ("11", 6, Light.ON_PACE),
        ("5", 6, Light.SLIGHTLY_BELOW),
        ("12", 6, Light.MET),
        ("13", 12, Light.BELOW),
    ],
)
def test_an_exact_number_of_things_is_on_pace_but_never_ahead(value: str, month: int, light: Light) -> None:
    assert judge("12次", value, month, direction=Direction.EXACT).light is light


def test_a_closed_year_is_judged_in_full_whatever_its_last_figure() -> None:
    found = judge("100件", "90", 11, year_over=True)
    assert (found.light, found.pace, found.deviation) == (Light.SLIGHTLY_BELOW, Decimal(100), Decimal(-10))


# ---------------------------------------------------------------- rate, average, level


@pytest.mark.parametrize(
    ("value", "light", "deviation"),
    [
        ("99", Light.MET, "0"),
        ("99.4", Light.MET, "0.4"),
        ("98.4", Light.SLIGHTLY_BELOW, "-0.6"),
        ("98", Light.SLIGHTLY_BELOW, "-1"),
        ("97.99", Light.BELOW, "-1.01"),
    ],
)
@pytest.mark.parametrize("month", [1, 6, 12])
def test_a_rate_is_compared_with_the_full_target_all_year(
    value: str, light: Light, deviation: str, month: int
) -> None:
    found = rate("99%", value, month=month)
    assert (found.light, found.deviation, found.deviation_from) == (light, Decimal(deviation), "target")
    assert (found.completion, found.pace, found.reached) == (None, None, light is Light.MET)


def test_the_mean_so_far_is_compared_with_the_full_target() -> None:
    found = judge("5.90%", "4.60", measure=Measure.AVERAGE)
    assert (found.light, str(found.deviation)) == (Light.BELOW, "-1.30")


@pytest.mark.parametrize(
    ("value", "direction", "light"),
    [
        ("461", Direction.MORE, Light.MET),
        ("460", Direction.MORE, Light.SLIGHTLY_BELOW),
        ("437.95", Direction.MORE, Light.SLIGHTLY_BELOW),
        ("437.94", Direction.MORE, Light.BELOW),
        ("461", Direction.LESS, Light.MET),
        ("484", Direction.LESS, Light.SLIGHTLY_BELOW),
        ("485", Direction.LESS, Light.BELOW),
        ("461", Direction.EXACT, Light.MET),
        ("462", Direction.EXACT, Light.SLIGHTLY_BELOW),
        ("400", Direction.EXACT, Light.BELOW),
    ],
)
def test_a_level_is_slightly_below_within_five_per_cent(
    value: str, direction: Direction, light: Light
) -> None:
    found = judge("461项", value, measure=Measure.LEVEL, direction=direction)
    assert (found.light, found.deviation, found.completion) == (light, None, None)


@pytest.mark.parametrize(
    ("target", "value", "direction", "light"),
    [
        ("≥95%", "95", Direction.MORE, Light.MET),
        ("＞95%", "95", Direction.MORE, Light.SLIGHTLY_BELOW),
        ("≤5%", "5", Direction.LESS, Light.MET),
        ("＜5%", "5", Direction.LESS, Light.SLIGHTLY_BELOW),
        ("不超过5%", "6.5", Direction.LESS, Light.BELOW),
        ("95%以上", "95.1", Direction.MORE, Light.MET),
    ],
)
def test_the_operator_says_whether_the_target_itself_is_enough(
    target: str, value: str, direction: Direction, light: Light
) -> None:
    assert rate(target, value, direction=direction).light is light


@pytest.mark.parametrize(
    ("direction", "value", "light"),
    [
        (Direction.MORE, "3", Light.MET),
        (Direction.MORE, "1.5", Light.BELOW),
        (Direction.LESS, "5", Light.MET),
        (Direction.LESS, "5.5", Light.SLIGHTLY_BELOW),
        (Direction.EXACT, "4", Light.MET),
        (Direction.EXACT, "2.5", Light.SLIGHTLY_BELOW),
    ],
)
def test_of_a_range_the_end_that_matters_is_the_target(
    direction: Direction, value: str, light: Light
) -> None:
    assert rate("3%~5%", value, direction=direction).light is light


def test_of_two_targets_in_a_cell_the_one_in_the_unit_counts() -> None:
    reading = read("162亿元，增长7%")
    numbers = [target_number(reading, Direction.MORE, Decimal(1), unit) for unit in ("元", "%", "件")]
    assert numbers == [162 * YI, Decimal(7), None]


def test_the_lower_of_two_rates_counts() -> None:
    lower, higher = rate("99%", "98.4"), rate("99%", "99.3")
    assert lower_of(higher, lower) is lower
    assert lower_of(lower, higher) is lower
    below = rate("99%", "90")
    assert lower_of(higher, lower, below) is below
    best = rate("99%", "100")
    assert lower_of(best, higher) is higher


def test_a_rate_without_light_is_not_lower_than_one_that_is_low() -> None:
    unknown, low = rate("", "98"), rate("99%", "98")
    assert lower_of(unknown, low) is low


def test_an_average_is_the_mean_of_the_months_so_far() -> None:
    assert mean_so_far([Decimal("5.1"), Decimal("4.9"), Decimal("5.3")]) == Decimal("5.1")


# ---------------------------------------------------------------- targets of 0, or none


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.RATE, Measure.LEVEL])
def test_more_than_nothing_is_a_question_to_the_administrator(measure: Measure) -> None:
    found = judge("0件", "5", measure=measure)
    assert found == Attainment(question="target-zero")


@pytest.mark.parametrize(
    ("measure", "direction", "value", "month", "light"),
    [
        (Measure.CUMULATIVE, Direction.LESS, "0", 6, Light.WITHIN_ALLOWANCE),
        (Measure.CUMULATIVE, Direction.LESS, "0", 12, Light.MET),
        (Measure.CUMULATIVE, Direction.LESS, "1", 6, Light.BELOW),
        (Measure.CUMULATIVE, Direction.EXACT, "0", 6, Light.MET),
        (Measure.LEVEL, Direction.LESS, "0", 6, Light.MET),
        (Measure.LEVEL, Direction.LESS, "1", 6, Light.BELOW),
        (Measure.LEVEL, Direction.EXACT, "1", 6, Light.BELOW),
    ],
)
def test_a_target_of_nothing_is_met_only_at_nothing(
    measure: Measure, direction: Direction, value: str, month: int, light: Light
) -> None:
    assert judge("0件", value, month, measure=measure, direction=direction).light is light


@pytest.mark.parametrize(
    ("target", "question", "in_progress"),
    [
        (Reading("/", Kind.NONE), "target-missing", False),
        (Reading("见附件", Kind.UNREADABLE), "target-unreadable", False),
        (Reading("年终综合考核", Kind.DEFERRED), "", True),
    ],
)
def test_a_target_without_a_number_has_no_light(target: Reading, question: str, in_progress: bool) -> None:
    found = attain(
        measure=Measure.LEVEL,
        direction=Direction.MORE,
        target=target,
        value=Decimal(1),
        period=JUNE,
        unit="项",
    )
    assert found == Attainment(question=question, in_progress=in_progress)


def test_an_amount_below_nothing_cannot_accumulate() -> None:
    assert judge("-5件", "1") == Attainment(question="target-negative")


# ---------------------------------------------------------------- by year end


def test_without_a_plan_it_is_in_progress_without_light_or_blame() -> None:
    found = by_year_end("47项", "40")
    assert found == Attainment(in_progress=True, distance=Decimal(7))
    assert group_of(found) is Group.IN_PROGRESS


def test_what_is_there_early_is_met() -> None:
    found = by_year_end("83%", "84", 5)
    assert (found.light, found.reached, found.deviation, found.in_progress) == (
        Light.MET,
        True,
        Decimal(1),
        False,
    )


@pytest.mark.parametrize(
    ("value", "light"), [("83", Light.MET), ("82", Light.SLIGHTLY_BELOW), ("70", Light.BELOW)]
)
def test_at_the_years_end_the_full_target_counts(value: str, light: Light) -> None:
    assert by_year_end("83%", value, 12).light is light


@pytest.mark.parametrize(
    ("value", "light", "deviation"),
    [
        ("43", Light.AHEAD, "10"),
        ("42", Light.ON_PACE, "0"),
        ("41", Light.SLIGHTLY_BELOW, "-10"),
        ("40", Light.BELOW, "-20"),
        ("36", Light.BELOW, "-60"),
    ],
)
def test_from_a_baseline_it_is_compared_with_the_way_so_far(value: str, light: Light, deviation: str) -> None:
    found = by_year_end("47项", value, baseline=Decimal(37))
    assert (found.light, found.deviation, found.deviation_from) == (light, Decimal(deviation), "pace")
    assert (found.pace, found.completion) == (Decimal(50), None)


def test_its_own_plan_is_what_it_is_compared_with() -> None:
    plan = ((6, Decimal(39)), (9, Decimal(42)))
    assert by_year_end("47项", "39", baseline=Decimal(37), plan=plan).light is Light.ON_PACE


def test_nothing_is_late_at_the_baseline_while_the_plan_stands_still() -> None:
    plan = ((6, Decimal(37)),)
    lights = [by_year_end("47项", v, 3, baseline=Decimal(37), plan=plan).light for v in ("37", "36")]
    assert lights == [Light.ON_PACE, Light.BELOW]


def test_a_plan_may_lead_downwards() -> None:
    facts: dict[str, Any] = {"baseline": Decimal(10), "direction": Direction.LESS}
    assert by_year_end("4天", "7", **facts).light is Light.ON_PACE
    assert by_year_end("4天", "9", **facts).light is Light.BELOW


def test_a_baseline_beyond_the_target_makes_no_plan() -> None:
    assert by_year_end("47项", "46", baseline=Decimal(50)).light is Light.SLIGHTLY_BELOW


def test_an_increment_counts_from_the_baseline() -> None:
    found = by_year_end("新增10项", "42", baseline=Decimal(37))
    assert (found.light, found.distance) == (Light.ON_PACE, Decimal(5))


# ---------------------------------------------------------------- counting


def test_a_shortfall_that_depends_on_applicants_is_stated_without_a_light() -> None:
    found = judge("340万平方米", "1420000", by_application=True)
    assert (found.light, found.shortfall, found.blame) == (None, True, False)
    assert one_place(found.deviation) == "-8.2"
    assert group_of(found) is Group.BY_APPLICATION


def test_what_depends_on_applicants_keeps_a_good_light() -> None:
    found = judge("100件", "50", by_application=True)
    assert (found.light, group_of(found)) == (Light.ON_PACE, Group.NORMAL)


@pytest.mark.parametrize(
    ("percent", "light"), [("80", Light.MET), ("79", Light.SLIGHTLY_BELOW), ("59", Light.BELOW)]
)
def test_a_qualitative_indicator_has_three_bands(percent: str, light: Light) -> None:
    found = judge("显著提升", percent, measure=Measure.QUALITATIVE)
    assert (found.light, found.reached) == (light, light is Light.MET)


@pytest.mark.parametrize(
    ("light", "shortfall", "group"),
    [
        (Light.AHEAD, False, Group.NORMAL),
        (Light.ON_PACE, False, Group.NORMAL),
        (Light.MET, False, Group.NORMAL),
        (Light.WITHIN_ALLOWANCE, False, Group.NORMAL),
        (Light.SLIGHTLY_BELOW, True, Group.LOW),
        (Light.BELOW, True, Group.LOW),
    ],
)
def test_every_light_is_counted_as_normal_or_low(light: Light, shortfall: bool, group: Group) -> None:
    found = Attainment(light, shortfall=shortfall, blame=shortfall)
    assert (group_of(found), is_normal(found), is_low(found)) == (
        group,
        group is Group.NORMAL,
        group is Group.LOW,
    )


def test_a_question_about_the_target_is_neither_normal_nor_low() -> None:
    found = Attainment(question="target-zero")
    assert (group_of(found), is_normal(found), is_low(found)) == (Group.QUESTION, False, False)
    assert group_of(replace(found, question="", in_progress=True)) is Group.IN_PROGRESS


AMOUNTS = some.decimals(min_value=0, max_value=10**12, places=4)


@given(
    first=AMOUNTS,
    second=AMOUNTS,
    month=some.integers(1, 12),
    measure=some.sampled_from([Measure.CUMULATIVE, Measure.RATE, Measure.LEVEL, Measure.BY_YEAR_END]),
    direction=some.sampled_from([Direction.MORE, Direction.LESS]),
)
def test_a_better_figure_never_has_a_worse_light(
    first: Decimal, second: Decimal, month: int, measure: Measure, direction: Direction
) -> None:
    worse, better = sorted((first, second), reverse=direction is Direction.LESS)
    lights = list(Light)
    ranks = [
        lights.index(light)
        for value in (better, worse)
        if (light := judge("10000件", value, month, measure=measure, direction=direction).light)
    ]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("target", "value", "measure", "direction", "too_high"),
    [
        ("9000件", "3000", Measure.CUMULATIVE, Direction.MORE, False),
        ("9000件", "5000", Measure.CUMULATIVE, Direction.LESS, True),
        ("9000件", "9100", Measure.CUMULATIVE, Direction.LESS, True),
        ("9000件", "3000", Measure.CUMULATIVE, Direction.EXACT, False),
        ("9000件", "9100", Measure.CUMULATIVE, Direction.EXACT, True),
        ("0件", "3", Measure.CUMULATIVE, Direction.LESS, True),
        ("3%", "3.4", Measure.RATE, Direction.LESS, True),
        ("3%", "2.9", Measure.RATE, Direction.EXACT, False),
        ("3%", "3.4", Measure.RATE, Direction.EXACT, True),
    ],
)
def test_what_is_not_where_it_should_be_is_too_low_or_too_high(
    target: str, value: str, measure: Measure, direction: Direction, too_high: bool
) -> None:
    found = judge(target, value, measure=measure, direction=direction)
    assert (found.shortfall, found.too_high) == (True, too_high)
