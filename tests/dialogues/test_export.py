"""The ledger as a workbook: numbers are numbers, text stays text, and only what may be seen is in it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.dialogues.test_forms import file_in
from tests.forms import xlsx
from tests.office import Heard, Office


def opened(office: Office, heard: Heard) -> Workbook:
    document = heard.message.document
    assert document is not None
    assert document.blob is not None
    with office.app.units() as uow:
        kept = uow.messages.file(document.blob)
    assert kept is not None
    assert kept.content is not None
    return load_workbook(io.BytesIO(kept.content))


def rows(book: Workbook, sheet: str) -> list[Mapping[str, Any]]:
    """The rows of a sheet by the headings in its third line."""
    values = list(book[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, values[0]), row, strict=True)) for row in values[1:]]


async def test_the_ledger_has_number_cells_and_says_that_it_is_pretend(office: Office) -> None:
    heard = (await office.says("赵局", "导出"))[-1]
    assert heard.message.document is not None
    assert heard.message.document.name == "演示数据-绩效台账2023年-2023-07-03.xlsx"
    book = opened(office, heard)
    sheet = book["台账"]
    assert "演示数据，科室人员及完成数均为虚构" in str(sheet["A1"].value)
    assert "内部数据，未经批准请勿转发" in str(sheet["A2"].value)
    assert sheet.freeze_panes == "G4"
    found = {row["编号"]: row for row in rows(book, "台账")}
    assert len(found) == 26
    row = found["2-06"]
    named = (
        "责任科室",
        "计量方式",
        "报送频率",
        "报告期",
        "实际完成值",
        "年度指标值（数）",
        "计量单位",
        "亮灯",
        "状态",
    )
    assert [row[name] for name in named] == [
        "交易科",
        "累计",
        "每月",
        "5月",
        17,
        30,
        "亿元",
        "●超序时",
        "已审",
    ]
    assert round(row["完成率"], 4) == 0.5667
    assert round(row["序时进度"], 4) == 0.4167
    assert row["偏差（百分点）"] == 15
    assert row["年度指标值"] == "30亿元"
    assert found["2-09"]["原因说明"] == "大项目集中在下半年开标"


async def test_shares_have_the_format_of_shares(office: Office) -> None:
    sheet = opened(office, (await office.says("小周", "导出"))[-1])["台账"]
    headings = {str(cell.value): cell.column for cell in sheet[3]}
    assert sheet.cell(4, headings["完成率"]).number_format == "0.0%"
    assert sheet.cell(4, headings["完成率"]).data_type == "n"
    assert sheet.cell(4, headings["实际完成值"]).data_type == "n"


@pytest.mark.parametrize(
    ("who", "codes"),
    [("小周", {"2-06", "2-07", "2-08", "2-09"}), ("许科", {"3-04"})],
)
async def test_only_what_the_person_may_see_is_in_it(office: Office, who: str, codes: set[str]) -> None:
    book = opened(office, (await office.says(who, "导出"))[-1])
    assert {row["编号"] for row in rows(book, "台账")} == codes
    assert {row["编号"] for row in rows(book, "各期数据")} == codes


async def test_every_period_is_on_the_second_sheet_and_a_leader_does_not_see_what_waits(
    office: Office,
) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")

    async def june(who: str) -> tuple[Any, Any]:
        book = opened(office, (await office.says(who, "导出"))[-1])
        found = [r for r in rows(book, "各期数据") if r["编号"] == "2-06" and r["报告期"] == "6月"]
        return found[0]["实际完成值"], found[0]["状态"]

    assert await june("李科") == (21, "待审")
    assert await june("钱局") == (None, "待审")


@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x","y")'])
async def test_text_that_looks_like_a_formula_stays_text(office: Office, name: str) -> None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        indicator = next(i for i in uow.targets.indicators(department.id, 2023) if i.code == "2-06")
        uow.targets.change_cells(indicator.id, replace(indicator.cells, activity=name), ())
        uow.commit()
    sheet = opened(office, (await office.says("小周", "导出"))[-1])["台账"]
    headings = {str(cell.value): cell.column for cell in sheet[3]}
    cell = sheet.cell(4, headings["工作活动"])
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


async def test_a_year_without_a_table_is_refused(office: Office) -> None:
    heard = await office.says("赵局", "导出 2021")
    assert heard[-1].text == "没有2021年的指标表，现有：2023。"
    assert heard[-1].message.document is None


async def test_every_revision_is_on_the_third_sheet_with_who_gave_it(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.says("小周", "2-06 22亿")
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")

    async def june(who: str) -> list[tuple[Any, ...]]:
        book = opened(office, (await office.says(who, "导出 2-06"))[-1])
        named = ("第几次", "实际完成值", "状态", "报送人", "更正或退回原因")
        return [tuple(r[n] for n in named) for r in rows(book, "历次报数") if r["报告期"] == "6月"]

    assert await june("李科") == [(1, 21, "待审", "小周", None), (2, 22, "待审", "小周", "填写错误")]
    assert await june("钱局") == []


async def test_one_indicators_year(office: Office) -> None:
    heard = (await office.says("赵局", "导出 2-06"))[-1]
    assert heard.message.document is not None
    assert heard.message.document.name == "演示数据-2-06-2023年-2023-07-03.xlsx"
    book = opened(office, heard)
    assert [len(rows(book, sheet)) for sheet in ("台账", "各期数据", "历次报数")] == [1, 6, 5]
    sheet = book["历次报数"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["F4"].data_type) == ("C4", "A3:M8", "n")
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert sheet.print_title_rows == "$3:$3"


async def test_a_second_library_finds_its_header_filters_and_widths(office: Office) -> None:
    _, content = file_in(office, (await office.says("赵局", "导出"))[-1])
    sheets = xlsx.parts(content, "worksheets/sheet")
    assert len(sheets) == 3
    for sheet in sheets:
        [pane] = sheet.iter(f"{xlsx.S}pane")
        assert (pane.attrib["state"], pane.attrib["ySplit"]) == ("frozen", "3")
        assert xlsx.attributes(sheet, "autoFilter")["ref"].startswith("A3:")
        columns = [float(column.attrib["width"]) for column in sheet.iter(f"{xlsx.S}col")]
        assert len(columns) == len(next(r for r in sheet.iter(f"{xlsx.S}row") if r.attrib["r"] == "3"))
        assert all(5 <= width <= 60 for width in columns)


async def test_the_periods_as_csv_by_a_button(office: Office) -> None:
    with office.app.units() as uow:
        indicator = next(i for i in uow.targets.indicators(1, 2023) if i.code == "2-06")
        uow.targets.change_cells(indicator.id, replace(indicator.cells, indicator="=cmd()"), ())
        uow.commit()
    heard = await office.says("小周", "导出")
    [sent] = await office.presses("小周", "CSV", on=heard[-1])
    document = sent.message.document
    assert document is not None
    assert document.name == "演示数据-绩效台账2023年-2023-07-03.csv"
    with office.app.units() as uow:
        kept = uow.messages.file(document.blob or "")
    assert kept is not None
    assert kept.content is not None
    assert kept.content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(kept.content.decode("utf-8-sig"))))
    may = next(r for r in found if r["编号"] == "2-06" and r["报告期"] == "5月")
    assert (may["绩效指标"], may["实际完成值"], may["计量单位"]) == ("'=cmd()", "17", "亿元")
