"""Tables other than the 绩效目标表: indicators and targets are read, nothing else; no year is guessed."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.domain.errors import DomainError
from bot.domain.form_details import FormDetails, level_key
from bot.forms import form_c, form_d
from bot.forms.files import file_of
from bot.forms.paper import workbook as on_paper
from bot.services.finance_import import finance_import
from bot.services.form_c import form_c as facts_of_c
from bot.services.form_d import form_d as facts_of_d
from seed.published_table import Table, read_table
from seed.table_rows import Note
from tests.forms.made import LESS, Line, cells, ledger
from tests.seed import layouts as made
from tests.seed.tables import PUBLISHED

ACTUALS = Note("actuals-not-taken")


def read(content: bytes, name: str = "表.xlsx") -> Table:
    return read_table(content, name)


def said(table: Table) -> tuple[tuple[str, str | None], ...]:
    return tuple((row.indicator, row.annual_target) for row in table.rows)


def error_of(content: bytes, name: str = "表.xlsx") -> DomainError:
    with pytest.raises(DomainError) as raised:
        read_table(content, name)
    return raised.value


def changed(grid: made.Grid, row: int, column: int, value: object) -> made.Grid:
    """The grid with another value; row and column from 1, as a person counts."""
    rows = [list(line) for line in grid]
    rows[row - 1] += [None] * (column - len(rows[row - 1]))
    rows[row - 1][column - 1] = value
    return rows


# ---------------------------------------------------------------- layouts


@pytest.mark.parametrize(
    ("grid", "merged"),
    [
        (made.MONITORING, made.MONITORING_MERGED),
        (made.MONITORING, ""),
        (made.SELF_EVALUATION, made.EVALUATION_MERGED),
        (made.SELF_EVALUATION, ""),
        (made.THREE_COLUMNS, ""),
        (made.TWO_ROWS, made.TWO_ROWS_MERGED),
        (made.TWO_ROWS, ""),
        (made.ONE_COLUMN, ""),
    ],
    ids=[
        "C",
        "C unmerged",
        "D",
        "D unmerged",
        "three columns",
        "two rows",
        "two rows unmerged",
        "one column",
    ],
)
def test_every_layout_says_the_same(grid: made.Grid, merged: str) -> None:
    table = read(made.workbook(grid, merged))
    expected = [(name, "≤3个工作日" if name == "平均办理时限" else target) for name, target in made.EXPECTED]
    assert list(said(table)) == expected
    assert (table.year, table.fields) == (2023, {"annual_target"})


def test_only_targets_are_taken_from_forms_with_actuals() -> None:
    for grid in (made.MONITORING, made.SELF_EVALUATION):
        assert read(made.workbook(grid)).notes == (ACTUALS,)
    assert read(made.workbook(made.THREE_COLUMNS)).notes == ()


def test_indicator_and_target_in_one_cell_are_taken_apart() -> None:
    assert said(read(made.workbook(made.ONE_CELL))) == (
        ("企业登记全程网办率", "≥95%"),
        ("办件量", "30万件"),
        ("平均办理时限", "不超过3个工作日"),
    )


def test_explanations_are_taken_where_there_is_a_column_of_them() -> None:
    grid = (("绩效指标", "指标说明", "年度指标值"), ("办件量", "全年受理的件数", "30万件"))
    table = read(made.workbook(grid))
    assert (table.rows[0].explanation, table.fields) == ("全年受理的件数", {"annual_target", "explanation"})


@pytest.mark.parametrize(
    ("symbol", "value", "unit", "target"),
    [
        ("≥", 95, "%", "≥95%"),
        ("＝", 100, "%", "=100%"),
        (">=", "1,200", "件", "≥1,200件"),
        ("≤", "≤3", "天", "≤3天"),
        ("≥", "95%", "%", "≥95%"),
        ("正向指标", 30, "亿元", "≥30亿元"),
        ("逆向指标", 3, "天", "≤3天"),
        ("定性", "优良中低差", "", "优良中低差"),
        ("", 12.5, "万元", "12.5万元"),
        ("/", "12月底前完成", "/", "12月底前完成"),
    ],
)
def test_three_cells_are_one_target(symbol: str, value: object, unit: str, target: str) -> None:
    grid = (("三级指标", "计算符号", "年度指标值", "计量单位"), ("某指标", symbol, value, unit))
    assert said(read(made.workbook(grid))) == (("某指标", target),)


# ---------------------------------------------------------------- the forms written here


LINES = (
    Line("企业登记全程网办率", "≥95%", "96", "20"),
    Line("办件量", "30万件", "310000", "20"),
    Line("平均办理时限", "3个工作日", "2", "20", direction=LESS),
    Line("群众评价", "显著提升", None, "20"),
)
LEVELS = {level_key(cells(line.name, None)): ("产出指标", "数量指标") for line in LINES}
DETAILS = FormDetails(
    goal="2025年前完成", levels=LEVELS, signatures=("单位负责人（签字）", "填表人", "填报日期")
)
TARGETS = tuple((line.name, line.target) for line in LINES)


def test_forms_c_and_d_written_here_are_read_again() -> None:
    office = ledger(*LINES)
    for content in (
        on_paper(form_c.paper(facts_of_c(office, 12, DETAILS))),
        on_paper(form_d.paper(facts_of_d(office, DETAILS))),
    ):
        table = read(content)
        assert (said(table), table.year, table.notes) == (TARGETS, 2023, (ACTUALS,))


def test_the_finance_systems_sheet_is_read_again_and_names_no_year() -> None:
    content = file_of(finance_import(ledger(*LINES), 12, DETAILS)).content or b""
    table = read(content)
    assert said(table) == (
        *(("企业登记全程网办率", "≥95%"), ("办件量", "≥30万件"), ("平均办理时限", "≤3工作日")),
        ("群众评价", "显著提升"),
    )
    assert table.year is None


@pytest.mark.parametrize("header", ["指标及指标值", "绩效指标及目标值", "三级指标（指标值）"])
def test_a_header_over_indicators_with_their_targets_is_known(header: str) -> None:
    table = read(
        made.workbook((("2023年某局绩效目标表",), (header,), ("全程网办率≥95%",), ("办件量≥1000件",)))
    )
    assert said(table) == (("全程网办率", "≥95%"), ("办件量", "≥1000件"))


# ---------------------------------------------------------------- documents


def test_a_table_in_a_document_is_read_with_the_title_above_it() -> None:
    content = made.document(
        made.THREE_COLUMNS[1:], above=("2023年某局绩效目标申报表", "填报日期：2024年1月3日")
    )
    table = read(content, "表.docx")
    assert (said(table)[0], table.year, len(table.rows)) == (("企业登记全程网办率", "≥95%"), 2023, 4)


def test_merged_cells_of_a_document_are_read_like_those_of_a_sheet() -> None:
    grid = made.MONITORING[9:16]
    merged = (
        (0, 0, 6, 0),
        (0, 1, 1, 1),
        (0, 2, 1, 2),
        (0, 3, 1, 3),
        (0, 4, 1, 4),
        (0, 6, 0, 7),
        (2, 1, 3, 1),
    )
    table = read(made.document(grid, merged, above=("（2023年度）",)), "表.docx")
    assert said(table) == made.EXPECTED


def test_the_published_table_as_a_document_is_the_same_table() -> None:
    lines = [line.split("\t") for line in PUBLISHED.decode().splitlines() if line.strip()]
    plain, word = read(PUBLISHED, "表.txt"), read(made.document(lines), "表.docx")
    assert (word.rows, word.codes, word.year) == (plain.rows, plain.codes, 2023)


def test_a_long_merged_column_of_a_document_is_read_in_one_go() -> None:
    rows = 1200
    grid = [("绩效指标", "三级指标", "年度指标值"), *((None, f"某事项{n}", f"{n}件") for n in range(rows))]
    table = read(made.document(grid, long=0), "表.docx")
    assert (len(table.rows), said(table)[-1]) == (rows, ("某事项1199", "1199件"))


def test_a_second_table_of_a_document_is_named() -> None:
    first = made.sheets((("甲", made.ONE_COLUMN, ""), ("乙", made.THREE_COLUMNS, ""), ("空", (), "")))
    table = read(first)
    assert said(table) == made.EXPECTED
    assert table.notes == (Note("other-sheets", {"read": "甲", "others": ["乙"]}),)


# ---------------------------------------------------------------- sheets


def test_a_sheet_with_a_header_and_no_rows_is_passed_over() -> None:
    made_ = made.sheets(
        (("封面", (("封面",),), ""), ("模板", made.THREE_COLUMNS[:2], ""), ("表", made.ONE_COLUMN, ""))
    )
    table = read(made_)
    assert (said(table), table.notes) == (made.EXPECTED, ())


def test_empty_sheets_alone_are_an_empty_file() -> None:
    assert error_of(made.sheets((("一", (), ""), ("二", (), "")))).code == "table-empty"


def test_columns_far_to_the_right_are_read() -> None:
    grid = [[*[None] * 104, *row] for row in made.ONE_COLUMN]
    assert said(read(made.workbook(grid))) == made.EXPECTED
    assert error_of(made.workbook(changed(grid, 4, 107, None))).facts["column"] == "DC"


def test_a_header_that_is_repeated_on_a_further_page_is_no_row() -> None:
    grid = (*made.ONE_COLUMN[:4], made.ONE_COLUMN[1], *made.ONE_COLUMN[4:])
    assert said(read(made.workbook(grid))) == made.EXPECTED


def test_a_second_block_below_a_total_is_read_too() -> None:
    grid = (
        *made.ONE_COLUMN[:4],
        ("总分", None, 100),
        ("项目名称", "某项目", "某单位"),
        *made.ONE_COLUMN[1:2],
    )
    grid = (*grid, *made.ONE_COLUMN[4:])
    assert said(read(made.workbook(grid))) == made.EXPECTED


def test_an_indicator_merged_over_two_lines_is_one() -> None:
    grid = (("指标名称", "目标值", "责任科室"), ("办件量", "30万件", "甲科"), (None, None, "乙科"))
    assert said(read(made.workbook(grid, "A2:A3 B2:B3"))) == (("办件量", "30万件"),)


# ---------------------------------------------------------------- the year


@pytest.mark.parametrize(
    ("above", "year"),
    [
        (("绩效目标表（2024年）",), 2024),
        (("二〇二三年度绩效目标表",), 2023),
        (("某局绩效目标表", "（2023年度）", "2024年3月1日"), 2023),
        (("填报日期：2024年1月15日",), None),
        (("打印时间 2024/1/15", "指标表"), None),
        (("某局绩效目标表 2024年3月",), None),
        (("2021-2025年规划绩效指标表",), None),
        (("2023年绩效表", "2024年指标表"), None),
        ((), None),
    ],
)
def test_the_year_is_the_titles_and_never_a_dates(above: Sequence[str], year: int | None) -> None:
    grid = (*((line,) for line in above), *made.ONE_COLUMN[1:])
    assert read(made.workbook(grid)).year == year


def test_a_date_above_the_published_table_is_not_its_year() -> None:
    lines = [line for line in PUBLISHED.decode().splitlines() if "目标表（2）" not in line]
    body = "\n".join(["填报日期：2024年1月15日", *lines])
    assert read(PUBLISHED, "表.txt").year == 2023
    assert read(body.encode(), "表.txt").year is None


# ---------------------------------------------------------------- errors name the cell


@pytest.mark.parametrize(
    ("grid", "code", "place"),
    [
        (changed(made.ONE_COLUMN, 4, 3, None), "table-cell-empty", (4, "C")),
        (changed(made.ONE_COLUMN, 4, 2, None), "table-cell-empty", (4, "B")),
        (changed(made.MONITORING, 13, 5, None), "table-cell-empty", (13, "E")),
        (changed(made.SELF_EVALUATION, 11, 7, None), "table-cell-empty", (11, "G")),
        (changed(made.THREE_COLUMNS, 3, 4, "约"), "table-cell-sign", (3, "D")),
        (changed(made.THREE_COLUMNS, 3, 5, "≤95"), "table-cell-sign-twice", (3, "D")),
        (changed(made.ONE_CELL, 4, 2, "办件量有所增长"), "table-cell-not-both", (4, "B")),
        (changed(made.ONE_COLUMN, 3, 3, "#REF!"), "table-cell-broken", (3, "C")),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(grid: made.Grid, code: str, place: tuple[int, str]) -> None:
    error = error_of(made.workbook(grid))
    assert (error.code, (error.facts["line"], error.facts["column"])) == (code, place)
    assert error.facts["sheet"] == "Sheet1"


def test_a_name_with_two_targets_is_refused_with_both_lines() -> None:
    error = error_of(made.workbook((*made.ONE_COLUMN, (5, "办件 量", "40万件"))))
    assert (error.code, error.facts["first"], error.facts["second"]) == ("table-name-twice", 4, 7)


def test_a_slash_is_no_target_and_no_error() -> None:
    assert said(read(made.workbook(changed(made.ONE_COLUMN, 4, 3, "/"))))[1] == ("办件量", None)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"PK\x03\x04 broken", "表.docx", "table-not-docx"),
        ("指标\t目标".encode(), "表.docx", "table-not-docx"),
        (b"PK\x03\x04 broken", "表.xlsx", "table-not-xlsx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 99, "表.doc", "table-old-doc"),
        (made.document(((None, None),)), "表.docx", "table-empty"),
        (made.document((("今天天气很好",),)), "表.docx", "table-wrong-sheet"),
    ],
)
def test_a_document_that_is_no_table_is_refused(content: bytes, name: str, code: str) -> None:
    assert error_of(content, name).code == code


def test_a_weight_or_a_point_is_never_a_target() -> None:
    """分值 and 得分 stand beside the target; the target's column has its own word."""
    table = read(made.workbook(made.SELF_EVALUATION, made.EVALUATION_MERGED))
    assert {str(Decimal(20)), "30"}.isdisjoint({row.annual_target for row in table.rows})
