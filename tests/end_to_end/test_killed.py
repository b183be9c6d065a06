"""Killed at any instant: what was confirmed is stored once, what people sent is handled once.

DABIAO_KILLS says how often (9 unless told otherwise).
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seed import demo
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.end_to_end.bot_process import BotProcess, InFlight
from tests.end_to_end.contacts import FIGURES, PATIENCE, Contact
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import copied

KILLS = int(os.environ.get("DABIAO_KILLS", "9"))
STEPS_WHILE_UP, STEPS_WHILE_AWAY = 5, 2
ASKS = KILLS * (STEPS_WHILE_UP + STEPS_WHILE_AWAY) // len(FIGURES)  # enough for everybody to be busy
SENDING = {"sendMessage", "sendDocument", "sendPhoto"}


@dataclass
class Running:
    """The office at work on Telegram, and the process that may be killed."""

    telegram: StandIn
    bot: BotProcess
    contacts: list[Contact]
    steps: asyncio.Semaphore

    def release(self, steps: int) -> None:
        for _ in range(steps):
            self.steps.release()

    def stored(self) -> dict[str, list[tuple[object, ...]]]:
        """(period, value) of every figure reported since the start, by code."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for code, *figure in self.bot.rows(
            "SELECT i.code, r.period, r.value FROM revision r JOIN indicator i ON i.id = r.indicator_id"
            " WHERE r.event_id IS NOT NULL"
        ):
            found.setdefault(str(code), []).append(tuple(figure))
        return found

    def handled(self) -> dict[object, object]:
        """How many events there are in each state."""
        return dict(self.bot.rows("SELECT state, count(*) FROM inbox GROUP BY state"))  # type: ignore[arg-type]

    def sends(self) -> Counter[int]:
        """How many new messages (no edits) each chat was sent."""
        return Counter(int(g["chat_id"]) for method, g in self.telegram.world.calls if method in SENDING)

    def shown(self) -> Counter[int]:
        """How many messages each chat was to be shown: the sent ones, and those whose outcome is unknown."""
        rows = self.bot.rows(
            "SELECT DISTINCT chat, coalesce(native_id, key) FROM outbox"
            " WHERE platform = 'telegram' AND state IN ('sent', 'perhaps')"
        )
        return Counter(int(str(chat)) for chat, _ in rows)

    def reminders(self) -> Counter[int]:
        """How many chats were told that the window is open, and how often."""
        return Counter(
            int(g["chat_id"])
            for method, g in self.telegram.world.calls
            if method in SENDING and "数据可以报了" in g.get("text", "")
        )


@pytest.fixture
async def running(template: Path, tmp_path: Path) -> AsyncIterator[Running]:
    database = copied(template, tmp_path / "office.sqlite")
    async with StandIn() as telegram:
        steps = asyncio.Semaphore(0)
        chats = on_telegram(database)
        for chat in chats.values():
            telegram.world.chat(chat)
        contacts = [Contact(chats[o.contacts[0]], o.codes, telegram, steps, ASKS) for o in demo.OFFICES]
        bot = BotProcess(database, telegram, "2023-07-03T09:30:00")
        yield Running(telegram, bot, contacts, steps)
        await bot.stop()


def on_telegram(database: Path) -> dict[str, int]:
    """Every contact's chat, after linking them."""
    engine = make_engine(f"sqlite:///{database}")
    chats = {o.contacts[0]: 2001 + n for n, o in enumerate(demo.OFFICES)}
    with SqlUnitOfWork(engine) as uow:
        department = uow.targets.departments()[0]
        for person in uow.people.in_department(department.id):
            if chat := chats.get(person.name):
                uow.people.link_account("telegram", str(chat), str(chat), person.id, datetime.now(UTC))
        uow.commit()
    engine.dispose()
    return chats


async def interrupt(running: Running, in_delivery: bool, random_: random.Random) -> InFlight:
    """Start, let people work, kill in the middle; returns what was in flight.

    `in_delivery`: when a message has arrived and Telegram has not answered yet; else at a random moment.
    """
    await running.bot.start()
    held = running.telegram.fault("sendMessage", hang=PATIENCE, delivered=True) if in_delivery else None
    running.release(STEPS_WHILE_UP)
    if held is not None:
        await running.telegram.until(lambda: held.times == 0, PATIENCE)
    else:
        await asyncio.sleep(random_.uniform(0.01, 0.4))
    in_flight = await running.bot.kill()
    assert {code for c in running.contacts for code in c.confirmed} <= set(running.stored())
    running.release(STEPS_WHILE_AWAY)
    return in_flight


async def work_on(running: Running, work: Sequence[asyncio.Task[None]]) -> None:
    """Start once more and let everybody finish."""
    await running.bot.start()
    running.release(1000)
    await asyncio.wait_for(asyncio.gather(*work), PATIENCE)
    await running.telegram.until(lambda: running.bot.in_flight() == InFlight(0, 0, 0), PATIENCE)


async def test_killed_again_and_again_it_loses_no_report_and_doubles_none(running: Running) -> None:
    random_ = random.Random(20230703)  # noqa: S311 - moments to kill at, the same in every run
    work = [asyncio.create_task(c.work()) for c in running.contacts]
    hit = [await interrupt(running, n % 2 == 0, random_) for n in range(KILLS)]
    await work_on(running, work)

    assert running.stored() == {code: [(period, value)] for code, (_, period, value) in FIGURES.items()}
    assert running.handled() == {"done": sum(c.did for c in running.contacts)}
    assert set(running.reminders().values()) == {1}
    assert all(h.messages for h in hit[::2])  # these fell into a delivery
    extra = running.sends() - running.shown()
    assert sum(extra.values()) <= sum(h.messages for h in hit)
    assert max(extra.values(), default=0) <= KILLS
    assert "Traceback" not in running.bot.log.read_text("utf-8")
