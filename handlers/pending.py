"""Who still has something to report: one's own for a contact, by unit for leads and above."""

from bot.chat import Button
from bot.domain.people import Role
from bot.services.scope import awaited_year, check_year, due_day, own
from bot.services.show_pending import Pending, show_pending
from bot.services.sight import Sight
from bot.texts import pending as texts
from bot.texts import report as report_texts
from bot.texts.leave import acted_for, with_paragraph
from handlers import filling, review, round_review
from handlers.board import sight_of
from handlers.command import LEADS_AND_ABOVE
from handlers.dispatch import administrators
from handlers.turn import Turn


def pending(turn: Turn, _words: str) -> None:
    """/pending: what is open, what waits for data from above, what waits for review."""
    sight = sight_of(turn)
    if LEADS_AND_ABOVE(turn.person):
        _overview(turn, sight)
    else:
        _own(turn, sight)


def waiting(turn: Turn, _words: str) -> None:
    """/review: what waits for this person; leaders, who see no figure before its lead, read only which."""
    if turn.person.has(Role.LEAD, Role.ADMIN):
        if not round_review.show_everything(turn) or review.waiting_here(turn):
            review.review(turn, "")
        return
    sight = sight_of(turn)
    turn.reply(texts.waiting(turn.t, sight, show_pending(sight, sight.indicators, ())))


def _own(turn: Turn, sight: Sight) -> None:
    """The contact's list, whose numbers may be used in the answer."""
    found = show_pending(sight, own(sight.ledger, turn.person), ())
    items = [i for due in found.dues for i in due.items]
    if not items:
        check_year(turn.uow, sight.ledger, None, turn.today)
    turn.uow.messages.set_listing(turn.person.id, [(i.indicator.id, i.period) for i in items], turn.now)
    filling.list_shown(turn)
    due = due_day(sight.ledger, turn.calendar, items[-1].period) if items else None
    open_due = due if due and due >= turn.today else None
    opened = report_texts.open_list(turn.t, items, sight.ledger, open_due)
    turn.reply(
        with_paragraph(
            texts.own(turn.t, opened, found, administrators(turn)), acted_for(turn.t, turn.person, items)
        )
    )


def _overview(turn: Turn, sight: Sight) -> None:
    people = turn.uow.people.in_department(turn.department.id)
    found = show_pending(sight, sight.indicators, people)
    names = turn.person.has(Role.LEAD, Role.ADMIN)
    awaited = awaited_year(turn.uow, turn.department, turn.today)
    turn.reply(
        texts.overview(turn.t, sight, found, names=names, awaited=awaited, buttons=_buttons(turn, found))
    )


def _buttons(turn: Turn, found: Pending) -> list[Button]:
    """A reminder for those who may send one; the review for those who have something to decide."""
    if not turn.person.has(Role.LEAD, Role.ADMIN):
        return []
    remind = [Button(turn.t("remind them"), "nudge.send", {})] if found.dues else []
    return [*remind, Button(turn.t("review"), "review.list", {})] if found.waiting else remind
