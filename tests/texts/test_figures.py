"""A figure reads in each language as its people write it, and is the same value in both."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numerals import plain
from bot.domain.period import Period
from bot.domain.quantity import read
from bot.domain.unit_names import CLOSE, ENGLISH
from bot.domain.units import factor
from bot.texts.catalogue import translator
from bot.texts.common import day_name, period_name, so_far
from bot.texts.figures import as_written, of_whole, shown, signed, typed_unit

ZH, EN = translator("zh_CN"), translator("en")
ONE, WAN, YI = Decimal(1), Decimal(10**4), Decimal(10**8)


@pytest.mark.parametrize(
    ("value", "unit", "scale", "chinese", "english"),
    [
        ("2100000000", "元", YI, "21亿元", "2.1 billion yuan"),
        ("85000000", "元", YI, "0.85亿元", "85 million yuan"),
        ("100000000", "元", YI, "1亿元", "100 million yuan"),
        ("32000", "", WAN, "3.2万", "32,000"),
        ("3400000", "平方米", WAN, "340万平方米", "3.4 million m²"),
        ("40900", "件", WAN, "4.09万件", "40,900 items"),
        ("4600", "件", ONE, "4600件", "4,600 items"),
        ("1", "户", ONE, "1户", "1 household"),
        ("99.70", "%", ONE, "99.7%", "99.7%"),
        ("12", "班列", ONE, "12班列", "12 班列"),
        ("-4600", "件", ONE, "-4600件", "-4,600 items"),
    ],
)
def test_a_figure_is_written_as_its_reader_writes_it(
    value: str, unit: str, scale: Decimal, chinese: str, english: str
) -> None:
    both = [shown(t, Decimal(value), unit, scale=scale) for t in (ZH, EN)]
    assert both == [chinese, english]


@given(
    st.decimals(-(10**15), 10**15, places=4),
    st.sampled_from([ONE, WAN, YI, Decimal(10**12)]),
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from(["", *CLOSE, *(unit for unit in ENGLISH if unit != "年")]),  # 1000年 reads as a date
)
def test_both_languages_say_the_same_value(
    value: Decimal, scale: Decimal, digits: int | None, unit: str
) -> None:
    chinese, english = (shown(t, value, unit, scale=scale, digits=digits) for t in (ZH, EN))
    said, meant = read(english), read(chinese)
    assert said.value == meant.value, (chinese, english)
    assert said.value is None or not unit or factor(said.unit or "", unit) == 1


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("≥30亿元", "≥3 billion yuan"),
        ("5.90%", "5.90%"),
        ("9000件", "9,000 items"),
        ("显著提升", "显著提升"),
        ("162亿元，增长7%", "162亿元，增长7%"),
        ("—", "—"),
    ],
)
def test_only_a_cell_that_is_a_figure_is_written_anew(cell: str, english: str) -> None:
    assert (as_written(EN, cell), as_written(ZH, cell)) == (english, cell)


@pytest.mark.parametrize(
    ("value", "whole", "scale", "chinese", "english"),
    [
        ("33812000000", "90000000000", YI, "338.12/900亿元", "33.812/90 billion yuan"),
        ("74", "192", ONE, "74/192元", "74/192 yuan"),
        ("31234", "50000", WAN, "3.12/5万元", "31,200/50,000 yuan"),
    ],
)
def test_a_part_and_its_whole_have_one_scale(
    value: str, whole: str, scale: Decimal, chinese: str, english: str
) -> None:
    both = [of_whole(t, Decimal(value), Decimal(whole), "元", scale=scale) for t in (ZH, EN)]
    assert both == [chinese, english]


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("400000000", "+4亿元", "+400 million yuan"),
        ("-400000000", "-4亿元", "-400 million yuan"),
        ("0", "0元", "0 yuan"),
    ],
)
def test_a_difference_has_its_sign(value: str, chinese: str, english: str) -> None:
    assert [signed(t, Decimal(value), "元", scale=YI) for t in (ZH, EN)] == [chinese, english]


def test_periods_and_days_are_said_by_locale() -> None:
    june, half, year = Period(2023, 6), Period(2023, 6, 6), Period(2023, 12, 12)
    periods = [[period_name(t, p, year=True) for p in (june, half, year)] for t in (ZH, EN)]
    assert periods == [
        ["2023年6月", "2023年上半年", "2023年全年"],
        ["Jun 2023", "first half 2023", "whole year 2023"],
    ]
    assert [so_far(t, june) for t in (ZH, EN)] == ["1—6月", "Jan–Jun"]
    assert [day_name(t, date(2023, 7, 7)) for t in (ZH, EN)] == ["7月7日周五", "Fri 7 Jul"]


def test_the_property_above_reads_what_it_compares() -> None:
    assert plain(read(shown(EN, Decimal("1730000000"), "元", scale=YI)).value or ONE) == "1730000000"


@pytest.mark.parametrize(
    ("unit", "scale", "chinese", "english"),
    [
        ("元", YI, "亿元", "million yuan"),
        ("元", Decimal(10**12), "万亿元", "trillion yuan"),
        ("平方米", WAN, "万平方米", "m²"),
        ("", WAN, "万", ""),
        ("%", ONE, "%", "%"),
        ("件", ONE, "件", "items"),
    ],
)
def test_a_number_with_the_unit_it_is_typed_in_is_a_figure(
    unit: str, scale: Decimal, chinese: str, english: str
) -> None:
    assert [typed_unit(t, unit, scale) for t in (ZH, EN)] == [chinese, english]
    found = read(f"2100{english}")
    assert found.value == Decimal(2100) * {"million yuan": 10**6, "trillion yuan": 10**12}.get(english, 1)
