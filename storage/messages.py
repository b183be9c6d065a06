"""What goes out, what is being asked, files and small facts. Implements bot.services.ports.Messages."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.chat import Attachment, Button, Message, message_from_json
from bot.domain.period import Period
from bot.services.ports import Address, Delivery, Dialogue, Option
from storage import schema
from storage.news import there_is_news
from storage.rows import body_of, insert_into, insert_new, new_id, next_mark, touched

PRIORITY = {"reply": 0, "notice": 2, "digest": 3}
CHANGE = 1  # what is shown already may change after the answer


class SqlMessages:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # -- going out

    def send(
        self,
        to: Address,
        message: Message,
        *,
        key: str,
        kind: str,
        at: datetime,
        person_id: int | None = None,
        stands: Mapping[str, Any] | None = None,
        anyone: bool = False,
        not_before: datetime | None = None,
    ) -> bool:
        message = self._with_kept_files(message)
        shown = message.replaces or key
        asking = bool(message.buttons) and message.chosen is None
        options, message = _with_ids(message) if asking else ((), message)
        is_new = insert_new(
            self._db,
            schema.outbox,
            key=key,
            platform=to.platform,
            chat=to.chat,
            person_id=person_id,
            kind=kind,
            priority=PRIORITY[kind] or CHANGE * bool(message.replaces),
            **body_of(message),
            replaces=message.replaces,
            stands=dict(stands) if stands else None,
            state="queued",
            due_at=not_before or at,
            mark=next_mark(),
            created_at=at,
        )
        if not is_new:
            return False
        there_is_news(self._db)
        if message.replaces:
            self.settle_key(shown, at)
        if asking:
            question = {"key": shown, "person_id": None if anyone else person_id, "once": message.once}
            self._ask(options, to, question, at)
        return True

    def was_queued(self, key: str) -> bool:
        query = select(schema.outbox.c.id).where(schema.outbox.c.key == key)
        return self._db.execute(query).first() is not None

    def body(self, key: str) -> Message | None:
        body = self._db.scalar(_BODY, {"key": key})
        return message_from_json(body) if body else None

    def newest(self, where: Address) -> str | None:
        table = schema.outbox
        query = (
            select(table.c.key)
            .where(table.c.platform == where.platform, table.c.chat == where.chat)
            .where(table.c.replaces.is_(None), table.c.state != "dropped")
            .where(or_(table.c.kind == "reply", table.c.state == "sent"))
        )
        key: str | None = self._db.scalar(query.order_by(table.c.mark.desc()).limit(1))
        return key

    def _with_kept_files(self, message: Message) -> Message:
        return replace(
            message,
            document=self.keep_file(message.document) if message.document else None,
            picture=self.keep_file(message.picture) if message.picture else None,
        )

    def _ask(self, options: Sequence[Button], to: Address, question: Mapping[str, Any], at: datetime) -> None:
        asked = {"platform": to.platform, "chat": to.chat, "asked_at": at, **question}
        added = self._db.execute(_QUESTION, asked)
        question_id = new_id(added)
        self._db.execute(
            _OPTION,
            [
                {
                    "id": b.id,
                    "question_id": question_id,
                    "position": position,
                    "label": b.label,
                    "verb": b.verb,
                    "args": dict(b.args),
                }
                for position, b in enumerate(options, start=1)
            ],
        )

    # -- questions

    def option(self, option_id: str) -> Option | None:
        row = self._db.execute(_options().where(schema.option.c.id == option_id)).one_or_none()
        return _option(row) if row else None

    def shown_as(self, where: Address, native: str) -> str | None:
        table = schema.outbox
        query = (
            select(func.coalesce(table.c.replaces, table.c.key))
            .where(table.c.platform == where.platform, table.c.chat == where.chat)
            .where(table.c.native_id == native)
        )
        key: str | None = self._db.scalar(query.order_by(table.c.id.desc()).limit(1))
        return key

    def options_under(self, key: str) -> Sequence[Option]:
        query = _options().where(schema.question.c.key == key)
        ordered = query.order_by(schema.question.c.id.desc(), schema.option.c.position)
        return [_option(r) for r in self._db.execute(ordered)]

    def open_options(self, platform: str, chat: str, person_id: int) -> Sequence[Option]:
        given = {"platform": platform, "chat": chat, "person": person_id}
        return [_option(r) for r in self._db.execute(_OPEN_OPTIONS, given)]

    def settle(self, question_id: int, at: datetime, chosen: str = "") -> bool:
        done = self._db.execute(_SETTLE, {"question": question_id, "at": at, "by": chosen})
        return touched(done) == 1

    def is_open(self, key: str) -> bool:
        table = schema.question
        query = select(table.c.id).where(table.c.key == key, table.c.settled_at.is_(None))
        return self._db.execute(query).first() is not None

    def settle_key(self, key: str, at: datetime) -> None:
        self._db.execute(_SETTLE_KEY, {"of": key, "at": at})

    # -- dialogues and listings

    def dialogue(self, where: Address, person_id: int) -> Dialogue | None:
        given = {"platform": where.platform, "chat": where.chat, "person": person_id}
        row = self._db.execute(_DIALOGUE, given).one_or_none()
        return Dialogue(row.kind, row.data) if row else None

    def open_dialogue(self, where: Address, person_id: int, dialogue: Dialogue, at: datetime) -> None:
        self.close_dialogue(where, person_id)
        self._db.execute(
            insert(schema.dialogue).values(
                platform=where.platform,
                chat=where.chat,
                person_id=person_id,
                kind=dialogue.kind,
                data=dict(dialogue.data),
                at=at,
            )
        )

    def close_dialogue(self, where: Address, person_id: int) -> None:
        self._db.execute(delete(schema.dialogue).where(*_at(where, person_id)))

    def close_all(self, person_id: int, at: datetime) -> None:
        dialogues, questions = schema.dialogue, schema.question
        self._db.execute(delete(dialogues).where(dialogues.c.person_id == person_id))
        self._db.execute(
            update(questions)
            .where(questions.c.person_id == person_id, questions.c.settled_at.is_(None))
            .values(settled_at=at)
        )

    def listing(self, person_id: int) -> Sequence[tuple[int, Period]]:
        items = self._db.scalar(_LISTING, {"person": person_id})
        return [(i, Period.from_key(p)) for i, p in items or ()]

    def set_listing(self, person_id: int, items: Sequence[tuple[int, Period]], at: datetime) -> None:
        table = schema.listing
        self._db.execute(delete(table).where(table.c.person_id == person_id))
        shown = [[i, p.key] for i, p in items]
        self._db.execute(insert(table).values(person_id=person_id, items=shown, at=at))

    # -- slots

    def slot(self, department_id: int, kind: str, at: str) -> str | None:
        table = schema.slot
        return self._db.scalar(
            select(table.c.outcome).where(
                table.c.department_id == department_id, table.c.kind == kind, table.c.at == at
            )
        )

    def record_slot(self, department_id: int, kind: str, at: str, outcome: str, now: datetime) -> bool:
        values = {"outcome": outcome, "recorded_at": now}
        try:
            with self._db.begin_nested():
                row = {"department_id": department_id, "kind": kind, "at": at} | values
                self._db.execute(insert(schema.slot).values(row))
        except IntegrityError:
            return outcome == "played" and self._replay(department_id, kind, at, values)
        return True

    def _replay(self, department_id: int, kind: str, at: str, values: Mapping[str, Any]) -> bool:
        """What was dropped by a clock that was ahead has said nothing yet: its time is still to come."""
        slot = schema.slot.c
        this = (slot.department_id == department_id, slot.kind == kind, slot.at == at)
        ahead = (slot.outcome == "dropped", slot.recorded_at > values["recorded_at"])
        return touched(self._db.execute(update(schema.slot).where(*this, *ahead).values(values))) == 1

    # -- files, audit, notes

    def keep_file(self, attachment: Attachment) -> Attachment:
        if attachment.content is None:
            return attachment
        sha = hashlib.sha256(attachment.content).hexdigest()
        table = schema.blob
        if self._db.execute(select(table.c.sha256).where(table.c.sha256 == sha)).first() is None:
            insert_new(
                self._db,
                table,
                sha256=sha,
                name=attachment.name,
                mime=attachment.mime,
                content=attachment.content,
            )
        return Attachment(attachment.name, attachment.mime, None, sha)

    def file(self, sha256: str) -> Attachment | None:
        row = self._db.execute(select(schema.blob).where(schema.blob.c.sha256 == sha256)).one_or_none()
        return Attachment(row.name, row.mime, row.content, row.sha256) if row else None

    def drop_file(self, sha256: str) -> None:
        received, said = schema.inbox, schema.outbox
        used = (
            select(received.c.id).where(received.c.blob == sha256),
            select(said.c.id).where(or_(said.c.document == sha256, said.c.picture == sha256)),
            select(schema.evidence.c.id).where(schema.evidence.c.sha256 == sha256),
        )
        if not any(self._db.execute(q.limit(1)).first() for q in used):
            self._db.execute(delete(schema.blob).where(schema.blob.c.sha256 == sha256))

    def audit(
        self, action: str, *, person_id: int | None, at: datetime, event_id: int | None = None, **facts: Any
    ) -> None:
        self._db.execute(
            insert(schema.audit).values(
                action=action, person_id=person_id, at=at, event_id=event_id, facts=facts
            )
        )

    # -- what became of it

    def deliveries(self, department_id: int, since: datetime) -> Sequence[Delivery]:
        said, people = schema.outbox, schema.person
        query = (
            select(said.c.key, people.c.name, said.c.state)
            .join(people, said.c.person_id == people.c.id)
            .where(people.c.department_id == department_id, said.c.created_at >= since)
            .where(said.c.stands.is_not(None), said.c.kind.in_(("notice", "digest")))
            .order_by(said.c.id)
        )
        return [Delivery(*row) for row in self._db.execute(query)]

    def unreachable(self, department_id: int, since: datetime) -> Sequence[tuple[str, str, Sequence[str]]]:
        table = schema.audit
        query = select(table.c.facts).where(table.c.action == "slot-played", table.c.at >= since)
        return [
            (facts["kind"], facts["slot"], facts["unreachable"])
            for facts in self._db.scalars(query.order_by(table.c.id))
            if facts["department"] == department_id and facts["unreachable"]
        ]

    def note(self, name: str) -> str | None:
        return self._db.scalar(select(schema.note.c.value).where(schema.note.c.name == name))

    def set_note(self, name: str, value: str) -> None:
        noted = insert_into(self._db, schema.note).values(name=name, value=value)
        self._db.execute(
            noted.on_conflict_do_update(index_elements=["name"], set_={"value": noted.excluded.value})
        )


def _at(where: Address, person_id: int) -> tuple[Any, ...]:
    table = schema.dialogue
    return (
        table.c.platform == where.platform,
        table.c.chat == where.chat,
        table.c.person_id == person_id,
    )


def _options() -> Select[Any]:
    question = schema.question.c
    return select(
        schema.option,
        question.key,
        question.person_id,
        question.platform,
        question.chat,
        question.once,
        question.settled_at,
    ).join(schema.question, question.id == schema.option.c.question_id)


def _open_options() -> Select[Any]:
    """The options of the newest question to a person in a chat, unless it is settled."""
    table = schema.question
    newest = (
        select(table.c.id)
        .where(table.c.platform == bindparam("platform"), table.c.chat == bindparam("chat"))
        .where(table.c.person_id == bindparam("person"), table.c.once)
        .order_by(table.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    open_ = _options().where(schema.option.c.question_id == newest, table.c.settled_at.is_(None))
    return open_.order_by(schema.option.c.position)


# Asked with nearly every message: put together once.
_OPEN_OPTIONS = _open_options()
_QUESTION = insert(schema.question)
_OPTION = insert(schema.option)
_BODY = (
    select(schema.outbox.c.body)
    .where(or_(schema.outbox.c.key == bindparam("key"), schema.outbox.c.replaces == bindparam("key")))
    .order_by(schema.outbox.c.id.desc())
    .limit(1)
)
_SETTLE = (
    update(schema.question)
    .where(schema.question.c.id == bindparam("question"), schema.question.c.settled_at.is_(None))
    .values(settled_at=bindparam("at"), chosen=bindparam("by"))
)
_SETTLE_KEY = (
    update(schema.question)
    .where(schema.question.c.key == bindparam("of"), schema.question.c.settled_at.is_(None))
    .values(settled_at=bindparam("at"))
)
_DIALOGUE = select(schema.dialogue.c.kind, schema.dialogue.c.data).where(
    schema.dialogue.c.platform == bindparam("platform"),
    schema.dialogue.c.chat == bindparam("chat"),
    schema.dialogue.c.person_id == bindparam("person"),
)
_LISTING = select(schema.listing.c["items"]).where(schema.listing.c.person_id == bindparam("person"))


def _with_ids(message: Message) -> tuple[tuple[Button, ...], Message]:
    """The buttons with their ids, and the message that a platform sees: labels and ids, without meaning."""
    rows = tuple(tuple(replace(b, id=secrets.token_urlsafe(9)) for b in row) for row in message.buttons)
    bare = tuple(tuple(Button(b.label, "", {}, b.id, b.style) for b in row) for row in rows)
    return tuple(b for row in rows for b in row), replace(message, buttons=bare)


def _option(row: Row[Any]) -> Option:
    return Option(
        id=row.id,
        label=row.label,
        verb=row.verb,
        args=row.args,
        question_id=row.question_id,
        question_key=row.key,
        person_id=row.person_id,
        platform=row.platform,
        chat=row.chat,
        once=row.once,
        settled=row.settled_at is not None,
    )
