"""What the forms ask beside the table, and columns of other tables. Implements bot.services.ports.Forms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from bot.domain.form_details import FormDetails, details_from_json, details_to_json
from storage import schema


class SqlForms:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def details(self, department_id: int, year: int) -> FormDetails | None:
        found = self._one(schema.form_details, department_id=department_id, year=year)
        return details_from_json(found.details) if found else None

    def save_details(
        self, department_id: int, year: int, details: FormDetails, *, by: int | None, at: datetime
    ) -> None:
        key = {"department_id": department_id, "year": year}
        self._replace(schema.form_details, key, details=details_to_json(details), by=by, at=at)

    def columns(self, department_id: int, fingerprint: str) -> tuple[int, int] | None:
        found = self._one(schema.column_mapping, department_id=department_id, fingerprint=fingerprint)
        return (found.indicator, found.target) if found else None

    def save_columns(
        self, department_id: int, fingerprint: str, columns: tuple[int, int], *, by: int | None, at: datetime
    ) -> None:
        key = {"department_id": department_id, "fingerprint": fingerprint}
        indicator, target = columns
        self._replace(schema.column_mapping, key, indicator=indicator, target=target, by=by, at=at)

    def _one(self, table: Table, **key: Any) -> Any:
        return self._db.execute(select(table).filter_by(**key)).one_or_none()

    def _replace(self, table: Table, key: Mapping[str, Any], **values: Any) -> None:
        self._db.execute(delete(table).filter_by(**key))
        self._db.execute(insert(table).values(**key, **values))
