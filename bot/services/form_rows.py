"""What the forms of figures share: rows in the order of their levels, values as text, what is lacking.

Imports the domain and the ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot.domain.figures import rounded, show
from bot.domain.form_details import FormDetails
from bot.domain.indicator import Indicator, Measure
from bot.domain.scoring import Band, band_of

BANDS: Mapping[Band, str] = {
    Band.MET: "达成预期指标",
    Band.PARTLY_MET: "部分达成预期指标并具有一定效果",
    Band.NOT_MET: "未达成预期指标且效果较差",
}
"""The words of 财预〔2020〕10号 for qualitative indicators."""
_MEAN_PLACES = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a form is blank about, or that a person has to judge: a code and the indicators concerned."""

    code: str
    about: tuple[Indicator, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def lacks_of(found: Sequence[tuple[str, Indicator]]) -> tuple[Lack, ...]:
    """One lack for each code, in the order in which the codes came."""
    codes = dict.fromkeys(code for code, _ in found)
    return tuple(Lack(code, tuple(i for c, i in found if c == code)) for code in codes)


def in_order(indicators: Sequence[Indicator], details: FormDetails) -> list[Indicator]:
    """Indicators of one 一级指标 and 二级指标 together, else as in the table; those without come last."""
    levels = [details.levels_of(i.cells) for i in indicators]
    firsts = {first: n for n, (first, _) in reversed(list(enumerate(levels)))}
    seconds = {both: n for n, both in reversed(list(enumerate(levels)))}
    last = len(indicators)

    def place(number: int) -> tuple[int, int, int]:
        first, second = levels[number]
        return (last if first is None else firsts[first], seconds[first, second], number)

    return [indicators[n] for n in sorted(range(last), key=place)]


def value_text(indicator: Indicator, value: Decimal) -> str:
    """A value as it stands on a form: in the indicator's unit and scale; of qualitative ones the band."""
    if indicator.measure is Measure.QUALITATIVE:
        return BANDS[band_of(value)]
    shown = rounded(value, _MEAN_PLACES).normalize() if indicator.measure is Measure.AVERAGE else value
    said = indicator.target.parts[0] if indicator.target.parts else indicator.target
    return show(shown, said.unit or "", scale=said.scale)
