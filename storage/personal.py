"""All that is stored about one person, and a name that disappears. Implements bot.services.ports.Personal."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)

from storage import schema

SECRET = frozenset({"code_hash", "token_hash"})
WORDS = (
    (schema.outbox, "body"),
    (schema.inbox, "payload"),
    (schema.audit, "facts"),
    (schema.dialogue, "data"),
    (schema.option, "args"),
    (schema.option, "label"),
    (schema.question, "chosen"),
    *((schema.revision, column) for column in ("note", "reason")),
    (schema.verdict, "reason"),
    (schema.explanation, "text"),
    (schema.deferral, "note"),
    (schema.inquiry, "answer"),
    *((schema.monitoring_entry, column) for column in ("none_because", "text", "note")),
    (schema.reopening, "reason"),
)
"""Where words are kept in which people are called by name, notes beside figures among them."""
WHOSE = ("person_id", "by", "asked_by")
"""Whose words they are: the column of a table that says so."""

Rows = Sequence[Mapping[str, Any]]


class SqlPersonal:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def rows(self, person_id: int) -> Mapping[str, Rows]:
        found = {}
        for table in schema.metadata.sorted_tables:
            if rows := self._rows_of(table, person_id):
                found[table.name] = rows
        return found

    def _rows_of(self, table: Table, person_id: int) -> Rows:
        columns = _naming_people(table)
        chats = [table.c.chat.in_(self._chats(person_id))] if table is schema.inbox else []
        if table is schema.person:
            columns = [table.c.id]
        conditions = [*(c == person_id for c in columns), *chats]
        if not conditions:
            return []
        shown = [c for c in table.c if c.name not in SECRET]
        rows = self._db.execute(select(*shown).where(or_(*conditions)).order_by(*table.primary_key))
        return [{c.name: _plain(value) for c, value in zip(shown, row, strict=True)} for row in rows]

    def _chats(self, person_id: int) -> Sequence[str]:
        table = schema.account
        return self._db.scalars(select(table.c.chat).where(table.c.person_id == person_id)).all()

    def next_number(self, department_id: int) -> int:
        table = schema.person
        query = select(func.max(table.c.erased)).where(table.c.department_id == department_id)
        return int(self._db.scalar(query) or 0) + 1

    def erase(self, person_id: int, number: int, name: str, *, event_id: int | None) -> None:
        person = self._db.execute(select(schema.person).where(schema.person.c.id == person_id)).one()
        self._empty_what_was_said(person_id, event_id)
        self._mask(person.department_id, person_id, person.name, name)
        self._unbind(person_id)
        values = {"name": name, "erased": number, "active": False, "quiet_from": None, "quiet_until": None}
        self._db.execute(update(schema.person).where(schema.person.c.id == person_id).values(**values))

    def _empty_what_was_said(self, person_id: int, event_id: int | None) -> None:
        """The words that came from the person, and what was still to be sent to the person, go."""
        received, said = schema.inbox, schema.outbox
        handled = or_(received.c.state.in_(("done", "dropped")), received.c.id == event_id)
        mine = received.c.chat.in_(self._chats(person_id))
        self._db.execute(update(received).where(mine, handled).values(payload={}, blob=None))
        queued = (said.c.person_id == person_id, said.c.state == "queued")
        self._db.execute(update(said).where(*queued).values(state="dropped"))

    def _unbind(self, person_id: int) -> None:
        accounts, attempts = schema.account, schema.enrolment_attempt
        natives = select(accounts.c.native_id).where(accounts.c.person_id == person_id)
        self._db.execute(delete(attempts).where(attempts.c.native_id.in_(natives)))
        theirs = (accounts, schema.post, schema.leave, schema.listing, schema.dialogue, schema.web_session)
        for table in theirs:
            self._db.execute(delete(table).where(table.c.person_id == person_id))
        deputies = schema.deputy
        named = or_(deputies.c.person_id == person_id, deputies.c.deputy_id == person_id)
        self._db.execute(delete(deputies).where(named))

    def _mask(self, department_id: int, person_id: int, old: str, new: str) -> None:
        """Put the new name in the old one's place in what was said in the department.

        Nothing is done where a colleague of the same name is there: the words then name the colleague.
        """
        people = self._db.execute(select(schema.person)).all()
        names = {p.name for p in people if p.department_id == department_id and p.id != person_id}
        if old in names:
            return
        elsewhere = frozenset(p.id for p in people if p.department_id != department_id)
        masked = _masking(old, new, names)
        for table, column in WORDS:
            self._mask_column(table, table.c[column], old, masked, self._is_elsewhere(table, elsewhere))

    def _mask_column(
        self,
        table: Table,
        column: Column[Any],
        old: str,
        masked: Callable[[Any], Any],
        elsewhere: ColumnElement[bool] | None,
    ) -> None:
        kept = json.dumps(old)[1:-1] if isinstance(column.type, JSON) else old
        key = list(table.primary_key)
        query = select(*key, column).where(cast(column, Text).contains(kept, autoescape=True))
        if elsewhere is not None:
            query = query.where(~elsewhere)
        for row in self._db.execute(query).all():
            here = and_(*(c == value for c, value in zip(key, row, strict=False)))
            self._db.execute(update(table).where(here).values({column.name: masked(row[-1])}))

    def _is_elsewhere(self, table: Table, people: frozenset[int]) -> ColumnElement[bool] | None:
        """What was said in another department, to or by these people."""
        if table is schema.inbox:
            accounts = schema.account
            chats = select(accounts.c.chat).where(accounts.c.person_id.in_(people))
            return table.c.chat.in_(chats)
        if table is schema.option:
            asked = schema.question
            return table.c.question_id.in_(select(asked.c.id).where(asked.c.person_id.in_(people)))
        whose = next(table.c[name] for name in WHOSE if name in table.c)
        return and_(whose.is_not(None), whose.in_(people))


def _naming_people(table: Table) -> list[Column[Any]]:
    return [c for c in table.c if any(key.column.table is schema.person for key in c.foreign_keys)]


def _plain(value: Any) -> Any:
    """As JSON can say it; figures and moments exactly, as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool | dict | list) else str(value)


def _masking(old: str, new: str, others: set[str]) -> Callable[[Any], Any]:
    """Replaces a name in all the words of a JSON value, but not within a colleague's longer one."""
    longest_first = sorted({old, *others}, key=len, reverse=True)
    names = re.compile("|".join(re.escape(n) for n in longest_first if n))

    def masked(value: Any) -> Any:
        if isinstance(value, str):
            return names.sub(lambda found: new if found[0] == old else found[0], value)
        if isinstance(value, list):
            return [masked(one) for one in value]
        if isinstance(value, dict):
            return {key: masked(one) for key, one in value.items()}
        return value

    return masked
