"""A table that lists some indicators and their targets, against what is stored. Domain and ports.

Such a table has no codes and no duties: indicators are found by their names, and what it does not list stays.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from bot.domain.indicator import Cells, Indicator
from bot.domain.table_questions import Question, questions
from bot.domain.written_target import says_the_same
from bot.services.import_rows import (
    Alike,
    Changed,
    as_parts,
    document_of,
    duty_without_number,
    fields_changed,
    free_code,
    split_into,
)
from bot.services.import_targets import Difference
from bot.services.ports import Department, UnitOfWork

ALIKE = 80  # per cent; a name so near to a stored one may be meant to be it


def compare_part(
    uow: UnitOfWork, department: Department, year: int, rows: Sequence[Cells], fields: frozenset[str]
) -> Difference:
    """What the rows change in these fields (of Cells), and what they add. Changes nothing."""
    stored = list(uow.targets.indicators(department.id, year, retired=True))
    named = _by_name(stored)
    parts = split_into(uow, stored)
    taken = {i.code for i in stored}
    duty = duty_without_number(stored, ())
    added: list[tuple[str, Cells]] = []
    changed: list[Changed] = []
    asked: dict[str, tuple[Question, ...]] = {}
    unclear: list[tuple[str, tuple[str, ...]]] = []
    listed: set[int] = set()
    unchanged = 0
    for cells in rows:
        same = named.get(plain_name(cells.indicator), ())
        if len(same) > 1:
            unclear.append((cells.indicator, tuple(i.code for i in same)))
            listed |= {i.id for i in same}
            continue
        if not same:
            code = free_code(f"{duty}-01", taken)
            taken.add(code)
            added.append((code, cells))
            if found := _questions(cells):
                asked[code] = found
            continue
        indicator = same[0]
        whole = replace(_over(indicator, cells, fields), indicator=indicator.name)
        if of_whole := as_parts(parts.get(indicator.id, ()), whole, fields):
            changed += of_whole.changed
            unchanged += not of_whole.changed
            listed |= of_whole.ids
            continue
        listed.add(indicator.id)
        if differing := fields_changed(indicator, whole):
            document = document_of(uow, indicator, differing)
            changed.append(Changed(indicator, whole, differing, document))
            if found := questions(whole, indicator.direction):
                asked[indicator.code] = found
        else:
            unchanged += 1
    in_use = [i for i in stored if not i.retired]
    return Difference(
        department,
        year,
        tuple(added),
        tuple(changed),
        (),
        unchanged,
        asked,
        untouched=sum(i.id not in listed for i in in_use),
        alike=tuple(_alike(added, [i for i in in_use if i.id not in listed])),
        unclear=tuple(unclear),
    )


def _questions(cells: Cells) -> tuple[Question, ...]:
    """Of a new row; that it has no history says nothing where the table has no column for it."""
    return tuple(q for q in questions(cells) if q.code != "no-history")


def plain_name(name: str) -> str:
    """A name for comparing: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _by_name(stored: Sequence[Indicator]) -> Mapping[str, Sequence[Indicator]]:
    """Those in use; a name that only retired ones have means those."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in sorted(stored, key=lambda i: i.retired):
        same = found[plain_name(indicator.name)]
        if not (indicator.retired and same):
            same.append(indicator)
    return found


def _over(indicator: Indicator, cells: Cells, fields: frozenset[str]) -> Cells:
    """The stored row with what the table gives; a blank and a target that says the same give nothing."""
    given = {name: getattr(cells, name) for name in fields}
    if not given.get("explanation"):
        given.pop("explanation", None)
    if says_the_same(indicator, cells.annual_target):
        given.pop("annual_target", None)
    return replace(indicator.cells, **given)


def _alike(added: Sequence[tuple[str, Cells]], left: Sequence[Indicator]) -> Sequence[Alike]:
    found = []
    for code, cells in added:
        best = max(left, key=lambda i: fuzz.ratio(i.name, cells.indicator), default=None)
        if best and fuzz.ratio(best.name, cells.indicator) >= ALIKE:
            found.append(Alike(code, cells.indicator, best))
    return found
