"""Where a light changes, a grade begins, what weighs how much: a department may set it. Standard library."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Thresholds:
    """For amounts that accumulate, `ahead`, `on_pace` and `slightly_below` are least progress (1: on pace).

    A rate, average or level that misses its target is slightly below it within `near_points` percentage
    points (shares) or `near_percent` per cent of the target (others). Above `far_above` per cent of the
    year's target somebody asks why.
    """

    ahead: Decimal = Decimal("1.2")
    on_pace: Decimal = Decimal(1)
    slightly_below: Decimal = Decimal("0.8")
    near_points: Decimal = Decimal(1)
    near_percent: Decimal = Decimal(5)
    far_above: Decimal = Decimal(130)


DEFAULT = Thresholds()
PROVINCIAL_FINANCE = Thresholds(on_pace=Decimal("0.8"), slightly_below=Decimal("0.6"))
"""Blue ≥ 1.2, green ≥ 0.8, yellow ≥ 0.6, red: the traffic lights of provincial finance."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Least points of 优, 良 and 中; below is 差 (财预〔2020〕10号 leaves the bounds to the department)."""

    excellent: Decimal = Decimal(90)
    good: Decimal = Decimal(80)
    fair: Decimal = Decimal(60)


DEFAULT_GRADES = Grades()


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """How the 100 points of a self-evaluation are parted: execution of the budget and three groups."""

    execution: Decimal
    output: Decimal
    benefit: Decimal
    satisfaction: Decimal


PROJECT_WEIGHTS = ScoreWeights(Decimal(10), Decimal(50), Decimal(30), Decimal(10))
"""Of a project's self-evaluation (财预〔2020〕10号); a whole department's table has its own."""
