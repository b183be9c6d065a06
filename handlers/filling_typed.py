"""What is typed while a round is filled in: a move, lines that name their indicator, or the answer."""

import re
from collections.abc import Callable, Mapping

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import RoundKind, Step
from bot.services.round_book import open_rounds
from bot.services.round_periods import in_the_rounds_words
from bot.services.round_typed import says_year_end, split_lines
from handlers import filling, filling_beside, filling_lines, filling_pressed, filling_words
from handlers.command import REPORTERS
from handlers.filling import FIGURES, WORDS, Pass
from handlers.turn import Turn
from handlers.words import plain

LONGEST_TEXT = 2000
LATER = re.compile(
    r"(?:稍后|稍后再填|退出|先这样|先不填了?|下次再填|保存|暂停|later|exit|quit|leave|stop(?: for now)?)"
)
PREVIOUS = ("上一项", "上一个", "上一条", "返回", "回上一项", "back", "previous", "one back")
SKIP = ("跳过", "下一项", "下一个", "下一条", "略过", "skip", "next")
SUMMARY = ("汇总", "查看", "看看", "summary")
MOVES: Mapping[str, str] = {
    **dict.fromkeys(PREVIOUS, "previous"),
    **dict.fromkeys(SKIP, "skip"),
    **dict.fromkeys(filling_beside.HAND_IN, "hand-in"),
    **dict.fromkeys(SUMMARY, "summary"),
}


def takes(turn: Turn, text: str) -> bool:
    """Take free words that are meant for the open round; False when they are not.

    Lines with code and year-end value are, any words while it asks for words, and 提交 once it is begun.
    """
    if not turn.source.private or not REPORTERS(turn.person):
        return False
    if turn.dialogue is not None and turn.dialogue.kind == WORDS:
        typed(turn, text)
        return True
    return filling_beside.hands_in(turn, text) or with_year_end(turn, text)


def with_year_end(turn: Turn, text: str) -> bool:
    """2-06 17亿 全年30亿, whatever is being asked."""
    if not says_year_end(text):
        return False
    found = next((r for r in open_rounds(turn.uow, turn.department) if r.kind is RoundKind.MONITORING), None)
    if found is not None:
        filling_lines.anywhere(turn, found, split_lines(text))
    return found is not None


def corrects(turn: Turn, text: str) -> bool:
    """更正 2-06 18亿 while a round asks: what was stated there, unless another period is named."""
    dialogue = turn.dialogue
    if dialogue is None or dialogue.kind not in (FIGURES, WORDS):
        return with_year_end(turn, text)
    found, lines = filling.being_asked(turn, dialogue.data), split_lines(text)
    if found is None or not lines or not all(_stated(turn, found[0], code, words) for code, words in lines):
        return False
    filling_lines.lines(turn, found[0], lines)
    return True


def _stated(turn: Turn, way: Pass, code: str, words: str) -> bool:
    """Whether the round has a value of the indicator, and the words are about its span."""
    indicator = filling_lines.with_code(way.book, code)
    if indicator is None or way.book.stated(indicator).value is None:
        return False
    return in_the_rounds_words(way.book.round, indicator, words, turn.today) is not None


def typed(turn: Turn, text: str) -> None:
    """The answer to what is being asked, a move, or lines that name their indicator."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    if len(text) > LONGEST_TEXT:
        raise DomainError("too-long", limit=LONGEST_TEXT, length=len(text))
    found = filling.being_asked(turn, dialogue.data)
    if found is None:
        turn.close()
        turn.doings.free_text(turn, text)
        return
    way, indicator = found
    if _moved(turn, way, indicator, text) or filling_beside.takes(turn, way, indicator, text, dialogue.data):
        return
    if lines := split_lines(text):
        filling_lines.lines(turn, way, lines)
    elif dialogue.kind == WORDS and turn.doings.is_report(turn, text):
        _named(turn, way, text)
    else:
        ANSWERS[Step(dialogue.data["step"])](turn, way, indicator, text, dialogue.data["seen"])


def _named(turn: Turn, way: Pass, text: str) -> None:
    """交易量 5300 while words are asked for: another indicator of the pass, else an ordinary report."""
    named, _ = filling_lines.named_first(way, text)
    if named is None:
        filling_beside.report(turn, text)
    else:
        filling_lines.value(turn, way, named, text, way.book.number(named))


def _moved(turn: Turn, way: Pass, indicator: Indicator, text: str) -> bool:
    said = plain(text).strip("。.!！ ").lower()
    move = MOVES.get(said, "later" if LATER.fullmatch(said) else "")
    if not move:
        return False
    turn.settle_open_questions()
    where = way.where(indicator)
    match move:
        case "previous":
            filling_pressed.previous(turn, where)
        case "skip":
            filling_pressed.skip(turn, where)
        case "hand-in":
            filling_pressed.hand_in(turn, where)
        case "summary":
            filling.summary(turn, way)
        case _:
            filling.leave(turn, way)
    return True


Answer = Callable[[Turn, Pass, Indicator, str, int], None]
ANSWERS: Mapping[Step, Answer] = {
    Step.VALUE: filling_lines.value,
    Step.WHY_NONE: filling_words.why_none,
    Step.EXPECTED: filling_lines.expected,
    Step.REASONS: filling_words.reasons,
    Step.TEXT: filling_words.explanation,
    Step.LIKELIHOOD: filling_words.likelihood,
}
DIALOGUES = {FIGURES: typed, WORDS: typed}
