"""One process at a time polls and sends: the work begins with the lease and ends with it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.pipeline.lease import Lease


@dataclass
class Row:
    """Answers as told, the last answer for ever."""

    answers: list[bool | Exception]
    asked: int = 0
    let_go_of: int = 0

    def hold(self, seconds: float) -> bool:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    def let_go(self) -> None:
        self.let_go_of += 1


@dataclass
class Work:
    begun: int = 0
    ended: int = 0
    begins: asyncio.Event = field(default_factory=asyncio.Event)
    ends: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> None:
        self.begun += 1
        self.begins.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self.ended += 1
            self.ends.set()


def lease(answers: Sequence[bool | Exception]) -> Lease:
    made = Lease(Row(list(answers)), seconds=1)
    made.every = 0.01
    return made


async def cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_nothing_is_done_while_another_holds_it_and_all_once_it_is_free() -> None:
    held, work = lease([False, False, False, True]), Work()
    running = asyncio.create_task(held.run(work))
    await asyncio.wait_for(work.begins.wait(), 5)
    assert isinstance(held.row, Row)
    assert held.row.asked >= 4
    assert held.held
    await cancelled(running)


async def test_the_work_ends_when_another_has_taken_it_and_begins_again_later() -> None:
    held, work = lease([True, True, False, False, True]), Work()
    running = asyncio.create_task(held.run(work))
    await asyncio.wait_for(work.ends.wait(), 5)
    work.begins.clear()
    await asyncio.wait_for(work.begins.wait(), 5)
    assert (work.begun, work.ended) == (2, 1)
    await cancelled(running)


async def test_a_store_out_of_reach_ends_the_work_before_the_lease_runs_out() -> None:
    held, work = lease([True, ConnectionError()]), Work()
    loop = asyncio.get_running_loop()
    running = asyncio.create_task(held.run(work))
    await asyncio.wait_for(work.begins.wait(), 5)
    began = loop.time()
    await asyncio.wait_for(work.ends.wait(), 5)
    assert loop.time() - began >= 0.2  # not at the first failure
    assert not held.held
    await cancelled(running)


async def test_one_failure_to_renew_ends_nothing() -> None:
    held, work = lease([True, ConnectionError(), ConnectionError(), True]), Work()
    running = asyncio.create_task(held.run(work))
    assert isinstance(held.row, Row)
    async with asyncio.timeout(5):
        while held.row.asked < 8:  # noqa: ASYNC110 - a state is waited for, not an event
            await asyncio.sleep(0.01)
    assert (work.begun, work.ended) == (1, 0)
    await cancelled(running)


async def test_stopping_ends_the_work_and_then_lets_go() -> None:
    held, work = lease([True]), Work()
    running = asyncio.create_task(held.run(work))
    await asyncio.wait_for(work.begins.wait(), 5)
    await cancelled(running)
    assert isinstance(held.row, Row)
    assert (work.ended, held.row.let_go_of) == (1, 1)


async def test_what_ends_the_work_is_raised() -> None:
    async def fails() -> None:
        raise OSError("port taken")

    with pytest.raises(OSError, match="port taken"):
        await asyncio.wait_for(lease([True]).run(fails), 5)
