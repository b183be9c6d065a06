"""Killed at any instant: what was confirmed is stored once, what people sent is handled once.

DABIAO_KILLS says how often (a few times unless told otherwise), DABIAO_MINUTES after how long to stop at the
latest. With `-o log_cli=true --log-cli-level=INFO` each run tells its figures.
"""

import asyncio
import logging
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seed import demo
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.end_to_end.bot_process import PATIENCE, BotProcess, InFlight
from tests.end_to_end.contacts import FIGURES, Contact
from tests.end_to_end.nursery import Nursery
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import Fill, pretend_office

log = logging.getLogger(__name__)

STEPS_WHILE_UP, STEPS_WHILE_AWAY = 5, 2
LIFE = (0.0, 2.0)  # seconds of work before a kill: less, and answers would be lost faster than they are given
SENDING = {"sendMessage", "sendDocument", "sendPhoto"}
MANY = "DABIAO_KILLS" in os.environ
MINUTES = float(os.environ.get("DABIAO_MINUTES", 600))
ON_POSTGRES = pytest.mark.postgresql


@dataclass
class Running:
    """The office at work on Telegram, and the processes that may be killed."""

    telegram: StandIn
    bots: list[BotProcess]
    contacts: list[Contact]
    steps: asyncio.Semaphore
    kills: int
    polls: int = 0  # how often updates had been asked for when a process was last killed

    @property
    def bot(self) -> BotProcess:
        return self.bots[0]

    def release(self, steps: int) -> None:
        for _ in range(steps):
            self.steps.release()

    def holder(self) -> BotProcess:
        """The process that sends."""
        if len(self.bots) == 1:
            return self.bot
        [(name,)] = self.bot.rows("SELECT holder FROM lease")
        return next(b for b in self.bots if b.process and f":{b.process.pid}:" in str(name))

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


ALWAYS = [
    pytest.param(("sqlite", 1, 3), id="sqlite"),
    pytest.param(("postgresql", 2, 2), id="postgresql-two-processes", marks=ON_POSTGRES),
]
WHEN_ASKED = [pytest.param(("postgresql", 1, 0), id="postgresql", marks=ON_POSTGRES)]


@pytest.fixture(params=ALWAYS + (WHEN_ASKED if MANY else []))
def how(request: pytest.FixtureRequest) -> tuple[str, int, int]:
    """On which database, how many processes, how many kills."""
    dialect, processes, kills = request.param
    return dialect, processes, int(os.environ.get("DABIAO_KILLS", kills))


@pytest.fixture
def dialect(how: tuple[str, int, int]) -> str:
    return how[0]


@pytest.fixture
def nurseries() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
async def running(
    how: tuple[str, int, int], new_store: Callable[[Fill], str], tmp_path: Path, nurseries: ExitStack
) -> AsyncIterator[Running]:
    _, processes, kills = how
    url = new_store(pretend_office)
    asks = kills * (STEPS_WHILE_UP + STEPS_WHILE_AWAY) // len(FIGURES)  # enough for everybody to be busy
    nursery = nurseries.enter_context(Nursery()) if MANY else None
    async with StandIn() as telegram:
        bots = [BotProcess(url, tmp_path / f"log{n}", telegram, nursery=nursery) for n in range(processes)]
        yield at_telegram(telegram, url, bots, asks, kills)
        for bot in bots:
            await bot.stop()


def at_telegram(telegram: StandIn, url: str, bots: list[BotProcess], asks: int, kills: int) -> Running:
    """The pretend office's contacts on Telegram; each asks so many questions after each report."""
    steps = asyncio.Semaphore(0)
    chats = on_telegram(url)
    for chat in chats.values():
        telegram.world.chat(chat)
    contacts = [Contact(chats[o.contacts[0]], o.codes, telegram, steps, asks) for o in demo.OFFICES]
    return Running(telegram, bots, contacts, steps, kills)


def on_telegram(url: str) -> dict[str, int]:
    """Every contact's chat, after linking them."""
    engine = make_engine(url)
    chats = {o.contacts[0]: 2001 + n for n, o in enumerate(demo.OFFICES)}
    with SqlUnitOfWork(engine) as uow:
        department = uow.targets.departments()[0]
        for person in uow.people.in_department(department.id):
            if chat := chats.get(person.name):
                uow.people.link_account("telegram", str(chat), str(chat), person.id, datetime.now(UTC))
        uow.commit()
    engine.dispose()
    return chats


async def interrupt(
    running: Running, in_delivery: bool, random_: random.Random, steps: int = STEPS_WHILE_UP
) -> InFlight:
    """Let people take so many steps, kill a process and start it again; what was in flight.

    `in_delivery`: when a message has arrived and Telegram has not answered yet; else at a random moment.
    """
    running.release(steps)
    await running.telegram.until(lambda: running.bot.polls() > running.polls, PATIENCE)  # one is at work
    await asyncio.sleep(random_.uniform(*LIFE) if steps else 0)
    held = running.telegram.fault("sendMessage", hang=PATIENCE, delivered=True) if in_delivery else None
    running.release(1)
    if held is not None:
        await running.telegram.until(lambda: held.times == 0, PATIENCE)
        victim = running.holder()
    else:
        victim = random_.choice(running.bots)
    running.polls = running.bot.polls()
    in_flight = await victim.kill()
    log.info("killed with %d messages in flight, %d events waiting", in_flight.messages, in_flight.events)
    assert {code for c in running.contacts for code in c.confirmed} <= set(running.stored())
    running.release(STEPS_WHILE_AWAY)
    await (victim.start() if len(running.bots) == 1 else victim.spawn())
    return in_flight


async def finish(running: Running, work: Sequence[asyncio.Task[None]]) -> None:
    """Let everybody finish, and everything arrive."""
    for contact in running.contacts:
        contact.asks = 0
    running.release(100_000)
    await asyncio.wait_for(asyncio.gather(*work), PATIENCE + 5 * running.kills)
    await running.telegram.until(lambda: running.bot.in_flight() == InFlight(0, 0, 0), PATIENCE)


def everything_once(running: Running) -> None:
    """What people sent is handled, every figure is stored once, nobody was reminded twice."""
    figures = {code: [(period, value)] for code, (_, period, value) in FIGURES.items()}
    assert running.stored() == figures
    assert running.handled() == {"done": sum(c.did for c in running.contacts)}
    assert set(running.reminders().values()) == {1}  # who is in already is not reminded at all


async def test_killed_again_and_again_it_loses_no_report_and_doubles_none(running: Running) -> None:
    random_ = random.Random(20230703)  # noqa: S311 - moments to kill at, the same in every run
    for bot in running.bots:
        await (bot.start() if bot is running.bot else bot.spawn())
    work = [asyncio.create_task(c.work()) for c in running.contacts]
    hit = [await interrupt(running, True, random_, steps=0)]  # while the reminders leave
    until = time.monotonic() + 60 * MINUTES
    while len(hit) < running.kills and time.monotonic() < until:
        hit.append(await interrupt(running, len(hit) % 2 == 0, random_))
    await finish(running, work)

    everything_once(running)
    stored, extra = running.stored(), running.sends() - running.shown()
    log.info(
        "%d kills, %d events, %d figures; %d messages in flight when killed, %d shown twice",
        *(len(hit), sum(c.did for c in running.contacts), sum(map(len, stored.values()))),
        *(sum(h.messages for h in hit), sum(extra.values())),
    )
    assert all(h.messages for h in hit[::2])  # these fell into a delivery
    assert sum(extra.values()) <= sum(h.messages for h in hit)
    assert max(extra.values(), default=0) <= len(hit)
    assert not any("Traceback" in b.log.read_text("utf-8") for b in running.bots)
