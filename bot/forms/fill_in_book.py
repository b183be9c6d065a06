"""The fill-in workbook: out with locked cells, back with what was typed. All its words come from the caller.

What it is about stands on a hidden sheet: the department, the year, and of each row the indicator, the period
and what was shown, so that a row that was moved or overwritten is noticed.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.errors import DomainError
from bot.forms.paper import put
from bot.services.fill_in import CODE, FIGURE, NAME, NOTE, PERIOD, Entry, Filled
from bot.services.workbook import open_workbook

COLUMNS = ("code", "indicator", "unit", "target", "period", "last", "reported", "figure", "note")
HEADER_ROW = 3
HIDDEN = "dabiao"
_MARK = "fill-in"
_WIDTHS = (8, 36, 10, 14, 14, 16, 16, 16, 36)
_LONGEST_FIGURE, _LONGEST_NOTE = 60, 200
_MOST_ROWS = 5000
_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_ASK, _KNOWN = PatternFill("solid", fgColor="FFF2CC"), PatternFill("solid", fgColor="F2F2F2")


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
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.sheet
    put(sheet.cell(1, 1), words.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    put(sheet.cell(2, 1), words.how)
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, column)
        put(cell, words.headers[name])
        cell.font, cell.border, cell.fill = Font(bold=True), _BOX, _KNOWN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        _write_row(sheet, number, row)
    _offer(sheet, HEADER_ROW + len(rows), words)
    _lay_out(sheet)
    _remember(book.create_sheet(HIDDEN), department_id, year, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_row(sheet: Worksheet, number: int, row: BookRow) -> None:
    shown = (row.code, row.indicator, row.unit, row.target, row.period_shown, row.last, row.reported)
    for column, value in enumerate((*shown, None, None), 1):
        cell = sheet.cell(number, column)
        put(cell, value)
        asked = column > len(shown)
        cell.fill, cell.border = (_ASK if asked else _KNOWN), _BOX
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.protection = Protection(locked=not asked)


def _offer(sheet: Worksheet, last: int, words: BookWords) -> None:
    """Numbers are expected; words like 2991/3000 are let through after a warning."""
    figure = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    figure.errorStyle, figure.error = "warning", words.figure_hint
    note = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(_LONGEST_NOTE))
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


def _remember(sheet: Worksheet, department_id: int, year: int, rows: Sequence[BookRow]) -> None:
    sheet.append([_MARK, department_id, year])
    for number, row in enumerate(rows, HEADER_ROW + 1):
        sheet.append([number, row.indicator_id, row.period])
        for column, value in enumerate((row.code, row.indicator, row.period_shown), 4):
            put(sheet.cell(sheet.max_row, column), value)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


# ---------------------------------------------------------------- reading it back


def is_fill_in(content: bytes) -> bool:
    """Whether it is a workbook with our hidden sheet, whichever program saved it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = package.getinfo("xl/workbook.xml")
            return part.file_size < 1024 * 1024 and f'name="{HIDDEN}"'.encode() in package.read(part)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return False


def read(content: bytes) -> Filled:
    """What was filled in, as text: a number with the row's unit behind it.

    Raises DomainError: those of `open_workbook`; fill-in-broken; sheet-formula (cell, value); fill-in-changed
    (cell, value, was); fill-in-stray and fill-in-cell (cell, value) for a figure below the rows or a date.
    """
    book = open_workbook(content, values_only=False)
    if HIDDEN not in book.sheetnames or len(book.sheetnames) < 2:
        raise DomainError("fill-in-broken")
    hidden = book[HIDDEN]
    sheet = next(s for s in book.worksheets if s.title != HIDDEN)
    mark, department, year = (hidden.cell(1, column).value for column in (1, 2, 3))
    if mark != _MARK or not isinstance(department, int) or not isinstance(year, int):
        raise DomainError("fill-in-broken")
    _check_strays(hidden, sheet)
    return Filled(department, year, tuple(_entries(hidden, sheet)))


def _entries(hidden: Worksheet, sheet: Worksheet) -> Iterator[Entry]:
    for row, indicator, period, code, name, shown in hidden.iter_rows(
        2, min(hidden.max_row, _MOST_ROWS), 1, 6, values_only=True
    ):
        if not isinstance(row, int) or not isinstance(indicator, int) or not isinstance(period, str):
            raise DomainError("fill-in-broken")
        for column, was in ((CODE, code), (NAME, name), (PERIOD, shown)):
            cell, before = sheet[f"{column}{row}"], str(was or "")
            now = "" if cell.value is None else str(cell.value)
            if cell.data_type == "f":
                raise DomainError("sheet-formula", cell=cell.coordinate, value=now[:60])
            if now.split() != before.split():
                raise DomainError("fill-in-changed", cell=cell.coordinate, value=now[:60], was=before[:60])
        unit = str(sheet[f"C{row}"].value or "")
        figure = _figure(sheet[f"{FIGURE}{row}"], unit)
        yield Entry(row, indicator, period, figure, _words(sheet[f"{NOTE}{row}"], _LONGEST_NOTE))


def _check_strays(hidden: Worksheet, sheet: Worksheet) -> None:
    """A figure in a row that was not offered belongs to nothing: it is refused, not passed over."""
    offered = {hidden.cell(n, 1).value for n in range(2, min(hidden.max_row, _MOST_ROWS) + 1)}
    for row in range(HEADER_ROW + 1, min(sheet.max_row, _MOST_ROWS) + 1):
        cell = sheet[f"{FIGURE}{row}"]
        if row not in offered and cell.value is not None and str(cell.value).strip():
            raise DomainError("fill-in-stray", cell=cell.coordinate, value=str(cell.value)[:60])


def _figure(cell: Any, unit: str) -> str:
    """The figure as a person would type it. A number has the row's unit; 99.7% may be stored as 0.997."""
    value = cell.value
    if isinstance(value, bool) or cell.is_date:
        raise DomainError("fill-in-cell", cell=cell.coordinate, value=str(value)[:60])
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if not number.is_finite():
            raise DomainError("fill-in-cell", cell=cell.coordinate, value=str(value)[:60])
        if "%" in (cell.number_format or "") and unit == "%":
            number *= 100
        return f"{number.normalize():f}{unit}"
    text = _words(cell, _LONGEST_FIGURE)
    return f"{text}{unit}" if text and text[-1].isdigit() and "/" not in text else text


def _words(cell: Any, longest: int) -> str:
    text = "" if cell.value is None else str(cell.value).strip()
    if cell.data_type == "f":
        raise DomainError("sheet-formula", cell=cell.coordinate, value=text[:60])
    if cell.data_type == "e" or len(text) > longest:
        raise DomainError("fill-in-cell", cell=cell.coordinate, value=text[:60])
    return text
