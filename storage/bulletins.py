"""Bulletins: signed ones for good, drafts being checked by units. Implements bot.services.ports.Bulletins."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, literal, select

from bot.services.ports import BulletinAnswer, BulletinCheck, SignedBulletin
from storage import schema
from storage.rows import insert_new, new_id


class SqlBulletins:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # -- signed

    def signed(self, department_id: int, year: int) -> Sequence[SignedBulletin]:
        table = schema.signed_bulletins
        query = select(table).where(table.c.department_id == department_id, table.c.year == year)
        return [
            SignedBulletin(r.year, r.month, r.signed_at, r.number, r.document_json)
            for r in self._db.execute(query.order_by(table.c.month))
        ]

    def sign(
        self,
        department_id: int,
        year: int,
        month: int,
        number: str,
        document: Mapping[str, Any],
        *,
        by: int | None,
        at: datetime,
    ) -> bool:
        return insert_new(
            self._db,
            schema.signed_bulletins,
            department_id=department_id,
            year=year,
            month=month,
            number=number,
            document_json=dict(document),
            by=by,
            signed_at=at,
        )

    # -- being checked

    def ask_check(
        self,
        department_id: int,
        year: int,
        month: int,
        document: Mapping[str, Any],
        *,
        by: int | None,
        at: datetime,
        until: datetime,
    ) -> BulletinCheck:
        values = {
            "department_id": department_id,
            "year": year,
            "month": month,
            "document_json": dict(document),
            "by": by,
            "at": at,
            "until": until,
        }
        added = self._db.execute(insert(schema.bulletin_check).values(values))
        return BulletinCheck(new_id(added), year, month, document, at, until)

    def check(self, department_id: int, year: int, month: int) -> BulletinCheck | None:
        table = schema.bulletin_check
        query = select(table).where(
            table.c.department_id == department_id, table.c.year == year, table.c.month == month
        )
        found = self._db.execute(query.order_by(table.c.id.desc()).limit(1)).one_or_none()
        return _check(found) if found else None

    def asked(self, check_id: int) -> BulletinCheck:
        table = schema.bulletin_check
        return _check(self._db.execute(select(table).where(table.c.id == check_id)).one())

    def answer(
        self, check_id: int, unit_id: int, *, agrees: bool, reason: str, by: int | None, at: datetime
    ) -> None:
        self._db.execute(
            insert(schema.bulletin_answer).values(
                check_id=check_id, unit_id=unit_id, agrees=agrees, reason=reason, by=by, at=at
            )
        )

    def answers(self, check_id: int) -> Sequence[BulletinAnswer]:
        table, person = schema.bulletin_answer, schema.person
        query = (
            select(table, person.c.name.label("by_name"))
            .outerjoin(person, person.c.id == table.c.by)
            .where(table.c.check_id == check_id)
            .order_by(table.c.id)
        )
        newest = {r.unit_id: r for r in self._db.execute(query)}
        return [BulletinAnswer(r.unit_id, r.agrees, r.reason, r.by_name or "", r.at) for r in newest.values()]

    def keep_answers(self, old_id: int, new_id: int, unit_ids: Iterable[int]) -> None:
        table = schema.bulletin_answer
        said = ("unit_id", "agrees", "reason", "by", "at")
        old = select(literal(new_id), *(table.c[name] for name in said)).where(
            table.c.check_id == old_id, table.c.unit_id.in_(list(unit_ids))
        )
        self._db.execute(insert(table).from_select(["check_id", *said], old.order_by(table.c.id)))


def _check(row: Row[Any]) -> BulletinCheck:
    return BulletinCheck(row.id, row.year, row.month, row.document_json, row.at, row.until)
