"""Periods and days as people name them: 5月, 1-6月, 上半年, 二季度, 大概10号. Imports the domain only."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.month_names import MONTH, month_number
from bot.domain.numerals import half_width, scan
from bot.domain.period import Period, Rhythm

_N = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_PERIOD = re.compile(
    r"(?:截至|截止到?|到|至)?(?:(?P<year>(?:20)?[0-9]{2}|今|去|本)年)?"
    rf"(?:(?P<from>{_N})月?份?\s?[-~至到]\s?(?P<to>{_N})月份?|(?P<month>{_N})月份?|(?P<half>[上下])半年"
    r"|(?P<first>前)?第?(?P<quarter>[1-4一二三四])季度?|(?P<last>上个?月(?:份|底)?)|(?P<lastq>上个?季度?)|(?P<whole>全年))"
    r"(?:[底末]|止)?(?:当月)?(?!(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号])"
)
_M = MONTH.replace(
    "|may|", "|may(?! (?:be|have|not|also|still|well|need|change|come|go|get|take|correct)(?![a-z]))|"
)
_Y = r"(?:,? ?(?:of |in )?(?:the year )?(?P<y{}>20[0-9]{{2}})(?![0-9.,%]))?"
_NTH = {"1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_NTH |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ENGLISH = re.compile(
    r"(?<![a-z])(?:(?:as of|until|till|up to|to|by|for|in|of) )?(?:the )?(?:end of )?(?:"
    rf"(?P<from>{_M}) ?(?:[-~]|to|through) ?(?P<to>{_M}){_Y.format(1)}"
    rf"|(?P<month>{_M})(?! ?[0-9]{{1,2}}(?:st|nd|rd|th)){_Y.format(2)}"
    rf"|(?P<half>first|second|1st|2nd) half(?: year)?{_Y.format(3)}|h(?P<h>[12])(?![0-9a-z]){_Y.format(4)}"
    r"|(?:q(?P<q>[1-4])(?![0-9a-z])|(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
    rf"{_Y.format(5)}"
    rf"|(?P<whole>whole|full) year{_Y.format(6)}|(?P<last>last month)|(?P<lastq>last quarter))"
    r"(?: (?:total|so far))?"
)
_ENGLISH_DAY = re.compile(
    rf"(?<![a-z0-9])(?:(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?: of)? ?(?P<month>{_M})"
    rf"|(?P<month2>{_M}) ?(?P<day2>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9.,]))(?:,? ?20[0-9]{{2}})?"
)
_ENGLISH_WEEKDAY = re.compile(
    r"(?<![a-z])(next )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s?day|nesday|rsday|urday)?(?![a-z])"
)
_CUTOFF = re.compile(r"(?:截至|截止到?|到|至)?(?P<month>1[0-2]|0?[1-9])月(?:28|29|30|31)[日号]")
_DAY = re.compile(rf"(?:(?P<month>{_N})月)?(?P<day>3[01]|[12][0-9]|0?[1-9])[日号]")
_WEEKDAY = re.compile(r"(下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_SOON = {"今天": 0, "明天": 1, "后天": 2, "today": 0, "day after tomorrow": 2, "tomorrow": 1}
_WAITING = re.compile(
    r"(?:省|市|上级|上面|部里|国家|厅|统计局|财政局?|数据|数|系统|对方|那边|口径|还|暂|尚|这个)[^0-9,;]{0,6}?"
    r"(?:没有?|未|不)(?:给|出|下发|反馈|公布|发布|下达|推送|到|来|统计|通报|数据|数|定|更新|报)|"
    r"(?:待|等)(?:着|待)?(?:省|市|上级|上面|国家|部里|厅|统计局|数据|反馈|下发|通知)|(?:没|未)(?:出来|下发|公布|反馈)|暂无数?据?|还没有数|没有数据|没数据"
    r"|(?<![a-z])(?:(?:still )?(?:waiting|wait) for"
    r"|not (?:yet )?(?:available|out|released|published|known)(?: yet)?"
    r"|no (?:data|figures?)(?: yet)?(?![a-z])|(?:data|figures?) (?:is|are|will|to come|not|from)(?![a-z]))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A period as named: `year` None when left out, its last month and how many months it spans.

    `before`: called the one before (上月).
    """

    year: int | None
    end_month: int
    months: int
    end: int  # where it ends in the text
    before: bool = False


def period_at(text: str, start: int, today: date) -> Named | None:
    """The period named at `start` of a half-width text; a stretch that does not begin in January is none."""
    if cutoff := _CUTOFF.match(text, start):
        return Named(None, int(cutoff["month"]), 1, cutoff.end())
    if _begins_a_word(text, start) and (english := _english_period(text, start, today)):
        return english
    found = _PERIOD.match(text, start)
    if found is None or text.startswith(("一样", "相同", "持平"), found.end()):
        return None
    ends = _month_and_length(found, today)
    if ends is None:
        return None
    year = {"今": today.year, "本": today.year, "去": today.year - 1, None: None}.get(found["year"], 0)
    if found["last"] or found["lastq"]:
        year = today.year if ends[0] < today.month else today.year - 1
    year = 2000 + int(found["year"]) % 100 if year == 0 else year
    return Named(year, *ends, found.end(), before=bool(found["last"] or found["lastq"]))


def _begins_a_word(text: str, start: int) -> bool:
    """A Latin letter or digit that none stands before."""
    return text[start].isascii() and text[start].isalnum() and not (start and text[start - 1].isalnum())


def _english_period(text: str, start: int, today: date) -> Named | None:
    """Jun, Jan-Jun 2023, Q2, first half, whole year, last month."""
    found = _ENGLISH.match(text, start)
    if found is None:
        return None
    if found["last"] or found["lastq"]:
        month = (today.month - 2) % 12 + 1 if found["last"] else ((today.month - 1) // 3 * 3 - 1) % 12 + 1
        year = today.year if month < today.month else today.year - 1
        return Named(year, month, 1 if found["last"] else 3, found.end(), before=True)
    ends = _english_ends(found)
    year_said = next((found[f"y{n}"] for n in range(1, 7) if found[f"y{n}"]), None)
    return Named(int(year_said) if year_said else None, *ends, found.end()) if ends else None


def period_in(words: str) -> Named | None:
    """The first period named in English anywhere in the words."""
    text = half_width(words)
    starts = (at for at in range(len(text)) if at == 0 or not text[at - 1].isalnum())
    return next((named for at in starts if (named := _english_period(text, at, date.max))), None)


def _english_ends(found: re.Match[str]) -> tuple[int, int] | None:
    """Last month and length."""
    if found["to"]:
        month = month_number(found["to"])
        return (month, month) if month_number(found["from"]) == 1 and month > 1 else None
    if found["month"]:
        return month_number(found["month"]), 1
    if half := found["half"] or found["h"]:
        return _NTH[half] * 6, 6
    if quarter := found["quarter"] or found["q"]:
        return _NTH[quarter] * 3, 3
    return 12, 12


def _month_and_length(found: re.Match[str], today: date) -> tuple[int, int] | None:
    match found.lastgroup:
        case "to":
            month = _number(found["to"])
            return (month, month) if _number(found["from"]) == 1 and month > 1 else None
        case "month":
            return _number(found["month"]), 1
        case "half":
            return (6, 6) if found["half"] == "上" else (12, 6)
        case "quarter":
            month = _number(found["quarter"]) * 3
            return month, month if found["first"] else 3
        case "last":
            return (today.month - 2) % 12 + 1, 1
        case "lastq":
            return ((today.month - 1) // 3 * 3 - 1) % 12 + 1, 3
        case _:
            return 12, 12


def _number(text: str) -> int:
    found = scan(text)
    return int(found.value) if found else 0


def resolve(named: Named, rhythm: Rhythm | None, today: date) -> Period:
    """The period meant: the indicator's rhythm decides its length, so 1-6月 of a monthly one is June's."""
    year = named.year
    if year is None:
        late = named.end_month >= 10 and today.month <= 3
        in_january = today.month == 1 and named.end_month > 1  # the year before is still being reported
        year = today.year - 1 if late or in_january else today.year
    if rhythm and (period := Period.ending(year, named.end_month, rhythm)):
        return period
    fits = named.months in (1, 3, 6, 12) and named.end_month % named.months == 0
    return Period(year, named.end_month, named.months if fits and rhythm is None else 1)


def day_end(text: str, start: int) -> int:
    """Where a day (10号, 7月10日) that starts there ends; 0 when there is none."""
    found = _DAY.match(text, start)
    if found is None and _begins_a_word(text, start):
        found = _ENGLISH_DAY.match(text, start)
    return found.end() if found else 0


def waiting_at(text: str) -> int | None:
    """Where the words begin that say the data are still to come from above; None when there are none."""
    found = _WAITING.search(text)
    return found.start() if found else None


def said_day(text: str, today: date) -> date | None:
    """The day after today that the words name: 10号, 7月10日, 下周三, 明天, 月底, 10 July."""
    for word, days in _SOON.items():
        if word in text.lower():
            return today + timedelta(days=days)
    if found := _DAY.search(text):
        return _next_day(int(found["day"]), _number(found["month"]) if found["month"] else None, today)
    if found := _WEEKDAY.search(text):
        return _weekday("一二三四五六日".index(found[2].replace("天", "日")), found[1] == "下", today)
    if "月底" in text or "end of the month" in text.lower():
        return Period(today.year, today.month).last_day
    return _english_day(text.lower(), today)


def _english_day(text: str, today: date) -> date | None:
    """15 July, Jul 15th, the 15th, next Wednesday."""
    if found := _ENGLISH_DAY.search(text):
        month = month_number(found["month"] or found["month2"])
        return _next_day(int(found["day"] or found["day2"]), month, today)
    if found := re.search(r"(?<![0-9])(3[01]|[12]?[0-9])(?:st|nd|rd|th)(?![a-z])", text):
        return _next_day(int(found[1]), None, today)
    if found := _ENGLISH_WEEKDAY.search(text):
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return _weekday(names.index(found[2]), found[1] is not None, today)
    return None


def _next_day(day: int, month: int | None, today: date) -> date | None:
    month_first = today.replace(day=1)
    for _ in range(13):
        last = Period(month_first.year, month_first.month).last_day
        if (month in (None, month_first.month)) and day <= last.day and month_first.replace(day=day) >= today:
            return month_first.replace(day=day)
        month_first = last + timedelta(days=1)
    return None


def _weekday(weekday: int, next_week: bool, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday + 7 * next_week)
    return day if day >= today else day + timedelta(days=7)
