"""Stores for tests on either database: each an untouched copy of one that was made once."""

import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest

from bot.app import build
from bot.clock import standing_clock
from bot.settings import Settings
from seed import demo
from storage.migrate import upgrade
from tests.office import ZONE
from tests.postgres import Server, database_name

DIALECTS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))
"""What the fixture `dialect` is given where every test runs on both."""

Fill = Callable[[str], None]


class Stores(Protocol):
    def new(self, fill: Fill) -> str:
        """The URL of a store as `fill` makes it; the same `fill` is called once."""

    def drop(self, url: str) -> None: ...


@dataclass
class SqliteStores:
    folder: Path
    _made: dict[Fill, Path] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def new(self, fill: Fill) -> str:
        if fill not in self._made:
            self._made[fill] = self.folder / f"template{len(self._made)}.sqlite"
            fill(f"sqlite:///{self._made[fill]}")
        return f"sqlite:///{copied(self._made[fill], self.folder / f'store{next(self._numbers)}.sqlite')}"

    def drop(self, url: str) -> None:
        for suffix in ("", "-wal", "-shm", "-lock"):
            Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)


@dataclass
class PostgresStores:
    server: Server
    _made: dict[Fill, str] = field(default_factory=dict)

    def new(self, fill: Fill) -> str:
        if fill not in self._made:
            url = self.server.create()
            fill(url)
            self._made[fill] = database_name(url)
        return self.server.create(self._made[fill])

    def drop(self, url: str) -> None:
        self.server.drop(url)


def empty(url: str) -> None:
    """No department, no person: only the tables."""
    upgrade(url)


def pretend_office(url: str) -> None:
    settings = Settings(_env_file=None, database_url=url, telegram_token=None)  # type: ignore[call-arg]
    app = build(settings, demo=True, clock=standing_clock(demo.START.replace(tzinfo=ZONE)))
    with app.units() as uow:
        demo.load(uow, settings.zone, app.calendar)
        uow.commit()
    app.close()


def copied(template: Path, database: Path) -> Path:
    """A file of its own, like the template."""
    for suffix in ("", "-wal", "-shm"):
        if Path(f"{template}{suffix}").exists():
            shutil.copy(f"{template}{suffix}", f"{database}{suffix}")
    return database
