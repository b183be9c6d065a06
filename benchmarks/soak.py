"""A simulated year of a department, or month of a city: is memory flat, are tables bounded, does it drift?

    python -m benchmarks.soak [--months 12]
    python -m benchmarks.soak --city [--departments 60] [--units 300] [--indicators 8479]

The whole bot but for the messenger, on SQLite, with the rehearsal clock: every instant at which something is
due is played, contacts report on the second working day of each month, leads pass what came in, and what is
older than --keep days (30, the least there is) is let go of every night.
"""

import argparse
import asyncio
import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from benchmarks import city
from benchmarks.latency import resident
from bot import app as application
from bot.chat import Message, RawEvent
from bot.clock import standing_clock
from bot.services.slots_due import Schedule
from bot.settings import Settings
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.pipeline.fake_platform import FakePlatform

LEADS = 50_000  # their chats
# What is added each month, by the kind of the indicator.
MONTHLY = ((4000, "件"), (400, "件"), (400, "件"), (700, "件"), (270_000, "平方米"), (18, "件"))
BOUNDED = ("inbox", "outbox", "question", "option", "blob", "dialogue")
GROWING = ("revision", "verdict", "audit", "slot")


@dataclass
class Counting(FakePlatform):
    """Keeps no message, only how many each chat was sent."""

    sent: Counter[str] = field(default_factory=Counter)

    async def send(self, chat: str, message: Message, key: str, native: str | None = None) -> str:
        self.sent[chat] += native is None
        return native or f"n{self.sent.total()}"


@dataclass
class Soak:
    """`people` says who is on Telegram: contacts as the city has them, leads beside them."""

    app: application.App
    size: city.City
    telegram: Counting
    _events: int = 0

    async def day(self, day: date, report: bool) -> None:
        """Everything of one local day."""
        if report:
            await self.app.move_to(self._at(day, 10))
            await self._report(day)
        await self.app.move_to(self._at(day, 23, 50))
        await self.app.cleaning.clean()

    async def _report(self, day: date) -> None:
        month = (day.replace(day=1) - timedelta(days=1)).month
        for unit in range(self.size.units):
            numbers = range(unit, self.size.indicators, self.size.units)
            said = "\n".join(self._typed(i, month) for i in numbers)
            doubts = len(numbers) // len(MONTHLY) + 1 if self.size.months else 0  # asked one by one
            await self._says(city.FIRST_CHAT + unit, said, *["确认"] * (doubts + 1))
            await self._says(LEADS + unit, "全部通过")

    def _typed(self, indicator: int, month: int) -> str:
        unit, number = indicator % self.size.units, indicator // self.size.units
        amount, counter = MONTHLY[number % len(MONTHLY)]
        amount = 700 if self.size.months else amount  # as the city's earlier months go on
        return f"{unit // self.size.departments + 1}-{number + 1:02} {amount * month}{counter}"

    async def _says(self, chat: int, *texts: str) -> None:
        for text in texts:
            self._events += 1
            payload = {"kind": "text", "chat": str(chat), "text": text}
            await self.app.inbox.accept_for(self.telegram)([RawEvent(f"e{self._events}", str(chat), payload)])
        await self.app.inbox.drain()
        await self.app.outbox.drain()

    def _at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), self.app.settings.zone)

    def reports_on(self, day: date) -> bool:
        """The second working day of the month."""
        return day == self.app.calendar.following(day.replace(day=1) - timedelta(days=1), 2)

    def rows(self, table: str) -> int:
        with self.app.engine.connect() as connection:
            return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608

    def say(self, when: str) -> None:
        bounded = " ".join(f"{t} {self.rows(t)}" for t in BOUNDED)
        growing = " ".join(f"{t} {self.rows(t)}" for t in GROWING)
        print(f"{when}: {resident(os.getpid()):.0f} MiB; {bounded}; {growing}", flush=True)

    def drift(self, since: datetime, until: datetime) -> str:
        """Each slot of each department: on record once, and at its own minute."""
        with self.app.reading() as uow, self.app.engine.connect() as connection:
            found = {
                (row.department_id, row.kind, row.at): (row.outcome, row.recorded_at)
                for row in connection.exec_driver_sql("SELECT * FROM slot WHERE at LIKE '%T%'")
            }
            due = {
                (department.id, slot.kind.value, slot.key)
                for department in uow.targets.departments()
                if (schedule := Schedule.load(uow, department, self.app.calendar, until.date()))
                for slot in schedule.between(since, until)
            }
        late = [
            key
            for key, (_, recorded) in found.items()
            if datetime.fromisoformat(str(recorded)).replace(tzinfo=UTC)
            != datetime.fromisoformat(key[2]).replace(tzinfo=self.app.settings.zone)
        ]
        dropped = sum(outcome == "dropped" for outcome, _ in found.values())
        return f"{len(due)} slots due, {len(due & set(found))} played; late {len(late)}, dropped {dropped}"


def opened(url: str, size: city.City, begin: datetime, keep: int) -> Soak:
    size.fill(url)
    engine = make_engine(url)
    with SqlUnitOfWork(engine) as uow:
        for unit in range(size.units):
            chat = str(LEADS + unit)
            uow.people.link_account("telegram", chat, chat, 2 * unit + 2, begin)
        uow.commit()
    engine.dispose()
    telegram, web = Counting(name="telegram"), Counting(name="web")
    application.make_platforms = lambda *_: [telegram, web]  # type: ignore[assignment]
    settings = Settings(_env_file=None, database_url=url, telegram_token=None, keep_days=keep)  # type: ignore[call-arg]
    return Soak(application.build(settings, clock=standing_clock(begin)), size, telegram)


async def run(soak: Soak, begin: datetime, days: int, every: int) -> None:
    first = begin.date()
    soak.say(f"{first}")
    for n in range(1, days + 1):
        day = first + timedelta(days=n)
        await soak.day(day, soak.reports_on(day))
        if n % every == 0:
            soak.say(f"{day}")
    until = datetime.combine(first + timedelta(days=days), time(23, 50))
    print(soak.drift(begin.replace(tzinfo=None), until))
    figures = soak.rows("revision") - soak.size.indicators * soak.size.months
    print(f"figures {figures}, messages {soak.telegram.sent.total()}, set aside {aside(soak)}")


def aside(soak: Soak) -> int:
    with soak.app.reading() as uow:
        return len(uow.inbox.aside())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--keep", type=int, default=30)
    parser.add_argument("--city", action="store_true")
    parser.add_argument("--departments", type=int, default=60)
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--indicators", type=int, default=8479)
    chosen = parser.parse_args()
    zone = Settings(_env_file=None, telegram_token=None).zone  # type: ignore[call-arg]
    size = city.City(departments=1, units=5, indicators=26, months=0, directors=2)
    begin, days, every = datetime(2023, 1, 3, 8, tzinfo=zone), 365 * chosen.months // 12, 30
    if chosen.city:
        size = replace(size, departments=chosen.departments, units=chosen.units, months=5)
        size = replace(size, indicators=chosen.indicators)
        begin, days, every = datetime(2023, 7, 2, 8, tzinfo=zone), 31, 5
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'soak.sqlite'}"
        soak = opened(url, size, begin, chosen.keep)
        asyncio.run(run(soak, begin, days, every))
        soak.app.close()


if __name__ == "__main__":
    main()
