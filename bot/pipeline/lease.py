"""Which of several processes polls and sends: a row of the store says who, and until when."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.pipeline.transactions import complain

log = logging.getLogger(__name__)


class LeaseRow(Protocol):
    """The row, by the store's own clock. Both may raise what a store raises; both block."""

    def hold(self, seconds: float) -> bool:
        """Take or renew it for so long; False while another process holds it."""

    def let_go(self) -> None:
        """Free at once, if it is ours."""


@dataclass
class Lease:
    """`run` does the work while the row is ours and ends it in time when it is lost.

    `seconds`: how long the row holds. It is renewed, or asked for, four times as often; the holder stops a
    fifth of that earlier, whatever the two clocks do.
    """

    row: LeaseRow
    seconds: float
    held: bool = False

    def __post_init__(self) -> None:
        self.every, self._sure = self.seconds / 4, self.seconds * 4 / 5

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled. An error of the work is raised."""
        try:
            while True:
                if await self._taken():
                    await self._working(work)
                await asyncio.sleep(self.every)
        finally:
            self.held = False
            with contextlib.suppress(Exception):  # an unreachable store frees it by itself, later
                await asyncio.to_thread(self.row.let_go)

    async def _taken(self) -> bool:
        try:
            return await asyncio.to_thread(self.row.hold, self.seconds)
        except Exception:
            complain(log, "the lease could not be asked for; it goes on")
            return False

    async def _working(self, work: Callable[[], Awaitable[None]]) -> None:
        log.info("this process polls and sends from now on")
        self.held = True
        working = asyncio.ensure_future(work())
        renewing = asyncio.create_task(self._renewed_until_lost())
        try:
            await asyncio.wait((working, renewing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.held = False
            renewing.cancel()
            await _ended(working)
        if not working.cancelled():
            await working  # raises what ended it

    async def _renewed_until_lost(self) -> None:
        until = time.monotonic() + self._sure
        while (now := time.monotonic()) < until:
            await asyncio.sleep(min(self.every, until - now))
            asked = time.monotonic()
            with contextlib.suppress(Exception):
                async with asyncio.timeout(max(until - asked, 0.0)):
                    if not await asyncio.to_thread(self.row.hold, self.seconds):
                        break
                    until = asked + self._sure
        log.warning("the lease was lost: another process polls and sends")


async def _ended(working: "asyncio.Future[None]") -> None:
    working.cancel()
    await asyncio.wait((working,))
