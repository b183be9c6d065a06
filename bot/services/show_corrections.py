"""What was changed after review, and after a signed bulletin. Imports the domain and ports."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.corrections import Correction, Late, Signing, corrections
from bot.domain.indicator import Indicator
from bot.domain.people import Role
from bot.services.ledger import Item
from bot.services.ports import UnitOfWork
from bot.services.show_status import seen_revisions
from bot.services.sight import Sight

Lateness = Mapping[int, Late]
"""By the ids of the revisions that are such corrections."""


Months = tuple[int, int] | None


@dataclass(frozen=True)
class CorrectionList:
    """Newest first. `months`: the first and the last of those asked for, in which the periods end."""

    sight: Sight
    rows: tuple[tuple[Item, Correction], ...]
    months: Months = None


def signings(uow: UnitOfWork, sight: Sight) -> tuple[Signing, ...]:
    """When the year's bulletins were signed."""
    ledger = sight.ledger
    found = uow.remember(
        ("signed", ledger.department.id, ledger.year),
        lambda: uow.bulletins.signed(ledger.department.id, ledger.year),
    )
    return tuple(Signing((b.year, b.month), b.signed_at) for b in found)


def late_revisions(uow: UnitOfWork, sight: Sight, indicator: Indicator) -> Lateness:
    """Those of the indicator that the person may see."""
    signed = signings(uow, sight)
    found = (c for item in sight.items(indicator) for c in corrections(seen_revisions(sight, item), signed))
    return {c.new.id: c.late for c in found}


def list_corrections(uow: UnitOfWork, sight: Sight, months: Months = None) -> CorrectionList:
    """Those of the units led or overseen, not of those one only assists; whoever sees all has all."""
    signed = signings(uow, sight)
    mine = (i for i in sight.indicators if _in_charge(sight, i))
    first, last = months or (1, 12)
    asked = (i for indicator in mine for i in sight.items(indicator) if first <= i.period.end_month <= last)
    rows = [(item, c) for item in asked for c in corrections(seen_revisions(sight, item), signed)]
    return CorrectionList(sight, tuple(sorted(rows, key=lambda r: r[1].new.at, reverse=True)), months)


def _in_charge(sight: Sight, indicator: Indicator) -> bool:
    person = sight.person
    return person.sees_all or indicator.unit_id in person.units(Role.LEADER, Role.LEAD)
