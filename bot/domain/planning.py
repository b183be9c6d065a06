"""The plan of an indicator (里程碑): read as people type it, checked, and as it is in force. The domain only.

Only what accumulates or is reached by year end has one: rates, averages and levels are held against their
full target all year.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from bot.domain.attainment import goal_number
from bot.domain.errors import DomainError
from bot.domain.figures import show
from bot.domain.indicator import Direction, Indicator, Measure
from bot.domain.month_names import MONTH, month_number
from bot.domain.numerals import half_width
from bot.domain.pace import Plan, YearPlan
from bot.domain.quantity import Kind, Reading, read
from bot.domain.units import factor

PLANNED = (Measure.CUMULATIVE, Measure.BY_YEAR_END)
LONGEST_DOCUMENT = 80
QUARTERS = (3, 6, 9, 12)
BASELINE = 0
"""In the place of a month: where the year starts."""

_MONTHS = {name: n for n, name in enumerate("一二三四五六七八九", start=1)} | {
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_LABEL = re.compile(
    rf"(?P<start>起点|基数|基期|start(?: from)?)|(?P<half>上半年|半年|first half)"
    r"|(?P<three>前三个?季度)|(?P<year>全年|年底|年末|年终|year(?: end)?)"
    rf"|(?:第|q)?(?P<quarter>(?<=q)[1-4]|[一二三四1-4](?=个?季))(?:个?季度?)?(?:末|底)?"
    rf"|(?:1 ?(?:-|—|至|到) ?)?(?P<month>{_MONTH})月(?:份|末|底)?"
    rf"|(?P<english>{MONTH})"
)
_BEHIND_LABEL = r"(?:计划|累计|完成|达到|到|为|是)*[:= ]*"
_RHYTHM = re.compile(r"^(?:按|每|各|分)个?(?:月份?|季度?)[:： ]*")
_DOCUMENT = re.compile(r"(?:依据|根据|按照|文件|文号|(?<![a-z])(?:by|document)(?= ))[:：为是 ]*")
_SEPARATOR = r"[\s,;、。]+"
_FAR = 10  # times the target: nobody means that many
_READABLE = (Kind.QUANTITY, Kind.RATE)


@dataclass(frozen=True, slots=True)
class Said:
    """A plan as it was typed: (month, value) in the order of typing, `BASELINE` for the start."""

    values: tuple[tuple[int, str], ...]
    document: str = ""


def plan_in_force(indicator: Indicator) -> Plan | None:
    """The indicator's plan towards the target in force; None where it has none or none that fits it now."""
    plan = indicator.plan
    if plan is None or indicator.measure not in PLANNED or plan.unit != indicator.unit_of_measure:
        return None
    goal = _goal(indicator, plan.baseline)
    return None if goal is None else plan.towards(goal)


def starts_at(indicator: Indicator) -> Decimal | None:
    """The end of last year: as the plan names it, or else as it is known of the indicator."""
    named = indicator.plan.baseline if indicator.plan and plan_in_force(indicator) else None
    return indicator.baseline if named is None else named


def _goal(indicator: Indicator, baseline: Decimal | None) -> Decimal | None:
    start = indicator.baseline if baseline is None else baseline
    return goal_number(
        indicator.measure,
        indicator.direction,
        indicator.target,
        Decimal(0),
        indicator.unit_of_measure,
        start,
    )


# ---------------------------------------------------------------- as it is typed


def read_said(words: str) -> Said:
    """一季度 60 二季度 150 … 起点 20 依据 局发〔2023〕6号, months likewise, or four or twelve bare numbers.

    Raises DomainError plan-unclear (said) for anything else.
    """
    text, document = _without_document(half_width(words).strip())
    labels = list(_LABEL.finditer(text))
    if not labels:
        return _bare(text, document)
    if text[: labels[0].start()].strip(" ,;、:"):
        raise DomainError("plan-unclear", said=text[:30])
    ends = [*(found.start() for found in labels[1:]), len(text)]
    values = [
        (_month(found), _value_of(text[found.end() : end])) for found, end in zip(labels, ends, strict=True)
    ]
    last_month, (last, rest) = values[-1]
    pairs = (*((month, value) for month, (value, _) in values[:-1]), (last_month, last))
    if any(more for _, (_, more) in values[:-1]) or not all(value for _, value in pairs):
        raise DomainError("plan-unclear", said=text[:30])
    return Said(pairs, document or rest)


def _without_document(text: str) -> tuple[str, str]:
    found = _DOCUMENT.search(text)
    return (text[: found.start()].rstrip(" ,;、。"), text[found.end() :].strip()) if found else (text, "")


def _bare(text: str, document: str) -> Said:
    pieces = [p for p in re.split(_SEPARATOR, _RHYTHM.sub("", text)) if p]
    months = {4: QUARTERS, 12: tuple(range(1, 13))}.get(len(pieces))
    if months is None:
        raise DomainError("plan-unclear", said=text[:30])
    return Said(tuple(zip(months, pieces, strict=True)), document)


def _month(label: re.Match[str]) -> int:
    if label["english"]:
        return month_number(label["english"])
    if quarter := label["quarter"]:
        return 3 * (_MONTHS.get(quarter) or int(quarter))
    if month := label["month"]:
        return _MONTHS.get(month) or int(month)
    named = {"start": BASELINE, "half": 6, "three": 9, "year": 12}
    return next(month for name, month in named.items() if label[name])


def _value_of(text: str) -> tuple[str, str]:
    """The longest start that reads as a value (150 万平方米), and what follows it."""
    plain = re.sub(rf"^{_BEHIND_LABEL}", "", text.strip(" ,;、。"), count=1)
    pieces = [p for p in re.split(_SEPARATOR, plain) if p]
    for size in range(min(3, len(pieces)), 0, -1):
        if read("".join(pieces[:size])).kind in _READABLE:
            return "".join(pieces[:size]), " ".join(pieces[size:])
    return (pieces[0] if pieces else ""), " ".join(pieces[1:])


# ---------------------------------------------------------------- checked


def make_plan(indicator: Indicator, said: Said) -> YearPlan:
    """The plan that was said, in the indicator's base unit.

    Raises DomainError plan-not-for, plan-without-target, plan-unreadable, target-other-unit,
    plan-month-twice, plan-from-zero, plan-no-milestone, plan-last-differs, plan-other-way, plan-falls
    or document-too-long.
    """
    check_plannable(indicator)
    wrong = _Wrong(indicator)
    if len(said.document) > LONGEST_DOCUMENT:
        raise DomainError("document-too-long", limit=LONGEST_DOCUMENT)
    months = [month for month, _ in said.values]
    if twice := next((m for m in months if months.count(m) > 1), None):
        raise wrong.refusal("plan-month-twice", month=twice)
    values = dict(zip(months, _in_unit(indicator, [text for _, text in said.values], wrong), strict=True))
    baseline = values.pop(BASELINE, None)
    goal = _goal(indicator, baseline)
    if goal is None:
        raise wrong.refusal("plan-without-target")
    plan = YearPlan(
        tuple((m, values[m]) for m in sorted(values) if m != 12),
        goal,
        indicator.unit_of_measure,
        baseline,
        said.document,
    )
    _check_ends(indicator, plan, values.get(12, goal), wrong)
    _check_rise(indicator, plan, wrong)
    return plan


def check_plannable(indicator: Indicator) -> None:
    """Raises DomainError plan-not-for (code, name, measure) or plan-without-target (code)."""
    if indicator.measure not in PLANNED:
        raise DomainError(
            "plan-not-for", code=indicator.code, name=indicator.name, measure=indicator.measure.value
        )
    if not _goal(indicator, None):
        raise _Wrong(indicator).refusal("plan-without-target")


@dataclass(frozen=True, slots=True)
class _Wrong:
    indicator: Indicator

    def refusal(self, code: str, **facts: object) -> DomainError:
        return DomainError(code, **{"code": self.indicator.code, "example": example(self.indicator)} | facts)

    def shown(self, value: Decimal) -> str:
        unit = self.indicator.unit_of_measure
        return show(value, unit, scale=self.indicator.target.scale)


def example(indicator: Indicator) -> str:
    """计划 2-10 一季度 85 二季度 170 三季度 255 四季度 340: evenly, as the target is written."""
    goal = (_goal(indicator, None) or Decimal(100)) / indicator.target.scale
    quarters = zip("一二三四", (goal * n / 4 for n in range(1, 5)), strict=True)
    return f"计划 {indicator.code} " + " ".join(f"{q}季度 {v.normalize():f}" for q, v in quarters)


def _in_unit(indicator: Indicator, texts: Sequence[str], wrong: _Wrong) -> list[Decimal]:
    """Bare numbers are all in the target's own scale (150 of 340万), unless that is far beyond the target."""
    readings = [_readable(indicator, text, wrong) for text in texts]
    scale, goal = indicator.target.scale, _goal(indicator, None) or Decimal(0)
    bare = [abs(_number(r)) for r in readings if _is_bare(r)]
    as_written = scale if all(value * scale <= abs(goal) * _FAR for value in bare) else Decimal(1)
    return [_number(r) * (as_written if _is_bare(r) else _factor(indicator, r)) for r in readings]


def _is_bare(reading: Reading) -> bool:
    return not reading.unit and reading.scale == 1


def _number(reading: Reading) -> Decimal:
    return reading.value or Decimal(0)


def _factor(indicator: Indicator, reading: Reading) -> Decimal:
    return factor(reading.unit or "", indicator.unit_of_measure) or Decimal(1)


def _readable(indicator: Indicator, text: str, wrong: _Wrong) -> Reading:
    found = read(text)
    if found.kind not in _READABLE or found.value is None or found.operator not in (None, "="):
        raise wrong.refusal("plan-unreadable", text=text[:20])
    unit = indicator.unit_of_measure
    if found.unit and unit and factor(found.unit, unit) is None:
        raise wrong.refusal("target-other-unit", text=text[:20], unit=unit)
    return found


def _check_ends(indicator: Indicator, plan: YearPlan, last: Decimal, wrong: _Wrong) -> None:
    """From its start, which is 0 of what accumulates, to the target in force."""
    if indicator.measure is Measure.CUMULATIVE and plan.baseline:
        raise wrong.refusal("plan-from-zero", text=wrong.shown(plan.baseline))
    if last != plan.goal:
        raise wrong.refusal("plan-last-differs", text=wrong.shown(last), target=wrong.shown(plan.goal))
    if not plan.milestones and plan.baseline is None:
        raise wrong.refusal("plan-no-milestone")
    start = plan.baseline or Decimal(0)
    downwards = indicator.measure is Measure.BY_YEAR_END and indicator.direction is Direction.LESS
    if start == plan.goal or (start > plan.goal) != downwards:
        raise wrong.refusal("plan-other-way", text=wrong.shown(start), target=wrong.shown(plan.goal))


def _check_rise(indicator: Indicator, plan: YearPlan, wrong: _Wrong) -> None:
    """No milestone turns back: a total never falls, and what is to be reached by year end is approached."""
    start = plan.baseline or Decimal(0)
    sign = 1 if plan.goal > start else -1
    points = [(BASELINE, start), *plan.milestones, (12, plan.goal)]
    for (_, before), (month, after) in pairwise(points):
        if (after - before) * sign < 0:
            raise wrong.refusal(
                "plan-falls", month=month, text=wrong.shown(after), before=wrong.shown(before)
            )
