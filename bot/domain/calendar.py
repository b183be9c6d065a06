"""Working days with make-up days (调休), as data that the caller hands in. Standard library only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

ONE_DAY = timedelta(days=1)
NO_DAYS: frozenset[date] = frozenset()
NO_YEARS: frozenset[int] = frozenset()


def qingming(year: int) -> date:
    """The day of 清明, 4 or 5 April, by the usual formula for the years 2000 to 2099."""
    short = year % 100
    return date(year, 4, (short * 2422 + 48100) // 10000 - short // 4)


def fixed_holidays(year: int) -> frozenset[date]:
    """The statutory holidays that need no lunar calendar (国务院令第795号): certain before publication."""
    days = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
    return frozenset({date(year, month, day) for month, day in days} | {qingming(year)})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday, but for `days_off`, and with `make_up_days`.

    In a year that is not in `known_years` the fixed holidays are off as well, unless they are make-up days.
    """

    days_off: frozenset[date] = NO_DAYS
    make_up_days: frozenset[date] = NO_DAYS
    known_years: frozenset[int] = NO_YEARS

    def is_known(self, year: int) -> bool:
        """Whether the year's holidays are published (or loaded); otherwise its dates are provisional."""
        return year in self.known_years

    def is_working(self, day: date) -> bool:
        if day in self.make_up_days:
            return True
        if day in self.days_off or day.weekday() >= 5:
            return False
        return self.is_known(day.year) or day not in fixed_holidays(day.year)

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        return next(self._working(day, ONE_DAY))

    def following(self, day: date, n: int) -> date:
        """The n-th working day after the day, n from 1."""
        return next(islice(self._working(day + ONE_DAY, ONE_DAY), n - 1, None))

    def preceding(self, day: date, n: int = 1) -> date:
        """The n-th working day before the day, n from 1."""
        return next(islice(self._working(day - ONE_DAY, -ONE_DAY), n - 1, None))

    def working_days_in_week(self, day: date) -> tuple[date, ...]:
        """The working days of the day's week, which runs from Monday to Sunday (make-up days included)."""
        monday = day - ONE_DAY * day.weekday()
        return tuple(d for d in (monday + ONE_DAY * n for n in range(7)) if self.is_working(d))

    def _working(self, start: date, step: timedelta) -> Iterator[date]:
        day = start
        while True:
            if self.is_working(day):
                yield day
            day += step
