"""The loops end when they are told to, whatever happens in the same moment."""

import asyncio

import pytest

from bot.pipeline.waiting import wait_awhile
from tests.pipeline.bench import Bench


@pytest.mark.parametrize("moments", range(6))
async def test_a_loop_that_is_cancelled_as_news_comes_ends(bench: Bench, moments: int) -> None:
    outbox = bench.outbox()
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0.1)
    outbox.wake()
    for _ in range(moments):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait([running], timeout=1)
    assert running.cancelled()


async def test_news_are_waited_for_no_longer_than_said_and_taken_note_of() -> None:
    news = asyncio.Event()
    await wait_awhile(news, 0.01)
    news.set()
    async with asyncio.timeout(1):
        await wait_awhile(news, 60)
    assert not news.is_set()
