"""重开: an administrator reopens a locked period for one unit. Without words, what is reopened now."""

from functools import partial

from bot.services import reopen as service
from bot.texts import reopen as texts
from handlers.telling import tell_in_own_language
from handlers.turn import Turn


def reopen(turn: Turn, words: str) -> None:
    """/reopen 交易科 5月 漏报一笔: unit, period and reason; the unit's contacts and leads are told."""
    if not words.strip():
        turn.reply(texts.overview(turn.t, service.reopened_now(turn.uow, turn.department, turn.today)))
        return
    asked = service.read_request(words, turn.uow.targets.units(turn.department.id), turn.today)
    found = service.reopen(
        turn.uow, turn.department, asked, turn.calendar, turn.today, by=turn.person, now=turn.now
    )
    year, month = found.reopening.end
    turn.audit(
        "reopen",
        unit=found.unit.name,
        period=f"{year}-{month:02d}",
        until=found.reopening.until.isoformat(),
        reason=found.reopening.reason,
    )
    message = partial(texts.told, found=found, by=turn.person.name)
    told: list[str] = []
    not_told: list[str] = []
    for person in found.people:
        if person.id == turn.person.id:
            continue
        key = f"reopened:{found.reopening.id}:{person.id}"
        (told if tell_in_own_language(turn, person.id, message, key=key) else not_told).append(person.name)
    turn.reply(texts.done(turn.t, found, told, not_told))
