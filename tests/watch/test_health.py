"""Seeing it run: what is stalled is said, what is not is not, and a process past help ends."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.clock import standing_clock
from bot.watch.health import Health, Watch
from bot.watch.last_resort import LastResort
from bot.watch.metrics import exposition
from bot.watch.server import application
from storage.backlog import Backlog, backlog
from tests.office import Office

NOW = datetime(2023, 7, 3, 1, 30, tzinfo=UTC)
NOTHING = Backlog({}, {}, 0, None, None)


@dataclass
class Bot:
    """A pretend bot that is well, unless told otherwise."""

    poll: float | None = 20.0
    tick: float | None = 5.0
    polls: bool = True
    up: float = 4000.0
    store: Backlog | Exception = field(default_factory=lambda: NOTHING)

    @property
    def watch(self) -> Watch:
        def look(_: datetime) -> Backlog:
            if isinstance(self.store, Exception):
                raise self.store
            return self.store

        return Watch(
            standing_clock(NOW),
            look,
            lambda: self.poll,
            lambda: self.tick,
            lambda: self.polls,
            lambda: self.up,
        )

    @property
    def faults(self) -> tuple[str, ...]:
        return self.watch.health().faults


def waiting(event: float | None = None, message: float | None = None) -> Backlog:
    """A store whose oldest event and message are so many seconds old."""
    ages = (None if age is None else NOW - timedelta(seconds=age) for age in (event, message))
    return Backlog({"new": 1}, {"queued": 1}, 0, *ages)


@pytest.mark.parametrize(
    ("bot", "faults"),
    [
        (Bot(), ()),
        (Bot(poll=181), ("poll",)),
        (Bot(poll=None, up=60), ()),  # has just begun
        (Bot(poll=None), ("poll",)),
        (Bot(poll=None, polls=False), ()),  # another process polls, or Telegram is off
        (Bot(tick=181), ("tick",)),
        (Bot(tick=None, up=60), ()),
        (Bot(tick=None), ("tick",)),
        (Bot(store=waiting(event=119, message=599)), ()),
        (Bot(store=waiting(event=121)), ("inbox",)),
        (Bot(store=waiting(message=601)), ("outbox",)),
        (Bot(store=waiting(event=-60)), ()),  # a clock that was set back
        (Bot(store=ConnectionError()), ("database",)),
        (Bot(poll=500, tick=500, store=ConnectionError()), ("database", "poll", "tick")),
    ],
)
def test_what_is_stalled_is_named(bot: Bot, faults: tuple[str, ...]) -> None:
    assert bot.faults == faults


@pytest.mark.parametrize(("bot", "status"), [(Bot(), 200), (Bot(poll=500), 503)])
async def test_health_answers_what_a_load_balancer_understands(bot: Bot, status: int) -> None:
    async with TestClient(TestServer(application(bot.watch))) as client:
        answer = await client.get("/health")
        said = await answer.json()
    assert answer.status == status
    assert (said["ok"], said["stalled"]) == (status == 200, [] if status == 200 else ["poll"])
    assert said["tick_age"] == 5.0


def gauges(health: Health) -> dict[str, float]:
    families = text_string_to_metric_families(exposition(health).decode())
    return {
        s.name + "".join(f"[{v}]" for v in s.labels.values()): s.value for f in families for s in f.samples
    }


def test_prometheus_can_read_the_metrics() -> None:
    found = gauges(Bot(store=waiting(event=7)).watch.health())
    assert found["dabiao_up"] == 1
    assert found["dabiao_inbox_lag_seconds"] == 7
    assert found["dabiao_events[new]"] == 1
    assert found["dabiao_poll_age_seconds"] == 20
    assert gauges(Bot(store=ConnectionError()).watch.health())["dabiao_up"] == 0


async def test_the_store_says_how_much_waits(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    found = backlog(office.app.reader, office.app.clock.now())
    assert (found.events, found.oldest_event) == ({"done": 2}, None)
    assert found.messages["sent"] >= 2
    before = found.figures
    with office.app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE inbox SET state = 'new'")
        connection.exec_driver_sql("UPDATE outbox SET state = 'queued'")
    found = backlog(office.app.reader, office.app.clock.now())
    assert (found.events, found.figures) == ({"new": 2}, before)
    assert found.oldest_event == found.oldest_message == office.app.clock.now()


async def test_an_office_that_has_ticked_is_well(office: Office) -> None:
    async with TestClient(TestServer(application(office.app.watch))) as client:
        await office.app.scheduler.tick()
        answer = await client.get("/health")
        assert answer.status == 200
        text = await (await client.get("/metrics")).text()
        assert "dabiao_tick_age_seconds" in text


def test_a_process_without_a_good_tick_for_long_ends() -> None:
    ended = threading.Event()
    ages = iter([899.0, 901.0])
    watch = LastResort(lambda: next(ages), every=0.01, end=ended.set)
    watch.start()
    assert ended.wait(5)
    assert next(ages, None) is None


def test_a_process_that_ticks_goes_on() -> None:
    looks, ended = threading.Semaphore(0), threading.Event()

    def age() -> float:
        looks.release()
        return 60.0

    watch = LastResort(age, every=0.01, end=ended.set)
    watch.start()
    assert all(looks.acquire(timeout=5) for _ in range(3))
    watch.stop()
    assert not ended.is_set()
