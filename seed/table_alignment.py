"""Where the columns of one line stand, found by what the cells look like. Imports the domain.

A published table loses and gains cells from page to page, so the header says little. What holds is the order:
a name, an explanation, three values, a source in words, two values, a source. The line is laid over that
pattern at every place, and the best fit says where the annual target is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.errors import DomainError
from bot.domain.quantity import Kind, read
from seed.table_layout import Line

NONE_MARKS = frozenset(("", "/", "／", "-", "--", "—", "——", "－", "–"))
_FIGURES = frozenset(
    (Kind.QUANTITY, Kind.RATE, Kind.INCREMENT, Kind.GROWTH, Kind.POINTS, Kind.RANGE, Kind.DATE, Kind.COMPOUND)
)
_LONGEST_VALUE = 40
_LONGEST_WORDS = 20  # a target in words (应保尽保); anything longer is an explanation
_GOOD_SCORE = 8  # a name, a target and at least half of what stands beside it


class Look(Enum):
    """What a cell looks like."""

    ABSENT = auto()  # the line ends before it
    BLANK = auto()
    NONE = auto()  # "/"
    FIGURE = auto()
    WORDS = auto()  # a few words, which may be a qualitative value
    TEXT = auto()


_VALUE = {Look.FIGURE: 2, Look.NONE: 1, Look.BLANK: 0, Look.WORDS: -2, Look.TEXT: -4, Look.ABSENT: -4}
_TARGET = _VALUE | {Look.FIGURE: 3, Look.NONE: 0, Look.BLANK: -4}
_SOURCE = {Look.WORDS: 2, Look.TEXT: 2, Look.NONE: 1, Look.BLANK: 0, Look.FIGURE: -4, Look.ABSENT: -4}
_NAME = {Look.WORDS: 1, Look.TEXT: 1, Look.FIGURE: -3, Look.NONE: -4, Look.BLANK: -4, Look.ABSENT: -4}
_EXPLANATION = {Look.WORDS: 1, Look.TEXT: 2, Look.NONE: 0, Look.BLANK: 0, Look.FIGURE: -3, Look.ABSENT: -4}
_ACTIVITY = {Look.WORDS: 0, Look.TEXT: 1, Look.NONE: 0, Look.BLANK: 0, Look.FIGURE: -4, Look.ABSENT: 0}

PATTERN = {
    "indicator": (-2, _NAME),
    "explanation": (-1, _EXPLANATION),
    "annual_target": (0, _TARGET),
    "planned_value": (1, _VALUE),
    "standard_value": (2, _VALUE),
    "standard_source": (3, _SOURCE),
    "mean3": (4, _VALUE),
    "last_year": (5, _VALUE),
    "history_source": (6, _SOURCE),
    "activity": (7, _ACTIVITY),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """The pattern laid over a line, the annual target in column `target`; `wrong` are misfits."""

    target: int
    score: int
    wrong: tuple[str, ...]
    in_words: bool  # all that is wrong are values that may be meant as words
    ends_at_source: bool  # nothing after a short source: blank cells were taken off its end


def targets_of(page: Sequence[Line], *, padded: bool) -> list[tuple[Line, int]]:
    """The column of the annual target in every line; hidden lines that are no rows are left out.

    `padded`: lines of this table end in blank cells, so that all lines of a page have the same width.
    Raises DomainError table-row-broken (line, text, missing).
    """
    fits = [(line, _best(line)) for line in page]
    clean = _columns_of_targets([fit for _, fit in fits if not fit.wrong])
    widths = _expected_widths([line.width for line in page], padded=padded)
    kept = []
    for (line, fit), width in zip(fits, widths, strict=True):
        wrong = _what_is_wrong(line, fit, clean, width)
        if not wrong:
            kept.append((line, fit.target))
        elif not line.hidden:
            raise DomainError("table-row-broken", line=line.number, text=line.text, missing=list(wrong))
    return kept


def _what_is_wrong(line: Line, fit: Fit, clean: Counter[int], width: int) -> tuple[str, ...]:
    """Values in words are believed in a line as wide as others, its target where others have theirs."""
    straight = fit.target in clean and line.width >= width
    if fit.wrong:
        return () if fit.in_words and straight else fit.wrong
    if fit.target not in clean:
        return ("standard_source", "history_source")  # hardly more than a number between words
    if line.width < width and not (clean[fit.target] > 1 and fit.ends_at_source):
        return ("cell",)
    return ()


def _columns_of_targets(fits: Sequence[Fit]) -> Counter[int]:
    """Where lines have their targets: lines that fit well are asked, others only where there are none."""
    return Counter(fit.target for fit in fits if fit.score >= _GOOD_SCORE) or Counter(
        fit.target for fit in fits
    )


def _expected_widths(widths: list[int], *, padded: bool) -> list[int]:
    """The width each line has unless it lost a cell: that of its neighbours; 0 where widths say nothing."""
    if padded:
        return [
            min(widths[max(at - 1, 0) : at] + widths[at + 1 : at + 2], default=0) for at in range(len(widths))
        ]
    width, lines = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return [width if len(widths) > 2 and lines >= len(widths) - 1 else 0] * len(widths)


def _best(line: Line) -> Fit:
    looks = [_look(cell) for cell in line.cells]
    return max(
        (_fit(looks, at) for at in range(1, max(3, len(looks)))), key=lambda fit: (fit.score, -fit.target)
    )


def _fit(looks: Sequence[Look], target: int) -> Fit:
    score, wrong, in_words = 0, [], True
    for name, (offset, marks) in PATTERN.items():
        look = _at(looks, target + offset)
        score += marks[look]
        if marks[look] < 0:
            wrong.append(name)
            in_words = in_words and look is Look.WORDS
    source, activity = (_at(looks, target + PATTERN[name][0]) for name in ("history_source", "activity"))
    ends = activity in (Look.ABSENT, Look.BLANK) and source is not Look.TEXT
    return Fit(target, score, tuple(wrong), in_words, ends)


def _at(looks: Sequence[Look], at: int) -> Look:
    return looks[at] if 0 <= at < len(looks) else Look.ABSENT


def _look(cell: str) -> Look:
    if cell in NONE_MARKS:
        return Look.NONE if cell else Look.BLANK
    if len(cell) <= _LONGEST_VALUE and read(cell).kind in _FIGURES:
        return Look.FIGURE
    return Look.WORDS if len(cell) <= _LONGEST_WORDS else Look.TEXT
