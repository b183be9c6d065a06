"""Saying what the table does not: who answers for an indicator, what kind of thing it is. Imports ports."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import ASSUMABLE, Direction, Indicator, Measure
from bot.domain.period import Rhythm
from bot.services.assignments_read import Assignment
from bot.services.ports import Department, IndicatorFacts, Unit, UnitOfWork

_NAMES = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True, slots=True)
class FactsChange:
    """One indicator with what will be known of it. `fields` differ, `settled` were only assumed so far."""

    indicator: Indicator
    wanted: Assignment
    fields: tuple[str, ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssignmentsDifference:
    """What a set of assignments would do. `unknown` are codes that the year's table does not have."""

    department: Department
    year: int
    changes: tuple[FactsChange, ...]
    new_units: tuple[str, ...]
    unknown: tuple[str, ...]
    unchanged: int

    @property
    def is_nothing(self) -> bool:
        return not self.changes

    @property
    def fingerprint(self) -> str:
        """The same for the same difference: what was confirmed is what was shown."""
        said = repr([(c.indicator.code, c.wanted, c.fields, c.settled) for c in self.changes])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def compare_assignments(
    uow: UnitOfWork, department: Department, year: int, assignments: Sequence[Assignment]
) -> AssignmentsDifference:
    """The difference between what is said and what is stored. Changes nothing."""
    stored = {i.code: i for i in uow.targets.indicators(department.id, year)}
    changes, unknown, named = [], [], []
    for said in (_with_first_unit(a) for a in assignments):
        indicator = stored.get(said.code)
        if indicator is None:
            unknown.append(said.code)
            continue
        if said.responsible_unit:
            named.append(said.responsible_unit)
        change = change_of(indicator, said)
        if change.fields or change.settled:
            changes.append(change)
    known = {u.name for u in uow.targets.units(department.id)}
    new_units = tuple(dict.fromkeys(n for n in named if n not in known))
    unchanged = len(assignments) - len(changes) - len(unknown)
    return AssignmentsDifference(department, year, tuple(changes), new_units, tuple(unknown), unchanged)


def _with_first_unit(said: Assignment) -> Assignment:
    """交易科、项目科: the first named answers for it, the others assist."""
    names = [n.strip() for n in _NAMES.split(said.responsible_unit or "") if n.strip()]
    if len(names) < 2:
        return said
    given = {name: getattr(said, name) for name in Assignment.__dataclass_fields__}
    assisting = tuple(dict.fromkeys((*names[1:], *said.assisting_units)))
    return Assignment(**{**given, "responsible_unit": names[0], "assisting_units": assisting})


def change_of(indicator: Indicator, said: Assignment) -> FactsChange:
    """What saying this changes about the indicator; whatever is said is no longer assumed."""
    spoken = dict(_spoken(said))
    stored = _stored(indicator)
    differing = tuple(name for name, value in spoken.items() if stored[name] != value)
    settled = tuple(name for name in ASSUMABLE if name in spoken and name in indicator.assumed)
    return FactsChange(indicator, said, differing, settled)


def _spoken(said: Assignment) -> Iterator[tuple[str, object]]:
    for name in (*ASSUMABLE, "assisting_units"):
        value = getattr(said, name)
        if value not in (None, ()):
            yield name, value


def _stored(indicator: Indicator) -> Mapping[str, object]:
    return {
        "responsible_unit": indicator.unit,
        "measure": indicator.measure,
        "direction": indicator.direction,
        "rhythm": indicator.rhythm,
        "weight": indicator.weight,
        "by_application": indicator.by_application,
        "assisting_units": indicator.assisting,
    }


def apply_assignments(uow: UnitOfWork, difference: AssignmentsDifference) -> None:
    """Store a difference; units that are named for the first time are made."""
    units = {u.name: u for u in uow.targets.units(difference.department.id)}
    for name in difference.new_units:
        units[name] = uow.targets.add_unit(difference.department.id, name)
    for change in difference.changes:
        uow.targets.change_facts(change.indicator.id, facts_after(change, units))


def facts_after(change: FactsChange, units: Mapping[str, Unit]) -> IndicatorFacts:
    """All facts of the indicator with what was said put in."""
    indicator, said = change.indicator, change.wanted
    unit_id = units[said.responsible_unit].id if said.responsible_unit else indicator.unit_id
    return IndicatorFacts(
        unit_id=unit_id,
        measure=(said.measure or indicator.measure).value,
        direction=(said.direction or indicator.direction).value,
        rhythm=(said.rhythm or indicator.rhythm).value,
        weight=indicator.weight if said.weight is None else said.weight,
        by_application=indicator.by_application if said.by_application is None else said.by_application,
        baseline=indicator.baseline,
        assumed=indicator.assumed - set(change.settled),
        assisting=said.assisting_units or indicator.assisting,
    )


def nobody_answers_for(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    return tuple(i for i in indicators if i.unit_id is None)


def as_it_stands(indicator: Indicator) -> Assignment:
    """Everything known of the indicator said once more: confirms what was assumed."""
    return Assignment(
        code=indicator.code,
        responsible_unit=indicator.unit,
        measure=indicator.measure,
        direction=indicator.direction,
        rhythm=indicator.rhythm,
        weight=indicator.weight,
        by_application=indicator.by_application,
    )


def one_fact(code: str, field: str, value: Any) -> Assignment:
    """One thing said of an indicator; `value` is a JSON value as buttons carry it.

    Raises DomainError weight-unreadable (said).
    """
    readers: Mapping[str, Callable[[Any], Any]] = {
        "measure": Measure,
        "direction": Direction,
        "rhythm": Rhythm,
        "weight": _weight,
    }
    return Assignment(code, **{field: readers.get(field, lambda v: v)(value)})


def _weight(text: str) -> Decimal:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)\s*分?%?", text.strip())
    if found is None or Decimal(found[1]) > 100:
        raise DomainError("weight-unreadable", said=text.strip()[:20])
    return Decimal(found[1])
