"""What the web chat's page shows, over the store's own rows: implements bot.platforms.web.desk.Desk."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.chat import Attachment, Choice, Edited, File, Text
from bot.clock import Clock
from bot.domain.people import Person
from bot.platforms.web import events
from bot.platforms.web.desk import ClockView, Entry, Persona, Step
from bot.services.ports import Account, UnitOfWork
from bot.texts import page
from bot.texts.catalogue import translator
from bot.texts.help import name_of
from bot.texts.people import posts
from handlers.command import Doings
from storage import timeline
from storage.timeline import Said

WEB = events.PLATFORM


@dataclass
class StoreDesk:
    """Reads in transactions of its own; the only thing it keeps is what each page has seen."""

    engine: Engine
    units: Callable[[], UnitOfWork]
    clock_: Clock
    zone: ZoneInfo
    doings: Doings
    language: str
    rehearsal: bool = False
    next_event: Callable[[], datetime | None] = lambda: None
    move_: Callable[[Step], Awaitable[None]] | None = None
    _seen: dict[str, int] = field(default_factory=dict)

    def personas(self) -> Sequence[Persona]:
        with self.units() as uow, self.engine.connect() as db:
            found = []
            for department in uow.targets.departments():
                units = uow.targets.units(department.id)
                for person in uow.people.in_department(department.id):
                    if account := self._web_account(uow, person):
                        post = posts(translator(self.language), person, units)
                        unread = timeline.unread(db, WEB, account.chat, self._seen.get(account.chat, 0))
                        found.append(Persona(account.native_id, person.name, post, unread))
            return found

    def persona(self, account: str) -> Persona | None:
        with self.units() as uow:
            known = uow.people.account(WEB, account)
            person = uow.people.person(known.person_id) if known else None
            if person is None or not person.active:
                return None
            units = uow.targets.units(person.department_id)
            return Persona(account, person.name, posts(translator(self.language), person, units))

    def _web_account(self, uow: UnitOfWork, person: Person) -> Account | None:
        accounts = uow.people.accounts([person.id]).get(person.id, ())
        return next((a for a in accounts if a.platform == WEB), None)

    def timeline(self, account: str, after: int) -> Sequence[Entry]:
        self._seen[account] = max(after, self._seen.get(account, 0))
        with self.engine.connect() as db:
            said = timeline.timeline(db, WEB, account, after)
        entries = (self._entry(line) for line in said)
        return [e for e in entries if e is not None]

    def _entry(self, line: Said) -> Entry | None:
        at = line.at.astimezone(self.zone)
        if line.message is not None:
            return Entry(line.key, line.mark, True, at, line.message)
        match events.parse(line.payload) if line.payload else None:  # words that were let go of
            case Text(text=text) | Edited(text=text):
                return Entry(line.key, line.mark, False, at, text=text)
            case File(name=name, mime=mime, caption=caption):
                file = Attachment(name, mime, None, line.blob)
                return Entry(line.key, line.mark, False, at, text=caption or name, file=file)
            case Choice() | None:
                return None  # what was pressed is shown on the message that asked
            case _:
                return None

    def attachment(self, account: str, blob: str) -> Attachment | None:
        with self.engine.connect() as db:
            return timeline.file(db, blob) if timeline.owns(db, WEB, account, blob) else None

    def commands(self, account: str) -> Sequence[tuple[str, str]]:
        t = translator(self.language)
        with self.units() as uow:
            uow.people.as_of(self.clock_.now().astimezone(self.zone).date())
            known = uow.people.account(WEB, account)
            if known is None:
                return []
            person = uow.people.person(known.person_id)
        return [(name_of(t, c), t(c.summary)) for c in self.doings.for_person(person)]

    def clock(self) -> ClockView:
        t = translator(self.language)
        with self.units() as uow:
            pretend = any(d.pretend for d in uow.targets.departments())
        following = self.next_event() if self.rehearsal else None
        return ClockView(
            now=self.clock_.now().astimezone(self.zone),
            rehearsal=self.rehearsal,
            pretend=page.pretend(t) if pretend else "",
            next_event=page.next_event(t, following.astimezone(self.zone)) if following else "",
        )

    async def move(self, step: Step) -> None:
        if self.move_ is not None:
            await self.move_(step)

    def words(self, language: str | None) -> Mapping[str, str]:
        return page.words(translator(language or self.language))


def step_target(
    step: Step, now: datetime, is_working: Callable[[datetime], bool], following: datetime | None
) -> datetime:
    """Where a step of the rehearsal clock leads, in local time.

    An hour on; the next event; 09:00 of the next working day; 08:30 of the next Monday, when digests come.
    """
    if step == "hour":
        return now + timedelta(hours=1)
    if step == "event":
        return following or now + timedelta(hours=1)
    day = now + timedelta(days=1)
    while not is_working(day) if step == "working-day" else day.weekday() != 0:
        day += timedelta(days=1)
    hour, minute = (9, 0) if step == "working-day" else (8, 30)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)
