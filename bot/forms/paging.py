"""Where a form's pages end, so that no merged cell is cut through its text. Standard library only.

A program that prints a sheet breaks it wherever a page is full. Here a page ends between rows, where the
fewest cells are cut; a cell that has to be cut becomes two, and both say what it says, as on printed forms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_FULL_ENOUGH = 0.85  # for the sake of merged cells a page may end so early

Span = tuple[int, int]
"""The first and the last row of a cell."""


@dataclass(frozen=True, slots=True)
class Page:
    """Room for rows, in points as the rows' heights are; `repeated`: rows that head every further page."""

    room: float
    repeated: Span


def page_tops(heights: Mapping[int, float], spans: Sequence[Span], page: Page) -> tuple[int, ...]:
    """The first rows of the second page and of those after it. Rows of `repeated` are never parted."""
    rows, tops, used = sorted(heights), [], 0.0
    first, last = page.repeated
    heads = sum(heights.get(row, 0.0) for row in range(first, last + 1))
    begin = 0
    at = 0
    while at < len(rows):
        row = rows[at]
        if used + heights[row] <= page.room or at == begin:
            used += heights[row]
            at += 1
            continue
        begin = at = _best(rows, begin, at, heights, spans, page)
        tops.append(rows[at])
        used = heads if rows[at] > last else 0.0
    return tuple(tops)


def parts(span: Span, tops: Sequence[int]) -> Iterator[Span]:
    """A span as it stands on the pages."""
    first, last = span
    for top in tops:
        if first < top <= last:
            yield first, top - 1
            first = top
    yield first, last


def _best(
    rows: Sequence[int],
    begin: int,
    full: int,
    heights: Mapping[int, float],
    spans: Sequence[Span],
    page: Page,
) -> int:
    """Which row begins the next page: the lowest of those that cut the fewest cells."""
    used, choices = 0.0, [full]
    for at in range(begin, full):
        if used >= _FULL_ENOUGH * page.room:
            choices.append(at)
        used += heights[rows[at]]
    first, last = page.repeated
    allowed = [at for at in choices if not first < rows[at] <= last + 1]
    allowed = allowed or [at for at in range(begin + 1, full) if rows[at] == first] or [full]
    return min(allowed, key=lambda at: (_cut(rows[at], spans), -at))


def _cut(row: int, spans: Sequence[Span]) -> int:
    return sum(first < row <= last for first, last in spans)
