"""The pipeline alone, on a real store and a platform in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from bot.chat import Message, Text, say
from bot.clock import RehearsalClock, standing_clock
from bot.pipeline.inbox import Dispatch, Inbox
from bot.pipeline.outbox import Outbox, Refresh
from bot.pipeline.pictures import Pictures
from bot.pipeline.transactions import Transactions
from bot.services.ports import Address
from bot.services.queues import QueuedUnitOfWork
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.pipeline.fake_platform import FakePlatform

START = datetime(2023, 7, 3, 1, 30, tzinfo=UTC)


@dataclass
class Bench:
    """`handled` collects what the default dispatch was given; `failing` texts make it raise after writing."""

    engine: Engine
    platform: FakePlatform
    clock: RehearsalClock
    transactions: Transactions
    handled: list[str] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    drawn: list[Mapping[str, Any]] = field(default_factory=list)

    @classmethod
    def at(cls, url: str, platform: FakePlatform | None = None) -> "Bench":
        engine = make_engine(url)
        transactions = Transactions(lambda: SqlUnitOfWork(engine))
        return cls(engine, platform or FakePlatform(), standing_clock(START), transactions)

    def close(self) -> None:
        self.transactions.close()
        self.engine.dispose()

    # -- parts

    def inbox(self, dispatch: Dispatch | None = None) -> Inbox:
        return Inbox(
            self.transactions,
            {self.platform.name: self.platform},
            dispatch or self._dispatch,
            lambda reference: say(f"sorry {reference}"),
            self.clock,
            file_limit=1000,
            retry_seconds=(0.01, 0.01),
        )

    def outbox(self, refresh: Refresh = lambda _, message: message.message) -> Outbox:
        return Outbox(
            self.transactions,
            {self.platform.name: self.platform},
            refresh,
            self.clock,
            Pictures(self.transactions, self.draw),
            seconds=self.platform.time.seconds,
            sleep=self.platform.time.sleep,
        )

    def draw(self, drawing: Mapping[str, Any]) -> bytes:
        """A pretend picture; one that says "fail" cannot be drawn."""
        self.drawn.append(drawing)
        if "fail" in drawing:
            raise ZeroDivisionError
        return repr(sorted(drawing.items())).encode()

    def _dispatch(self, uow: QueuedUnitOfWork, stored: Any, incoming: Any) -> None:
        text = incoming.text if isinstance(incoming, Text) else f"file {stored.blob is not None}"
        uow.messages.set_note(text, "written")
        if text in self.failing:
            raise ZeroDivisionError(text)
        self.handled.append(text)

    # -- the store

    def do(self, work: Callable[[QueuedUnitOfWork], Any]) -> Any:
        return self.transactions.run_now(work)

    def queue(
        self,
        chat: str,
        *texts: str,
        kind: str = "reply",
        stands: Mapping[str, Any] | None = None,
        platform: str | None = None,
    ) -> None:
        """Messages keyed by their own text."""
        to = Address(platform or self.platform.name, chat)
        for text in texts:
            self.send(to, say(text), text, kind, stands)

    def send(
        self, to: Address, message: Message, key: str, kind: str, stands: Mapping[str, Any] | None = None
    ) -> bool:
        queued = self.do(
            lambda uow: uow.messages.send(to, message, key=key, kind=kind, at=self.clock.now(), stands=stands)
        )
        return bool(queued)

    def note(self, name: str) -> str | None:
        found: str | None = self.do(lambda uow: uow.messages.note(name))
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(r) for r in connection.exec_driver_sql(query)]

    def states(self) -> dict[Any, Any]:
        """What became of every outgoing message, by key."""
        return dict(self.rows("SELECT key, state FROM outbox ORDER BY id"))
