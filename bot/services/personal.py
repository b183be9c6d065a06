"""What is stored about a person, for that person; and leaving for good. Imports the domain and ports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Person, Post, pseudonym
from bot.domain.quiet import Quiet
from bot.services.leave import Absence, Named, deputies_of, running_or_coming
from bot.services.ports import Account, UnitOfWork
from bot.services.roster import check_administered, deactivate, left_without


@dataclass(frozen=True)
class MyData:
    """`rows` are all rows about the person by table; counts and moments are of them."""

    person: Person
    accounts: tuple[Account, ...]
    quiet: Quiet | None
    leave: Absence | None
    deputies: tuple[Named, ...]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    def count(self, *tables: str) -> int:
        return sum(len(self.rows.get(table, ())) for table in tables)

    @property
    def reported(self) -> tuple[datetime, datetime] | None:
        """The moments of the first and the last figure."""
        moments = sorted(datetime.fromisoformat(r["at"]) for r in self.rows.get("revision", ()))
        return (moments[0], moments[-1]) if moments else None


def my_data(uow: UnitOfWork, person: Person, now: datetime, zone: Any) -> MyData:
    """All there is about the person who asks."""
    today = now.astimezone(zone).date()
    return MyData(
        person,
        tuple(uow.people.accounts([person.id]).get(person.id, ())),
        uow.people.quiet([person.id]).get(person.id),
        running_or_coming(uow, person, today),
        deputies_of(uow, person),
        uow.personal.rows(person.id),
    )


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who is no longer called by name. `untaken`: posts that nobody else holds."""

    name: str
    posts: tuple[Post, ...]
    untaken: tuple[Post, ...]


def erase(uow: UnitOfWork, person: Person, *, now: datetime, event_id: int | None) -> Left:
    """Deactivate where that has not been done, and put a number in the place of the name everywhere.

    Figures, reviews and the audit stay. Raises DomainError last-administrator.
    """
    untaken = left_without(uow, person, person.posts) if person.active else ()
    if person.active:
        deactivate(uow, person, now)
    number = uow.personal.next_number(person.department_id)
    name = pseudonym(number)
    uow.personal.erase(person.id, number, name, event_id=event_id)
    return Left(name, person.posts, untaken)


def check_may_leave(uow: UnitOfWork, person: Person) -> tuple[Post, ...]:
    """The posts nobody else would hold. Raises DomainError last-administrator."""
    check_administered(uow, person)
    return left_without(uow, person, person.posts)


def check_erasable(person: Person) -> None:
    """Raises DomainError erase-active (name): the name of somebody who is there stays."""
    if person.active:
        raise DomainError("erase-active", name=person.name)
