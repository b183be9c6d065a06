"""The SQLite file is locked by another process, or the disk is full: one answer, nothing half done."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection, Engine, event

from tests.faults.trouble import (
    Trouble,
    answered_once,
    asked,
    at_work,
    moments,
    presses,
    reported_through,
    rows,
)
from tests.office import Office

ROOM = 2**30  # pages
PATIENT = 100  # milliseconds, instead of half a minute, until the bot gives up waiting for a lock
LOCKED = 0.4  # seconds
BEGIN = "BEGIN IMMEDIATE"
HOLD = f"""
import sqlite3, sys, time
store = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
store.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
time.sleep({LOCKED})
"""


@pytest.fixture
def lockers() -> Iterator[list["subprocess.Popen[str]"]]:
    """Processes that hold the store's lock for a while."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("before", moments(11, (1, 2, 3, 5)))
async def test_locked_by_another_process_it_waits_and_answers_once(
    office: Office, before: int, lockers: list["subprocess.Popen[str]"], caplog: pytest.LogCaptureFixture
) -> None:
    def lock(connection: Connection) -> None:
        command = [sys.executable, "-c", HOLD, str(connection.engine.url.database)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        lockers.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"

    @event.listens_for(office.app.engine, "connect")
    def _impatient(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout={PATIENT}")  # type: ignore[attr-defined]

    office.app.engine.dispose()
    await reported_through(office, Trouble(office.app.engine, lock, before, among=BEGIN))
    assert len(lockers) == 1


@dataclass
class Disk:
    """While it is full the file cannot grow."""

    engine: Engine
    full: bool = False

    def __post_init__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._limit)

    def _limit(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement == BEGIN:
            store = connection.connection.driver_connection
            assert store is not None
            (pages,) = store.execute("PRAGMA page_count").fetchone()
            store.execute(f"PRAGMA max_page_count={pages if self.full else ROOM}")


def fill(office: Office) -> None:
    """Use up what room the file's pages have left for an event."""
    store = sqlite3.connect(str(office.app.engine.url.database), timeout=20)
    (pages,) = store.execute("PRAGMA page_count").fetchone()
    store.execute(f"PRAGMA max_page_count={pages}")
    with contextlib.suppress(sqlite3.OperationalError):
        while True:
            store.execute(
                "INSERT INTO inbox (platform, bot, native_id, chat, payload, state, tries, mark, received_at)"
                " SELECT platform, bot, hex(randomblob(16)), chat, payload, 'done', 0, mark, received_at"
                " FROM inbox LIMIT 1"
            )
            store.commit()
    store.close()


def troubles(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What the log says the store could not do."""
    said = [r.getMessage() for r in caplog.records if r.levelname == "WARNING"]
    return {words.rpartition(": ")[2] for words in said}


async def test_on_a_full_disk_nothing_is_accepted_and_all_is_answered_once_there_is_room(
    office: Office,
) -> None:
    disk = Disk(office.app.engine)
    async with at_work(office):
        question = await asked(office)
        fill(office)
        before, disk.full = rows(office, "SELECT count(*) FROM inbox"), True
        pressing = asyncio.create_task(presses(office, "小周", question, "确认"))
        await asyncio.sleep(0.5)
        assert not pressing.done()
        assert rows(office, "SELECT count(*) FROM inbox") == before
        disk.full = False
        assert await pressing > 0
        await answered_once(office)


async def test_a_disk_that_fills_up_meanwhile_sets_no_event_aside(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    disk = Disk(office.app.engine)

    def fills(_: Connection) -> None:
        disk.full = True

    async def is_cleared() -> None:
        while "database or disk is full" not in troubles(caplog):  # noqa: ASYNC110 - a state is waited for
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.5)
        disk.full = False

    clearing = asyncio.create_task(is_cleared())
    await reported_through(office, Trouble(office.app.engine, fills, 2, among=BEGIN))
    await clearing
