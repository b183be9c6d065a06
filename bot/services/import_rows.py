"""Rows of a table beside stored indicators: what differs, and the codes of new ones. Domain and ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.indicator import Cells, Indicator
from bot.services.ports import UnitOfWork
from bot.services.split import split_cells

Row = tuple[str, Cells]
"""The code a table gives a row by its place, and the row."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A stored indicator whose row reads differently now; `fields` names the columns.

    `document` is what the stored target was last changed by: the table may be the older one.
    """

    indicator: Indicator
    cells: Cells
    fields: tuple[str, ...]
    document: str = ""

    @property
    def target_changed(self) -> bool:
        return "annual_target" in self.fields


@dataclass(frozen=True, slots=True)
class Alike:
    """A row that would be added, by its code, and the stored indicator it may be meant to be."""

    code: str
    name: str
    stored: Indicator


@dataclass(frozen=True, slots=True)
class Parts:
    """What a row of several rates means for the indicators it was split into."""

    ids: frozenset[int]
    changed: tuple[Changed, ...]


def split_into(uow: UnitOfWork, stored: Sequence[Indicator]) -> Mapping[int, Sequence[Indicator]]:
    """The indicators in use that others were split into, by the id of the whole."""
    by_id = {i.id: i for i in stored if not i.retired}
    parts = uow.targets.parts([i.id for i in stored if i.retired])
    return {whole: [by_id[p] for p in ids if p in by_id] for whole, ids in parts.items()}


def as_parts(parts: Sequence[Indicator], cells: Cells, fields: frozenset[str] | None = None) -> Parts | None:
    """None where the row no longer lists just these rates: then it is a row like any other.

    `fields`: the columns that count, where the table has not all of them.
    """
    rows = split_cells(cells)
    if not parts or [c.indicator for c in rows] != [p.name for p in parts]:
        return None
    if fields is not None:
        given = [{name: getattr(row, name) for name in fields} for row in rows]
        rows = tuple(replace(part.cells, **own) for part, own in zip(parts, given, strict=True))
    found = [(part, row, fields_changed(part, row)) for part, row in zip(parts, rows, strict=True)]
    changed = tuple(Changed(part, row, fields) for part, row, fields in found if fields)
    return Parts(frozenset(p.id for p in parts), changed)


def duty_without_number(stored: Sequence[Indicator], rows: Sequence[Row]) -> int:
    """The duty number in the codes of indicators without a duty: theirs, or the first above all others."""
    for indicator in stored:
        if indicator.cells.duty_no is None:
            return _duty_of(indicator.code)
    used = [_duty_of(i.code) for i in stored] + [_duty_of(code) for code, cells in rows if cells.duty_no]
    return max(used, default=0) + 1


def _duty_of(code: str) -> int:
    return int(code.partition("-")[0])


def document_of(uow: UnitOfWork, indicator: Indicator, fields: Sequence[str]) -> str:
    changes = uow.targets.target_changes([indicator.id]) if "annual_target" in fields else ()
    return changes[-1].document if changes else ""


def free_code(code: str, taken: set[str]) -> str:
    """The code the table gives, or the next free running number of the duty: a code is never used again."""
    duty, _, number = code.rpartition("-")
    running = int(number)
    while f"{duty}-{running:02d}" in taken:
        running += 1
    return f"{duty}-{running:02d}"


def fields_changed(indicator: Indicator, cells: Cells) -> tuple[str, ...]:
    names = Cells.__dataclass_fields__
    differing = tuple(n for n in names if getattr(indicator.cells, n) != getattr(cells, n))
    return (*differing, "retired") if indicator.retired else differing
