"""Invitations and enrolment: single-use, expiring codes of which only a hash is kept. Imports ports."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import DomainError
from bot.domain.people import Person, Post
from bot.services.ports import Invitation, UnitOfWork

FREE_TRIES = 5
LONGEST_WAIT = timedelta(hours=1)
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that is mistaken for something else when read out or copied by hand: no 0, o, 1, l, i."""
CODE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Invited:
    """The code is shown once, to whoever invites; the store keeps its SHA-256."""

    person: Person
    code: str
    expires_at: datetime


def invite(
    uow: UnitOfWork,
    department_id: int,
    posts: Sequence[Post],
    *,
    name: str,
    now: datetime,
    days: int,
    by: int | None = None,
) -> Invited:
    """A new person with posts and a code to enrol with. Raises DomainError role-needs-unit."""
    for post in posts:
        if post.role.needs_unit and post.unit_id is None:
            raise DomainError("role-needs-unit", role=post.role.value)
    person = uow.people.add(department_id, name, posts)
    return invite_again(uow, person, now=now, lasting=timedelta(days=days), by=by)


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def invite_again(
    uow: UnitOfWork, person: Person, *, now: datetime, lasting: timedelta, by: int | None = None
) -> Invited:
    """Another code for the same person (a new phone, a lost or expired code)."""
    code = new_code()
    expires = now + lasting
    uow.people.add_invitation(_hash(code), person.id, by=by, at=now, expires_at=expires)
    return Invited(person, code, expires)


def enrol(
    uow: UnitOfWork, code: str, *, platform: str, native_id: str, chat: str, now: datetime
) -> Person | None:
    """Tie the account to the person invited; None when the code is wrong, used or expired alike.

    Raises DomainError enrol-slowly (minutes) while an account that failed too often has to wait.
    """
    check_pace(uow, platform, native_id, now)
    person = use(uow, _hash(code), platform=platform, native_id=native_id, chat=chat, now=now)
    if person is None:
        uow.people.count_attempt(platform, native_id, now)
    return person


def use(
    uow: UnitOfWork, code_hash: str, *, platform: str, native_id: str, chat: str, now: datetime
) -> Person | None:
    """Tie the account to the person a code is for, once; None when it cannot be used (any more)."""
    person = spend(uow, code_hash, now)
    if person is not None:
        uow.people.clear_attempts(platform, native_id)
        uow.people.link_account(platform, native_id, chat, person.id, now)
    return person


def spend(uow: UnitOfWork, code_hash: str, now: datetime) -> Person | None:
    """Whom a code is for, once; None when it cannot be used (any more)."""
    found = _valid(uow, code_hash, now)
    return found[1] if found and uow.people.use_invitation(found[0].id, now) else None


@dataclass(frozen=True, slots=True)
class InvitedBy:
    """Whom a code is for, with what the store knows the code by."""

    person: Person
    code_hash: str


def invited_by(
    uow: UnitOfWork, code: str, *, platform: str, native_id: str, now: datetime
) -> InvitedBy | None:
    """Whom a code is for, without using it; a wrong one counts as a try.

    Raises DomainError enrol-slowly (minutes).
    """
    check_pace(uow, platform, native_id, now)
    found = _valid(uow, _hash(code), now)
    if found is None:
        uow.people.count_attempt(platform, native_id, now)
        return None
    return InvitedBy(found[1], _hash(code))


def is_code(uow: UnitOfWork, text: str) -> bool:
    """Whether a text is a code that was given out, in capitals or not."""
    return uow.people.invitation(_hash(text)) is not None


def _valid(uow: UnitOfWork, code_hash: str, now: datetime) -> tuple[Invitation, Person] | None:
    """An invitation that can still be used, to somebody active."""
    invitation = uow.people.invitation(code_hash)
    if invitation is None or invitation.used_at is not None or now >= invitation.expires_at:
        return None
    person = uow.people.person(invitation.person_id)
    return (invitation, person) if person.active else None


def check_pace(uow: UnitOfWork, platform: str, native_id: str, now: datetime) -> None:
    """After five failures the wait doubles from one minute, to an hour at most."""
    failures, last = uow.people.attempts(platform, native_id)
    if failures < FREE_TRIES or last is None:
        return
    wait = min(timedelta(minutes=2 ** min(failures - FREE_TRIES, 10)), LONGEST_WAIT)
    if last <= now < last + wait:
        left = last + wait - now
        raise DomainError("enrol-slowly", minutes=max(1, -(-int(left.total_seconds()) // 60)))


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
