"""A stranger brings an enrolment code. The only handler that strangers reach."""

from bot.services.enrol import enrol as enrol_account
from bot.texts import people as texts
from handlers.turn import Turn


def enrol(turn: Turn, code: str) -> None:
    """`/start CODE`, or the code alone; anything else gets the short answer that reveals nothing."""
    if not code:
        turn.reply(texts.stranger(turn.t))
        return
    person = enrol_account(
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
    turn.somebody = person
    turn.audit("enrol")
    turn.reply(texts.welcome(turn.t, person, turn.uow.targets.units(person.department_id)))
    turn.reply(texts.secrecy(turn.t))
