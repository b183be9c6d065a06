"""An enrolment code arrives, from a stranger or from somebody enrolled. Strangers reach nothing else."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Person
from bot.services import enrol as enrolment
from bot.texts import people as texts
from bot.texts import sign_in
from handlers.command import Press, Right, anyone
from handlers.help import help_
from handlers.turn import Turn


def enrol(turn: Turn, code: str) -> None:
    """`/start CODE`, or the code alone; anything else gets the short answer that reveals nothing."""
    if turn.somebody is not None:
        _again(turn, code)
        return
    if not code or turn.signs_in:
        turn.reply(texts.stranger(turn.t))
        return
    person = enrolment.enrol(
        turn.uow,
        code,
        platform=turn.source.platform,
        native_id=turn.source.sender,
        chat=turn.source.chat,
        now=turn.now,
    )
    if person is None:
        turn.reply(texts.code_refused(turn.t))
        return
    _welcome(turn, person)


def _welcome(turn: Turn, person: Person) -> None:
    """The first message carries the secrecy rule."""
    turn.somebody = person
    turn.audit("enrol")
    turn.reply(texts.welcome(turn.t, person, turn.uow.targets.units(person.department_id)))


def _again(turn: Turn, code: str) -> None:
    """Somebody enrolled: /start is a call for help; a code for somebody else is asked about."""
    if not code:
        help_(turn, "")
        return
    if turn.signs_in:
        turn.reply(sign_in.code_on_page(turn.t, turn.person))
        return
    source = turn.source
    invited = enrolment.invited_by(
        turn.uow, code, platform=source.platform, native_id=source.sender, now=turn.now
    )
    if invited is None:
        turn.reply(texts.code_refused(turn.t))
    elif invited.person == turn.person:
        _switch(turn, invited.code_hash)
    else:
        turn.reply(
            texts.somebody_elses_code(turn.t, turn.person, invited.person, {"code": invited.code_hash})
        )


def switch(turn: Turn, args: Mapping[str, Any]) -> None:
    """The account belongs to the person invited from now on."""
    turn.uow.messages.close_all(turn.person.id, turn.now)
    _switch(turn, args["code"])


def _switch(turn: Turn, code_hash: str) -> None:
    person = enrolment.use(
        turn.uow,
        code_hash,
        platform=turn.source.platform,
        native_id=turn.source.sender,
        chat=turn.private_chat,
        now=turn.now,
    )
    if person is None:
        raise DomainError("stale-button")
    turn.audit("switch", to=person.name)
    _welcome(turn, person)


ACTIONS: Mapping[str, tuple[Right, Press]] = {"enrol.switch": (anyone, switch)}
