"""What is typed of an indicator: 2-14 交易科 按月 权重5. Imports the domain and ports."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.services.assignment_words import BY_APPLICATION, DIRECTIONS, MEASURES, RHYTHMS
from bot.services.assignments_read import Assignment

_WEIGHT = re.compile(r"(?:权重|分值|weight)[:：]?(\d{1,3}(?:\.\d+)?)[分%]?")
_CODE = re.compile(r"(\d{1,3})-(\d{1,3})([a-hA-H]?)")
_CODES = re.compile(r"(\d{1,3})-(\d{1,3})(?:到|至|~|—)(?:(\d{1,3})-)?(\d{1,3})")
_MOST_CODES = 60


@dataclass(frozen=True, slots=True)
class SaidOfIndicators:
    """Typed words taken apart: codes, what is said of each of them, and words that are none of it."""

    codes: tuple[str, ...]
    said: Assignment
    rest: tuple[str, ...]


def read_assignment(text: str, units: Collection[str]) -> SaidOfIndicators:
    """Half-width text such as 2-13 2-14 交易科 按月 权重 5 依申请, in any order; `units` are their names.

    Of several units the first answers for the indicators, the others assist.
    """
    joined = re.sub(r"(权重|分值|weight)\s+(?=\d)", r"\1", re.sub(r"[，,、;；:：]+", " ", text))
    codes, said, rest = [], {}, []
    named: dict[str, None] = {}
    for word in joined.split():
        if named_codes := _codes(word):
            codes += named_codes
        elif word in units:
            named[word] = None
        elif found := _said(word):
            said[found[0]] = found[1]
        else:
            rest.append(word)
    if named:
        said["responsible_unit"], *assisting = named
        said["assisting_units"] = tuple(assisting)
    return SaidOfIndicators(tuple(codes), Assignment("", **said), tuple(rest))  # type: ignore[arg-type]


def _codes(word: str) -> list[str]:
    """2-14, or 1-1到1-4 with all between; nothing when the word is no code or leads to another duty."""
    if found := _CODE.fullmatch(word):
        return [f"{int(found[1])}-{int(found[2]):02d}{found[3].lower()}"]
    if (found := _CODES.fullmatch(word)) and found[3] in (None, found[1]):
        duty, first, last = int(found[1]), int(found[2]), int(found[4])
    else:
        return []
    return [f"{duty}-{running:02d}" for running in range(first, min(last, first + _MOST_CODES) + 1)]


def _said(word: str) -> tuple[str, object] | None:
    lower = word.lower()
    tables: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("measure", MEASURES),
        ("direction", DIRECTIONS),
        ("rhythm", RHYTHMS),
        ("by_application", BY_APPLICATION),
    )
    if found := _WEIGHT.fullmatch(lower):
        weight = Decimal(found[1])
        return ("weight", weight) if weight <= 100 else None
    return next(((name, table[lower]) for name, table in tables if lower in table), None)
