"""An official form as a sheet of paper: text over ranges of cells, borders, heights, print set-up. openpyxl.

What the forms say themselves is Chinese and part of the form: it is not translated.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from bot.degrade import width
from bot.forms.paging import Page, page_tops, parts

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl import Workbook
    from openpyxl.styles import Border, Font
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRETEND = "演示数据"
MARK = "dabiao form "
"""The workbook's category names the form: its cells stand under their headers, whoever fills them."""

BODY, HEAD, TITLE = 9, 10, 18  # points
_MEASURE = 11  # points of the letters by which a column's width is counted
_FACES = {BODY: "宋体", HEAD: "宋体", TITLE: "方正小标宋简体"}
_A4, _A4_SIDES = 9, (21.0, 29.7)  # its number in a workbook; cm
_CM = 1 / 2.54
_BESIDE, _ABOVE, _FOOT = 1.2, 1.6, 0.8  # cm
_LETTER = 5.8  # points of a column of width 1: 6 where 宋体 is, a little less with what stands in for it
_SQUEEZED = 1.15  # a form that is so much longer than a page is made smaller, to be one
_CLOSE = 0.95  # a page may hold a little less than worked out: fonts differ
_MOST_ROUNDS = 5  # cut cells may need taller rows, and those other pages
_TALLEST = 409.0  # points; no row can be taller
_NEAR_THE_TOP = 3  # a header further down would leave no room on a screen
_LINE = 1.4  # a line's height over its letters'
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

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
    height: float = 0.0  # points, where more is needed than what stands in it
    opens: tuple[Literal["top", "bottom"], ...] = ()  # sides without a line


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
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    book = Workbook()
    _measure_by(book, Font(name=_FACES[BODY], size=_MEASURE))
    sheet = book.worksheets[0]
    sheet.title = paper.name
    book.properties.category = MARK + paper.form
    for number, letters in enumerate(paper.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = letters
    blocks, heights, tops = _paged(paper)
    for one in blocks:
        _draw(sheet, one)
    for row, height in heights.items():
        sheet.row_dimensions[row].height = height
    for top in tops:
        sheet.row_breaks.append(Break(id=top - 1))
    _set_up_print(sheet, paper, one_page=not tops)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _measure_by(book: Workbook, font: Font) -> None:
    """The face of the workbook's own style: columns are measured in its digits wherever it is opened."""
    normal: Any = book._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font = font
    book._fonts[0] = font  # type: ignore[attr-defined]


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
    from openpyxl.styles import Alignment, Font

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
                each.border = _border(one)


def _border(one: Block) -> Border:
    return _edges(*(side not in one.opens for side in ("top", "bottom")))


@cache
def _edges(top: bool, bottom: bool) -> Border:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin")
    return Border(left=thin, right=thin, top=thin if top else None, bottom=thin if bottom else None)


def _set_up_print(sheet: Worksheet, paper: Paper, *, one_page: bool) -> None:
    """A4, one page wide, centred, the header on every page; what should be one page is kept to one."""
    from openpyxl.worksheet.properties import PageSetupProperties

    setup = sheet.page_setup
    setup.orientation = "landscape" if paper.landscape else "portrait"
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = _A4, 1, int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = _BESIDE * _CM
    margins.top = margins.bottom = _ABOVE * _CM
    margins.header = margins.footer = _FOOT * _CM
    footer: Any = sheet.oddFooter
    footer.center.text, footer.center.size = "第 &P 页，共 &N 页", BODY
    first, last = paper.repeated
    sheet.print_title_rows = f"{first}:{last}"
    if first <= _NEAR_THE_TOP:
        sheet.freeze_panes = f"A{last + 1}"


# ---------------------------------------------------------------- pages and heights


def _paged(paper: Paper) -> tuple[Sequence[Block], Mapping[int, float], Sequence[int]]:
    """The blocks as they stand on pages, the rows' heights and the first rows of further pages."""
    blocks: Sequence[Block] = paper.blocks
    tops: tuple[int, ...] = ()
    heights, page = _heights(blocks, paper), _page(paper)
    if sum(heights.values()) <= _SQUEEZED * page.room:
        return blocks, heights, tops
    spans = [(b.top, b.bottom) for b in paper.blocks]
    spans += [_ending(paper)] * len(paper.widths)
    for _ in range(_MOST_ROUNDS):
        found = page_tops(heights, spans, page)
        if found == tops:
            break
        tops = found
        blocks = tuple(part for one in paper.blocks for part in _on_pages(one, tops, paper.repeated))
        heights = _heights(blocks, paper)
    return blocks, heights, tops


def _ending(paper: Paper) -> tuple[int, int]:
    """What stands below the table, and the table's last row: nobody signs on a page of its own."""
    return max(b.bottom for b in paper.blocks if b.boxed), max(b.bottom for b in paper.blocks)


def _on_pages(one: Block, tops: Sequence[int], repeated: tuple[int, int]) -> Iterator[Block]:
    """A block page by page. What begins in the repeated header and goes on below it is open between the two:
    the header brings no half of its text to every page.
    """
    first, last = repeated
    if tops and first <= one.top <= last < one.bottom:
        yield replace(one, bottom=last, value=None, opens=("bottom",))
        one = replace(one, top=last + 1, opens=("top",))
    for top, bottom in parts((one.top, one.bottom), tops):
        yield replace(one, top=top, bottom=bottom)


def _page(paper: Paper) -> Page:
    """A4 within its margins; a sheet that is too wide is made smaller as a whole, so more rows have room."""
    across, down = sorted(_A4_SIDES, reverse=paper.landscape)
    points = 72 * _CM
    smaller = min(1.0, (across - 2 * _BESIDE) * points / (sum(paper.widths) * _LETTER))
    return Page((down - 2 * _ABOVE) * points / smaller * _CLOSE, paper.repeated)


def _heights(blocks: Sequence[Block], paper: Paper) -> dict[int, float]:
    """Rows tall enough for what stands in them: merged cells do not grow by themselves."""
    needed = {row: paper.least for one in blocks for row in range(one.top, one.bottom + 1)}
    for one in sorted(blocks, key=lambda b: b.bottom - b.top):
        rows = range(one.top, one.bottom + 1)
        lacking = max(_height(one, paper.widths), one.height) - sum(needed[row] for row in rows)
        for row in rows:
            needed[row] += max(lacking, 0.0) / len(rows)
    return {row: min(height, _TALLEST) for row, height in needed.items()}


def _height(one: Block, widths: Sequence[float]) -> float:
    room = sum(widths[one.left - 1 : one.right])
    letters = max(room * _MEASURE / one.size - 2, 2.0)
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
