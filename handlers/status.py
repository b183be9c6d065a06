"""Asking about one indicator: where it stands, and every figure of its year."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.chat import Message
from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.services import show_status as service
from bot.services.show_corrections import late_revisions
from bot.services.sight import Sight
from bot.texts import status as texts
from handlers import board
from handlers.board import sight_of
from handlers.command import Press, Right, anyone
from handlers.turn import Turn

MOST_BUTTONS = 10
OF_IT = re.compile(r"(?:这个|它|这项)?(?:是|的)?(?:什么|啥|怎么算的?|什么意思|多少)(?:的|呢|啊|吗|\W)*")


def status(turn: Turn, words: str) -> None:
    """/status CODE|name, a year in front for an older table; without words, what there is to choose."""
    _asked(turn, words, _status)


def history(turn: Turn, words: str) -> None:
    """/history CODE|name: every period and every revision of the year."""
    _asked(turn, words, _history)


Answer = Callable[[Turn, Sight, Indicator, texts.Origin], Message]


def _asked(turn: Turn, words: str, answer: Answer) -> None:
    year, named = year_and_name(words)
    sight = sight_of(turn, year)
    if not named or OF_IT.fullmatch(named):
        named = _asked_for(turn, sight)
    if not named:
        board.choose(turn, sight)
        return
    found: Sequence[Indicator] = service.find(sight, named)
    if len(found) > 1:
        turn.reply(texts.which(turn.t, sight, found[:MOST_BUTTONS]))
        return
    turn.reply(answer(turn, sight, found[0], None))


def _asked_for(turn: Turn, sight: Sight) -> str:
    """The code of the indicator whose figure is being asked for: 口径是什么 is about that one."""
    asked = turn.dialogue.data.get("indicator") if turn.dialogue else None
    return next((i.code for i in sight.indicators if i.id == asked), "")


def tell(turn: Turn, sight: Sight, indicator: Indicator) -> None:
    turn.reply(_status(turn, sight, indicator, None))


def year_and_name(words: str) -> tuple[int | None, str]:
    """2022 2-03, 2022年 2-03 or 2-03 2022年: the year, if one is named, and the rest."""
    if found := re.match(r"(20\d\d)(?:年|\s+|$)", words):
        return int(found[1]), words[found.end() :].strip()
    if found := re.search(r"\s(20\d\d)年?$", words):
        return int(found[1]), words[: found.start()].strip()
    return None, words.strip()


def _status(turn: Turn, sight: Sight, indicator: Indicator, origin: texts.Origin) -> Message:
    return texts.status(
        turn.t, service.show_status(sight, indicator), origin, late_revisions(turn.uow, sight, indicator)
    )


def _history(turn: Turn, sight: Sight, indicator: Indicator, origin: texts.Origin) -> Message:
    found = service.show_history(turn.uow, sight, indicator)
    return texts.history(turn.t, sight, found, origin, late_revisions(turn.uow, sight, indicator))


# ---------------------------------------------------------------- buttons: in the place of what was pressed


def show(turn: Turn, args: Mapping[str, Any]) -> None:
    _instead(turn, args, _status)


def show_history(turn: Turn, args: Mapping[str, Any]) -> None:
    _instead(turn, args, _history)


def _instead(turn: Turn, args: Mapping[str, Any], answer: Answer) -> None:
    sight = sight_of(turn, args.get("year"))
    message = answer(turn, sight, sight.indicator(args["indicator"]), args.get("from"))
    if turn.pressed is None:
        raise DomainError("stale-button")
    turn.replace(turn.pressed.question_key, message)


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "status.show": (anyone, show),
    "history.show": (anyone, show_history),
}
