"""What people type in a round: 3.2万 全年5万, 2-03 3.2万, 无数据 上级未反馈. Imports domain and the book."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.actual import Actual, Doubt, doubts, read_actual
from bot.domain.errors import DomainError
from bot.domain.figures import show
from bot.domain.indicator import Indicator
from bot.domain.likelihood import OfficialReason
from bot.domain.monitoring import RoundKind, Stated, Step
from bot.domain.numerals import half_width
from bot.services.round_book import RoundBook
from bot.services.small_talk import check_reason

LONGEST_WORDS = 300
LEAST_CHARACTERS = 2
_ABOUT = "(?:预计|预期|估计|预测|expected(?: to be)?)"
_END = (
    r"(?:到?(?:全年|年底|年末|年终)"
    r"|(?:by |at )?(?:the )?(?:(?:whole |full )?year(?:[ -]?end)?|end of (?:the )?year|december)(?![a-z]))"
)
_YEAR_END = re.compile(
    rf"[\s,;。]*(?:{_ABOUT} ?(?:{_END})?|{_END} ?{_ABOUT}?)(?:能|可|将)?(?:完成|达到|达|做到|是|为|约)?"
    r"(?: (?:about|is|will be|value))*[:\s]*"
)
_NO_DATA = (
    "(?:无数据?|没有数据|没数据|暂无数据?|暂时没有|无法统计|无法取得|统计不了"
    "|(?:(?:there is )?no (?:figures?|data)(?: yet)?|not available)(?![a-z]))"
)
_NONE = re.compile(rf"{_NO_DATA}[\s,，:：;；。]*(?:because )?(.*)", re.DOTALL | re.IGNORECASE)
_BETWEEN = ",，、;；:：。和"
_BARE_NONE = ("无", "没有", "暂无", "没", "none", "nothing", "n/a")
REASON_WORDS = {
    OfficialReason.FUNDING: r"(?:经费|资金|预算)(?:保障|原因)?|(?:secured )?(?:funds|funding|budget)",
    OfficialReason.INSTITUTION: r"制度(?:保障|原因)?|institution(?:al support)?",
    OfficialReason.STAFF: r"人员(?:保障|原因)?|(?:secured )?(?:staff(?:ing)?|personnel)",
    OfficialReason.FACILITIES: r"硬件(?:条件)?(?:保障|原因)?|(?:secured )?(?:facilities|equipment)",
    OfficialReason.OTHER: r"其[他它](?:原因)?|other(?: reasons?)?",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """The words for the value and for the year's end, empty where nothing was said; or why there is none."""

    value: str = ""
    expected: str = ""
    none_because: str = ""


@dataclass(frozen=True, slots=True)
class ReadValue:
    """All plausible readings of a figure; the doubts are about the first, when it is the only one.

    `previous`: what was known before.
    """

    readings: tuple[Actual, ...]
    doubts: tuple[Doubt, ...] = ()
    previous: Decimal | None = None

    @property
    def settled(self) -> Decimal | None:
        """The value, if nothing is to be asked about it."""
        return None if self.doubts or len(self.readings) > 1 else self.readings[0].value


def read_typed(text: str) -> Typed:
    """Raises DomainError round-none-why where it says that there is nothing, and not why."""
    said = half_width(text).strip().strip("。;,")
    none = _NONE.fullmatch(text.strip())
    if said in _BARE_NONE or (none and not none[1].strip()):
        raise DomainError("round-none-why", text=said)
    if none:
        check_explanation(none[1])
        return Typed(none_because=none[1].strip()[:LONGEST_WORDS])
    found = _YEAR_END.search(said)
    if found is None:
        return Typed(value=said)
    return Typed(said[: found.start()].strip(" ,;"), said[found.end() :].strip(" ,;"))


def read_value(book: RoundBook, indicator: Indicator, text: str) -> ReadValue:
    """A typed value at the span's end. Raises DomainError as `read_actual` does, and round-own-amount."""
    known = book.known_value(indicator)
    latest = book.ledger.latest_counted(indicator, (book.round.year, book.round.until))
    previous = known if known is not None else latest.value if latest else None
    return _read(book, indicator, text, previous)


def read_expected(book: RoundBook, indicator: Indicator, text: str, value: Decimal | None) -> ReadValue:
    """A typed year-end value; of what accumulates one below the value so far is doubtful."""
    return _read(book, indicator, text, value)


def _read(book: RoundBook, indicator: Indicator, text: str, previous: Decimal | None) -> ReadValue:
    unit, target, measure = indicator.unit_of_measure, indicator.target, indicator.measure.value
    readings = read_actual(text, unit=unit, target=target, measure=measure, last=previous)
    if any(r.own for r in readings):
        raise DomainError(
            "round-own-amount", text=text[:40], until=book.round.until, example=example_of(indicator)
        )
    if len(readings) > 1:
        return ReadValue(readings)
    odd = doubts(
        readings[0],
        target=target,
        measure=measure,
        direction=indicator.direction.value,
        previous=previous,
        unit=unit,
    )
    return ReadValue(readings, tuple(odd), previous)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A figure to ask about (the year-end value if `expected`); `beside`: a clear one said with it."""

    text: str
    read: ReadValue
    expected: bool = False
    beside: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What is stated now as far as nothing is doubtful; `done` is the last step it answers, if any."""

    stated: Stated
    done: Step | None
    doubtful: Doubtful | None = None


def understand_typed(book: RoundBook, indicator: Indicator, said: Typed) -> Understood:
    """Raises DomainError as `read_value` does, round-value-first and round-one-value."""
    said = _of_one_year(book, indicator, said)
    stated = book.stated(indicator)
    if said.none_because:
        return Understood(stated.without_value(said.none_because), Step.WHY_NONE)
    done = None
    if said.value:
        read = read_value(book, indicator, said.value)
        if read.settled is None:
            beside = read_expected(book, indicator, said.expected, None).settled if said.expected else None
            return Understood(stated, None, Doubtful(said.value, read, beside=beside))
        stated, done = stated.with_value(read.settled), Step.VALUE
    elif stated.value is None:
        raise DomainError("round-value-first", code=indicator.code, example=example_of(indicator))
    if said.expected:
        read = read_expected(book, indicator, said.expected, stated.value)
        if read.settled is None:
            return Understood(stated, done, Doubtful(said.expected, read, expected=True))
        stated, done = replace(stated, expected=read.settled), Step.EXPECTED
    return Understood(stated, done)


def _of_one_year(book: RoundBook, indicator: Indicator, said: Typed) -> Typed:
    """In a self-evaluation 全年5万 is the value itself."""
    if book.round.kind is RoundKind.MONITORING or not said.expected:
        return said
    if said.value:
        raise DomainError("round-one-value", code=indicator.code, example=example_of(indicator))
    return Typed(said.expected)


def example_of(indicator: Indicator) -> str:
    """A figure as it would be right: the target's value with its unit."""
    target = indicator.target_value
    value = Decimal(12) if target is None else target
    return show(value, indicator.unit_of_measure, scale=indicator.target.scale)


def read_reasons(text: str) -> tuple[frozenset[OfficialReason], str]:
    """经费、人员 资金未到位: the official reasons that are named first, and the words behind them."""
    rest, found = text.strip(), set[OfficialReason]()
    while match := _leading_reason(rest):
        reason, end = match
        found.add(reason)
        rest = rest[end:].lstrip(f"{_BETWEEN} ")
    return frozenset(found), rest[:LONGEST_WORDS]


def _leading_reason(text: str) -> tuple[OfficialReason, int] | None:
    for reason, words in REASON_WORDS.items():
        if found := re.match(rf"(?:{words})(?=[\s{_BETWEEN}]|$)", text, re.IGNORECASE):
            return reason, found.end()
    return None


def check_explanation(text: str) -> None:
    """Raises DomainError reason-needed for what explains nothing: courtesy, a bare number, 无."""
    check_reason(text)
    said = half_width(text).strip(" 。.;,")
    if said in _BARE_NONE or len(re.findall(r"\w", said)) < LEAST_CHARACTERS:
        raise DomainError("reason-needed")


def split_lines(text: str) -> Sequence[tuple[str, str]]:
    """Lines that each begin with a code, as (code, words); empty when one does not. 1-7月 is no code."""
    lines = [half_width(line).strip() for line in text.splitlines() if line.strip()]
    found = [re.fullmatch(r"(\d{1,2}-\d{1,2}[a-h]?)(?![\d月])[\s,:、]*(.*)", line) for line in lines]
    if not lines or not all(found):
        return ()
    return [(_code(m[1]), m[2]) for m in found if m]


def _code(said: str) -> str:
    duty, _, number = said.partition("-")
    digits, letter = (number[:-1], number[-1]) if number[-1].isalpha() else (number, "")
    return f"{int(duty)}-{int(digits):02d}{letter}"


def says_year_end(text: str) -> bool:
    """2-03 3.2万 全年5万: what is typed so is meant for the round, whatever is being asked."""
    return any(read_.expected and read_.value for _, words in split_lines(text) if (read_ := _quiet(words)))


def _quiet(words: str) -> Typed | None:
    try:
        return read_typed(words)
    except DomainError:
        return None


_MONTH = r"(?:[^\s,;。]{1,5}(?:月份?|季度?|半年)[底末]?(?:[0-9]{1,2}[日号])?|[a-z]{3,9})"
_FIGURE = re.compile(
    rf"(?:(?:截至|截止到?|到|至)?(?:20[0-9]{{2}}年)?{_MONTH} *)?"
    r"(?:累计|完成|达到|目前|现在|已经?|约|大约|大概|共|是|为|[+:, ])*"
    r"[0-9零一二两三四五六七八九十百千万亿w.,/+ -]+"
    r"(?:元|件|个|次|项|家|户|份|人次|人|平方米|平米|[%‰㎡]|个?百分点)?(?:左右|吧|了|[。.!, ])*"
)


def is_figure(indicator: Indicator, words: str) -> bool:
    """Whether the words are nothing but a figure, with or without its month: 18亿, 6月底20亿, 全年30亿."""
    said = _YEAR_END.sub("", half_width(words).strip(), count=1)
    rest = said.removesuffix(indicator.unit_of_measure)
    return re.search(r"[0-9一二两三四五六七八九十]", said) is not None and _FIGURE.fullmatch(rest) is not None
