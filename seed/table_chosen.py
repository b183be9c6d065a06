"""Tables whose header says nothing known: what there is to choose from, and the header's fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import DomainError
from bot.domain.quantity import Kind, read
from seed.table_header import Columns, find_columns, made, roles_in
from seed.table_layout import Line, is_aside
from seed.table_words import plain_header

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    pass

_WORDS = (Kind.QUALITATIVE, Kind.UNREADABLE, Kind.NONE, Kind.DEFERRED)
_LOOKED_INTO = 60  # lines in which a header is looked for
_LONGEST_HEADER = 30
_NEARLY = 0.7  # a header may leave a column without a name


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which columns (from 0) of which sheet somebody has named; None: the first sheet that holds a table."""

    indicator: int
    target: int
    sheet: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A column to choose: its letter and its header, or what stands first in it."""

    column: int
    header: str

    @property
    def letter(self) -> str:
        return column_letter(self.column)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A table in which columns are to be named. `fingerprint`: the same for the same header, or ""."""

    columns: tuple[Offered, ...]
    fingerprint: str
    body: int
    header: Line | None


def column_letter(number: int) -> str:
    """A column counted from 0 as its letter."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(number + 1)


def column_number(letter: str) -> int:
    """A column's letter as its number from 0. Raises DomainError table-column-unknown (said)."""
    from openpyxl.utils import column_index_from_string

    try:
        return column_index_from_string(letter.strip().removesuffix("列").strip().upper()) - 1
    except ValueError as error:
        raise DomainError("table-column-unknown", said=letter[:20]) from error


def unknown_table(lines: Sequence[Line]) -> Unknown | None:
    """What there is to choose from; None where nothing looks like a table."""
    at = _header(lines)
    body = 0 if at is None else at + 1
    wide = [line for line in lines[body:] if _filled(line) > 1 and not is_aside(line)]
    if not wide or (at is None and len(wide) < 2):
        return None
    header = None if at is None else lines[at]
    width = max(len(line.cells) for line in wide)
    columns = (Offered(c, _label(header, wide, c)) for c in range(width))
    offered = tuple(o for o in columns if o.header)
    return Unknown(offered, _fingerprint(header), body, header) if len(offered) > 1 else None


def columns_chosen(lines: Sequence[Line], chosen: Chosen) -> Columns | None:
    """The columns named, below the header there is; a sign and a unit beside them by their words."""
    known, unknown = find_columns(lines), unknown_table(lines)
    if known is None and unknown is None:
        return None
    if known is not None:
        return made(roles_in(lines[known.body - 1]), chosen.indicator, chosen.target, known.body)
    roles = roles_in(unknown.header) if unknown and unknown.header else {}
    return made(roles, chosen.indicator, chosen.target, unknown.body if unknown else 0)


def _header(lines: Sequence[Line]) -> int | None:
    """The first of the fuller lines without figures."""
    found = [
        (at, _filled(line))
        for at, line in enumerate(lines[:_LOOKED_INTO])
        if _filled(line) > 1 and all(map(_is_header_like, line.cells)) and not is_aside(line)
    ]
    most = max((filled for _, filled in found), default=0)
    return next((at for at, filled in found if filled >= _NEARLY * most), None)


def _is_header_like(cell: str) -> bool:
    return len(cell) <= _LONGEST_HEADER and (not cell or read(cell).kind in _WORDS)


def _filled(line: Line) -> int:
    return len({cell for cell in line.cells if cell})


def _label(header: Line | None, body: Sequence[Line], column: int) -> str:
    for line in (*([header] if header else []), *body):
        if column < len(line.cells) and line.cells[column]:
            return line.cells[column]
    return ""


def _fingerprint(header: Line | None) -> str:
    if header is None:
        return ""
    said = "\t".join(map(plain_header, header.cells)).rstrip("\t")
    return hashlib.sha256(said.encode()).hexdigest()
