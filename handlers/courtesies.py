"""Short words without a figure: hello, thanks, what is left, that was wrong. Imports services and texts."""

from collections.abc import Sequence

from bot.domain.errors import DomainError
from bot.services.ledger import Item, Ledger
from bot.services.scope import own, taking
from bot.services.small_talk import Talk
from bot.texts import report as texts
from handlers import board, filling
from handlers.report import later, open_list
from handlers.turn import Turn


def answer(turn: Turn, ledger: Ledger, items: Sequence[Item], talk: Talk) -> None:
    """A kind word and what is still open; for a mistake, the figures that can be corrected."""
    match talk:
        case "left":
            open_list(turn)
        case "reported":
            board.board(turn, "全部")
        case "later":
            later(turn, {})
        case "wrong" if not _asks_to_confirm(turn):
            correct_list(turn, ledger)
        case "no" | "wrong":
            cancel(turn)
        case _:
            turn.uow.messages.set_listing(
                turn.person.id, [(i.indicator.id, i.period) for i in items], turn.now
            )
            turn.reply(texts.courtesy(turn.t, items, ledger, hello=talk == "hello"))


def cancel(turn: Turn) -> None:
    """What was being asked is dropped; where nothing was, what can still be taken back is said.

    A round keeps what was answered, and its question goes on after another's.
    """
    if filling.left_by_cancelling(turn):
        return
    asked = turn.dialogue is not None or _asks_to_confirm(turn)
    turn.settle_open_questions()
    turn.close()
    turn.reply(texts.cancelled(turn.t) if asked else texts.nothing_to_cancel(turn.t))
    filling.resume(turn)


def _asks_to_confirm(turn: Turn) -> bool:
    options = turn.open_options
    return any(o.args.get("answer") == "no" for o in options)


def correct_list(turn: Turn, ledger: Ledger) -> None:
    """The newest figures whose periods are not locked, as buttons, the last one typed first."""
    found = [r for i in own(ledger, turn.person) for r in ledger.year_so_far(i, counted_only=False)[-1:]]
    found.sort(key=lambda r: r.at, reverse=True)
    given = [Item(ledger.by_id[r.indicator_id], r.period) for r in found]
    items = taking(ledger, given, turn.calendar, turn.today)
    if not items:
        raise DomainError("nothing-to-correct")
    turn.reply(texts.correct_list(turn.t, items, ledger))
