"""A throw-away PostgreSQL for the tests: started by the first test that asks, a database per test.

DABIAO_TEST_POSTGRES may name a server instead: an URL whose user may create databases.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

MISSING = "no PostgreSQL on this machine: apt-get install postgresql"
SECONDS = 30
ROOM = 2 * 1024**3  # bytes, for the clusters of several workers
# What is lost when the machine fails is no loss here.
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")


@dataclass
class Server:
    """`url` names the database that new ones are made from beside."""

    url: URL
    _names: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def create(self, template: str = "template0") -> str:
        """The URL of a new database, a copy of the template; nobody may be connected to that."""
        name = f"dabiao_test_{os.getpid()}_{next(self._names)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING utf8 STRATEGY file_copy')
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._do(f'DROP DATABASE "{database_name(url)}" WITH (FORCE)')

    def _do(self, statement: str) -> None:
        with psycopg.connect(dsn(self.url), autocommit=True) as connection:
            connection.execute(statement)


def dsn(url: URL | str) -> str:
    """A SQLAlchemy URL as psycopg reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def database_name(url: str) -> str:
    return make_url(url).database or ""


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn(url)) as connection:
        return connection.execute(query).fetchall()


@contextmanager
def server() -> Iterator[Server | None]:
    """The server named in the environment, or one of our own; None when there is none to start."""
    if named := os.environ.get("DABIAO_TEST_POSTGRES"):
        yield Server(make_url(named))
        return
    if (programs := binaries()) is None:
        yield None
        return
    memory = Path("/dev/shm")  # noqa: S108 - a file system in memory, where there is a roomy one
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="dabiao-pg-", dir=memory if roomy else None))
    try:
        with Cluster(programs, folder).running() as url:
            yield Server(url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def binaries() -> Path | None:
    """The folder of initdb and postgres: on the path, or the newest of Debian's."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((p.parent for p in debian), key=lambda p: int(p.parent.name), default=None)


@dataclass
class Cluster:
    """A cluster of its own, reached through a socket in its folder."""

    programs: Path
    folder: Path
    settings: Sequence[str] = CARELESS
    process: "subprocess.Popen[bytes] | None" = None

    @contextmanager
    def running(self) -> Iterator[URL]:
        self.initialise()
        self.start()
        try:
            yield self.url
        finally:
            self.stop()

    @property
    def url(self) -> URL:
        return URL.create(
            "postgresql+psycopg", "dabiao", database="postgres", query={"host": str(self.folder)}
        )

    def initialise(self) -> None:
        if self._other_user:
            entry = pwd.getpwnam("postgres")
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", str(self._data), "-U", "dabiao", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        options = [f"unix_socket_directories={self.folder}", "listen_addresses=", *self.settings]
        given = [part for option in options for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self._data, *given],
                stdout=log,
                stderr=log,
                **self._other_user,
            )
        self._await()

    def _await(self) -> None:
        until = time.monotonic() + SECONDS
        while True:
            try:
                psycopg.connect(dsn(self.url)).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def stop(self, how: str = "immediate") -> None:
        """`fast` ends sessions in order, `immediate` is as good as a crash."""
        if self.process is not None:
            self._run("pg_ctl", "stop", "-D", str(self._data), "-m", how)
            self.process.wait(SECONDS)
            self.process = None

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _other_user(self) -> dict[str, Any]:
        """PostgreSQL refuses to run as root."""
        return {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.geteuid() == 0 else {}

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments], capture_output=True, cwd=self.folder, **self._other_user
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode(errors='replace')}")
