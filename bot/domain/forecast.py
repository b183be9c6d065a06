"""What a figure comes to at year end if it goes on like this (照此推算). Imports the domain only."""

from decimal import Decimal
from fractions import Fraction

from bot.domain.indicator import Measure
from bot.domain.pace import Plan, share_of_year, to_decimal
from bot.domain.period import Period

FIRST_MONTH = 3
"""January and February say too little about a year."""
LAST_MONTH = 11
"""In December the figure is the year's own."""


def forecast(
    measure: Measure, value: Decimal, period: Period, unit: str, plan: Plan | None = None
) -> Decimal | None:
    """The year-end value in the unit, or None where none is said; shares are at most 100.

    Cumulative: value ÷ pace. Rates, averages and levels: the value so far. None for what is reached at
    year end and for qualitative indicators.
    """
    if not FIRST_MONTH <= period.end_month <= LAST_MONTH:
        return None
    if measure in (Measure.BY_YEAR_END, Measure.QUALITATIVE):
        return None
    year_end = value
    if measure is Measure.CUMULATIVE:
        share = share_of_year(period.end_month, plan)
        if share <= 0:
            return None
        year_end = to_decimal(Fraction(value) / share)
    return min(year_end, Decimal(100)) if unit == "%" else year_end
