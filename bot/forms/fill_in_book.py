"""The fill-in workbook as it goes out: locked cells, and two to type in. All its words come from the caller.

What it is about stands on a hidden sheet: the department, the year, and of each row the indicator, the period
and what was shown, so that a row is known again where it was moved and noticed where it was changed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.forms.paper import put
from bot.services.fill_in import FIGURE, NOTE

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl.styles import Border, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("code", "indicator", "unit", "target", "period", "last", "reported", "figure", "note")
HEADER_ROW = 3
HIDDEN = "dabiao"
MARK = "fill-in"
LONGEST_NOTE = 200
_WIDTHS = (8, 36, 10, 14, 14, 16, 16, 16, 36)
_ASK, _KNOWN = "FFF2CC", "F2F2F2"


@dataclass(frozen=True, slots=True)
class BookWords:
    """The words of the sheet; `headers` by COLUMNS."""

    sheet: str
    title: str
    how: str
    headers: Mapping[str, str]
    figure_hint: str
    note_hint: str


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row as shown. `unit` is that of the figure to be typed, scale word included: 亿元."""

    indicator_id: int
    period: str
    code: str
    indicator: str
    unit: str
    target: str
    period_shown: str
    last: str
    reported: str


def write(department_id: int, year: int, rows: Sequence[BookRow], words: BookWords) -> bytes:
    """An xlsx workbook in which only the figure and the note of each row can be typed."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.sheet
    put(sheet.cell(1, 1), words.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    put(sheet.cell(2, 1), words.how)
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column)
        put(cell, words.headers[name])
        cell.font, cell.border, cell.fill = Font(bold=True), _box(), _filled(_KNOWN)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        _write_row(sheet, number, row)
    _offer(sheet, HEADER_ROW + len(rows), words)
    _lay_out(sheet)
    _remember(book.create_sheet(HIDDEN), department_id, year, rows, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _box() -> Border:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="BFBFBF")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


@cache
def _filled(colour: str) -> PatternFill:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


def _write_row(sheet: Worksheet, number: int, row: BookRow) -> None:
    from openpyxl.styles import Alignment, Protection

    shown = (row.code, row.indicator, row.unit, row.target, row.period_shown, row.last, row.reported)
    for column, value in enumerate((*shown, None, None), 1):
        cell = sheet.cell(number, column)
        put(cell, value)
        asked = column > len(shown)
        cell.fill, cell.border = _filled(_ASK if asked else _KNOWN), _box()
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.protection = Protection(locked=not asked)


def _offer(sheet: Worksheet, last: int, words: BookWords) -> None:
    """Numbers are expected; words like 2991/3000 are let through after a warning."""
    from openpyxl.worksheet.datavalidation import DataValidation

    figure = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    figure.errorStyle, figure.error = "warning", words.figure_hint
    note = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(LONGEST_NOTE))
    note.allow_blank, note.error = True, words.note_hint
    for rule, column, prompt in ((figure, FIGURE, words.figure_hint), (note, NOTE, words.note_hint)):
        rule.showErrorMessage = rule.showInputMessage = True
        rule.prompt = prompt
        rule.add(f"{column}{HEADER_ROW + 1}:{column}{last}")
        sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet) -> None:
    for letter, letters in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = letters
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _remember(
    sheet: Worksheet, department_id: int, year: int, rows: Sequence[BookRow], words: BookWords
) -> None:
    """A line for the workbook with the words of the header, then one for each row."""
    header = tuple(words.headers[name] for name in ("code", "indicator", "unit", "period"))
    _line(sheet, (MARK, department_id, year), header)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        shown = (row.code, row.indicator, row.unit, row.period_shown)
        _line(sheet, (number, row.indicator_id, row.period), shown)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _line(sheet: Worksheet, about: Sequence[str | int], shown: Sequence[str]) -> None:
    sheet.append(list(about))
    for column, value in enumerate(shown, len(about) + 1):
        put(sheet.cell(sheet.max_row, column), value)
