"""A department's people at one moment: who can be reached, in which language, with what queued."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import Message
from bot.domain.calendar import WorkCalendar
from bot.domain.people import Person
from bot.services.ports import Account, Address, Department, UnitOfWork
from bot.texts.catalogue import Translate, translator
from bot.texts.turning import folded


@dataclass(frozen=True, slots=True)
class Told:
    """How many messages were queued, and for whom there was no way."""

    messages: int = 0
    unreachable: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcomes: Iterable[tuple[Person, bool]]) -> "Told":
        listed = list(outcomes)
        return cls(sum(queued for _, queued in listed), tuple(p.name for p, queued in listed if not queued))


@dataclass(frozen=True)
class Telling:
    """`now` is UTC, `local` the office's naive time; `accounts` are the reachable ones, last used first."""

    uow: UnitOfWork
    department: Department
    people: Sequence[Person]
    accounts: Mapping[int, Account]
    now: datetime
    local: datetime
    zone: ZoneInfo
    calendar: WorkCalendar
    language: str

    @classmethod
    def at(
        cls,
        uow: UnitOfWork,
        department: Department,
        now: datetime,
        zone: ZoneInfo,
        calendar: WorkCalendar,
        language: str,
    ) -> "Telling":
        local = now.astimezone(zone).replace(tzinfo=None)
        uow.people.as_of(local.date())
        people = uow.people.in_department(department.id)
        known = uow.people.accounts([p.id for p in people])
        reachable = {p: next((a for a in found if a.reachable), None) for p, found in known.items()}
        accounts = {p: a for p, a in reachable.items() if a is not None}
        return cls(uow, department, people, accounts, now, local, zone, calendar, language)

    def is_first_today(self, kind: str) -> bool:
        """Whether nothing of this kind was played today; from now on it was."""
        day = self.local.date().isoformat()
        return self.uow.messages.record_slot(self.department.id, kind, day, "played", self.now)

    def translate(self, person: Person) -> Translate:
        account = self.accounts.get(person.id)
        return translator((account and account.language) or self.language)

    def shown_as(self, person: Person, message: Message) -> Message:
        """What is sent of a message at first: its first page, where it is longer than a phone."""
        return folded(self.translate(person), message)

    def tell(
        self, person: Person, message: Message, *, key: str, kind: str, stands: Mapping[str, Any]
    ) -> bool:
        """Queue once per key; False when said already or the person cannot be reached."""
        account = self.accounts.get(person.id)
        if account is None:
            return False
        to = Address(account.platform, account.chat)
        return self.uow.messages.send(
            to,
            self.shown_as(person, message),
            key=key,
            kind=kind,
            at=self.now,
            person_id=person.id,
            stands=stands,
        )

    def tell_group(self, group: Address, message: Message, *, key: str) -> bool:
        shown = folded(translator(self.language), message)
        return self.uow.messages.send(group, shown, key=key, kind="notice", at=self.now)
