"""A typed actual against an indicator's unit, and what is doubtful about it. Standard library only."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain import numerals, units, wording
from bot.domain.errors import DomainError
from bot.domain.figures import rounded, show
from bot.domain.quantity import Kind, Reading, read

CUMULATIVE = "cumulative"
_OWN = re.compile(
    r"(?:\+|(?:(?:比|较)上个?[月期季]度?)?(?:又|再)?(?:新增加|新增|净增|增加|多)了?|plus|another)(?=[0-9零一二两三四五六七八九十百.])"
)
_OWN_PERIOD = re.compile(
    r"(?:只是|这是|是)?(?:本月|当月|这个月|这月|本季度?|当季度?|本期|当期)(?!止|累计|底|末)(?:当月)?(?:数)?"
    r"|(?:only)?this(?:month|quarter|period)(?:alone|'s)?(?:only)?(?:is|:)?"
)
_SO_FAR = re.compile(r"(?:截至|截止|截止到|到|至)?(?:本月底?|当月底?|目前|现在|今天)?(?:累计|总共|一共|共计)")
_UNTIL = re.compile(r"截至|截止到?|到|至")
_NO_FIGURE = frozenset(
    ("没有", "没", "无", "零", "〇", "0", "没有新增", "无新增", "没有发生", "未发生", "zero", "nil")
)
_NOT_FINITE = re.compile(r"[+-]?(?:[0-9.]+e\+?[0-9]+|inf|infinity|∞)")
_FRACTION = re.compile(r"([^/分比:=]{1,40})(?:/|比|:)([^/分比:=]{1,40})")
_PARTS_OF = re.compile(r"([^/分比:百千万]{1,40})分之([^/分比:]{1,40})")
_TWO_RATES = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,8})?)%?[、,;]([0-9]{1,3}(?:\.[0-9]{1,8})?)%?")
_BROKEN = re.compile(r"[0-9] (?![0-9]{3}(?:[^0-9]|$))[0-9]")
_INEXACT = re.compile(
    r"(?:≥|≤|>|<|不低于|不少于|不超过|至少|最多|超过?|不到|不足|低于"
    r"|(?:no|not)?(?:more|less)than|at(?:least|most)|upto|over|under|above|below).*|.*(?:以上|以下|以内|多|余|\+)[^0-9]{0,3}"
)
_FAR_BELOW = 30
"""Percentage points: a share that falls further from one period to the next is asked about."""
_MOST_DIGITS = 18
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Actual:
    """A figure in the indicator's base unit. `own`: this period's own amount, not the total so far.

    A share given by its parts keeps them: 2991/3000 -> value 99.7.
    """

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed and what for."""

    text: str
    unit: str
    target: Reading
    measure: str
    last: Decimal | None

    def wrong(self, code: str, **facts: object) -> DomainError:
        shown = self.text.strip()
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        return DomainError(code, **({"text": shown, "example": self.example} | facts))

    @property
    def example(self) -> str:
        value = self.last or self.target.value or self.target.high
        return show(Decimal(12) if value is None else value, self.unit, scale=self.target.scale)

    def shown(self, value: Decimal) -> str:
        """A reading as it would be written with its unit, in the target's scale once it is as large."""
        return show(value, self.unit, scale=self.target.scale if value >= self.target.scale else Decimal(1))


def read_actual(
    text: str, *, unit: str, target: Reading, measure: str, last: Decimal | None
) -> tuple[Actual, ...]:
    """All plausible readings of a typed figure, the most plausible first: one is shown, two are asked about.

    Raises DomainError figure-unreadable, figure-inexact (10万以上), figure-is-text, figure-other-dimension
    (said_unit, expected_unit), figure-implausible (readings), figure-negative, figure-too-large or
    denominator-zero; facts hold `text` and a right `example`.
    """
    asked = _Asked(text, unit, target, measure, last)
    half = numerals.half_width(text).strip()
    core = "".join(half.split()).strip("。!,;")
    if core in _NO_FIGURE:
        return (Actual(Decimal(0)),)
    if _BROKEN.search(half):
        raise asked.wrong("figure-unreadable")
    if share := _share(core, asked) or _lower_of_two(core, asked):
        return (share,)
    core, own = _own(_without_period(core), asked)
    reading = read(core)
    _check_kind(reading, core, asked)
    values = _in_unit(reading, asked, own)
    return tuple(Actual(_checked(value, asked), own=own) for value in values)


def own_to_total(own: Decimal, previous_total: Decimal | None) -> Decimal:
    """The total so far from the period's own amount."""
    return numerals.exact().add(previous_total or Decimal(0), own)


def _without_period(core: str) -> str:
    """截至6月底21亿, 1-6月21亿, 本月累计21亿: the figure alone, which is the total so far."""
    until = _UNTIL.match(core)
    start = until.end() if until else 0
    end = start + wording.date_end(core[start:])
    if start < end < len(core) and not re.match(r"[0-9]*[日号-]", core[end:]):
        core = core[end:]
    so_far = _SO_FAR.match(core)
    return core[so_far.end() :] if so_far else core


def _own(core: str, asked: _Asked) -> tuple[str, bool]:
    """The text without the words for "this period's own amount", and whether they said so.

    本月5.2% of a rate is simply its value; 新增12项 against a target that is itself an increment too.
    """
    period = _OWN_PERIOD.match(core)
    rest = core[period.end() :] if period and period.end() < len(core) else core
    more = _OWN.match(rest)
    if asked.target.kind in (Kind.INCREMENT, Kind.GROWTH, Kind.POINTS):
        return rest.removeprefix("+"), False
    accumulates = asked.measure == CUMULATIVE
    by_steps = asked.unit != "%" and more is not None
    bare = rest[more.end() :] if more and asked.unit != "%" else rest
    return bare, (accumulates and (rest != core or by_steps)) or by_steps


def _share(core: str, asked: _Asked) -> Actual | None:
    """2991/3000, 2991比3000, 3000分之2991 for a share, in percent to four places."""
    if asked.unit != "%":
        return None
    core = re.sub(r"^.*?\(([^()]*/[^()]*)\).*$|=.*$", r"\1", core[:120]) if "/" in core else core
    upside = _FRACTION.fullmatch(core)
    down = None if upside else _PARTS_OF.fullmatch(core)
    found = upside or down
    if found is None:
        return None
    parts = [_part(found[i], asked) for i in ((1, 2) if upside else (2, 1))]
    numerator, denominator = parts
    if denominator == 0:
        raise asked.wrong("denominator-zero", example="2991/3000")
    ratio = numerals.exact().divide(numerals.exact().multiply(numerator, Decimal(100)), denominator)
    return Actual(_tidy(rounded(ratio, 4)), numerator, denominator)


def _lower_of_two(core: str, asked: _Asked) -> Actual | None:
    """99.3%、98.4% of an indicator that lists two rates: the lower one counts."""
    found = _TWO_RATES.fullmatch(core) if asked.unit == "%" else None
    return Actual(_checked(min(Decimal(found[1]), Decimal(found[2])), asked)) if found else None


def _part(text: str, asked: _Asked) -> Decimal:
    reading = read(text)
    counts = reading.unit is None or units.dimension(reading.unit) != "share"
    if reading.kind is not Kind.QUANTITY or reading.value is None or not counts:
        raise asked.wrong("figure-unreadable", example="2991/3000")
    return _checked(reading.value, asked)


def _check_kind(reading: Reading, core: str, asked: _Asked) -> None:
    """Let through what has one value of the right kind."""
    if _NOT_FINITE.fullmatch(core):
        raise asked.wrong("figure-too-large")
    relative = asked.target.kind is Kind.RATE and core.startswith("+")
    if re.search(r"[0-9一二三四五六七八九十]", core) and _INEXACT.fullmatch(core):
        raise asked.wrong("figure-inexact")
    if reading.value is None or relative:
        silent = not re.search(r"[0-9]", core) and re.search(r"[\u4e00-\u9fff]", core)
        raise asked.wrong("figure-is-text" if silent else "figure-unreadable")
    if reading.kind in (Kind.GROWTH, Kind.POINTS) and asked.target.kind is not reading.kind:
        if asked.unit == "%" and reading.kind is Kind.GROWTH:
            raise asked.wrong("figure-unreadable")
        raise _other_dimension(reading, asked)


def _other_dimension(reading: Reading, asked: _Asked) -> DomainError:
    return asked.wrong(
        "figure-other-dimension", said_unit=reading.unit or "", expected_unit=asked.unit or "个"
    )


def _in_unit(reading: Reading, asked: _Asked, own: bool) -> tuple[Decimal, ...]:
    value = reading.value or Decimal(0)
    if reading.unit is None:
        return _bare(value, reading, asked, own)
    wanted = asked.unit or "个"  # 5万 with no counter word is a count
    size = units.factor(reading.unit, wanted)
    if size is None:
        raise _other_dimension(reading, asked)
    return (_tidy(numerals.exact().multiply(value, size)),)


def _bare(value: Decimal, reading: Reading, asked: _Asked, own: bool) -> tuple[Decimal, ...]:
    """A number without a unit, in the base unit and in the target's scale: what is near to what is known.

    Neither is taken when neither is near; with its unit the same figure can be said.
    """
    scaled = _tidy(numerals.exact().multiply(value, asked.target.scale))
    if asked.unit == "%" and reading.scale != 1:
        raise asked.wrong("figure-unreadable")
    if scaled == value or reading.scale != 1 or asked.unit == "%":
        return (value,)
    if value != value.to_integral_value() and units.dimension(asked.unit or "个") == units.COUNT:
        return (scaled,)
    near = [v for v in (value, scaled) if _near(v, asked, own)]
    if not near:
        raise asked.wrong("figure-implausible", readings=[asked.shown(value), asked.shown(scaled)])
    reference = (None if own else asked.last) or asked.target.value or Decimal(1)
    return tuple(sorted(near, key=lambda v: _distance(v, reference)))


def _near(value: Decimal, asked: _Asked, own: bool) -> bool:
    target, last = asked.target.value, None if own else asked.last
    by_target = target is not None and target / 1000 <= value <= target * 3
    return by_target or (last is not None and last > 0 and last / 10 <= value <= last * 10)


def _distance(value: Decimal, reference: Decimal) -> Decimal:
    return max(value / reference, reference / value) if value and reference else abs(value - reference)


def _checked(value: Decimal, asked: _Asked) -> Decimal:
    if value < 0 and asked.target.kind not in (Kind.GROWTH, Kind.POINTS):
        raise asked.wrong("figure-negative")
    whole, _, places = numerals.plain(abs(value)).partition(".")
    if len(whole) > _MOST_DIGITS:
        raise asked.wrong("figure-too-large")
    if len(places) > _MOST_PLACES:
        raise asked.wrong("figure-unreadable")
    return value


# ---------------------------------------------------------------- doubts


@dataclass(frozen=True, slots=True)
class Doubt:
    """What to ask before a figure is taken; `suggestion` is what may have been meant instead."""

    code: str
    suggestion: Actual | None = None


def doubts(
    actual: Actual,
    *,
    target: Reading,
    measure: str,
    direction: str,
    previous: Decimal | None,
    unit: str,
) -> tuple[Doubt, ...]:
    """What is doubtful, once per cause: below-last, share-above-100, numerator-above-denominator,
    fraction-for-percent, ten-times, tenth, far-below-last, far-above-target.

    `previous` is the last total (or value); `direction` "less" makes a large figure bad, but as doubtful.
    """
    total = own_to_total(actual.value, previous) if actual.own else actual.value
    small = _too_small(actual, target, measure, previous, unit)
    large = _too_large(actual, total, target, previous, unit)
    return tuple(doubt for doubt in (small, large) if doubt)


def _too_small(
    actual: Actual, target: Reading, measure: str, previous: Decimal | None, unit: str
) -> Doubt | None:
    if actual.own:
        return None
    if unit == "%" and actual.numerator is None and _meant_as_ratio(actual.value, previous, target.value):
        return Doubt("fraction-for-percent", replace(actual, value=_tidy(actual.value * 100)))
    if previous is None or actual.value >= previous:
        return None
    if measure == CUMULATIVE:
        return Doubt("below-last", replace(actual, own=True))
    if actual.value * 10 < previous:
        return Doubt("tenth")
    fallen = unit == "%" and previous - actual.value > _FAR_BELOW
    return Doubt("far-below-last") if fallen else None


def _tidy(value: Decimal) -> Decimal:
    return Decimal(numerals.plain(value))


def _meant_as_ratio(value: Decimal, previous: Decimal | None, target: Decimal | None) -> bool:
    reference = previous or target
    if not 0 < value <= 1 or not reference:
        return False
    return _distance(value * 100, reference) < _distance(value, reference)


def _too_large(
    actual: Actual, total: Decimal, target: Reading, previous: Decimal | None, unit: str
) -> Doubt | None:
    if (
        actual.numerator is not None
        and actual.denominator is not None
        and actual.numerator > actual.denominator
    ):
        return Doubt("numerator-above-denominator")
    if unit == "%" and total > 100 and target.kind is Kind.RATE:
        return Doubt("share-above-100")
    if previous is not None and previous > 0 and actual.value > previous * 10:
        return Doubt("ten-times")
    limit = target.high if target.value is None else target.value
    far_above = limit is not None and limit > 0 and total * 10 > limit * 13
    return Doubt("far-above-target") if far_above else None
