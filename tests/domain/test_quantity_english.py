"""Figures as people write them in English."""

from decimal import Decimal

import pytest

from bot.domain.quantity import Kind, read


@pytest.mark.parametrize(
    ("text", "value", "unit", "scale"),
    [
        ("32,000", "32000", None, 1),
        ("1.5 million", "1500000", None, 10**4),
        ("2.1bn", "2100000000", None, 10**8),
        ("2.1 billion yuan", "2100000000", "元", 10**8),
        ("100 million yuan", "100000000", "元", 10**4),
        ("3 trillion yuan", "3000000000000", "元", 10**12),
        ("3 thousand", "3000", None, 1000),
        ("3.4 million m²", "3400000", "平方米", 10**4),
        ("5 working days", "5", "工作日", 1),
        ("12 times/year", "12", "次/年", 1),
        ("about 32,000 items", "32000", "件", 1),
        ("1.5m", "1.5", "米", 1),
    ],
)
def test_an_english_figure_is_read_exactly(text: str, value: str, unit: str | None, scale: int) -> None:
    found = read(text)
    assert (found.kind, found.value, found.scale) == (Kind.QUANTITY, Decimal(value), Decimal(scale))
    assert found.unit == unit or {found.unit, unit} <= {"个", "项", "件"}


@pytest.mark.parametrize(
    ("text", "operator"),
    [("at least 95%", ">="), ("no more than 95%", "<="), ("over 95 percent", ">"), ("under 95%", "<")],
)
def test_english_words_before_a_figure_say_how_it_is_meant(text: str, operator: str) -> None:
    found = read(text)
    assert (found.kind, found.operator, found.value) == (Kind.RATE, operator, Decimal(95))


@pytest.mark.parametrize("text", ["1.5 millions of them", "billion", "a million", "five"])
def test_what_is_no_figure_stays_text(text: str) -> None:
    assert read(text).value is None
