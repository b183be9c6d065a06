"""What nobody answers for: indicators without a unit, units without a contact or a lead. Imports ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.people import Person, Role
from bot.services.ports import Department, Unit, UnitOfWork
from bot.services.scope import current_year


class Why(StrEnum):
    """Why a unit has no contact who can be asked."""

    NOBODY = "nobody"
    LEFT = "left"  # deactivated
    NOT_ENROLLED = "not-enrolled"


@dataclass(frozen=True, slots=True)
class Unattended:
    """A unit that answers for indicators and has nobody to ask; `names` are those who left or never came."""

    unit: Unit
    codes: tuple[str, ...]
    why: Why
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Orphans:
    """`unassigned`: codes of indicators without a unit; units in the order they were made."""

    unassigned: tuple[str, ...]
    without_contact: tuple[Unattended, ...]
    without_lead: tuple[Unit, ...]

    def __bool__(self) -> bool:
        return bool(self.unassigned or self.without_contact or self.without_lead)


def orphans(uow: UnitOfWork, department: Department, today: date) -> Orphans:
    """Of the table that is being reported on. Raises DomainError no-table."""
    indicators = uow.targets.indicators(department.id, current_year(uow, department, today))
    people = uow.people.in_department(department.id, inactive=True)
    enrolled = frozenset(uow.people.accounts([p.id for p in people]))
    codes = {i.unit_id: tuple(j.code for j in indicators if j.unit_id == i.unit_id) for i in indicators}
    units = [u for u in uow.targets.units(department.id) if u.id in codes]
    found = (_unattended(u, codes[u.id], people, enrolled) for u in units)
    return Orphans(
        codes.get(None, ()),
        tuple(one for one in found if one is not None),
        tuple(u for u in units if not _there(u, people, Role.LEAD, enrolled)),
    )


def _there(unit: Unit, people: Sequence[Person], role: Role, enrolled: frozenset[int]) -> bool:
    return any(p.active and p.id in enrolled and unit.id in p.own_units(role) for p in people)


def _unattended(
    unit: Unit, codes: tuple[str, ...], people: Sequence[Person], enrolled: frozenset[int]
) -> Unattended | None:
    if _there(unit, people, Role.CONTACT, enrolled):
        return None
    contacts = [p for p in people if unit.id in p.own_units(Role.CONTACT)]
    invited = tuple(p.name for p in contacts if p.active)
    left = tuple(p.name for p in contacts if not p.active)
    if invited:
        return Unattended(unit, codes, Why.NOT_ENROLLED, invited)
    return Unattended(unit, codes, Why.LEFT if left else Why.NOBODY, left)
