"""What an administrator should look at in a row before its target counts. Standard library only.

Codes and facts, no words. Only values of one dimension are compared; the direction decides what is worse.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot.domain.indicator import Cells, Direction
from bot.domain.proposals import propose, same_dimension
from bot.domain.quantity import Kind, Reading, read
from bot.domain.two_rates import rates_in

_STANDARDS = ("planned_value", "standard_value")
_HISTORY = ("mean3", "last_year")
_COUNTED = re.compile(r"(人次|班次|批次|场次|[次件户项人份家个天宗场批])数?[。.]?$")
_FIGURE_IN_TEXT = re.compile(
    r"(?:不低于|不少于|不超过|不高于|达到|达|超过|低于|[≥≤><=])?\d+(?:\.\d+)?(?:%|[百千万亿]*[^\W\d_]{1,3}?)(?:以上|以内|以下)"
    r"|(?:不低于|不少于|不超过|不高于|达到|达|[≥≤])\d+(?:\.\d+)?(?:%|[百千万亿]*[^\W\d_]{1,3})"
)
_SHARE = re.compile(r".*(?<![频汇速费税利])率$|.*(占比|比例|比重|满意度)$")
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Question:
    """Something to look at. `facts` hold the cells as they read (strings), and the names of their fields."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def questions(cells: Cells, direction: Direction | None = None) -> tuple[Question, ...]:
    """All questions of one row, in a fixed order; `direction` as decided, or else as it would be proposed.

    Codes: target-missing, target-unreadable, two-rates, explanation-contradicts, share-without-percent,
    unit-differs-from-name,
    increment-beside-level, standard-in-another-unit, history-in-another-unit, target-worse-than,
    twice-last-year, no-history.
    """
    target = read(cells.annual_target or "")
    towards = direction or propose(cells).direction
    return (
        *_about_target(target),
        *_about_name(cells, target),
        *_about_increments(cells, target),
        *_about_units(cells, target),
        *_about_yardsticks(cells, target, towards),
        *_about_history(cells),
    )


def _about_target(target: Reading) -> Iterator[Question]:
    if target.kind is Kind.NONE:
        yield Question("target-missing")
    if target.kind is Kind.UNREADABLE:
        yield Question("target-unreadable", {"target": target.text})


def _about_name(cells: Cells, target: Reading) -> Iterator[Question]:
    if rates := rates_in(cells.indicator):
        yield Question("two-rates", {"names": list(rates)})
    if said := _contradiction(cells.explanation or "", target):
        yield Question("explanation-contradicts", {"said": said, "target": target.text})
    if target.kind is Kind.QUANTITY and target.unit is None and _SHARE.fullmatch(cells.indicator.strip()):
        yield Question("share-without-percent", {"target": target.text})
    if (counted := _counted_in(cells)) and _counts_something_else(target, counted):
        facts = {"named": counted, "unit": target.unit or "", "target": target.text}
        yield Question("unit-differs-from-name", facts)


def _contradiction(explanation: str, target: Reading) -> str | None:
    """A threshold in the explanation, of the target's dimension, that is another number."""
    text = "".join(unicodedata.normalize("NFKC", explanation).split())
    for found in _FIGURE_IN_TEXT.finditer(text):
        said = read(found[0])
        if same_dimension(said, target) and said.unit == target.unit and said.value != target.value:
            return found[0]
    return None


def _counted_in(cells: Cells) -> str | None:
    """The counter that the name ends in (次数, 人次, 件数), or else the explanation."""
    for text in (cells.indicator, cells.explanation or ""):
        if found := _COUNTED.search(text):
            return found[1] if found[1] in ("人次", "班次", "批次", "场次") or "数" in found[0] else None
    return None


def _counts_something_else(target: Reading, counted: str) -> bool:
    return target.kind is Kind.QUANTITY and target.unit is not None and target.unit != counted


def _about_increments(cells: Cells, target: Reading) -> Iterator[Question]:
    if target.kind is not Kind.QUANTITY:
        return
    beside = _texts(cells, _STANDARDS, lambda reading: reading.kind is Kind.INCREMENT)
    if beside:
        yield Question("increment-beside-level", {"target": target.text, "beside": beside})


def _about_units(cells: Cells, target: Reading) -> Iterator[Question]:
    def other(reading: Reading) -> bool:
        plain = {reading.kind, target.kind} <= {Kind.QUANTITY, Kind.RATE}
        return plain and bool(reading.value) and not same_dimension(reading, target)

    for code, fields in (("standard-in-another-unit", _STANDARDS), ("history-in-another-unit", _HISTORY)):
        if beside := _texts(cells, fields, other):
            yield Question(code, {"target": target.text, "beside": beside})


def _about_yardsticks(cells: Cells, target: Reading, towards: Direction) -> Iterator[Question]:
    def better(reading: Reading) -> bool:
        return same_dimension(reading, target) and _is_worse(target, reading, towards)

    if beside := _texts(cells, (*_HISTORY[::-1], *_STANDARDS), better):
        yield Question(
            "target-worse-than", {"target": target.text, "beside": beside, "direction": towards.value}
        )
    last = read(cells.last_year or "")
    times = _times(target, last)
    if times is not None and times >= _TWICE:
        facts = {"target": target.text, "last_year": last.text, "times": str(times)}
        yield Question("twice-last-year", facts)


def _is_worse(target: Reading, yardstick: Reading, towards: Direction) -> bool:
    if target.value is None or yardstick.value is None:
        return False
    match towards:
        case Direction.MORE:
            return target.value < yardstick.value
        case Direction.LESS:
            return target.value > yardstick.value
        case Direction.EXACT:
            return False


def _times(target: Reading, last: Reading) -> Decimal | None:
    """How many times last year's value the target is, to one place, rounded down; None if it says nothing."""
    if target.value is None or not last.value or not same_dimension(target, last) or last.value < 0:
        return None
    tenths = 10 * target.value // last.value
    return tenths / 10


def _about_history(cells: Cells) -> Iterator[Question]:
    if all(read(getattr(cells, name) or "").kind is Kind.NONE for name in _HISTORY):
        yield Question("no-history")


def _texts(cells: Cells, fields: tuple[str, ...], fits: Callable[[Reading], bool]) -> dict[str, str]:
    """The cells of these fields that fit, by the field's name, as they read."""
    texts = {name: getattr(cells, name) or "" for name in fields}
    return {name: text for name, text in texts.items() if fits(read(text))}
