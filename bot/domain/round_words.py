"""How a round is opened in words: 1-7月 8月15日前 鲁财绩〔2023〕5号. The domain only."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.errors import DomainError
from bot.domain.monitoring import RoundKind
from bot.domain.month_names import MONTH, month_number

LONGEST_DOCUMENT = 80
LONGEST_WAIT = timedelta(days=120)
"""A deadline further away is a slip of the pen."""
LAST_SPAN = 11
"""January to December is the self-evaluation's."""
SELF_EVALUATION_MONTHS = (1, 2, 3)
EXAMPLES = {
    RoundKind.MONITORING: "监控 1-7月 8月15日前 鲁财绩〔2023〕5号",
    RoundKind.SELF_EVALUATION: "自评 2月28日前 鲁财绩〔2024〕2号",
}
_SPAN = re.compile(r"(?:(20\d\d)年?)?(?<!\d)0?1月?(?:-|~|至|到|—|–|－|―)(\d{1,2})月(?:份)?(?!\d{1,2}[日号])")
_HALF = re.compile(r"(?:(20\d\d)年?)?(?:上半年|前三季度|一季度)")
_HALVES = {"上半年": 6, "前三季度": 9, "一季度": 3}
_YEAR = re.compile(r"(20\d\d)年度?(?!\d{1,2}月)")
_DAY = re.compile(
    r"(?:于|请)?(?:截止(?:日期?|时间|到|至)?|截至)?[:：]?(?:(20\d\d)[年./-])?(\d{1,2})(?:月|[./-])(\d{1,2})[日号]?(?:之?前|以前|截止|前?报送)*"
)
_DOCUMENT = re.compile(r"([一-鿿A-Za-z]{1,})〔20\d\d〕第?\d{1,5}号")
_IN_ENGLISH = re.compile(
    rf"(?<![a-z])(?:(?P<span>jan(?:uary)?\s*(?:-|~|–|—|to)\s*(?P<to>{MONTH}))"
    rf"|(?:(?:by|until|before|deadline)\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))(?:,?\s+(?P<year>20\d\d))?"
    r"|(?P<half>first half)|(?P<q1>q1|first quarter))(?![a-z0-9])",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^(?:前|依据|根据|按照?|文号|文件)+")
_BRACKETS = str.maketrans("[]【】()", "〔〕〔〕〔〕")
_SPARE = re.compile(
    r"^(?:[\s,，;；。、:：]|依据|根据|按照?|文号|文件|轮次|开始|发起|全年|年度|的|(?i:by|until|for|of))*$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A round as it is to be opened."""

    kind: RoundKind
    year: int
    until: int
    deadline: date
    document: str


def read_opening(kind: RoundKind, words: str, today: date) -> Opening:
    """What was said, checked against the day.

    Raises DomainError, each with `text` and `example`: round-span-unreadable, round-span-whole-year,
    round-span-not-over (until, ended), round-not-now (self-evaluation outside January to March),
    round-deadline-unreadable, round-deadline-past, round-deadline-far, round-document-unreadable,
    round-words-left.
    """
    said = _Words(words, kind, today)
    year, until = _span(said, today) if kind is RoundKind.MONITORING else _whole_year(said, today)
    deadline = said.deadline(today)
    document = said.document()
    said.check_nothing_left()
    return Opening(kind, year, until, deadline, document)


def example_on(today: date, kind: RoundKind) -> str:
    """What could be typed today: the months that are over, and two weeks' time."""
    if kind is RoundKind.SELF_EVALUATION and today.month not in SELF_EVALUATION_MONTHS:
        return EXAMPLES[kind]
    command, *_, document = EXAMPLES[kind].split()
    until = min((today.replace(day=1) - timedelta(days=1)).month, LAST_SPAN)
    span = f"1-{until}月 " if kind is RoundKind.MONITORING else ""
    deadline = today + timedelta(weeks=2)
    document = re.sub(r"20\d\d", str(today.year), document)
    return f"{command} {span}{deadline.month}月{deadline.day}日前 {document}"


def read_reopening(kind: RoundKind, words: str, today: date, before: date) -> date:
    """The deadline from now on: as said, 8月20日前, or the one before where it is still to come.

    Raises DomainError as `read_opening` does of deadlines, round-reopen-deadline where a new one is needed,
    and round-words-left.
    """
    said = _Words(words, kind, today, example_of_reopening(today, kind))
    said.take(_DOCUMENT)
    if not words.strip() and before < today:
        raise said.wrong("round-reopen-deadline")
    deadline = said.deadline(today) if words.strip() else before
    said.check_nothing_left()
    return deadline


def example_of_reopening(today: date, kind: RoundKind) -> str:
    deadline = today + timedelta(weeks=1)
    return f"{EXAMPLES[kind].split()[0]} 重开 {deadline.month}月{deadline.day}日前"


def _as_chinese(text: str) -> str:
    """Jan-Jul by 15 August: span and deadline in the words that are read here."""

    def said(found: re.Match[str]) -> str:
        if found["span"]:
            return f" 1-{month_number(found['to'])}月 "
        if found["half"] or found["q1"]:
            return " 上半年 " if found["half"] else " 一季度 "
        month = month_number(found["month"] or found["month2"])
        year = f"{found['year']}年" if found["year"] else ""
        return f" {year}{month}月{found['day'] or found['day2']}日前 "

    return _IN_ENGLISH.sub(said, text)


class _Words:
    """The words that are still to be read."""

    def __init__(self, text: str, kind: RoundKind, today: date, example: str = "") -> None:
        half = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
        self._all, self._left = half.strip(), _as_chinese(half).strip()
        self._kind, self._example = kind, example or example_on(today, kind)

    def wrong(self, code: str, **facts: object) -> DomainError:
        return DomainError(
            code,
            **{
                "text": self._all[:40],
                "example": self._example,
                "kind": self._kind.value,
                **facts,
            },
        )

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self._left)
        if found:
            self._left = f"{self._left[: found.start()]} {self._left[found.end() :]}"
        return found

    def document(self) -> str:
        """鲁财绩〔2023〕5号, with the brackets of documents."""
        found = self.take(_DOCUMENT)
        name = _LEAD_IN.sub("", found[0]) if found else ""
        if not name or name.startswith("〔"):
            raise self.wrong("round-document-unreadable")
        if len(name) > LONGEST_DOCUMENT:
            raise DomainError("document-too-long", limit=LONGEST_DOCUMENT)
        return name

    def deadline(self, today: date) -> date:
        found = self.take(_DAY)
        if found is None:
            raise self.wrong("round-deadline-unreadable")
        day = self._day(found, today)
        if day < today:
            raise self.wrong("round-deadline-past", text=found[0].strip())
        if day - today > LONGEST_WAIT:
            raise self.wrong("round-deadline-far", text=found[0].strip(), days=LONGEST_WAIT.days)
        return day

    def _day(self, found: re.Match[str], today: date) -> date:
        month, day = int(found[2]), int(found[3])
        year = int(found[1]) if found[1] else today.year
        if not found[1] and today.month >= 11 and month <= 2:
            year += 1
        try:
            return date(year, month, day)
        except ValueError:
            raise self.wrong("round-deadline-unreadable", text=found[0].strip()) from None

    def check_nothing_left(self) -> None:
        if not _SPARE.match(self._left):
            raise self.wrong("round-words-left", text=self._left.strip(" ,，。;；")[:40])


def _span(said: _Words, today: date) -> tuple[int, int]:
    """Year and last month of the span, which is over. Without a year it is that of the newest ended month."""
    last = today.replace(day=1) - timedelta(days=1)
    found = said.take(_SPAN)
    half = None if found else said.take(_HALF)
    if found is None and half is None:
        raise said.wrong("round-span-unreadable")
    match = found or half
    assert match is not None  # noqa: S101 - one of the two was found
    until = int(match[2]) if found else next(n for word, n in _HALVES.items() if match[0].endswith(word))
    year = int(match[1]) if match[1] else last.year
    if until == 12:
        raise said.wrong("round-span-whole-year")
    if not 1 <= until <= LAST_SPAN:
        raise said.wrong("round-span-unreadable", text=match[0])
    if (year, until) > (last.year, last.month):
        ended = last.month if year == last.year else 0
        raise said.wrong("round-span-not-over", until=until, ended=ended, year=year)
    return year, until


def _whole_year(said: _Words, today: date) -> tuple[int, int]:
    year = today.year - 1
    if today.month not in SELF_EVALUATION_MONTHS:
        raise said.wrong("round-not-now", year=today.year, monitoring=example_on(today, RoundKind.MONITORING))
    named = said.take(_YEAR)
    said.take(re.compile(r"(?:20\d\d)?(?<!\d)1-12月"))
    span = said.take(_SPAN) or said.take(_HALF)
    wrong = span or (named if named and int(named[1]) != year else None)
    if wrong:
        raise said.wrong("round-year-only", text=wrong[0].strip(), year=year)
    return year, 12
