"""One serving process for one SQLite file: a lock beside it that ends with the process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import make_url


class AlreadyServed(Exception):
    """Another process serves this database; two would keep two paces and two orders."""

    def __init__(self, database: str, process: str) -> None:
        super().__init__(f"{database} is being served already (process {process or '?'})")


@contextmanager
def one_server(url: str) -> Iterator[None]:
    """Hold a file for serving; other commands work beside it. PostgreSQL is served by any number.

    Raises AlreadyServed.
    """
    database = make_url(url).database
    if not url.startswith("sqlite") or database in (None, "", ":memory:"):
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
