"""Lets go of what was said long ago: raw events, sent messages, questions and their buttons."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Select,
    Table,
    Text,
    Update,
    and_,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from storage import schema
from storage.rows import touched

FINISHED = ("sent", "dropped", "dead", "perhaps")
HANDLED = ("done", "dropped")
UNANSWERED = timedelta(days=366)  # how much longer buttons are kept that were not pressed


def forget_before(connection: Connection, before: datetime, limit: int) -> int:
    """Let go of at most `limit` rows of each kind; how many rows were touched, 0 when there is nothing left.

    Figures, verdicts, audit and slots stay. An event that a figure or the audit names keeps its row and loses
    its words. What waits, is set aside or is being sent is never touched.
    """
    return sum(touched(connection.execute(statement)) for statement in _statements(before, limit))


def _statements(before: datetime, limit: int) -> Iterator[Delete | Update]:
    events, said, questions, options = schema.inbox, schema.outbox, schema.question, schema.option
    handled = (events.c.state.in_(HANDLED), events.c.received_at < before)
    named = or_(_names(schema.revision, "event_id", events), _names(schema.audit, "event_id", events))
    emptied = cast(events.c.payload, Text) == "{}"
    yield _update(events, {"payload": {}, "blob": None}, limit, *handled, named, ~emptied)
    yield _delete(events, limit, *handled, ~named)
    yield _delete(said, limit, said.c.state.in_(FINISHED), said.c.created_at < before)
    unanswered = and_(questions.c.settled_at.is_(None), questions.c.asked_at >= before - UNANSWERED)
    old = and_(questions.c.asked_at < before, ~unanswered)
    of_old = options.c.question_id.in_(select(questions.c.id).where(old))
    yield delete(options).where(options.c.id.in_(_some(options, limit, of_old)))
    users = (schema.revision, schema.monitoring_entry, options)
    unused = (~_names(table, "question_id", questions) for table in users)
    yield _delete(questions, limit, old, *unused)
    yield _delete_blobs(limit)


def _delete_blobs(limit: int) -> Delete:
    """Contents that no event and no message has any more, and that belong to no figure.

    A file that a button offers for a figure is its event's, too: both go at the same age.
    """
    blobs, events, said = schema.blob, schema.inbox, schema.outbox
    supports = exists().where(schema.evidence.c.sha256 == blobs.c.sha256)
    received = exists().where(events.c.blob == blobs.c.sha256)
    sent = exists().where(or_(said.c.document == blobs.c.sha256, said.c.picture == blobs.c.sha256))
    chosen = select(blobs.c.sha256).where(~received, ~sent, ~supports).limit(limit)
    return delete(blobs).where(blobs.c.sha256.in_(chosen))


def _names(table: Table, column: str, of: Table) -> ColumnElement[bool]:
    return exists().where(table.c[column] == of.c.id)


def _some(table: Table, limit: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(table.c.id).where(*conditions).order_by(table.c.id).limit(limit)


def _delete(table: Table, limit: int, *conditions: ColumnElement[bool]) -> Delete:
    """The newest row stays: SQLite would give its number to the next one, and answers are named by it."""
    newest = select(func.max(table.c.id)).scalar_subquery()
    return delete(table).where(table.c.id.in_(_some(table, limit, *conditions, table.c.id < newest)))


def _update(table: Table, values: dict[str, Any], limit: int, *conditions: ColumnElement[bool]) -> Update:
    return update(table).where(table.c.id.in_(_some(table, limit, *conditions))).values(**values)
