"""A published table (tab-separated text or xlsx) -> rows with codes. Imports the guarded reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from bot.services.workbook import check_size, is_workbook
from seed.table_columns import columns_of_form, rows_under
from seed.table_layout import Layout, Line, layout
from seed.table_rows import Note, Row, rows_of
from seed.table_text import lines_of_text
from seed.table_xlsx import read_book


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
    if not is_workbook(content, name):
        found = _laid_out(lines_of_text(content))
        return _table(found, rows_of(found.pages))
    book = read_book(content)
    found, lines, notes = _table_sheet(book.sheets)
    columns = columns_of_form(lines) if book.form == "A" else None
    read = rows_of(found.pages) if columns is None else rows_under(columns, lines)
    return _table(found, read, notes)


def _table(
    found: Layout, read: tuple[tuple[Row, ...], tuple[Note, ...]], notes: tuple[Note, ...] = ()
) -> Table:
    rows, oddities = read
    if not rows:
        raise DomainError("table-empty")
    cells, codes = tuple(row.cells for row in rows), tuple(row.code for row in rows)
    return Table(cells, codes, found.title, found.year, notes + oddities)


def _laid_out(lines: list[Line]) -> Layout:
    if (found := layout(lines)) is None:
        raise DomainError("table-no-header")
    return found


def _table_sheet(sheets: Sequence[tuple[str, list[Line]]]) -> tuple[Layout, list[Line], tuple[Note, ...]]:
    """The first sheet with the form's header, laid out and as it came; further ones are named."""
    tables = [(name, found, lines) for name, lines in sheets if (found := layout(lines)) is not None]
    if not tables:
        raise DomainError("table-wrong-sheet", sheets=[name for name, _ in sheets])
    (read, found, lines), others = tables[0], [name for name, _, _ in tables[1:]]
    return found, lines, (Note("other-sheets", {"read": read, "others": others}),) if others else ()
