"""The ledger: everything in one's sight, by duty, drilled down in place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.chat import Message
from bot.domain.errors import DomainError
from bot.services import sight as sights
from bot.services.show_board import Filter, show_board
from bot.services.sight import Sight
from bot.texts import board as texts
from bot.texts import status as status_texts
from bot.texts.board import View
from handlers.command import Press, Right, anyone
from handlers.turn import Turn

FILTERS: Mapping[str, Filter] = {
    "全部": Filter.ALL,
    "明细": Filter.ALL,
    "all": Filter.ALL,
    "偏低": Filter.LOW,
    "偏慢": Filter.LOW,
    "low": Filter.LOW,
    "未报": Filter.MISSING,
    "没报": Filter.MISSING,
    "missing": Filter.MISSING,
}


def sight_of(turn: Turn, year: int | None = None) -> Sight:
    return sights.load(turn.uow, turn.department, turn.person, turn.calendar, turn.local, year)


def board(turn: Turn, words: str) -> None:
    """/board: the overview, or the list at once where it is short; 偏低, 未报 or a year may follow."""
    years = [int(w.strip("年")) for w in words.split() if w.strip("年").isdigit()]
    which = next((FILTERS[w] for w in words.lower().split() if w in FILTERS), None)
    view = View(which, year=years[0] if years else None)
    turn.reply(_message(turn, view))


def _message(turn: Turn, view: View) -> Message:
    sight = _as_of(sight_of(turn, view.year), view.as_of)
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    found = show_board(sight)
    overview = view.which is None and len(found.rows) > texts.PAGE
    return texts.overview(turn.t, found, view) if overview else texts.listing(turn.t, found, view)


def _as_of(sight: Sight, moment: str) -> Sight:
    """As the digest to come will see it, until its moment has come."""
    ahead = datetime.fromisoformat(moment).replace(tzinfo=sight.local.tzinfo) if moment else sight.local
    return replace(sight, local=max(ahead, sight.local))


def choose(turn: Turn, sight: Sight) -> None:
    """Which indicator is meant? All of them, or the duties where there are many."""
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    if len(sight.indicators) > texts.PAGE:
        turn.reply(texts.choice_of_duty(turn.t, show_board(sight)))
    else:
        turn.reply(status_texts.which(turn.t, sight, sight.indicators))


# ---------------------------------------------------------------- buttons


def open_view(turn: Turn, args: Mapping[str, Any]) -> None:
    """From another message (a digest): the view comes as a message of its own."""
    turn.reply(_message(turn, View.of(args)))


def show_view(turn: Turn, args: Mapping[str, Any]) -> None:
    """From the board itself: the view takes the place of the one before."""
    if turn.pressed is None:
        raise DomainError("stale-button")
    turn.replace(turn.pressed.question_key, _message(turn, View.of(args)))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "board.open": (anyone, open_view),
    "board.show": (anyone, show_view),
}
