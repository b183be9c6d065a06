"""An indicator that lists several rates becomes one for each. Administrators only."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.two_rates import rates_in
from bot.services import split as service
from bot.services.show_status import find
from bot.texts import split as texts
from handlers.board import sight_of
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn


def split(turn: Turn, words: str) -> None:
    """/split 4-01: shown before it is done; nothing alone lists what can be split."""
    sight = sight_of(turn)
    if not words.strip():
        turn.reply(texts.overview(turn.t, [i for i in sight.indicators if rates_in(i.name)]))
        return
    found = find(sight, words.strip())
    if len(found) > 1:
        turn.reply(texts.which(turn.t, found[: texts.MOST]))
        return
    turn.reply(texts.preview(turn.t, service.splitting(sight.ledger, found[0])))


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    sight = sight_of(turn)
    turn.reply(texts.preview(turn.t, service.splitting(sight.ledger, sight.indicator(args["indicator"]))))


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Do what was shown, unless anything of it has changed since."""
    sight = sight_of(turn)
    if args["indicator"] not in sight.by_id:
        raise DomainError("stale-button")
    found = service.splitting(sight.ledger, sight.indicator(args["indicator"]))
    if found.fingerprint != args["was"]:
        raise DomainError("stale-button")
    service.split(turn.uow, sight.ledger, found, by=turn.person.id, now=turn.now)
    turn.audit("split", code=found.whole.code, into=[p.code for p in found.parts])
    turn.reply(texts.done(turn.t, found))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "split.pick": (ADMIN, pick),
    "split.confirm": (ADMIN, confirm),
}
