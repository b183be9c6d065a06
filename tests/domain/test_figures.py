"""How figures are written for people."""

from decimal import Decimal

import pytest

from bot.domain.figures import percent, rounded, show

YI, WAN = Decimal(10**8), Decimal(10**4)


@pytest.mark.parametrize(
    ("value", "unit", "scale", "shown"),
    [
        ("2100000000", "元", YI, "21亿元"),
        ("32000", "件", WAN, "3.2万件"),
        ("4600", "件", Decimal(1), "4600件"),
        ("4600", "件", WAN, "4600件"),
        ("21", "件", WAN, "21件"),
        ("99.7", "%", Decimal(1), "99.7%"),
        ("99.70", "%", Decimal(1), "99.7%"),
        ("0", "元", YI, "0元"),
        ("123456", "元", YI, "12.3456万元"),
        ("1234567.89", "元", YI, "1234567.89元"),
        ("5000000000000", "元", Decimal(10**12), "5万亿元"),
        ("50000", None, WAN, "5万"),
        ("-3", "件", Decimal(1), "-3件"),
    ],
)
def test_a_figure_is_exact_in_the_scale_it_is_usually_written_in(
    value: str, unit: str | None, scale: Decimal, shown: str
) -> None:
    assert show(Decimal(value), unit, scale=scale) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("67649999999", 0, "676亿元"),
        ("3430000000", 1, "34.3亿元"),
        ("3400000000", 1, "34亿元"),
        ("4800", 1, "4800元"),  # below what is written in 万: whole numbers, whatever its scale
        ("4800.57", 1, "4801元"),
    ],
)
def test_digits_are_dropped_only_when_asked(value: str, digits: int, shown: str) -> None:
    assert show(Decimal(value), "元", scale=YI, digits=digits) == shown


def test_places_of_percents_are_those_that_are_asked_for() -> None:
    assert show(Decimal("99.46"), "%", digits=1) == "99.5%"


@pytest.mark.parametrize(
    ("ratio", "shown"), [("0.7", "70.0%"), ("0.3755", "37.6%"), ("1.2", "120.0%"), ("-0.0001", "0.0%")]
)
def test_a_share_is_rounded_half_up(ratio: str, shown: str) -> None:
    assert percent(Decimal(ratio)) == shown


def test_rounding_is_half_up_as_offices_do() -> None:
    assert [rounded(Decimal(v), 1) for v in ("0.25", "0.35", "-0.25")] == [
        Decimal("0.3"),
        Decimal("0.4"),
        Decimal("-0.3"),
    ]
