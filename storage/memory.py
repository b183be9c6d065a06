"""What was read of the store, remembered until what it was read from is written. Imports SQLAlchemy.

On PostgreSQL for one transaction. On SQLite a connection remembers from one transaction to the next: it is
told (data_version) whether any other has written since, and none writes while its own transaction goes on.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext

T = TypeVar("T")
Key = tuple[str, *tuple[Hashable, ...]]

MOST = {"ledger": 16, "indicators": 16}  # a department's year of figures may be large
MOST_OF_OTHERS = 500
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
    """Of one connection. `written`: its transaction changed something; what is remembered then ends with it.

    A key begins with the kind of thing it names; of each kind what was asked for last is remembered.
    """

    version: int | None = None
    written: bool = False
    found: dict[str, OrderedDict[Hashable, Any]] = field(default_factory=lambda: defaultdict(OrderedDict))

    def remember(self, key: Key, make: Callable[[], T]) -> T:
        """What `make` gave for the key, or gives now."""
        of_kind = self.found[key[0]]
        if key in of_kind:
            of_kind.move_to_end(key)
        else:
            of_kind[key] = make()
            if len(of_kind) > MOST.get(key[0], MOST_OF_OTHERS):
                of_kind.popitem(last=False)
        remembered: T = of_kind[key]
        return remembered

    def begin(self, version: int | None) -> None:
        """A transaction begins; `version` is None where nothing outlives one."""
        if self.written or version is None or version != self.version:
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


def remember(connection: Connection, key: Key, make: Callable[[], T]) -> T:
    """What `make` reads for the key, as of the connection's transaction, which begins here at the latest."""
    if not connection.in_transaction():
        connection.begin()
    return memory_of(connection).remember(key, make)


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
