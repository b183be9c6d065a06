"""What follows a stored figure: the reason if it is newly behind, the lead's review, the next open one."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.attainment import is_low
from bot.domain.errors import DomainError
from bot.domain.figure import Explanation
from bot.domain.likelihood import SaidReason, official
from bot.domain.period import Period
from bot.services.judge import judge_value, newly_behind
from bot.services.ledger import Item, Ledger
from bot.services.report_actual import Reported
from bot.services.scope import current_ledger, ledger_with, open_items, own
from bot.services.secrecy import check_words
from bot.services.small_talk import check_reason, same_as_before
from bot.texts import reasons as texts
from bot.texts import report as report_texts
from handlers import filling, review
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn


def follow(turn: Turn, before: Ledger, ledger: Ledger, reported: tuple[Reported, ...]) -> None:
    """Tell who must know; then ask why of what is newly behind, or go on to the next open indicator."""
    tell(turn, ledger, reported)
    if behind := _newly_behind(before, reported):
        ask_why(turn, ledger, behind)
    else:
        next_one(turn, ledger)


def tell(turn: Turn, ledger: Ledger, reported: tuple[Reported, ...]) -> None:
    """The leads, and those whose figure was corrected."""
    review.tell_leads(turn, ledger, [r.item for r in reported])
    review.tell_reporters(turn, reported)


def _newly_behind(before: Ledger, reported: tuple[Reported, ...]) -> list[Item]:
    return [r.item for r in reported if newly_behind(before, r.item, r.revision.value)]


def keep_reasons(turn: Turn, before: Ledger, reported: tuple[Reported, ...]) -> None:
    """Other figures are asked about first: why these are behind is asked after that."""
    behind = _newly_behind(before, reported)
    _keep(turn, [[i.indicator.id, i.period.key] for i in behind])


def ask_why(turn: Turn, ledger: Ledger, items: list[Item]) -> None:
    """Ask for the first; the others wait in the question's buttons."""
    rest = [[i.indicator.id, i.period.key] for i in items[1:]]
    first = items[0]
    turn.ask("why", indicator=first.indicator.id, period=first.period.key, rest=rest)
    newest = ledger.newest(first)
    if newest is None:
        raise DomainError("stale-button")
    turn.reply(texts.why(turn.t, ledger, first, newest.value, rest))


def next_one(turn: Turn, ledger: Ledger) -> None:
    """Ask for the next open indicator, if the person has one and this is a private chat.

    The numbers of the list that is on the screen go on meaning what they say there. A reason that was not
    given because a figure was typed instead is asked for first, then what a round was asking.
    """
    if kept := _taken_up_again(turn, ledger):
        ask_why(turn, ledger, kept)
        return
    if filling.resume(turn):
        return
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    if not items or not turn.source.private:
        return
    turn.ask("figure", indicator=items[0].indicator.id, period=items[0].period.key)
    turn.reply(report_texts.prompt(turn.t, items[0], ledger))


def keep_for_later(turn: Turn) -> None:
    """A figure was typed instead of the reason: the question comes again once that is settled."""
    dialogue = turn.dialogue
    if dialogue and dialogue.kind == "why":
        first = [dialogue.data["indicator"], dialogue.data["period"]]
        _keep(turn, [first, *dialogue.data["rest"]])


def _keep(turn: Turn, asked: list[list[Any]]) -> None:
    """Beside what was kept before."""
    name = f"why:{turn.person.id}"
    kept = json.loads(turn.uow.messages.note(name) or "[]")
    turn.uow.messages.set_note(name, json.dumps([*kept, *(a for a in asked if a not in kept)]))


def _taken_up_again(turn: Turn, ledger: Ledger) -> list[Item]:
    """What was kept and is still low without a reason; it is kept no longer."""
    name = f"why:{turn.person.id}"
    kept = turn.uow.messages.note(name)
    if not kept:
        return []
    turn.uow.messages.set_note(name, "")
    items = [Item(ledger.by_id[i], Period.from_key(p)) for i, p in json.loads(kept) if i in ledger.by_id]
    return [i for i in items if ledger.explanation(i) is None and _is_low(ledger, i)]


def _is_low(ledger: Ledger, item: Item) -> bool:
    newest = ledger.newest(item)
    return newest is not None and is_low(judge_value(ledger, item, newest.value))


def _item(ledger: Ledger, where: Mapping[str, Any]) -> Item:
    indicator = ledger.by_id.get(where["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    return Item(indicator, Period.from_key(where["period"]))


def because(turn: Turn, args: Mapping[str, Any]) -> None:
    """A reason was picked: one of those people say, or the last one again."""
    _explained(turn, args, SaidReason(args["said"]), args.get("text", ""))


def because_typed(turn: Turn, text: str) -> None:
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    check_words(text)
    said, words = SaidReason.OTHER, text.strip()[:300]
    if same_as_before(text) and (before := _before(turn, dialogue.data)):
        said, words = SaidReason(before.said), before.text
    else:
        check_reason(text)
    turn.settle_open_questions()
    _explained(turn, dialogue.data, said, words)


def _before(turn: Turn, where: Mapping[str, Any]) -> Explanation | None:
    """The reason given the last time, for 和上次一样."""
    ledger = ledger_with(turn.uow, turn.department, where["indicator"], turn.today)
    return ledger.earlier_reason(_item(ledger, where))


def skipped(turn: Turn, args: Mapping[str, Any]) -> None:
    """It may be skipped: the digest then simply has no reason."""
    turn.close()
    turn.reply(texts.skipped(turn.t))
    _go_on(turn, args["rest"])


def _explained(turn: Turn, where: Mapping[str, Any], said: SaidReason, text: str) -> None:
    item = _item(ledger_with(turn.uow, turn.department, where["indicator"], turn.today), where)
    if not turn.person.may_report(item.indicator.unit_id):
        raise DomainError(
            "not-yours", code=item.indicator.code, name=item.indicator.name, unit=item.indicator.unit
        )
    turn.uow.reports.explain(
        item.indicator.id,
        item.period,
        "behind",
        by=turn.person.id,
        at=turn.now,
        reason=official(said).value,
        said=said.value,
        text=text,
    )
    turn.close()
    turn.reply(texts.noted(turn.t, item, said, text))
    _go_on(turn, where["rest"])


def _go_on(turn: Turn, rest: list[list[Any]]) -> None:
    if not rest:
        next_one(turn, current_ledger(turn.uow, turn.department, turn.today))
        return
    ledger = ledger_with(turn.uow, turn.department, rest[0][0], turn.today)
    ask_why(turn, ledger, [_item(ledger, {"indicator": i, "period": p}) for i, p in rest])


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "why.said": (REPORTERS, because),
    "why.skip": (REPORTERS, skipped),
}
DIALOGUES = {"why": because_typed}
