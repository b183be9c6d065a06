"""The fill-in workbook as it comes back: which row is which, and what was typed in it. openpyxl.

A row is known by what stands in its locked cells, wherever it was moved to; one that says something else than
was handed out is refused with its cell.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.domain.errors import DomainError
from bot.domain.evidence import office_words
from bot.domain.period import Period
from bot.forms.fill_in_book import HEADER_ROW, HIDDEN, LONGEST_NOTE, MARK
from bot.services.fill_in import CODE, FIGURE, NAME, NOTE, PERIOD, UNIT, Entry, Filled
from bot.services.workbook import open_workbook

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_SHOWN = (CODE, NAME, UNIT, PERIOD)
_LONGEST_FIGURE = 60
_MOST_ROWS = 5000
_DIGITS = 15  # of a number in a workbook; what comes behind is the rounding of some calculation

Shown = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Offered:
    """A row as it was handed out; `shown` are the words of its cells _SHOWN."""

    row: int
    indicator_id: int
    period: str
    shown: Shown


def is_fill_in(content: bytes) -> bool:
    """Whether it is a workbook with our hidden sheet, whichever program saved it."""
    return f'name="{HIDDEN}"' in _index(content)


def was_fill_in(content: bytes, words: Sequence[str]) -> bool:
    """Whether it is a workbook with these words of ours in its cells, but without the hidden sheet."""
    if not _index(content):
        return False
    said = office_words(content)
    return all(word in said for word in words)


def _index(content: bytes) -> str:
    """The part of a workbook that names its sheets; empty when the file is something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = package.getinfo("xl/workbook.xml")
            return package.read(part).decode("utf-8", "replace") if part.file_size < 1024 * 1024 else ""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return ""


def read(content: bytes) -> Filled:
    """What was filled in, as text: a number with the row's unit behind it.

    Raises DomainError: those of `open_workbook`; fill-in-broken; fill-in-merged (cells); and naming the cell
    fill-in-changed (value, was), fill-in-twice (first), fill-in-stray (value).
    """
    book = open_workbook(content, values_only=False)
    if HIDDEN not in book.sheetnames:
        raise DomainError("fill-in-broken")
    hidden = book[HIDDEN]
    lines = list(hidden.iter_rows(1, len(_rows(hidden)), 1, 3 + len(_SHOWN), values_only=True))
    mark, department, year, *header = lines[0]
    if mark != MARK or not isinstance(department, int) or not isinstance(year, int):
        raise DomainError("fill-in-broken")
    offered = [_offered(line) for line in lines[1:]]
    sheet = _sheet(book, offered)
    _check_merged(sheet)
    return Filled(department, year, tuple(_entries(sheet, offered, _plain(header))))


def _offered(line: Sequence[Any]) -> _Offered:
    row, indicator, period, *shown = line
    if not isinstance(row, int) or not isinstance(indicator, int) or not isinstance(period, str):
        raise DomainError("fill-in-broken")
    try:
        Period.from_key(period)
    except ValueError as error:
        raise DomainError("fill-in-broken") from error
    return _Offered(row, indicator, period, _plain(shown))


def _plain(values: Sequence[Any]) -> Shown:
    return tuple(" ".join(str(v).split()) if v is not None else "" for v in values)


def _sheet(book: Workbook, offered: Sequence[_Offered]) -> Worksheet:
    """The sheet with most of the rows, whatever it is called and whatever was put beside it."""
    sheets = [s for s in book.worksheets if s.title != HIDDEN]
    if not sheets:
        raise DomainError("fill-in-broken")
    known = {o.shown for o in offered}
    return max(sheets, key=lambda s: sum(_shown(s, row) in known for row in _rows(s)))


def _rows(sheet: Worksheet) -> range:
    return range(1, min(sheet.max_row, _MOST_ROWS) + 1)


def _shown(sheet: Worksheet, row: int) -> Shown:
    return _plain([sheet[f"{column}{row}"].value for column in _SHOWN])


def _check_merged(sheet: Worksheet) -> None:
    """One figure over two rows is nobody's."""
    for merged in sheet.merged_cells.ranges:
        typed = any(merged.min_col <= sheet[f"{c}1"].column <= merged.max_col for c in (FIGURE, NOTE))
        if typed and merged.min_row < merged.max_row > HEADER_ROW:
            raise DomainError("fill-in-merged", cells=str(merged))


# ---------------------------------------------------------------- rows


def _entries(sheet: Worksheet, offered: Sequence[_Offered], header: Shown) -> Iterator[Entry]:
    left = list(offered)
    read: dict[Shown, int] = {}
    for row in _rows(sheet):
        shown = _shown(sheet, row)
        same = [o for o in left if o.shown == shown]
        if same:
            found = next((o for o in same if o.row == row), same[0])
            left.remove(found)
            read[shown] = row
            yield _entry(sheet, row, found)
        elif row > HEADER_ROW and shown != header:
            _check_unknown(sheet, row, shown, offered, read)


def _check_unknown(
    sheet: Worksheet, row: int, shown: Shown, offered: Sequence[_Offered], read: dict[Shown, int]
) -> None:
    """A row that was not handed out as it stands may only be empty, or hold words below the table."""
    figure = _has(sheet, row, FIGURE)
    if not figure and (not any(shown) or shown in read or all(o.row != row for o in offered)):
        return
    if shown in read:
        raise DomainError("fill-in-twice", cell=f"{FIGURE}{row}", first=f"{FIGURE}{read[shown]}")
    was = max(offered, key=lambda o: (_alike(o.shown, shown), o.row == row), default=None)
    if was is None or (was.row != row and _alike(was.shown, shown) == 0):
        value = str(sheet[f"{FIGURE}{row}"].value)[:60]
        raise DomainError("fill-in-stray", cell=f"{FIGURE}{row}", value=value)
    at = next(n for n, (now, before) in enumerate(zip(shown, was.shown, strict=True)) if now != before)
    cell = f"{_SHOWN[at]}{row}"
    raise DomainError("fill-in-changed", cell=cell, value=shown[at][:60], was=was.shown[at][:60])


def _alike(one: Shown, other: Shown) -> int:
    return sum(a == b != "" for a, b in zip(one, other, strict=True))


def _has(sheet: Worksheet, row: int, column: str) -> bool:
    value = sheet[f"{column}{row}"].value
    return value is not None and str(value).strip() != ""


def _entry(sheet: Worksheet, row: int, offered: _Offered) -> Entry:
    """What was typed in the row; a cell that cannot be read is told from one that is empty."""
    unit = _SHOWN.index(UNIT)
    try:
        figure = _figure(sheet[f"{FIGURE}{row}"], offered.shown[unit])
        note = _words(sheet[f"{NOTE}{row}"], LONGEST_NOTE)
    except DomainError as error:
        return Entry(row, offered.indicator_id, offered.period, unreadable=error)
    return Entry(row, offered.indicator_id, offered.period, figure, note)


# ---------------------------------------------------------------- cells


def _figure(cell: Any, unit: str) -> str:
    """The figure as a person would type it. A number has the row's unit; 99.7% may be stored as 0.997."""
    value = cell.value
    if isinstance(value, datetime | date):
        raise DomainError("fill-in-date", cell=cell.coordinate, value=f"{value:%Y-%m-%d}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(f"{value:.{_DIGITS}g}")
        if "%" in (cell.number_format or "") and unit == "%":
            number *= 100
        return f"{number.normalize():f}{unit}"
    text = _words(cell, _LONGEST_FIGURE)
    return f"{text}{unit}" if text and text[-1].isdigit() and "/" not in text else text


def _words(cell: Any, longest: int) -> str:
    """Raises DomainError fill-in-formula or fill-in-cell (cell, value)."""
    value = cell.value
    text = "" if value is None else str(value).strip()
    if value is not None and cell.data_type == "f":
        raise DomainError("fill-in-formula", cell=cell.coordinate, value=text[:60])
    if isinstance(value, bool) or (value is not None and cell.data_type == "e") or len(text) > longest:
        raise DomainError("fill-in-cell", cell=cell.coordinate, value=text[:60])
    return text
