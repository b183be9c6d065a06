"""One serving process for one store: a lock that ends with the process, beside the file or in PostgreSQL."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import NullPool, create_engine, make_url, text

SERVING = 0x0DAB1A0
"""The advisory lock's number; it is one per database."""


class AlreadyServed(Exception):
    """Another process serves this database; two would keep two paces and two orders."""

    def __init__(self, database: str, process: str) -> None:
        super().__init__(f"{database} is being served already (process {process or '?'})")


@contextmanager
def one_server(url: str) -> Iterator[None]:
    """Hold the store at the URL for serving; other commands work beside it. Raises AlreadyServed."""
    database = make_url(url).database
    if not url.startswith("sqlite"):
        with _held_in_postgres(url):
            yield
        return
    if database in (None, "", ":memory:"):
        yield
        return
    with Path(f"{database}-lock").open("a+", encoding="ascii") as file:
        if not _locked(file):
            file.seek(0)
            raise AlreadyServed(str(database), file.read().strip())
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def _held_in_postgres(url: str) -> Iterator[None]:
    """An advisory lock of a connection of its own: the server lets go of it when that ends."""
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": SERVING}):
                holder = text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = :key LIMIT 1")
                process = connection.scalar(holder, {"key": SERVING})
                raise AlreadyServed(str(make_url(url).database), f"{process} of the database server")
            yield
    finally:
        engine.dispose()


def _locked(file: IO[str]) -> bool:
    """Whether the file is ours now. The system lets go of it when the process ends, however it ends."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
