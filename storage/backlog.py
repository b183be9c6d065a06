"""How much waits, and since when: what health and metrics say of the store. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Engine, Select, func, select

from storage import schema

WAITING = {"inbox": ("new",), "outbox": ("queued", "sending")}


@dataclass(frozen=True, slots=True)
class Backlog:
    """Rows by state; the oldest event that is to be handled and message that is due, as UTC times or None."""

    events: dict[str, int]
    messages: dict[str, int]
    figures: int
    oldest_event: datetime | None
    oldest_message: datetime | None


def backlog(engine: Engine, now: datetime) -> Backlog:
    """Raises what the database raises when it is out of reach."""
    events, messages = schema.inbox, schema.outbox
    oldest = select(func.min(events.c.received_at)).where(events.c.state.in_(WAITING["inbox"]))
    due = select(func.min(messages.c.due_at)).where(messages.c.state.in_(WAITING["outbox"]))
    with engine.connect() as connection:
        return Backlog(
            events={row.state: row.rows for row in connection.execute(_by_state(events.c.state))},
            messages={row.state: row.rows for row in connection.execute(_by_state(messages.c.state))},
            figures=connection.scalar(select(func.count()).select_from(schema.revision)) or 0,
            oldest_event=connection.scalar(oldest),
            oldest_message=connection.scalar(due.where(messages.c.due_at <= now)),
        )


def _by_state(state: Column[str]) -> Select[str, int]:
    return select(state.label("state"), func.count().label("rows")).group_by(state)
