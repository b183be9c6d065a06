"""An indicator's plan: everybody who sees the indicator may read it, administrators set it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.services import plan_year as service
from bot.services.show_status import find
from bot.texts import plan as texts
from handlers.board import sight_of
from handlers.command import ADMIN, Press, Right, anyone
from handlers.turn import Turn
from handlers.words import code_and_rest

MOST_BUTTONS = 6


def plan(turn: Turn, words: str) -> None:
    """/plan 2-10 一季度 60 …: shown before it is stored; a code alone shows its plan, nothing lists them."""
    sight = sight_of(turn)
    may = ADMIN(turn.person)
    if not words.strip():
        turn.reply(texts.overview(turn.t, sight.indicators, may=may))
        return
    name, rest = code_and_rest(words)
    found = find(sight, name)
    if len(found) > 1:
        turn.reply(texts.which(turn.t, found[:MOST_BUTTONS], rest))
        return
    _go_on(turn, found[0], rest)


def _go_on(turn: Turn, indicator: Indicator, rest: str) -> None:
    if not rest.strip():
        shown = service.show_plan(turn.uow, indicator)
        turn.reply(texts.shown(turn.t, shown, turn.local, may=ADMIN(turn.person)))
        return
    if not ADMIN(turn.person):
        raise DomainError("plan-not-yours", code=indicator.code)
    said = service.planned(indicator, rest)
    args = {"indicator": indicator.id, "words": rest, "was": _state(indicator)}
    turn.reply(
        texts.preview(turn.t, service.effect(sight_of(turn).ledger, indicator, said, turn.local), args)
    )


def _state(indicator: Indicator) -> str:
    """What a preview was made of: it no longer acts when any of it has changed since."""
    return repr((indicator.plan, indicator.cells.annual_target, indicator.measure.value))


def _asked(turn: Turn, args: Mapping[str, Any]) -> Indicator:
    return sight_of(turn).indicator(args["indicator"])


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    _go_on(turn, _asked(turn, args), args["rest"])


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator = _asked(turn, args)
    if _state(indicator) != args["was"]:
        raise DomainError("stale-button")
    said = service.planned(indicator, args["words"])
    service.set_plan(turn.uow, indicator, said, by=turn.person.id, now=turn.now)
    turn.audit("plan", code=indicator.code, said=args["words"])
    turn.reply(texts.stored(turn.t, indicator, withdrawn=said is None))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "plan.pick": (anyone, pick),
    "plan.confirm": (ADMIN, confirm),
}
