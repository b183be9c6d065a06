"""What the clock says: which slots are due in which department; rows decide that nothing is said twice."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import Message
from bot.clock import Clock
from bot.domain.calendar import WorkCalendar
from bot.services.ports import Department
from bot.services.queues import QueuedUnitOfWork, StoredMessage
from bot.services.slots_due import Schedule, Slot, SlotKind
from handlers import again, digest, nudge, orphans, quiet, reminding, round_clock
from handlers.audience import Telling, Told

log = logging.getLogger(__name__)

Refresh = Callable[[Telling, StoredMessage, Any], Message | None]
REFRESH: Mapping[str, Refresh] = {
    reminding.REMIND: reminding.refresh,
    digest.DIGEST: digest.refresh,
    nudge.NUDGE: nudge.refresh,
    round_clock.ROUND: round_clock.refresh,
    again.AGAIN: again.refresh,
    orphans.ORPHANS: orphans.refresh,
}
"""By the kind of the reason: how a message reads by now, or None when the reason has gone."""
PLAYED: Mapping[SlotKind, Callable[[Telling, Slot], Told]] = {
    SlotKind.DIGEST: digest.play,
    SlotKind.PREVIEW: digest.play,
    SlotKind.ORPHANS: orphans.play,
    SlotKind.ROUND: round_clock.play,
}
"""What is played slot by slot; the reminders of one moment are played together."""
LONGEST_LOOK_BACK = timedelta(days=60)
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Rounds:
    """Called by the scheduler in a transaction for each department; playing a slot twice changes nothing."""

    zone: ZoneInfo
    calendar: WorkCalendar
    language: str
    clock: Clock

    def parts(self, uow: QueuedUnitOfWork) -> Sequence[int]:
        """The departments."""
        return [d.id for d in uow.targets.departments()]

    def play(self, uow: QueuedUnitOfWork, part: int, now: datetime) -> None:
        """Play what is due in a department."""
        department = uow.targets.department(part)
        uow.one_at_a_time(department.id)
        local = self._local(now)
        schedule = Schedule.load(uow, department, self.calendar, local.date())
        if schedule is None:
            return
        since = self._since(uow, department, local)
        slots = schedule.between(since, local)
        fresh = [s for s in slots if s.at.date() == local.date() and schedule.may_send(local)]
        for slot in slots:
            if slot not in fresh:
                self._drop(uow, department, slot, now)
        self._play(uow, department, [s for s in fresh if _record(uow, department, s, "played", now)], now)
        if slots or not timedelta(0) <= local - since < NOTED_EVERY:
            uow.messages.set_note(_note(department), local.isoformat())

    def _since(self, uow: QueuedUnitOfWork, department: Department, local: datetime) -> datetime:
        """Up to when the rounds were made; in a new department since the beginning of the day."""
        noted = uow.messages.note(_note(department))
        if noted is None:
            return datetime.combine(local.date(), time())
        return max(datetime.fromisoformat(noted), local - LONGEST_LOOK_BACK)

    def _drop(self, uow: QueuedUnitOfWork, department: Department, slot: Slot, now: datetime) -> None:
        """Missed and no longer the same working day: said nowhere, but on record."""
        if not _record(uow, department, slot, "dropped", now):
            return
        log.warning("missed: %s of %s in department %s", slot.kind, slot.key, department.id)
        uow.messages.audit(
            "slot-dropped", person_id=None, at=now, department=department.id, kind=slot.kind, slot=slot.key
        )

    def _play(self, uow: QueuedUnitOfWork, department: Department, slots: list[Slot], now: datetime) -> None:
        if not slots:
            return
        telling = self._telling(uow, department, now)
        for slot in slots:
            if slot.kind in PLAYED:
                self._audit(telling, slot, PLAYED[slot.kind](telling, slot))
        if steps := [s for s in slots if s.kind is SlotKind.REMIND]:
            self._audit(telling, steps[-1], reminding.play(telling, steps))

    def _audit(self, telling: Telling, slot: Slot, told: Told) -> None:
        telling.uow.messages.audit(
            "slot-played",
            person_id=None,
            at=telling.now,
            department=telling.department.id,
            kind=slot.kind,
            slot=slot.key,
            messages=told.messages,
            unreachable=list(told.unreachable),
        )

    # -- just before sending

    def refresh(self, uow: QueuedUnitOfWork, stored: StoredMessage) -> Message | None:
        """The message as it reads by now; None when its reason, its day or the office hours have gone."""
        stands = stored.stands or {}
        reads_by_now = REFRESH.get(stands.get("kind", ""))
        if reads_by_now is None:
            return stored.message
        now = self.clock.now()
        department = uow.targets.department(stands["department"])
        local = self._local(now)
        schedule = Schedule.load(uow, department, self.calendar, local.date())
        if schedule is None or self._day_of(stored) != local.date() or not schedule.may_send(local):
            log.warning("not sent any more: %s", stored.key)
            return None
        return reads_by_now(self._telling(uow, department, now), stored, stands)

    def _day_of(self, stored: StoredMessage) -> date:
        """The local day a message is for: that of its making, unless it was to wait until another."""
        on = (stored.stands or {}).get("on")
        return date.fromisoformat(on) if on else self._local(stored.created_at).date()

    def put_off(self, uow: QueuedUnitOfWork, stored: StoredMessage) -> bool:
        """In somebody's quiet hours whatever is no answer waits until they are over."""
        if stored.kind == "reply" or stored.person_id is None:
            return False
        hours = uow.people.quiet([stored.person_id]).get(stored.person_id)
        local = self._local(self.clock.now())
        if hours is None or not hours.covers(local.time()):
            return False
        stands = stored.stands or {}
        schedule = None
        if stands.get("kind") in REFRESH:
            if self._day_of(stored) != local.date():
                return False  # it is dropped
            department = uow.targets.department(stands["department"])
            schedule = Schedule.load(uow, department, self.calendar, local.date())
        until = quiet.may_leave_at(local, hours, schedule)
        if until is None:
            return False
        uow.outbox.wait(stored.id, until.replace(tzinfo=self.zone), until.date() if schedule else None)
        return True

    # -- the rehearsal clock

    def next_instant(self, uow: QueuedUnitOfWork, now: datetime) -> datetime | None:
        """The next local moment at which something is due in some department."""
        local = self._local(now)
        schedules = (
            Schedule.load(uow, department, self.calendar, local.date())
            for department in uow.targets.departments()
        )
        found = (schedule.next_after(local) for schedule in schedules if schedule)
        moments = [at.replace(tzinfo=self.zone) for at in found if at]
        waiting = uow.outbox.next_due(now)
        return min([*moments, waiting.astimezone(self.zone)] if waiting else moments, default=None)

    def _telling(self, uow: QueuedUnitOfWork, department: Department, now: datetime) -> Telling:
        return Telling.at(uow, department, now, self.zone, self.calendar, self.language)

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(self.zone).replace(tzinfo=None)


def _note(department: Department) -> str:
    return f"tick:{department.id}"


def _record(uow: QueuedUnitOfWork, department: Department, slot: Slot, outcome: str, now: datetime) -> bool:
    """False when the slot was played or dropped already, here or by another replica."""
    return uow.messages.record_slot(department.id, slot.kind.value, slot.key, outcome, now)
