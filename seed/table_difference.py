"""What a read table would change in the store: the whole 绩效目标表, or some indicators' targets."""

from bot.services.import_part import compare_part
from bot.services.import_targets import Difference, compare
from bot.services.ports import Department, UnitOfWork
from seed.published_table import Table
from seed.table_rows import Note


def difference(uow: UnitOfWork, department: Department, year: int, table: Table) -> Difference:
    """Changes nothing; `bot.services.import_targets.apply` stores it."""
    if table.is_whole:
        return compare(uow, department, year, tuple(zip(table.codes, table.rows, strict=True)))
    return compare_part(uow, department, year, table.rows, table.fields)


def notes_on(table: Table, found: Difference) -> tuple[Note, ...]:
    """What is odd about the table, about its year and about what it adds."""
    notes = list(table.notes)
    if table.year is not None and table.year != found.year:
        notes.insert(0, Note("year-differs", {"said": table.year, "year": found.year}))
    if found.added and not table.is_whole:
        notes.append(Note("no-duties"))
    return tuple(notes)
