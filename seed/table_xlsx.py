"""A published table as an xlsx workbook with merged cells. Imports the guarded reader of workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.domain.errors import DomainError
from bot.forms.paper import MARK
from bot.services.workbook import open_workbook
from seed.table_layout import MOST_LINES, Line

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COLUMNS = 256
_MOST_CELLS = 500_000  # a sheet that is longer is looked into less far to the right
_ALWAYS = 60  # columns
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Book:
    """(name, lines) of every visible sheet, empty ones too; `form`: the letter of a form written here.

    `hidden`: by sheet, the letters of columns that nobody sees and that hold something.
    """

    sheets: tuple[tuple[str, list[Line]], ...]
    form: str = ""
    hidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_book(content: bytes) -> Book:
    """All that stands in a workbook. Raises DomainError as `open_workbook` does, and table-empty."""
    workbook = open_workbook(content, values_only=True)
    sheets = tuple((sheet.title, list(_lines(sheet))) for sheet in _visible(workbook))
    if not any(lines for _, lines in sheets):
        raise DomainError("table-empty")
    category = workbook.properties.category or ""
    form = category.removeprefix(MARK) if category.startswith(MARK) else ""
    lines = dict(sheets)
    hidden = {sheet.title: tuple(_hidden(sheet, lines[sheet.title])) for sheet in _visible(workbook)}
    return Book(sheets, form, hidden)


def _hidden(sheet: Worksheet, lines: Sequence[Line]) -> Iterator[str]:
    """Letters of hidden columns with anything in them; one entry of a sheet may stand for several columns."""
    from openpyxl.utils import column_index_from_string, get_column_letter

    width = max((len(line.cells) for line in lines), default=0)
    for found in sheet.column_dimensions.values():
        first = found.min or column_index_from_string(found.index)
        for at in range(first, min(found.max or first, width) + 1) if found.hidden else ():
            if any(len(line.cells) >= at and line.cells[at - 1] for line in lines):
                yield get_column_letter(at)


def _visible(workbook: Workbook) -> list[Worksheet]:
    return [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _lines(sheet: Worksheet) -> Iterator[Line]:
    last_row = min(sheet.max_row, MOST_LINES)
    last_column = min(sheet.max_column, _MOST_COLUMNS, max(_ALWAYS, _MOST_CELLS // last_row))
    if sheet.max_row > MOST_LINES and _goes_on(sheet):
        raise DomainError("table-too-long", limit=MOST_LINES)
    spread = _spread(sheet)
    for number, cells in enumerate(sheet.iter_rows(1, last_row, 1, last_column), 1):
        texts = tuple(spread.get((number, at)) or cell_text(cell) for at, cell in enumerate(cells, 1))
        if any(texts):
            yield Line(number, texts, hidden=bool(sheet.row_dimensions[number].hidden))


def _goes_on(sheet: Worksheet) -> bool:
    """Whether anything stands just below the last line that is looked into."""
    return any(
        any(cells) for cells in sheet.iter_rows(MOST_LINES + 1, MOST_LINES + 9, 1, 9, values_only=True)
    )


def _spread(sheet: Worksheet) -> dict[tuple[int, int], str]:
    """What merged ranges show, in every row of their first column; sideways, merged columns are one cell."""
    shown = {}
    for merged in sheet.merged_cells.ranges:
        text = cell_text(sheet.cell(merged.min_row, merged.min_col))
        for row in range(merged.min_row, min(merged.max_row, MOST_LINES) + 1):
            shown[row, merged.min_col] = text
    return shown


def cell_text(cell: Cell | MergedCell) -> str:
    """What the cell shows: 0.997 formatted 0.00% is "99.70%", 47 formatted 0"项" is "47项"."""
    match cell.value:
        case None:
            return ""
        case str() as text:
            return text
        case bool() as truth:
            return str(truth).upper()
        case int() | float() | Decimal() as number:
            return _number_text(
                Decimal(repr(number) if isinstance(number, float) else number), cell.number_format
            )
        case datetime() | date() as day:
            return f"{day.year}年{day.month}月{day.day}日"
        case other:
            return str(other)


def _number_text(number: Decimal, number_format: str) -> str:
    if not number.is_finite():
        return str(number)
    positive = number_format.split(";")[0]
    words = "".join(_QUOTED.findall(positive))
    bare = _QUOTED.sub("", positive)
    if "%" in bare:
        places = len(bare.partition(".")[2].partition("%")[0])
        return f"{number * 100:.{places}f}%"
    whole = number.to_integral_value()
    return f"{whole if number == whole else number:f}{words}"
