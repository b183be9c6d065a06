"""The one place that commits: a piece of work in one transaction, in a writer's thread."""

import asyncio
import contextvars
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.chat import StoreFault
from bot.services.queues import QueuedUnitOfWork

T = TypeVar("T")
Work = Callable[[QueuedUnitOfWork], T]


class Transactions:
    """Runs work in `threads` transactions at a time: in one on SQLite, which has one writer."""

    def __init__(self, units: Callable[[], QueuedUnitOfWork], threads: int = 1) -> None:
        self._units = units
        self._writer = ThreadPoolExecutor(threads, thread_name_prefix="writer")

    async def run(self, work: Work[T]) -> T:
        """The result of the work, after its commit; an exception rolls it all back.

        Once started the work is finished even if the caller is cancelled: a commit is never half seen.
        """
        loop = asyncio.get_running_loop()
        context = contextvars.copy_context()  # what is logged meanwhile says what it is about
        return await asyncio.shield(loop.run_in_executor(self._writer, context.run, self.run_now, work))

    def run_now(self, work: Work[T]) -> T:
        with self._units() as uow:
            result = work(uow)
            uow.commit()
            return result

    def close(self) -> None:
        self._writer.shutdown(wait=True)


def complain(log: logging.Logger, what: str, *given: object) -> None:
    """In an except clause: a fault of ours with its trace; of the store, which passes, in one line."""
    error = sys.exception()
    if isinstance(error, StoreFault):
        log.warning(f"{what}: %s", *given, error)
    else:
        log.exception(what, *given)
