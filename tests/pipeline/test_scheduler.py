"""The tick: a part that fails is logged and tried again; two ticks at once play a slot once."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.pipeline.scheduler import Scheduler
from bot.services.queues import QueuedUnitOfWork
from tests.pipeline.bench import Bench


@dataclass
class Rounds:
    """Parts are numbers; what is played is given by the test."""

    work: Callable[[QueuedUnitOfWork, int, datetime], None]
    numbers: Sequence[int] = (1,)
    failing: int = 0  # so often the parts cannot even be looked up
    played: list[int] = field(default_factory=list)

    def parts(self, uow: QueuedUnitOfWork) -> Sequence[int]:
        if self.failing:
            self.failing -= 1
            raise OSError("database is locked")
        return self.numbers

    def play(self, uow: QueuedUnitOfWork, part: int, now: datetime) -> None:
        self.played.append(part)
        self.work(uow, part, now)


async def test_a_failing_tick_does_not_stop_the_clock(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    rounds = Rounds(lambda uow, part, now: uow.messages.set_note("tick", str(part)), failing=2)
    scheduler = Scheduler(bench.transactions, rounds, bench.clock, seconds=0.02)
    with caplog.at_level(logging.CRITICAL, "bot"):
        scheduler.start()
        async with asyncio.timeout(5):
            while scheduler.last_good is None:  # noqa: ASYNC110 - a state is waited for, not an event
                await asyncio.sleep(0.01)
        scheduler.stop()
    assert rounds.failing == 0
    assert bench.note("tick") == "1"


async def test_a_part_that_fails_leaves_nothing_and_holds_up_no_other(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    def work(uow: QueuedUnitOfWork, part: int, now: datetime) -> None:
        uow.messages.set_note(f"part {part}", "played")
        if part == 1:
            raise OSError("database is locked")

    rounds = Rounds(work, (1, 2))
    scheduler = Scheduler(bench.transactions, rounds, bench.clock, 20)
    with caplog.at_level(logging.CRITICAL, "bot"):
        await scheduler.tick()
    assert (bench.note("part 1"), bench.note("part 2")) == (None, "played")
    assert scheduler.last_good is not None


async def test_two_ticks_at_once_record_a_slot_once(bench: Bench) -> None:
    department = bench.do(lambda uow: uow.targets.add_department("演示局")).id
    played: list[bool] = []

    def work(uow: QueuedUnitOfWork, part: int, now: datetime) -> None:
        played.append(uow.messages.record_slot(part, "remind", "2023-07-03T09:00", "played", now))

    rounds = Rounds(work, (department,))
    await asyncio.gather(*(Scheduler(bench.transactions, rounds, bench.clock, 20).tick() for _ in range(3)))
    assert sorted(played) == [False, False, True]
    assert bench.rows("SELECT count(*) FROM slot") == [(1,)]
