"""A bell that wakes every page that waits; standard library only."""

import asyncio


class Bell:
    """`listen` before looking, then `wait`: what rings in between is not missed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def listen(self) -> asyncio.Event:
        return self._next

    def ring(self) -> None:
        self._next.set()
        self._next = asyncio.Event()


async def wait(heard: asyncio.Event, seconds: float) -> None:
    """Until the bell rings, at most `seconds`."""
    try:
        async with asyncio.timeout(max(seconds, 0)):
            await heard.wait()
    except TimeoutError:
        return
