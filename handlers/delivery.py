"""For administrators: what was sent and what became of it, and whom the next reminder would reach."""

from bot.services import deliveries as service
from bot.texts import delivery as texts
from handlers.turn import Turn


def delivery(turn: Turn, _words: str) -> None:
    """/delivery: sent, no longer needed, not delivered, and to whom there was no way."""
    turn.reply(texts.overview(turn.t, service.deliveries(turn.uow, turn.department, turn.now)))


def preview(turn: Turn, _words: str) -> None:
    """/preview, or 催报 预览: who would get the next reminder, and why."""
    local = turn.local.replace(tzinfo=None)
    found = service.next_reminder(turn.uow, turn.department, turn.calendar, local)
    accounts = turn.uow.people.accounts([r.person.id for r in found.found] if found else [])
    reachable = {person for person, known in accounts.items() if any(a.reachable for a in known)}
    turn.reply(texts.preview(turn.t, found, reachable))
