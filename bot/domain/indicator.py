"""An indicator of a yearly target table and what kind of thing it is. The domain only."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.domain.pace import YearPlan
from bot.domain.period import Rhythm
from bot.domain.quantity import Reading, read


class Measure(StrEnum):
    """How an indicator accumulates, and so what its actual is compared with (docs: the rules)."""

    CUMULATIVE = "cumulative"
    RATE = "rate"
    AVERAGE = "average"
    LEVEL = "level"
    BY_YEAR_END = "by-year-end"
    QUALITATIVE = "qualitative"


class Direction(StrEnum):
    MORE = "more"
    LESS = "less"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of the published table as the cells read; None where the table says "/" or nothing.

    `duty_no` … `activity` are the 14 columns of the official form (绩效目标表).
    """

    duty_no: str | None
    duty: str | None
    sub_duty: str | None
    goal: str | None
    indicator: str
    explanation: str | None
    annual_target: str | None
    planned_value: str | None
    standard_value: str | None
    standard_source: str | None
    mean3: str | None
    last_year: str | None
    history_source: str | None
    activity: str | None


ASSUMABLE = ("responsible_unit", "measure", "direction", "rhythm", "weight", "by_application")
"""What the table does not say: proposed, marked assumed until an administrator has answered."""


@dataclass(frozen=True)
class Indicator:
    """A stored indicator. `code` is duty number and running number (2-03), unique in department and year."""

    id: int
    department_id: int
    year: int
    code: str
    cells: Cells
    unit_id: int | None
    unit: str | None  # the responsible unit's name
    measure: Measure
    direction: Direction
    rhythm: Rhythm
    weight: Decimal | None = None
    by_application: bool = False
    baseline: Decimal | None = None  # by-year-end indicators with a plan start here
    assumed: frozenset[str] = frozenset(ASSUMABLE)
    retired: bool = False
    assisting: tuple[str, ...] = ()  # the units that assist (配合), by name
    assisting_ids: frozenset[int] = frozenset()
    plan: YearPlan | None = None  # takes the place of month ÷ 12
    evidence_since: datetime | None = None  # figures given from then on need a file (佐证材料); UTC
    questions: tuple[str, ...] = field(default=())  # what the import asks to look at, as codes

    @property
    def name(self) -> str:
        return self.cells.indicator

    @cached_property
    def target(self) -> Reading:
        return read(self.cells.annual_target or "")

    @property
    def target_value(self) -> Decimal | None:
        return self.target.value

    @property
    def unit_of_measure(self) -> str:
        """The base unit, scale removed: 元, 件, %; empty when the table names none."""
        return self.target.unit or ""

    def yardstick(self, name: str) -> Reading:
        """`planned_value`, `standard_value`, `last_year` or `mean3`, read."""
        return read(getattr(self.cells, name) or "")
