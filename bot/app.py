"""build(settings) -> App: the one place that names the concrete store, platforms and clock."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine

from bot.charts.draw import draw
from bot.chat import Platform, SendError
from bot.clock import Clock, RehearsalClock
from bot.desk import StoreDesk, step_target
from bot.domain.calendar import WorkCalendar
from bot.menus import Menus
from bot.parts import (
    CLOCK_NOTE,
    make_clock,
    make_door,
    make_links,
    make_platforms,
    make_telegram,
    offered,
)
from bot.pipeline.cleaning import Cleaning
from bot.pipeline.inbox import Inbox
from bot.pipeline.lease import Lease
from bot.pipeline.outbox import Outbox
from bot.pipeline.pictures import Pictures
from bot.pipeline.scheduler import Scheduler
from bot.pipeline.transactions import Transactions
from bot.platforms.telegram import TelegramChat
from bot.platforms.web.desk import Step
from bot.platforms.web.server import WebChat
from bot.settings import Settings
from bot.texts import errors
from bot.texts.catalogue import translator
from bot.watch import server as watch_server
from bot.watch.health import Watch
from bot.watch.last_resort import LastResort
from bot.workdays import work_calendar
from handlers.dispatch import Dispatcher
from handlers.rounds import Rounds
from seed.demo_script import Scripted
from storage import news
from storage.backlog import backlog
from storage.lease import PostgresLease
from storage.migrate import upgrade
from storage.one_server import one_server
from storage.unit_of_work import SqlUnitOfWork, make_engine

log = logging.getLogger(__name__)


@dataclass
class App:
    """A whole bot: store, loops and platforms. `run` serves until cancelled."""

    settings: Settings
    engine: Engine
    reader: Engine
    clock: Clock
    calendar: WorkCalendar
    transactions: Transactions
    platforms: dict[str, Platform]
    inbox: Inbox
    outbox: Outbox
    scheduler: Scheduler
    cleaning: Cleaning
    rounds: Rounds
    desk: StoreDesk
    links: dict[str, str]  # platform -> deep link with {code}
    lease: Lease | None = None  # where several processes may serve the store
    telegram: TelegramChat | None = None
    script: Sequence[Scripted] = ()
    began: float = field(default_factory=time.monotonic)
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock)

    def units(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine)

    def reading(self) -> SqlUnitOfWork:
        """A unit of work that only reads and holds up no writer."""
        return SqlUnitOfWork(self.reader)

    async def run(self, announce: Callable[[str], None] = lambda address: None) -> None:
        """Serve until cancelled; `announce` is told the page's address once it can be opened.

        Raises AlreadyServed when another process serves the same SQLite file; PostgreSQL takes any number.
        """
        with one_server(self.settings.database_url):
            await self._serve(announce)

    async def _serve(self, announce: Callable[[str], None]) -> None:
        last_resort = LastResort(self._tick_age)
        last_resort.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                self._start_in(tasks, announce)
        finally:
            last_resort.stop()
            self.scheduler.stop()
            if self.telegram is not None:
                await self.telegram.close()

    def _start_in(self, tasks: asyncio.TaskGroup, announce: Callable[[str], None]) -> None:
        tasks.create_task(self.inbox.run())
        if isinstance(web := self.platforms.get("web"), WebChat):
            tasks.create_task(_announce(web, announce))
            tasks.create_task(web.run(self.inbox.accept_for(web)))
        if self.telegram is not None:
            tasks.create_task(self._learn_link(self.telegram))
            if self.telegram.webhook is not None:
                tasks.create_task(self.telegram.run(self.inbox.accept_for(self.telegram)))
        if self.lease is None:
            tasks.create_task(self._alone())
        else:
            tasks.create_task(self.lease.run(self._alone))
            tasks.create_task(news.listen(self.settings.database_url, self._wake))
        if self.settings.health_port is not None:
            watching = watch_server.serve(self.watch, self.settings.health_host, self.settings.health_port)
            tasks.create_task(watching)
        self.scheduler.start()

    def _tick_age(self) -> float:
        """Seconds since the last good tick, or since the beginning."""
        age = self.scheduler.seconds_since_last_good()
        return time.monotonic() - self.began if age is None else age

    @property
    def watch(self) -> Watch:
        """What /health looks at."""
        return Watch(
            clock=self.clock,
            look=lambda now: backlog(self.reader, now),
            poll_age=lambda: self.telegram.poll_age() if self.telegram else None,
            tick_age=self.scheduler.seconds_since_last_good,
            polls=lambda: self.telegram is not None and (self.lease is None or self.lease.held),
            up=lambda: time.monotonic() - self.began,
        )

    async def _alone(self) -> None:
        """What one process does for all of them: send, poll or keep the webhook, keep the menus."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.outbox.run())
            tasks.create_task(self.cleaning.run())
            if self.telegram is not None:
                offers = offered(self.settings)
                menus = Menus(self.telegram, self.transactions, offers, self.settings.language)
                tasks.create_task(menus.run())
                if self.telegram.webhook is None:
                    tasks.create_task(self.telegram.run(self.inbox.accept_for(self.telegram)))
                else:
                    tasks.create_task(self.telegram.keep_webhook())

    def _wake(self) -> None:
        """Some process committed something to handle, send or show."""
        self.inbox.wake()
        self.outbox.wake()
        if isinstance(web := self.platforms.get("web"), WebChat):
            web.wake()

    async def _learn_link(self, telegram: TelegramChat) -> None:
        """Learn the bot's name for deep links."""
        while True:
            try:
                self.links["telegram"] = f"https://t.me/{await telegram.identify()}?start={{code}}"
                break
            except SendError:
                await asyncio.sleep(IDENTIFY_SECONDS)

    def close(self) -> None:
        self.transactions.close()
        self.engine.dispose()
        self.reader.dispose()

    # -- rehearsal

    async def move(self, step: Step) -> None:
        """Move the rehearsal clock; what lies between is played in order."""
        async with self._moving:
            now = self.clock.now().astimezone(self.settings.zone)
            following = self.next_instant()
            target = step_target(step, now, lambda d: self.calendar.is_working(d.date()), following)
            await self.move_to(target)

    async def move_to(self, target: datetime) -> None:
        """Play every instant up to the target, then stand there."""
        if not isinstance(self.clock, RehearsalClock):
            raise TypeError("only a rehearsal clock can be moved")
        while (instant := await asyncio.to_thread(self._next_moment)) and instant <= target:
            await self._stand_at(self.clock, instant)
        await self._stand_at(self.clock, target)

    def _next_moment(self) -> datetime | None:
        """The next moment at which the clock or a colleague of the rehearsal does something."""
        colleagues = (s.at for s in self.script if s.at > self.clock.now())
        return min((m for m in (self.next_instant(), *colleagues) if m), default=None)

    async def _stand_at(self, clock: RehearsalClock, moment: datetime) -> None:
        clock.set(moment)
        await self.transactions.run(lambda uow: uow.messages.set_note(CLOCK_NOTE, moment.isoformat()))
        await self._colleagues_act(moment)
        await self.scheduler.tick()
        await self.inbox.drain()
        await self.outbox.drain()

    async def _colleagues_act(self, now: datetime) -> None:
        """What the rehearsal's colleagues say by now; saying it again is the same event."""
        due = [s.event for s in self.script if s.at <= now]
        if due:
            await self.inbox.accept_for(self.platforms["web"])(due)
            await self.inbox.drain()

    def next_instant(self) -> datetime | None:
        """The next moment (local) at which something is due in some department."""
        with self.reading() as uow:
            return self.rounds.next_instant(uow, self.clock.now())


async def _announce(web: WebChat, announce: Callable[[str], None]) -> None:
    await web.started.wait()
    announce(web.url)


IDENTIFY_SECONDS = 10
POSTGRES_WRITERS = 4
TOGETHER = 50  # events in one transaction: a commit costs more than handling one, and nobody waits long


def build(settings: Settings, *, demo: bool = False, clock: Clock | None = None) -> App:
    """Everything wired together; the store is created or upgraded."""
    upgrade(settings.database_url)
    engine = make_engine(settings.database_url)
    reader = make_engine(settings.database_url, reading=True)
    clock = clock or make_clock(settings, engine)
    calendar = work_calendar()
    shared = engine.dialect.name == "postgresql"
    transactions = Transactions(lambda: SqlUnitOfWork(engine), POSTGRES_WRITERS if shared else 1)
    rounds = Rounds(settings.zone, calendar, settings.language, clock)
    desk = make_desk(settings, reader, clock)
    telegram = make_telegram(settings)
    door = None if demo else make_door(settings, transactions, reader, clock)
    platforms = {p.name: p for p in make_platforms(settings, desk, door, telegram)}
    links = {} if demo else make_links(settings)
    dispatcher = make_dispatcher(settings, platforms, clock, calendar, links)
    outbox = Outbox(
        transactions, platforms, rounds.refresh, clock, Pictures(transactions, draw), rounds.put_off
    )
    inbox = make_inbox(settings, transactions, platforms, dispatcher, clock, outbox.wake)
    inbox.together = 1 if shared else TOGETHER
    app = App(
        settings=settings,
        engine=engine,
        reader=reader,
        clock=clock,
        calendar=calendar,
        transactions=transactions,
        platforms=platforms,
        inbox=inbox,
        outbox=outbox,
        scheduler=Scheduler(transactions, rounds, clock, settings.tick_seconds, outbox.wake),
        cleaning=Cleaning(transactions, clock, timedelta(days=settings.keep_days)),
        rounds=rounds,
        desk=desk,
        links=links,
        lease=Lease(PostgresLease(engine, "duties"), settings.lease_seconds) if shared else None,
        telegram=telegram,
    )
    desk.next_event, desk.move_ = app.next_instant, app.move
    if door is not None:
        door.said = outbox.wake
    return app


def make_inbox(
    settings: Settings,
    transactions: Transactions,
    platforms: Mapping[str, Platform],
    dispatcher: Dispatcher,
    clock: Clock,
    handled: Callable[[], None],
) -> Inbox:
    apology = partial(errors.apology, translator(settings.language))
    limit = settings.file_limit_mb * 1024 * 1024
    return Inbox(transactions, platforms, dispatcher, apology, clock, limit, handled)


def make_desk(settings: Settings, reader: Engine, clock: Clock) -> StoreDesk:
    """What the web chat's page shows, read from the store."""
    return StoreDesk(
        reader,
        lambda: SqlUnitOfWork(reader),
        clock,
        settings.zone,
        offered(settings),
        settings.language,
        isinstance(clock, RehearsalClock),
    )


def make_dispatcher(
    settings: Settings,
    platforms: Mapping[str, Platform],
    clock: Clock,
    calendar: WorkCalendar,
    links: Mapping[str, str],
) -> Dispatcher:
    return Dispatcher(
        offered(settings),
        clock,
        settings.zone,
        calendar,
        settings.language,
        links=links,
        public=frozenset(p.name for p in platforms.values() if p.capabilities.public),
        signs_in=frozenset(p.name for p in platforms.values() if p.capabilities.signs_in),
        file_limit=settings.file_limit_mb * 1024 * 1024,
        buttonless=frozenset(p.name for p in platforms.values() if not p.capabilities.buttons),
        invite_days=settings.invite_days,
        groups=settings.telegram_groups,
    )
