"""Reading the assignments workbook as it comes back. Imports the guarded reader and the domain.

Columns may stand in any order, with others between them; a blank cell says nothing about its field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from bot.domain.errors import DomainError
from bot.domain.indicator import Direction, Measure
from bot.domain.period import Rhythm
from bot.services.assignment_words import DIRECTIONS, MEASURES, RHYTHMS, YES_OR_NO
from bot.services.assignments_sheet import EDITABLE, SheetWords
from bot.services.workbook import open_workbook

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    Found = Cell | MergedCell

_CODE = re.compile(r"(\d{1,3})-(\d{1,3})([a-h]?)")
_DASHES = str.maketrans("—–－‐‑−", "------")
_SPLIT = re.compile(r"[、,，;；\n]+")
_MOST_ROWS = 5000
_MOST_COLUMNS = 60
_HEADER_WITHIN = 20  # rows
_MOST_WEIGHT = 100
_LONGEST_NAME = 60

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the administrator says of one indicator; None (or empty) where the cell says nothing."""

    code: str
    responsible_unit: str | None = None
    assisting_units: tuple[str, ...] = ()
    measure: Measure | None = None
    direction: Direction | None = None
    rhythm: Rhythm | None = None
    weight: Decimal | None = None
    by_application: bool | None = None


def read(content: bytes, *languages: SheetWords) -> tuple[Assignment, ...]:
    """The assignments in the order of the sheet, whose header is looked for in one language after the other.

    Raises DomainError: those of `open_workbook`; sheet-no-header (sheets, headers); sheet-empty;
    sheet-cell-wrong (cell, value, allowed: list of words, or a code number-0-100 | indicator-code |
    short-text); sheet-formula (cell, value); sheet-code-twice (cell, value, first).
    """
    book = open_workbook(content, values_only=False)
    for words in languages:
        for sheet in book.worksheets:
            if found := _find_header(sheet, words):
                return _assignments(sheet, *found, words)
    headers = [languages[0].headers[name] for name in ("code", *EDITABLE)]
    raise DomainError("sheet-no-header", sheets=book.sheetnames, headers=headers)


def _find_header(sheet: Worksheet, words: SheetWords) -> tuple[int, dict[str, int]] | None:
    """The header's row and the place (from 0) of every known column in it."""
    names = {_plain(header): name for name, header in words.headers.items()}
    for number, cells in enumerate(_rows(sheet, 1, _HEADER_WITHIN), 1):
        said = [_plain(str(cell.value)) for cell in cells if cell.value is not None]
        if _plain(words.headers["code"]) in said and len(names.keys() & set(said)) > 1:
            places = {
                names[text]: at for at, cell in enumerate(cells) if (text := _plain(str(cell.value))) in names
            }
            return number, places
    return None


def _rows(sheet: Worksheet, first: int, last: int) -> Iterator[tuple[Found, ...]]:
    width = min(sheet.max_column, _MOST_COLUMNS)
    yield from sheet.iter_rows(first, min(sheet.max_row, last), 1, width)


def _assignments(
    sheet: Worksheet, header: int, places: Mapping[str, int], words: SheetWords
) -> tuple[Assignment, ...]:
    found: dict[str, tuple[Assignment, str]] = {}
    for cells in _rows(sheet, header + 1, _MOST_ROWS):
        known = {name: cells[at] for name, at in places.items()}
        if all(_text(cell) == "" for name, cell in known.items() if name in ("code", *EDITABLE)):
            continue
        row = _assignment(known, words)
        at = known["code"].coordinate
        if row.code in found:
            raise DomainError("sheet-code-twice", cell=at, value=row.code, first=found[row.code][1])
        found[row.code] = row, at
    if not found:
        raise DomainError("sheet-empty")
    return tuple(row for row, _ in found.values())


def _assignment(known: Mapping[str, Found], words: SheetWords) -> Assignment:
    for name in ("code", *EDITABLE):
        if name in known and known[name].data_type == "f":
            raise DomainError("sheet-formula", cell=known[name].coordinate, value=_text(known[name])[:60])

    def take(name: str, reader: Callable[[Found], Any]) -> Any:
        return reader(known[name]) if name in known and _text(known[name]) else None

    return Assignment(
        code=_code(known["code"]),
        responsible_unit=take("responsible_unit", _name),
        assisting_units=take("assisting_units", _names) or (),
        measure=take("measure", lambda cell: _choice(cell, words.measures, MEASURES)),
        direction=take("direction", lambda cell: _choice(cell, words.directions, DIRECTIONS)),
        rhythm=take("rhythm", lambda cell: _choice(cell, words.rhythms, RHYTHMS)),
        weight=take("weight", _weight),
        by_application=take(
            "by_application", lambda cell: _choice(cell, {True: words.yes, False: words.no}, YES_OR_NO)
        ),
    )


def _text(cell: Found) -> str:
    return "" if cell.value is None else str(cell.value).strip()


def _plain(text: str) -> str:
    """For comparing: half-width, lower case, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _wrong(cell: Found, allowed: Sequence[str]) -> DomainError:
    return DomainError(
        "sheet-cell-wrong", cell=cell.coordinate, value=_text(cell)[:60], allowed=list(allowed)
    )


def _code(cell: Found) -> str:
    text = _plain(_text(cell)).translate(_DASHES)
    found = _CODE.fullmatch(text)
    if found is None:
        raise _wrong(cell, ["indicator-code"])
    return f"{int(found[1])}-{int(found[2]):02d}{found[3]}"


def _name(cell: Found) -> str:
    text = " ".join(_text(cell).split())
    if len(text) > _LONGEST_NAME:
        raise _wrong(cell, ["short-text"])
    return text


def _names(cell: Found) -> tuple[str, ...]:
    names = tuple(name for part in _SPLIT.split(_text(cell)) if (name := " ".join(part.split())))
    if any(len(name) > _LONGEST_NAME for name in names):
        raise _wrong(cell, ["short-text"])
    return names


def _choice(cell: Found, choices: Mapping[Value, str], also: Mapping[str, Value]) -> Value:
    """The value whose word it is: one of the sheet's own, or `also` what people call it."""
    said = _plain(_text(cell))
    for value, word in choices.items():
        if said == _plain(word):
            return value
    if said in also:
        return also[said]
    raise _wrong(cell, tuple(choices.values()))


def _weight(cell: Found) -> Decimal:
    try:
        weight = Decimal(_plain(_text(cell)).rstrip("%分"))
    except InvalidOperation:
        raise _wrong(cell, ["number-0-100"]) from None
    if "%" in str(cell.number_format) and not isinstance(cell.value, str):
        weight = weight.scaleb(2).normalize() + 0  # a cell formatted as 5% holds 0.05
    if not weight.is_finite() or not 0 <= weight <= _MOST_WEIGHT:
        raise _wrong(cell, ["number-0-100"])
    return weight
