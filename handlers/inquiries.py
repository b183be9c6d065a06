"""请科室说明: choosing a low indicator, asking its unit, answering; the answer goes back to who asked."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.figure import Inquiry
from bot.domain.people import Role
from bot.domain.period import Period
from bot.services import inquire as service
from bot.services.ledger import Item, Ledger
from bot.texts import inquiry as texts
from handlers.command import Press, Right, anyone, holding
from handlers.digest import live
from handlers.telling import tell_in_own_language
from handlers.turn import Turn

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
    people = service.answerers(turn.uow.people.in_department(turn.department.id), item.indicator.unit_id)
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
    done = service.answer(turn.uow, turn.person, dialogue.data["inquiry"], text, turn.now)
    turn.close()
    ledger, item = _about(turn, done[0].indicator_id, done[0].period)
    turn.audit("answer", indicator=item.indicator.code, period=item.period.key)
    for inquiry in done:
        _tell_answer(turn, ledger, item, inquiry)
    turn.reply(texts.answered(turn.t, item.indicator.code))


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
}
DIALOGUES = {"inquiry": answered}
