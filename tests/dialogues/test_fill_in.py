"""The fill-in workbook: out with one's indicators, back, shown cell by cell, taken with one confirm."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.forms import fill_in_book, fill_in_read
from bot.forms.fill_in_book import COLUMNS, BookRow, BookWords
from tests.dialogues.stored import kept
from tests.dialogues.test_forms import file_in
from tests.office import Heard, Office

NAME = "演示数据-填报表2023-06.xlsx"


async def offered(office: Office, who: str = "小周", words: str = "填报表") -> bytes:
    name, content = file_in(office, (await office.says(who, words))[-1])
    assert name == NAME
    return content


def with_cells(content: bytes, cells: Mapping[str, object], sheet: int = 0) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book.worksheets[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


async def sent(office: Office, cells: Mapping[str, object], who: str = "小周") -> Heard:
    return (await office.sends(who, NAME, with_cells(await offered(office, who), cells)))[-1]


async def test_it_holds_the_indicators_of_the_person_and_only_two_columns_can_be_typed_in(
    office: Office,
) -> None:
    book = load_workbook(io.BytesIO(await offered(office)))
    sheet, hidden = book.worksheets
    assert [c.value for c in sheet[4]] == [
        *("2-06", "为企业节省资金流数", "亿元", "30亿元", "6月（累计）", "5月 17亿元"),
        *(None, None, None),
    ]
    assert [c.value for c in sheet["A"][3:]] == ["2-06", "2-07", "2-08", "2-09"]
    assert sheet.protection.sheet
    assert [c.column_letter for c in sheet[4] if not c.protection.locked] == ["H", "I"]
    assert hidden.sheet_state == "veryHidden"
    assert {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation} == {
        "H4:H7": "decimal",
        "I4:I7": "textLength",
    }


async def test_in_english_a_number_has_the_unit_that_stands_beside_it(office: Office) -> None:
    await office.says("小周", "/language en")
    name, content = file_in(office, (await office.says("小周", "template Jun"))[-1])
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert name == "rehearsal-figures 2023-06.xlsx"
    assert [c.value for c in sheet[4]][:6] == [
        *("2-06", "为企业节省资金流数", "million yuan", "3 billion yuan"),
        *("Jun (cumulative)", "May 1.7 billion yuan"),
    ]
    filled = with_cells(content, {"H4": 2100, "H5": "4,600", "H7": "38 billion yuan"})
    heard = (await office.sends("小周", name, filled))[-1]
    assert heard.text.splitlines()[1:] == [
        "2-06 为企业节省资金流数 2.1 billion yuan ●",
        "2-07 公共资源交易平台交易量 4,600 items ●",
        "2-09 公共资源交易平台交易额 38 billion yuan ▲",
    ]
    await office.says("小周", "yes")
    assert office.figures("2-06")[-1][1] == "2100000000"


async def test_filled_in_it_is_shown_and_taken_with_one_confirm(office: Office) -> None:
    heard = await sent(office, {"H4": 21, "H5": "4600", "I5": "含线下", "H7": "+88.5"})
    assert heard.text.splitlines() == [
        "2023年6月填报表：读到3个数",
        "2-06 为企业节省资金流数 21亿元 ●",
        "2-07 公共资源交易平台交易量 4600件 ●",
        "2-09 公共资源交易平台交易额 380.5亿元 ▲",
    ]
    assert heard.labels == ["全部确认（3）", "取消"]
    before = kept(office)
    said = await office.presses("小周", "全部确认（3）")
    assert any("台交易额 6月：380.5亿元" in h.text for h in said)
    assert len(kept(office)["revision"]) == len(before["revision"]) + 3
    assert "待您审核3项" in office.all("李科")[-1].text
    again = await office.sends("小周", NAME, with_cells(await offered(office), {"H4": 21}))
    assert again[-1].text == "2023年6月填报表\n与已报相同1个，不再上报。\n没有改动。"


async def test_what_is_wrong_stands_at_its_cell_and_the_rest_can_be_taken(office: Office) -> None:
    heard = await sent(office, {"H4": 21, "H5": "很多", "H6": 0.7, "I7": "还没有"})
    assert heard.text.splitlines() == [
        "2023年6月填报表：读到1个数",
        "2-06 为企业节省资金流数 21亿元 ●",
        "待核实1个，核实后才上报：",
        "H6 2-08 政府采购网上交易额",
        "  累计数比上次的7.9亿元还少，0.7亿元是不是当期数？",
        "有误2个，不会上报，请改好再发：",
        "H5 2-07 公共资源交易平台交易量",
        "  “很多”里没有数字。正确示例：3850件。",
        "H7 2-09 公共资源交易平台交易额",
        "  只有说明，没有数。请在本行填完成值，如：4600",
    ]
    assert heard.labels == ["确认无疑问的1个", "全部确认", "取消"]


@pytest.mark.parametrize("yes", ["是", "好的", "确认无疑问的1个"])
async def test_yes_takes_what_is_certain_and_asks_about_the_rest(office: Office, yes: str) -> None:
    await sent(office, {"H4": 21, "H6": 0.7})
    stored, asked = (await office.says("小周", yes))[-2:]
    assert stored.text.startswith("✔ 2-06 为企业节省资金流数 6月：21亿元")
    assert "还剩3项" in stored.text
    assert asked.labels == ["这是当月数", "0.7亿元没错", "改数", "取消"]
    assert office.figures("2-08")[-1][0] == "2023-05"
    await office.presses("小周", "这是当月数", on=asked)
    await office.presses("小周", "确认")
    assert office.figures("2-08")[-1] == ("2023-06", "860000000", "waiting")


async def test_yes_to_nothing_but_doubts_stores_nothing(office: Office) -> None:
    heard = await sent(office, {"H4": 1, "H6": 0.7})
    assert heard.labels == ["逐个核实（2）", "全部确认", "取消"]
    before = kept(office)
    asked = (await office.says("小周", "好的"))[-1]
    assert asked.text.startswith("2-06 为企业节省资金流数\n6月（累计）：1亿元")
    assert kept(office) == before


async def test_doubts_are_all_taken_by_the_words_that_say_so(office: Office) -> None:
    await sent(office, {"H4": 21, "H6": 0.7})
    await office.says("小周", "全部确认")
    assert office.figures("2-06")[-1][1] == "2100000000"
    assert office.figures("2-08")[-1][1] == "70000000"


async def test_why_a_certain_figure_is_low_is_asked_after_the_doubts(office: Office) -> None:
    await sent(office, {"H6": 0.7, "H7": 338})
    await office.says("小周", "是")
    await office.presses("小周", "0.7亿元没错")
    heard = await office.presses("小周", "确认")
    assert heard[-1].text.startswith("2-08 政府采购网上交易额")
    assert "主要原因是什么" in heard[-1].text
    heard = await office.presses("小周", "跳过", on=heard[-1])
    assert heard[-1].text.startswith("2-09 公共资源交易平台交易额")
    assert "主要原因是什么" in heard[-1].text


async def test_a_correction_needs_its_reason(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    heard = await sent(office, {"H4": 22})
    assert "I4 2-06" in heard.text
    assert "这是更正已报的数，请在本格写明原因" in heard.text
    assert heard.labels == []
    heard = await sent(office, {"H4": 22, "I4": "漏计一笔"})
    assert "2-06 为企业节省资金流数 22亿元（原21亿元） ●" in heard.text
    await office.presses("小周", "确认")
    history = (await office.says("小周", "往月 2-06"))[-1].text
    assert "漏计一笔" in history


async def test_an_empty_one_says_where_to_type(office: Office) -> None:
    assert "请在H列黄色单元格填数，如：4600" in (await sent(office, {})).text


async def test_the_period_can_be_named_and_must_have_ended(office: Office) -> None:
    [heard] = await office.says("小周", "填报表 5月")
    assert heard.text.startswith("2023年5月：4项指标，0项未报。")
    assert "7月还没有结束" in (await office.says("小周", "填报表 7月"))[-1].text
    assert "没看懂“五花”是哪一期" in (await office.says("小周", "填报表 五花"))[-1].text


async def test_another_open_month_is_named_beside_the_newest(office: Office) -> None:
    office.at_time(datetime(2023, 8, 3, 10))
    heard = (await office.says("小周", "填报表"))[-1]
    assert heard.text.splitlines() == [
        "2023年7月：4项指标，4项未报。",
        "只填黄色单元格，填好把文件发回这里；不填的不作改动。",
        "6月还有4项未报，需要时发：填报表 6月",
    ]


async def test_workbooks_of_two_months_are_confirmed_each(office: Office) -> None:
    may = with_cells(await offered_for(office, "5月"), {"H4": 18, "I4": "漏计"})
    june = with_cells(await offered(office), {"H4": 22})
    [first] = await office.sends("小周", NAME, may)
    [second] = await office.sends("小周", NAME, june)
    assert second.text.endswith("上面5月的填报表还在等您确认。")
    await office.says("小周", "是")
    assert office.figures("2-06")[-1] == ("2023-06", "2200000000", "waiting")
    await office.presses("小周", "确认", on=first)
    assert ("2023-05", "1800000000", "waiting") in office.figures("2-06")


async def test_the_same_one_again_takes_the_place_of_the_first(office: Office) -> None:
    content = await offered(office)
    await office.sends("小周", NAME, with_cells(content, {"H4": 21}))
    shown, _ = await office.sends("小周", NAME, with_cells(content, {"H4": 22}))
    assert shown.labels == []
    await office.says("小周", "是")
    assert office.figures("2-06")[-1][1] == "2200000000"


async def offered_for(office: Office, month: str) -> bytes:
    return file_in(office, (await office.says("小周", f"填报表 {month}"))[-1])[1]


async def test_a_long_list_offers_it(office: Office) -> None:
    await office.says("小蒋", "上报")
    [heard] = await office.presses("小蒋", "用表格填报")
    assert heard.message.document


WORDS = BookWords("填报", "表", "说明", {name: name for name in COLUMNS}, "数", "注")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)
ROWS = st.lists(
    st.builds(
        BookRow,
        *(st.integers(1, 10**6), st.sampled_from(["2023-06", "2023Q2"]), TEXT, TEXT),
        *(st.sampled_from(["件", "亿元", "%", ""]), TEXT, TEXT, TEXT, TEXT),
    ),
    min_size=1,
    max_size=12,
)
FIGURES = st.decimals(0, 10**9, places=4)


@settings(deadline=None)
@given(ROWS, st.lists(st.tuples(FIGURES, TEXT), min_size=12, max_size=12))
def test_what_is_written_and_filled_in_reads_back(
    rows: list[BookRow], typed: list[tuple[Decimal, str]]
) -> None:
    content = fill_in_book.write(3, 2023, rows, WORDS)
    assert fill_in_read.is_fill_in(content)
    cells: dict[str, object] = {}
    for n, (_, (figure, note)) in enumerate(zip(rows, typed, strict=False), 4):
        cells |= {f"H{n}": float(figure), f"I{n}": note if not note.startswith("=") else ""}
    filled = fill_in_read.read(with_cells(content, cells))
    assert (filled.department_id, filled.year) == (3, 2023)
    assert [(e.indicator_id, e.period) for e in filled.entries] == [(r.indicator_id, r.period) for r in rows]
    for entry, row, (figure, _) in zip(filled.entries, rows, typed, strict=False):
        assert Decimal(entry.figure.removesuffix(row.unit)) == figure


def test_other_files_are_no_fill_in_workbooks() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", '<workbook><sheet name="别的"/></workbook>')
    assert [fill_in_read.is_fill_in(c) for c in (b"", b"PK", stream.getvalue())] == [False, False, False]
