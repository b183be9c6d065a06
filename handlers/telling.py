"""Telling somebody else something in their own language. Imports the turn."""

from collections.abc import Callable

from bot.chat import Message
from bot.texts.catalogue import Translate, translator
from handlers.turn import Turn


def words_for(turn: Turn, person_id: int) -> Translate:
    """The language in which somebody is told something: that of the account it goes to."""
    to = turn.uow.people.address(person_id)
    accounts = turn.uow.people.accounts([person_id]).get(person_id, ())
    spoken = next((a.language for a in accounts if to and a.chat == to.chat and a.language), None)
    return translator(spoken) if spoken else turn.t


def tell_in_own_language(
    turn: Turn, person_id: int, message: Callable[[Translate], Message], *, key: str
) -> bool:
    """Queue a message once per key; False when the person is out of reach or was told already."""
    return turn.tell(person_id, message(words_for(turn, person_id)), key=key)
