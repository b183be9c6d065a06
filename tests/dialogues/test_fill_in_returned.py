"""What people do to a fill-in workbook: it is understood, or refused with its cell and what is right."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.dialogues.stored import kept
from tests.dialogues.test_fill_in import NAME, offered, with_cells
from tests.office import Heard, Office

FIGURES = {"H4": 21, "H5": "4600", "H7": "+88.5"}
READ = [
    "2023年6月填报表：读到3个数",
    "2-06 为企业节省资金流数 21亿元 ●",
    "2-07 公共资源交易平台交易量 4600件 ●",
    "2-09 公共资源交易平台交易额 380.5亿元 ▲",
]


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


async def returned(office: Office, content: bytes, who: str = "小周", name: str = NAME) -> Heard:
    return (await office.sends(who, name, content))[-1]


# ---------------------------------------------------------------- refused as a whole

REFUSED = {
    "a code": ({"A5": "2-08"}, 0, "A5单元格被改过：原为“2-07”，现为“2-08”"),
    "a code taken away": ({"A5": None}, 0, "A5单元格被改过：原为“2-07”，现为“”"),
    "a name": ({"B5": "别的"}, 0, "B5单元格被改过"),
    "a unit": ({"C4": "万元"}, 0, "C4单元格被改过：原为“亿元”，现为“万元”"),
    "the period": ({"E4": "7月（累计）"}, 0, "E4单元格被改过：原为“6月（累计）”，现为“7月（累计）”"),
    "a formula in a code": ({"A4": '="2-06"'}, 0, 'A4单元格被改过：原为“2-06”，现为“="2-06"”'),
    "a stray figure": ({"H9": 3}, 0, "H9单元格填了“3”，但这一行没有指标"),
    "another table": ({"C1": 2022}, 1, "这份填报表属于另一张目标表（2022年）"),
    "another department": ({"B1": 77}, 1, "这份填报表属于另一张目标表"),
    "a broken hidden sheet": ({"A1": None}, 1, "这份填报表的隐藏内容缺失或被改过"),
    "a broken hidden period": ({"C2": "六月"}, 1, "这份填报表的隐藏内容缺失或被改过"),
}
H4 = "H4 2-06 为企业节省资金流数\n  "
ROWS = {
    "a formula": (
        {"H4": "=20+1"},
        0,
        "H4 2-06 为企业节省资金流数\n  这一格是公式（=20+1），请直接填数，如：4600",
    ),
    "a date": (
        {"H4": datetime(2023, 6, 30)},
        0,
        "H4 2-06 为企业节省资金流数\n  这一格变成了日期（2023-06-30）",
    ),
    "yes or no": ({"H4": True}, 0, "H4 2-06 为企业节省资金流数\n  “True”无法识别"),
    "another unit's row": ({"B2": 1}, 1, "A4\n  这一行的指标不由您填报，请删去这一行的数。"),
    "no such indicator": ({"B2": 9999}, 1, "A4\n  这项指标已不在目标表中"),
    "a period not over": ({"C2": "2023-07"}, 1, "E4 2-06 为企业节省资金流数\n  7月还没有结束"),
    "another rhythm": ({"C2": "2023Q2"}, 1, "E4 2-06 为企业节省资金流数\n  这项指标现在不按这一期报送"),
}


@pytest.mark.parametrize("what", REFUSED | ROWS)
async def test_what_was_changed_is_refused_with_its_cell(office: Office, what: str) -> None:
    cells, sheet, answer = (REFUSED | ROWS)[what]
    content = with_cells(await offered(office), {"H4": 21} if "H4" not in cells else {})
    before = kept(office)
    heard = await returned(office, with_cells(content, cells, sheet))
    assert answer in heard.text
    assert heard.text.count("没有改动") == 1
    assert heard.labels == []
    assert kept(office) == before


@pytest.mark.parametrize("what", ROWS)
async def test_a_row_that_is_refused_does_not_keep_the_others_out(office: Office, what: str) -> None:
    cells, sheet, answer = ROWS[what]
    content = with_cells(await offered(office), {"H5": 4600} | ({"H4": 21} if "H4" not in cells else {}))
    heard = await returned(office, with_cells(content, cells, sheet))
    assert answer in heard.text
    assert "没有改动" not in heard.text
    await office.presses("小周", "确认", on=heard)
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


async def test_a_locked_period_is_said_once_with_who_can_reopen_it(office: Office) -> None:
    content = with_cells(await offered(office), {f"H{row}": 21 for row in range(4, 8)})
    office.at_time(datetime(2024, 2, 5, 10))
    heard = await returned(office, content)
    assert heard.text.splitlines() == [
        "2023年6月填报表",
        "有误4个，不会上报，请改好再发：",
        "E4—E7",
        "  6月已锁定，2-06 为企业节省资金流数不能再改。"
        "确需更正，可由管理员郑主管重开，如：重开 交易科 6月 理由。",
        "没有改动。",
    ]


async def test_somebody_else_cannot_send_it_and_a_secret_in_it_is_stopped(office: Office) -> None:
    content = with_cells(await offered(office), FIGURES)
    before = kept(office)
    assert "A4—A7\n  这一行的指标不由您填报" in (await returned(office, content, "小施")).text
    assert (await returned(office, content, "赵局")).text == (
        "这是填报表，由责任科室的联络员或负责人报送，没有改动。发“台账”可查看进展。"
    )
    assert "密级标志" in (await returned(office, with_cells(content, {"I4": "机密★1年"}))).text
    assert kept(office) == before


async def test_a_figure_over_two_rows_is_nobodys(office: Office) -> None:
    content = with_cells(await offered(office), FIGURES)
    merged = changed(content, lambda b: b.worksheets[0].merge_cells("H4:H5"))
    assert (await returned(office, merged)).text == (
        "H4:H5是合并单元格，分不清数是哪一行的。请取消合并，每行各填一个数，如：4600。没有改动。"
    )


async def test_one_indicator_in_two_rows_is_asked_about(office: Office) -> None:
    content = with_cells(await offered(office), FIGURES)
    twice = {
        f"{c}9": v for c, v in zip("ABCE", ("2-06", "为企业节省资金流数", "亿元", "6月（累计）"), strict=True)
    }
    heard = await returned(office, with_cells(content, {**twice, "H9": 22}))
    assert heard.text.startswith("H4和H9是同一项指标")


# ---------------------------------------------------------------- understood all the same


def backwards(sheet: Worksheet) -> None:
    rows = [[c.value for c in row] for row in sheet.iter_rows(4, 7, 1, 9)]
    for row, values in enumerate(reversed(rows), 4):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value


def noted_below(sheet: Worksheet) -> None:
    sheet["A10"], sheet["B10"] = "制表人", "小周"


MOVED: dict[str, Callable[[Workbook], object]] = {
    "an empty row deleted": lambda b: b.worksheets[0].delete_rows(6),
    "a row put in above": lambda b: b.worksheets[0].insert_rows(1),
    "a row put in between": lambda b: b.worksheets[0].insert_rows(5),
    "a sheet put before it": lambda b: b.create_sheet("草稿", 0).append(["2-06", 99]),
    "the sheet renamed": lambda b: setattr(b.worksheets[0], "title", "Sheet1"),
    "words below the table": lambda b: noted_below(b.worksheets[0]),
    "figure and note merged": lambda b: b.worksheets[0].merge_cells("H4:I4"),
    "rows sorted": lambda b: backwards(b.worksheets[0]),
}


@pytest.mark.parametrize("what", MOVED)
async def test_rows_are_known_by_what_stands_in_them(office: Office, what: str) -> None:
    content = changed(with_cells(await offered(office), FIGURES), MOVED[what])
    heard = await returned(office, content, name="新建表格(1).xlsx")
    assert sorted(heard.text.splitlines()) == sorted(READ)
    assert heard.labels == ["全部确认（3）", "取消"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("２１", "21亿元"),
        ("21亿", "21亿元"),
        (" 21 亿元 ", "21亿元"),
        ("210000万元", "21亿元"),
        ("21。5", "21.5亿元"),
        (380.49999999999994 / 20, "19.025亿元"),
        ("+4", "21亿元"),
        ("同上", "17亿元"),
        ("和上月一样", "17亿元"),
    ],
)
async def test_figures_are_read_as_people_type_them(office: Office, typed: object, shown: str) -> None:
    heard = await returned(office, with_cells(await offered(office), {"H4": typed}))
    assert f"2-06 为企业节省资金流数 {shown}" in heard.text
    assert heard.labels == ["确认", "取消"]


async def test_a_share_may_be_given_as_a_percentage_or_by_its_parts(office: Office) -> None:
    content = await offered(office, "小蒋")
    heard = await returned(office, with_cells(content, {"H4": "2991/3000", "H5": "100％"}), "小蒋")
    assert "2-01 企业登记全程网办率 99.7%" in heard.text
    assert "2-02 新开办企业免费刻章占比 100%" in heard.text


# ---------------------------------------------------------------- not the workbook any more


async def test_without_its_hidden_sheet_it_is_no_support_of_a_figure(office: Office) -> None:
    copied = changed(with_cells(await offered(office), FIGURES), lambda b: b.remove(b.worksheets[1]))
    assert (await returned(office, copied)).text.startswith("这份填报表的隐藏内容缺失或被改过")


@pytest.mark.parametrize("name", ["填报表.xls", "填报表.et", "填报表.ods", "填报表.csv", "填报表.xlsx"])
async def test_saved_as_something_else_it_is_asked_for_as_xlsx(office: Office, name: str) -> None:
    before = kept(office)
    heard = await returned(office, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), name=name)
    assert heard.text == (
        f"“{name}”不是xlsx格式的表格，没有读取。请在WPS或Excel里另存为.xlsx再发，如：填报表.xlsx。没有改动。"
    )
    assert kept(office) == before
