"""Which slots of a department's clock lie between two moments. Imports the domain and ports only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkCalendar
from bot.domain.ladder import reporting_months, steps_on
from bot.domain.monitoring import Round
from bot.domain.settings import DepartmentSettings
from bot.domain.slots import digest_on, preview_on
from bot.services.open_round import moments
from bot.services.ports import Department, UnitOfWork
from bot.services.round_book import open_rounds
from bot.services.scope import current_year

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 60  # days; a digest comes at least every few weeks


class SlotKind(StrEnum):
    """What a slot is for; the value is how it is stored."""

    DIGEST = "digest"
    REMIND = "remind"
    PREVIEW = "preview"
    ROUND = "round"
    ORPHANS = "orphans"  # what nobody answers for


@dataclass(frozen=True, slots=True)
class Slot:
    """A local moment at which something is due. All steps of one moment are one slot."""

    kind: SlotKind
    at: datetime

    @property
    def key(self) -> str:
        return self.at.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that decides when a department's slots are."""

    calendar: WorkCalendar
    settings: DepartmentSettings
    months: Collection[int]
    deferral_days: frozenset[date]  # working days on which something set aside is asked for again
    rounds: tuple[Round, ...] = ()  # the open ones

    @classmethod
    def load(
        cls, uow: UnitOfWork, department: Department, calendar: WorkCalendar, today: date
    ) -> "Schedule | None":
        """None while the department has no table."""
        if not uow.targets.years(department.id):
            return None
        rhythms = uow.targets.rhythms(department.id, current_year(uow, department, today))
        days = uow.reports.deferral_days(department.id, today - 30 * ONE_DAY)
        return cls(
            calendar,
            department.settings,
            reporting_months(rhythms) or frozenset({12}),
            frozenset(calendar.next_working(day) for day in days),
            open_rounds(uow, department),
        )

    def between(self, after: datetime, until: datetime) -> tuple[Slot, ...]:
        """The slots after `after`, up to and with `until`, in order."""
        days = (until.date() - after.date()).days + 1
        found = (slot for n in range(days) for slot in self._on(after.date() + n * ONE_DAY))
        return tuple(slot for slot in found if after < slot.at <= until)

    def next_after(self, moment: datetime) -> datetime | None:
        """The first moment after this one at which something is due."""
        for n in range(LOOK_AHEAD):
            day = moment.date() + n * ONE_DAY
            if found := [slot.at for slot in self._on(day) if slot.at > moment]:
                return found[0]
        return None

    def may_send(self, moment: datetime) -> bool:
        """Working days and office hours only."""
        settings = self.settings
        in_hours = settings.office_from <= moment.time().replace(second=0, microsecond=0)
        return self.calendar.is_working(moment.date()) and in_hours and moment.time() <= settings.office_until

    def _on(self, day: date) -> tuple[Slot, ...]:
        slots = set(self._all_on(day)) if self.calendar.is_working(day) else set()
        return tuple(sorted(slots, key=lambda slot: (slot.at, slot.kind)))

    def _all_on(self, day: date) -> Iterator[Slot]:
        if digest := digest_on(day, self.calendar, self.settings, self.months):
            yield Slot(SlotKind.DIGEST, digest.at)
        if preview := preview_on(day, self.calendar, self.settings, self.months):
            yield Slot(SlotKind.PREVIEW, preview.at)
        if self.calendar.working_days_in_week(day)[0] == day:
            yield Slot(SlotKind.ORPHANS, datetime.combine(day, self.settings.open_at))
        for step in steps_on(day, self.calendar, self.settings, self.months):
            yield Slot(SlotKind.REMIND, step.at)
        if day in self.deferral_days:
            yield Slot(SlotKind.REMIND, datetime.combine(day, self.settings.open_at))
        for found in self.rounds:
            for moment in moments(found, self.calendar, self.settings):
                if moment.at.date() == day:
                    yield Slot(SlotKind.ROUND, moment.at)
