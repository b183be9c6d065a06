"""Form A on paper: read back it is the same table, and it looks and prints like the official form."""

import io
from dataclasses import replace
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from bot.domain.indicator import Cells
from bot.forms import form_a
from bot.forms.paper import workbook
from bot.services.form_a import FormA
from seed.published_table import read_table
from tests.forms import xlsx
from tests.forms.generated import tables
from tests.seed.tables import CODES, ROWS

LINYI = FormA("临沂市行政审批服务局", 2023, ROWS)


def written(form: FormA = LINYI) -> bytes:
    return workbook(form_a.paper(form))


def shown(content: bytes) -> list[list[object]]:
    """The sheet as another library reads it."""
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


# ---------------------------------------------------------------- round trip


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans())
def test_any_table_written_and_read_again_is_the_same(rows: tuple[Cells, ...], pretend: bool) -> None:
    read = read_table(written(FormA("某局", 2024, rows, pretend)), "表.xlsx")
    assert read.rows == rows
    assert (read.year, read.title) == (2024, "2024年某局部门预算整体绩效目标表")


def test_the_published_table_comes_back_with_its_codes() -> None:
    read = read_table(written(), "表.xlsx")
    assert (read.rows, read.codes, read.notes) == (ROWS, CODES, ())


def test_lines_of_a_cell_are_read_as_one() -> None:
    rows = (replace(ROWS[0], goal="第一行\n第二行", activity="甲\n\n乙"), *ROWS[1:])
    read = read_table(written(replace(LINYI, rows=rows)), "表.xlsx")
    assert (read.rows[0].goal, read.rows[0].activity) == ("第一行 第二行", "甲 乙")


def test_a_form_whose_merged_cells_were_taken_apart_reads_the_same() -> None:
    book = load_workbook(io.BytesIO(written()))
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    stream = io.BytesIO()
    book.save(stream)
    assert read_table(stream.getvalue(), "表.xlsx").rows == ROWS


# ---------------------------------------------------------------- what it looks like


def test_the_header_is_the_official_one() -> None:
    found = shown(written())
    assert found[0][0] == "2023年临沂市行政审批服务局部门预算整体绩效目标表"
    header = [[str(cell).partition("\n")[0] for cell in row] for row in found[1:5]]
    assert [" ".join(cell or "-" for cell in row) for row in header] == [
        "职责序号 部门职责 - 职责目标 绩效指标 指标解释 年度指标值 指标参考值 - - - - - 工作活动",
        "- - - - - - - 标准值 - - 历史值 - - -",
        "- - - - - - - 规划值 当年标准值 - 前三年均值 上年值 来源 -",
        "- - - - - - - - 标准值 来源 - - - -",
    ]
    assert len(found) == 1 + 4 + 26


def test_every_indicator_stands_in_its_columns() -> None:
    row = shown(written())[1 + 4 + 9]
    assert row[4:7] == ["为企业节省资金流数", "在全省率先启用电子保函，为企业节省资金流。", "30亿元"]
    assert row[7:13] == [
        "28亿元",
        "25亿元",
        "临沂市行政审批服务局年度工作要点",
        "1亿元",
        "10亿元",
        "内部统计",
    ]


def test_duties_and_goals_are_merged_as_far_as_they_reach() -> None:
    content = written()
    ranges = xlsx.merged(content)
    breaks = [int(b.attrib["id"]) for b in xlsx.sheet(content).iter(f"{xlsx.S}brk")]
    sizes = [len(list(run)) for _, run in groupby(ROWS, key=lambda row: row.duty_no)]
    starts = [6 + sum(sizes[:n]) for n in range(len(sizes))]
    tops = sorted({*starts, *(b + 1 for b in breaks)})
    ends = [*(top - 1 for top in tops[1:]), 6 + sum(sizes) - 1]
    whole = {f"A{top}:A{end}" for top, end in zip(tops, ends, strict=True) if end > top}
    assert len(whole) >= len(sizes)
    assert whole <= ranges
    assert {"A1:N1", "A2:A5", "B2:C5", "H2:M2", "H3:J3", "K3:M3", "I4:J4", "H4:H5"} <= ranges


def test_it_prints_on_a4_one_page_wide_with_the_header_on_every_page() -> None:
    content = written()
    assert xlsx.printed(content) == ("landscape", "9", "1", "$2:$5")
    assert xlsx.attributes(xlsx.sheet(content), "pageSetup")["fitToHeight"] == "0"
    assert xlsx.attributes(xlsx.sheet(content), "printOptions")["horizontalCentered"] == "1"
    assert xlsx.centimetres(content)["left"] == xlsx.centimetres(content)["right"] == 1.2
    assert xlsx.widths(content) == list(form_a.WIDTHS)


def test_no_row_is_too_low_for_its_longest_cell() -> None:
    heights = xlsx.heights(written())[5:]
    assert len(heights) == len(ROWS)
    assert min(heights) > 12
    goal = ROWS[0].goal or ""
    lines = len(goal) * 2 / (22 * 11 / 9)
    runs = [len(list(run)) for _, run in groupby(ROWS, key=lambda row: row.goal)]
    assert sum(heights[: runs[0]]) > lines * 9 * 1.3


def test_a_pretend_office_says_so() -> None:
    assert "演示数据" in {cell for row in shown(written(replace(LINYI, pretend=True))) for cell in row}
    assert "演示数据" not in {cell for row in shown(written()) for cell in row}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    rows = (replace(ROWS[0], activity='=HYPERLINK("http://x","y")', explanation="+1"), *ROWS[1:])
    content = written(replace(LINYI, rows=rows))
    kinds = [xlsx.kind(content, cell) for cell in ("N6", "F6", "G6")]
    assert kinds == [("text", True), ("text", True), ("text", False)]
