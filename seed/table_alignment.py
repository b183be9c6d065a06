"""Where the columns of one line stand, found by what the cells look like. Imports the domain.

A published table loses and gains cells from page to page, so the header says little. What holds is the order: a name,
an explanation, three values, a source in words, two values, a source. The line is laid over that pattern at
every place, and the best fit says where the annual target is.
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
    """The pattern laid over a line with the annual target in column `target`; `wrong` are fields that do not fit."""

    target: int
    score: int
    wrong: tuple[str, ...]
    in_words: bool  # all that is wrong are values that may be meant as words


def targets_of(page: Sequence[Line]) -> list[tuple[Line, int]]:
    """The column of the annual target in every line; hidden lines that are no rows are left out.

    Raises DomainError table-row-broken (line, text, missing).
    """
    fits = [(line, _best(line)) for line in page]
    clean = Counter(fit.target for _, fit in fits if not fit.wrong)
    usual = Counter(len(line.cells) for line in page).most_common(1)[0][0] if page else 0
    kept = []
    for line, fit in fits:
        straight = fit.in_words and fit.target in clean and len(line.cells) == usual
        if not fit.wrong or straight:
            kept.append((line, fit.target))
        elif not line.hidden:
            raise DomainError("table-row-broken", line=line.number, text=line.text, missing=list(fit.wrong))
    return kept


def _best(line: Line) -> Fit:
    looks = [_look(cell) for cell in line.cells]
    return max((_fit(looks, at) for at in range(1, max(3, len(looks)))), key=lambda fit: (fit.score, -fit.target))


def _fit(looks: Sequence[Look], target: int) -> Fit:
    score, wrong, in_words = 0, [], True
    for name, (offset, marks) in PATTERN.items():
        at = target + offset
        look = looks[at] if 0 <= at < len(looks) else Look.ABSENT
        score += marks[look]
        if marks[look] < 0:
            wrong.append(name)
            in_words = in_words and look is Look.WORDS
    return Fit(target, score, tuple(wrong), in_words)


def _look(cell: str) -> Look:
    if cell in NONE_MARKS:
        return Look.NONE if cell else Look.BLANK
    if len(cell) <= _LONGEST_VALUE and read(cell).kind in _FIGURES:
        return Look.FIGURE
    return Look.WORDS if len(cell) <= _LONGEST_WORDS else Look.TEXT
