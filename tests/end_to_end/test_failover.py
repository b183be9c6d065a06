"""PostgreSQL crashes and comes back while people report: nothing is lost, nothing is stored twice.

DABIAO_RESTARTS says how often (twice unless told otherwise). With `-o log_cli=true --log-cli-level=INFO`
the run tells its figures.
"""

import asyncio
import logging
import os
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.end_to_end.bot_process import PATIENCE, BotProcess
from tests.end_to_end.contacts import FIGURES
from tests.end_to_end.test_killed import Running, at_telegram, everything_once, finish
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import pretend_office

log = logging.getLogger(__name__)

RESTARTS = int(os.environ.get("DABIAO_RESTARTS", 2))
STEPS = 5
pytestmark = pytest.mark.postgresql


@pytest.fixture
def cluster() -> Iterator[postgres.Cluster]:
    """A server that keeps what it said it had committed, crash or not."""
    if (programs := postgres.binaries()) is None:
        pytest.skip(postgres.MISSING)
    folder = Path(tempfile.mkdtemp(prefix="dabiao-pg-"))
    made = postgres.Cluster(programs, folder, ("fsync=off", "autovacuum=off"))
    try:
        with made.running():
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def running(cluster: postgres.Cluster, tmp_path: Path) -> AsyncIterator[Running]:
    url = cluster.url.render_as_string()
    await asyncio.to_thread(pretend_office, url)
    async with StandIn() as telegram:
        bot = BotProcess(url, tmp_path / "log", telegram, tick_seconds="2")
        asks = RESTARTS * STEPS * 2 // len(FIGURES)
        yield at_telegram(telegram, url, [bot], asks, RESTARTS)
        await bot.stop()


async def test_a_database_that_crashes_under_load_costs_nobody_a_figure(
    running: Running, cluster: postgres.Cluster
) -> None:
    random_ = random.Random(20230703)  # noqa: S311 - moments to crash at, the same in every run
    await running.bot.start()
    await running.telegram.until(running.reminders, PATIENCE)  # the first crash falls into the others' way
    work = [asyncio.create_task(c.work()) for c in running.contacts]
    for n in range(RESTARTS):
        running.release(STEPS)
        await asyncio.sleep(random_.uniform(0.0, 1.0) if n else 0)
        await asyncio.to_thread(cluster.stop, "immediate")
        running.release(STEPS)
        await asyncio.sleep(random_.uniform(0.0, 3.0))
        await asyncio.to_thread(cluster.start)
    await finish(running, work)

    everything_once(running)
    extra = running.sends() - running.shown()
    log.info(
        "%d crashes, %d events; %d messages shown twice",
        *(RESTARTS, sum(c.did for c in running.contacts), sum(extra.values())),
    )
    assert sum(extra.values()) <= RESTARTS * len(running.contacts)  # what was on its way, if anything
    assert "Traceback" not in running.bot.log.read_text("utf-8")
    assert running.bot.process is not None
    assert running.bot.process.returncode is None  # the process that was there all the time
