"""Quiet hours (免打扰): the part of the day in which somebody is sent nothing unasked. The domain only.

Moments are naive datetimes in the department's local time.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.errors import DomainError

LEAST_OFFICE_MINUTES = 60
"""So much of the office hours has to be left, or nothing could ever be sent."""
EXAMPLE = "免打扰 20:00-08:00"
_CLOCK = r"(\d{1,2})\s*(?:[:时点.]\s*(\d{1,2}|半)?\s*分?)?"
_HOURS = re.compile(rf"(?:从|每天|每日)?\s*{_CLOCK}\s*(?:-|~|—|–|到|至|to|\s)\s*{_CLOCK}\s*")


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` (included) to `end` (not included); over midnight when the end is the earlier."""

    start: time
    end: time

    def covers(self, at: time) -> bool:
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def end_after(self, moment: datetime) -> datetime:
        """When the quiet hours that a moment lies in are over."""
        end = datetime.combine(moment.date(), self.end)
        return end if end > moment else end + timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def read_quiet(text: str, office_from: time, office_until: time) -> Quiet:
    """20:00-08:00, 20点到8点, 20:30 8:00.

    Raises DomainError quiet-unclear (said, example) or quiet-too-long (said, example, start, end): less than
    an hour of the office hours would be left.
    """
    facts = {"said": text.strip()[:40], "example": EXAMPLE}
    found = _HOURS.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if found is None:
        raise DomainError("quiet-unclear", **facts)
    try:
        quiet = Quiet(_time(found[1], found[2]), _time(found[3], found[4]))
    except ValueError as error:
        raise DomainError("quiet-unclear", **facts) from error
    if quiet.start == quiet.end:
        raise DomainError("quiet-unclear", **facts)
    if _left(quiet, office_from, office_until) < LEAST_OFFICE_MINUTES:
        hours = {"start": f"{office_from:%H:%M}", "end": f"{office_until:%H:%M}"}
        raise DomainError("quiet-too-long", **facts, **hours)
    return quiet


def _time(hours: str, minutes: str | None) -> time:
    hour, minute = int(hours), 30 if minutes == "半" else int(minutes or 0)
    return time(0, 0) if (hour, minute) == (24, 0) else time(hour, minute)


def _left(quiet: Quiet, office_from: time, office_until: time) -> int:
    """Minutes of the office hours outside the quiet ones."""
    first, last = (t.hour * 60 + t.minute for t in (office_from, office_until))
    return sum(not quiet.covers(time(*divmod(minute, 60))) for minute in range(first, last))
