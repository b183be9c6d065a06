"""Indicators and targets of a table whose columns are known; nothing else is taken. Imports the domain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from bot.domain.quantity import Kind, read
from bot.domain.written_target import named_target, written_target
from seed.table_alignment import NONE_MARKS
from seed.table_chosen import column_letter
from seed.table_header import Columns, find_columns
from seed.table_layout import Line, is_aside, squeeze
from seed.table_rows import value_of
from seed.table_words import role_of

_TOTAL = re.compile(r"(总分|合计|总计|小计|得分|总得分|自评得分)(\(.*\))?")
_ENDS = re.compile(r"(总分|合计|总计|总得分|自评得分)(\(.*\))?|(注|备注|说明)[:：].*|填[表报].*[:：].*")
_DOTS = re.compile(r"[.…。·\s]+")
_BROKEN = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator as the table has it, and the line it came from."""

    cells: Cells
    line: int


def rows_listed(sheet: str, lines: Sequence[Line], columns: Columns) -> tuple[Listed, ...]:
    """All rows below the header and below its repetitions.

    Raises DomainError, each with sheet, line and column (a letter): table-cell-empty (header),
    table-cell-sign (said, allowed), table-cell-sign-twice (said, value), table-cell-not-both (text),
    table-cell-broken (text); and table-name-twice (name, first, second).
    """
    return _once(sheet, _Reader(sheet, lines, columns).rows())


def _once(sheet: str, rows: Iterable[Listed]) -> tuple[Listed, ...]:
    """A row that merged cells repeat counts once; two targets for one name are refused."""
    found: dict[str, Listed] = {}
    for row in rows:
        first = found.setdefault(squeeze(row.cells.indicator), row)
        if first.cells.annual_target != row.cells.annual_target:
            raise DomainError(
                "table-name-twice",
                sheet=sheet,
                said=row.cells.indicator,
                first=first.line,
                second=row.line,
            )
    return tuple(found.values())


class _Reader:
    def __init__(self, sheet: str, lines: Sequence[Line], columns: Columns) -> None:
        self._sheet, self._lines, self._columns = sheet, lines, columns
        self._begun = self._ended = False

    def rows(self) -> Iterator[Listed]:
        at = self._columns.body
        while at < len(self._lines):
            if self._ended and (further := find_columns(self._lines, at, at + 1)):
                self._columns, self._ended, at = further, False, further.body
                continue
            if row := self._row(self._lines[at]):
                self._begun = True
                yield row
            at += 1

    def _row(self, line: Line) -> Listed | None:
        name, target = self._at(line, self._columns.indicator), self._at(line, self._columns.target)
        if self._is_none(line, name, target):
            return None
        for column in {self._columns.indicator, self._columns.target}:
            if _BROKEN.fullmatch(text := self._at(line, column)):
                raise self._error("table-cell-broken", line, column, text=text)
        if self._columns.in_one:
            return self._of_one(line, name)
        target = self._written(line, target)
        if self._ended and read(target).kind in (Kind.UNREADABLE, Kind.NONE):
            return None
        return self._listed(line, name, target)

    def _is_none(self, line: Line, name: str, target: str) -> bool:
        """Headings, totals, notes, signatures, further headers; also lines of what follows the table."""
        said = {cell for cell in line.cells if cell}
        if any(_ENDS.fullmatch(squeeze(cell)) for cell in said):
            self._ended = True
            return True
        if is_aside(line) or any(_TOTAL.fullmatch(squeeze(cell)) for cell in said):
            return True
        if role_of(name) and (self._columns.in_one or role_of(target)):
            return True
        if self._columns.body and line.cells == self._lines[self._columns.body - 1].cells:
            return True  # the header again, of a further page
        missing = [n for n, text in (("indicator", name), ("target", target)) if not _says(text)]
        if len(missing) == 2 or (len(said) == 1 and not self._columns.in_one):
            return True
        if not missing or (missing == ["target"] and target in ("/", "／")):
            return False
        if self._ended or line.hidden or (not self._begun and target and role_of(target)):
            return True
        column = getattr(self._columns, missing[0])
        raise self._error("table-cell-empty", line, column, beside=name or target)

    def _of_one(self, line: Line, text: str) -> Listed | None:
        if found := named_target(text):
            return self._listed(line, *found)
        if self._ended or (len({cell for cell in line.cells if cell}) == 1 and not read(text).value):
            return None
        raise self._error("table-cell-not-both", line, self._columns.indicator, text=text[:60])

    def _written(self, line: Line, target: str) -> str:
        symbol, unit = self._columns.symbol, self._columns.unit
        if target in NONE_MARKS or (symbol is None and unit is None):
            return target
        try:
            return written_target(self._at(line, symbol), target, self._at(line, unit))
        except DomainError as error:
            column = self._columns.target if symbol is None else symbol
            raise self._error(error.code, line, column, **error.facts) from error

    def _listed(self, line: Line, name: str, target: str) -> Listed:
        explanation = value_of(self._at(line, self._columns.explanation))
        cells = Cells(None, None, None, None, name, explanation, value_of(target), *[None] * 7)
        return Listed(cells, line.number)

    def _at(self, line: Line, at: int | None) -> str:
        return line.cells[at] if at is not None and at < len(line.cells) else ""

    def _error(self, code: str, line: Line, column: int, **facts: object) -> DomainError:
        where = {"sheet": self._sheet, "line": line.number, "column": column_letter(column)}
        return DomainError(code, **where, **facts)


def _says(text: str) -> bool:
    return text not in NONE_MARKS and not _DOTS.fullmatch(text)
