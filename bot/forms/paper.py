"""An official form as a sheet of paper: text over ranges of cells, borders, heights, print set-up. openpyxl.

What the forms say themselves is Chinese and part of the form: it is not translated.
"""

import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.degrade import width

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRETEND = "演示数据"
MARK = "dabiao form "
"""The workbook's category names the form: its cells stand under their headers, whoever fills them."""

BODY, HEAD, TITLE = 9, 10, 18  # points
_FACES = {BODY: "宋体", HEAD: "宋体", TITLE: "方正小标宋简体"}
_A4 = 9
_CM = 1 / 2.54
_TALLEST = 409.0  # points; no row can be taller
_NEAR_THE_TOP = 3  # a header further down would leave no room on a screen
_LINE = 1.4  # a line's height over its letters'
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

Value = str | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Block:
    """A value over a range of cells; rows and columns count from 1, the ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int
    value: Value
    align: Literal["left", "center", "right"] = "center"
    size: int = BODY
    bold: bool = False
    boxed: bool = True
    format: str = "General"


def block(top: int, left: int, value: Value, *, rows: int = 1, columns: int = 1, **looks: Any) -> Block:
    """A block by its upper left cell and how many rows and columns it covers."""
    return Block(top, left, top + rows - 1, left + columns - 1, value, **looks)


@dataclass(frozen=True, slots=True)
class Paper:
    """A form: its letter, the sheet's name, widths in characters, the header that is repeated."""

    form: str
    name: str
    widths: tuple[float, ...]
    blocks: tuple[Block, ...]
    repeated: tuple[int, int]
    landscape: bool = True
    least: float = 0.0  # points of the lowest row: blanks are filled in by hand


def workbook(paper: Paper) -> bytes:
    """The form as an xlsx workbook, ready to be printed on A4."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = paper.name
    book.properties.category = MARK + paper.form
    for number, letters in enumerate(paper.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = letters
    for one in paper.blocks:
        _draw(sheet, one)
    for row, height in _heights(paper).items():
        sheet.row_dimensions[row].height = height
    _set_up_print(sheet, paper)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: Any, value: Value) -> None:
    """Text stays text, also where it begins like a formula; numbers are numbers."""
    if isinstance(value, str):
        cell.value = printable(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value


def printable(text: str) -> str:
    """The text without what no cell can hold."""
    return _NOT_IN_A_CELL.sub("", text)


def _draw(sheet: Worksheet, one: Block) -> None:
    cell = sheet.cell(one.top, one.left)
    if one.value is not None:
        put(cell, one.value)
    cell.font = Font(name=_FACES[one.size], size=one.size, bold=one.bold)
    cell.alignment = Alignment(horizontal=one.align, vertical="center", wrap_text=True)
    cell.number_format = one.format
    if (one.top, one.left) != (one.bottom, one.right):
        sheet.merge_cells(start_row=one.top, end_row=one.bottom, start_column=one.left, end_column=one.right)
    if one.boxed:
        for cells in sheet.iter_rows(one.top, one.bottom, one.left, one.right):
            for each in cells:
                each.border = _BOX


def _set_up_print(sheet: Worksheet, paper: Paper) -> None:
    """A4, one page wide, centred, the header on every page."""
    setup = sheet.page_setup
    setup.orientation = "landscape" if paper.landscape else "portrait"
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = _A4, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 1.2 * _CM
    margins.top = margins.bottom = 1.6 * _CM
    margins.header = margins.footer = 0.8 * _CM
    if (footer := sheet.oddFooter) and footer.center:
        footer.center.text, footer.center.size = "第 &P 页，共 &N 页", BODY
    first, last = paper.repeated
    sheet.print_title_rows = f"{first}:{last}"
    if first <= _NEAR_THE_TOP:
        sheet.freeze_panes = f"A{last + 1}"


# ---------------------------------------------------------------- heights


def _heights(paper: Paper) -> dict[int, float]:
    """Rows tall enough for what stands in them: merged cells do not grow by themselves."""
    needed = {row: paper.least for one in paper.blocks for row in range(one.top, one.bottom + 1)}
    for one in sorted(paper.blocks, key=lambda b: b.bottom - b.top):
        rows = range(one.top, one.bottom + 1)
        lacking = _height(one, paper.widths) - sum(needed[row] for row in rows)
        for row in rows:
            needed[row] += max(lacking, 0.0) / len(rows)
    return {row: min(height, _TALLEST) for row, height in needed.items()}


def _height(one: Block, widths: Sequence[float]) -> float:
    room = sum(widths[one.left - 1 : one.right])
    letters = max(room * 11 / one.size - 2, 2.0)  # a column's width counts letters of 11 points
    return (lines_in(str(one.value or ""), letters) + 0.4) * one.size * _LINE


def lines_in(text: str, room: float) -> int:
    """How many lines the text takes in `room` half-width letters."""
    return sum(max(1, math.ceil(width(line) / room)) for line in text.splitlines() or [""])


# ---------------------------------------------------------------- runs


def runs(keys: Iterable[object], first: int) -> list[tuple[int, int]]:
    """(row, how many rows) of each stretch of equal keys, the first row being `first`."""
    found: list[tuple[int, int]] = []
    last: object = None
    for row, key in enumerate(keys, first):
        if found and key == last:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((row, 1))
        last = key
    return found
