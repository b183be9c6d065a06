"""Waiting for news, for a while. Standard library only."""

import asyncio
from contextlib import suppress


async def wait_awhile(news: asyncio.Event, seconds: float) -> None:
    """Until there is news, or the seconds are over; the news is then taken note of.

    Not `asyncio.wait_for`: before Python 3.12 it can swallow the cancellation that ends the program.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await news.wait()
    news.clear()
