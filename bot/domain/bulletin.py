"""A bulletin's span in words, the time units have to check it, its issue number. The domain only."""

import re
import unicodedata
from datetime import datetime, time, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError

LONGEST_NUMBER = 40
_SPANS = {6: "上半年", 9: "前三季度"}
_NUMBER = re.compile(r"(\D*[^\d\s])[〔\[(【《<{](20\d\d)[〕\])】》>}]第?([1-9]\d{0,4})号?")


def span_words(month: int) -> str:
    """January to the month as a title says it: 上半年, 前三季度, else 1—N月."""
    return _SPANS.get(month) or (f"1—{month}月" if month > 1 else "1月")


def check_until(local: datetime, calendar: WorkCalendar, closes: time) -> datetime:
    """The end of the working day that follows a local moment: when the units' time to check is over."""
    day = calendar.next_working(local.date() + timedelta(days=1))
    return datetime.combine(day, closes, tzinfo=local.tzinfo)


def issue_number(typed: str) -> str:
    """A document's number as GB/T 9704 writes it: 局发〔2023〕9号, without 第, in these brackets.

    Raises DomainError bulletin-number-unreadable (text).
    """
    said = "".join(unicodedata.normalize("NFKC", typed).split())
    found = _NUMBER.fullmatch(said)
    if found is None or len(said) > LONGEST_NUMBER:
        raise DomainError("bulletin-number-unreadable", text=typed.strip()[:LONGEST_NUMBER])
    return f"{found[1]}〔{found[2]}〕{found[3]}号"
