"""What a store holds, for tests that promise it does not change."""

from typing import Any

from sqlalchemy import select

from storage import schema
from tests.office import Office

KEPT = (
    *(schema.department, schema.unit, schema.person, schema.post, schema.invitation),
    *(schema.indicator, schema.target_event, schema.revision, schema.verdict, schema.explanation),
    *(schema.deferral, schema.inquiry, schema.plan_event, schema.split, schema.evidence),
    *(schema.monitoring_round, schema.monitoring_entry, schema.leave, schema.deputy),
)
"""What counts. Messages, questions and the time an account was last used come and go."""


def kept(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what counts, by table."""
    with office.app.units() as uow:
        return {t.name: [tuple(r) for r in uow.connection.execute(select(t))] for t in KEPT}


def linked(office: Office) -> dict[str, str]:
    """Accounts and the names of the people they belong to."""
    with office.app.units() as uow:
        query = select(schema.account.c.native_id, schema.person.c.name).join(
            schema.person, schema.person.c.id == schema.account.c.person_id
        )
        return {row.native_id: row.name for row in uow.connection.execute(query)}


def words_received(office: Office) -> str:
    """All that is kept of what people sent, files included."""
    with office.app.units() as uow:
        payloads = [str(p) for p in uow.connection.scalars(select(schema.inbox.c.payload))]
        files = [c.decode("utf-8", "replace") for c in uow.connection.scalars(select(schema.blob.c.content))]
    return "\n".join(payloads + files)


def audited(office: Office, action: str) -> list[dict[str, Any]]:
    """The facts of every audit entry of that action, oldest first."""
    with office.app.units() as uow:
        table = schema.audit
        query = select(table.c.facts).where(table.c.action == action).order_by(table.c.id)
        return list(uow.connection.scalars(query))
