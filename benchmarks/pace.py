"""10,000 digests under Telegram's limits on a clock that is told, while people go on asking.

python -m benchmarks.pace [--digests 10000] [--questions 200]
"""

import argparse
import asyncio
import random
import statistics
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.chat import SlowDown, say
from bot.platforms.telegram.render import CAPABILITIES
from bot.services.ports import Address
from storage.migrate import upgrade
from tests.pipeline.bench import Bench
from tests.pipeline.fake_platform import FakePlatform, FakeTime

LIMIT = 30  # messages a second in all, as Telegram says; we allow ourselves fewer


@dataclass
class Strict(FakePlatform):
    """Answers 429 to whatever goes beyond Telegram's own limits: 30 in any second, and one a second in a chat
    beyond a burst of a few."""

    moments: list[float] = field(default_factory=list)
    refused: int = 0
    chats: Counter[str] = field(default_factory=Counter)

    async def send(self, chat: str, *args: object, **more: object) -> str:
        now = self.time.now
        recent = [m for m in self.moments[-LIMIT:] if m > now - 1]
        if len(recent) >= LIMIT:
            self.refused += 1
            raise SlowDown(1.0, everyone=True)
        self.moments.append(now)
        return await super().send(chat, *args, **more)  # type: ignore[arg-type]


async def run(digests: int, questions: int) -> None:
    time = FakeTime()
    platform = Strict(capabilities=CAPABILITIES, time=time)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'pace.sqlite'}"
        upgrade(url)
        bench = Bench.at(url, platform)
        for n in range(digests):
            bench.send(Address("fake", f"d{n}"), say("digest"), f"digest:{n}", "digest")
        waits = await send_all(bench, digests, questions)
        bench.close()
    took = platform.moments[-1] - platform.moments[0]
    rate, allowed = len(platform.moments) / took, CAPABILITIES.per_second or 0
    print(f"{digests} digests, {questions} replies in {took:.1f} simulated s; 429: {platform.refused}")
    print(f"rate {rate:.2f}/s, {rate / allowed:.1%} of the {allowed:.0f}/s allowed")
    print(f"a reply waited {statistics.median(waits):.2f} s (median), {max(waits):.2f} s (longest)")


async def send_all(bench: Bench, digests: int, questions: int) -> list[float]:
    """Send until nothing is left; a question is answered now and then. How long each answer waited, in s."""
    moments = random.Random(1)  # noqa: S311 - the same in every run
    span = digests / (CAPABILITIES.per_second or 1)
    asked = sorted(moments.uniform(0, span) for _ in range(questions))
    outbox, time = bench.outbox(), bench.platform.time
    begun, due, left = time.now, dict[str, float](), list(asked)
    while True:
        while left and begun + left[0] <= time.now:
            at = left.pop(0)
            key = f"reply:{len(due) + 1}:1"
            due[key] = begun + at
            bench.send(Address("fake", f"q{len(due)}"), say(key), key, "reply")
        if not await outbox.step() and not left:
            break
    arrived = {d.text: d.at for d in bench.platform.delivered}
    return [arrived[key] - at for key, at in due.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digests", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=200)
    chosen = parser.parse_args()
    asyncio.run(run(chosen.digests, chosen.questions))


if __name__ == "__main__":
    main()
