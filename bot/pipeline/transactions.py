"""The one place that commits: a piece of work in one transaction, in the writer's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.services.queues import QueuedUnitOfWork

T = TypeVar("T")
Work = Callable[[QueuedUnitOfWork], T]


class Transactions:
    """Runs work one transaction at a time: SQLite has one writer, so there is one thread."""

    def __init__(self, units: Callable[[], QueuedUnitOfWork]) -> None:
        self._units = units
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")

    async def run(self, work: Work[T]) -> T:
        """The result of the work, after its commit; an exception rolls it all back.

        Once started the work is finished even if the caller is cancelled: a commit is never half seen.
        """
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(self._writer, self.run_now, work))

    def run_now(self, work: Work[T]) -> T:
        with self._units() as uow:
            result = work(uow)
            uow.commit()
            return result

    def close(self) -> None:
        self._writer.shutdown(wait=True)
