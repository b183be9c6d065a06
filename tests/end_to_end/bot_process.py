"""The bot as its own process, on a store and a pretend Telegram: started, and killed without warning."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

from tests.end_to_end.nursery import ROOT, Born, Nursery
from tests.platforms.telegram.botapi_standin import StandIn

PATIENCE = float(os.environ.get("DABIAO_PATIENCE", 60))  # seconds for anything: the machine may be busy


@dataclass
class BotProcess:
    """`python -m bot run` with the settings of an installation; its log is kept beside the store."""

    url: str
    log: Path
    telegram: StandIn
    clock_start: str = "2023-07-03T09:30:00"
    tick_seconds: str = "20"
    nursery: Nursery | None = None
    process: asyncio.subprocess.Process | Born | None = None

    def environment(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith("DABIAO_")}
        return own | {
            "PYTHONPATH": str(ROOT),
            "DABIAO_DATABASE_URL": self.url,
            "DABIAO_LEASE_SECONDS": "2",
            "DABIAO_TICK_SECONDS": self.tick_seconds,
            "DABIAO_TELEGRAM_TOKEN": self.telegram.token,
            "DABIAO_TELEGRAM_API_URL": self.telegram.url,
            "DABIAO_WEB": "false",
            "DABIAO_CLOCK_START": self.clock_start,
            "DABIAO_LOG_LEVEL": "WARNING",
        }

    async def start(self) -> None:
        """Started and receiving."""
        polls = self.polls()
        await self.spawn()
        await self.telegram.until(lambda: self.polls() > polls, PATIENCE)

    async def spawn(self) -> None:
        """Started; another process may be the one that receives."""
        if self.nursery is not None:
            self.process = await self.nursery.start(self.environment(), self.log)
            return
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                env=self.environment(),
                cwd=self.log.parent,
                stdout=log,
                stderr=log,
            )

    def polls(self) -> int:
        """How often any process has asked for updates."""
        return sum(method == "getUpdates" for method, _ in self.telegram.world.calls)

    async def kill(self) -> "InFlight":
        """SIGKILL; returns what it was in the middle of."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        assert await self.process.wait() == -signal.SIGKILL
        return self.in_flight()

    async def asked_to_stop(self) -> int:
        """SIGTERM, as service managers do; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        assert self.telegram.token not in (self.log.read_text("utf-8") if self.log.exists() else "")

    def in_flight(self) -> "InFlight":
        return InFlight(
            events=self.count("inbox WHERE state = 'new'"),
            messages=self.count("outbox WHERE state = 'sending'"),
            queued=self.count("outbox WHERE state = 'queued' AND platform = 'telegram'"),
        )

    def count(self, rows: str) -> int:
        return int(str(self.rows(f"SELECT count(*) FROM {rows}")[0][0]))  # noqa: S608 - the test's own words

    def rows(self, query: str) -> list[tuple[object, ...]]:
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]


@dataclass(frozen=True)
class InFlight:
    """Events received and not handled, messages being sent, messages waiting to be."""

    events: int
    messages: int
    queued: int
