"""The finance system's import layout: the monitoring form's facts, one plain line per indicator. Domain only.

Amounts are in the target's own scale: 30 with 亿元 for 30亿元.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.figures import rounded, show
from bot.domain.form_details import FormDetails
from bot.domain.indicator import Direction, Indicator, Measure
from bot.services.form_c import NOBODY_ASKED, Answers, FormC, MonitoredRow, form_c
from bot.services.form_rows import Lack, lacks_of
from bot.services.ledger import Ledger

QUALITATIVE = "定性"
SYMBOLS = {Direction.MORE: "≥", Direction.LESS: "≤", Direction.EXACT: "＝"}
_OPERATORS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}
_PLACES = 6


@dataclass(frozen=True, slots=True)
class ImportLine:
    """`target` and `value` as numbers in `unit`, or as text where the target has no number."""

    row: MonitoredRow
    symbol: str | None
    target: Decimal | str | None
    unit: str | None
    value: Decimal | str | None


@dataclass(frozen=True, slots=True)
class FinanceImport:
    """The layout for January to a month; `form` is where its lines come from."""

    form: FormC
    lines: tuple[ImportLine, ...]
    lacks: tuple[Lack, ...] = ()

    @property
    def pretend(self) -> bool:
        return self.form.pretend


def finance_import(
    ledger: Ledger,
    until: int,
    details: FormDetails,
    stated: Answers = NOBODY_ASKED,
    document: str = "",
) -> FinanceImport:
    form = form_c(ledger, until, details, stated, document)
    lines = tuple(_line(row) for row in form.rows)
    own = [(code, line.row.indicator) for line in lines for code in _lacking(line)]
    lacks = tuple(
        lack for lack in form.lacks if lack.code != "expected-missing"
    )  # the layout has no place for it
    return FinanceImport(form, lines, (*lacks, *lacks_of(own)))


def _line(row: MonitoredRow) -> ImportLine:
    indicator, actual = row.indicator, row.answer.value
    target = indicator.target
    if indicator.measure is Measure.QUALITATIVE:
        return ImportLine(row, QUALITATIVE, indicator.cells.annual_target, None, row.value)
    if target.value is None:
        return ImportLine(row, None, indicator.cells.annual_target, None, row.value)
    unit = show(target.scale, target.unit, scale=target.scale).removeprefix("1")
    symbol = _OPERATORS.get(target.operator or "") or SYMBOLS[indicator.direction]
    value = None if actual is None else _in_scale(actual, target.scale)
    return ImportLine(row, symbol, _in_scale(target.value, target.scale), unit or None, value)


def _in_scale(value: Decimal, scale: Decimal) -> Decimal:
    return rounded(value / scale, _PLACES).normalize()


def _lacking(line: ImportLine) -> Iterator[str]:
    indicator = line.row.indicator
    if line.symbol is None:
        yield "target-without-number"
    if line.symbol == SYMBOLS.get(indicator.direction) and _direction_is_assumed(indicator):
        yield "direction-assumed"
    if line.row.level1 is None:
        yield "levels-missing"


def _direction_is_assumed(indicator: Indicator) -> bool:
    return indicator.target.operator is None and "direction" in indicator.assumed
