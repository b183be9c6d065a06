"""The inbox: every event is here before it is acknowledged. Implements bot.services.queues.Inbox."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.chat import RawEvent
from bot.services.queues import StoredEvent
from storage import schema
from storage.news import there_is_news
from storage.rows import insert_into, next_mark

TABLE = schema.inbox


class SqlInbox:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def store(self, platform: str, bot: str, events: Iterable[RawEvent], now: datetime) -> None:
        there_is_news(self._db)
        rows = [
            {
                "platform": platform,
                "bot": bot,
                "native_id": event.native_id,
                "chat": event.chat,
                "payload": dict(event.payload),
                "state": "new",
                "tries": 0,
                "mark": next_mark(),
                "received_at": now,
            }
            for event in events
        ]
        if rows:
            self._db.execute(insert_into(self._db, TABLE).on_conflict_do_nothing(), rows)

    def waiting(self, limit: int, platforms: Collection[str] | None = None) -> Sequence[StoredEvent]:
        first = select(func.min(TABLE.c.id)).where(TABLE.c.state == "new")
        if platforms is not None:
            first = first.where(TABLE.c.platform.in_(platforms))
        first = first.group_by(TABLE.c.platform, TABLE.c.chat)
        query = select(TABLE).where(TABLE.c.id.in_(first)).order_by(TABLE.c.id).limit(limit)
        return [_event(r) for r in self._db.execute(query)]

    def event(self, event_id: int) -> StoredEvent:
        return _event(self._db.execute(select(TABLE).where(TABLE.c.id == event_id)).one())

    def keep_blob(self, event_id: int, sha256: str) -> None:
        payload = dict(self.event(event_id).payload)
        if "content" in payload:  # a file that travelled inside its event is kept once, as a blob
            payload["content"] = ""
        self._change(event_id, blob=sha256, payload=payload)

    def done(self, event_ids: Sequence[int], at: datetime) -> Collection[int]:
        mine = select(TABLE.c.id).where(TABLE.c.id.in_(event_ids), TABLE.c.state == "new")
        mine = mine.with_for_update(skip_locked=True)  # SQLite, with one writer, leaves this out
        done = update(TABLE).where(TABLE.c.id.in_(mine)).values(state="done", handled_at=at)
        return set(self._db.scalars(done.returning(TABLE.c.id)))

    def redact(self, event_id: int, placeholder: str) -> None:
        payload = self.event(event_id).payload
        self._change(event_id, payload=_without_words(payload, placeholder), blob=None)

    def let_go_of_file(self, event_id: int) -> None:
        self._change(event_id, blob=None)

    def failed(self, event_id: int) -> int:
        self._change(event_id, tries=TABLE.c.tries + 1)
        return int(self._db.scalar(select(TABLE.c.tries).where(TABLE.c.id == event_id)) or 0)

    def set_aside(self, event_id: int, reference: str, at: datetime) -> None:
        self._change(event_id, state="aside", reference=reference, handled_at=at)

    def aside(self) -> Sequence[StoredEvent]:
        query = select(TABLE).where(TABLE.c.state == "aside").order_by(TABLE.c.id)
        return [_event(r) for r in self._db.execute(query)]

    def put_back(self, event_id: int) -> None:
        self._change(event_id, state="new", tries=0, handled_at=None)

    def drop(self, event_id: int, at: datetime) -> None:
        self._change(event_id, state="dropped", handled_at=at)

    def _change(self, event_id: int, **values: Any) -> None:
        self._db.execute(update(TABLE).where(TABLE.c.id == event_id).values(**values))


WORDS = frozenset({"text", "caption", "name", "file_name"})
CONTENT = frozenset({"content", "entities", "caption_entities"})


def _without_words(value: Any, placeholder: str) -> Any:
    """A payload whose words, on any platform, are replaced; ids and times stay."""
    if isinstance(value, list):
        return [_without_words(v, placeholder) for v in value]
    if not isinstance(value, Mapping):
        return value
    kept = {k: v for k, v in value.items() if k not in CONTENT}
    return {
        k: placeholder if k in WORDS and isinstance(v, str) else _without_words(v, placeholder)
        for k, v in kept.items()
    } | {k: "" for k in value if k == "content"}


def _event(row: Row[Any]) -> StoredEvent:
    return StoredEvent(
        id=row.id,
        platform=row.platform,
        bot=row.bot,
        chat=row.chat,
        payload=row.payload,
        blob=row.blob,
        tries=row.tries,
        received_at=row.received_at,
        reference=row.reference,
    )
