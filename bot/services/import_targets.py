"""A published table into the store: first the difference, then the change. Imports the domain and ports."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from bot.domain.indicator import ASSUMABLE, Cells, Indicator
from bot.domain.period import Rhythm
from bot.domain.proposals import Proposal, propose
from bot.domain.settings import DepartmentSettings
from bot.domain.table_questions import Question, questions
from bot.services.import_rows import (
    Alike,
    Changed,
    Row,
    as_parts,
    document_of,
    duty_without_number,
    fields_changed,
    free_code,
    split_into,
)
from bot.services.ports import Department, IndicatorFacts, UnitOfWork

SAME_NAME = 60  # per cent; a renamed indicator keeps at least so much of its name


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do. `gone` are stored but no longer in the table.

    `untouched`: how many stored indicators a table that lists only some does not name (None: it lists all).
    `unclear`: names that several stored indicators have, with their codes; they are left as they are.
    """

    department: Department
    year: int
    added: tuple[Row, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Indicator, ...]
    unchanged: int
    asked: Mapping[str, tuple[Question, ...]]  # code -> what to look at
    untouched: int | None = None
    alike: tuple[Alike, ...] = ()
    unclear: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.gone)

    @property
    def fingerprint(self) -> str:
        """The same for the same difference: what was confirmed is what was shown."""
        changed = [(c.indicator.code, c.indicator.cells, c.cells) for c in self.changed]
        said = repr((self.year, self.added, changed, [i.code for i in self.gone]))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def compare(uow: UnitOfWork, department: Department, year: int, rows: Sequence[Row]) -> Difference:
    """The difference between a table and what is stored for the year. Changes nothing."""
    stored = list(uow.targets.indicators(department.id, year, retired=True))
    pairs = _matched(stored, rows)
    taken = {i.code for i in stored}
    duty = duty_without_number(stored, rows)
    added, unchanged, asked = [], 0, {}
    changed: list[Changed] = []
    parts = split_into(uow, stored)
    kept: set[int] = set()
    for code, cells in rows:
        match = pairs.get(id(cells))
        if match and (of_whole := as_parts(parts.get(match[0].id, ()), cells)):
            changed += of_whole.changed
            unchanged += not of_whole.changed
            kept |= of_whole.ids
            continue
        own_code = match[0].code if match else free_code(code if cells.duty_no else f"{duty}-01", taken)
        taken.add(own_code)
        if found := questions(cells):
            asked[own_code] = found
        if match is None:
            added.append((own_code, cells))
        elif fields := fields_changed(match[0], cells):
            changed.append(Changed(match[0], cells, fields, document_of(uow, match[0], fields)))
        else:
            unchanged += 1
    kept |= {i.id for i, _ in pairs.values()}
    gone = tuple(i for i in stored if i.id not in kept and not i.retired)
    return Difference(department, year, tuple(added), tuple(changed), gone, unchanged, asked)


Pairs = dict[int, tuple[Indicator, Cells]]
"""By the identity of a row's cells: the stored indicator that it is."""


def _matched(stored: Sequence[Indicator], rows: Sequence[Row]) -> Pairs:
    """Rows to the stored indicators they are: by duty and name, where several have one name by their codes
    first; by name alone where no duty was known; then by code and a similar name.
    """
    found: Pairs = {}
    _pair(found, stored, rows, lambda i: (i.code, *_named(i.cells)), lambda r: (r[0], *_named(r[1])))
    _pair(found, stored, rows, lambda i: _named(i.cells), lambda r: _named(r[1]))
    _pair(found, stored, rows, lambda i: _named(i.cells), lambda r: (None, r[1].indicator))
    paired = {i.id for i, _ in found.values()}
    by_code = {i.code: i for i in stored if i.id not in paired}
    for code, cells in rows:
        candidate = by_code.get(code)
        if id(cells) in found or candidate is None:
            continue
        if cells.duty_no is None and candidate.cells.duty_no is not None:
            continue  # a table without duties numbers its rows as it likes
        if fuzz.ratio(candidate.name, cells.indicator) >= SAME_NAME:
            found[id(cells)] = (by_code.pop(code), cells)
    return found


def _named(cells: Cells) -> tuple[str | None, str]:
    return cells.duty_no, cells.indicator


def _pair(
    found: Pairs,
    stored: Sequence[Indicator],
    rows: Sequence[Row],
    of_stored: Callable[[Indicator], object],
    of_row: Callable[[Row], object],
) -> None:
    """Rows and indicators that are left and have the same key, in order; retired ones last."""
    paired = {i.id for i, _ in found.values()}
    left: dict[object, list[Indicator]] = defaultdict(list)
    for indicator in sorted(stored, key=lambda i: i.retired):
        if indicator.id not in paired:
            left[of_stored(indicator)].append(indicator)
    for row in rows:
        if id(row[1]) not in found and (same := left[of_row(row)]):
            found[id(row[1])] = (same.pop(0), row[1])


def apply(
    uow: UnitOfWork, difference: Difference, *, by: int | None, now: datetime, document: str = ""
) -> None:
    """Store a difference. Changed targets are logged; what has reports is retired, never deleted."""
    earlier = _earlier(uow, difference) if difference.added else {}
    for code, cells in difference.added:
        before = earlier.get((cells.duty_no, cells.indicator))
        rhythm = difference.department.settings.rhythm
        facts = carried_over(before) if before else first_facts(propose(cells), rhythm)
        asked = [q.code for q in difference.asked.get(code, ())]
        uow.targets.add_indicator(difference.department.id, difference.year, code, cells, facts, asked)
    for change in difference.changed:
        _change(uow, difference, change, by=by, now=now, document=document)
    for indicator in difference.gone:
        if uow.targets.has_reports(indicator.id):
            uow.targets.retire(indicator.id, now)
        else:
            uow.targets.delete(indicator.id)


def _earlier(uow: UnitOfWork, difference: Difference) -> Mapping[tuple[str | None, str], Indicator]:
    """The indicators of the newest year before, by duty and name, and by a name that only one has."""
    department_id = difference.department.id
    years = [y for y in uow.targets.years(department_id) if y < difference.year]
    found = uow.targets.indicators(department_id, max(years)) if years else ()
    names = Counter(i.name for i in found)
    alone = {(None, i.name): i for i in found if names[i.name] == 1}
    return alone | {(i.cells.duty_no, i.name): i for i in found}


def carried_over(before: Indicator) -> IndicatorFacts:
    """What was said of the same indicator a year before: nobody fills it in again, but it is assumed."""
    return IndicatorFacts(
        unit_id=before.unit_id,
        measure=before.measure.value,
        direction=before.direction.value,
        rhythm=before.rhythm.value,
        weight=before.weight,
        by_application=before.by_application,
        baseline=None,
        assumed=frozenset(ASSUMABLE),
        assisting=before.assisting,
    )


def _change(
    uow: UnitOfWork, difference: Difference, change: Changed, *, by: int | None, now: datetime, document: str
) -> None:
    indicator = change.indicator
    asked = [q.code for q in difference.asked.get(indicator.code, ())]
    uow.targets.change_cells(indicator.id, change.cells, asked)
    if change.target_changed:
        uow.targets.log_target(
            indicator.id,
            indicator.cells.annual_target,
            change.cells.annual_target,
            by=by,
            at=now,
            document=document,
        )
    if indicator.retired:
        uow.targets.revive(indicator.id)


def first_facts(proposal: Proposal, rhythm: Rhythm) -> IndicatorFacts:
    """What the table does not say, as proposed: all of it assumed, and nobody answers for it yet."""
    return IndicatorFacts(
        unit_id=None,
        measure=proposal.measure.value,
        direction=proposal.direction.value,
        rhythm=rhythm.value,
        weight=None,
        by_application=proposal.by_application,
        baseline=None,
        assumed=frozenset(ASSUMABLE),
    )


def department_for(uow: UnitOfWork, name: str, settings: DepartmentSettings) -> tuple[Department, bool]:
    """The department of that name, made with these settings if there is none; and whether it is new."""
    if found := uow.targets.department_named(name):
        return found, False
    added = uow.targets.add_department(name)
    uow.targets.save_settings(added.id, settings)
    return uow.targets.department(added.id), True
