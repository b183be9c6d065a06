"""Until when a period takes figures, and reopenings of locked ones. Standard library and the domain only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.ladder import Month, window_for
from bot.domain.settings import DepartmentSettings


@dataclass(frozen=True, slots=True)
class Reopening:
    """A unit's periods that end with a month take figures again, up to and with the day `until`."""

    id: int
    unit_id: int
    end: Month
    until: date
    reason: str
    by: int | None
    at: datetime
    by_name: str = ""


def year_locked_from(year: int) -> date:
    """A year takes no figures any more once the windows of the next one begin: from 1 February on."""
    return date(year + 1, 2, 1)


def locked_from(end: Month, calendar: WorkCalendar, settings: DepartmentSettings) -> date:
    """The first day on which the periods that end with the month are locked.

    The day after the n-th working day after the due day, where the department chose an n, but no later than
    the year is.
    """
    year_locks = year_locked_from(end[0])
    if settings.lock_days is None:
        return year_locks
    due = window_for(*end, calendar, settings).due
    return min(calendar.following(due, settings.lock_days) + timedelta(days=1), year_locks)


def reopened_until(today: date, calendar: WorkCalendar, settings: DepartmentSettings) -> date:
    """The last day of a reopening made today: the n-th working day from now, the next one without an n."""
    return calendar.following(today, settings.lock_days or 1)


def reopening_for(
    reopenings: Iterable[Reopening], unit_id: int | None, end: Month, today: date
) -> Reopening | None:
    """The one by which the unit's periods that end with the month take figures today."""
    found = (r for r in reopenings if (r.unit_id, r.end) == (unit_id, end) and today <= r.until)
    return next(found, None)
