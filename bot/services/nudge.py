"""催报: who has something open and is to be told so now, once a day at most. Imports the domain and ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.people import Person, Role
from bot.domain.settings import DepartmentSettings
from bot.services.ledger import Item, Ledger
from bot.services.ports import Unit
from bot.services.scope import open_items
from bot.services.show_pending import contacts_of


@dataclass(frozen=True)
class Nudge:
    """One person's open items: one message."""

    person: Person
    items: tuple[Item, ...]

    def key(self, day: date) -> str:
        """The same all day, whoever asks: nobody is told twice."""
        return f"nudge:{self.person.id}:{day.isoformat()}"


@dataclass(frozen=True)
class NudgePlan:
    """`uncovered`: open items that no contact answers for."""

    nudges: tuple[Nudge, ...]
    uncovered: tuple[Item, ...]


def plan_nudges(
    ledger: Ledger,
    sender: Person,
    people: Sequence[Person],
    calendar: WorkCalendar,
    local: datetime,
    units: frozenset[int],
    named: frozenset[int] = frozenset(),
) -> NudgePlan:
    """The contacts but the sender with something open in these units (none: all he or she may remind); of
    these only who is `named`, by id, if anybody is.
    """
    reach = units or sender.units(Role.LEAD)
    indicators = [i for i in ledger.indicators if i.unit_id in reach or (sender.is_admin and not units)]
    items = open_items(ledger, indicators, calendar, local)
    contacts = {i.indicator.unit_id: contacts_of(people, i.indicator.unit_id) for i in items}
    nudges = []
    for person in people:
        own = tuple(i for i in items if person in contacts[i.indicator.unit_id])
        if own and person.id != sender.id and (not named or person.id in named):
            nudges.append(Nudge(person, own))
    uncovered = () if named else tuple(i for i in items if not contacts[i.indicator.unit_id])
    return NudgePlan(tuple(nudges), uncovered)


def contacts_named(sender: Person, people: Sequence[Person], words: str) -> frozenset[int]:
    """The contacts, of units the sender may remind, whose names are among the words."""
    leads = sender.units(Role.LEAD)
    return frozenset(
        p.id
        for p in people
        if p.name in words and p.has(Role.CONTACT) and (sender.is_admin or p.units(Role.CONTACT) & leads)
    )


def units_named(sender: Person, units: Sequence[Unit], words: str) -> frozenset[int]:
    """The units among those the sender may remind whose names the words are part of, or the other way round.

    Raises DomainError unit-not-reminded when there is none.
    """
    may = [u for u in units if sender.is_admin or u.id in sender.units(Role.LEAD)]
    found = frozenset(u.id for u in may if words in u.name or u.name in words)
    if words and not found:
        raise DomainError("unit-not-reminded", said=words[:20])
    return found if words else frozenset()


def check_hours(local: datetime, calendar: WorkCalendar, settings: DepartmentSettings) -> None:
    """Raises DomainError remind-outside-hours with the next moment at which it can be sent."""
    today, start, end = local.date(), settings.office_from, settings.office_until
    if calendar.is_working(today) and start <= local.time() <= end:
        return
    early = calendar.is_working(today) and local.time() < start
    day = today if early else calendar.next_working(today + timedelta(days=1))
    raise DomainError(
        "remind-outside-hours",
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        month=day.month,
        day=day.day,
    )
