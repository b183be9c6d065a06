"""What became of reminders and digests; whom the next reminder would reach. Imports the domain and ports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkCalendar
from bot.domain.ladder import steps_on
from bot.domain.people import Role
from bot.services.ports import Delivery, Department, UnitOfWork
from bot.services.remind_missing import Reminder, reminders
from bot.services.scope import current_ledger, months_of, open_items, own
from bot.services.slots_due import LOOK_AHEAD, Schedule, Slot, SlotKind

KINDS = (*(kind.value for kind in SlotKind), "nudge")
LOOK_BACK = timedelta(days=14)


class Fate(StrEnum):
    """What became of a message, 已送达 to 结果未知; or there was no way to the person."""

    SENT = "sent"
    QUEUED = "queued"
    DROPPED = "dropped"
    DEAD = "dead"
    PERHAPS = "perhaps"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class SlotDeliveries:
    """One occasion: `kind` is remind, digest, preview or nudge, `at` its local moment (a nudge's day)."""

    kind: str
    at: datetime
    people: Mapping[Fate, tuple[str, ...]]


def deliveries(uow: UnitOfWork, department: Department, now: datetime) -> tuple[SlotDeliveries, ...]:
    """The occasions of the last fortnight, the newest first."""
    found: dict[tuple[str, str], dict[str, Fate]] = {}
    for one in uow.messages.deliveries(department.id, now - LOOK_BACK):
        if one.key.partition(":")[0] in KINDS:
            found.setdefault(_occasion(one), {})[one.person] = _fate(one.state)
    for kind, slot, names in uow.messages.unreachable(department.id, now - LOOK_BACK):
        found.setdefault((kind, slot), {}).update(dict.fromkeys(names, Fate.UNREACHABLE))
    listed = [
        SlotDeliveries(kind, datetime.fromisoformat(at), _by_fate(of)) for (kind, at), of in found.items()
    ]
    return tuple(sorted(listed, key=lambda s: s.at, reverse=True))


def _occasion(one: Delivery) -> tuple[str, str]:
    """(remind, 2023-07-06T14:30) of the key remind:2023-07-06T14:30:12; a nudge's ends with its day."""
    kind, _, rest = one.key.partition(":")
    return kind, (rest.partition(":")[2] if kind == "nudge" else rest.rpartition(":")[0])


def _fate(state: str) -> Fate:
    return Fate.QUEUED if state == "sending" else Fate(state)


def _by_fate(people: Mapping[str, Fate]) -> Mapping[Fate, tuple[str, ...]]:
    return {fate: names for fate in Fate if (names := tuple(n for n, f in people.items() if f is fate))}


# ---------------------------------------------------------------- the next reminder


@dataclass(frozen=True)
class NextReminder:
    """Whom the slot would reach as things stand.

    Contacts it would not reach: `done` have nothing open; `not_now` have, but this step is not for them.
    """

    slot: Slot
    found: tuple[Reminder, ...]
    done: tuple[str, ...]
    not_now: tuple[str, ...]


def next_reminder(
    uow: UnitOfWork, department: Department, calendar: WorkCalendar, local: datetime
) -> NextReminder | None:
    """None where no reminder lies ahead. `local` is the office's naive time."""
    schedule = Schedule.load(uow, department, calendar, local.date())
    if schedule is None:
        return None
    ahead = schedule.between(local, local + timedelta(days=LOOK_AHEAD))
    slot = next((s for s in ahead if s.kind is SlotKind.REMIND), None)
    if slot is None:
        return None
    ledger, people = current_ledger(uow, department, slot.at.date()), uow.people.in_department(department.id)
    due = steps_on(slot.at.date(), calendar, department.settings, months_of(ledger))
    steps = [step for step in due if step.at == slot.at]
    again = slot.at.time() == department.settings.open_at
    found = reminders(ledger, people, steps, calendar, slot.at, asks_again=again)
    told = {r.person.id for r in found}
    others = [p for p in people if p.has(Role.CONTACT) and p.active and p.id not in told]
    has_open = {p.id for p in others if open_items(ledger, own(ledger, p), calendar, slot.at)}
    return NextReminder(
        slot,
        found,
        tuple(p.name for p in others if p.id not in has_open),
        tuple(p.name for p in others if p.id in has_open),
    )
