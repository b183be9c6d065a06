"""Pictures: the ledger as bars, one indicator's year as a line."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.services.show_board import show_board
from bot.services.show_status import find, show_status
from bot.services.sight import Sight
from bot.texts import pictures
from bot.texts import status as status_texts
from handlers.board import sight_of
from handlers.command import Press, Right, anyone
from handlers.status import MOST_BUTTONS, year_and_name
from handlers.turn import Turn


def chart(turn: Turn, words: str) -> None:
    """/chart, or 图 2-06: the whole ledger in one's sight, or one indicator's year."""
    year, named = year_and_name(words)
    sight = sight_of(turn, year)
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    if not named:
        turn.reply(pictures.board_message(turn.t, show_board(sight)))
        return
    found = find(sight, named)
    if len(found) > 1:
        turn.reply(status_texts.which(turn.t, sight, found[:MOST_BUTTONS]))
        return
    _year(turn, sight, found[0])


def show(turn: Turn, args: Mapping[str, Any]) -> None:
    sight = sight_of(turn, args["year"])
    indicator = next((i for i in sight.indicators if i.id == args["indicator"]), None)
    if indicator is None:
        raise DomainError("stale-button")
    _year(turn, sight, indicator)


def _year(turn: Turn, sight: Sight, indicator: Indicator) -> None:
    turn.reply(pictures.year_message(turn.t, show_status(sight, indicator)))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"chart.show": (anyone, show)}
