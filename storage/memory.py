"""What was read of the store, remembered until what it was read from is written. Imports SQLAlchemy.

On PostgreSQL for one transaction. On SQLite a connection remembers from one transaction to the next: it is
told (data_version) whether any other has written since, and none writes while its own transaction goes on.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext

T = TypeVar("T")

MOST = 64  # things that are remembered, a department's year of figures being the largest
KEPT = "memory"

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
CHANGES_NOTHING = ("SELECT", "PRAGMA", "BEGIN", "NOTIFY", "SAVEPOINT", "RELEASE")


@dataclass
class Memory:
    """Of one connection. `written`: its transaction has changed what others do not see yet."""

    version: int | None = None
    written: bool = False
    found: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for the key, or gives now."""
        if key not in self.found:
            self.found[key] = make()
            while len(self.found) > MOST:
                self.found.popitem(last=False)
        else:
            self.found.move_to_end(key)
        remembered: T = self.found[key]
        return remembered

    def begin(self, version: int | None) -> None:
        """A transaction begins; `version` is None where nothing outlives one."""
        if version is None or version != self.version:
            self.found.clear()
        self.version, self.written = version, False

    def write(self) -> None:
        self.written = True
        self.found.clear()

    def undo(self) -> None:
        """What was read after a write that is undone was never so."""
        if self.written:
            self.found.clear()


def memory_of(connection: Connection) -> Memory:
    memory: Memory = connection.info.setdefault(KEPT, Memory())
    return memory


def listen(engine: Engine) -> None:
    """Let every connection of the engine know what it does. After the engine's own listeners for "begin"."""
    sqlite = engine.dialect.name == "sqlite"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar_one() if sqlite else None
        memory_of(connection).begin(version)

    @event.listens_for(engine, "before_cursor_execute")
    def _execute(
        connection: Connection,
        _cursor: DBAPICursor,
        statement: str,
        _parameters: Any,
        context: Any,
        _many: bool,
    ) -> None:
        if _may_change(statement, context):
            memory_of(connection).write()

    @event.listens_for(engine, "rollback")
    def _rollback(connection: Connection) -> None:
        if not connection.invalidated:  # else its memory has gone with it
            memory_of(connection).undo()

    @event.listens_for(engine, "rollback_savepoint")
    def _rollback_savepoint(connection: Connection, _name: str, _context: None) -> None:
        _rollback(connection)


def _may_change(statement: str, context: ExecutionContext) -> bool:
    """Whether anything that is remembered may be read from what the statement writes."""
    if statement.startswith(CHANGES_NOTHING):
        return False
    compiled = context.compiled
    table = getattr(compiled.statement if compiled else None, "table", None)
    return getattr(table, "name", None) not in PASSING
