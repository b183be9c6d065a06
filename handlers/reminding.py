"""The ladder's slots: one message per person and slot, and the look at it again just before it leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.chat import Message
from bot.domain.ladder import Step, StepKind, steps_on
from bot.domain.people import Person, Role
from bot.services.ledger import Ledger
from bot.services.queues import StoredMessage
from bot.services.remind_missing import Reminder, reminders, steps_at
from bot.services.scope import current_year, months_of
from bot.services.slots_due import Slot
from bot.texts import remind as texts
from bot.texts.catalogue import translator
from handlers.audience import Telling

REMIND = "remind"


def play(telling: Telling, slots: Sequence[Slot]) -> int:
    """Queue the reminders of these slots of one day, one per person; returns how many."""
    moments = [slot.at for slot in slots]
    ledger = _ledger(telling)
    steps = _steps(telling, ledger, moments)
    found = reminders(ledger, telling.people, steps, telling.calendar, moments[-1])
    told = [_tell(telling, ledger, r, moments, slots[-1].key) for r in found]
    _tell_groups(telling, ledger, steps, slots[-1].key)
    return sum(told)


def _ledger(telling: Telling, units: frozenset[int] | None = None) -> Ledger:
    year = current_year(telling.uow, telling.department, telling.local.date())
    return Ledger.load(telling.uow, telling.department, year, units)


def _steps(telling: Telling, ledger: Ledger, moments: Sequence[datetime]) -> tuple[Step, ...]:
    day = moments[-1].date()
    return steps_at(steps_on(day, telling.calendar, telling.department.settings, months_of(ledger)), moments)


def _tell(
    telling: Telling, ledger: Ledger, reminder: Reminder, moments: Sequence[datetime], slot: str
) -> bool:
    person = reminder.person
    message = texts.reminder(telling.translate(person), reminder, ledger)
    key = f"{REMIND}:{slot}:{person.id}"
    return _queue(telling, reminder, message, key, moments)


def _queue(
    telling: Telling, reminder: Reminder, message: Message, key: str, moments: Sequence[datetime]
) -> bool:
    person = reminder.person
    stands = {
        "kind": REMIND,
        "department": telling.department.id,
        "moments": [m.isoformat(timespec="minutes") for m in moments],
    }
    queued = telling.tell(person, message, key=key, kind="notice", stands=stands)
    if queued and reminder.items:
        items = [(i.indicator.id, i.period) for i in reminder.items]
        telling.uow.messages.set_listing(person.id, items, telling.now)
    return queued


def refresh(telling: Telling, stored: StoredMessage, stands: Any) -> Message | None:
    """The message if it still says what is so; else None, and how it reads by now is queued in its place."""
    person = next((p for p in telling.people if p.id == stored.person_id), None)
    if person is None:
        return None
    moments = [datetime.fromisoformat(m) for m in stands["moments"]]
    ledger = _ledger(telling, _units_of(person))
    steps = _steps(telling, ledger, moments)
    found = reminders(ledger, telling.people, steps, telling.calendar, moments[-1], only=[person.id])
    if not found:
        return None
    message = texts.reminder(telling.translate(person), found[0], ledger)
    if message.blocks == stored.message.blocks:
        return stored.message
    _queue(telling, found[0], message, f"{stored.key}'", moments)
    return None


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
