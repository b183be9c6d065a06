"""People, their posts and what a post allows. Standard library only.

Rights are asked here and nowhere else: a handler asks before it acts, whatever button or command led to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a post is; the value is how it is stored and typed on the command line."""

    ADMIN = "admin"  # 管理员 (绩效管理牵头科室)
    DIRECTOR = "director"  # 主要领导、办公室主任: sees all
    LEADER = "leader"  # 分管领导: sees the units in his or her charge
    LEAD = "lead"  # 科室负责人: reviews
    CONTACT = "contact"  # 联络员 (A/B 角): reports

    @property
    def needs_unit(self) -> bool:
        return self in (Role.LEADER, Role.LEAD, Role.CONTACT)


@dataclass(frozen=True, slots=True)
class Post:
    role: Role
    unit_id: int | None = None


ACTED = (Role.CONTACT, Role.LEAD)
"""The roles in which a deputy acts for somebody who is away."""


@dataclass(frozen=True, slots=True)
class Acting:
    """A post held for somebody (`of` is the id) who is away until that day."""

    post: Post
    of: int
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody enrolled (or invited) in a department, with any number of posts.

    `away`: the last day of the leave that is running. `acting`: the posts held for others who are away; they
    give the rights of one's own. Both are as of a day (`bot.domain.leave`).
    """

    id: int
    department_id: int
    name: str
    posts: tuple[Post, ...] = ()
    active: bool = True
    away: date | None = None
    acting: tuple[Acting, ...] = ()

    @property
    def held(self) -> tuple[Post, ...]:
        """One's own posts, and those held for others."""
        return (*self.posts, *(a.post for a in self.acting))

    def has(self, *roles: Role) -> bool:
        return self.active and any(p.role in roles for p in self.held)

    def units(self, *roles: Role) -> frozenset[int]:
        """The units in which the person holds one of the roles, or acts for who does."""
        return frozenset(p.unit_id for p in self.held if p.role in roles and p.unit_id is not None)

    def own_units(self, *roles: Role) -> frozenset[int]:
        """The units in which the person holds one of the roles."""
        return frozenset(p.unit_id for p in self.posts if p.role in roles and p.unit_id is not None)

    @property
    def is_admin(self) -> bool:
        return self.has(Role.ADMIN)

    @property
    def sees_all(self) -> bool:
        return self.has(Role.ADMIN, Role.DIRECTOR)

    def may_see(self, unit_id: int | None, assisting: frozenset[int] = frozenset()) -> bool:
        """Own units, units in charge, or everything; an indicator without a unit only those who see all.

        Of an indicator that others assist with (配合), those units see what counts, too.
        """
        own = self.units(Role.LEADER, Role.LEAD, Role.CONTACT)
        return self.active and (self.sees_all or unit_id in own or bool(assisting & own))

    def sees_waiting(self, unit_id: int | None) -> bool:
        """Figures not yet reviewed: those who make, review or administer them; leaders only the word 待审."""
        return self.active and (self.is_admin or unit_id in self.units(Role.LEAD, Role.CONTACT))

    def may_report(self, unit_id: int | None) -> bool:
        return self.active and (self.is_admin or unit_id in self.units(Role.LEAD, Role.CONTACT))

    def reports_on_behalf(self, unit_id: int | None) -> bool:
        """代报: an administrator entering another unit's figure."""
        return self.is_admin and unit_id not in self.units(Role.LEAD, Role.CONTACT)

    def may_review(self, unit_id: int | None) -> bool:
        return self.active and (unit_id in self.units(Role.LEAD))

    def may_ask_unit(self, unit_id: int | None) -> bool:
        """请科室说明: a leader for the units in charge, the director for all."""
        return self.active and (self.has(Role.DIRECTOR) or unit_id in self.units(Role.LEADER))


def pseudonym(number: int) -> str:
    """What somebody whose name was erased is called in records; numbers count within a department."""
    return f"已离岗人员 #{number}"


def asked_for(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """Who is asked for a unit's figures: its contacts, or its leads where no contact is there.

    Whoever is away is not asked; deputies are in their place.
    """
    present = [p for p in people if p.active and p.away is None]
    contacts = tuple(p for p in present if unit_id in p.units(Role.CONTACT))
    return contacts or tuple(p for p in present if p.may_review(unit_id))
