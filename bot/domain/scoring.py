"""Points of the self-evaluation and their grades (财预〔2020〕10号). Standard library and the domain only."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from bot.domain.indicator import Direction
from bot.domain.pace import to_decimal
from bot.domain.thresholds import DEFAULT, DEFAULT_GRADES, Grades, Thresholds


class Band(StrEnum):
    """How a qualitative indicator turned out."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"


class Grade(StrEnum):
    """优, 良, 中, 差."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Score:
    """`points` to two places; `explain`: so far above the target that it needs a reason (or is trimmed)."""

    points: Decimal
    explain: bool = False


def score(
    weight: Decimal, target: Decimal, value: Decimal, direction: Direction, thresholds: Thresholds = DEFAULT
) -> Score | None:
    """The points of an indicator of that weight; None where the target allows no proportion (0 or less).

    Met: all of them. Less than a target of *more*: in proportion. More than a target t of *less*: by the
    excess over t, none from 2t on. At a target of 0 that is not to be exceeded: all or nothing.
    """
    if target < 0:
        return None
    if target == 0:
        return None if direction is Direction.MORE else Score(_points(weight, Fraction(value == 0)))
    ratio = Fraction(value) / Fraction(target)
    share = _share(ratio, direction)
    explain = direction is Direction.MORE and ratio * 100 > Fraction(thresholds.far_above)
    return Score(_points(weight, share), explain)


def _share(ratio: Fraction, direction: Direction) -> Fraction:
    """The share of the weight that value ÷ target earns, 0 to 1."""
    under, over = ratio, 2 - ratio
    earned = {Direction.MORE: under, Direction.LESS: over, Direction.EXACT: min(under, over)}[direction]
    return min(max(earned, Fraction(0)), Fraction(1))


def band_of(percent: Decimal) -> Band:
    """The band of a qualitative indicator that earns that percentage of its weight: 100–80, 80–60, 60–0."""
    if percent >= 80:
        return Band.MET
    return Band.PARTLY_MET if percent >= 60 else Band.NOT_MET


def band_limits(band: Band) -> tuple[Decimal, Decimal]:
    """Least and greatest percentage of the weight in the band."""
    low, high = {Band.MET: (80, 100), Band.PARTLY_MET: (60, 80), Band.NOT_MET: (0, 60)}[band]
    return Decimal(low), Decimal(high)


def qualitative_score(weight: Decimal, percent: Decimal) -> Score:
    """The points of a qualitative indicator that earns that percentage (0-100) of its weight."""
    if not 0 <= percent <= 100:
        raise ValueError(f"not a share of the weight: {percent}")
    return Score(_points(weight, Fraction(percent) / 100))


def grade_of(total: Decimal, grades: Grades = DEFAULT_GRADES) -> Grade:
    """The grade of a total of 100 points."""
    if total >= grades.excellent:
        return Grade.EXCELLENT
    if total >= grades.good:
        return Grade.GOOD
    return Grade.FAIR if total >= grades.fair else Grade.POOR


def _points(weight: Decimal, share: Fraction) -> Decimal:
    return to_decimal(Fraction(weight) * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
