"""One message at a time, memory at rest and the start: Dabiao beside the echo bot, pair by pair.

python -m benchmarks.latency [--pairs 5] [--messages 60]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.backlog import dabiao, started
from benchmarks.city import FIRST_CHAT, City
from tests.platforms.telegram.botapi_standin import StandIn

SMALL = City(departments=1, units=5, indicators=26, months=5)
REST = 3.0  # seconds of rest before memory is looked at


@dataclass(frozen=True)
class Seen:
    """Seconds to the first poll and of each answer; resident memory at rest in MiB."""

    first_poll: float
    answers: list[float]
    memory: float


async def watched(module: str, url: str, messages: int) -> Seen:
    async with StandIn() as telegram:
        telegram.world.chat(FIRST_CHAT)
        calls = telegram.world.calls
        began = time.perf_counter()
        async with started(module, dabiao(url), telegram) as process:
            await telegram.until(lambda: any(method == "getUpdates" for method, _ in calls), 60)
            first_poll = time.perf_counter() - began
            await asyncio.sleep(REST)
            memory = resident(process.pid)
            answers = [await answered(telegram, n) for n in range(messages)]
    return Seen(first_poll, answers, memory)


async def answered(telegram: StandIn, number: int) -> float:
    before = len(telegram.world.messages)
    began = time.perf_counter()
    telegram.say(FIRST_CHAT, f"1-{number % 3 + 1:02} {4200 + number}件")
    while len(telegram.world.messages) == before:  # noqa: ASYNC110 - as fine as it gets
        await asyncio.sleep(0.0005)
    return time.perf_counter() - began


def resident(pid: int) -> float:
    """Resident set in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def compare(pairs: int, messages: int) -> None:
    ours, echoes = [], []
    for _ in range(pairs):
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'small.sqlite'}"
            SMALL.fill(url)
            echoes.append(await watched("benchmarks.echo_bot", url, messages))
            ours.append(await watched("benchmarks.dabiao_bot", url, messages))
    for name, of in (
        ("answer, median (ms)", lambda s: 1000 * statistics.median(s.answers)),
        ("answer, p95 (ms)", lambda s: 1000 * statistics.quantiles(s.answers, n=20)[-1]),
        ("memory at rest (MiB)", lambda s: s.memory),
        ("start to first poll (s)", lambda s: s.first_poll),
    ):
        pair = [(of(e), of(o)) for e, o in zip(echoes, ours, strict=True)]
        echo, dabiao_ = (statistics.median(values) for values in zip(*pair, strict=True))
        ratio = statistics.median(o / e for e, o in pair)
        print(f"{name}: echo {echo:.1f}, dabiao {dabiao_:.1f}, {ratio:.2f}×", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--messages", type=int, default=60)
    chosen = parser.parse_args()
    asyncio.run(compare(chosen.pairs, chosen.messages))


if __name__ == "__main__":
    main()
