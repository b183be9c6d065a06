"""Submission windows and the ladder of reminders for each. Standard library and the domain only.

Moments are naive datetimes in the department's local time. `months` says which months end a period of some
indicator: a table that reports quarterly has windows in March, June, September and December only.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkCalendar
from bot.domain.period import Rhythm
from bot.domain.settings import DepartmentSettings

Month = tuple[int, int]
"""Year and month (1-12)."""

EVERY_MONTH: Collection[int] = range(1, 13)


class StepKind(StrEnum):
    """The steps in their order; the value is how a step is stored."""

    OPEN = "open"
    LAST_DAY_BUT_ONE = "last-day-but-one"
    DUE = "due"
    OVERDUE_1 = "overdue-1"
    OVERDUE_3 = "overdue-3"


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which the figures up to the end of a month are handed in; both days belong to it."""

    end: Month
    opens: date
    due: date


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    at: datetime
    window: Window


def reporting_months(rhythms: Iterable[Rhythm]) -> frozenset[int]:
    """The months that end a period of one of the rhythms."""
    return frozenset(month for rhythm in rhythms for month in range(rhythm.months, 13, rhythm.months))


def window_for(year: int, month: int, calendar: WorkCalendar, settings: DepartmentSettings) -> Window:
    """The window for the periods that end with the month."""
    first = date(year + month // 12, month % 12 + 1, 1)
    opens = calendar.next_working(first)
    if settings.due_fixed_day:
        due = calendar.next_working(first.replace(day=settings.due_fixed_day))
    else:
        due = calendar.following(first - timedelta(days=1), settings.due_working_day)
    return Window((year, month), opens, due)


def steps(window: Window, calendar: WorkCalendar, settings: DepartmentSettings) -> tuple[Step, ...]:
    """The window's steps in order; a last day but one before the opening is left out."""
    slots = (
        (StepKind.OPEN, window.opens, settings.open_at),
        (StepKind.LAST_DAY_BUT_ONE, calendar.preceding(window.due), settings.last_day_but_one_at),
        (StepKind.DUE, window.due, settings.due_at),
        (StepKind.OVERDUE_1, calendar.following(window.due, 1), settings.overdue_1_at),
        (StepKind.OVERDUE_3, calendar.following(window.due, 3), settings.overdue_3_at),
    )
    return tuple(
        Step(kind, datetime.combine(day, at), window) for kind, day, at in slots if day >= window.opens
    )


def steps_on(
    day: date, calendar: WorkCalendar, settings: DepartmentSettings, months: Collection[int] = EVERY_MONTH
) -> tuple[Step, ...]:
    """Every step of every window that falls on the day, earliest first."""
    if not calendar.is_working(day):
        return ()
    windows = windows_before(day, calendar, settings, months)
    found = (
        step for window in windows for step in steps(window, calendar, settings) if step.at.date() == day
    )
    return tuple(sorted(found, key=lambda step: step.at))


def closed_window(
    now: datetime,
    calendar: WorkCalendar,
    settings: DepartmentSettings,
    months: Collection[int] = EVERY_MONTH,
) -> Window:
    """The newest window that has closed: closed means from the day after the due day on."""
    return next(w for w in windows_before(now.date(), calendar, settings, months) if w.due < now.date())


def open_window(
    now: datetime,
    calendar: WorkCalendar,
    settings: DepartmentSettings,
    months: Collection[int] = EVERY_MONTH,
) -> Window | None:
    """The window that is open: from the opening step to the end of the due day. Never more than one."""
    newest = next(windows_before(now.date(), calendar, settings, months))
    opening = datetime.combine(newest.opens, settings.open_at)
    return newest if opening <= now and now.date() <= newest.due else None


def windows_before(
    day: date, calendar: WorkCalendar, settings: DepartmentSettings, months: Collection[int] = EVERY_MONTH
) -> Iterator[Window]:
    """The windows of the months that ended before the day, newest first, for two years back."""
    for back in range(1, 25):
        year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
        if month + 1 in months:
            yield window_for(year, month + 1, calendar, settings)
