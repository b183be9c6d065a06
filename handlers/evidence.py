"""The files in support of an indicator's figures: listed, handed over, removed; where one is required."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.evidence import Evidence
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services import evidence as service
from bot.services.ledger import Item
from bot.services.scope import own
from bot.services.show_status import find
from bot.services.sight import Sight
from bot.texts import evidence as texts
from handlers.board import sight_of
from handlers.command import ADMIN, REPORTERS, Press, Right, anyone
from handlers.status import MOST_BUTTONS, year_and_name
from handlers.turn import Turn
from handlers.words import code_and_rest

RULES = {
    **dict.fromkeys(("必需", "必须", "必要", "必交", "要", "需要", "required"), True),
    **dict.fromkeys(
        (
            "不必",
            "不必需",
            "非必需",
            "非必须",
            "不需要",
            "不用",
            "取消必需",
            "取消",
            "可选",
            "免",
            "optional",
        ),
        False,
    ),
}
HAS_IT = "有吗"


def closed(turn: Turn) -> bool:
    """Whether files stay out of here: on public platforms, unless the department says otherwise."""
    return turn.public and not turn.department.settings.evidence_on_public


def audit(turn: Turn, action: str, indicator: Indicator, file: Evidence) -> None:
    turn.audit(action, code=indicator.code, period=file.period.key, name=file.name, sha256=file.sha256)


def evidence(turn: Turn, words: str) -> None:
    """/evidence 2-03 [6月]: the files; 佐证 2-03 必需 (administrators): one is required."""
    year, named = year_and_name(words)
    sight = sight_of(turn, year)
    if not named:
        indicators = own(sight.ledger, turn.person) or sight.indicators
        lacking = service.lacking(sight.ledger, indicators)
        turn.reply(
            texts.overview(
                turn.t,
                lacking,
                _example(sight, indicators, lacking),
                reports=REPORTERS(turn.person),
                admin=ADMIN(turn.person),
            )
        )
        return
    name, rest = code_and_rest(named)
    found = [i for i in find(sight, name) if service.may_look(turn.person, i)]
    if not found:
        raise DomainError("not-in-sight", said=name[:40])
    if len(found) > 1:
        turn.reply(texts.which_indicator(turn.t, found[:MOST_BUTTONS], sight.ledger.year, rest))
        return
    _about(turn, found[0], rest, year)


def _example(sight: Sight, indicators: Sequence[Indicator], lacking: Sequence[Item]) -> Item | None:
    """A figure of the person's own: one that lacks its file, else the newest of the first indicator."""
    newest = (service.newest_item(sight.ledger, i) for i in indicators)
    return next(iter(lacking), None) or next((i for i in newest if i), None)


def _about(turn: Turn, indicator: Indicator, rest: str, year: int | None) -> None:
    if rest == HAS_IT:
        rest = ""
    if rest in RULES:
        _rule(turn, indicator, required=RULES[rest])
        return
    _list(turn, indicator, service.period_said(rest, indicator, turn.today), year)


def _list(turn: Turn, indicator: Indicator, period: Period | None, year: int | None) -> None:
    sight = sight_of(turn, year)
    files = service.shown(sight, indicator, period)
    turn.reply(texts.listing(turn.t, sight, indicator, period, files, closed=closed(turn)))


def _rule(turn: Turn, indicator: Indicator, *, required: bool) -> None:
    if not ADMIN(turn.person):
        raise DomainError("evidence-rule-not-yours", code=indicator.code)
    changed = (indicator.evidence_since is not None) != required
    if changed:
        turn.uow.targets.require_evidence(indicator.id, turn.now if required else None)
        turn.audit("evidence-rule", code=indicator.code, required=required)
    turn.reply(texts.rule(turn.t, indicator, required=required, changed=changed))


# ---------------------------------------------------------------- buttons


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    _about(turn, sight_of(turn, args["year"]).indicator(args["indicator"]), args["rest"], args["year"])


def of_period(turn: Turn, args: Mapping[str, Any]) -> None:
    period = Period.from_key(args["period"])
    _list(turn, sight_of(turn, period.year).indicator(args["indicator"]), period, period.year)


def send(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator, shown = service.one(sight_of(turn, args["year"]), args["file"])
    if closed(turn):
        raise DomainError("evidence-not-shown-here", name=shown.file.name)
    audit(turn, "evidence-sent", indicator, shown.file)
    turn.reply(texts.handed_over(turn.t, indicator, shown.file))


def ask_remove(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator, shown = _removable(turn, args)
    turn.reply(texts.remove_this(turn.t, indicator, shown.file, args))


def remove(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator, shown = _removable(turn, args)
    turn.uow.evidence.remove(shown.file.id)
    audit(turn, "evidence-removed", indicator, shown.file)
    turn.reply(texts.removed(turn.t, indicator, shown.file))


def _removable(turn: Turn, args: Mapping[str, Any]) -> tuple[Indicator, service.Shown]:
    indicator, shown = service.one(sight_of(turn, args["year"]), args["file"])
    if not shown.removable:
        raise DomainError("evidence-not-yours", name=shown.file.name, by=shown.file.by_name)
    return indicator, shown


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "evidence.pick": (anyone, pick),
    "evidence.list": (anyone, of_period),
    "evidence.send": (anyone, send),
    "evidence.remove": (REPORTERS, ask_remove),
    "evidence.removed": (REPORTERS, remove),
}
