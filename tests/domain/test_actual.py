"""A typed actual against the unit of its indicator, and what is doubtful about it."""

from decimal import Decimal

import pytest

from bot.domain.actual import Actual, Doubt, doubts, own_to_total, read_actual
from bot.domain.errors import DomainError
from bot.domain.quantity import read

D = Decimal
MEASURES = {"99%": "rate", "5.90%": "average", "47项": "by-year-end", "461项": "level", "增长8%": "rate"}


def typed(text: str, target: str, last: str | None = None) -> list[str]:
    """The readings of a text, an own amount with a plus in front."""
    reading = read(target)
    found = read_actual(
        text,
        unit=reading.unit or "",
        target=reading,
        measure=MEASURES.get(target, "cumulative"),
        last=None if last is None else D(last),
    )
    return [f"{'+' if actual.own else ''}{actual.value}" for actual in found]


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("21亿元", "30亿元", "2100000000"),
        ("21亿", "30亿元", "2100000000"),
        ("21", "30亿元", "2100000000"),
        ("21。5", "30亿元", "2150000000"),
        ("二十一亿", "30亿元", "2100000000"),
        ("210000万元", "30亿元", "2100000000"),
        ("约21亿", "30亿元", "2100000000"),
        ("累计21亿", "30亿元", "2100000000"),
        ("本月累计21亿", "30亿元", "2100000000"),
        ("截至6月底21亿", "30亿元", "2100000000"),
        ("1-6月21亿", "30亿元", "2100000000"),
        ("4600", "9000件", "4600"),
        ("完成4600件了", "9000件", "4600"),
        ("四千六", "9000件", "4600"),
        ("3.2", "5万", "32000"),
        ("32000", "5万", "32000"),
        ("3.2w", "5万", "32000"),
        ("3.2万份", "5万", "32000"),
        ("142", "340万平方米", "1420000"),
        ("1420000", "340万平方米", "1420000"),
        ("1.42平方公里", "340万平方米", "1420000"),
        ("99.7", "99%", "99.7"),
        ("99.7%", "99%", "99.7"),
        ("百分之九十九点七", "99%", "99.7"),
        ("本月5.2%", "5.90%", "5.2"),
        ("-3%", "增长8%", "-3"),
        ("增长7.5%", "增长8%", "7.5"),
        ("99.3%、98.4%", "99%", "98.4"),
        ("21个亿", "30亿元", "2100000000"),
        ("0", "9000件", "0"),
        ("零", "9000件", "0"),
        ("没有", "9000件", "0"),
    ],
)
def test_one_plausible_reading_is_taken(text: str, target: str, value: str) -> None:
    assert typed(text, target) == [value]


@pytest.mark.parametrize("counter", ["个", "项", "件", "次", "份", "家", "户", "人次", "人"])
def test_counters_are_never_refused_for_each_other(counter: str) -> None:
    assert typed(f"4600{counter}", "9000件") == ["4600"]


def test_a_number_that_could_be_meant_in_two_scales_has_both_readings() -> None:
    assert typed("12", "5万", last="100") == ["12", "120000"]


@pytest.mark.parametrize(
    ("text", "target", "last", "readings"),
    [
        ("4600", "10亿元", "790000000", ["4600元", "4600亿元"]),
        ("40", "5万", "29000", ["40", "40万"]),
    ],
)
def test_a_number_that_is_absurd_in_both_scales_is_asked_for_with_its_unit(
    text: str, target: str, last: str, readings: list[str]
) -> None:
    with pytest.raises(DomainError) as raised:
        typed(text, target, last=last)
    assert raised.value.code == "figure-implausible"
    assert raised.value.facts["readings"] == readings


def test_a_number_near_what_was_last_reported_has_one_reading() -> None:
    assert typed("40", "5万", last="35") == ["40"]


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("+1200", "5万", "+1200"),
        ("+0.12万", "5万", "+1200"),
        ("本月1200", "5万", "+1200"),
        ("当月1200", "5万", "+1200"),
        ("这个月新增1200", "5万", "+1200"),
        ("新增1200件", "9000件", "+1200"),
        ("+4", "30亿元", "+400000000"),
        ("新增2项", "47项", "+2"),
        ("比上月多4亿", "30亿元", "+400000000"),
        ("多了300", "9000件", "+300"),
    ],
)
def test_the_periods_own_amount_is_known_by_its_words(text: str, target: str, value: str) -> None:
    assert typed(text, target) == [value]


@pytest.mark.parametrize(
    ("text", "value", "numerator", "denominator"),
    [
        ("2991/3000", "99.7", 2991, 3000),
        ("２９９１／３０００", "99.7", 2991, 3000),
        ("2991件/3000件", "99.7", 2991, 3000),
        ("2991比3000", "99.7", 2991, 3000),
        ("3000分之2991", "99.7", 2991, 3000),
        ("99.7%（2991/3000）", "99.7", 2991, 3000),
        ("2991/3000=99.7%", "99.7", 2991, 3000),
        ("2/3", "66.6667", 2, 3),
        ("3.2万/3.3万", "96.9697", 32000, 33000),
    ],
)
def test_a_share_can_be_given_by_its_parts(text: str, value: str, numerator: int, denominator: int) -> None:
    found = read_actual(text, unit="%", target=read("99%"), measure="rate", last=None)
    assert found == (Actual(D(value), D(numerator), D(denominator)),)


@pytest.mark.parametrize(
    ("text", "target", "code"),
    [
        ("4600万元", "9000件", "figure-other-dimension"),
        ("46%", "9000件", "figure-other-dimension"),
        ("50吨", "5万", "figure-other-dimension"),
        ("2991件", "99%", "figure-other-dimension"),
        ("1.2个百分点", "99%", "figure-other-dimension"),
        ("142亩", "340万平方米", "figure-other-dimension"),
        ("提高2%", "99%", "figure-unreadable"),
        ("+2", "99%", "figure-unreadable"),
        ("3-5", "9000件", "figure-unreadable"),
        ("12 15", "9000件", "figure-unreadable"),
        ("1.2.3", "9000件", "figure-unreadable"),
        ("17+4", "9000件", "figure-unreadable"),
        ("不到4600", "9000件", "figure-inexact"),
        ("超过4600", "9000件", "figure-inexact"),
        ("4600以上", "9000件", "figure-inexact"),
        ("4600多件", "9000件", "figure-inexact"),
        ("10万+", "9000件", "figure-inexact"),
        ("≥99%", "99%", "figure-inexact"),
        ("21亿", "99%", "figure-unreadable"),
        ("😀", "9000件", "figure-unreadable"),
        ("", "9000件", "figure-unreadable"),
        ("/", "9000件", "figure-unreadable"),
        ("NaN", "9000件", "figure-unreadable"),
        ("1" * 5000, "9000件", "figure-unreadable"),
        ("进展顺利", "9000件", "figure-is-text"),
        ("-3", "9000件", "figure-negative"),
        ("-3/5", "99%", "figure-negative"),
        ("1e400", "9000件", "figure-too-large"),
        ("inf", "9000件", "figure-too-large"),
        ("1234567890123456789", "9000件", "figure-too-large"),
        ("5/0", "99%", "denominator-zero"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_an_example(text: str, target: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        typed(text, target)
    assert refused.value.code == code
    assert refused.value.facts["text"] == (text if len(text) <= 40 else text[:39] + "…")
    assert refused.value.facts["example"] in {target, "99%", "5.9%", "2991/3000"}


def test_another_dimension_names_both_units() -> None:
    with pytest.raises(DomainError) as refused:
        typed("4600万元", "9000件", last="3850")
    assert refused.value.facts == {
        "text": "4600万元",
        "example": "3850件",
        "said_unit": "元",
        "expected_unit": "件",
    }


def asked(actual: Actual, target: str, previous: str | None) -> tuple[Doubt, ...]:
    reading = read(target)
    return doubts(
        actual,
        target=reading,
        measure=MEASURES.get(target, "cumulative"),
        direction="more",
        previous=None if previous is None else D(previous),
        unit=reading.unit or "",
    )


@pytest.mark.parametrize(
    ("actual", "target", "previous", "expected"),
    [
        (Actual(D(4600)), "9000件", "3850", ()),
        (Actual(D(750)), "9000件", "3850", (Doubt("below-last", Actual(D(750), own=True)),)),
        (Actual(D(100)), "9000件", "3850", (Doubt("below-last", Actual(D(100), own=True)),)),
        (Actual(D(750), own=True), "9000件", "3850", ()),
        (Actual(D(98)), "99%", "99.5", ()),
        (Actual(D("100.2")), "99%", "99.5", (Doubt("share-above-100"),)),
        (Actual(D("100.0333"), D(3001), D(3000)), "99%", "99.5", (Doubt("numerator-above-denominator"),)),
        (Actual(D("0.997")), "99%", None, (Doubt("fraction-for-percent", Actual(D("99.7"))),)),
        (Actual(D("0.052")), "5.90%", "4.8", (Doubt("fraction-for-percent", Actual(D("5.2"))),)),
        (Actual(D("0.9")), "5.90%", "1.1", ()),
        (Actual(D(9)), "99%", "99.5", (Doubt("tenth"),)),
        (Actual(D(5000)), "9000件", "400", (Doubt("ten-times"),)),
        (Actual(D(73390)), "420件", "38", (Doubt("ten-times"),)),
        (Actual(D(12000)), "9000件", "8500", (Doubt("far-above-target"),)),
        (Actual(D(11700)), "9000件", "8500", ()),
        (Actual(D(4000), own=True), "9000件", "8500", (Doubt("far-above-target"),)),
        (Actual(D(0)), "9000件", None, ()),
    ],
)
def test_each_doubt_is_raised_once_per_cause(
    actual: Actual, target: str, previous: str | None, expected: tuple[Doubt, ...]
) -> None:
    assert asked(actual, target, previous) == expected


def test_the_own_amount_adds_to_the_last_total() -> None:
    assert (own_to_total(D(1200), D(29000)), own_to_total(D(1200), None)) == (D(30200), D(1200))
