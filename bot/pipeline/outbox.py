"""Claim, check that the reason still stands, send, mark; retry, give up. Imports services' ports and chat."""

import asyncio
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.chat import Message, Platform, SlowDown
from bot.clock import Clock
from bot.logs import about_message
from bot.pipeline.outcomes import Outcomes
from bot.pipeline.pacing import Pace
from bot.pipeline.pictures import Pictures
from bot.pipeline.transactions import Transactions, complain
from bot.pipeline.waiting import wait_awhile
from bot.services.ports import Address
from bot.services.queues import Arrived, QueuedUnitOfWork, StoredMessage

log = logging.getLogger(__name__)

IN_FLIGHT = 16
IDLE_SECONDS = 1.0
LAST_SECONDS = 8.0  # for what is on its way when the process is asked to stop
STORE_SECONDS = (0.1, 1.0, 5.0, 30.0)

Refresh = Callable[[QueuedUnitOfWork, StoredMessage], Message | None]
"""What the message says by now, or None when the reason for it has gone."""

PutOff = Callable[[QueuedUnitOfWork, StoredMessage], bool]
"""Whether a claimed message waits, and was put back until then."""


@dataclass
class Outbox:
    """The loop that sends: replies overtake bulk, a chat's messages leave one after another."""

    transactions: Transactions
    platforms: Mapping[str, Platform]
    refresh: Refresh
    clock: Clock
    pictures: Pictures
    put_off: PutOff = lambda uow, message: False
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: set[Address] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _ended: int = 0  # how many sends have ended
    _arrived: list[tuple[Arrived, asyncio.Future[None]]] = field(default_factory=list)
    _marking: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._outcomes = Outcomes(self.platforms, self.clock)
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
                    complain(log, "the outbox loop failed; it goes on")
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
        """What a killed process was sending has an unknown outcome: see `Outcomes.unknown`."""

        def settle(uow: QueuedUnitOfWork) -> None:
            for message in uow.outbox.interrupted():
                self._outcomes.unknown(uow, message)

        await self._surely(settle)

    # -- which

    async def _start_due(self) -> float:
        """Start sending what may leave now; seconds until something else may."""
        while len(self._tasks) < IN_FLIGHT:
            chosen: list[StoredMessage] = []
            for message in await self._sendable():
                if self._is_free(message.to) and len(self._tasks) + len(chosen) < IN_FLIGHT:
                    chosen.append(self._reserve(message))
            if not chosen:
                break
            claimed = await self._claimed_together([m for m in chosen if not self.pictures.is_awaited(m)])
            for message in chosen:
                self._start(message, claimed)
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
        return to not in self._busy and not pace.delay(to.chat)

    async def _pause(self) -> float:
        """Seconds until something that is due and has to wait may leave."""
        waits = [w for p in self._paces.values() for w in (p.everyone(), *p.waiting().values()) if w > 0]
        if not waits:
            return IDLE_SECONDS
        now = self.clock.now()
        due = await self.transactions.run(lambda uow: uow.outbox.due(now, 1, list(self._paces), self._busy))
        return min(waits) if due else IDLE_SECONDS

    def _reserve(self, message: StoredMessage) -> StoredMessage:
        self._paces[message.to.platform].spend(message.to.chat)
        self._busy.add(message.to)
        return message

    def _start(self, message: StoredMessage, claimed: Mapping[int, Message | None]) -> None:
        task = asyncio.create_task(self._deliver(message, claimed))
        self._tasks.add(task)

        def finished(done: asyncio.Task[None]) -> None:
            self._tasks.discard(done)
            self._busy.discard(message.to)
            self._ended += 1
            self._wake.set()
            if not done.cancelled() and (error := done.exception()):
                log.error("sending %s failed", message.key, exc_info=error)

        task.add_done_callback(finished)

    # -- sending one

    async def _deliver(self, message: StoredMessage, claimed: Mapping[int, Message | None]) -> None:
        with about_message(message.key):
            await self._send(message, claimed)

    async def _send(self, message: StoredMessage, claimed: Mapping[int, Message | None]) -> None:
        current = claimed[message.id] if message.id in claimed else await self._made_ready(message)
        if current is None:
            return
        platform = self.platforms[message.to.platform]
        try:
            native = await platform.send(message.to.chat, current, message.key, message.native)
        except Exception as error:
            await self._settle_failure(message, error)
        else:
            await self._marked(message, native)
            log.info("sent to %s", message.to.platform)

    async def _marked(self, message: StoredMessage, native: str) -> None:
        """What arrived while a mark was being stored is stored together."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrived.append((Arrived(message.id, native, self.clock.now()), stored))
        if self._marking is None:
            self._marking = asyncio.create_task(self._mark())
        await stored

    async def _mark(self) -> None:
        while self._arrived:
            arrived, self._arrived = self._arrived, []
            sent = [one for one, _ in arrived]
            await self._surely(partial(_mark_sent, sent))
            for _, stored in arrived:
                stored.set_result(None)
        self._marking = None

    async def _surely(self, work: Callable[[QueuedUnitOfWork], None]) -> None:
        """One transaction, tried until the store takes it: what became of a message is not forgotten."""
        for pause in itertools.chain(STORE_SECONDS, itertools.repeat(STORE_SECONDS[-1])):
            try:
                return await self.transactions.run(work)
            except Exception:
                complain(log, "what became of a message could not be stored; trying again")
                await self.sleep(pause)
        return None

    async def _claimed_together(self, messages: Sequence[StoredMessage]) -> Mapping[int, Message | None]:
        """As they read by now, None for one that is not to be sent; what is missing is claimed by itself."""
        if not messages:
            return {}
        try:
            return await self.transactions.run(lambda uow: self._claim(uow, messages))
        except Exception:
            complain(log, "messages could not be made ready together; each is tried by itself")
            return {}

    async def _made_ready(self, message: StoredMessage) -> Message | None:
        """Drawn and claimed by itself."""
        try:
            message = await self.pictures.drawn(message)
            claimed = await self.transactions.run(lambda uow: self._claim(uow, [message]))
        except Exception as error:
            complain(log, "message %s could not be made ready", message.key)
            await self._surely(partial(self._outcomes.put_off, message=message, error=error))
            return None
        return claimed[message.id]

    def _claim(
        self, uow: QueuedUnitOfWork, messages: Sequence[StoredMessage]
    ) -> Mapping[int, Message | None]:
        """Take the messages, as they read by now; None for one that is not to be sent (any more)."""
        mine = uow.outbox.claim([m.id for m in messages])
        changed = uow.outbox.take_changes([m.id for m in messages if m.id in mine and m.stands is None])
        return {
            m.id: self._current(uow, replace(m, message=changed.get(m.id, m.message)))
            if m.id in mine
            else None
            for m in messages
        }

    def _current(self, uow: QueuedUnitOfWork, message: StoredMessage) -> Message | None:
        if self.put_off(uow, message):
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
        await self._surely(lambda uow: self._outcomes.after(uow, message, error))


def _mark_sent(sent: Sequence[Arrived], uow: QueuedUnitOfWork) -> None:
    uow.outbox.sent(sent)
