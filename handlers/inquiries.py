"""请科室说明: choosing a low indicator, asking its unit, answering; the answer goes back to who asked."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.figure import Inquiry
from bot.domain.people import Role
from bot.domain.period import Period
from bot.services import inquire as service
from bot.services.ledger import Item, Ledger
from bot.services.scope import current_ledger
from bot.texts import inquiry as texts
from handlers.command import Press, Right, anyone, holding
from handlers.digest import live
from handlers.telling import tell_in_own_language
from handlers.turn import Turn

LEAST_WORDS = 5  # Chinese characters of an explanation
ASKERS = holding(Role.LEADER, Role.DIRECTOR)


def choose(turn: Turn, _args: Mapping[str, Any]) -> None:
    low = live(turn).low
    may = [one for one in low if turn.person.may_ask_unit(one.row.indicator.unit_id)]
    turn.reply(texts.choose(turn.t, may))


def ask(turn: Turn, args: Mapping[str, Any]) -> None:
    """Ask the unit; its leads hear of it once."""
    ledger, item = _about(turn, args["indicator"], Period.from_key(args["period"]))
    inquiry = service.inquire(turn.uow, turn.person, ledger, item, turn.now)
    turn.audit("inquire", indicator=item.indicator.code, period=item.period.key)
    everybody = turn.uow.people.in_department(turn.department.id)
    people = service.asked_to_answer(everybody, item.indicator.unit_id)
    told = [_tell_question(turn, p.id, ledger, item, inquiry) for p in people]
    turn.reply(texts.asked(turn.t, item, any(told)))


def _tell_question(turn: Turn, person_id: int, ledger: Ledger, item: Item, inquiry: Inquiry) -> bool:
    return tell_in_own_language(
        turn,
        person_id,
        lambda t: texts.question(t, ledger, item, turn.person.name, inquiry),
        key=f"inquiry:{inquiry.id}:{person_id}",
    )


def _about(turn: Turn, indicator_id: int, period: Period) -> tuple[Ledger, Item]:
    ledger = Ledger.load(turn.uow, turn.department, period.year)
    indicator = ledger.by_id.get(indicator_id)
    if indicator is None:
        raise DomainError("stale-button")
    return ledger, Item(indicator, period)


def answer(turn: Turn, args: Mapping[str, Any]) -> None:
    """回复说明: what is typed next is the answer."""
    inquiry = turn.uow.reports.inquiry(args["inquiry"])
    service.check_may_answer(turn.uow, turn.person, inquiry)
    turn.ask("inquiry", inquiry=inquiry.id)
    turn.reply(texts.answer_prompt(turn.t, turn.uow.targets.indicator(inquiry.indicator_id).code))


def answered(turn: Turn, text: str) -> None:
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    _answered(turn, dialogue.data["inquiry"], text)


def _answered(turn: Turn, inquiry_id: int, text: str) -> None:
    done = service.answer(turn.uow, turn.person, inquiry_id, text, turn.now)
    turn.close()
    ledger, item = _about(turn, done[0].indicator_id, done[0].period)
    turn.audit("answer", indicator=item.indicator.code, period=item.period.key)
    for inquiry in done:
        _tell_answer(turn, ledger, item, inquiry)
    turn.reply(texts.answered(turn.t, item.indicator.code))


def offer(turn: Turn, text: str) -> bool:
    """Words that are no figure may be the explanation that was asked for: asked about, with a button.

    False when nothing was asked of this person, or the words are too few to explain anything.
    """
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    people = turn.uow.people.in_department(turn.department.id)
    asked = service.open_for(ledger, people, turn.person)
    if not asked or len(re.findall(r"[\u4e00-\u9fff]", text)) < LEAST_WORDS:
        return False
    turn.reply(texts.is_it_the_answer(turn.t, asked, text[: service.LONGEST_ANSWER]))
    return True


def taken(turn: Turn, args: Mapping[str, Any]) -> None:
    """是对2-09的说明: what was typed is the answer."""
    _answered(turn, args["inquiry"], args["text"])


def _tell_answer(turn: Turn, ledger: Ledger, item: Item, inquiry: Inquiry) -> None:
    tell_in_own_language(
        turn,
        inquiry.asked_by,
        lambda t: texts.came_back(t, ledger, item, inquiry.answer),
        key=f"inquiry-answered:{inquiry.id}",
    )


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "inquiry.choose": (ASKERS, choose),
    "inquiry.ask": (ASKERS, ask),
    "inquiry.answer": (anyone, answer),
    "inquiry.taken": (anyone, taken),
}
DIALOGUES = {"inquiry": answered}
