"""The outbox: every message is a row first. Implements bot.services.queues.Outbox."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, bindparam, case, func, or_, select, tuple_, update

from bot.chat import Message, message_from_json
from bot.services.ports import Address
from bot.services.queues import Arrived, StoredMessage
from storage import schema
from storage.news import there_is_news
from storage.rows import body_of, next_mark

TABLE = schema.outbox
UNFINISHED = ("queued", "sending")


class SqlOutbox:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def due(
        self, now: datetime, limit: int, platforms: Collection[str], without: Collection[Address] = ()
    ) -> Sequence[StoredMessage]:
        given = {
            "now": now,
            "most": limit,
            "platforms": list(platforms),
            "without": [(a.platform, a.chat) for a in without],
        }
        return [_message(r) for r in self._db.execute(_DUE, given)]

    def keep_body(self, message_id: int, message: Message) -> None:
        self._change(message_id, **body_of(message), mark=next_mark())

    def claim(self, message_ids: Sequence[int]) -> Collection[int]:
        return set(self._db.scalars(_CLAIM, {"ids": list(message_ids)}))

    def take_changes(self, message_ids: Sequence[int]) -> Mapping[int, Message]:
        rows = self._db.execute(_CHANGES, {"ids": list(message_ids)}).all()
        if not rows:
            return {}
        self._db.execute(
            update(TABLE).where(TABLE.c.id.in_([r.change for r in rows])).values(state="dropped")
        )
        newest = {r.id: replace(message_from_json(r.body), replaces=r.replaces) for r in rows}
        self._db.execute(
            _KEEP_BODY,
            [
                {"of": i, "new_mark": next_mark(), **{f"new_{k}": v for k, v in body_of(message).items()}}
                for i, message in newest.items()
            ],
        )
        return newest

    def sent(self, arrived: Sequence[Arrived]) -> None:
        there_is_news(self._db)
        self._db.execute(
            _SENT, [{"of": a.id, "native": a.native, "at": a.at, "new": next_mark()} for a in arrived]
        )

    def retry(self, message_id: int, due_at: datetime) -> None:
        self._change(message_id, state="queued", due_at=due_at)

    def finish(self, message_id: int, state: str, at: datetime) -> None:
        self._change(message_id, state=state, sent_at=at)

    def wait(self, message_id: int, due_at: datetime, on: date | None) -> None:
        self._change(message_id, state="queued", due_at=due_at, tries=TABLE.c.tries - 1)
        if on is not None:
            stands = self._db.scalar(select(TABLE.c.stands).where(TABLE.c.id == message_id)) or {}
            self._change(message_id, stands={**stands, "on": on.isoformat()})

    def next_due(self, now: datetime) -> datetime | None:
        queued = (TABLE.c.state == "queued", TABLE.c.tries == 0, TABLE.c.due_at > now)
        found: datetime | None = self._db.scalar(select(func.min(TABLE.c.due_at)).where(*queued))
        return found

    def hurry(self, now: datetime) -> None:
        ahead = (TABLE.c.state == "queued", TABLE.c.created_at > now, TABLE.c.due_at > now)
        self._db.execute(update(TABLE).where(*ahead).values(due_at=now))

    def doubt(self, message_id: int, due_at: datetime) -> None:
        self._change(message_id, state="queued", due_at=due_at, doubts=TABLE.c.doubts + 1)

    def readdress(self, message_id: int, chat: str) -> None:
        self._change(message_id, chat=chat, state="queued")

    def interrupted(self) -> Sequence[StoredMessage]:
        query = _messages().where(TABLE.c.state == "sending").order_by(TABLE.c.id)
        return [_message(r) for r in self._db.execute(query)]

    def pending(self) -> int:
        query = select(func.count()).select_from(TABLE).where(TABLE.c.state.in_(UNFINISHED))
        return int(self._db.scalar(query) or 0)

    def _change(self, message_id: int, **values: Any) -> None:
        self._db.execute(update(TABLE).where(TABLE.c.id == message_id).values(**values))


def _messages() -> Select[Any]:
    """Rows with the native id of the message that they edit: the newest sent one of that key."""
    shown = TABLE.alias()
    native = (
        select(shown.c.native_id)
        .where(or_(shown.c.key == TABLE.c.replaces, shown.c.replaces == TABLE.c.replaces))
        .where(shown.c.native_id.is_not(None))
        .order_by(shown.c.id.desc())
        .limit(1)
        .correlate(TABLE)
        .scalar_subquery()
    )
    return select(TABLE, native.label("shown"))


def _due() -> Select[Any]:
    """What may be sent at `now`: an edit only after what it edits."""
    earlier = TABLE.alias()
    shown = or_(earlier.c.key == TABLE.c.replaces, earlier.c.replaces == TABLE.c.replaces)
    awaited = select(earlier.c.id).where(shown, earlier.c.id < TABLE.c.id, earlier.c.state.in_(UNFINISHED))
    chat = tuple_(TABLE.c.platform, TABLE.c.chat)
    return (
        _messages()
        .where(TABLE.c.state == "queued", TABLE.c.due_at <= bindparam("now"))
        .where(TABLE.c.platform.in_(bindparam("platforms", expanding=True)))
        .where(chat.not_in(bindparam("without", expanding=True)))
        .where(or_(TABLE.c.replaces.is_(None), ~awaited.exists()))
        .order_by(TABLE.c.priority, TABLE.c.due_at, TABLE.c.id)
        .limit(bindparam("most"))
    )


def _changes() -> Select[Any]:
    """What is to take the place of these messages and has not been sent, oldest first."""
    later = TABLE.alias()
    return (
        select(TABLE.c.id, TABLE.c.replaces, later.c.id.label("change"), later.c.body)
        .join(later, or_(later.c.replaces == TABLE.c.key, later.c.replaces == TABLE.c.replaces))
        .where(TABLE.c.id.in_(bindparam("ids", expanding=True)), later.c.id > TABLE.c.id)
        .where(later.c.state == "queued", later.c.kind == "reply")  # a reply says what it says
        .order_by(later.c.id)
    )


# Asked for every message: put together once.
_DUE = _due()
_CHANGES = _changes()
_CLAIM = (
    update(TABLE)
    .where(TABLE.c.id.in_(bindparam("ids", expanding=True)), TABLE.c.state == "queued")
    .values(state="sending", tries=TABLE.c.tries + 1)
    .returning(TABLE.c.id)
)
_KEEP_BODY = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("of"))
    .values(
        {
            c: bindparam(f"new_{c.name}")
            for c in (TABLE.c.body, TABLE.c.document, TABLE.c.picture, TABLE.c.mark)
        }
    )
)
_SENT = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("of"))
    .values(
        state="sent",
        native_id=bindparam("native"),
        sent_at=bindparam("at"),
        # What nobody asked for is shown from here on, behind what was said meanwhile.
        mark=case((TABLE.c.kind == "reply", TABLE.c.mark), else_=bindparam("new", type_=BigInteger)),
    )
)


def _message(row: Row[Any]) -> StoredMessage:
    return StoredMessage(
        id=row.id,
        key=row.key,
        to=Address(row.platform, row.chat),
        kind=row.kind,
        person_id=row.person_id,
        message=message_from_json(row.body),
        stands=row.stands,
        tries=row.tries,
        state=row.state,
        created_at=row.created_at,
        native=row.shown,
        doubts=row.doubts,
    )
