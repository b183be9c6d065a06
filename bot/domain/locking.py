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


@dataclass(frozen=True, slots=True)
class Locked:
    """What a change of the setting locks: months whose periods are locked at once, and the next one with its
    first locked day; None where they are locked with the year. `opened`: those that take figures again.
    """

    months: tuple[int, ...]
    opened: tuple[int, ...]
    next_month: int | None
    next_from: date


def newly_locked(
    year: int, today: date, calendar: WorkCalendar, old: DepartmentSettings, new: DepartmentSettings
) -> Locked:
    """What becomes of a year's periods when the settings change today; some month of it has ended."""
    ended = [m for m in range(1, 13) if (year, m) < (today.year, today.month)]
    was = {m for m in ended if today >= locked_from((year, m), calendar, old)}
    now = {m for m in ended if today >= locked_from((year, m), calendar, new)}
    lost, back = tuple(sorted(now - was)), tuple(sorted(was - now))
    if new.lock_days is None:
        return Locked(lost, back, None, year_locked_from(year))
    following = next((m for m in range(1, 13) if m not in now), 12)
    return Locked(lost, back, following, locked_from((year, following), calendar, new))


def reopened_until(today: date, calendar: WorkCalendar, settings: DepartmentSettings) -> date:
    """The last day of a reopening made today: the n-th working day from now, the next one without an n."""
    return calendar.following(today, settings.lock_days or 1)


def reopening_for(
    reopenings: Iterable[Reopening], unit_id: int | None, end: Month, today: date
) -> Reopening | None:
    """The one by which the unit's periods that end with the month take figures today."""
    found = (r for r in reopenings if (r.unit_id, r.end) == (unit_id, end) and today <= r.until)
    return next(found, None)
