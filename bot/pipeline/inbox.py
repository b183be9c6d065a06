"""Accept (store, then acknowledge) and handle (an event in one transaction). Imports ports and chat."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.chat import Accept, Attachment, File, Incoming, Message, Platform, RawEvent, SendError, StoreFault
from bot.clock import Clock
from bot.logs import about_event
from bot.pipeline.transactions import Transactions, complain
from bot.pipeline.waiting import wait_awhile
from bot.services.ports import Address
from bot.services.queues import QueuedUnitOfWork, StoredEvent

log = logging.getLogger(__name__)

TRIES = 3
RETRY_SECONDS = (1.0, 5.0)
STORE_SECONDS = (0.5, 1.0, 2.0, 5.0)  # while the store cannot take an event; longer, and others go first
STORE_TRIES = 100  # some ten minutes; from then on it may be the event's own fault
ROUND_SECONDS = 0.2  # what takes longer goes on beside the next round
BATCH = 200

Dispatch = Callable[[QueuedUnitOfWork, StoredEvent, Incoming], None]
"""Handles one event inside the transaction it is given."""


@dataclass
class Inbox:
    """The loop that handles stored events: a chat's in order, a failing chat holds up nobody else.

    `apology` makes the message for an event that was set aside from its reference number.
    `file_limit` in bytes: a larger file is handled without its content.
    `together`: how many events, of as many chats, one transaction handles; when it fails, each has its own.
    What the store cannot take just now is no try of the event: it waits for the store.
    """

    transactions: Transactions
    platforms: Mapping[str, Platform]
    dispatch: Dispatch
    apology: Callable[[str], Message]
    clock: Clock
    file_limit: int
    handled: Callable[[], None] = lambda: None
    retry_seconds: Sequence[float] = RETRY_SECONDS
    store_seconds: Sequence[float] = STORE_SECONDS
    together: int = 1
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _not_before: dict[int, float] = field(default_factory=dict)
    _waited: dict[int, int] = field(default_factory=dict)  # how often an event had to wait for the store
    _working: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _read: dict[int, Incoming | None] = field(default_factory=dict)  # what is being worked on, parsed

    def accept_for(self, platform: Platform) -> Accept:
        async def accept(events: Sequence[RawEvent]) -> None:
            now = self.clock.now()
            await self.transactions.run(
                lambda uow: uow.inbox.store(platform.name, platform.account, events, now)
            )
            self._wake.set()

        return accept

    def wake(self) -> None:
        """Another process stored something."""
        self._wake.set()

    async def run(self) -> None:
        """Handle events until cancelled."""
        while True:
            try:
                while await self._round():
                    pass  # a file being fetched is not waited for: its end is news
            except Exception:
                complain(log, "the inbox loop failed; it goes on")
                await asyncio.sleep(1)
            await wait_awhile(self._wake, self._pause())

    def _pause(self) -> float:
        """Seconds until the earliest retry, at most one: what another process stored is seen too."""
        soonest = min(self._not_before.values(), default=time.monotonic() + 1)
        return min(1.0, max(0.01, soonest - time.monotonic()))

    async def drain(self) -> None:
        """Handle all that can be handled now, files included."""
        while await self._round() or self._working:
            if self._working:
                await asyncio.wait(self._working.values(), return_when=asyncio.FIRST_COMPLETED)

    async def _round(self) -> bool:
        """Begin with each chat's next event; whether there was any. A slow one holds up no other chat."""
        ready = await self._ready()
        plain = []
        for event in ready:
            if self._has_file(event):
                self._begin([event])
            else:
                plain.append(event)
        groups = (plain[n : n + self.together] for n in range(0, len(plain), self.together))
        if tasks := [self._begin(group) for group in groups]:
            await asyncio.wait(tasks, timeout=ROUND_SECONDS)
        return bool(ready)

    def _begin(self, events: Sequence[StoredEvent]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._handle_together(events))
        self._working |= {event.id: task for event in events}

        def finished(done: asyncio.Task[None]) -> None:
            for event in events:
                self._working.pop(event.id, None)
                self._read.pop(event.id, None)
            self._wake.set()
            self.handled()

        task.add_done_callback(finished)
        return task

    async def _handle_together(self, events: Sequence[StoredEvent]) -> None:
        """All in one transaction. Only the store is touched: after a failure each can be tried anew."""
        if len(events) > 1:
            with contextlib.suppress(Exception):
                await self.transactions.run(lambda uow: self._handle(uow, events))
                for event in events:
                    self._say_handled(event)
                return
        for event in events:
            if not await self.handle(event):
                return  # the others come with the next round

    async def _ready(self) -> Sequence[StoredEvent]:
        """The next event of every chat, but those that wait for another try or for their file."""
        waiting = await self.transactions.run(lambda uow: uow.inbox.waiting(BATCH, list(self.platforms)))
        now, ids = time.monotonic(), {e.id for e in waiting}
        self._not_before = {i: at for i, at in self._not_before.items() if i in ids}
        self._waited = {i: times for i, times in self._waited.items() if i in ids}
        return [e for e in waiting if e.id not in self._working and self._not_before.get(e.id, 0.0) <= now]

    def _has_file(self, event: StoredEvent) -> bool:
        """Whether something must be fetched first. What cannot be read fails in `handle`."""
        try:
            return event.blob is None and isinstance(self._parsed(event), File)
        except Exception:
            return False

    async def handle(self, event: StoredEvent) -> bool:
        """Fetch, handle, commit. False when the store could not take it now."""
        with about_event(event.id):
            try:
                event = await self._with_file(event)
                await self.transactions.run(lambda uow: self._handle(uow, [event]))
            except StoreFault as fault:
                await self._wait_for_store(event, fault)
                return False
            except Exception:
                await self._failed(event)
            else:
                self._not_before.pop(event.id, None)
                self._say_handled(event)
            return True

    async def _wait_for_store(self, event: StoredEvent, fault: StoreFault) -> None:
        """An event that waits far too long is counted as failed: perhaps no other does."""
        times = self._waited[event.id] = self._waited.get(event.id, 0) + 1
        if times > STORE_TRIES:
            await self._failed(event)
            return
        log.warning("event %s waits for the store: %s", event.id, fault)
        pause = self.store_seconds[min(times, len(self.store_seconds)) - 1]
        self._not_before[event.id] = time.monotonic() + pause

    def _say_handled(self, event: StoredEvent) -> None:
        with about_event(event.id):
            log.info("handled what came by %s", event.platform)

    def _parsed(self, event: StoredEvent) -> Incoming | None:
        if event.id not in self._read:
            self._read[event.id] = self.platforms[event.platform].parse(event.payload)
        return self._read[event.id]

    def _handle(self, uow: QueuedUnitOfWork, events: Sequence[StoredEvent]) -> None:
        """Those that no other loop handled, or is handling right now."""
        mine = uow.inbox.done([e.id for e in events], self.clock.now())
        for event in events:
            with about_event(event.id):
                if event.id in mine and (incoming := self._parsed(event)) is not None:
                    self.dispatch(uow, event, incoming)

    async def _with_file(self, event: StoredEvent) -> StoredEvent:
        """Fetch what must be fetched, and keep it, before the event is handled."""
        file = self._parsed(event)
        if not isinstance(file, File) or event.blob is not None:
            return event
        try:
            content = await self.platforms[event.platform].fetch(file, self.file_limit)
        except SendError:
            if event.tries + 1 < TRIES:
                raise
            return event  # handled without its content: the person is told
        if content is None:
            return event

        def keep(uow: QueuedUnitOfWork) -> StoredEvent:
            kept = uow.messages.keep_file(Attachment(file.name, file.mime, content))
            uow.inbox.keep_blob(event.id, kept.blob or "")
            return uow.inbox.event(event.id)

        return await self.transactions.run(keep)

    async def _failed(self, event: StoredEvent) -> None:
        reference = secrets.token_hex(3).upper()
        log.exception("event %s failed, reference %s", event.id, reference)

        def count(uow: QueuedUnitOfWork) -> bool:
            tries = uow.inbox.failed(event.id)
            if tries < TRIES:
                self._not_before[event.id] = time.monotonic() + self.retry_seconds[tries - 1]
                return False
            self._set_aside(uow, event, reference)
            return True

        try:
            if await self.transactions.run(count):
                self._not_before.pop(event.id, None)
        except Exception:
            complain(log, "event %s could not be counted as failed", event.id)
            self._not_before[event.id] = time.monotonic() + self.retry_seconds[-1]

    def _set_aside(self, uow: QueuedUnitOfWork, event: StoredEvent, reference: str) -> None:
        now = self.clock.now()
        uow.inbox.set_aside(event.id, reference, now)
        uow.messages.send(
            Address(event.platform, event.chat),
            self.apology(reference),
            key=f"apology:{event.id}",
            kind="reply",
            at=now,
        )
