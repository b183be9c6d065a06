"""A reported figure: append-only revisions and the verdicts on them. The domain only."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.pace import YearPlan
from bot.domain.period import Period


class Standing(StrEnum):
    """State of a figure on its way to counting: 待审 / 已审 / 退回 / 撤回."""

    WAITING = "waiting"
    REVIEWED = "reviewed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Revision:
    """One reported value of an indicator for a period. `number` counts from 1 in that period.

    `value` is in the base unit (percent for rates); a cumulative value is the year's total so far.
    """

    id: int
    indicator_id: int
    period: Period
    number: int
    value: Decimal
    at: datetime
    by: int | None
    by_name: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    reason: str = ""  # why it was corrected
    on_behalf: bool = False
    standing: Standing = Standing.WAITING
    verdict_by: int | None = None
    verdict_at: datetime | None = None
    verdict_reason: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a unit says of a figure. `reason` is one of the official five, `said` what the person picked."""

    id: int
    indicator_id: int
    period: Period
    kind: str  # behind | preview | inquiry | far-above
    reason: str
    said: str
    text: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Deferral:
    """待上级数据: the figure comes from above and is not there yet; set aside until the day."""

    id: int
    indicator_id: int
    period: Period
    until: date
    note: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Inquiry:
    """请科室说明: a leader asks the responsible unit about an indicator."""

    id: int
    indicator_id: int
    period: Period
    asked_by: int
    asked_at: datetime
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A logged change of an annual target; both texts as the tables read."""

    id: int
    indicator_id: int
    old: str | None
    new: str | None
    by: int | None
    at: datetime
    document: str = ""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A logged plan of an indicator; None when it was withdrawn."""

    id: int
    indicator_id: int
    plan: YearPlan | None
    document: str
    by: int | None
    by_name: str
    at: datetime
