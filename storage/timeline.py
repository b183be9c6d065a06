"""A chat as a page shows it: what was said by both sides, from the inbox and outbox rows themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from bot.chat import Attachment, Message, message_from_json
from storage import schema

HIDDEN = ("dropped", "dead")


@dataclass(frozen=True, slots=True)
class Said:
    """One line. `mark` grows when it is edited, `place` orders; either message or payload is set."""

    key: str
    mark: int
    place: int
    at: datetime
    message: Message | None = None
    payload: dict[str, Any] | None = None
    blob: str | None = None


def timeline(db: Connection, platform: str, chat: str, after: int) -> Sequence[Said]:
    """Lines new or changed since the mark `after`, in the order in which they are shown."""
    lines = _from_bot(db, platform, chat, after) + _from_person(db, platform, chat, after)
    return sorted(lines, key=lambda line: line.place)


def unread(db: Connection, platform: str, chat: str, after: int) -> int:
    """How many messages of the bot came after the mark; a changed answer is not news, a changed notice is."""
    table = schema.outbox
    query = select(func.count()).where(
        table.c.platform == platform,
        table.c.chat == chat,
        table.c.mark > after,
        (table.c.replaces.is_(None)) | (table.c.kind != "reply"),
        _is_shown(),
    )
    return int(db.scalar(query) or 0)


def _from_bot(db: Connection, platform: str, chat: str, after: int) -> list[Said]:
    """Every message in its newest form: an edit takes the place of what it replaces."""
    table = schema.outbox
    here = (table.c.platform == platform, table.c.chat == chat, _is_shown())
    changed = db.execute(select(table).where(*here, table.c.mark > after).order_by(table.c.mark)).all()
    newest: dict[str, Row[Any]] = {
        row.replaces or row.key: row for row in changed if not _awaits_its_picture(row)
    }
    if not newest:
        return []
    first = db.execute(select(table.c.key, table.c.mark, table.c.due_at).where(table.c.key.in_(newest)))
    places = {row.key: row for row in first}
    return [
        Said(
            key,
            row.mark,
            places[key].mark if key in places else row.mark,
            places[key].due_at if key in places else row.due_at,
            message_from_json(row.body),
        )
        for key, row in newest.items()
    ]


def _is_shown() -> ColumnElement[bool]:
    """An answer at once, what nobody asked for once it was sent: until then it may have to wait, or go."""
    table = schema.outbox
    waits = and_(table.c.kind != "reply", table.c.state.in_(("queued", "sending")))
    return and_(table.c.state.not_in(HIDDEN), ~waits)


def _awaits_its_picture(row: Row[Any]) -> bool:
    """Words and picture are shown together, once the picture was drawn."""
    picture = row.body.get("picture") or {}
    return "drawing" in picture


def _from_person(db: Connection, platform: str, chat: str, after: int) -> list[Said]:
    table = schema.inbox
    rows = db.execute(
        select(table).where(table.c.platform == platform, table.c.chat == chat, table.c.mark > after)
    )
    return [
        Said(row.native_id, row.mark, row.mark, row.received_at, None, row.payload, row.blob) for row in rows
    ]


def owns(db: Connection, platform: str, chat: str, blob: str) -> bool:
    """Whether a file belongs to this chat, whoever sent it."""
    inbox, outbox = schema.inbox, schema.outbox
    sent = select(inbox.c.id).where(inbox.c.platform == platform, inbox.c.chat == chat, inbox.c.blob == blob)
    got = select(outbox.c.body).where(outbox.c.platform == platform, outbox.c.chat == chat)
    if db.execute(sent.limit(1)).first():
        return True
    bodies = (message_from_json(body) for body in db.scalars(got.where(outbox.c.body.is_not(None))))
    return any(f and f.blob == blob for m in bodies for f in (m.document, m.picture))


def file(db: Connection, blob: str) -> Attachment | None:
    row = db.execute(select(schema.blob).where(schema.blob.c.sha256 == blob)).one_or_none()
    return Attachment(row.name, row.mime, row.content, row.sha256) if row else None
