"""Who is who in a department: the list by units, leaving, coming back, handing over. Imports ports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.errors import DomainError
from bot.domain.people import ACTED, Person, Post, Role
from bot.services.ports import Unit, UnitOfWork


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit's people. `in_charge` are the leaders who see it."""

    unit: Unit
    leads: tuple[Person, ...]
    contacts: tuple[Person, ...]
    in_charge: tuple[Person, ...]

    @property
    def all(self) -> tuple[Person, ...]:
        return (*self.in_charge, *self.leads, *self.contacts)


@dataclass(frozen=True, slots=True)
class Roster:
    """What one person may know of the others. `all` are the people named, in the order they joined.

    `enrolled` are ids of people with an account; only administrators see `inactive` and `without_post`.
    `away`: by id until when somebody is away and the names of who acts, for unit leads and administrators.
    """

    units: tuple[UnitList, ...]
    directors: tuple[Person, ...]
    admins: tuple[Person, ...]
    enrolled: frozenset[int]
    without_post: tuple[Person, ...] = ()
    inactive: tuple[Person, ...] = ()
    away: Mapping[int, tuple[date, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Person, ...]:
        groups = [self.admins, self.directors, self.without_post]
        for one in self.units:
            groups.append(one.all)
        return tuple({p.id: p for group in (*groups, self.inactive) for p in group}.values())


def roster(uow: UnitOfWork, viewer: Person, only: int | None = None) -> Roster:
    """The people of the units the viewer may see (or of one of them), with directors and administrators."""
    people = uow.people.in_department(viewer.department_id, inactive=viewer.is_admin)
    active = [p for p in people if p.active]
    seen = [u for u in uow.targets.units(viewer.department_id) if viewer.may_see(u.id)]
    units = [u for u in seen if only in (None, u.id)]
    return Roster(
        units=tuple(_unit_list(u, active) for u in units),
        directors=tuple(p for p in active if p.has(Role.DIRECTOR)),
        admins=tuple(p for p in active if p.is_admin),
        enrolled=frozenset(uow.people.accounts([p.id for p in people])),
        without_post=tuple(p for p in active if not p.posts) if viewer.is_admin else (),
        inactive=tuple(p for p in people if not p.active),
        away=_away(active, viewer),
    )


def _away(people: Sequence[Person], viewer: Person) -> Mapping[int, tuple[date, tuple[str, ...]]]:
    """Those away whom the viewer administers or leads."""
    led = viewer.units(Role.LEAD)
    return {
        p.id: (p.away, tuple(d.name for d in people if any(a.of == p.id for a in d.acting)))
        for p in people
        if p.away is not None and (viewer.is_admin or p.own_units(*ACTED) & led)
    }


def _unit_list(unit: Unit, people: Sequence[Person]) -> UnitList:
    def holding(role: Role) -> tuple[Person, ...]:
        return tuple(p for p in people if unit.id in p.own_units(role))

    return UnitList(unit, holding(Role.LEAD), holding(Role.CONTACT), holding(Role.LEADER))


def person_called(uow: UnitOfWork, department_id: int, name: str, *, inactive: bool = False) -> Person:
    """The one person of that name. Raises DomainError person-unknown or person-several (said)."""
    people = uow.people.in_department(department_id, inactive=inactive)
    found = [p for p in people if p.name == name.strip()]
    if len(found) > 1:
        found = [p for p in found if p.active] if sum(p.active for p in found) == 1 else found
    if len(found) != 1:
        raise DomainError("person-several" if found else "person-unknown", said=name.strip()[:20])
    return found[0]


def colleague(uow: UnitOfWork, admin: Person, person_id: int) -> Person:
    """A person of the administrator's own department; anybody else is as good as unknown.

    Raises DomainError not-allowed, or stale-button for somebody whose name was erased.
    """
    person = uow.people.person(person_id)
    if person.department_id != admin.department_id:
        raise DomainError("not-allowed", what="people")
    if person.id not in {p.id for p in uow.people.in_department(person.department_id, inactive=True)}:
        raise DomainError("stale-button")
    return person


# ---------------------------------------------------------------- leaving and coming back


def left_without(uow: UnitOfWork, person: Person, posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts of lead and contact that nobody else would hold."""
    others = [p for p in uow.people.in_department(person.department_id) if p.id != person.id]
    return tuple(
        post
        for post in posts
        if post.role in (Role.LEAD, Role.CONTACT)
        and not any(post.unit_id in p.own_units(post.role) for p in others)
    )


def check_administered(uow: UnitOfWork, person: Person) -> None:
    """Raises DomainError last-administrator when nobody else could administer the department."""
    people = uow.people.in_department(person.department_id)
    if person.is_admin and not any(p.is_admin for p in people if p.id != person.id):
        raise DomainError("last-administrator", name=person.name)


def deactivate(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """The person can do nothing any more; codes, sessions and open questions end. What was reported stays.

    Raises DomainError last-administrator.
    """
    check_administered(uow, person)
    uow.people.set_active(person.id, False)
    uow.people.revoke_invitations(person.id, now)
    uow.sessions.end_all(person.id)
    uow.messages.close_all(person.id, now)


# ---------------------------------------------------------------- handing over


@dataclass(frozen=True, slots=True)
class Handover:
    """Posts that go from one person to another; figures, reviews and what was set aside go with the unit."""

    giver: Person
    taker: Person
    posts: tuple[Post, ...]


def plan_handover(giver: Person, taker: Person, unit_id: int | None = None) -> Handover:
    """All posts, or those in one unit.

    Raises DomainError same-person, person-left or nothing-to-hand-over (name).
    """
    if giver.id == taker.id:
        raise DomainError("same-person", name=giver.name)
    if not taker.active:
        raise DomainError("person-left", name=taker.name)
    posts = tuple(p for p in giver.posts if unit_id is None or p.unit_id == unit_id)
    if not posts:
        raise DomainError("nothing-to-hand-over", name=giver.name)
    return Handover(giver, taker, posts)


def hand_over(uow: UnitOfWork, plan: Handover, now: datetime) -> None:
    """Move the posts; what the giver was being asked is asked no more.

    Raises DomainError nothing-to-hand-over when a post was given away meanwhile.
    """
    giver = uow.people.person(plan.giver.id)
    if not set(plan.posts) <= set(giver.posts):
        raise DomainError("nothing-to-hand-over", name=giver.name)
    taker = uow.people.person(plan.taker.id)
    uow.people.set_posts(taker.id, (*taker.posts, *plan.posts))
    uow.people.set_posts(giver.id, [p for p in giver.posts if p not in plan.posts])
    uow.messages.close_all(giver.id, now)
