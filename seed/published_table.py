"""A published table (tab-separated text or xlsx) -> rows with codes. Imports the guarded reader."""

from dataclasses import dataclass

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from bot.services.workbook import check_size, is_workbook
from seed.table_layout import Layout, Line, layout
from seed.table_rows import Note, rows_of
from seed.table_text import lines_of_text
from seed.table_xlsx import sheets_of_workbook


@dataclass(frozen=True, slots=True)
class Table:
    """A read table: `rows` in order with their `codes` (duty number and running number: 2-03).

    `title` and `year` as the table says (empty, None where it does not); `notes` say what is odd about it.
    """

    rows: tuple[Cells, ...]
    codes: tuple[str, ...]
    title: str = ""
    year: int | None = None
    notes: tuple[Note, ...] = ()


def read_table(content: bytes, name: str) -> Table:
    """Read a published table; `name` is the file's name.

    Raises DomainError and nothing else: table-empty, table-too-large (size, limit: bytes), table-too-long
    (limit: lines), table-encoding (known), table-not-xlsx, table-old-xls, table-encrypted, table-zip-bomb,
    table-no-header, table-wrong-sheet (sheets), table-row-broken (line, text, missing), table-duty-conflict
    (line, duty_no, duties).
    """
    check_size(content)
    if is_workbook(content, name):
        found, notes = _table_sheet(sheets_of_workbook(content))
    else:
        found, notes = _laid_out(lines_of_text(content)), ()
    rows, oddities = rows_of(found.pages)
    if not rows:
        raise DomainError("table-empty")
    return Table(
        tuple(row.cells for row in rows),
        tuple(row.code for row in rows),
        found.title,
        found.year,
        notes + oddities,
    )


def _laid_out(lines: list[Line]) -> Layout:
    if (found := layout(lines)) is None:
        raise DomainError("table-no-header")
    return found


def _table_sheet(sheets: list[tuple[str, list[Line]]]) -> tuple[Layout, tuple[Note, ...]]:
    """The first sheet with the form's header; further ones are named."""
    tables = [(name, found) for name, lines in sheets if (found := layout(lines)) is not None]
    if not tables:
        raise DomainError("table-wrong-sheet", sheets=[name for name, _ in sheets])
    others = [name for name, _ in tables[1:]]
    return tables[0][1], (Note("other-sheets", {"read": tables[0][0], "others": others}),) if others else ()
