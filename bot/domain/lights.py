"""The rules of completion, pace and light, one function per way of accumulating. The domain only."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.domain.indicator import Direction
from bot.domain.pace import Milestones, Plan, exact, share_of_year, to_decimal
from bot.domain.scoring import Band, band_of
from bot.domain.thresholds import Thresholds

SHARES = ("%", "百分点")
"""Units whose differences are percentage points."""


class Light(StrEnum):
    """From the best to the worst."""

    AHEAD = "ahead"
    ON_PACE = "on-pace"
    MET = "met"
    WITHIN_ALLOWANCE = "within-allowance"
    SLIGHTLY_BELOW = "slightly-below"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Attainment:
    """What a figure amounts to; a field is None where it is not said of the indicator.

    `reached`: the annual target is there. `completion` and `pace` in per cent; `planned`: the pace is a
    plan's. `deviation` in percentage points, positive above, from "pace" or from "target". `progress`: 1 is
    exactly on pace. `distance`: what is still between the value and the annual target, in the unit.
    `in_progress`: 推进中, no light.
    `shortfall`: not where it should be; `too_high`: because it is above; `blame`: and it is held against the
    indicator (it is counted as 偏低).
    `far_above`: somebody asks why. `question`: a code for the administrator (target-zero, target-negative,
    target-missing, target-unreadable).
    """

    light: Light | None = None
    reached: bool = False
    completion: Decimal | None = None
    pace: Decimal | None = None
    planned: bool = False
    deviation: Decimal | None = None
    deviation_from: str = ""
    progress: Decimal | None = None
    distance: Decimal | None = None
    in_progress: bool = False
    shortfall: bool = False
    too_high: bool = False
    blame: bool = False
    far_above: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A value beside the number it is compared with. `strict`: the target itself is not enough (＞, ＜).

    `over`: this is the year's final figure.
    """

    direction: Direction
    goal: Decimal
    strict: bool
    value: Decimal
    unit: str
    month: int
    over: bool
    baseline: Decimal | None
    milestones: Milestones
    thresholds: Thresholds

    @property
    def met(self) -> bool:
        if self.value == self.goal:
            return not self.strict
        above = self.value > self.goal
        return {Direction.MORE: above, Direction.LESS: not above, Direction.EXACT: False}[self.direction]

    @property
    def distance(self) -> Decimal:
        return Decimal(0) if self.met else abs(self.goal - self.value)

    @property
    def far_above(self) -> bool:
        limit = self.goal * self.thresholds.far_above / 100
        return self.direction is Direction.MORE and self.unit not in SHARES and self.value > limit


def cumulative(case: Case) -> Attainment:
    """Against the annual target × pace; *less* is a yearly allowance that must not be used up early."""
    if case.goal < 0:
        return Attainment(question="target-negative")
    if case.goal == 0:
        return _nothing_allowed(case)
    plan = Plan(Decimal(0), case.goal, case.milestones) if case.milestones else None
    share = Fraction(1) if case.over else share_of_year(case.month, plan)
    done = exact(case.value) / exact(case.goal)
    progress = _progress(case.direction, done / share) if share else None
    light = _cumulative_light(case, progress)
    return Attainment(
        light=light,
        reached=case.met and (case.over or case.direction is not Direction.LESS),
        completion=to_decimal(done * 100),
        pace=to_decimal(share * 100),
        planned=plan is not None,
        deviation=to_decimal((done - share) * 100),
        deviation_from="pace",
        progress=None if progress is None else to_decimal(progress),
        distance=case.distance,
        shortfall=_falls_short(light),
        blame=_falls_short(light),
        far_above=case.far_above,
    )


def _progress(direction: Direction, ratio: Fraction) -> Fraction:
    return max(2 - ratio, Fraction(0)) if direction is Direction.LESS else ratio


def _cumulative_light(case: Case, progress: Fraction | None) -> Light:
    """`progress` is None while the plan expects nothing yet."""
    match case.direction:
        case Direction.MORE:
            not_enough = case.over and case.value == case.goal and not case.met
            return Light.SLIGHTLY_BELOW if not_enough else _by_progress(progress, case.thresholds)
        case Direction.LESS:
            return _allowance_light(case, progress)
        case _:
            return _exact_light(case, progress)


def _by_progress(progress: Fraction | None, thresholds: Thresholds) -> Light:
    if progress is None:
        return Light.ON_PACE
    if progress >= exact(thresholds.ahead):
        return Light.AHEAD
    if progress >= exact(thresholds.on_pace):
        return Light.ON_PACE
    return Light.SLIGHTLY_BELOW if progress >= exact(thresholds.slightly_below) else Light.BELOW


def _allowance_light(case: Case, progress: Fraction | None) -> Light:
    """Below as soon as the annual target is passed, however late in the year."""
    if not case.met or (progress is None and case.value > 0):
        return Light.BELOW
    light = _by_progress(progress, case.thresholds)
    if light in (Light.AHEAD, Light.ON_PACE):
        return Light.MET if case.over else Light.WITHIN_ALLOWANCE
    return light


def _exact_light(case: Case, progress: Fraction | None) -> Light:
    if case.met:
        return Light.MET
    if case.value > case.goal:
        return Light.BELOW
    light = _by_progress(progress, case.thresholds)
    return Light.ON_PACE if light is Light.AHEAD else light


def _nothing_allowed(case: Case) -> Attainment:
    """A target of 0: met only at 0, and a yearly allowance of 0 only when the year is over."""
    if not case.met:
        return Attainment(Light.BELOW, distance=case.distance, shortfall=True, blame=True)
    early = case.direction is Direction.LESS and not case.over
    return Attainment(
        Light.WITHIN_ALLOWANCE if early else Light.MET, reached=not early, distance=case.distance
    )


def steady(case: Case) -> Attainment:
    """Rate, average, level: against the full target all year. No completion is said of them."""
    points = case.value - case.goal if case.unit in SHARES else None
    light = Light.MET if case.met else Light.SLIGHTLY_BELOW if _is_near(case) else Light.BELOW
    return Attainment(
        light=light,
        reached=case.met,
        deviation=points,
        deviation_from="" if points is None else "target",
        distance=case.distance,
        shortfall=not case.met,
        blame=not case.met,
        far_above=case.far_above,
    )


def _is_near(case: Case) -> bool:
    if case.unit in SHARES:
        return case.distance <= case.thresholds.near_points
    return case.distance * 100 <= abs(case.goal) * case.thresholds.near_percent


def by_year_end(case: Case) -> Attainment:
    """Against its own plan from a baseline; without one in progress, until the year's final figure."""
    if case.met or case.over:
        return steady(case)
    if case.baseline is None and not case.milestones:
        return Attainment(in_progress=True, distance=case.distance)
    plan = Plan(case.baseline or Decimal(0), case.goal, case.milestones)
    leads_there = {
        Direction.MORE: plan.target > plan.baseline,
        Direction.LESS: plan.target < plan.baseline,
        Direction.EXACT: plan.target != plan.baseline,
    }
    return _planned(case, plan) if leads_there[case.direction] else steady(case)


def _planned(case: Case, plan: Plan) -> Attainment:
    """`done` and `share` are shares of the way from the baseline to the target."""
    share = plan.share_by(case.month)
    way = exact(plan.target) - exact(plan.baseline)
    done = (exact(case.value) - exact(plan.baseline)) / way
    progress = done / share if share > 0 else None
    light = Light.BELOW if progress is None and done < 0 else _by_progress(progress, case.thresholds)
    return Attainment(
        light=light,
        pace=to_decimal(share * 100),
        planned=True,
        deviation=to_decimal((done - share) * 100),
        deviation_from="pace",
        progress=None if progress is None else to_decimal(progress),
        distance=case.distance,
        shortfall=_falls_short(light),
        blame=_falls_short(light),
    )


def qualitative(percent: Decimal) -> Attainment:
    """Three bands, by the percentage of the weight that is earned."""
    lights = {Band.MET: Light.MET, Band.PARTLY_MET: Light.SLIGHTLY_BELOW, Band.NOT_MET: Light.BELOW}
    light = lights[band_of(percent)]
    short = _falls_short(light)
    return Attainment(light, reached=not short, shortfall=short, blame=short)


def _falls_short(light: Light) -> bool:
    return light in (Light.SLIGHTLY_BELOW, Light.BELOW)
