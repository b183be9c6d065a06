"""From aligned lines to rows: what merged cells leave out is filled down. Imports the domain."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from seed.table_alignment import NONE_MARKS, PATTERN, targets_of
from seed.table_layout import Line, squeeze

_NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?[.、]?")
_LEADING = {1: "goal", 2: "sub_duty", 3: "duty"}  # columns before the indicator


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at in the table as a whole; `code` names it, `facts` fill its text."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Above:
    """What a merged cell of the next line may carry on; raw texts, "/" included."""

    number: int
    duty_no: str
    duty: str
    sub_duty: str = ""
    goal: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its code and the line it came from."""

    code: str
    cells: Cells
    line: int


def rows_of(pages: Sequence[Sequence[Line]]) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
    """All rows in order and what is odd about them.

    Raises DomainError table-row-broken (line, text, missing) and table-duty-conflict (line, duty_no, duties).
    """
    above: _Above | None = None
    rows: list[Row] = []
    notes: list[Note] = []
    running: dict[int, int] = {}
    padded = sum(not line.cells[-1] for page in pages for line in page) > 1
    for page in pages:
        for at, (line, target) in enumerate(targets_of(page, padded=padded)):
            given = _leading(line, target - 2)
            if at == 0 and above and "duty_no" not in given:
                notes.append(
                    Note("page-without-duty-number", {"line": line.number, "duty_no": above.duty_no})
                )
            above = _carry(line, given | {"activity": _cell(line, target + 7)}, above)
            running[above.number] = running.get(above.number, 0) + 1
            rows.append(_row(line, target, above, running[above.number]))
    return tuple(rows), (*notes, *oddities(rows))


def _cell(line: Line, at: int) -> str:
    return line.cells[at] if at < len(line.cells) else ""


def _leading(line: Line, indicator: int) -> dict[str, str]:
    """What stands before the indicator: a bare number first is the duty's, the others go by distance."""
    given: dict[str, str] = {}
    for at, cell in enumerate(line.cells[:indicator]):
        if not cell:
            continue
        name = _LEADING.get(indicator - at)
        if not given and _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell)):
            given["duty_no"] = cell
        elif name:
            given[name] = cell
        else:
            raise _broken(line, "duty_no")
    return given


def _carry(line: Line, given: Mapping[str, str], above: _Above | None) -> _Above:
    """The line's own leading cells over those of the line above, never across duties."""
    if "duty_no" not in given and above is None:
        raise _broken(line, "duty_no")
    number = duty_number(given["duty_no"]) if "duty_no" in given else None
    if above is None or (number is not None and number != above.number):
        return _new_duty(line, given, number or 0)
    duty, sub_duty = given.get("duty", ""), given.get("sub_duty", "")
    if not duty and squeeze(sub_duty) == squeeze(above.duty):
        duty, sub_duty = sub_duty, ""  # a page without the column of sub-duties says the duty again
    if duty and squeeze(duty) != squeeze(above.duty):
        raise DomainError(
            "table-duty-conflict", line=line.number, duty_no=above.duty_no, duties=[above.duty, duty]
        )
    return _Above(
        above.number,
        above.duty_no,
        above.duty,
        sub_duty or above.sub_duty,
        given.get("goal") or above.goal,
        given["activity"] or above.activity,
    )


def _new_duty(line: Line, given: Mapping[str, str], number: int) -> _Above:
    """A number not seen just above brings its duty; with two texts only, there is no sub-duty."""
    duty, sub_duty = given.get("duty", ""), given.get("sub_duty", "")
    if not duty:
        duty, sub_duty = sub_duty, ""
    if not duty:
        raise _broken(line, "duty")
    return _Above(number, given["duty_no"], duty, sub_duty, given.get("goal", ""), given["activity"])


def duty_number(cell: str) -> int:
    """The number of a duty (1, 1., 1、); 0 when it is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell))
    return int(found[1]) if found else 0


def _row(line: Line, target: int, above: _Above, running: int) -> Row:
    own = {name: _cell(line, target + offset) for name, (offset, _) in PATTERN.items()}
    own |= {
        "duty_no": above.duty_no,
        "duty": above.duty,
        "sub_duty": above.sub_duty,
        "goal": above.goal,
        "activity": above.activity,
    }
    indicator = own.pop("indicator")
    cells = Cells(indicator=indicator, **{name: value_of(text) for name, text in own.items()})
    return Row(f"{above.number}-{running:02d}", cells, line.number)


def value_of(text: str) -> str | None:
    """None for "/" and its like."""
    return None if text in NONE_MARKS else text


def oddities(rows: Sequence[Row]) -> tuple[Note, ...]:
    """What is odd about the rows together."""
    return tuple(_oddities(rows))


def _oddities(rows: Sequence[Row]) -> Iterator[Note]:
    numbers = {int(row.code.partition("-")[0]) for row in rows}
    if gaps := sorted(set(range(1, max(numbers, default=0))) - numbers):
        yield Note("duty-numbers-missing", {"numbers": gaps})
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        first = seen.setdefault((row.code.partition("-")[0], squeeze(row.cells.indicator)), row)
        if first is not row:
            yield Note("indicator-twice", {"name": row.cells.indicator, "codes": [first.code, row.code]})


def _broken(line: Line, missing: str) -> DomainError:
    return DomainError("table-row-broken", line=line.number, text=line.text, missing=[missing])
