"""Fixtures: a store with the pretend office, made once and copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import build
from bot.clock import standing_clock
from bot.settings import Settings
from seed import demo
from tests.office import ZONE, Office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pretend office's database."""
    database = tmp_path_factory.mktemp("template") / "office.sqlite"
    settings = Settings(_env_file=None, database_url=f"sqlite:///{database}", telegram_token=None)  # type: ignore[call-arg]
    app = build(settings, demo=True, clock=standing_clock(demo.START.replace(tzinfo=ZONE)))
    with app.units() as uow:
        demo.load(uow, settings.zone, app.calendar)
        uow.commit()
    app.close()
    return database


@pytest.fixture
def office_at(template: Path, tmp_path: Path) -> Iterator[Callable[[datetime], Office]]:
    """Open the office at a local time."""
    opened: list[Office] = []

    def open_at(when: datetime) -> Office:
        copy = tmp_path / f"office{len(opened)}.sqlite"
        for suffix in ("", "-wal", "-shm"):
            if Path(f"{template}{suffix}").exists():
                shutil.copy(f"{template}{suffix}", f"{copy}{suffix}")
        office = Office.at(copy, when)
        opened.append(office)
        return office

    yield open_at
    for office in opened:
        office.app.close()


@pytest.fixture
def office(office_at: Callable[[datetime], Office]) -> Office:
    """The office on Monday 3 July 2023 at 09:30, when June's window is open."""
    return office_at(datetime(2023, 7, 3, 9, 30))
