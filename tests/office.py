"""The pretend office as people use it: they say and press, and read what comes back.

Everything goes the real way: the event is stored, handled by the real dispatcher in one transaction on a real
database, and what is heard is what the outbox sends.
"""

import base64
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.chat import Button, Edited, Message, RawEvent, Source, plain_text
from bot.clock import Clock, standing_clock
from bot.services.queues import QueuedUnitOfWork
from bot.settings import Settings
from seed import demo
from tests.lengths import overlong

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class Heard:
    """A message as the person sees it."""

    key: str
    message: Message

    @property
    def text(self) -> str:
        return plain_text(self.message)

    @property
    def labels(self) -> list[str]:
        return [b.label for row in self.message.buttons for b in row]

    def button(self, label: str) -> Button:
        return next(b for row in self.message.buttons for b in row if b.label == label)


@dataclass
class Office:
    """`says` and `presses` return what the person then hears; `hears` reads without doing anything."""

    app: App
    accounts: dict[str, str]
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _read: dict[str, int] = field(default_factory=dict)

    @classmethod
    def at(
        cls, url: str, when: datetime = demo.START, clock: Clock | None = None, zone: ZoneInfo = ZONE
    ) -> "Office":
        """The office on a store, its clock (unless it is given one) standing at a local time."""
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            database_url=url,
            timezone=zone.key,
            clock_start=when.replace(tzinfo=zone),
            telegram_token=None,
        )
        app = build(settings, demo=True, clock=clock or standing_clock(when.replace(tzinfo=zone)))
        with app.units() as uow:
            people = [p for d in uow.targets.departments() for p in uow.people.in_department(d.id)]
            found = uow.people.accounts([p.id for p in people])
        accounts = {p.name: found[p.id][0].native_id for p in people if p.id in found}
        return cls(app, accounts)

    def closes(self) -> None:
        """At the end of a test: nothing of what was said was longer than it may be on a phone."""
        found = overlong(self.app)
        self.app.close()
        assert not found, "\n\n".join(found)

    # -- people

    async def says(self, who: str, text: str, *, event: str | None = None) -> list[Heard]:
        return await self._does(who, {"kind": "text", "text": text}, event)

    async def presses(
        self, who: str, label: str, *, on: Heard | None = None, event: str | None = None
    ) -> list[Heard]:
        """Press a button by its label: of `on`, or of the newest message that has it."""
        heard = on or next(h for h in reversed(self.all(who)) if label in h.labels)
        return await self.presses_id(who, heard.button(label).id, event=event)

    async def presses_id(self, who: str, option: str, *, event: str | None = None) -> list[Heard]:
        return await self._does(who, {"kind": "choice", "option": option, "message": "m"}, event)

    async def sends(
        self, who: str, name: str, content: bytes, caption: str = "", mime: str = ""
    ) -> list[Heard]:
        payload = {
            "kind": "file",
            "name": name,
            "mime": mime or "application/octet-stream",
            "size": len(content),
            "content": base64.b64encode(content).decode(),
            "caption": caption,
        }
        return await self._does(who, payload, None)

    async def edits(self, who: str, text: str, *, message: str) -> list[Heard]:
        """Change an earlier message, as platforms with editing tell it."""
        account = self.accounts[who]
        self.hears(who)
        edited = Edited(Source("web", account, account), text, message)
        raw = RawEvent(f"edit{next(self._ids)}", account, {"kind": "edited", "id": "x", "account": account})

        def handle(uow: QueuedUnitOfWork) -> None:
            uow.inbox.store("web", "dabiao", [raw], self.app.clock.now())
            event = uow.inbox.waiting(1)[0]
            self.app.inbox.dispatch(uow, event, edited)
            uow.inbox.done([event.id], self.app.clock.now())

        await self.app.transactions.run(handle)
        await self.settle()
        return self.hears(who)

    async def _does(self, who: str, payload: dict[str, Any], event: str | None) -> list[Heard]:
        account = self.accounts.get(who, who)
        self.hears(who)
        native = event or f"e{next(self._ids)}"
        stored = payload | {"id": native, "account": account, "language": None}
        accept = self.app.inbox.accept_for(self.app.platforms["web"])
        await accept([RawEvent(native, account, stored)])
        await self.settle()
        return self.hears(who)

    async def settle(self) -> None:
        """Let everything that is due be handled and sent."""
        await self.app.inbox.drain()
        await self.app.outbox.drain()

    def hears(self, who: str) -> list[Heard]:
        """What has come since the last look, edits included."""
        account = self.accounts.get(who, who)
        entries = self.app.desk.timeline(account, self._read.get(account, 0))
        self._read[account] = max([e.cursor for e in entries], default=self._read.get(account, 0))
        return [Heard(e.id, e.message) for e in entries if e.message is not None]

    def all(self, who: str) -> list[Heard]:
        """The whole conversation as it reads now."""
        account = self.accounts.get(who, who)
        return [Heard(e.id, e.message) for e in self.app.desk.timeline(account, 0) if e.message is not None]

    # -- time

    async def moves_to(self, when: datetime) -> None:
        """Move the clock; what lies between is played in order."""
        await self.app.move_to(when.replace(tzinfo=ZONE))

    def at_time(self, when: datetime) -> None:
        """Set the clock without playing anything."""
        self.app.clock.set(when.replace(tzinfo=ZONE))  # type: ignore[attr-defined]

    # -- the store

    def figures(self, code: str) -> Sequence[tuple[str, str, str]]:
        """(period, value, standing) of every revision of an indicator, oldest first."""
        with self.app.units() as uow:
            department = uow.targets.departments()[0]
            indicator = next(
                i for i in uow.targets.indicators(department.id, demo.YEAR, retired=True) if i.code == code
            )
            found = sorted(uow.reports.revisions([indicator.id]), key=lambda r: (r.period, r.number))
        return [(r.period.key, format(r.value, "f"), r.standing.value) for r in found]
