"""无人负责: what nobody answers for, asked by administrators, and said to them weekly while there is any."""

from typing import Any

from bot.chat import Message
from bot.services.orphans import orphans
from bot.services.queues import StoredMessage
from bot.services.slots_due import Slot
from bot.texts import orphans as texts
from handlers.audience import Telling, Told
from handlers.turn import Turn

ORPHANS = "orphans"


def show(turn: Turn, _words: str) -> None:
    """/orphans."""
    turn.reply(texts.orphans(turn.t, orphans(turn.uow, turn.department, turn.today)))


def play(telling: Telling, slot: Slot) -> Told:
    """Queue the list for the administrators, while there is something in it."""
    if not telling.is_first_today(ORPHANS):
        return Told()
    found = orphans(telling.uow, telling.department, telling.local.date())
    if not found:
        return Told()
    stands = {"kind": ORPHANS, "department": telling.department.id}
    return Told.of(
        (
            admin,
            telling.tell(
                admin,
                texts.orphans(telling.translate(admin), found),
                key=f"{ORPHANS}:{slot.key}:{admin.id}",
                kind="notice",
                stands=stands,
            ),
        )
        for admin in telling.people
        if admin.is_admin
    )


def refresh(telling: Telling, stored: StoredMessage, _stands: Any) -> Message | None:
    """The list as it is by now; None once everything has somebody, or to somebody who administers no more."""
    reader = next((p for p in telling.people if p.id == stored.person_id and p.is_admin), None)
    found = orphans(telling.uow, telling.department, telling.local.date())
    return texts.orphans(telling.translate(reader), found) if reader and found else None
