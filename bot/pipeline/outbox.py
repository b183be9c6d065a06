"""Claim, check that the reason still stands, send, mark; retry, give up. Imports services' ports and chat."""

import asyncio
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.chat import (
    Message,
    Moved,
    NotDelivered,
    PerhapsDelivered,
    Platform,
    Rejected,
    SlowDown,
    Unreachable,
)
from bot.clock import Clock
from bot.pipeline.pacing import Pace
from bot.pipeline.pictures import Pictures
from bot.pipeline.transactions import Transactions
from bot.pipeline.waiting import wait_awhile
from bot.services.ports import Address
from bot.services.queues import QueuedUnitOfWork, StoredMessage

log = logging.getLogger(__name__)

IN_FLIGHT = 16
IDLE_SECONDS = 1.0
RETRY_SECONDS = (1, 2, 5, 15, 30, 60)
GIVE_UP_AFTER = timedelta(days=3)  # of a platform out of reach
GIVE_UP_TRIES = 8  # of a fault of ours
LAST_SECONDS = 8.0  # for what is on its way when the process is asked to stop
STORE_SECONDS = (0.1, 1.0, 5.0, 30.0)

Refresh = Callable[[QueuedUnitOfWork, StoredMessage], Message | None]
"""What the message says by now, or None when the reason for it has gone."""


@dataclass
class Outbox:
    """The loop that sends: replies overtake bulk, a chat's messages leave one after another."""

    transactions: Transactions
    platforms: Mapping[str, Platform]
    refresh: Refresh
    clock: Clock
    pictures: Pictures
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: set[Address] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _ended: int = 0  # how many sends have ended

    def __post_init__(self) -> None:
        self._paces = {name: Pace(p.capabilities, self.seconds) for name, p in self.platforms.items()}

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; what is on its way then arrives and is marked first."""
        await self.recover()
        try:
            while True:
                pause = IDLE_SECONDS
                try:
                    pause = min(await self._start_due(), IDLE_SECONDS)
                except Exception:
                    log.exception("the outbox loop failed; it goes on")
                await wait_awhile(self._wake, pause)
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=LAST_SECONDS)

    async def drain(self) -> None:
        """Send all that is due and wait for it: for rehearsals and tests."""
        while await self.step():
            pass

    async def step(self) -> bool:
        """Send what may leave, or wait until something may; False when nothing that is due may leave soon."""
        ended = self._ended
        pause = await self._start_due()
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        elif self._ended != ended:
            return True  # a chat that was busy when the store was asked is free by now
        elif pause >= IDLE_SECONDS:
            return False
        else:
            await self.sleep(pause)
        return True

    async def recover(self) -> None:
        """What a killed process was sending has an unknown outcome: see `_unknown`."""

        def settle(uow: QueuedUnitOfWork) -> None:
            for message in uow.outbox.interrupted():
                self._unknown(uow, message)

        await self._surely(settle)

    # -- which

    async def _start_due(self) -> float:
        """Start sending what may leave now; seconds until something else may."""
        while len(self._tasks) < IN_FLIGHT:
            started = [self._start(m) for m in await self._sendable() if self._is_free(m.to)]
            if not started:
                break
        return await self._pause()

    async def _sendable(self) -> Sequence[StoredMessage]:
        """The next messages of chats that may be written to now: a flood in one chat hides no other."""
        now = self.clock.now()
        platforms = [name for name, pace in self._paces.items() if not pace.everyone()]
        held = {Address(name, chat) for name in platforms for chat in self._paces[name].waiting()}
        return await self.transactions.run(
            lambda uow: uow.outbox.due(now, IN_FLIGHT, platforms, held | self._busy)
        )

    def _is_free(self, to: Address) -> bool:
        pace = self._paces[to.platform]
        return to not in self._busy and len(self._tasks) < IN_FLIGHT and not pace.delay(to.chat)

    async def _pause(self) -> float:
        """Seconds until something that is due and has to wait may leave."""
        waits = [w for p in self._paces.values() for w in (p.everyone(), *p.waiting().values()) if w > 0]
        if not waits:
            return IDLE_SECONDS
        now = self.clock.now()
        due = await self.transactions.run(lambda uow: uow.outbox.due(now, 1, list(self._paces), self._busy))
        return min(waits) if due else IDLE_SECONDS

    def _start(self, message: StoredMessage) -> StoredMessage:
        self._paces[message.to.platform].spend(message.to.chat)
        self._busy.add(message.to)
        task = asyncio.create_task(self._deliver(message))
        self._tasks.add(task)

        def finished(done: asyncio.Task[None]) -> None:
            self._tasks.discard(done)
            self._busy.discard(message.to)
            self._ended += 1
            self._wake.set()
            if not done.cancelled() and (error := done.exception()):
                log.error("sending %s failed", message.key, exc_info=error)

        task.add_done_callback(finished)
        return message

    # -- sending one

    async def _deliver(self, message: StoredMessage) -> None:
        try:
            message = await self.pictures.drawn(message)
        except Exception:
            log.exception("the picture of %s could not be kept", message.key)
            await self._surely(lambda uow: self._put_off(uow, message))
            return
        current = await self._claimed(message)
        if current is None:
            return
        platform = self.platforms[message.to.platform]
        try:
            native = await platform.send(message.to.chat, current, message.key, message.native)
        except Exception as error:
            await self._settle_failure(message, error)
        else:
            now = self.clock.now()
            await self._surely(lambda uow: uow.outbox.sent(message.id, native, now))

    async def _surely(self, work: Callable[[QueuedUnitOfWork], None]) -> None:
        """One transaction, tried until the store takes it: what became of a message is not forgotten."""
        for pause in itertools.chain(STORE_SECONDS, itertools.repeat(STORE_SECONDS[-1])):
            try:
                return await self.transactions.run(work)
            except Exception:
                log.exception("what became of a message could not be stored; trying again")
                await self.sleep(pause)
        return None

    async def _claimed(self, message: StoredMessage) -> Message | None:
        try:
            return await self.transactions.run(lambda uow: self._claim(uow, message))
        except Exception:
            log.exception("message %s could not be made ready", message.key)
            await self._surely(lambda uow: self._put_off(uow, message))
            return None

    def _claim(self, uow: QueuedUnitOfWork, message: StoredMessage) -> Message | None:
        """Take the message, as it reads by now; None when it is not to be sent (any more)."""
        if not uow.outbox.claim(message.id, self.clock.now()):
            return None
        current = message.message
        if message.stands is not None:
            refreshed = self.refresh(uow, message)
            if refreshed is None:
                uow.outbox.finish(message.id, "dropped", self.clock.now())
                return None
            current = refreshed
        return self._with_content(uow, current)

    def _with_content(self, uow: QueuedUnitOfWork, message: Message) -> Message:
        def load(sha: str | None) -> bytes | None:
            file = uow.messages.file(sha) if sha else None
            return file.content if file else None

        document, picture = message.document, message.picture
        return replace(
            message,
            document=replace(document, content=load(document.blob)) if document else None,
            picture=replace(picture, content=load(picture.blob)) if picture else None,
        )

    async def _settle_failure(self, message: StoredMessage, error: Exception) -> None:
        if isinstance(error, SlowDown):
            chat = None if error.everyone else message.to.chat
            self._paces[message.to.platform].hold(error.seconds, chat)
        await self._surely(lambda uow: self._after_failure(uow, message, error))

    def _after_failure(self, uow: QueuedUnitOfWork, message: StoredMessage, error: Exception) -> None:
        now = self.clock.now()
        match error:
            case SlowDown():
                uow.outbox.retry(message.id, now)
            case NotDelivered():
                self._later(uow, message)
            case PerhapsDelivered():
                self._unknown(uow, message)
            case Unreachable():
                uow.people.set_reachable(message.to.platform, message.to.chat, False)
                uow.outbox.finish(message.id, "dead", now)
            case Moved():
                uow.people.move_chat(message.to.platform, message.to.chat, error.chat)
                uow.outbox.readdress(message.id, error.chat)
            case Rejected():
                log.error("message %s was rejected: %s", message.key, error)
                uow.outbox.finish(message.id, "dead", now)
            case _:
                log.error("message %s could not be sent", message.key, exc_info=error)
                self._ours(uow, message)

    def _put_off(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        if uow.outbox.claim(message.id, self.clock.now()):  # counts the try
            self._ours(uow, message)

    def _ours(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        """A fault of ours does not go away for long by itself."""
        if message.tries + 1 >= GIVE_UP_TRIES:
            uow.outbox.finish(message.id, "dead", self.clock.now())
        else:
            self._later(uow, message)

    def _later(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        now = self.clock.now()
        if now - message.created_at > GIVE_UP_AFTER:
            uow.outbox.finish(message.id, "dead", now)
            return
        seconds = RETRY_SECONDS[min(message.tries, len(RETRY_SECONDS) - 1)]
        uow.outbox.retry(message.id, now + timedelta(seconds=seconds))

    def _unknown(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        """A reply is sent once more; anything else only where sending again is harmless."""
        platform = self.platforms.get(message.to.platform)
        again = message.kind == "reply" or message.message.replaces is not None
        if platform is not None and platform.capabilities.idempotent_send:
            self._later(uow, message)
        elif again and not message.sent_twice:
            uow.outbox.doubt(message.id, self.clock.now())
        else:
            uow.outbox.finish(message.id, "perhaps", self.clock.now())
