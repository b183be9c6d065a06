"""催报: a lead or an administrator reminds those who still have something open."""

from collections.abc import Mapping
from typing import Any

from bot.chat import Message
from bot.domain.people import Person, Role
from bot.services.ledger import Ledger
from bot.services.nudge import Nudge, check_hours, contacts_named, plan_nudges, units_named
from bot.services.queues import StoredMessage
from bot.services.scope import current_ledger, due_day
from bot.texts import nudge as texts
from handlers import delivery
from handlers.audience import Telling
from handlers.command import Press, Right, holding
from handlers.turn import Turn

NUDGE = "nudge"
NO_UNITS: frozenset[int] = frozenset()
REMINDERS = holding(Role.LEAD, Role.ADMIN)


def remind(turn: Turn, words: str) -> None:
    """/remind, or 催报 交易科, 催报 小周: one message to each contact with something open, once a day.

    An administrator's /remind preview shows whom the next reminder of the clock would reach.
    """
    if words.lower() in ("preview", "预览") and turn.person.is_admin:
        delivery.preview(turn, "")
        return
    check_hours(turn.local, turn.calendar, turn.department.settings)
    people = turn.uow.people.in_department(turn.department.id)
    named = contacts_named(turn.person, people, words)
    units = units_named(turn.person, turn.uow.targets.units(turn.department.id), "" if named else words)
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    local = turn.local.replace(tzinfo=None)
    telling = Telling.at(turn.uow, turn.department, turn.now, turn.zone, turn.calendar, turn.t.language)
    plan = plan_nudges(ledger, turn.person, telling.people, turn.calendar, local, units, named)
    lists: dict[str, list[Nudge]] = {"told": [], "before": [], "out_of_reach": []}
    for nudge in plan.nudges:
        lists[_send(telling, ledger, nudge, turn.person)].append(nudge)
    if lists["told"]:
        turn.audit("remind", people=[n.person.name for n in lists["told"]])
    turn.reply(texts.outcome(turn.t, texts.Outcome(**lists, uncovered=plan.uncovered)))


def _send(telling: Telling, ledger: Ledger, nudge: Nudge, sender: Person) -> str:
    """What became of it: told, before (earlier today) or out_of_reach."""
    key = nudge.key(telling.local.date())
    if telling.uow.messages.was_queued(key):
        return "before"
    message = _message(telling, ledger, nudge, sender)
    return "told" if _queue(telling, nudge, message, sender, key) else "out_of_reach"


def _message(telling: Telling, ledger: Ledger, nudge: Nudge, sender: Person) -> Message:
    due = due_day(ledger, telling.calendar, nudge.items[-1].period)
    return texts.reminder(telling.translate(nudge.person), nudge, ledger, sender.name, due)


def _queue(telling: Telling, nudge: Nudge, message: Message, sender: Person, key: str) -> bool:
    stands = {"kind": NUDGE, "department": telling.department.id, "sender": sender.id}
    queued = telling.tell(nudge.person, message, key=key, kind="notice", stands=stands)
    if queued:
        shown = [(i.indicator.id, i.period) for i in nudge.items]
        telling.uow.messages.set_listing(nudge.person.id, shown, telling.now)
    return queued


def refresh(telling: Telling, stored: StoredMessage, stands: Any) -> Message | None:
    """The message if it still says what is open; else None, and how it reads by now goes in its place."""
    ledger = current_ledger(telling.uow, telling.department, telling.local.date())
    sender = telling.uow.people.person(stands["sender"])
    plan = plan_nudges(ledger, sender, telling.people, telling.calendar, telling.local, NO_UNITS)
    nudge = next((n for n in plan.nudges if n.person.id == stored.person_id), None)
    if nudge is None:
        return None
    message = _message(telling, ledger, nudge, sender)
    if telling.shown_as(nudge.person, message).blocks == stored.message.blocks:
        return stored.message
    _queue(telling, nudge, message, sender, f"{stored.key}'")
    return None


def pressed(turn: Turn, _args: Mapping[str, Any]) -> None:
    remind(turn, "")


ACTIONS: Mapping[str, tuple[Right, Press]] = {"nudge.send": (REMINDERS, pressed)}
