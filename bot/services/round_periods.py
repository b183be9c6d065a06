"""Months named beside a figure in a round: its span, the year's end, another period. Imports the domain."""

from datetime import date

from bot.domain.indicator import Indicator, Measure
from bot.domain.monitoring import Round, RoundKind
from bot.domain.numerals import half_width
from bot.services.understand_periods import Named, period_at

YEAR_END = "全年"
"""How the year's end is written in what the round reads."""


def in_the_rounds_words(found: Round, indicator: Indicator, words: str, today: date) -> str | None:
    """1-7月20亿 as 20亿, 12月底30亿 as 全年30亿; None when another period is named, whose report it is.

    The bare month is the span's end as well (7月底20亿), except of a mean, which is not its last month.
    """
    text, start = half_width(words).strip(), 0
    while start < len(text):
        named = None if start and text[start - 1] in "0123456789-." else period_at(text, start, today)
        if named is None:
            start += 1
            continue
        instead = _instead(found, indicator, named, text[start : named.end])
        if instead is None:
            return None
        text = f"{text[:start]}{instead}{text[named.end :]}"
        start += len(instead)
    return text.strip()


def _instead(found: Round, indicator: Indicator, named: Named, said: str) -> str | None:
    """What stands for the period in the round's words; None for another period."""
    if named.year not in (None, found.year):
        return None
    if named.months == 12:
        return YEAR_END
    if named.end_month == found.until and _is_the_span(found, indicator, named):
        return "当月" if said.endswith("当月") else ""
    ends_the_year = found.kind is RoundKind.MONITORING and (named.end_month, named.months) == (12, 1)
    return YEAR_END if ends_the_year else None


def _is_the_span(found: Round, indicator: Indicator, named: Named) -> bool:
    """A quarter's or half-year's figure may be its own amount; its report says so."""
    bare_month = named.months == 1 and indicator.measure is not Measure.AVERAGE
    return bare_month or named.months == found.until
