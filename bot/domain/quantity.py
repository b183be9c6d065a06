"""What a cell of a target table, or a typed figure, says. Standard library only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from bot.domain import numerals, units, wording


class Kind(StrEnum):
    """What kind of thing a text says; `increment`, `growth` and `points` are relative to something else."""

    QUANTITY = "quantity"
    RATE = "rate"
    INCREMENT = "increment"
    GROWTH = "growth"
    POINTS = "points"
    RANGE = "range"
    DATE = "date"
    QUALITATIVE = "qualitative"
    DEFERRED = "deferred"
    COMPOUND = "compound"
    NONE = "none"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was understood. `text` is always the text as given.

    `value` (or `low` and `high`) in the base `unit`: 30亿元 -> 3000000000 元 with `scale` 100000000; a share
    stays a percentage number. `operator` is one of >= > = < <= or None. `parts` are those of a compound.
    """

    text: str
    kind: Kind
    operator: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    approximate: bool = False
    parts: tuple["Reading", ...] = ()
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its unit, and where both end."""

    value: Decimal
    scale: Decimal
    unit: str | None
    approximate: bool
    end: int
    written: Decimal  # the number before its scale word


_NOTHING = frozenset(("", "/", "\\", "-", "--", "---", "_", "无", "空", "n/a", "none", "//"))
_SHARES = {"百分之": "%", "千分之": "‰"}
_LONGEST = 1000  # characters; longer texts are no values
_SEPARATOR = re.compile(r"[,;、\n。]|(?:并且|且|其中)")
_SPOKEN = {"一半": "50%", "半数": "50%", "过半": ">50%", "百分之百": "100%", "百分百": "100%"}
_LESS_THAN_BEFORE = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}  # 下降3%以上 is -3 or lower


@lru_cache(maxsize=4096)  # the cells of a department's table are read again and again
def read(text: str) -> Reading:
    """Read a cell or figure. Never raises; what cannot be read is `unreadable` and keeps its text."""
    packed = ("".join(line.split()) for line in numerals.half_width(text).split("\n"))
    lines = "\n".join(line for line in packed if line)
    core = lines.replace("\n", "")
    if core in _NOTHING:
        return Reading(text, Kind.NONE)
    if len(core) > _LONGEST:
        return Reading(text, Kind.UNREADABLE)
    one_line = None if re.search(r"[0-9]\n[0-9]", lines) else _single(text, core)
    found = one_line or _compound(text, lines) or _words_only(text, core)
    return found or Reading(text, Kind.UNREADABLE)


def to_json(reading: Reading) -> dict[str, object]:
    """The reading as JSON values: exact decimal strings with the scale expanded and no exponent."""

    def number(value: Decimal | None) -> str | None:
        return None if value is None else numerals.plain(value)

    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "operator": reading.operator,
        "value": number(reading.value),
        "low": number(reading.low),
        "high": number(reading.high),
        "unit": reading.unit,
        "approximate": reading.approximate,
        "parts": [to_json(part) for part in reading.parts],
    }


def _single(text: str, core: str) -> Reading | None:
    if wording.is_date(core):
        return Reading(text, Kind.DATE)
    words = wording.peel(_without_remarks(_SPOKEN.get(core, core)))
    first = _amount(words.body)
    if first is None:
        return None
    if first.end == len(words.body):
        return _with_words(_plain_reading(text, first), words)
    second = _second(words.body, first)
    between = _range(text, first, second) if second else None
    return _with_words(between, words) if between else None


def _without_remarks(core: str) -> str:
    """Brackets around a unit are taken off, remarks in brackets without a figure are left out."""

    def inside(found: re.Match[str]) -> str:
        words = found[1].lstrip("百千万亿")
        return found[1] if words and (unit := units.scan_unit(words)) and unit[1] == len(words) else ""

    return re.sub(r"\(([^()0-9]{1,40})\)", inside, core)


def _plain_reading(text: str, amount: _Amount) -> Reading:
    return Reading(
        text,
        Kind.QUANTITY,
        value=amount.value,
        unit=amount.unit,
        approximate=amount.approximate,
        scale=amount.scale,
    )


def _range(text: str, first: _Amount, second: _Amount) -> Reading | None:
    low, unit = first.value, first.unit or second.unit
    if first.unit is None and first.scale == 1 and first.written <= second.written:
        low = _tidy(numerals.exact().multiply(low, second.scale))
    if low > second.value or (first.unit and second.unit and first.unit != second.unit):
        return None
    return Reading(
        text,
        Kind.RANGE,
        low=low,
        high=second.value,
        unit=unit,
        approximate=first.approximate or second.approximate,
        scale=second.scale,
    )


def _with_words(reading: Reading, words: wording.Wording) -> Reading | None:
    """Settle the kind from the unit and from change words, and the sign with it."""
    if words.change and reading.kind is Kind.RANGE and words.change < 0:
        return None
    value, operator = reading.value, words.operator
    if value is not None and words.change < 0:
        value, operator = value.copy_negate(), _LESS_THAN_BEFORE.get(operator or "", operator)
    return replace(
        reading,
        kind=_kind(reading, words.change),
        value=value,
        operator=operator,
        approximate=reading.approximate or words.approximate,
    )


def _kind(reading: Reading, change: int) -> Kind:
    if reading.unit == "百分点":
        return Kind.POINTS
    if change:
        return Kind.GROWTH if reading.unit in ("%", "‰") else Kind.INCREMENT
    if reading.kind is Kind.RANGE:
        return Kind.RANGE
    return Kind.RATE if reading.unit in ("%", "‰") else Kind.QUANTITY


# ---------------------------------------------------------------- a number with its unit


def _amount(body: str, start: int = 0) -> _Amount | None:
    sign, at = _sign(body, start)
    for prefix, share in _SHARES.items():
        if body.startswith(prefix, at):
            number = numerals.scan(body, at + len(prefix))
            return _made(number, sign, share, number.end) if number else None
    if at >= len(body) or not numerals.starts_number(body[at]):
        return None
    number = numerals.scan(body, at)
    if number is None:
        return None
    if body.startswith("成", number.end):
        return _tenths(body, number, sign)
    return _with_unit(body, number, sign)


def _sign(body: str, at: int) -> tuple[int, int]:
    if body.startswith(("-", "负"), at):
        return -1, at + 1
    return (1, at + 1) if body.startswith("+", at) else (1, at)


def _made(number: numerals.Number, sign: int, unit: str | None, end: int) -> _Amount:
    value = _tidy(number.value if sign > 0 else number.value.copy_negate())
    written = numerals.exact().divide(number.value, number.scale)
    return _Amount(value, number.scale, unit, number.approximate, end, written)


def _tidy(value: Decimal) -> Decimal:
    """No trailing zeros and no exponent, so that equal values look equal wherever they are printed."""
    return Decimal(numerals.plain(value))


def _with_unit(body: str, number: numerals.Number, sign: int) -> _Amount:
    unit = units.scan_unit(body, number.end)
    if unit is None:
        return _made(number, sign, None, number.end)
    name, end = unit
    if number.approximate is False and body[end : end + 1] in ("多", "余"):  # 5个多
        number, end = replace(number, approximate=True), end + 1
    if units.dimension(name) == units.COUNT:
        end = _past_the_noun(body, end)
    return _made(number, sign, name, end)


def _past_the_noun(body: str, end: int) -> int:
    """5个中心 counts in 个: what is counted may follow a counter, if it holds no figure and no condition."""
    noun = re.compile(r"[\u4e00-\u9fff“”]{1,12}").match(body, end)
    if noun is None or noun.end() != len(body) or re.search(r"[至到每不未没]", noun[0]):
        return end
    return noun.end()


def _tenths(body: str, number: numerals.Number, sign: int) -> _Amount | None:
    """九成 is 90%, 九成五 is 95%."""
    value, end = numerals.exact().multiply(number.value, Decimal(10)), number.end + 1
    if end < len(body) and (more := numerals.scan(body, end)):
        if more.value >= 10:
            return None
        value, end = value + more.value, more.end
    return _made(replace(number, value=value, scale=Decimal(1)), sign, "%", end)


def _second(body: str, first: _Amount) -> _Amount | None:
    """The upper end of a range behind `first`, if it takes up the rest of the body."""
    if (
        first.end >= len(body)
        or body[first.end] not in "-~至到"
        or re.match(r"0[0-9]", body[first.end + 1 :])
    ):
        return None
    second = _amount(body, first.end + 1)
    return second if second and second.end == len(body) else None


# ---------------------------------------------------------------- several values, or none


def _compound(text: str, lines: str) -> Reading | None:
    end = wording.date_end(lines)
    dated = _single(lines[end:], lines[end:].lstrip(",;")) if 0 < end < len(lines) else None
    if dated:
        return Reading(text, Kind.COMPOUND, parts=(Reading(lines[:end], Kind.DATE), dated))
    pieces = [piece for piece in _pieces(lines) if piece]
    if not 2 <= len(pieces) <= 12:
        return None
    parts = [_single(piece, piece) for piece in pieces]
    readable = tuple(
        p for p in parts if p and not (p.kind is Kind.QUANTITY and p.unit is None and p.scale == 1)
    )
    return Reading(text, Kind.COMPOUND, parts=readable) if len(readable) == len(pieces) else None


def _pieces(lines: str) -> Iterator[str]:
    at = 0
    for found in _SEPARATOR.finditer(lines):
        around = lines[max(found.start() - 1, 0) : found.end() + 4]
        if found[0] == "," and re.fullmatch(r"[0-9],[0-9]{3}[^0-9]?", around[:6]):
            continue
        yield lines[at : found.start()]
        at = found.end()
    yield lines[at:]


def _words_only(text: str, core: str) -> Reading | None:
    if wording.is_deferred(core):
        return Reading(text, Kind.DEFERRED)
    return Reading(text, Kind.QUALITATIVE) if wording.is_qualitative(core) else None
