"""Monitoring rounds and what units state in them. Implements bot.services.ports.Monitoring."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.monitoring import AnswerState, Entry, Round, RoundKind, Stated, Step
from bot.domain.round_words import Opening
from bot.services.ports import NewEntry
from storage import schema
from storage.rows import new_id, touched


class SqlMonitoring:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # -- rounds

    def rounds(self, department_id: int) -> Sequence[Round]:
        table = schema.monitoring_round
        query = select(table).where(table.c.department_id == department_id).order_by(table.c.id)
        return [_round(r) for r in self._db.execute(query)]

    def round(self, round_id: int) -> Round:
        table = schema.monitoring_round
        return _round(self._db.execute(select(table).where(table.c.id == round_id)).one())

    def open_round(self, department_id: int, kind: RoundKind) -> Round | None:
        return next((r for r in self.rounds(department_id) if r.is_open and r.kind is kind), None)

    def open(
        self, department_id: int, opening: Opening, *, by: int | None, at: datetime, tell_at: datetime
    ) -> Round | None:
        values = {
            "department_id": department_id,
            "kind": opening.kind.value,
            "year": opening.year,
            "until": opening.until,
            "deadline": opening.deadline,
            "document": opening.document,
            "opened_by": by,
            "opened_at": at,
            "tell_at": tell_at,
        }
        added = self._added(insert(schema.monitoring_round).values(values))
        return None if added is None else self.round(added)

    def close(self, round_id: int, *, by: int | None, at: datetime) -> bool:
        table = schema.monitoring_round
        query = (
            update(table)
            .where(table.c.id == round_id, table.c.closed_at.is_(None))
            .values(closed_by=by, closed_at=at)
        )
        return touched(self._db.execute(query)) == 1

    def reopen(self, round_id: int, *, deadline: date, tell_at: datetime) -> bool:
        found = self.round(round_id)
        if found.is_open or self.open_round(found.department_id, found.kind) is not None:
            return False
        again = {"closed_by": None, "closed_at": None, "deadline": deadline, "tell_at": tell_at}
        table = schema.monitoring_round
        self._db.execute(update(table).where(table.c.id == round_id).values(again))
        return True

    # -- entries

    def entries(self, round_id: int) -> Sequence[Entry]:
        table = schema.monitoring_entry
        query = _entries().where(table.c.round_id == round_id).order_by(table.c.indicator_id, table.c.number)
        return [_entry(r) for r in self._db.execute(query)]

    def entry(self, entry_id: int) -> Entry:
        query = _entries().where(schema.monitoring_entry.c.id == entry_id)
        return _entry(self._db.execute(query).one())

    def add(self, new: NewEntry) -> Entry | None:
        stated = new.stated
        values = {
            "round_id": new.round_id,
            "indicator_id": new.indicator_id,
            "number": new.number,
            "state": new.state.value,
            "step": new.step.value,
            "value": stated.value,
            "none_because": stated.none_because,
            "expected": stated.expected,
            "reasons": sorted(r.value for r in stated.reasons),
            "text": stated.text,
            "likelihood": stated.likelihood.value if stated.likelihood else None,
            "note": new.note,
            "by": new.by,
            "at": new.at,
            "question_id": new.question_id,
        }
        added = self._added(insert(schema.monitoring_entry).values(values))
        return None if added is None else self.entry(added)

    def _added(self, statement: Any) -> int | None:
        """The new row's id, or None where a UNIQUE constraint refused it."""
        try:
            with self._db.begin_nested():
                return new_id(self._db.execute(statement))
        except IntegrityError as error:
            if "unique" not in str(error.orig).lower():
                raise
            return None


def _entries() -> Select[Any]:
    table, person = schema.monitoring_entry, schema.person
    return select(table, person.c.name.label("by_name")).outerjoin(person, person.c.id == table.c.by)


def _round(row: Row[Any]) -> Round:
    return Round(**{**row._mapping, "kind": RoundKind(row.kind)})


def _entry(row: Row[Any]) -> Entry:
    stated = Stated(
        row.value,
        row.none_because,
        row.expected,
        frozenset(OfficialReason(r) for r in row.reasons),
        row.text,
        Likelihood(row.likelihood) if row.likelihood else None,
    )
    return Entry(
        row.id,
        row.round_id,
        row.indicator_id,
        row.number,
        AnswerState(row.state),
        Step(row.step),
        stated,
        row.by,
        row.by_name or "",
        row.at,
        row.note,
    )
