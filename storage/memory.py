"""What was read in a transaction, remembered until the transaction writes something. Imports SQLAlchemy."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import Select, event
from sqlalchemy.orm import ORMExecuteState, Session

T = TypeVar("T")

# Written with nearly every message, and nothing that is remembered is read from them.
PASSING = frozenset(
    (
        "inbox",
        "outbox",
        "question",
        "option",
        "dialogue",
        "listing",
        "note",
        "audit",
        "slot",
        "blob",
        "account",
    )
)


class RememberingSession(Session):
    """A session with a memory, which a statement empties that may write to any but the PASSING tables."""

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for the key, or gives now."""
        memory: dict[Hashable, Any] = self.info.setdefault("memory", {})
        if key not in memory:
            memory[key] = make()
        remembered: T = memory[key]
        return remembered

    def forget(self) -> None:
        self.info.pop("memory", None)


@event.listens_for(RememberingSession, "do_orm_execute")
def _forget_what_is_written(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, Select):
        return
    table = getattr(statement, "table", None)
    if getattr(table, "name", None) not in PASSING:
        state.session.info.pop("memory", None)
