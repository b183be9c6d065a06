"""我的数据, 删除我的数据, 抹去: what is stored about oneself, leaving for good, erasing who left."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.services import personal as service
from bot.services.roster import colleague, person_called
from bot.texts import personal as texts
from handlers.command import ADMIN, Press, Right, anyone
from handlers.telling import tell_in_own_language
from handlers.turn import Turn


def my_data(turn: Turn, _words: str) -> None:
    """/mydata: a short message and a file, to the person alone."""
    found = service.my_data(turn.uow, turn.person, turn.now, turn.zone)
    turn.audit("mydata")
    units = turn.uow.targets.units(turn.department.id)
    turn.reply(texts.my_data(turn.t, found, units, turn.zone, turn.now))


def leave(turn: Turn, _words: str) -> None:
    """/leave: asked about once, with what would be left undone."""
    untaken = service.check_may_leave(turn.uow, turn.person)
    units = turn.uow.targets.units(turn.department.id)
    turn.reply(texts.ask_me(turn.t, turn.person, untaken, units))


def left(turn: Turn, args: Mapping[str, Any]) -> None:
    """Confirmed by the person; administrators hear of it, without the name."""
    if args["person"] != turn.person.id:
        raise DomainError("stale-button")
    units = turn.uow.targets.units(turn.department.id)
    turn.audit("leave-for-good")
    gone = service.erase(turn.uow, turn.person, now=turn.now, event_id=turn.event_id)
    turn.reply(texts.gone(turn.t, gone))
    for admin in turn.uow.people.in_department(turn.department.id):
        if admin.is_admin:
            key = f"left:{turn.event_id}:{admin.id}"
            tell_in_own_language(turn, admin.id, lambda t: texts.somebody_left(t, gone, units), key=key)


def erase(turn: Turn, words: str) -> None:
    """/erase: 抹去 小周, after 停用."""
    if not words.strip():
        raise DomainError("erase-whom")
    person = person_called(turn.uow, turn.department.id, words, inactive=True)
    service.check_erasable(person)
    turn.reply(texts.ask(turn.t, person))


def ask(turn: Turn, args: Mapping[str, Any]) -> None:
    person = colleague(turn.uow, turn.person, args["person"])
    service.check_erasable(person)
    turn.reply(texts.ask(turn.t, person))


def erased(turn: Turn, args: Mapping[str, Any]) -> None:
    person = colleague(turn.uow, turn.person, args["person"])
    service.check_erasable(person)
    gone = service.erase(turn.uow, person, now=turn.now, event_id=None)
    turn.audit("erase", person=gone.name)
    turn.reply(texts.erased(turn.t, gone))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "erase.me": (anyone, left),
    "erase.ask": (ADMIN, ask),
    "erase.confirm": (ADMIN, erased),
}
