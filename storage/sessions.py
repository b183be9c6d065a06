"""Who is signed in to the web chat. Implements bot.services.ports.Sessions."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from bot.services.ports import WebSession
from storage import schema
from storage.rows import touched

TABLE = schema.web_session


class SqlSessions:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, token_hash: str, person_id: int, at: datetime) -> None:
        values = {"token_hash": token_hash, "person_id": person_id, "began_at": at, "used_at": at}
        self._db.execute(insert(TABLE).values(**values))

    def find(self, token_hash: str) -> WebSession | None:
        row = self._db.execute(_FIND, {"token": token_hash}).one_or_none()
        return WebSession(row.person_id, row.began_at, row.used_at) if row else None

    def touch(self, token_hash: str, at: datetime) -> None:
        self._db.execute(update(TABLE).where(TABLE.c.token_hash == token_hash).values(used_at=at))

    def end(self, token_hash: str) -> None:
        self._db.execute(delete(TABLE).where(TABLE.c.token_hash == token_hash))

    def end_all(self, person_id: int) -> int:
        return touched(self._db.execute(delete(TABLE).where(TABLE.c.person_id == person_id)))

    def forget(self, *, used_before: datetime, began_before: datetime) -> None:
        ended = or_(TABLE.c.used_at < used_before, TABLE.c.began_at < began_before)
        self._db.execute(delete(TABLE).where(ended))


_FIND = (  # asked with every request of a page: put together once
    select(TABLE)
    .join(schema.person, schema.person.c.id == TABLE.c.person_id)
    .where(TABLE.c.token_hash == bindparam("token"), schema.person.c.active)
)
