"""The ladder's slots: one message per person and slot, and the look at it again just before it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.chat import Message
from bot.domain.ladder import Step, StepKind, steps_on
from bot.domain.people import Person, Role
from bot.services.ledger import Ledger
from bot.services.queues import StoredMessage
from bot.services.remind_missing import Reminder, reminders
from bot.services.scope import current_year, months_of
from bot.services.slots_due import Slot
from bot.texts import remind as texts
from bot.texts.catalogue import translator
from handlers.audience import Telling, Told

REMIND = "remind"
ASK_AGAIN = "set-aside"


@dataclass(frozen=True)
class Occasion:
    """Why reminders go out on a day: the kinds of step, and whether what was set aside is asked for again."""

    day: date
    kinds: tuple[StepKind, ...]
    asks_again: bool

    def to_json(self) -> Mapping[str, Any]:
        return {"day": self.day.isoformat(), "steps": [k.value for k in self.kinds], "again": self.asks_again}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Occasion":
        kinds = tuple(StepKind(k) for k in value["steps"])
        return cls(date.fromisoformat(value["day"]), kinds, value["again"])

    def steps(self, telling: Telling, ledger: Ledger) -> tuple[Step, ...]:
        found = steps_on(self.day, telling.calendar, telling.department.settings, months_of(ledger))
        return tuple(s for s in found if s.kind in self.kinds)


def play(telling: Telling, slots: Sequence[Slot]) -> Told:
    """Queue the reminders of these slots of one day, one per person."""
    ledger = _ledger(telling)
    occasion = _occasion(telling, ledger, slots)
    steps = occasion.steps(telling, ledger)
    found = reminders(
        ledger, telling.people, steps, telling.calendar, slots[-1].at, asks_again=occasion.asks_again
    )
    told = Told.of((r.person, _tell(telling, ledger, r, occasion, slots[-1].key)) for r in found)
    _tell_groups(telling, ledger, steps, slots[-1].key)
    return told


def _occasion(telling: Telling, ledger: Ledger, slots: Sequence[Slot]) -> Occasion:
    """What of these slots was not played today yet: times may have been changed since it was."""
    moments = [slot.at for slot in slots]
    day, settings = moments[-1].date(), telling.department.settings
    due = (s for s in steps_on(day, telling.calendar, settings, months_of(ledger)) if s.at in moments)
    kinds = tuple(s.kind for s in due if telling.is_first_today(s.kind.value))
    opening = any(m.time() == settings.open_at for m in moments)
    return Occasion(day, kinds, opening and telling.is_first_today(ASK_AGAIN))


def _ledger(telling: Telling, units: frozenset[int] | None = None) -> Ledger:
    year = current_year(telling.uow, telling.department, telling.local.date())
    return Ledger.load(telling.uow, telling.department, year, units)


def _tell(telling: Telling, ledger: Ledger, reminder: Reminder, occasion: Occasion, slot: str) -> bool:
    message = texts.reminder(telling.translate(reminder.person), reminder, ledger, slot)
    stands = {"kind": REMIND, "department": telling.department.id, "slot": slot, **occasion.to_json()}
    return _queue(telling, reminder, message, f"{REMIND}:{slot}:{reminder.person.id}", stands)


def _queue(
    telling: Telling, reminder: Reminder, message: Message, key: str, stands: Mapping[str, Any]
) -> bool:
    person = reminder.person
    queued = telling.tell(person, message, key=key, kind="notice", stands=stands)
    if queued and reminder.numbered:
        items = [(i.indicator.id, i.period) for i in reminder.numbered]
        telling.uow.messages.set_listing(person.id, items, telling.now)
    return queued


def refresh(telling: Telling, stored: StoredMessage, stands: Any) -> Message | None:
    """The message if it still says what is so; else None, and how it reads by now is queued in its place."""
    person = next((p for p in telling.people if p.id == stored.person_id), None)
    reminder = _reminder_now(telling, person, Occasion.from_json(stands)) if person else None
    if person is None or reminder is None:
        return None
    message = texts.reminder(telling.translate(person), *reminder, stands.get("slot", stands["day"]))
    if telling.shown_as(person, message).blocks == stored.message.blocks:
        return stored.message
    _queue(telling, reminder[0], message, f"{stored.key}'", stands)
    return None


def _reminder_now(telling: Telling, person: Person, occasion: Occasion) -> tuple[Reminder, Ledger] | None:
    ledger = _ledger(telling, _units_of(person))
    found = reminders(
        ledger,
        telling.people,
        occasion.steps(telling, ledger),
        telling.calendar,
        telling.local,
        asks_again=occasion.asks_again,
        only=[person.id],
    )
    return (found[0], ledger) if found else None


def _units_of(person: Person) -> frozenset[int] | None:
    """The units a reminder to the person can be about; None is all of them."""
    return None if person.is_admin else person.units(Role.CONTACT, Role.LEAD)


# ---------------------------------------------------------------- groups


def _tell_groups(telling: Telling, ledger: Ledger, steps: Sequence[Step], slot: str) -> None:
    """A unit's bound group hears of the opening, once."""
    opening = next((s for s in steps if s.kind is StepKind.OPEN), None)
    if opening is None:
        return
    missing = ledger.missing(opening.window.end, telling.local.date())
    for unit in telling.uow.targets.units(telling.department.id):
        items = [i for i in missing if i.indicator.unit_id == unit.id]
        if unit.group and items:
            message = texts.opening_for_group(translator(telling.language), opening, unit.name, items)
            telling.tell_group(unit.group, message, key=f"{REMIND}:{slot}:group:{unit.id}")
