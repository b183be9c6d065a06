"""更正清单: what was changed after review or a signed bulletin, in the units one leads or oversees."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.numerals import half_width
from bot.services.scope import newest_ended_month
from bot.services.show_corrections import Months, list_corrections
from bot.services.understand_periods import period_at
from bot.texts import corrections as texts
from handlers.board import sight_of
from handlers.command import LEADS_AND_ABOVE, Press, Right
from handlers.turn import Turn


def corrections(turn: Turn, words: str) -> None:
    """/corrections, of the table being reported; 更正清单 2023 of a year, 更正清单 6月 of some months."""
    year, months = year_and_months(words, turn.today)
    sight = sight_of(turn, year)
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    turn.reply(texts.corrections(turn.t, list_corrections(turn.uow, sight, months)))


def year_and_months(words: str, today: date) -> tuple[int | None, Months]:
    """What is asked for. A month without its year is the newest of that name that has ended.

    Raises DomainError corrections-unclear (said).
    """
    said = half_width(words).strip()
    if not said:
        return None, None
    if found := re.fullmatch(r"(20\d\d)年?(?:全年)?", said):
        return int(found[1]), None
    named = period_at(said, 0, today)
    if named is None or said[named.end :].strip():
        raise DomainError("corrections-unclear", said=words.strip()[:20])
    year, month = newest_ended_month(today)
    ended = year if named.end_month <= month else year - 1
    return named.year or ended, (named.end_month - named.months + 1, named.end_month)


def page(turn: Turn, args: Mapping[str, Any]) -> None:
    """Another page takes the place of the one shown."""
    if turn.pressed is None:
        raise DomainError("stale-button")
    months = (args["months"][0], args["months"][1]) if args["months"] else None
    found = list_corrections(turn.uow, sight_of(turn, args["year"]), months)
    turn.replace(turn.pressed.question_key, texts.corrections(turn.t, found, args["page"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"corrections.page": (LEADS_AND_ABOVE, page)}
