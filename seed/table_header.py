"""Where indicator and target stand in a table that is no 绩效目标表, by its header. Imports layout and words.

A header may have several rows: what stands lower says more (绩效指标 over 一级指标, 二级指标, 三级指标).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.written_target import named_target
from seed.table_layout import Line, squeeze
from seed.table_words import plain_header, role_of

_MOST_ROWS = 4
Roles = Mapping[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns counted from 0; one column holds both in one cell. `body`: the first line below."""

    indicator: int
    target: int
    body: int
    symbol: int | None = None
    unit: int | None = None
    explanation: int | None = None
    actuals: bool = False  # there are columns of actual values

    @property
    def in_one(self) -> bool:
        return self.indicator == self.target


def find_columns(lines: Sequence[Line], start: int = 0, stop: int | None = None) -> Columns | None:
    """The first header from line `start` on that names an indicator and a target, each in one column.

    Without one: the first whose indicators bring their targets along. `stop`: no header begins there.
    """
    in_one = None
    for at in range(start, len(lines) if stop is None else stop):
        if not any(map(role_of, lines[at].cells)):
            continue
        roles, body = _roles(lines, at)
        indicator, target = column_of(roles, "indicator"), column_of(roles, "target")
        if indicator is not None and target is not None:
            return made(roles, indicator, target, body)
        if in_one is None and indicator is not None and _holds_both(lines, body, indicator):
            in_one = made(roles, indicator, indicator, body)
    return in_one


def made(roles: Roles, indicator: int, target: int, body: int) -> Columns:
    """Both columns, and those the roles name beside them."""
    kept = {at: role for at, role in roles.items() if at not in (indicator, target)}
    beside = {name: column_of(kept, name) for name in ("symbol", "unit", "explanation")}
    return Columns(
        indicator,
        target,
        body,
        symbol=beside["symbol"],
        unit=beside["unit"],
        explanation=beside["explanation"],
        actuals=any(role == "actual" for role, _ in roles.values()),
    )


def column_of(roles: Roles, name: str) -> int | None:
    """The column whose word names the role best; None where none does, or two do alike."""
    found = sorted((rank, at) for at, (role, rank) in roles.items() if role == name)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def roles_in(line: Line) -> dict[int, tuple[str, int]]:
    return {at: role for at, cell in enumerate(line.cells) if (role := role_of(cell))}


def _roles(lines: Sequence[Line], at: int) -> tuple[Roles, int]:
    """The roles of the header that begins at a line, and where what is below it begins."""
    roles, above = roles_in(lines[at]), lines[at]
    for below in range(at + 1, min(at + _MOST_ROWS, len(lines))):
        line = lines[below]
        if not _goes_on(line, above, roles):
            return roles, below
        for column, cell in enumerate(line.cells):
            if role := role_of(cell):
                roles[column] = role
            elif column in roles and plain_header(cell) and not _same(line, above, column):
                del roles[column]  # 年度指标值 over 上半年 is not the year's
        above = line
    return roles, min(at + _MOST_ROWS, len(lines))


def _goes_on(line: Line, above: Line, roles: Roles) -> bool:
    """Whether a line belongs to the header above it: where indicator and target would be, it says nothing
    or header words.
    """
    asked = [at for at, (role, _) in roles.items() if role in ("indicator", "target")]
    cells = [_cell(line, at) for at in asked]
    if not all(not c or role_of(c) or _same(line, above, at) for c, at in zip(cells, asked, strict=True)):
        return False
    words = [cell for cell in line.cells if role_of(cell)]
    below_others = any(_cell(line, at) and not _same(line, above, at) for at in roles)
    return bool(words) or below_others or any(cells)


def _same(line: Line, above: Line, at: int) -> bool:
    return squeeze(_cell(line, at)) == squeeze(_cell(above, at))


def _cell(line: Line, at: int) -> str:
    return line.cells[at] if at < len(line.cells) else ""


def _holds_both(lines: Sequence[Line], body: int, column: int) -> bool:
    """Whether most cells of a column hold an indicator and its target."""
    said = [cell for line in lines[body:] if (cell := _cell(line, column))]
    return 2 * sum(named_target(cell) is not None for cell in said) > len(said)
