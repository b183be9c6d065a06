"""The published table as it reads, row by row, and workbooks built from it, for the tests of its reader."""

import io
import json
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.indicator import Cells

PUBLISHED = Path("seed/linyi_2023.txt").read_bytes()
"""The table as published."""

_AS_READ = json.loads(Path("tests/seed/linyi_2023.json").read_text(encoding="utf-8"))
CODES = tuple(row["code"] for row in _AS_READ)
ROWS = tuple(Cells(**{name: cell for name, cell in row.items() if name != "code"}) for row in _AS_READ)
"""What a person reads in the document, established by eye."""

FIELDS = tuple(name for name in _AS_READ[0] if name != "code")
TITLE = "2023年临沂市行政审批服务局部门预算整体绩效目标表（2）"
_MERGED_DOWN = ("duty_no", "duty", "sub_duty", "goal", "activity")
_HEADER = (
    "职责序号|部门职责||职责目标|绩效指标|指标解释|年度指标值|指标参考值||||||工作活动",
    "|||||||标准值 (规划目标、行业标准或其他明确标准)|||历史值 (统计年鉴/统计公报/内部统计)|||",
    "|||||||规划值|当年标准值||前三年均值|上年值|来源|",
    "||||||||标准值|来源||||",
)
_HEADER_MERGES = (
    "A{0}:A{3} B{0}:C{3} D{0}:D{3} E{0}:E{3} F{0}:F{3} G{0}:G{3} H{0}:M{0} N{0}:N{3} H{1}:J{1} K{1}:M{1}"
)


def by_code(code: str) -> Cells:
    return ROWS[CODES.index(code)]


def workbook(pages: tuple[tuple[int, int], ...] = ((0, 26),), sheet: str = "Sheet1") -> Workbook:
    """The official form with real merged ranges; every page (from row, to row) has its own header."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    page.append([TITLE])
    page.merge_cells("A1:N1")
    for start, end in pages:
        _add_header(page)
        _add_rows(page, ROWS[start:end])
    return book


def _add_header(page: Worksheet) -> None:
    top = page.max_row + 1
    for line in _HEADER:
        page.append([word or None for word in line.split("|")])
    for merged in _HEADER_MERGES.format(*range(top, top + 4)).split():
        page.merge_cells(merged)


def _add_rows(page: Worksheet, rows: tuple[Cells, ...]) -> None:
    top = page.max_row + 1
    for row in rows:
        page.append([getattr(row, name) or "/" for name in FIELDS])
    for name in _MERGED_DOWN:
        column = FIELDS.index(name) + 1
        runs = groupby(enumerate(rows, top), key=lambda pair: (pair[1].duty_no, getattr(pair[1], name)))
        for _, run in runs:
            numbers = [number for number, _ in run]
            page.merge_cells(
                start_row=numbers[0], end_row=numbers[-1], start_column=column, end_column=column
            )
    _merge_duties_without_sub_duty(page, rows, top)


def _merge_duties_without_sub_duty(page: Worksheet, rows: tuple[Cells, ...], top: int) -> None:
    numbers = [number for number, row in enumerate(rows, top) if row.sub_duty is None]
    if not numbers:
        return
    for column in "BC":
        page.unmerge_cells(f"{column}{numbers[0]}:{column}{numbers[-1]}")
    page.merge_cells(f"B{numbers[0]}:C{numbers[-1]}")


def content(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
