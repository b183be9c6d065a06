"""The language one wants to be answered in, account by account."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.texts import people as texts
from bot.texts.catalogue import translator
from handlers import words as small_words
from handlers.command import Press, Right, anyone
from handlers.turn import Turn

CALLED = {
    **dict.fromkeys(("中文", "汉语", "简体中文", "zh", "zh_cn", "zh-cn", "chinese"), "zh_CN"),
    **dict.fromkeys(("英文", "英语", "en", "english"), "en"),
}


def language(turn: Turn, words: str) -> None:
    """/language, or at once: 语言 英文."""
    said = small_words.plain(words).lower()
    if not said:
        turn.reply(texts.which_language(turn.t))
    elif said not in CALLED:
        raise DomainError("language-unknown", said=said[:20])
    else:
        chosen(turn, {"language": CALLED[said]})


def chosen(turn: Turn, args: Mapping[str, Any]) -> None:
    turn.uow.people.set_language(turn.source.platform, turn.source.sender, args["language"])
    turn.reply(texts.language_set(translator(args["language"])))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"language.set": (anyone, chosen)}
