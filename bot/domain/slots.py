"""When the weekly digest and its preview are due, and every moment at which something is. The domain only.

Moments are naive datetimes in the department's local time; `months` is as in `bot.domain.ladder`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.ladder import EVERY_MONTH, Month, closed_window, steps_on
from bot.domain.settings import DepartmentSettings

ONE_WEEK = timedelta(weeks=1)
LEAST_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class DigestSlot:
    """A digest: `full` for the first after a window has closed; `period` is the month its data end with."""

    at: datetime
    full: bool
    period: Month


@dataclass(frozen=True, slots=True)
class PreviewSlot:
    """When unit leads and the administrator see the digest before the others do."""

    at: datetime
    digest: DigestSlot


def digest_on(
    day: date, calendar: WorkCalendar, settings: DepartmentSettings, months: Collection[int] = EVERY_MONTH
) -> DigestSlot | None:
    """The digest of the day, or None.

    On the digest's weekday, or the next working day of that week; a week of fewer than three working days has
    none, and a full digest it would have had is the next week's.
    """
    if _digest_day(day, calendar, settings) != day:
        return None
    at = datetime.combine(day, settings.digest_at)
    closed = closed_window(at, calendar, settings, months)
    before = datetime.combine(_digest_day_before(day, calendar, settings), settings.digest_at)
    return DigestSlot(at, closed != closed_window(before, calendar, settings, months), closed.end)


def preview_on(
    day: date, calendar: WorkCalendar, settings: DepartmentSettings, months: Collection[int] = EVERY_MONTH
) -> PreviewSlot | None:
    """The preview of the day, or None: on Friday for Monday's digest, on the day before for another's.

    When that day is off, the preview is on the last working day before the digest itself.
    """
    if not calendar.is_working(day):
        return None
    for weeks in range(3):
        digest_day = _digest_day(day + weeks * ONE_WEEK, calendar, settings)
        if digest_day and _preview_day(digest_day, calendar, settings) == day:
            digest = digest_on(digest_day, calendar, settings, months)
            return PreviewSlot(datetime.combine(day, settings.preview_at), digest) if digest else None
    return None


def next_instants(
    after: datetime,
    calendar: WorkCalendar,
    settings: DepartmentSettings,
    until: datetime,
    months: Collection[int] = EVERY_MONTH,
) -> tuple[datetime, ...]:
    """Every moment after `after`, up to `until` (included), at which a step, a digest or a preview is due."""
    found: set[datetime] = set()
    for n in range((until.date() - after.date()).days + 1):
        found |= _instants_on(after.date() + timedelta(days=n), calendar, settings, months)
    return tuple(sorted(at for at in found if after < at <= until))


def _instants_on(
    day: date, calendar: WorkCalendar, settings: DepartmentSettings, months: Collection[int]
) -> set[datetime]:
    slots = (digest_on(day, calendar, settings, months), preview_on(day, calendar, settings, months))
    steps = steps_on(day, calendar, settings, months)
    return {slot.at for slot in slots if slot} | {step.at for step in steps}


def _nominal_day(day: date, settings: DepartmentSettings) -> date:
    return day + timedelta(days=settings.digest_weekday - day.weekday())


def _digest_day(day: date, calendar: WorkCalendar, settings: DepartmentSettings) -> date | None:
    """The day of the digest in the day's week, or None if the week has none."""
    working = calendar.working_days_in_week(day)
    if len(working) < LEAST_WORKING_DAYS:
        return None
    nominal = _nominal_day(day, settings)
    return next((d for d in working if d >= nominal), working[-1])


def _digest_day_before(day: date, calendar: WorkCalendar, settings: DepartmentSettings) -> date:
    """The day of the newest digest in a week before the day's."""
    week = day - ONE_WEEK
    while (found := _digest_day(week, calendar, settings)) is None:
        week -= ONE_WEEK
    return found


def _preview_day(digest_day: date, calendar: WorkCalendar, settings: DepartmentSettings) -> date:
    nominal = _nominal_day(digest_day, settings)
    usual = nominal - timedelta(days=3 if nominal.weekday() == 0 else 1)
    return usual if calendar.is_working(usual) else calendar.preceding(digest_day)
