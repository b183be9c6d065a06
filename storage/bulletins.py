"""Bulletins: signed ones for good, drafts being checked by units. Implements bot.services.ports.Bulletins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.orm import Session

from bot.services.ports import BulletinAnswer, BulletinCheck, SignedBulletin
from storage import schema
from storage.rows import insert_new, new_id


class SqlBulletins:
    def __init__(self, session: Session) -> None:
        self._session = session

    # -- signed

    def signed(self, department_id: int, year: int) -> Sequence[SignedBulletin]:
        table = schema.signed_bulletins
        query = select(table).where(table.c.department_id == department_id, table.c.year == year)
        return [
            SignedBulletin(r.year, r.month, r.signed_at, r.number, r.document_json)
            for r in self._session.execute(query.order_by(table.c.month))
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
            self._session,
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
        added = self._session.execute(insert(schema.bulletin_check).values(values))
        return BulletinCheck(new_id(added), year, month, document, at, until)

    def check(self, department_id: int, year: int, month: int) -> BulletinCheck | None:
        table = schema.bulletin_check
        query = select(table).where(
            table.c.department_id == department_id, table.c.year == year, table.c.month == month
        )
        found = self._session.execute(query.order_by(table.c.id.desc()).limit(1)).one_or_none()
        return _check(found) if found else None

    def answer(
        self, check_id: int, unit_id: int, *, agrees: bool, reason: str, by: int | None, at: datetime
    ) -> None:
        self._session.execute(
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
        newest = {r.unit_id: r for r in self._session.execute(query)}
        return [BulletinAnswer(r.unit_id, r.agrees, r.reason, r.by_name or "", r.at) for r in newest.values()]


def _check(row: Row[Any]) -> BulletinCheck:
    return BulletinCheck(row.id, row.year, row.month, row.document_json, row.at, row.until)
