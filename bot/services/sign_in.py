"""Signing in to the web chat: an invitation's code for a session, and sessions that end. Imports ports.

A person has one account there, whatever the number of browsers: all of them show the same conversation.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Person
from bot.services import enrol
from bot.services.ports import UnitOfWork, WebSession

WEB = "web"
LINK_LASTS = timedelta(minutes=10)
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a session lasts: unused for `idle`, and in all for `longest`."""

    idle: timedelta
    longest: timedelta

    def holds(self, session: WebSession, now: datetime) -> bool:
        return now < session.used_at + self.idle and now < session.began_at + self.longest


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` is for the browser alone; `first`: the person was never here before."""

    person: Person
    account: str
    token: str
    first: bool


def sign_in(uow: UnitOfWork, code: str, *, caller: str, now: datetime, stay: Stay) -> SignedIn | None:
    """A new session for whom the code is for; None when it is wrong, used or expired alike.

    `caller`: where the request came from; wrong codes are counted by it. Raises DomainError enrol-slowly.
    """
    tries = tries_of(caller)
    invited = enrol.invited_by(uow, code, platform=WEB, native_id=tries, now=now)
    person = enrol.spend(uow, invited.code_hash, now) if invited else None
    if person is None:
        return None
    uow.people.clear_attempts(WEB, tries)
    known = account_of(uow, person.id)
    account = known or secrets.token_hex(16)
    if known is None:
        uow.people.link_account(WEB, account, account, person.id, now)
    else:
        uow.people.touch_account(WEB, account, account, now)
    token = new_token()
    uow.sessions.forget(used_before=now - stay.idle, began_before=now - stay.longest)
    uow.sessions.add(hash_of(token), person.id, now)
    return SignedIn(person, account, token, known is None)


def tries_of(caller: str) -> str:
    """Under what name the wrong codes of a caller are counted."""
    return f"from:{caller}"[:64]


def account_of(uow: UnitOfWork, person_id: int) -> str | None:
    """The person's account on the web chat."""
    found = uow.people.accounts([person_id]).get(person_id, ())
    return next((a.native_id for a in found if a.platform == WEB), None)


def signed_in(uow: UnitOfWork, token: str, *, now: datetime, stay: Stay) -> tuple[WebSession, str] | None:
    """A session that still holds, and the account it proves."""
    session = uow.sessions.find(hash_of(token))
    if session is None or not stay.holds(session, now):
        return None
    account = account_of(uow, session.person_id)
    return (session, account) if account else None


def new_token() -> str:
    """43 letters with 256 bits of chance."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
