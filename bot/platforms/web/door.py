"""What the web chat asks of whoever knows its people: who is signed in, who may come in. Imports nothing."""

from typing import Protocol


class NoEntry(Exception):
    """A code does not work (any more); with `minutes`, too many did not: so long nothing is tried."""

    def __init__(self, minutes: int = 0) -> None:
        super().__init__("no entry")
        self.minutes = minutes


class Door(Protocol):
    async def account(self, token: str, *, acting: bool) -> str | None:
        """The account a session proves; None when it holds no longer. `acting`: somebody did something."""

    async def enter(self, code: str, *, caller: str, earlier: str | None) -> str:
        """A new session's token; the browser's `earlier` one ends with it. Raises NoEntry."""

    async def leave(self, token: str, *, everywhere: bool) -> None:
        """End this session, or all of the person's."""
