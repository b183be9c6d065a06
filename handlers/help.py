"""What a person may do, from the table of commands."""

from collections.abc import Mapping
from typing import Any

from bot.texts import help as texts
from handlers import courtesies
from handlers.command import Press, Right, anyone
from handlers.turn import Turn


def help_(turn: Turn, _words: str) -> None:
    """/help: only what this person may do."""
    turn.reply(texts.overview(turn.t, turn.doings.for_person(turn.person)))


def turn_page(turn: Turn, args: Mapping[str, Any]) -> None:
    """Another page takes the place of the one shown."""
    if turn.pressed:
        commands = turn.doings.for_person(turn.person)
        turn.replace(turn.pressed.question_key, texts.overview(turn.t, commands, args["page"]))


def cancel(turn: Turn, _words: str) -> None:
    """/cancel, anywhere: what was being asked is dropped, nothing was stored."""
    courtesies.cancel(turn)


ACTIONS: Mapping[str, tuple[Right, Press]] = {"help.page": (anyone, turn_page)}
