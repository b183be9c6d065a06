"""Monitoring rounds (财预〔2019〕136号) and the year-end self-evaluation (财预〔2020〕10号). The domain only.

A round asks every unit about all its indicators at once: how far they are at the end of January to a month,
and where they will be at the year's end.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.attainment import Attainment
from bot.domain.figures import rounded
from bot.domain.likelihood import Likelihood, OfficialReason


class RoundKind(StrEnum):
    """监控 within the year; 自评 of the whole year, in January to March after it."""

    MONITORING = "monitoring"
    SELF_EVALUATION = "self-evaluation"


class AnswerState(StrEnum):
    """填报中, 待审, 已审, 退回."""

    DRAFT = "draft"
    HANDED_IN = "handed-in"
    REVIEWED = "reviewed"
    RETURNED = "returned"


class Step(StrEnum):
    """What is asked of an indicator, in this order. `WHY_NONE`: why there is no value."""

    VALUE = "value"
    WHY_NONE = "why-none"
    EXPECTED = "expected"
    REASONS = "reasons"
    TEXT = "text"
    LIKELIHOOD = "likelihood"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Round:
    """The span is January to the month `until`; `deadline` is finance's day, whatever weekday it is.

    `tell_at`, in local time, is when those who fill in hear of it.
    """

    id: int
    department_id: int
    kind: RoundKind
    year: int
    until: int
    deadline: date
    document: str
    opened_by: int | None
    opened_at: datetime
    tell_at: datetime
    closed_by: int | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a unit states of an indicator, as far as it has answered. Values in the base unit.

    `none_because`: why there is no value; empty while there is one or nobody has said. `text`: 原因说明, in a
    self-evaluation 偏差原因分析及改进措施.
    """

    value: Decimal | None = None
    none_because: str = ""
    expected: Decimal | None = None
    reasons: frozenset[OfficialReason] = frozenset()
    text: str = ""
    likelihood: Likelihood | None = None

    def with_value(self, value: Decimal) -> "Stated":
        return replace(self, value=value, none_because="")

    def without_value(self, because: str) -> "Stated":
        return replace(self, value=None, none_because=because)

    def toggled(self, reason: OfficialReason) -> "Stated":
        """The reason ticked, or not any more."""
        return replace(self, reasons=self.reasons ^ {reason})


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored state of a unit's answer about an indicator; `number` counts from 1, the newest is in force.

    `step` is what is to be asked next. `note`: why it was returned.
    """

    id: int
    round_id: int
    indicator_id: int
    number: int
    state: AnswerState
    step: Step
    stated: Stated
    by: int | None
    by_name: str
    at: datetime
    note: str = ""

    @property
    def is_in(self) -> bool:
        """Handed in, whether reviewed or not."""
        return self.state in (AnswerState.HANDED_IN, AnswerState.REVIEWED)

    @property
    def is_ready(self) -> bool:
        """Everything that is asked was answered, and it is still to be handed in."""
        return self.state is AnswerState.DRAFT and self.step is Step.DONE


def next_step(kind: RoundKind, stated: Stated, after: Step, *, behind: bool) -> Step:
    """What is asked after that step; what applies and is not answered yet.

    `behind`: the indicator is not where it should be, or will not be. Without a value nothing is said of the
    year's end but how likely the target is.
    """
    order = list(Step)
    asked = order[order.index(after) + 1 :]
    return next(step for step in asked if _is_asked(kind, stated, step, behind))


def first_step(kind: RoundKind, stated: Stated, *, behind: bool) -> Step:
    """The first thing that nobody has answered."""
    if stated.value is None and not stated.none_because:
        return Step.VALUE
    if kind is RoundKind.MONITORING and stated.value is not None and stated.expected is None:
        return Step.EXPECTED
    return next_step(kind, stated, Step.EXPECTED, behind=behind)


def _is_asked(kind: RoundKind, stated: Stated, step: Step, behind: bool) -> bool:
    monitoring = kind is RoundKind.MONITORING
    match step:
        case Step.VALUE | Step.WHY_NONE:
            return False  # asked for by name only
        case Step.EXPECTED:
            return monitoring and stated.value is not None
        case Step.REASONS:
            return monitoring and behind
        case Step.TEXT:
            return behind and not (monitoring and stated.text)
        case Step.LIKELIHOOD:
            return monitoring
        case _:
            return True


def is_behind(now: Attainment | None, year_end: Attainment | None = None) -> bool:
    """Whether the form wants a reason: short of pace or target now, or by what is expected of the year."""
    return any(a is not None and a.shortfall for a in (now, year_end))


def wants_text(at_year_end: Attainment | None) -> bool:
    """财预〔2020〕10号: reason and remedy where a target is missed, the reason where it is passed by far."""
    return at_year_end is not None and (at_year_end.shortfall or at_year_end.far_above)


def worth_proposing(forecast: Decimal, scale: Decimal, unit: str) -> Decimal:
    """A forecast as a person would write it: to two places of the target's scale or of %, else whole."""
    if scale > 1:
        return rounded(forecast / scale, 2) * scale
    return rounded(forecast, 2 if unit == "%" else 0)


# ---------------------------------------------------------------- where a unit is


class UnitState(StrEnum):
    """未开始, 填报中, 退回, 待审, 已审: of all its indicators together, the worst first."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    RETURNED = "returned"
    HANDED_IN = "handed-in"
    REVIEWED = "reviewed"


def unit_state(newest: Iterable[Entry | None]) -> UnitState:
    """Where a unit is, by the newest entry of each of its indicators (None: nothing was said yet)."""
    entries = list(newest)
    states = {e.state if e else None for e in entries}
    if AnswerState.RETURNED in states:
        return UnitState.RETURNED
    if states <= {AnswerState.REVIEWED}:
        return UnitState.REVIEWED
    if states <= {AnswerState.REVIEWED, AnswerState.HANDED_IN}:
        return UnitState.HANDED_IN
    return UnitState.NOT_STARTED if states == {None} else UnitState.STARTED
