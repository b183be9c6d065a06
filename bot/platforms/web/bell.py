"""A bell that wakes the pages that wait, one person's or everybody's; standard library only."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """`clear` what `listening` gives before looking, then `wait`: what rings in between is not missed."""

    def __init__(self) -> None:
        self._ears: dict[str, set[asyncio.Event]] = {}

    @contextmanager
    def listening(self, account: str) -> Iterator[asyncio.Event]:
        """Set by each ring for this account, and by those for all."""
        ear = asyncio.Event()
        self._ears.setdefault(account, set()).add(ear)
        try:
            yield ear
        finally:
            self._ears[account].discard(ear)
            if not self._ears[account]:
                del self._ears[account]

    def ring(self, account: str | None = None) -> None:
        """For the pages of one account, or for all that wait."""
        found = list(self._ears.values()) if account is None else [self._ears.get(account, set())]
        for ear in (ear for ears in found for ear in ears):
            ear.set()


async def wait(heard: asyncio.Event, seconds: float) -> None:
    """Until the bell rings, at most `seconds`."""
    try:
        async with asyncio.timeout(max(seconds, 0)):
            await heard.wait()
    except TimeoutError:
        return
