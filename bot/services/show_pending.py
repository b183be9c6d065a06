"""What is still to come in: open, set aside for data from above, waiting for review. Domain and ports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.figure import Deferral
from bot.domain.indicator import Indicator
from bot.domain.people import Person, Role
from bot.services.evidence import lacking
from bot.services.ledger import Item
from bot.services.scope import open_items
from bot.services.sight import Sight


@dataclass(frozen=True)
class UnitPending:
    """A unit's open items that are due on one day. `people`: its contacts; None is nobody's unit."""

    unit: str | None
    items: tuple[Item, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class DuePending:
    """What is open of the periods handed in by one day; `late` when that day has passed."""

    due: date
    late: bool
    units: tuple[UnitPending, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(i for u in self.units for i in u.items)


@dataclass(frozen=True)
class Pending:
    """In the order of due days, and in each in the order of the table.

    `lost` are the items of periods that are locked by now: nobody is asked for them any more. `lacking`
    are in without the file they need.
    """

    dues: tuple[DuePending, ...]
    deferred: tuple[tuple[Item, Deferral], ...]
    waiting: tuple[Item, ...]
    lost: tuple[Item, ...] = ()
    lacking: tuple[Item, ...] = ()


def show_pending(sight: Sight, indicators: Sequence[Indicator], people: Iterable[Person]) -> Pending:
    """What is open of these indicators: their windows have opened, and nothing is in for them."""
    found = open_items(sight.ledger, indicators, sight.calendar, sight.local)
    listed = tuple(people)
    days = sorted({sight.due(i) for i in found})
    dues = [
        DuePending(day, day < sight.today, _by_unit([i for i in found if sight.due(i) == day], listed))
        for day in days
    ]
    return Pending(
        tuple(dues),
        _deferred(sight, indicators),
        _waiting(sight, indicators),
        _lost(sight, indicators),
        lacking(sight.ledger, indicators),
    )


def _lost(sight: Sight, indicators: Sequence[Indicator]) -> tuple[Item, ...]:
    """What never came in before its period was locked."""
    items = (item for indicator in indicators for item in sight.items(indicator))
    return tuple(i for i in items if not sight.ledger.is_in(i) and not sight.takes_figures(i))


def _by_unit(items: Sequence[Item], people: Sequence[Person]) -> tuple[UnitPending, ...]:
    units = dict.fromkeys((i.indicator.unit_id, i.indicator.unit) for i in items)
    return tuple(
        UnitPending(
            name, tuple(i for i in items if i.indicator.unit_id == unit_id), contacts_of(people, unit_id)
        )
        for unit_id, name in units
    )


def contacts_of(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """The unit's contacts who are there, and deputies of those who are not."""
    return tuple(p for p in people if unit_id in p.units(Role.CONTACT) and p.active and not p.away)


def _deferred(sight: Sight, indicators: Sequence[Indicator]) -> tuple[tuple[Item, Deferral], ...]:
    ledger = sight.ledger
    items = [i for indicator in indicators for i in sight.items(indicator) if not ledger.is_in(i)]
    found = ((i, ledger.deferral(i, sight.today)) for i in items)
    return tuple((i, d) for i, d in found if d is not None)


def _waiting(sight: Sight, indicators: Sequence[Indicator]) -> tuple[Item, ...]:
    return tuple(
        item for indicator in indicators for item in sight.items(indicator) if sight.ledger.waiting(item)
    )
