"""Small helpers for rows."""

import time
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Result

from bot.chat import Message, message_to_json


def new_id(result: Result[Any]) -> int:
    """The primary key an insert was given."""
    assert isinstance(result, CursorResult)  # noqa: S101 - narrows the type; an insert always is one
    key = result.inserted_primary_key
    if key is None:
        raise RuntimeError("the insert returned no key")
    return int(key[0])


def insert_into(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do ON CONFLICT, in the store's dialect."""
    return _insert_into(connection.dialect.name, table)


def insert_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Whether there was no such row yet; the one that is there is left alone."""
    return connection.execute(_insert_new(connection.dialect.name, table), values).first() is not None


def _insert_into(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache  # one for each table and dialect
def _insert_new(dialect: str, table: Table) -> Executable:
    key = next(iter(table.primary_key.columns))
    return _insert_into(dialect, table).on_conflict_do_nothing().returning(key)


def body_of(message: Message) -> dict[str, Any]:
    """The columns of the outbox that hold a message: its JSON and its files' contents (SHA-256, hex)."""
    document, picture = message.document, message.picture
    return {
        "body": message_to_json(message),
        "document": document and document.blob,
        "picture": picture and picture.blob,
    }


def touched(result: Result[Any]) -> int:
    """How many rows an update, delete or insert touched."""
    assert isinstance(result, CursorResult)  # noqa: S101 - narrows the type; DML always is one
    return result.rowcount


def next_mark() -> int:
    """A position in a chat's timeline: microseconds of real time (fits a JavaScript number)."""
    return time.time_ns() // 1000
