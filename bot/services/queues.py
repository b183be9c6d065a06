"""What the pipeline asks of a store beyond a unit of work: the rows of the inbox and the outbox."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.chat import Message, RawEvent
from bot.services.ports import Address, UnitOfWork


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event in the inbox. `blob` names its file once that was fetched; `reference`: it was set aside."""

    id: int
    platform: str
    bot: str
    chat: str
    payload: Mapping[str, Any]
    blob: str | None
    tries: int
    received_at: datetime
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message in the outbox. `native` is the id of the message it edits, if that was sent."""

    id: int
    key: str
    to: Address
    kind: str
    person_id: int | None
    message: Message
    stands: Mapping[str, Any] | None
    tries: int
    state: str
    created_at: datetime
    native: str | None = None
    doubts: int = 0  # how often its outcome was unknown

    @property
    def sent_twice(self) -> bool:
        """Its outcome was unknown before and it was sent again."""
        return self.doubts > 0


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that was sent, under its id on the platform."""

    id: int
    native: str
    at: datetime


class Inbox(Protocol):
    def store(self, platform: str, bot: str, events: Iterable[RawEvent], now: datetime) -> None:
        """Store what is new; an event that is there already is left alone."""

    def waiting(self, limit: int, platforms: Collection[str] | None = None) -> Sequence[StoredEvent]:
        """Each chat's oldest event that is to be handled, oldest first; of these platforms (None: all)."""

    def event(self, event_id: int) -> StoredEvent: ...
    def keep_blob(self, event_id: int, sha256: str) -> None: ...
    def let_go_of_file(self, event_id: int) -> None:
        """Its words stay, its file does not."""

    def done(self, event_ids: Sequence[int], at: datetime) -> Collection[int]:
        """Mark as handled, by this transaction; the ids of those that nobody else handled, or is handling."""

    def redact(self, event_id: int, placeholder: str) -> None:
        """Put the placeholder where its words were and let go of its file; who and when stay."""

    def failed(self, event_id: int) -> int:
        """Count a try; returns how many there were."""

    def set_aside(self, event_id: int, reference: str, at: datetime) -> None: ...
    def aside(self) -> Sequence[StoredEvent]:
        """What was set aside after its tries, oldest first."""

    def put_back(self, event_id: int) -> None:
        """To be handled once more, with all its tries."""

    def drop(self, event_id: int, at: datetime) -> None:
        """Never to be handled."""


class Outbox(Protocol):
    def due(
        self, now: datetime, limit: int, platforms: Collection[str], without: Collection[Address] = ()
    ) -> Sequence[StoredMessage]:
        """Queued messages of these platforms whose time has come, but not `without` these chats'.

        Replies first, then oldest; edits after what they edit.
        """

    def keep_body(self, message_id: int, message: Message) -> None:
        """What it says from now on: its drawing has become a picture. A page shows it from here."""

    def claim(self, message_ids: Sequence[int]) -> Collection[int]:
        """Begin to send; the ids of those that were still queued."""

    def take_changes(self, message_ids: Sequence[int]) -> Mapping[int, Message]:
        """What these say by changes that were not sent yet; the changes need not be sent any more."""

    def sent(self, arrived: Sequence[Arrived]) -> None: ...
    def retry(self, message_id: int, due_at: datetime) -> None: ...
    def finish(self, message_id: int, state: str, at: datetime) -> None:
        """`dropped` (its reason has gone), `dead` (never to be sent) or `perhaps` (outcome unknown)."""

    def wait(self, message_id: int, due_at: datetime, on: date | None) -> None:
        """Put a claimed message back until then, untried; `on` is the local day that it is for by now."""

    def next_due(self, now: datetime) -> datetime | None:
        """When the next message that waits for its time and was not tried yet may leave."""

    def hurry(self, now: datetime) -> None:
        """What a clock that was ahead queued for a time to come is due now."""

    def doubt(self, message_id: int, due_at: datetime) -> None:
        """Queue it once more after an unknown outcome, and count that."""

    def readdress(self, message_id: int, chat: str) -> None: ...
    def interrupted(self) -> Sequence[StoredMessage]:
        """Messages a killed process was sending: their outcome is unknown."""

    def pending(self) -> int:
        """How many are queued or being sent."""


class QueuedUnitOfWork(UnitOfWork, Protocol):
    """A unit of work that also sees the two queues: what the pipeline works with."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    def forget_before(self, before: datetime, limit: int) -> int:
        """Let go of what was said before; at most `limit` rows of each kind. How many; 0: none is left."""
