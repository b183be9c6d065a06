"""A copy of a SQLite store while it is being served, and back again. sqlite3's own online backup."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url


class NoBackup(Exception):
    """Why there is none: `code` other-database, no-database, damaged or there-already; `path` says where."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


def backup(url: str, target: Path) -> int:
    """Copy the store at the URL to a new file, whole or not at all; its size in bytes. Raises NoBackup."""
    source = _file(url)
    if not source.exists():
        raise NoBackup("no-database", source.name)
    if target.exists():
        raise NoBackup("there-already", target.name)
    _copy(source, target)
    return target.stat().st_size


def restore(url: str, source: Path) -> None:
    """Make the store at the URL out of a backup; one that is there is left alone. Raises NoBackup."""
    target = _file(url)
    if target.exists():
        raise NoBackup("there-already", target.name)
    _copy(source, target)


def _file(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise NoBackup("other-database", parsed.get_backend_name())
    return Path(str(parsed.database))


def _copy(source: Path, target: Path) -> None:
    """By way of a file beside it, checked and on the disk before it has its name."""
    making = target.with_name(f"{target.name}.part")
    making.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(making)) as new:
            old.backup(new)
            _check(new, source.name)
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        making.rename(target)
    except sqlite3.DatabaseError as error:
        raise NoBackup("damaged", source.name) from error
    finally:
        making.unlink(missing_ok=True)


def _check(store: sqlite3.Connection, name: str) -> None:
    """Whether it is whole, and one of ours."""
    whole = store.execute("PRAGMA quick_check").fetchone() == ("ok",)
    ours = store.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone() == (
        1,
    )
    if not (whole and ours):
        raise NoBackup("damaged", name)
