"""Who comes in to the web chat, over the store: implements bot.platforms.web.door.Door."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.errors import DomainError
from bot.pipeline.transactions import Transactions
from bot.platforms.web.door import NoEntry
from bot.services import enrol
from bot.services import sign_in as signing
from bot.services.ports import Address, UnitOfWork, WebSession
from bot.services.sign_in import SignedIn, Stay
from bot.texts import people
from bot.texts import sign_in as texts
from bot.texts.catalogue import translator
from handlers.words import start_code


@dataclass
class StoreDoor:
    """Sessions as rows; `reading` makes units of work that only read, `said` is told of a new message."""

    transactions: Transactions
    reading: Callable[[], UnitOfWork]
    clock: Clock
    zone: ZoneInfo
    language: str
    stay: Stay
    said: Callable[[], None] = lambda: None

    async def account(self, token: str, *, acting: bool) -> str | None:
        now = self.clock.now()
        found = await asyncio.to_thread(self._look, token, now)
        if found is None:
            return None
        session, account = found
        if acting and now - session.used_at >= signing.NOTED_EVERY:
            hashed = signing.hash_of(token)
            await self.transactions.run(lambda uow: uow.sessions.touch(hashed, now))
        return account

    def _look(self, token: str, now: datetime) -> tuple[WebSession, str] | None:
        with self.reading() as uow:
            return signing.signed_in(uow, token, now=now, stay=self.stay)

    async def enter(self, code: str, *, caller: str, earlier: str | None) -> str:
        try:
            await asyncio.to_thread(self._check_pace, caller)  # whoever tries too often holds up no writer
            came = await self.transactions.run(lambda uow: self._enter(uow, code, caller, earlier))
        except DomainError as error:
            raise NoEntry(error.facts["minutes"]) from None
        if came is None:
            raise NoEntry
        self.said()
        return came.token

    def _check_pace(self, caller: str) -> None:
        with self.reading() as uow:
            enrol.check_pace(uow, signing.WEB, signing.tries_of(caller), self.clock.now())

    def _enter(self, uow: UnitOfWork, code: str, caller: str, earlier: str | None) -> SignedIn | None:
        now, code = self.clock.now(), start_code(code.rpartition("#")[2])  # or the whole link, or /start CODE
        came = signing.sign_in(uow, code, caller=caller, now=now, stay=self.stay)
        if came is None:
            return None
        if earlier is not None:
            uow.sessions.end(signing.hash_of(earlier))
        uow.messages.audit("enrol" if came.first else "sign-in", person_id=came.person.id, at=now)
        self._greet(uow, came, now)
        return came

    def _greet(self, uow: UnitOfWork, came: SignedIn, now: datetime) -> None:
        """The first message carries the secrecy rule; later ones say that there is one more browser."""
        known = uow.people.account(signing.WEB, came.account)
        t = translator((known and known.language) or self.language)
        if came.first:
            message = people.welcome(t, came.person, uow.targets.units(came.person.department_id))
        else:
            message = texts.once_more(t, now.astimezone(self.zone))
        key, to = f"sign-in:{secrets.token_hex(8)}", Address(signing.WEB, came.account)
        uow.messages.send(to, message, key=key, kind="reply", at=now, person_id=came.person.id)

    async def leave(self, token: str, *, everywhere: bool) -> None:
        now, hashed = self.clock.now(), signing.hash_of(token)

        def ended(uow: UnitOfWork) -> None:
            session = uow.sessions.find(hashed)
            if session is None:
                return
            uow.sessions.end(hashed)
            if everywhere:
                uow.sessions.end_all(session.person_id)
            uow.messages.audit("sign-out", person_id=session.person_id, at=now, everywhere=everywhere)

        await self.transactions.run(ended)
