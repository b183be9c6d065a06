"""Leave, deputies and quiet hours: the part of bot.services.ports.People that says when to ask whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.domain.leave import Deputy, Leave
from bot.domain.quiet import Quiet
from storage import schema
from storage.rows import touched


class SqlLeave:
    """What `SqlPeople` is told of leave, deputies and quiet hours."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def leaves(self, department_id: int, since: date) -> Sequence[Leave]:
        rows = self._db.execute(_LEAVES, {"department": department_id, "since": since})
        return [Leave(row.person_id, row.first, row.last) for row in rows]

    def set_leave(self, leave: Leave, *, by: int, at: datetime) -> None:
        self.end_leave(leave.person_id)
        self._db.execute(
            insert(schema.leave).values(
                person_id=leave.person_id, first=leave.first, last=leave.last, by=by, at=at
            )
        )

    def end_leave(self, person_id: int) -> bool:
        table = schema.leave
        return touched(self._db.execute(delete(table).where(table.c.person_id == person_id))) == 1

    def deputies(self, department_id: int) -> Sequence[Deputy]:
        rows = self._db.execute(_DEPUTIES, {"department": department_id})
        return [Deputy(row.person_id, row.unit_id, row.deputy_id) for row in rows]

    def set_deputy(self, deputy: Deputy, *, by: int, at: datetime) -> None:
        self.end_deputy(deputy.person_id, deputy.unit_id)
        self._db.execute(
            insert(schema.deputy).values(
                person_id=deputy.person_id,
                unit_id=deputy.unit_id,
                deputy_id=deputy.deputy_id,
                by=by,
                at=at,
            )
        )

    def end_deputy(self, person_id: int, unit_id: int) -> None:
        table = schema.deputy
        self._db.execute(delete(table).where(table.c.person_id == person_id, table.c.unit_id == unit_id))

    def quiet(self, person_ids: Iterable[int]) -> Mapping[int, Quiet]:
        table = schema.person
        query = select(table.c.id, table.c.quiet_from, table.c.quiet_until)
        rows = self._db.execute(
            query.where(table.c.id.in_(list(person_ids)), table.c.quiet_from.is_not(None))
        )
        read = time.fromisoformat
        return {row.id: Quiet(read(row.quiet_from), read(row.quiet_until)) for row in rows}

    def set_quiet(self, person_id: int, hours: Quiet | None) -> None:
        start, end = (f"{hours.start:%H:%M}", f"{hours.end:%H:%M}") if hours else (None, None)
        table = schema.person
        self._db.execute(
            update(table).where(table.c.id == person_id).values(quiet_from=start, quiet_until=end)
        )


# Asked with nearly every message: put together once.
_LEAVES = (
    select(schema.leave)
    .join(schema.person, schema.person.c.id == schema.leave.c.person_id)
    .where(schema.person.c.department_id == bindparam("department"))
    .where(schema.leave.c.last >= bindparam("since"))
    .order_by(schema.leave.c.person_id)
)
_DEPUTIES = (
    select(schema.deputy)
    .join(schema.person, schema.person.c.id == schema.deputy.c.person_id)
    .where(schema.person.c.department_id == bindparam("department"))
    .order_by(schema.deputy.c.person_id, schema.deputy.c.unit_id)
)
