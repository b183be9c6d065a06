"""Who is away, who acts for whom meanwhile, and days of leave as people type them. The domain only."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.errors import DomainError
from bot.domain.month_names import MONTH, month_number
from bot.domain.people import ACTED, Acting, Person

LONGEST_DAYS = 366
FURTHEST_DAYS = 366
HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody is away; both belong to it."""

    person_id: int
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Deputy:
    """B角: who acts for somebody in a unit while that person is away."""

    person_id: int
    unit_id: int
    deputy_id: int


def covered(
    people: Sequence[Person], leaves: Iterable[Leave], deputies: Iterable[Deputy], day: date
) -> tuple[Person, ...]:
    """The people of a department as they are on the day: who is away, and who acts for whom.

    A deputy acts in a unit only while both hold a post there and the deputy is not away: nobody acts for
    somebody who acts.
    """
    away = {one.person_id: one.last for one in leaves if one.covers(day)}
    by_id = {p.id: p for p in people}
    acting: dict[int, list[Acting]] = {}
    for one in deputies:
        giver, taker = by_id.get(one.person_id), by_id.get(one.deputy_id)
        if giver is None or taker is None or not (giver.active and taker.active):
            continue
        if one.person_id not in away or taker.id in away or one.unit_id not in taker.own_units(*ACTED):
            continue
        posts = (p for p in giver.posts if p.unit_id == one.unit_id and p.role in ACTED)
        acting.setdefault(taker.id, []).extend(Acting(p, giver.id, giver.name, away[giver.id]) for p in posts)
    return tuple(replace(p, away=away.get(p.id), acting=tuple(acting.get(p.id, ()))) for p in people)


# ---------------------------------------------------------------- days as typed

_DATE = re.compile(
    r"(?P<iso>(?P<y>\d{4})\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*[日号]?)"
    r"|(?P<end>(?:(?P<nm>\d{1,2})月|(?P<after>下个?月)|(?:这个?|本)?月)份?(?:底|末)"
    rf"|(?:the )?end of (?:the month|(?P<ne>{MONTH})))"
    r"|(?P<cn>(?P<cy>今年|明年|去年)?(?P<cm>\d{1,2})月(?P<cd>\d{1,2})[日号]?)"
    r"|(?P<dot>(?<![\d.])(?P<om>\d{1,2})[./](?P<od>\d{1,2})(?![\d.]))"
    rf"|(?P<en>(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<em>{MONTH})(?:,?\s+(?P<ey>\d{{4}}))?)"
    rf"|(?P<us>(?P<um>{MONTH})\s+(?P<ud>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<uy>\d{{4}}))?)"
    r"|(?P<day>(?<!\d)(?P<bd>\d{1,2})[日号])"
    r"|(?P<near>今天|明天|后天|today|tomorrow)"
    r"|(?P<week>(?P<next>下)?(?:这|本)?个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天]))"
)
_SAME_MONTH = re.compile(rf"(?<![\d.])(\d{{1,2}}) ?(?:-|–|to) ?(\d{{1,2}}) ({MONTH})")  # 10 to 14 July
_UNTIL = re.compile(r"到|至|止|until|till|to\b")
_BETWEEN = re.compile(r"从|自|直到|到|至|起|止|until|till|from|to|and|[-~—–,，。.\s]")
_NEAR = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "后天": 2}


def read_leave(text: str, today: date) -> tuple[date, date]:
    """First and last day of a leave: 到7月15日 (from today on), 7月10日到7月15日, 7.10-7.15, until 15 July.

    A day without a year is the nearest one to come, at most half a year ahead. Raises DomainError (said,
    example): leave-unclear, leave-day-wrong, leave-past, leave-backwards, leave-too-far or leave-too-long.
    """
    said = _SAME_MONTH.sub(r"\1 \3 to \2 \3", unicodedata.normalize("NFKC", text).strip().lower())
    facts: Mapping[str, object] = {"said": text.strip()[:40], "example": example(today)}
    found = list(_DATE.finditer(said))
    left = _BETWEEN.sub("", _DATE.sub("", said))
    if left or not 1 <= len(found) <= 2:
        raise DomainError("leave-unclear", **facts)
    try:
        first = _day(found[0], today, today)
        last = _day(found[1], max(first, today), today) if len(found) == 2 else first
    except ValueError as error:
        raise DomainError("leave-day-wrong", **facts) from error
    if len(found) == 1 and _UNTIL.search(said[: found[0].start()] + " " + said[found[0].end() :]):
        first = today if last >= today else last
    _check(first, last, today, facts)
    return first, last


def _check(first: date, last: date, today: date, facts: Mapping[str, object]) -> None:
    wrong: Sequence[tuple[str, bool]] = (
        ("leave-past", first < today),
        ("leave-backwards", last < first),
        ("leave-too-far", (first - today).days > FURTHEST_DAYS),
        ("leave-too-long", (last - first).days >= LONGEST_DAYS),
    )
    for code, is_so in wrong:
        if is_so:
            raise DomainError(code, **facts)


def example(today: date) -> str:
    """请假 7月10日到7月14日: days that would be right today."""
    first, last = today + timedelta(days=7), today + timedelta(days=11)
    return f"请假 {first.month}月{first.day}日到{last.month}月{last.day}日"


def _day(found: re.Match[str], base: date, today: date) -> date:
    """The day meant, looking ahead from `base`; weeks count from today. Raises ValueError: no such day."""
    kind = next(name for name in _READ if found[name])
    read: Callable[[re.Match[str], date], date] = _READ[kind]
    return read(found, today if kind in ("near", "week") else base)


def _nearest(month: int, day: int, base: date) -> date:
    """This year's day, or next year's where that is near; a day gone by for longer stays in the past."""
    found = [d for year in (base.year, base.year + 1) if (d := _existing(year, month, day))]
    if not found:
        raise ValueError(f"no day {month}-{day}")
    near = (d for d in found if d >= base and (d.year == base.year or (d - base).days <= HALF_A_YEAR))
    return next(near, found[0])


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _chinese(found: re.Match[str], base: date) -> date:
    years = {"今年": 0, "明年": 1, "去年": -1}
    month, day = int(found["cm"]), int(found["cd"])
    return date(base.year + years[found["cy"]], month, day) if found["cy"] else _nearest(month, day, base)


def _english(month: str, day: str, year: str | None, base: date) -> date:
    number = month_number(month)
    return date(int(year), number, int(day)) if year else _nearest(number, int(day), base)


def _month_end(found: re.Match[str], base: date) -> date:
    """月底, 7月底, 下月底, end of July: the last day of that month."""
    if found["nm"] or found["ne"]:
        month = int(found["nm"]) if found["nm"] else month_number(found["ne"])
        first = _nearest(month, 1, base.replace(day=1))
    else:
        first = base.replace(day=1)
        first = (first + timedelta(days=32)).replace(day=1) if found["after"] else first
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _bare_day(found: re.Match[str], base: date) -> date:
    """15日: of this month, or of the next when it is over."""
    day = int(found["bd"])
    if day >= base.day:
        return base.replace(day=day)
    return (base.replace(day=1) + timedelta(days=32)).replace(day=day)


def _weekday(found: re.Match[str], base: date) -> date:
    monday = base - timedelta(days=base.weekday())
    day = monday + timedelta(
        days="一二三四五六日".index(found["wd"].replace("天", "日")) + 7 * bool(found["next"])
    )
    return day if day >= base or found["next"] else day + timedelta(days=7)


_READ: Mapping[str, Callable[[re.Match[str], date], date]] = {
    "iso": lambda f, _: date(int(f["y"]), int(f["m"]), int(f["d"])),
    "end": _month_end,
    "cn": _chinese,
    "dot": lambda f, base: _nearest(int(f["om"]), int(f["od"]), base),
    "en": lambda f, base: _english(f["em"], f["ed"], f["ey"], base),
    "us": lambda f, base: _english(f["um"], f["ud"], f["uy"], base),
    "day": _bare_day,
    "near": lambda f, base: base + timedelta(days=_NEAR[f["near"]]),
    "week": _weekday,
}
