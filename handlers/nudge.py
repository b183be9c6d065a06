"""催报: a lead or an administrator reminds those who still have something open."""

from collections.abc import Mapping
from typing import Any

from bot.domain.people import Role
from bot.services.ledger import Ledger
from bot.services.nudge import Nudge, check_hours, plan_nudges, units_named
from bot.services.scope import current_ledger, due_day
from bot.texts import nudge as texts
from handlers.command import Press, Right, holding
from handlers.telling import Telling
from handlers.turn import Turn

REMINDERS = holding(Role.LEAD, Role.ADMIN)


def remind(turn: Turn, words: str) -> None:
    """/remind, or 催报 交易科: one message to each contact with something open, once a day."""
    check_hours(turn.local, turn.calendar, turn.department.settings)
    units = units_named(turn.person, turn.uow.targets.units(turn.department.id), words)
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    local = turn.local.replace(tzinfo=None)
    telling = Telling.at(turn.uow, turn.department, turn.now, local, turn.calendar, turn.t.language)
    plan = plan_nudges(ledger, turn.person, telling.people, turn.calendar, turn.local, units)
    lists: dict[str, list[Nudge]] = {"told": [], "before": [], "out_of_reach": []}
    for nudge in plan.nudges:
        lists[_send(turn, telling, ledger, nudge)].append(nudge)
    if lists["told"]:
        turn.audit("remind", people=[n.person.name for n in lists["told"]])
    turn.reply(texts.outcome(turn.t, texts.Outcome(**lists, uncovered=plan.uncovered)))


def _send(turn: Turn, telling: Telling, ledger: Ledger, nudge: Nudge) -> str:
    """What became of it: told, before (earlier today) or out_of_reach."""
    key = nudge.key(turn.today)
    if turn.uow.messages.was_queued(key):
        return "before"
    person = nudge.person
    due = due_day(ledger, turn.calendar, nudge.items[-1].period)
    message = texts.reminder(telling.translate(person), nudge, ledger, turn.person.name, due)
    if not telling.tell(person, message, key=key, kind="notice", stands={"kind": "nudge"}):
        return "out_of_reach"
    shown = [(i.indicator.id, i.period) for i in nudge.items]
    turn.uow.messages.set_listing(person.id, shown, turn.now)
    return "told"


def pressed(turn: Turn, _args: Mapping[str, Any]) -> None:
    remind(turn, "")


ACTIONS: Mapping[str, tuple[Right, Press]] = {"nudge.send": (REMINDERS, pressed)}
