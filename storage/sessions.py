"""Who is signed in to the web chat. Implements bot.services.ports.Sessions."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.services.ports import WebSession
from storage import schema
from storage.rows import touched

TABLE = schema.web_session


class SqlSessions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, token_hash: str, person_id: int, at: datetime) -> None:
        values = {"token_hash": token_hash, "person_id": person_id, "began_at": at, "used_at": at}
        self._session.execute(insert(TABLE).values(**values))

    def find(self, token_hash: str) -> WebSession | None:
        row = self._session.execute(_FIND, {"token": token_hash}).one_or_none()
        return WebSession(row.person_id, row.began_at, row.used_at) if row else None

    def touch(self, token_hash: str, at: datetime) -> None:
        self._session.execute(update(TABLE).where(TABLE.c.token_hash == token_hash).values(used_at=at))

    def end(self, token_hash: str) -> None:
        self._session.execute(delete(TABLE).where(TABLE.c.token_hash == token_hash))

    def end_all(self, person_id: int) -> int:
        return touched(self._session.execute(delete(TABLE).where(TABLE.c.person_id == person_id)))

    def forget(self, *, used_before: datetime, began_before: datetime) -> None:
        ended = or_(TABLE.c.used_at < used_before, TABLE.c.began_at < began_before)
        self._session.execute(delete(TABLE).where(ended))


_FIND = (  # asked with every request of a page: put together once
    select(TABLE)
    .join(schema.person, schema.person.c.id == TABLE.c.person_id)
    .where(TABLE.c.token_hash == bindparam("token"), schema.person.c.active)
)
