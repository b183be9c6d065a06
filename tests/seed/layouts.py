"""Tables of indicators and targets as offices send them, made with openpyxl and python-docx."""

import io
from collections.abc import Sequence

from docx import Document
from openpyxl import Workbook

Grid = Sequence[Sequence[object]]
Sheets = Sequence[tuple[str, Grid, str]]

EXPECTED = (
    ("企业登记全程网办率", "≥95%"),
    ("办件量", "30万件"),
    ("群众评价", "显著提升"),
    ("平均办理时限", "≤3个工作日"),
)
"""What every layout below says."""

MONITORING: Grid = (
    ("附件2",),
    ("部门（单位）整体支出绩效目标执行监控表",),
    ("（2023年度）",),
    ("填报日期：2024年1月15日",),
    ("项目名称", None, "政务服务专项2022年续建"),
    ("主管部门及代码", None, "某市财政局（101）", None, None, None, "实施单位", "某局"),
    ("项目资金（万元）", None, None, None, "年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"),
    (None, None, "年度资金总额", None, 100, 60, 0.6, 100),
    ("年度总体目标", None, "全面完成2025年规划任务"),
    (
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "1-7月执行情况",
        "偏差原因分析",
        None,
        "备注",
    ),
    (None, None, None, None, None, None, "经费保障", "原因说明", None),
    (None, "产出指标", "质量指标", "企业登记全程网办率", "≥95%", "96%", None, "按进度", None),
    (None, None, "数量指标", "办件量", "30万件", "17万件", "✔", "申请少", None),
    (None, "效益指标", "社会效益", "群众评价", "显著提升", "良好", None, None, None),
    (None, None, None, "平均办理时限", "≤3个工作日", "2个工作日", None, None, None),
    (None, None, None, "……", None, None, None, None, None),
    ("注：1.偏差原因分析：针对与预期目标产生偏差的指标值，分别判断和分析。",),
    ("填表人：张三", None, None, "联系电话：0539-1234567", "填报日期：2024年1月20日"),
)
MONITORING_MERGED = (
    "A2:I2 A3:I3 A10:A16 B10:B11 C10:C11 D10:D11 E10:E11 F10:F11 G10:H10 I10:I11 B12:B13 B14:B15 A17:I17"
)

SELF_EVALUATION: Grid = (
    ("项目支出绩效自评表",),
    ("(2023年度)",),
    ("项目名称", None, "政务服务专项"),
    (
        "项目资金（万元）",
        None,
        None,
        None,
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ),
    (None, "年度资金总额", None, None, 100, 100, 95, 10, 0.95, 9.5),
    ("年度总体目标", "预期目标", None, None, None, None, "实际完成情况"),
    (None, "提升服务", None, None, None, None, "2024年1月已完成"),
    ("绩效指标", "一级指标", "二级指标", "三级指标", None, None, "年度指标值", "实际完成值", "分值", "得分"),
    (None, "产出指标", "质量指标", "企业登记全程网办率", None, None, "≥95%", "96%", 20, 20),
    (None, None, "数量指标", "办件量", None, None, "30万件", "31万件", 20, 20),
    (None, "效益指标", "社会效益", "群众评价", None, None, "显著提升", "显著提升", 30, 30),
    (None, None, None, "平均办理时限", None, None, "≤3个工作日", "2个工作日", 20, 20),
    ("总分", None, None, None, None, None, None, None, 100, 99.5),
    ("单位负责人（签字）：      填表人：李四      填报日期：2024年2月1日",),
)
EVALUATION_MERGED = "A1:J1 A2:J2 A8:A12 D8:F8 D9:F9 D10:F10 D11:F11 D12:F12 B9:B10 B11:B12 A13:H13 A14:J14"

THREE_COLUMNS: Grid = (
    ("2023年某局绩效目标申报表",),
    ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
    ("产出指标", "质量指标", "企业登记全程网办率", "≥", 95, "%"),
    ("产出指标", "数量指标", "办件量", "", 30, "万件"),
    ("效益指标", "社会效益", "群众评价", "定性", "显著提升", "其他"),
    ("产出指标", "时效指标", "平均办理时限", "≤", "3", "个工作日"),
)
TWO_ROWS: Grid = (
    ("2023年某局绩效目标申报表",),
    ("绩效指标", None, None, "年度指标值", None, None, "备注"),
    ("一级指标", "二级指标", "三级指标", "计算符号", "年度指标值", "计量单位", None),
    *((*row, None) for row in THREE_COLUMNS[2:]),
)
TWO_ROWS_MERGED = "A1:G1 A2:C2 D2:F2 G2:G3"

ONE_COLUMN: Grid = (
    ("2023年指标表",),
    ("序号", "指标名称", "目标值"),
    *((n, *e) for n, e in enumerate(EXPECTED, 1)),
)
ONE_CELL: Grid = (
    ("某局2023年度绩效目标",),
    ("序号", "绩效指标", "责任科室"),
    (1, "企业登记全程网办率≥95%", "登记科"),
    (2, "办件量：30万件", "服务科"),
    (3, "平均办理时限不超过3个工作日", "服务科"),
)
UNKNOWN: Grid = (
    ("2023年重点工作任务",),
    ("编号", "工作任务", "牵头人", "年底做到", "说明"),
    ("甲", "企业登记全程网办率", "张科", "≥95%", "持续"),
    ("乙", "办件量", "李科", "30万件", None),
    ("丙", "群众评价", "李科", "显著提升", None),
    ("丁", "平均办理时限", "王科", "≤3个工作日", None),
)


def workbook(grid: Grid, merged: str = "", sheet: str = "Sheet1") -> bytes:
    return sheets(((sheet, grid, merged),))


def sheets(made: Sheets) -> bytes:
    """(name, rows, ranges to merge) of each sheet as an xlsx workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, grid, merged in made:
        page = book.create_sheet(name)
        for row in grid:
            page.append(list(row))
        for each in merged.split():
            page.merge_cells(each)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def documents(*parts: str | Grid) -> bytes:
    """A docx of paragraphs and tables in this order."""
    made = Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(len(part), max(map(len, part)))
        for row, values in zip(table.rows, part, strict=True):
            for cell, value in zip(row.cells, values, strict=False):
                cell.text = "" if value is None else str(value)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def document(
    grid: Grid,
    merged: Sequence[tuple[int, int, int, int]] = (),
    above: Sequence[str] = (),
    long: int | None = None,
) -> bytes:
    """A docx with paragraphs above a table. merged: top, left, bottom, right from 0; long: a column that is
    one cell from top to bottom.
    """
    made = Document()
    for text in above:
        made.add_paragraph(text)
    table = made.add_table(len(grid), max(map(len, grid)))
    for row, values in zip(table.rows, grid, strict=True):
        for cell, value in zip(row.cells, values, strict=False):
            cell.text = "" if value is None else str(value)
        if long is not None:
            row._tr.tc_lst[long].vMerge = "continue" if values is not grid[0] else "restart"
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
