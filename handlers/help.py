"""What a person may do, from the table of commands."""

from bot.texts import help as texts
from handlers import courtesies
from handlers.turn import Turn


def help_(turn: Turn, _words: str) -> None:
    """/help: only what this person may do."""
    turn.reply(texts.overview(turn.t, turn.doings.for_person(turn.person)))


def cancel(turn: Turn, _words: str) -> None:
    """/cancel, anywhere: what was being asked is dropped, nothing was stored."""
    courtesies.cancel(turn)
