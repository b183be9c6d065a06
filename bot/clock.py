"""Clocks: the real one, and one for rehearsals that starts anywhere and can be moved. Standard library."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RehearsalClock:
    """Runs on from `start` as real time does (`seconds` counts it; a constant makes it stand still)."""

    def __init__(self, start: datetime, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self.set(start)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds() - self._since)

    def set(self, moment: datetime) -> None:
        self._start = moment.astimezone(UTC)
        self._since = self._seconds()


def standing_clock(start: datetime) -> RehearsalClock:
    """A clock that moves only when it is set."""
    return RehearsalClock(start, seconds=lambda: 0.0)
