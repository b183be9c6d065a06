"""Whether the bot does its work: what was looked at, and what of it is not as it should be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from storage.backlog import Backlog

POLL, TICK, EVENT, MESSAGE = 180.0, 180.0, 120.0, 600.0  # seconds after which something is stalled


@dataclass(frozen=True, slots=True)
class Health:
    """Ages in seconds, None where there is nothing to be old. `backlog` None: the database is out of reach.

    `polls`: this process is the one that polls, so that the age of its last good poll says something.
    `up`: seconds since the process began; what never happened is as old as that.
    """

    poll_age: float | None
    tick_age: float | None
    event_age: float | None
    message_age: float | None
    polls: bool
    up: float
    backlog: Backlog | None

    @property
    def faults(self) -> tuple[str, ...]:
        """What is stalled; empty when all is well."""
        stalled = {
            "database": self.backlog is None,
            "poll": self.polls and _or(self.poll_age, self.up) > POLL,
            "tick": _or(self.tick_age, self.up) > TICK,
            "inbox": _or(self.event_age, 0.0) > EVENT,
            "outbox": _or(self.message_age, 0.0) > MESSAGE,
        }
        return tuple(name for name, is_so in stalled.items() if is_so)


@dataclass(frozen=True)
class Watch:
    """Looks at the running bot and its store."""

    clock: Clock
    look: Callable[[datetime], Backlog]
    poll_age: Callable[[], float | None]
    tick_age: Callable[[], float | None]
    polls: Callable[[], bool]
    up: Callable[[], float]

    def health(self) -> Health:
        """Blocks while the store is asked; never raises."""
        now = self.clock.now()
        try:
            backlog = self.look(now)
        except Exception:
            backlog = None
        return Health(
            poll_age=self.poll_age() if self.polls() else None,
            tick_age=self.tick_age(),
            event_age=_age(backlog.oldest_event if backlog else None, now),
            message_age=_age(backlog.oldest_message if backlog else None, now),
            polls=self.polls(),
            up=self.up(),
            backlog=backlog,
        )


def _age(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else max(0.0, (now - since).total_seconds())


def _or(age: float | None, otherwise: float) -> float:
    return otherwise if age is None else age
