"""A connection, its repositories. Leaving without commit rolls back; the store's trouble is a StoreFault."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.chat import StoreFault
from storage.bulletins import SqlBulletins
from storage.evidence import SqlEvidence
from storage.forms import SqlForms
from storage.inbox import SqlInbox
from storage.memory import Key, listen, remember
from storage.messages import SqlMessages
from storage.monitoring import SqlMonitoring
from storage.news import NOTIFY, has_news
from storage.outbox import SqlOutbox
from storage.people import SqlPeople
from storage.personal import SqlPersonal
from storage.reports import SqlReports
from storage.retention import forget_before
from storage.sessions import SqlSessions
from storage.targets import SqlTargets


def make_engine(url: str, *, reading: bool = False, pool: int = 5) -> Engine:
    """An engine for SQLite or PostgreSQL that answers for what is committed.

    `reading`: its transactions see one moment of the store and hold up no writer; never write with it.
    `pool`: how many connections to PostgreSQL are kept open. What people wrote stays out of errors and logs.
    """
    engine = _sqlite(url, reading) if url.startswith("sqlite") else _postgres(url, reading, pool)
    listen(engine)
    return engine


LIMITS = {
    "lock_timeout": "5s",  # whoever waits for somebody else's lock holds up others
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",  # a process that stands still keeps its locks no longer
}
"""Longer ones are undone and tried again."""


def _postgres(url: str, reading: bool, pool: int) -> Engine:
    """Connections that have died are noticed before use, and a server that has vanished within seconds."""
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=pool,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ" if reading else "READ COMMITTED",
        execution_options={"postgresql_readonly": reading},
        connect_args={
            "connect_timeout": 10,
            "application_name": "dabiao",
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "options": " ".join(f"-c {name}={value}" for name, value in LIMITS.items()),
        },
    )


def _sqlite(url: str, reading: bool) -> Engine:
    """WAL, synchronous=FULL, foreign keys, a patient writer."""
    engine = create_engine(
        url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 30}
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # BEGIN is ours, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        # A writer takes its lock at once: one that began by reading could not upgrade beside another.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    return engine


T = TypeVar("T")
DEPARTMENT = text("SELECT pg_advisory_xact_lock(14332320, :department)")


class SqlUnitOfWork:
    """Implements bot.services.ports.UnitOfWork; its transaction begins with the first statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._shared = engine.dialect.name == "postgresql"  # SQLite has one writer in any case

    def __enter__(self) -> Self:
        with store_faults():
            self.connection = self._engine.connect()
        self.targets = SqlTargets(self.connection)
        self.reports = SqlReports(self.connection)
        self.people = SqlPeople(self.connection)
        self.messages = SqlMessages(self.connection)
        self.forms = SqlForms(self.connection)
        self.bulletins = SqlBulletins(self.connection)
        self.evidence = SqlEvidence(self.connection)
        self.monitoring = SqlMonitoring(self.connection)
        self.personal = SqlPersonal(self.connection)
        self.sessions = SqlSessions(self.connection)
        self.inbox = SqlInbox(self.connection)
        self.outbox = SqlOutbox(self.connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()
        if _is_fault(error):
            raise StoreFault(_first_line(error)) from error

    def commit(self) -> None:
        if self._shared and has_news(self.connection):
            self.connection.execute(NOTIFY)
        try:
            self.connection.commit()
        except BaseException:
            self.connection.invalidate()  # it may be in the middle of it still: the next one starts afresh
            raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        with self.connection.begin_nested():
            yield

    def remember(self, key: Key, make: Callable[[], T]) -> T:
        return remember(self.connection, key, make)

    def forget_before(self, before: datetime, limit: int) -> int:
        return forget_before(self.connection, before, limit)

    def one_at_a_time(self, department_id: int) -> None:
        if self._shared:
            self.connection.execute(DEPARTMENT, {"department": department_id})


@contextmanager
def store_faults() -> Iterator[None]:
    """The store's own trouble becomes a StoreFault."""
    try:
        yield
    except Exception as error:
        if _is_fault(error):
            raise StoreFault(_first_line(error)) from error
        raise


def _is_fault(error: BaseException | None) -> bool:
    """The store's own trouble, as its driver tells it."""
    gone = isinstance(error, DBAPIError) and error.connection_invalidated
    return gone or isinstance(error, OperationalError | PoolTimeout)


def _first_line(error: BaseException | None) -> str:
    """What the driver says, without the statement that it was about."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return said.partition("\n")[0]
