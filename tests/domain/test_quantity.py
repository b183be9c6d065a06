"""What cells and figures say: a table of examples for each promise, and properties over any text."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numerals import plain
from bot.domain.quantity import Kind, Reading, read, to_json


def said(text: str) -> tuple[str, str | None, str | None]:
    """(kind, value, unit) of a text."""
    found = to_json(read(text))
    kind, value, unit = found["kind"], found["value"], found["unit"]
    assert isinstance(kind, str)
    assert value is None or isinstance(value, str)
    assert unit is None or isinstance(unit, str)
    return kind, value, unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("47项", "47", "项"),
        ("18000人次", "18000", "人次"),
        ("4.09万件", "40900", "件"),
        ("30亿元", "3000000000", "元"),
        ("1.62亿元", "162000000", "元"),
        ("340万平方米", "3400000", "平方米"),
        ("340（万平方米）", "3400000", "平方米"),
        ("340万㎡", "3400000", "平方米"),
        ("3万m²", "30000", "平方米"),
        ("5万", "50000", None),
        ("0.5万", "5000", None),
        ("100万元", "1000000", "元"),
        ("1亿5000万元", "150000000", "元"),
        ("3百万元", "3000000", "元"),
        ("5万亿元", "5000000000000", "元"),
        ("3千亿元", "300000000000", "元"),
        ("5公里", "5", "公里"),
        ("3千米", "3", "公里"),
        ("20千克", "20", "公斤"),
        ("2万千瓦时", "20000", "千瓦时"),
        ("100吨", "100", "吨"),
        ("12个月", "12", "个月"),
        ("0.5个工作日", "0.5", "工作日"),
        ("9000件（含线上）", "9000", "件"),
        ("5个服务中心", "5", "个"),
        ("2次/年", "2", "次/年"),
        ("0", "0", None),
        ("0起", "0", "起"),
        ("-5", "-5", None),
    ],
)
def test_a_quantity_is_read_in_its_base_unit(text: str, value: str, unit: str | None) -> None:
    assert said(text) == ("quantity", value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２３４５件", "12345"),
        ("1,234件", "1234"),
        ("1，234件", "1234"),
        ("1,234,567.5件", "1234567.5"),
        ("1 234 件", "1234"),
        ("3 . 2 万 件", "32000"),
        ("3。2万件", "32000"),
        ("３．２万件", "32000"),
        ("3.2w件", "32000"),
        ("3.2W件", "32000"),
        ("5k件", "5000"),
        ("4600件。", "4600"),
    ],
)
def test_width_spaces_separators_and_phone_full_stops_do_not_matter(text: str, value: str) -> None:
    assert said(text) == ("quantity", value, "件")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", "0"),
        ("十五", "15"),
        ("二十", "20"),
        ("一百十五", "115"),
        ("一百零五", "105"),
        ("两百五", "250"),
        ("一千零五十", "1050"),
        ("三万二", "32000"),
        ("三万零二", "30002"),
        ("3万2", "32000"),
        ("三点二万", "32000"),
        ("3点2万", "32000"),
        ("一亿二", "120000000"),
        ("三十点五亿", "3050000000"),
        ("壹仟贰佰", "1200"),
        ("九十九点七", "99.7"),
        ("二〇二三", "2023"),
    ],
)
def test_chinese_numerals_are_read_in_full_and_as_spoken(text: str, value: str) -> None:
    assert said(text) == ("quantity", value, None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("99.70%", "99.7", "%"),
        ("100％", "100", "%"),
        ("百分之九十九点七", "99.7", "%"),
        ("百分之98", "98", "%"),
        ("九成五", "95", "%"),
        ("一半", "50", "%"),
        ("百分之百", "100", "%"),
        ("5‰", "5", "‰"),
    ],
)
def test_a_share_stays_a_percentage_number(text: str, value: str, unit: str) -> None:
    assert said(text) == ("rate", value, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增20个", ("increment", "20", "个")),
        ("本年度新增10项", ("increment", "10", "项")),
        ("增加5个", ("increment", "5", "个")),
        ("较上年减少3件", ("increment", "-3", "件")),
        ("增长8%", ("growth", "8", "%")),
        ("同比增长8%以上", ("growth", "8", "%")),
        ("下降3%", ("growth", "-3", "%")),
        ("1.2个百分点", ("points", "1.2", "百分点")),
        ("提高1.2个百分点", ("points", "1.2", "百分点")),
        ("下降0.5个百分点", ("points", "-0.5", "百分点")),
        ("GDP增长6%左右", ("growth", "6", "%")),
        ("比2022年增长8%", ("growth", "8", "%")),
        ("提高到95%", ("rate", "95", "%")),
        ("增加到50件", ("quantity", "50", "件")),
        ("满意率达到98%以上", ("rate", "98", "%")),
    ],
)
def test_changes_points_and_levels_are_kept_apart(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("≥99%", ">="),
        ("＞ 98 %", ">"),
        ("＝100%", "="),
        ("＜5%", "<"),
        ("≦5%", "<="),
        (">=99%", ">="),
        ("98%以上", ">="),
        ("98%及以上", ">="),
        ("98%（含）以上", ">="),
        ("不低于95%", ">="),
        ("不少于95件", ">="),
        ("达到95%", ">="),
        ("不超过3%", "<="),
        ("5个工作日以内", "<="),
        ("控制在3%以内", "<="),
        ("低于3%", "<"),
        ("超过3000件", ">"),
        ("下降3%以上", "<="),
        ("99%", None),
    ],
)
def test_operators_are_signs_or_words(text: str, operator: str | None) -> None:
    assert read(text).operator == operator


@pytest.mark.parametrize("text", ["约30亿元", "30亿元左右", "近30亿元", "30多亿元", "30余亿元", "大概30亿元"])
def test_a_rough_figure_is_marked(text: str) -> None:
    assert (said(text), read(text).approximate) == (("quantity", "3000000000", "元"), True)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10-15件", "10", "15", "件"),
        ("10件－15件", "10", "15", "件"),
        ("3%~5%", "3", "5", "%"),
        ("3～5%", "3", "5", "%"),
        ("10至15", "10", "15", None),
        ("三到五个", "3", "5", "个"),
        ("3-5亿元", "300000000", "500000000", "元"),
        ("5000-1万件", "5000", "10000", "件"),
    ],
)
def test_a_range_has_two_ends_and_no_value(text: str, low: str, high: str, unit: str | None) -> None:
    reading = read(text)
    expected = Reading(text, Kind.RANGE, low=Decimal(low), high=Decimal(high), unit=unit, scale=reading.scale)
    assert reading == expected


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (
            "2023年6月底前|6月30日|6月底前完成|1-6月|1—6月|上半年|二季度|年底前|2023年|2023-06-30|2022-2023年|2023年6月-12月",
            Kind.DATE,
        ),
        ("显著提升|优良|应保尽保|持续改善|无重大安全事故|达标|与上年持平", Kind.QUALITATIVE),
        ("年终综合考核|待省里下达|以年底考核结果为准", Kind.DEFERRED),
        ("|/|／|—|-|——| |\n|无", Kind.NONE),
        (
            "1e400|1e5|NaN|inf|-inf|😀|asdf|1.2.3|1,23|1/2|2-03|第3名|没达到98%|3万25|abc12|15-10件|7+1",
            Kind.UNREADABLE,
        ),
    ],
)
def test_what_is_no_figure_is_named_for_what_it_is(texts: str, kind: Kind) -> None:
    readings = [read(text) for text in texts.split("|")]
    assert readings == [Reading(text, kind) for text in texts.split("|")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("162亿元，增长7%", [("quantity", "16200000000", "元"), ("growth", "7", "%")]),
        ("99.70%、100%", [("rate", "99.7", "%"), ("rate", "100", "%")]),
        ("99%\n98%", [("rate", "99", "%"), ("rate", "98", "%")]),
        ("1,234件，5678元", [("quantity", "1234", "件"), ("quantity", "5678", "元")]),
        ("2023年6月底前完成3项", [("date", None, None), ("quantity", "3", "项")]),
    ],
)
def test_two_targets_in_one_cell_are_both_kept(
    text: str, parts: list[tuple[str, str | None, str | None]]
) -> None:
    reading = read(text)
    assert (reading.kind, [said(part.text) for part in reading.parts]) == (Kind.COMPOUND, parts)


@pytest.mark.parametrize(
    ("text", "scale"), [("30亿元", 10**8), ("4.09万件", 10**4), ("三万二", 10**4), ("9000件", 1)]
)
def test_the_scale_word_is_remembered(text: str, scale: int) -> None:
    assert read(text).scale == Decimal(scale)


def test_json_has_exact_strings_and_nulls() -> None:
    assert to_json(read("约5万")) == {
        "text": "约5万",
        "kind": "quantity",
        "operator": None,
        "value": "50000",
        "low": None,
        "high": None,
        "unit": None,
        "approximate": True,
        "parts": [],
    }


@given(st.text(max_size=80))
def test_reading_never_raises_and_keeps_the_text(text: str) -> None:
    assert read(text).text == text


@given(st.text(alphabet="0123456789.,，。万亿千百十一二两零点%-~至/ ()元件个多月年以上增长不", max_size=25))
def test_reading_never_raises_on_what_looks_like_figures(text: str) -> None:
    reading = read(text)
    values = (reading.value, reading.low, reading.high)
    assert reading.text == text
    assert all(value is None or value.is_finite() for value in values)


numbers = st.decimals(min_value=0, max_value=10**60, places=6, allow_nan=False, allow_infinity=False)


@given(numbers, st.sampled_from(["", "件", "元", "平方米", "%"]))
def test_no_digit_is_ever_lost(number: Decimal, unit: str) -> None:
    assert to_json(read(f"{number:f}{unit}"))["value"] == plain(number)


@given(st.integers(0, 10**40), st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12), ("千万", 7), ("百", 2)]))
def test_a_scale_word_only_moves_the_point(number: int, scale: tuple[str, int]) -> None:
    word, zeros = scale
    assert said(f"{number:,}{word}件") == ("quantity", str(number * 10**zeros), "件")


@pytest.mark.parametrize(
    "piece", ["1", "万", "1万", "1,234", "增", "（", "1-", "6月", "一", "不", ", ", "数", "99%，", " ", "\n"]
)
def test_five_thousand_characters_are_read_at_once(piece: str) -> None:
    texts = [("1" + piece * 5000)[:length] for length in (1000, 5000)]
    started = time.perf_counter()
    readings = [read(text).text for text in texts]
    assert (readings, time.perf_counter() - started < 1) == (texts, True)
