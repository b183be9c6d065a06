"""What a figure comes to at year end if it goes on like this."""

from decimal import Decimal

import pytest

from bot.domain.forecast import forecast
from bot.domain.indicator import Measure
from bot.domain.pace import Plan
from bot.domain.period import Period

YI = Decimal(100_000_000)


@pytest.mark.parametrize(
    ("value", "month", "year_end"),
    [
        (338 * YI, 6, 676 * YI),
        (Decimal(1_420_000), 6, Decimal(2_840_000)),
        (Decimal(50), 5, Decimal(120)),
        (Decimal(10), 3, Decimal(40)),
        (Decimal(11), 11, Decimal(12)),
        (Decimal(0), 6, Decimal(0)),
    ],
)
def test_a_cumulative_amount_goes_on_at_its_pace(value: Decimal, month: int, year_end: Decimal) -> None:
    assert forecast(Measure.CUMULATIVE, value, Period(2023, month), "件") == year_end


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("month", [1, 2, 12])
def test_nothing_is_forecast_in_january_and_february_or_when_the_year_is_over(
    measure: Measure, month: int
) -> None:
    assert forecast(measure, Decimal(10), Period(2023, month), "件") is None


@pytest.mark.parametrize("measure", [Measure.RATE, Measure.AVERAGE, Measure.LEVEL])
def test_rates_averages_and_levels_stay_as_they_are(measure: Measure) -> None:
    assert forecast(measure, Decimal("98.4"), Period(2023, 6), "%") == Decimal("98.4")


@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.RATE])
def test_a_share_is_at_most_a_hundred(measure: Measure) -> None:
    assert forecast(measure, Decimal(101), Period(2023, 6), "%") == Decimal(100)


@pytest.mark.parametrize("measure", [Measure.BY_YEAR_END, Measure.QUALITATIVE])
def test_what_comes_at_the_years_end_is_not_extrapolated(measure: Measure) -> None:
    assert forecast(measure, Decimal(40), Period(2023, 6), "项") is None


def test_a_plan_sets_the_pace_of_the_forecast() -> None:
    plan = Plan(Decimal(0), Decimal(100), ((3, Decimal(0)), (6, Decimal(20))))
    assert forecast(Measure.CUMULATIVE, Decimal(25), Period(2023, 6), "件", plan) == Decimal(125)
    assert forecast(Measure.CUMULATIVE, Decimal(25), Period(2023, 3), "件", plan) is None
