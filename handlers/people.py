"""The list of people, and what administrators do with one of them: new code, leaving, coming back."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Person
from bot.services import roster as rosters
from bot.texts import roster as texts
from handlers.command import ADMIN, Press, Right, anyone
from handlers.invite import new_code
from handlers.turn import Turn


def people(turn: Turn, words: str) -> None:
    """/people: those of the units in sight, or of one; with a name, an administrator sees a card."""
    unit = turn.uow.targets.unit_named(turn.department.id, words) if words else None
    if words and unit is None and turn.person.is_admin:
        person = rosters.person_called(turn.uow, turn.department.id, words, inactive=True)
        turn.reply(_card(turn, person))
        return
    found = rosters.roster(turn.uow, turn.person, unit.id if unit else None)
    turn.reply(texts.people(turn.t, found, admin=turn.person.is_admin))


def page(turn: Turn, args: Mapping[str, Any]) -> None:
    found = rosters.roster(turn.uow, turn.person)
    message = texts.people(turn.t, found, admin=turn.person.is_admin, page=args["page"])
    if turn.pressed:
        turn.replace(turn.pressed.question_key, message)


def card(turn: Turn, args: Mapping[str, Any]) -> None:
    message = _card(turn, _person(turn, args))
    if turn.pressed:
        turn.replace(turn.pressed.question_key, message)


def _person(turn: Turn, args: Mapping[str, Any]) -> Person:
    return rosters.colleague(turn.uow, turn.person, args["person"])


def _card(turn: Turn, person: Person) -> Any:
    enrolled = bool(turn.uow.people.accounts([person.id]))
    return texts.card(turn.t, person, turn.uow.targets.units(turn.department.id), enrolled=enrolled)


def again(turn: Turn, args: Mapping[str, Any]) -> None:
    """A new code; somebody deactivated is active again with it."""
    person = _person(turn, args)
    if not person.active:
        turn.uow.people.set_active(person.id, True)
        turn.audit("activate", person=person.name)
    new_code(turn, turn.uow.people.person(person.id))


def leave(turn: Turn, args: Mapping[str, Any]) -> None:
    """Deactivating is asked about first, with what would be left undone."""
    person = _person(turn, args)
    if not person.active:
        raise DomainError("stale-button")
    rosters.check_administered(turn.uow, person)
    without = rosters.left_without(turn.uow, person, person.posts)
    turn.reply(texts.leave(turn.t, person, turn.uow.targets.units(turn.department.id), without))


def left(turn: Turn, args: Mapping[str, Any]) -> None:
    person = _person(turn, args)
    if not person.active:
        raise DomainError("stale-button")
    rosters.deactivate(turn.uow, person, turn.now)
    turn.audit("deactivate", person=person.name)
    turn.reply(texts.left(turn.t, person))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "people.page": (anyone, page),
    "people.card": (ADMIN, card),
    "people.again": (ADMIN, again),
    "people.leave": (ADMIN, leave),
    "people.left": (ADMIN, left),
}
