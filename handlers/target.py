"""Adjusting a target during the year, by its approving document. Administrators only."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.adjust_target import (
    Adjustment,
    adjust_target,
    check_adjustment,
    effect,
    read_adjustment,
    with_unit,
)
from bot.services.ledger import Ledger
from bot.services.scope import current_ledger
from bot.services.understand_names import NAMED, Known, match_indicator
from bot.texts import target as texts
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn
from handlers.words import code_and_rest, plain

MOST_BUTTONS = 6
FREELY = re.compile(  # 目标 2-06 35亿; 把2-06的目标改为35亿; 2-06 全年目标35亿
    r"(?:请|麻烦|把|将)*(?:(?:全年|年度)?(?:目标值?|指标值)\s*(?:把|将)?(?P<later>\d{1,2}-\d{1,2}[a-h]?)|"
    r"(?P<code>\d{1,2}-\d{1,2}[a-h]?)\s*的?(?:全年|年度)?(?:目标值?|指标值))"
    r"\s*(?P<rest>(?:要|应该?)?(?:调整|修改|变更|改|调|定|变|提高|降低)?(?:为|到|成|至|是)?\s*:?\s*\d.*)",
    re.DOTALL,
)


def target(turn: Turn, words: str) -> None:
    """/target 2-09 850亿元 局发〔2023〕5号: what is missing is asked for; nothing alone lists the year's."""
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    if not words.strip():
        changes = turn.uow.targets.target_changes(ledger.by_id)
        turn.reply(texts.overview(turn.t, ledger, [c for c in changes if c.old], turn.local))
        return
    name, rest = code_and_rest(words)
    found = _named(ledger, name)
    if len(found) > 1:
        turn.reply(texts.which(turn.t, found[:MOST_BUTTONS], rest))
        return
    if not found:
        raise DomainError("not-in-sight", said=name[:40])
    _go_on(turn, ledger, found[0], read_adjustment(rest))


def takes(turn: Turn, text: str) -> bool:
    """Whether words typed without a command are about a target and no figure; an administrator's are taken.

    Raises DomainError target-not-yours (code) to anybody else.
    """
    found = FREELY.fullmatch(plain(text))
    if found is None:
        return False
    code = found["code"] or found["later"]
    if not ADMIN(turn.person):
        raise DomainError("target-not-yours", code=code)
    target(turn, f"{code} {found['rest']}")
    return True


def _named(ledger: Ledger, words: str) -> Sequence[Indicator]:
    whole = Period(ledger.year, 12, 12)
    known = [Known(i, whole, mine=False, open=False) for i in ledger.indicators]
    return [ledger.by_id[i] for i in match_indicator(words, known, least=NAMED)]


def _go_on(turn: Turn, ledger: Ledger, indicator: Indicator, said: Adjustment) -> None:
    """Ask for the value, then for the document, then show both and ask to confirm."""
    if not said.value:
        turn.ask("target", indicator=indicator.id)
        turn.reply(texts.which_value(turn.t, indicator))
        return
    said = with_unit(indicator, said)
    check_adjustment(indicator, said)
    if not said.document:
        turn.ask("target", indicator=indicator.id, value=said.value)
        turn.reply(texts.which_document(turn.t, indicator, said.value))
        return
    turn.close()
    turn.reply(texts.preview(turn.t, effect(ledger, indicator, said.value, turn.local), said))


def typed(turn: Turn, text: str) -> None:
    """The value or the document that was asked for; a value may bring its document along."""
    if not ADMIN(turn.person) or turn.dialogue is None:
        raise DomainError("not-allowed", what="target")
    data = turn.dialogue.data
    ledger, indicator = _asked(turn, data)
    said = Adjustment(data["value"], text.strip()) if "value" in data else read_adjustment(text)
    _go_on(turn, ledger, indicator, said)


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    ledger, indicator = _asked(turn, args)
    _go_on(turn, ledger, indicator, read_adjustment(args["rest"]))


def _asked(turn: Turn, args: Mapping[str, Any]) -> tuple[Ledger, Indicator]:
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    return ledger, indicator


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Store what was shown, unless the target has been changed since."""
    _, indicator = _asked(turn, args)
    if indicator.cells.annual_target != args["was"]:
        raise DomainError("stale-button")
    said = Adjustment(args["value"], args["document"])
    adjust_target(turn.uow, indicator, said, by=turn.person.id, now=turn.now)
    turn.audit("target", code=indicator.code, old=args["was"], new=said.value, document=said.document)
    turn.reply(texts.adjusted(turn.t, indicator, said))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "target.pick": (ADMIN, pick),
    "target.confirm": (ADMIN, confirm),
}
DIALOGUES = {"target": typed}
