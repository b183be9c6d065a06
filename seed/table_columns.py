"""A table whose cells stand under their headers, row by row. Imports the table's layout and rows.

A form that was written here is read so, exactly; a table published by others is aligned by what its cells
look like (table_alignment), because there the header says little.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells
from seed.table_alignment import NONE_MARKS
from seed.table_layout import Line, is_header, squeeze, tidy
from seed.table_rows import Note, Row, duty_number, oddities, value_of

Columns = Mapping[str, int]
"""Field of Cells -> its column, counted from 0."""

_WORDS = {
    "职责序号": "duty_no",
    "部门职责": "duty",
    "职责目标": "goal",
    "绩效指标": "indicator",
    "指标解释": "explanation",
    "年度指标值": "annual_target",
    "规划值": "planned_value",
    "标准值": "standard_value",
    "前三年均值": "mean3",
    "上年值": "last_year",
    "工作活动": "activity",
}
_SOURCES = ("standard_source", "history_source")


def columns_of_form(lines: Iterable[Line]) -> Columns | None:
    """Where the 14 columns of the 绩效目标表 stand by its header; None unless all are named, and in order."""
    found: dict[str, int] = {}
    sources: set[int] = set()
    for line in filter(is_header, lines):
        for at, cell in enumerate(line.cells):
            word = squeeze(cell)
            if word == "来源":
                sources.add(at)
            elif word in _WORDS:
                found.setdefault(_WORDS[word], at)
    found |= dict(zip(_SOURCES, sorted(sources), strict=False))
    found["sub_duty"] = found.get("duty", 0) + 1
    fields = tuple(Cells.__dataclass_fields__)
    if set(found) != set(fields) or sorted(found, key=found.__getitem__) != list(fields):
        return None
    return found


def rows_under(columns: Columns, lines: Iterable[Line]) -> tuple[tuple[Row, ...], tuple[Note, ...]]:
    """All rows and what is odd about them. Raises DomainError table-row-broken (line, text, missing)."""
    rows: list[Row] = []
    running: dict[int, int] = {}
    above: dict[str, str] = {}
    for line in _body(lines):
        said = {name: tidy(line.cells[at]) if at < len(line.cells) else "" for name, at in columns.items()}
        if not _is_row(line, said):
            continue
        above = _carried(said, above)
        cells = Cells(**{name: value_of(text) for name, text in (said | above).items()})  # type: ignore[arg-type]
        number = _number(line, cells.duty_no)
        running[number] = running.get(number, 0) + 1
        rows.append(Row(f"{number}-{running[number]:02d}", cells, line.number))
    return tuple(rows), oddities(rows)


def _body(lines: Iterable[Line]) -> Iterator[Line]:
    """What stands below the first header, without the headers of further pages."""
    below = False
    for line in lines:
        if is_header(line):
            below = True
        elif below:
            yield line


def _is_row(line: Line, said: Mapping[str, str]) -> bool:
    """An indicator with its target; who signs below the table is none of them."""
    missing = [name for name in ("indicator", "annual_target") if not said[name]]
    if said["indicator"] in NONE_MARKS and said["annual_target"] in NONE_MARKS:
        return False
    if missing or said["indicator"] in NONE_MARKS:
        missing = missing or ["indicator"]
        raise DomainError("table-row-broken", line=line.number, text=line.text, missing=missing)
    return True


_CARRIED: Sequence[tuple[str, tuple[str, ...]]] = (
    ("duty_no", ()),
    ("duty", ("duty_no",)),
    ("sub_duty", ("duty_no", "duty")),
    ("goal", ("duty_no", "duty", "sub_duty")),
    ("activity", ("duty_no", "duty", "sub_duty", "goal")),
)
"""Field -> the fields to its left: a blank under one of them that is given is none of its own."""


def _carried(said: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """What merged cells show, or cells that were taken apart leave out: the cell above, within its part."""
    return {
        name: said[name] or ("" if any(said[left] for left in lefts) else above.get(name, ""))
        for name, lefts in _CARRIED
    }


def _number(line: Line, duty_no: str | None) -> int:
    """The duty's number for the code; a table without duties has one."""
    if duty_no is None:
        return 1
    if number := duty_number(duty_no):
        return number
    raise DomainError("table-row-broken", line=line.number, text=line.text, missing=["duty_no"])
