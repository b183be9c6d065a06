"""A backlog of one-line reports, answered: messages per second of Dabiao and of the echo bot, pair by pair.

    python -m benchmarks.backlog [--pairs 5] [--reports 3000] [--chats 100]

Every report is stored before it is acknowledged, understood, checked and answered in one transaction, and the
answer is marked; the echo bot stores nothing. Both talk to the same stand-in for Telegram, in turn.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.city import FIRST_CHAT, City
from tests.platforms.telegram.botapi_standin import StandIn

ROOT = Path(__file__).parents[1]
CLOCK = "2023-07-03T09:30:00"


def queue(telegram: StandIn, reports: int, chats: int) -> None:
    for chat in range(FIRST_CHAT, FIRST_CHAT + chats):
        telegram.world.chat(chat)
    for n in range(reports):
        unit, turn = n % chats, n // chats
        code = f"{unit // 10 + 1}-{turn % 3 + 1:02}"
        telegram.say(FIRST_CHAT + unit, f"{code} {4200 + turn}件")


@asynccontextmanager
async def started(
    module: str, environment: Mapping[str, str], telegram: StandIn
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot as its own process, talking to the stand-in. BENCH_LOG shows what it logs."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("DABIAO_")}
    where = {"ECHO_TOKEN": telegram.token, "ECHO_API": telegram.url}
    where |= {"DABIAO_TELEGRAM_TOKEN": telegram.token, "DABIAO_TELEGRAM_API_URL": telegram.url}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module.split(),
        env=own | environment | where,
        cwd=ROOT,
        stderr=None if os.environ.get("BENCH_LOG") else asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def answered(module: str, environment: Mapping[str, str], reports: int, chats: int) -> float:
    """Messages per second from the first poll to the last answer."""
    async with StandIn() as telegram:
        queue(telegram, reports, chats)
        calls = telegram.world.calls
        async with started(module, environment, telegram):
            await telegram.until(lambda: any(method == "getUpdates" for method, _ in calls), 60)
            begun = time.perf_counter()
            await telegram.until(lambda: count(telegram) >= reports, 600)
            return reports / (time.perf_counter() - begun)


def count(telegram: StandIn) -> int:
    """Answers that arrived; changes of earlier ones are not counted."""
    return len(telegram.world.messages)


def dabiao(url: str) -> Mapping[str, str]:
    return {
        "DABIAO_DATABASE_URL": url,
        "DABIAO_WEB": "false",
        "DABIAO_CLOCK_START": CLOCK,
        "DABIAO_LOG_LEVEL": "WARNING",
    }


async def compare(pairs: int, reports: int, chats: int, city: City) -> None:
    ours, echoes = [], []
    for _ in range(pairs):
        echoes.append(await answered("benchmarks.echo_bot", {}, reports, chats))
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'city.sqlite'}"
            city.fill(url)
            ours.append(await answered("benchmarks.dabiao_bot", dabiao(url), reports, chats))
        print(f"echo {echoes[-1]:.1f}/s, dabiao {ours[-1]:.1f}/s: {ours[-1] / echoes[-1]:.2f}", flush=True)
    ratio = statistics.median(a / b for a, b in zip(ours, echoes, strict=True))
    echo, dabiao_ = statistics.median(echoes), statistics.median(ours)
    print(f"median: echo {echo:.1f}/s, dabiao {dabiao_:.1f}/s, {ratio:.2f}×")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--reports", type=int, default=3000)
    parser.add_argument("--chats", type=int, default=100)
    chosen = parser.parse_args()
    city = City(departments=10, units=100, indicators=300, months=5)
    asyncio.run(compare(chosen.pairs, chosen.reports, chosen.chats, city))


if __name__ == "__main__":
    main()
