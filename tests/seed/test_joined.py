"""A table that goes on over several tables of a document is read as one; other tables stay apart."""

import pytest

from bot.domain.errors import DomainError
from seed.published_table import Table, read_table
from seed.table_chosen import Chosen
from tests.seed import layouts as made
from tests.seed.tables import CODES, PUBLISHED, ROWS

HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值")
ROW = [("产出指标", "数量指标", f"指标{n}", f"{n}0件") for n in range(1, 7)]
TITLE = "2023年度绩效目标表"
ALL = [f"指标{n}" for n in range(1, 7)]


def read(*parts: str | made.Grid) -> Table:
    return read_table(made.documents(*parts), "表.docx")


def names(table: Table) -> list[str]:
    return [row.indicator for row in table.rows]


@pytest.mark.parametrize(
    "between",
    [
        (),
        ("续表",),
        ("（续上表）",),
        ("接上页：",),
        ("— 2 —",),
        ("第2页 共3页",),
        (TITLE,),
        ("2023年度绩效目标表（续）",),
    ],
)
@pytest.mark.parametrize("again", [False, True])
def test_what_goes_on_over_the_page_is_one_table(between: tuple[str, ...], again: bool) -> None:
    top = [HEAD] if again else []
    table = read(TITLE, [HEAD, *ROW[:2]], *between, [*top, *ROW[2:4]], *between, [*top, *ROW[4:]])
    assert (names(table), table.year, table.notes) == (ALL, 2023, ())


def test_a_header_of_two_rows_may_be_said_again_in_part() -> None:
    deep = [("绩效指标", "绩效指标", "绩效指标", "年度指标值"), HEAD]
    assert names(read([*deep, *ROW[:3]], [HEAD, *ROW[3:]])) == ALL
    assert names(read([*deep, *ROW[:3]], [*deep, *ROW[3:]])) == ALL


def test_a_cell_left_blank_at_the_top_of_a_page_is_read_on() -> None:
    blank = [(None, None, *row[2:]) for row in ROW[3:]]
    assert names(read([HEAD, *ROW[:3]], blank)) == ALL


def test_the_published_table_page_by_page_is_the_same_table() -> None:
    lines = [line.split("\t") for line in PUBLISHED.decode().splitlines() if line.strip()]
    title, header, body = lines[0][0], lines[1:5], lines[5:]
    if "职责序号" not in header[0][0]:
        header, body = lines[1:5], lines[5:]
    found = read(title, [*header, *body[:10]], [*header, *body[10:18]], [*header, *body[18:]])
    assert (found.rows, found.codes, found.year) == (ROWS, CODES, 2023)


@pytest.mark.parametrize(
    "after",
    [
        ("项目二绩效目标表", [HEAD, ("产出指标", "数量指标", "另一项目", "5件")]),
        ("联系方式", [("姓名", "科室", "职务", "电话"), ("张三", "一科", "科员", "1234")]),
        ([("填表人", "张三"), ("审核人", "李四")],),
        ("附：说明材料一览", ROW[3:]),
    ],
)
def test_another_table_is_not_joined(after: tuple[str | made.Grid, ...]) -> None:
    assert names(read("项目一绩效目标表", [HEAD, *ROW[:3]], *after)) == ALL[:3]


def test_nothing_goes_on_below_a_total() -> None:
    total = ("总分", None, None, "100")
    signed = [("填表人", "张三", "审核人", "李四")]
    assert names(read([HEAD, *ROW, total], signed)) == ALL


def test_the_year_above_the_forms_head_is_the_tables() -> None:
    head = [("项目名称", "某项目"), ("主管部门", "某局")]
    table = read("绩效目标申报表", "（2023年度）", head, [HEAD, *ROW])
    assert (names(table), table.year, table.title) == (ALL, 2023, "绩效目标申报表")


def test_a_row_that_cannot_be_read_is_counted_through_the_joined_tables() -> None:
    with pytest.raises(DomainError) as raised:
        read([HEAD, *ROW[:2]], [*ROW[2:4], ("产出指标", "数量指标", "无值", "")])
    assert (raised.value.code, raised.value.facts["sheet"], raised.value.facts["line"]) == (
        "table-cell-empty",
        "表1至表2",
        6,
    )


def test_columns_that_were_named_hold_for_the_pages_that_follow() -> None:
    head, rows = ("任务事项", "全年要求", "牵头"), [(f"事项{n}", f"{n}件", "一科") for n in range(1, 5)]
    content = made.documents([head, *rows[:2]], [head, *rows[2:]])
    table = read_table(content, "表.docx", chosen=Chosen(0, 1))
    assert names(table) == ["事项1", "事项2", "事项3", "事项4"]
    content = made.documents([head, *rows[:2]], rows[2:])
    assert len(read_table(content, "表.docx", chosen=Chosen(0, 1)).rows) == 4
