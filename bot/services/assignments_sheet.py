"""The workbook in which an administrator says what the table does not. Imports openpyxl and the domain.

One row per indicator with the proposals, to be corrected and sent back. All words come from the caller.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.domain.indicator import Direction, Measure
from bot.domain.period import Rhythm

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    *("code", "indicator", "target", "responsible_unit", "assisting_units", "measure", "direction", "rhythm"),
    *("weight", "by_application", "assumed", "questions"),
)
"""The columns as written; any order is read."""

EDITABLE = COLUMNS[3:10]

_WIDTHS = (8, 34, 14, 18, 18, 12, 10, 10, 8, 10, 24, 60)
_NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEADER_ROW = 1
_SPARE_ROWS = 50  # rows below the last one that still offer the choices


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of the sheet: its name and that of its choices, headers by COLUMNS, values by code."""

    sheet: str
    choices: str
    headers: Mapping[str, str]
    measures: Mapping[Measure, str]
    directions: Mapping[Direction, str]
    rhythms: Mapping[Rhythm, str]
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One indicator as offered. `assumed` and `questions` are words already, one per line."""

    code: str
    indicator: str
    target: str
    responsible_unit: str
    measure: Measure
    direction: Direction
    rhythm: Rhythm
    weight: Decimal | None = None
    by_application: bool = False
    assisting_units: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


def write(rows: Sequence[SheetRow], words: SheetWords, units: Sequence[str] = ()) -> bytes:
    """An xlsx workbook; `units` are offered as responsible units, others may be typed.

    Only the columns of EDITABLE can be changed; text that begins like a formula stays text.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.sheet
    _write_header(sheet, words)
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        _write_row(sheet, number, row, words)
    _offer_choices(book, words, units, last_row=_HEADER_ROW + len(rows) + _SPARE_ROWS)
    _lay_out(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_header(sheet: Worksheet, words: SheetWords) -> None:
    from openpyxl.styles import Font, PatternFill

    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(_HEADER_ROW, column)
        _write_text(cell, words.headers[name])
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7" if name in EDITABLE else "EDEDED")


def _write_row(sheet: Worksheet, number: int, row: SheetRow, words: SheetWords) -> None:
    from openpyxl.styles import Protection

    values: Mapping[str, str | Decimal | None] = {
        "code": row.code,
        "indicator": row.indicator,
        "target": row.target,
        "responsible_unit": row.responsible_unit,
        "assisting_units": "、".join(row.assisting_units),
        "measure": words.measures[row.measure],
        "direction": words.directions[row.direction],
        "rhythm": words.rhythms[row.rhythm],
        "weight": row.weight,
        "by_application": words.yes if row.by_application else words.no,
        "assumed": "\n".join(row.assumed),
        "questions": "\n".join(row.questions),
    }
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(number, column)
        value = values[name]
        if isinstance(value, str):
            _write_text(cell, value)
        else:
            cell.value = value
        cell.protection = Protection(locked=name not in EDITABLE)


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """Text that stays text: a code is no date, and what begins with = + - @ is no formula."""
    from openpyxl.styles import Alignment

    if text:
        cell.value = _NOT_IN_A_CELL.sub("", text)
        cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in tuple("=+-@")
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _offer_choices(book: Workbook, words: SheetWords, units: Sequence[str], last_row: int) -> None:
    """The lists stand on a sheet of their own: inside a cell's rule they could be 255 characters at most."""
    from openpyxl.utils import get_column_letter

    lists = {
        "responsible_unit": tuple(units),
        "measure": tuple(words.measures.values()),
        "direction": tuple(words.directions.values()),
        "rhythm": tuple(words.rhythms.values()),
        "by_application": (words.yes, words.no),
    }
    choices = book.create_sheet(words.choices)
    choices.sheet_state = "hidden"
    for column, (name, values) in enumerate(lists.items(), 1):
        for row, value in enumerate(values, 1):
            _write_text(choices.cell(row, column), value)
        if values:
            letter = get_column_letter(column)
            source = f"'{words.choices}'!${letter}$1:${letter}${len(values)}"
            _add_rule(book.worksheets[0], name, source, last_row, strict=name != "responsible_unit")


def _add_rule(sheet: Worksheet, name: str, source: str, last_row: int, *, strict: bool) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
    letter = get_column_letter(COLUMNS.index(name) + 1)
    rule.add(f"{letter}{_HEADER_ROW + 1}:{letter}{last_row}")
    sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "C2"
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # False: not forbidden
