"""Trouble with the database at a chosen moment, and an office at work while it happens."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from bot.chat import RawEvent, StoreFault
from tests.office import Heard, Office

EVERY = os.environ.get("DABIAO_FAULTS") == "all"
PATIENCE = 60.0
Strike = Callable[[Connection], None]


def moments(last: int, sample: Sequence[int]) -> Sequence[int]:
    """Which statements trouble falls before: a few, or each up to the last with DABIAO_FAULTS=all."""
    return range(1, last + 1) if EVERY else sample


@dataclass
class Trouble:
    """Strikes once, before the statement of that number `among` those that begin so, COMMIT included."""

    engine: Engine
    strike: Strike
    before: int
    among: str = ""
    struck: str = ""  # the statement that it fell before
    coming: bool = False  # counts only from then on
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._executes)
        event.listen(self.engine, "commit", self._commits)

    def _executes(self, connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        self._next(connection, statement)

    def _commits(self, connection: Connection) -> None:
        self._next(connection, "COMMIT")

    def _next(self, connection: Connection, statement: str) -> None:
        with self._lock:
            self._count += self.coming and statement.startswith(self.among)
            mine = not self.struck and self._count == self.before
        if mine:
            self.struck = statement
            self.strike(connection)


@asynccontextmanager
async def at_work(office: Office) -> AsyncIterator[Office]:
    """The office's own loops: they handle and send by themselves, as in the running program."""
    office.app.inbox.store_seconds = (0.05,)
    loops = [asyncio.create_task(loop.run()) for loop in (office.app.inbox, office.app.outbox)]
    try:
        yield office
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.wait(loops)


async def brings(office: Office, who: str, payload: dict[str, Any], name: str) -> int:
    """A platform brings an event until it is accepted; how often it was refused."""
    account = office.accounts.get(who, who)
    accept = office.app.inbox.accept_for(office.app.platforms["web"])
    raw = RawEvent(name, account, payload | {"id": name, "account": account, "language": None})
    for refused in range(100):
        try:
            await accept([raw])
        except StoreFault:
            await asyncio.sleep(0.05)
        else:
            return refused
    raise TimeoutError


async def says(office: Office, who: str, text: str) -> int:
    return await brings(office, who, {"kind": "text", "text": text}, f"says-{text}")


async def presses(office: Office, who: str, heard: Heard, label: str) -> int:
    option = heard.button(label).id
    return await brings(office, who, {"kind": "choice", "option": option, "message": "m"}, f"press-{option}")


async def hears(office: Office, who: str, words: str) -> Heard:
    """The newest message that says so, once it has come."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [h for h in await asyncio.to_thread(_all, office, who) if words in h.text]
            if found:
                return found[-1]
            await asyncio.sleep(0.02)


def _all(office: Office, who: str) -> list[Heard]:
    try:
        return office.all(who)
    except OperationalError:  # the page's own reading
        return []


async def settled(office: Office) -> None:
    """Everything is handled, and sent as far as it can be."""
    unfinished = (
        "SELECT (SELECT count(*) FROM inbox WHERE state = 'new')"
        " + (SELECT count(*) FROM outbox WHERE state = 'sending' OR state = 'queued' AND platform = 'web')"
    )
    async with asyncio.timeout(PATIENCE):
        while rows(office, unfinished) != [(0,)]:  # noqa: ASYNC110 - a state is waited for
            await asyncio.sleep(0.02)


def rows(office: Office, query: str) -> list[tuple[Any, ...]]:
    engine = create_engine(office.app.settings.database_url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
    finally:
        engine.dispose()


async def asked(office: Office) -> Heard:
    """小周 has typed a figure and is asked to confirm it."""
    await says(office, "小周", "2-07 4600")
    question = await hears(office, "小周", "4600件")
    await settled(office)
    return question


async def answered_once(office: Office) -> None:
    """One honest answer, nothing half done and nothing doubled."""
    await hears(office, "小周", "✔ 2-07")
    await settled(office)
    said = [h.text.partition("\n")[0] for h in office.all("小周")]
    assert [s for s in said if "✔" in s or "编号" in s] == ["✔ 2-07 公共资源交易平台交易量 6月：4600件"]
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")
    assert len(office.figures("2-07")) == 6  # January's to May's were there
    assert rows(office, "SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]


async def reported_through(office: Office, trouble: Trouble) -> None:
    """Somebody confirms a figure while there is trouble."""
    async with at_work(office):
        question = await asked(office)
        trouble.coming = True
        await presses(office, "小周", question, "确认")
        await answered_once(office)
    assert trouble.struck
