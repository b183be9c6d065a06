"""Form A 绩效目标表 on paper: 14 columns under four rows of header, duties and goals merged."""

from collections.abc import Iterator, Sequence

from bot.domain.indicator import Cells
from bot.forms.paper import HEAD, PRETEND, TITLE, Block, Paper, block, runs
from bot.services.form_a import FormA

NAME = "绩效目标表"
NONE = "/"
FIELDS = (
    *("duty_no", "duty", "sub_duty", "goal", "indicator", "explanation", "annual_target", "planned_value"),
    *("standard_value", "standard_source", "mean3", "last_year", "history_source", "activity"),
)
"""The form's columns, from A to N."""

STANDARD = "标准值\n(规划目标、行业标准或其他明确标准)"
HISTORY = "历史值\n(统计年鉴/统计公报/内部统计/其他需明确的来源)"
WIDTHS = (5, 11, 14, 22, 16, 20, 10, 9, 9, 14, 9, 9, 9, 24)
_LEFT = ("goal", "explanation", "standard_source", "activity")
_MERGED = {
    "duty_no": 1,
    "duty": 2,
    "sub_duty": 3,
    "goal": 4,
}  # field: of how many leading fields it is a part


def paper(form: FormA) -> Paper:
    """The form as blocks; a pretend office's says so."""
    last = len(FIELDS)
    title = block(1, 1, title_of(form), columns=last, size=TITLE, boxed=False)
    says = [block(2, 1, PRETEND, columns=last, align="left", boxed=False)] if form.pretend else []
    top = 2 + len(says)
    body = _rows(form.rows, top + 4)
    return Paper("A", NAME, WIDTHS, (title, *says, *_header(top), *body), (top, top + 3))


def title_of(form: FormA) -> str:
    return f"{form.year}年{form.department}部门预算整体绩效目标表"


def _header(top: int) -> Iterator[Block]:
    def head(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> Block:
        return block(top + row, column, text, rows=rows, columns=columns, size=HEAD, bold=True)

    yield head(0, 1, "职责序号", 4)
    yield head(0, 2, "部门职责", 4, 2)
    for column, text in (
        (4, "职责目标"),
        (5, "绩效指标"),
        (6, "指标解释"),
        (7, "年度指标值"),
        (14, "工作活动"),
    ):
        yield head(0, column, text, 4)
    yield head(0, 8, "指标参考值", 1, 6)
    yield head(1, 8, STANDARD, 1, 3)
    yield head(1, 11, HISTORY, 1, 3)
    yield head(2, 8, "规划值", 2)
    yield head(2, 9, "当年标准值", 1, 2)
    for column, text in ((11, "前三年均值"), (12, "上年值"), (13, "来源")):
        yield head(2, column, text, 2)
    yield head(3, 9, "标准值")
    yield head(3, 10, "来源")


def _rows(rows: Sequence[Cells], top: int) -> Iterator[Block]:
    for field in FIELDS:
        yield from _column(rows, top, field)


def _column(rows: Sequence[Cells], top: int, field: str) -> Iterator[Block]:
    """One column; a duty without parts takes both columns of 部门职责, as on paper."""
    for row, count in runs(_keys(rows, field), top):
        cells = rows[row - top]
        whole_duty = cells.sub_duty is None and cells.duty is not None
        if field == "sub_duty" and whole_duty:
            continue
        columns = 2 if field == "duty" and whole_duty else 1
        align = "left" if field in _LEFT else "center"
        value = getattr(cells, field) or NONE
        yield block(row, FIELDS.index(field) + 1, value, rows=count, columns=columns, align=align)


def _keys(rows: Sequence[Cells], field: str) -> Iterator[object]:
    """Equal keys below each other are one merged cell; everything else is a cell of its own."""
    for number, cells in enumerate(rows):
        leading = tuple(getattr(cells, name) for name in FIELDS[:4])
        match field:
            case "duty":
                yield (*leading[:2], cells.sub_duty is None)
            case "activity":
                yield (*leading, cells.activity)
            case name if name in _MERGED:
                yield leading[: _MERGED[name]]
            case _:
                yield number
