"""Words into lines that fit a phone. Imports the standard library and the widths of bot.degrade."""

import re
from collections.abc import Iterable, Sequence

from bot.degrade import width

COLUMNS = 34
"""Half-width columns that fit a phone with room to spare: what is laid out in lines is at most so wide."""

BUBBLE = 40
"""Half-width columns of a bubble at 390 px: what runs on is folded there."""

_TIED = "\u00a0"  # a space at which no line is broken

LONGEST = 12
"""Lines of a prompt, an answer or an error; board, digest, history and previews may be longer."""

PAGE_LINES = LONGEST - 3
"""Lines of a list between its head and its hint."""


def lines_of(text: str) -> int:
    """Lines of a phone that a text takes, long ones folded."""
    return sum(_folds(line) for line in text.split("\n"))


def _folds(line: str) -> int:
    short = 2 * len(line) <= BUBBLE  # true of most lines, and soon said
    return 1 if short else max(1, -(-width(line) // BUBBLE))


def fitted(text: str, columns: int = COLUMNS) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text) <= columns:
        return text
    while width(text) > columns - 2:
        text = text[:-1]
    return text + "…"


def shortened(text: str, columns: int = COLUMNS) -> str:
    """The same with the ellipsis inside: long names differ in their last characters."""
    if width(text) <= columns:
        return text
    tail = text[-6:] if columns >= 20 else text[-4:]
    head = text[: -len(tail)]
    while head and width(head) > columns - width(tail) - 2:
        head = head[:-1]
    return f"{head}…{tail}"


def flow(words: Iterable[str], columns: int = COLUMNS) -> list[str]:
    """The words in as few lines as hold them; one longer than a line is split at its spaces, else stands alone."""
    lines: list[str] = []
    for word in (part for w in words for part in (w.split(" ") if width(w) > columns else [w])):
        if lines and width(f"{lines[-1]} {word}") <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def pages(rows: Sequence[str], lines: int = PAGE_LINES) -> list[slice]:
    """The rows in stretches of at most so many lines each; there is always one."""
    found, start, used = [], 0, 0
    for n, row in enumerate(rows):
        needs = lines_of(row)
        if n > start and used + needs > lines:
            found.append(slice(start, n))
            start, used = n, 0
        used += needs
    return [*found, slice(start, len(rows))]


def side_by_side(facts: Iterable[str], columns: int = COLUMNS) -> list[str]:
    """Facts of several words each in as few lines as hold them; none is broken."""
    return [line.replace(_TIED, " ") for line in flow((f.replace(" ", _TIED) for f in facts), columns)]


def wrap(text: str, columns: int = COLUMNS) -> list[str]:
    """The whole text in lines that fit, broken behind 、，；： where it can be, else between characters."""
    lines = [""]
    for piece in re.findall("[^、，；：]+[、，；：]?|[、，；：]", text):
        if lines[-1] and width(lines[-1] + piece) > columns and width(piece) <= columns:
            lines.append("")
        for character in piece:
            if width(lines[-1] + character) > columns:
                lines.append("")
            lines[-1] += character
    return lines
