"""A published table (tab-separated text, xlsx or docx) -> rows with codes. Imports the guarded readers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from bot.services.workbook import OLD_OFFICE, check_size, is_document, is_encrypted, is_workbook
from seed.table_chosen import Chosen, Unknown, column_letter, columns_chosen, unknown_table
from seed.table_columns import columns_of_form, rows_under
from seed.table_header import Columns, find_columns
from seed.table_layout import Layout, Line, alone, is_titled, layout, tidied
from seed.table_listed import Listed, rows_listed
from seed.table_rows import Note, Row, rows_of
from seed.table_text import lines_of_text
from seed.table_xlsx import Book, read_book
from seed.table_year import year_of

_TEXT = "文本"
_MOST_NAMED = 30  # columns in an error

Remembered = Callable[[str], Chosen | None]
"""The columns once named for a header, by its fingerprint."""


@dataclass(frozen=True, slots=True)
class Table:
    """A read table: `rows` in order with their `codes` (duty number and running number: 2-03).

    `title` and `year` as the table says (empty, None where it does not); `notes` say what is odd about it.
    `fields`: the columns it gives where it is not the whole 绩效目标表; then rows have no codes and what it
    does not list says nothing. `chosen`: columns that somebody named.
    """

    rows: tuple[Cells, ...]
    codes: tuple[str, ...]
    title: str = ""
    year: int | None = None
    notes: tuple[Note, ...] = ()
    fields: frozenset[str] = frozenset()
    chosen: Chosen | None = None

    @property
    def is_whole(self) -> bool:
        return not self.fields


def read_table(
    content: bytes, name: str, *, chosen: Chosen | None = None, remembered: Remembered | None = None
) -> Table:
    """Read a table of targets; `name` is the file's name, `chosen` the columns somebody named.

    Raises DomainError and nothing else: table-empty, table-too-large (size, limit: bytes), table-too-long
    (limit: lines), table-many-cells (limit), table-encoding (known), table-not-xlsx, table-not-docx,
    table-old-xls, table-old-doc, table-encrypted, table-zip-bomb, table-no-header, table-wrong-sheet
    (sheets), table-row-broken (line, text, missing), table-duty-conflict (line, duty_no, duties), those of
    `rows_listed`; table-which-columns (sheet: its name, at: its number from 0, columns: letters with headers)
    where columns are to be named.
    """
    check_size(content)
    book = _book(content, name)
    if chosen is None and (whole := _whole(book)):
        return whole
    found = _chosen(book, chosen) if chosen else _listed(book) or _remembered(book, remembered)
    if found is None:
        raise _not_found(book)
    return found


def _book(content: bytes, name: str) -> Book:
    if content.startswith(OLD_OFFICE) and name.lower().endswith((".doc", ".docx")):
        raise DomainError("table-encrypted" if is_encrypted(content) else "table-old-doc")
    if is_document(content) or name.lower().endswith(".docx"):
        from seed.table_docx import tables_of  # with the library that reads documents

        return Book(tables_of(content), "docx")
    if not is_workbook(content, name):
        return Book(((_TEXT, lines_of_text(content)),), "text")
    return read_book(content)


# ---------------------------------------------------------------- the 绩效目标表


def _whole(book: Book) -> Table | None:
    """The first sheet with the header of the 绩效目标表; further ones are named."""
    tables = [(name, found, lines) for name, lines in book.sheets if (found := layout(lines)) is not None]
    if not tables:
        return None
    (sheet, found, lines), others = tables[0], [name for name, _, _ in tables[1:]]
    columns = columns_of_form(lines) if book.form in ("A", "docx") else None
    rows, oddities = rows_of(found.pages) if columns is None else rows_under(columns, lines)
    if not rows:
        raise DomainError("table-empty")
    return _made(found, rows, (*_about_sheet(book, sheet, lines, rows, others), *oddities))


def _made(found: Layout, rows: Sequence[Row], notes: tuple[Note, ...]) -> Table:
    cells, codes = tuple(row.cells for row in rows), tuple(row.code for row in rows)
    return Table(cells, codes, found.title, found.year, notes)


def _about_sheet(
    book: Book, read: str, lines: Sequence[Line], rows: Sequence[Row | Listed], others: Sequence[str]
) -> Iterator[Note]:
    """Further sheets with a table, and what of this one nobody sees."""
    if others:
        yield Note("other-sheets", {"read": read, "others": list(others)})
    unseen = {line.number for line in lines if line.hidden}
    hidden = [*(str(row.line) for row in rows if row.line in unseen), *book.hidden.get(read, ())]
    if hidden:
        yield Note("hidden", {"said": hidden[:_MOST_NAMED]})


# ---------------------------------------------------------------- other tables of indicators and targets


def _listed(book: Book) -> Table | None:
    """The first sheet whose header names indicator and target and that has rows; further ones are named."""
    sheets = [(name, tidied(lines)) for name, lines in book.sheets]
    tables = [(name, lines, columns) for name, lines in sheets if (columns := find_columns(lines))]
    for n, (name, lines, columns) in enumerate(tables):
        if rows := rows_listed(name, lines, columns):
            others = [other for other, _, _ in tables[n + 1 :]]
            return _part(rows, lines, columns, _about_sheet(book, name, lines, rows, others))
    if tables:
        raise DomainError("table-empty")
    return None


def _part(
    listed: Sequence[Listed],
    lines: Sequence[Line],
    columns: Columns,
    found: Iterable[Note] = (),
    chosen: Chosen | None = None,
) -> Table:
    notes = tuple(found)
    rows = tuple(row.cells for row in listed)
    if not rows:
        raise DomainError("table-empty")
    if chosen:
        letters = (column_letter(chosen.indicator), column_letter(chosen.target))
        notes = (*notes, Note("columns-named", dict(zip(("indicator", "target"), letters, strict=True))))
    if columns.actuals:
        notes = (*notes, Note("actuals-not-taken"))
    fields = {"annual_target"} | ({"explanation"} if columns.explanation is not None else set())
    above = alone(lines[: columns.body])
    title = max(above, key=lambda text: (is_titled(text), len(text)), default="")[:200]
    return Table(rows, ("",) * len(rows), title, year_of(above), notes, frozenset(fields), chosen)


# ---------------------------------------------------------------- columns that somebody names


def _unknown(book: Book) -> list[tuple[int, str, list[Line], Unknown]]:
    sheets = [(at, name, tidied(lines)) for at, (name, lines) in enumerate(book.sheets)]
    return [(at, name, lines, found) for at, name, lines in sheets if (found := unknown_table(lines))]


def _remembered(book: Book, remembered: Remembered | None) -> Table | None:
    """As the first sheet was read the last time; where it never was, its columns are to be named."""
    found = _unknown(book)
    for at, _, _, table in found:
        known = remembered(table.fingerprint) if remembered and table.fingerprint else None
        if known is not None:
            return _chosen(book, Chosen(known.indicator, known.target, at))
    if not found:
        return None
    at, name, _, table = found[0]
    columns = [f"{o.letter} {o.header[:20]}" for o in table.columns[:_MOST_NAMED]]
    raise DomainError("table-which-columns", sheet=name, at=at, columns=columns)


def _chosen(book: Book, chosen: Chosen) -> Table | None:
    sheets = [(at, name, tidied(lines)) for at, (name, lines) in enumerate(book.sheets)]
    if chosen.sheet is not None:
        sheets = sheets[chosen.sheet : chosen.sheet + 1]
    for at, name, lines in sheets:
        if columns := columns_chosen(lines, chosen):
            used = Chosen(chosen.indicator, chosen.target, at)
            others = [other for n, other, _, _ in _unknown(book) if n != at]
            rows = rows_listed(name, lines, columns)
            notes = _about_sheet(book, name, lines, rows, others)
            return _part(rows, lines, columns, notes, used)
    return None


def offered(content: bytes, name: str, sheet: int | None = None) -> tuple[str, int, Unknown]:
    """(name, number, what there is to choose from) of a sheet, or of the first that looks like a table.

    Raises DomainError as `read_table` does where there is none.
    """
    book = _book(content, name)
    for at, title, _, found in _unknown(book):
        if sheet is None or at == sheet:
            return title, at, found
    raise _not_found(book)


def fingerprint_of(content: bytes, name: str, chosen: Chosen) -> str:
    """The fingerprint of the header above named columns; "" where the table has none, or a known one."""
    sheets = {at: found for at, _, lines, found in _unknown(_book(content, name)) if not find_columns(lines)}
    return sheets[chosen.sheet].fingerprint if chosen.sheet in sheets else ""


def _not_found(book: Book) -> DomainError:
    if book.form == "text":
        return DomainError("table-no-header")
    return DomainError("table-wrong-sheet", sheets=[name for name, _ in book.sheets])
