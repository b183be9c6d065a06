"""A small department whose forms can be worked out by hand, and sheets as a second library reads them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from python_calamine import CalamineWorkbook

from bot.domain.figure import Explanation, Revision, Standing
from bot.domain.indicator import Cells, Direction, Indicator, Measure
from bot.domain.period import Period, Rhythm
from bot.domain.settings import DepartmentSettings
from bot.services.ledger import Ledger
from bot.services.ports import Department

AT = datetime(2024, 1, 5, 2, tzinfo=UTC)
MORE, LESS = Direction.MORE, Direction.LESS
CUMULATIVE, RATE, LEVEL = Measure.CUMULATIVE, Measure.RATE, Measure.LEVEL


def cells(name: str, target: str | None, duty: str = "1") -> Cells:
    return Cells(duty, f"职责{duty}", None, None, name, None, target, *[None] * 7)


@dataclass(frozen=True)
class Line:
    """An indicator and what is known of it at the year's end."""

    name: str
    target: str | None
    value: str | None = None
    weight: str | None = None
    measure: Measure = CUMULATIVE
    direction: Direction = MORE
    rhythm: Rhythm = Rhythm.QUARTERLY
    standing: Standing = Standing.REVIEWED
    month: int = 12
    said: str = ""
    reason: str = ""
    baseline: str | None = None

    def indicator(self, number: int) -> Indicator:
        return Indicator(
            id=number,
            department_id=1,
            year=2023,
            code=f"1-{number:02d}",
            cells=cells(self.name, self.target),
            unit_id=None,
            unit="交易科",
            measure=self.measure,
            direction=self.direction,
            rhythm=self.rhythm,
            weight=None if self.weight is None else Decimal(self.weight),
            baseline=None if self.baseline is None else Decimal(self.baseline),
        )

    def period(self) -> Period:
        return Period(2023, self.month, self.rhythm.months)

    def revision(self, number: int) -> Revision:
        value = Decimal(self.value or 0)
        return Revision(number, number, self.period(), 1, value, AT, 1, standing=self.standing)

    def explanation(self, number: int) -> Explanation:
        return Explanation(number, number, self.period(), "behind", self.reason, "", self.said, 1, AT)

    def earlier(self, month: int) -> "Line":
        """The same about an earlier month."""
        return replace(self, month=month)


def ledger(*lines: Line, settings: Mapping[str, str] | None = None, pretend: bool = False) -> Ledger:
    numbered = list(enumerate(lines, 1))
    department = Department(1, "某市某局", pretend, DepartmentSettings.from_json(settings or {}))
    return Ledger(
        department,
        2023,
        tuple(line.indicator(n) for n, line in numbered),
        tuple(line.revision(n) for n, line in numbered if line.value is not None),
        tuple(line.explanation(n) for n, line in numbered if line.said or line.reason),
    )


def shown(content: bytes) -> list[list[object]]:
    """The first sheet as another library reads it."""
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
