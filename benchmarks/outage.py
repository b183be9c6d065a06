"""After an outage, and beside a flood: the real bot, as its own process, and what people wait.

    python -m benchmarks.outage [--updates 10000] [--chats 200]
    python -m benchmarks.outage --flood [--pairs 3]

The first queues updates at the stand-in for Telegram before the bot is started, without Telegram's limits
on sending. The second lets one chat send 500 messages at once and 20 others one each, at Telegram's limits,
beside the same 20 without it. The bot's work (processor time until they are answered) does not depend on
what else the machine does.
"""

import argparse
import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.backlog import count, dabiao, queue, started
from benchmarks.city import FIRST_CHAT, City
from benchmarks.latency import resident
from tests.platforms.telegram.botapi_standin import StandIn

CITY = City(departments=20, units=200, indicators=600, months=5)
SMALL = City(departments=3, units=30, indicators=90, months=5)
LONG = 3600.0  # seconds
FLOOD, OTHERS = 500, 20
UNREADABLE = 7  # among the others


async def outage(updates: int, chats: int, url: str) -> None:
    async with StandIn() as telegram:
        queue(telegram, updates, chats)
        for _ in range(UNREADABLE):
            telegram.world.push("message", {"message_id": "odd", "chat": {"id": FIRST_CHAT}})
        async with started("benchmarks.dabiao_bot", dabiao(url), telegram) as process:
            began = time.perf_counter()
            await telegram.until(lambda: not telegram.world.waiting, LONG)
            print(f"stored and confirmed after {time.perf_counter() - began:.0f} s", flush=True)
            await telegram.until(lambda: count(telegram) >= updates, LONG)
            seconds = time.perf_counter() - began
            print(f"answered after {seconds:.0f} s: {updates / seconds:.1f}/s", flush=True)
            await asyncio.sleep(2)
            print(f"memory {resident(process.pid):.0f} MiB")
    store = sqlite3.connect(url.removeprefix("sqlite:///"))
    states = store.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()
    kinds = store.execute("SELECT kind, state, count(*) FROM outbox WHERE replaces IS NULL GROUP BY 1, 2")
    print(f"events {dict(states)}, messages {kinds.fetchall()}")


async def waits(url: str, flood: int) -> tuple[list[float], float]:
    """Seconds until each of the others hears something, and the bot's processor seconds until all have."""
    async with StandIn() as telegram:
        calls, others = telegram.world.calls, range(FIRST_CHAT + 1, FIRST_CHAT + 1 + OTHERS)
        for chat in (FIRST_CHAT, *others):
            telegram.world.chat(chat)
        async with started("bot run", dabiao(url), telegram) as process:
            await telegram.until(lambda: any(method == "getUpdates" for method, _ in calls), LONG)
            telegram.say(others[0], "查 1-01")  # what is loaded with the first message is loaded
            await telegram.until(lambda: count(telegram) == 1, LONG)
            await asyncio.sleep(3)
            before = worked(process.pid)
            for n in range(flood):
                telegram.say(FIRST_CHAT, f"1-01 {4200 + n}件")
            found = await asyncio.gather(*(answer(telegram, chat) for chat in others))
            return sorted(found), worked(process.pid) - before


def worked(pid: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def answer(telegram: StandIn, chat: int) -> float:
    before, began = len(telegram.sent(chat)), time.perf_counter()
    telegram.say(chat, f"查 {(chat - FIRST_CHAT) // 10 + 1}-01")
    await telegram.until(lambda: len(telegram.sent(chat)) > before, LONG)
    return time.perf_counter() - began


async def beside_a_flood(pairs: int) -> None:
    for _ in range(pairs):
        (quiet, without), (flooded, beside) = [await in_a_new_store(flood) for flood in (0, FLOOD)]
        later = max(b - a for a, b in zip(quiet, flooded, strict=True))
        for name, found, work in (("without", quiet, without), ("beside", flooded, beside)):
            print(f"{name}: {statistics.median(found):.2f} s, at most {found[-1]:.2f}, work {work:.2f} s")
        print(f"longer by {later:.2f} s at most; work {beside - without:.2f} s more", flush=True)


async def in_a_new_store(flood: int) -> tuple[list[float], float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'small.sqlite'}"
        SMALL.fill(url)
        return await waits(url, flood)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=10_000)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--flood", action="store_true")
    parser.add_argument("--pairs", type=int, default=3)
    chosen = parser.parse_args()
    if chosen.flood:
        asyncio.run(beside_a_flood(chosen.pairs))
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'city.sqlite'}"
        CITY.fill(url)
        asyncio.run(outage(chosen.updates, chosen.chats, url))


if __name__ == "__main__":
    main()
