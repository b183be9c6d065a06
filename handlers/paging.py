"""Turning the pages of whatever is longer than a phone."""

from collections.abc import Mapping
from typing import Any

from bot.chat import message_from_json
from bot.texts.turning import folded
from handlers.command import Press, Right, anyone
from handlers.turn import Turn


def turn_page(turn: Turn, args: Mapping[str, Any]) -> None:
    """Another page takes the place of the one shown, with the buttons of both."""
    if turn.pressed:
        page = folded(turn.t, message_from_json(args["message"]), args["page"])
        turn.replace(turn.pressed.question_key, page)


ACTIONS: Mapping[str, tuple[Right, Press]] = {"page.turn": (anyone, turn_page)}
