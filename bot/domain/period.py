"""Reporting periods: month, quarter, half-year or year a figure is about. Standard library only."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Rhythm(StrEnum):
    """How often an indicator is reported; the value is how it is stored."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        return _MONTHS[self]


_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period, by its year, its last month (1-12) and its length in months (1, 3, 6 or 12).

    Ordered by when it ends. `key` is how it is stored: 2023-06, 2023Q2, 2023H1, 2023.
    """

    year: int
    end_month: int
    months: int = 1

    def __post_init__(self) -> None:
        if self.months not in (1, 3, 6, 12) or self.end_month not in range(self.months, 13, self.months):
            raise ValueError(f"no such period: {self.year}-{self.end_month} of {self.months} months")

    @classmethod
    def ending(cls, year: int, month: int, rhythm: Rhythm) -> "Period | None":
        """The period of that rhythm that ends with the month, or None if none does."""
        return _ending(year, month, rhythm)

    @classmethod
    def containing(cls, day: date, rhythm: Rhythm) -> "Period":
        n = rhythm.months
        return cls(day.year, (day.month + n - 1) // n * n, n)

    @classmethod
    def from_key(cls, key: str) -> "Period":
        """Raises ValueError for what is no key."""
        return _from_key(key)

    @property
    def key(self) -> str:
        match self.months:
            case 1:
                return f"{self.year}-{self.end_month:02d}"
            case 3:
                return f"{self.year}Q{self.end_month // 3}"
            case 6:
                return f"{self.year}H{self.end_month // 6}"
            case _:
                return str(self.year)

    @property
    def rhythm(self) -> Rhythm:
        return next(r for r in Rhythm if r.months == self.months)

    @property
    def last_day(self) -> date:
        following = date(self.year + self.end_month // 12, self.end_month % 12 + 1, 1)
        return following - timedelta(days=1)

    def previous(self) -> "Period":
        """The period of the same rhythm just before this one."""
        if self.end_month > self.months:
            return Period(self.year, self.end_month - self.months, self.months)
        return Period(self.year - 1, 12, self.months)

    def next(self) -> "Period":
        if self.end_month < 12:
            return Period(self.year, self.end_month + self.months, self.months)
        return Period(self.year + 1, self.months, self.months)


# There are few periods, and a year's figures name them again and again.


@lru_cache(maxsize=1024)
def _ending(year: int, month: int, rhythm: Rhythm) -> Period | None:
    return Period(year, month, rhythm.months) if month % rhythm.months == 0 else None


@lru_cache(maxsize=1024)
def _from_key(key: str) -> Period:
    if m := re.fullmatch(r"(\d{4})-(\d{2})", key):
        return Period(int(m[1]), int(m[2]))
    if m := re.fullmatch(r"(\d{4})Q([1-4])", key):
        return Period(int(m[1]), int(m[2]) * 3, 3)
    if m := re.fullmatch(r"(\d{4})H([12])", key):
        return Period(int(m[1]), int(m[2]) * 6, 6)
    if m := re.fullmatch(r"(\d{4})", key):
        return Period(int(m[1]), 12, 12)
    raise ValueError(f"not a period: {key!r}")
