"""Handing over: one person's duties go to another, after a look at what goes. Administrators only."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Person, Post, Role
from bot.services.enrol import invite_again
from bot.services.roster import Handover, colleague, hand_over, person_called, plan_handover
from bot.services.scope import current_ledger
from bot.texts import roster as texts
from handlers import words as small_words
from handlers.command import ADMIN, Press, Right
from handlers.invite import show_code
from handlers.telling import tell_in_own_language
from handlers.turn import Turn


def handover(turn: Turn, words: str) -> None:
    """/handover: 交接 小周 小王, or 交接 小周 小王 交易科 for one unit only."""
    said = [w for w in re.split(r"[\s,，、→给]+", small_words.plain(words)) if w]
    if not said:
        people = turn.uow.people.in_department(turn.department.id)
        turn.reply(texts.handover_from(turn.t, [p for p in people if p.posts]))
        return
    giver = person_called(turn.uow, turn.department.id, said[0])
    if len(said) == 1:
        _ask_taker(turn, giver)
        return
    taker = person_called(turn.uow, turn.department.id, said[1])
    _ask(turn, plan_handover(giver, taker, _unit(turn, said[2]) if said[2:] else None))


def _unit(turn: Turn, name: str) -> int:
    if found := turn.uow.targets.unit_named(turn.department.id, name):
        return found.id
    units = [u.name for u in turn.uow.targets.units(turn.department.id)]
    raise DomainError("unit-unknown", said=name[:20], units=units or ["—"])


def to(turn: Turn, args: Mapping[str, Any]) -> None:
    """Somebody's duties are to go: who takes them?"""
    _ask_taker(turn, colleague(turn.uow, turn.person, args["person"]))


def _ask_taker(turn: Turn, giver: Person) -> None:
    if not giver.posts:
        raise DomainError("nothing-to-hand-over", name=giver.name)
    people = turn.uow.people.in_department(turn.department.id)
    turn.reply(texts.handover_to(turn.t, giver, [p for p in people if p.id != giver.id]))


def ask(turn: Turn, args: Mapping[str, Any]) -> None:
    giver = colleague(turn.uow, turn.person, args["giver"])
    taker = colleague(turn.uow, turn.person, args["taker"])
    _ask(turn, plan_handover(giver, taker))


def _ask(turn: Turn, plan: Handover) -> None:
    units = turn.uow.targets.units(turn.department.id)
    turn.reply(texts.handover(turn.t, plan, units, _indicators(turn, plan)))


def _indicators(turn: Turn, plan: Handover) -> int:
    """How many indicators the units of these posts answer for."""
    if not turn.uow.targets.years(turn.department.id):
        return 0
    units = {p.unit_id for p in plan.posts}
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    return sum(i.unit_id in units for i in ledger.indicators if i.unit_id is not None)


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    giver = colleague(turn.uow, turn.person, args["giver"])
    taker = colleague(turn.uow, turn.person, args["taker"])
    if not taker.active:
        raise DomainError("person-left", name=taker.name)
    plan = Handover(giver, taker, tuple(Post(Role(r), u) for r, u in args["posts"]))
    hand_over(turn.uow, plan, turn.now)
    turn.audit(
        "handover", giver=giver.name, taker=taker.name, posts=[[p.role.value, p.unit_id] for p in plan.posts]
    )
    without_post = set(plan.posts) == set(giver.posts) and giver.id != turn.person.id
    turn.reply(texts.handed_over(turn.t, plan, without_post=without_post))
    _tell(turn, plan)
    if not turn.uow.people.accounts([taker.id]):
        show_code(
            turn,
            invite_again(
                turn.uow, taker, now=turn.now, lasting=timedelta(days=turn.invite_days), by=turn.person.id
            ),
        )


def _tell(turn: Turn, plan: Handover) -> None:
    units = turn.uow.targets.units(turn.department.id)
    for person, text in ((plan.taker, texts.took_over), (plan.giver, texts.gave_away)):
        if person.id != turn.person.id:
            key = f"handover:{turn.event_id}:{person.id}"
            tell_in_own_language(turn, person.id, lambda t, text=text: text(t, plan, units), key=key)  # type: ignore[misc]


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "handover.to": (ADMIN, to),
    "handover.ask": (ADMIN, ask),
    "handover.confirm": (ADMIN, confirm),
}
