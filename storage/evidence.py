"""Files that belong to figures. Implements bot.services.ports.EvidenceFiles."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from bot.domain.evidence import Evidence, HeldFile
from bot.domain.period import Period
from storage import schema
from storage.rows import insert_into, touched

TABLE = schema.evidence


class SqlEvidence:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(
        self,
        indicator_id: int,
        period: Period,
        revision_id: int,
        file: HeldFile,
        *,
        by: int | None,
        at: datetime,
    ) -> Evidence | None:
        new = insert_into(self._db, TABLE).values(
            indicator_id=indicator_id,
            period=period,
            revision_id=revision_id,
            sha256=file.sha256,
            name=file.name,
            mime=file.mime,
            size=file.size,
            by=by,
            at=at,
        )
        added = self._db.scalar(new.on_conflict_do_nothing().returning(TABLE.c.id))
        return None if added is None else self.get(added)

    def of(self, indicator_ids: Iterable[int]) -> Sequence[Evidence]:
        query = _evidence().where(TABLE.c.indicator_id.in_(list(indicator_ids)))
        ordered = query.order_by(TABLE.c.indicator_id, TABLE.c.period, TABLE.c.id)
        return [_read(r) for r in self._db.execute(ordered)]

    def get(self, evidence_id: int) -> Evidence | None:
        row = self._db.execute(_evidence().where(TABLE.c.id == evidence_id)).one_or_none()
        return _read(row) if row else None

    def remove(self, evidence_id: int) -> bool:
        return touched(self._db.execute(delete(TABLE).where(TABLE.c.id == evidence_id))) == 1


def _evidence() -> Select[Any]:
    name = schema.person.c.name.label("by_name")
    return select(TABLE, name).outerjoin(schema.person, schema.person.c.id == TABLE.c.by)


def _read(row: Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        indicator_id=row.indicator_id,
        period=row.period,
        revision_id=row.revision_id,
        sha256=row.sha256,
        name=row.name,
        mime=row.mime,
        size=row.size,
        by=row.by,
        at=row.at,
        by_name=row.by_name or "",
    )
