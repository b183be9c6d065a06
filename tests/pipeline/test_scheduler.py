"""The tick: a failing one is logged and the next one goes through; two at once play a slot once."""

import asyncio
import logging
from datetime import datetime

import pytest

from bot.pipeline.scheduler import Scheduler
from bot.services.queues import QueuedUnitOfWork
from tests.pipeline.bench import Bench


async def test_a_failing_tick_leaves_nothing_and_does_not_stop_the_clock(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    ticks: list[datetime] = []

    def round_(uow: QueuedUnitOfWork, now: datetime) -> None:
        ticks.append(now)
        uow.messages.set_note("tick", str(len(ticks)))
        if len(ticks) < 3:
            raise OSError("database is locked")

    scheduler = Scheduler(bench.transactions, round_, bench.clock, seconds=0.02)
    with caplog.at_level(logging.CRITICAL, "bot"):
        scheduler.start()
        async with asyncio.timeout(5):
            while scheduler.last_good is None:  # noqa: ASYNC110 - a state is waited for, not an event
                await asyncio.sleep(0.01)
        scheduler.stop()
    assert len(ticks) >= 3
    assert int(bench.note("tick") or 0) >= 3


async def test_two_ticks_at_once_record_a_slot_once(bench: Bench) -> None:
    department = bench.do(lambda uow: uow.targets.add_department("演示局")).id
    played: list[bool] = []

    def round_(uow: QueuedUnitOfWork, now: datetime) -> None:
        played.append(uow.messages.record_slot(department, "remind", "2023-07-03T09:00", "played", now))

    ticks = [Scheduler(bench.transactions, round_, bench.clock, 20).tick() for _ in range(3)]
    await asyncio.gather(*ticks)
    assert sorted(played) == [False, False, True]
    assert bench.rows("SELECT count(*) FROM slot") == [(1,)]
