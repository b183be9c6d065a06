"""Going away and coming back, and who acts meanwhile. Imports the domain and ports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import DomainError
from bot.domain.leave import Deputy, Leave, covered
from bot.domain.people import ACTED, Person, Post, Role, asked_for
from bot.services.ports import Unit, UnitOfWork
from bot.services.review import asked_to_review


@dataclass(frozen=True, slots=True)
class Taking:
    """One post of somebody who is away. `takers`: who is asked instead; `deputy`: they were named for it."""

    post: Post
    takers: tuple[Person, ...]
    deputy: bool


@dataclass(frozen=True, slots=True)
class Absence:
    person: Person
    leave: Leave
    takings: tuple[Taking, ...]

    @property
    def takers(self) -> tuple[Person, ...]:
        """Everybody who is asked for something instead, each once."""
        return tuple({p.id: p for t in self.takings for p in t.takers}.values())

    @property
    def untaken(self) -> tuple[Post, ...]:
        return tuple(t.post for t in self.takings if not t.takers)


def go_away(
    uow: UnitOfWork, person: Person, days: tuple[date, date], *, by: Person, now: datetime
) -> Absence:
    """Store the leave in place of an earlier one. Raises DomainError leave-no-post (name)."""
    if not person.own_units(*ACTED):
        raise DomainError("leave-no-post", name=person.name)
    leave = Leave(person.id, *days)
    uow.people.set_leave(leave, by=by.id, at=now)
    return absence(uow, person, leave)


def absence(uow: UnitOfWork, person: Person, leave: Leave) -> Absence:
    """Who is asked instead, as things stand, on the first day of the leave."""
    others = [
        one for one in uow.people.leaves(person.department_id, leave.first) if one.person_id != person.id
    ]
    people = covered(
        uow.people.in_department(person.department_id),
        [*others, leave],
        uow.people.deputies(person.department_id),
        leave.first,
    )
    posts = [p for p in person.posts if p.role in ACTED]
    return Absence(person, leave, tuple(_taking(people, person, post) for post in posts))


def _taking(people: Sequence[Person], person: Person, post: Post) -> Taking:
    acting = tuple(p for p in people if any(a.of == person.id and a.post == post for a in p.acting))
    if acting:
        return Taking(post, acting, deputy=True)
    asked = asked_for if post.role is Role.CONTACT else asked_to_review
    takers = tuple(p for p in asked(people, post.unit_id) if p.id != person.id and p.away is None)
    return Taking(post, takers, deputy=False)


def running_or_coming(uow: UnitOfWork, person: Person, today: date) -> Absence | None:
    """The person's leave that is not over yet."""
    leaves = uow.people.leaves(person.department_id, today)
    leave = next((one for one in leaves if one.person_id == person.id), None)
    return absence(uow, person, leave) if leave else None


def come_back(uow: UnitOfWork, person: Person, today: date) -> Absence:
    """End the leave, or call off the one to come. Raises DomainError not-away (name)."""
    found = running_or_coming(uow, person, today)
    if found is None:
        raise DomainError("not-away", name=person.name)
    uow.people.end_leave(person.id)
    return found


# ---------------------------------------------------------------- deputies


@dataclass(frozen=True, slots=True)
class Named:
    """Who acts for a person while that person is away, and in which units."""

    person: Person
    deputy: Person
    units: tuple[Unit, ...]


def name_deputy(uow: UnitOfWork, person: Person, called: str, *, by: Person, now: datetime) -> Named:
    """Name somebody of the person's units as deputy, in each unit that both are of.

    Raises DomainError leave-no-post (name), deputy-self (name), deputy-elsewhere (said, names) or
    deputy-not-enrolled (name).
    """
    units = person.own_units(*ACTED)
    if not units:
        raise DomainError("leave-no-post", name=person.name)
    if called == person.name:
        raise DomainError("deputy-self", name=person.name)
    people = uow.people.in_department(person.department_id)
    colleagues = [p for p in people if p.id != person.id and p.own_units(*ACTED) & units]
    found = [p for p in colleagues if p.name == called]
    if len(found) != 1:
        raise DomainError("deputy-elsewhere", said=called[:20], names=_names(colleagues))
    deputy = found[0]
    if not uow.people.accounts([deputy.id]):
        raise DomainError("deputy-not-enrolled", name=deputy.name)
    shared = [u for u in uow.targets.units(person.department_id) if u.id in units & deputy.own_units(*ACTED)]
    for unit in shared:
        uow.people.set_deputy(Deputy(person.id, unit.id, deputy.id), by=by.id, at=now)
    return Named(person, deputy, tuple(shared))


def _names(people: Iterable[Person]) -> list[str]:
    return [p.name for p in people] or ["—"]


def deputies_of(uow: UnitOfWork, person: Person) -> tuple[Named, ...]:
    """Whom the person has named, unit by unit; who has left the unit since is none."""
    people = {p.id: p for p in uow.people.in_department(person.department_id)}
    units = {u.id: u for u in uow.targets.units(person.department_id)}
    return tuple(
        Named(person, people[d.deputy_id], (units[d.unit_id],))
        for d in uow.people.deputies(person.department_id)
        if d.person_id == person.id
        and d.unit_id in person.own_units(*ACTED)
        and d.deputy_id in people
        and d.unit_id in people[d.deputy_id].own_units(*ACTED)
    )


def without_deputy(uow: UnitOfWork, person: Person) -> tuple[Named, ...]:
    """From now on nobody is named; returns who was. Raises DomainError deputy-none (name)."""
    named = deputies_of(uow, person)
    if not named:
        raise DomainError("deputy-none", name=person.name)
    for one in named:
        uow.people.end_deputy(person.id, one.units[0].id)
    return named
