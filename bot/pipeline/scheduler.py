"""The tick: APScheduler rings the bell, rows decide. Imports services' ports only."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.pipeline.transactions import Transactions, complain
from bot.services.queues import QueuedUnitOfWork

log = logging.getLogger(__name__)


class Rounds(Protocol):
    """What is due, part by part: each in a transaction of its own, so that a large city holds up nobody."""

    def parts(self, uow: QueuedUnitOfWork) -> Sequence[int]: ...
    def play(self, uow: QueuedUnitOfWork, part: int, now: datetime) -> None:
        """Play what is due in the part at a time (UTC). Playing it again changes nothing."""


@dataclass
class Scheduler:
    """One interval job. A failing tick is logged and the next one tries again; nothing is kept in memory."""

    transactions: Transactions
    rounds: Rounds
    clock: Clock
    seconds: float
    ticked: Callable[[], None] = lambda: None
    last_good: float | None = None  # time.monotonic() of the last tick that went through
    _scheduler: AsyncIOScheduler = field(default_factory=AsyncIOScheduler)

    def start(self) -> None:
        # A busy loop must not drop a tick (misfire_grace_time), late ones count once (coalesce).
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=self.seconds,
            next_run_time=datetime.now().astimezone(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        try:
            now = self.clock.now()
            for part in await self.transactions.run(self.rounds.parts):
                await self._play(part, now)
        except Exception:
            complain(log, "a tick failed; the next one tries again")
        else:
            self.last_good = time.monotonic()
            self.ticked()

    async def _play(self, part: int, now: datetime) -> None:
        """One that fails does not hold up the others."""
        try:
            await self.transactions.run(lambda uow: self.rounds.play(uow, part, now))
        except Exception:
            complain(log, "the round of part %s failed; the next tick tries again", part)

    def seconds_since_last_good(self) -> float | None:
        return None if self.last_good is None else time.monotonic() - self.last_good
