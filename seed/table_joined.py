"""Tables of a document that go on over its pages as one. Imports the table's layout.

A text processor ends a table with the page it was typed on, and so do programs that make documents out of
scans. A table goes on the one before it when it has the same header, or none of its own and as many columns,
and nothing but a page number, 续表 or the same title stands between them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seed.table_header import find_columns
from seed.table_layout import MOST_LINES, Line, is_aside, is_header, squeeze, tidied

_GOES_ON = re.compile(
    r"[(\[]?(接上[页表]|上接第?\d*页?|续(上?表|上?页)?\d*)[)\]]?[:.]?|.{0,40}[(\[]续(表)?\d*[)\]]"
)
_ENDS = re.compile(r"(总分|合计|总计|总得分|自评得分|得分)(\(.*\))?$|(注|备注|说明|填[表报].{0,6}):")
_DEEPEST = 4  # rows of a header
_FEWEST = 3  # columns of a table with an unknown header that goes on without one


@dataclass(frozen=True, slots=True)
class Piece:
    """One table of a document: what is written above it, and its rows, numbered from 1."""

    above: tuple[str, ...]
    rows: tuple[Line, ...]


def joined(pieces: Sequence[Piece]) -> tuple[tuple[str, list[Line]], ...]:
    """(表1 or 表1至表3, its lines); what stands above comes first, with the number 0.

    The rows of what was joined are counted on. What is written above a table without indicators (the form's
    head) stands above the next one as well.
    """
    groups: list[list[tuple[int, Piece]]] = []
    for number, piece in enumerate(pieces, 1):
        if groups and _goes_on(groups[-1], piece):
            groups[-1].append((number, piece))
        else:
            groups.append([(number, piece)])
    found = []
    head: tuple[str, ...] = ()
    for group in groups:
        first, last = group[0][0], group[-1][0]
        above = (*head, *group[0][1].above)
        rows = [row for _, piece in group for row in piece.rows]
        lines = [Line(0, (text,)) for text in above]
        lines += [replace(row, number=n) for n, row in enumerate(rows, 1)]
        found.append((f"表{first}" if first == last else f"表{first}至表{last}", lines))
        head = () if _is_listing(rows) else above
    return tuple(found)


def _goes_on(group: Sequence[tuple[int, Piece]], piece: Piece) -> bool:
    first, last = group[0][1], group[-1][1]
    if sum(len(one.rows) for _, one in group) + len(piece.rows) > MOST_LINES:
        return False
    if not all(_is_between(text, first.above) for text in piece.above):
        return False
    if _same_header(first.rows, piece.rows):
        return True
    return (
        not _is_listing(piece.rows)
        and not _is_ended(last.rows)
        and _width(last.rows) == _width(piece.rows) >= (1 if _is_listing(first.rows) else _FEWEST)
    )


def _is_between(text: str, titles: Sequence[str]) -> bool:
    plain = squeeze(text)
    known = plain in map(squeeze, titles)
    return known or bool(_GOES_ON.fullmatch(plain)) or is_aside(Line(0, (text,)))


def _same_header(rows: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether a table begins as the other does: with its header, or with the last row of a deep one."""
    if not rows or not others:
        return False
    head = _words(others[0])
    begin = rows[:_DEEPEST] if _is_listing(others) else rows[:1]
    return len(set(head)) > 1 and head in map(_words, begin)


def _is_ended(rows: Sequence[Line]) -> bool:
    """Whether it ends in a total or in a note."""
    return bool(rows) and any(_ENDS.match(squeeze(cell)) for cell in rows[-1].cells if cell)


def _is_listing(rows: Sequence[Line]) -> bool:
    """Whether the rows have a header that is known."""
    lines = tidied(rows)
    return find_columns(lines) is not None or any(map(is_header, lines[:_DEEPEST]))


def _words(line: Line) -> tuple[str, ...]:
    return tuple(word for word in map(squeeze, line.cells) if word)


def _width(rows: Sequence[Line]) -> int:
    return max((len(row.cells) for row in rows), default=0)
