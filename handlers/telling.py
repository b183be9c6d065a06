"""Telling somebody else something in their own language. Imports the turn."""

from collections.abc import Callable

from bot.chat import Message
from bot.texts.catalogue import Translate
from handlers.turn import Turn


def tell_in_own_language(
    turn: Turn, person_id: int, message: Callable[[Translate], Message], *, key: str
) -> bool:
    """Queue a message once per key; False when the person is out of reach or was told already."""
    return turn.tell(person_id, message(turn.words_for(person_id)), key=key)
