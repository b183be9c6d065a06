"""Now and then lets go of what was said long ago, a limited number of rows in a transaction."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.pipeline.transactions import Transactions, complain
from bot.services.queues import QueuedUnitOfWork

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds
AT_ONCE = 500  # rows of a kind in one transaction
REACHED = "cleaned-before"
STEP = timedelta(days=1)


@dataclass(frozen=True)
class Cleaning:
    """`keep` is how long raw events, sent messages and questions, answered or not, are kept."""

    transactions: Transactions
    clock: Clock
    keep: timedelta

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.clean()
            except Exception:
                complain(log, "what is old could not be let go of; the next hour tries again")
            await asyncio.sleep(EVERY)

    async def clean(self) -> int:
        """Let go of all that is too old, and of the time of what a clock ahead put off; how many rows."""
        await self.transactions.run(lambda uow: uow.outbox.hurry(self.clock.now()))
        before, gone = await self.transactions.run(self._boundary), 0
        while step := await self.transactions.run(lambda uow: uow.forget_before(before, AT_ONCE)):
            gone += step
            await asyncio.sleep(0)
        if gone:
            log.info("let go of %d rows older than %d days", gone, self.keep.days)
        return gone

    def _boundary(self, uow: QueuedUnitOfWork) -> datetime:
        """What is older goes. It moves a day at a time: a clock far ahead cannot empty the store."""
        wanted, reached = self.clock.now() - self.keep, uow.messages.note(REACHED)
        before = min(wanted, datetime.fromisoformat(reached) + STEP) if reached else wanted
        uow.messages.set_note(REACHED, before.isoformat())
        return before
