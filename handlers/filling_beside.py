"""What is typed while a round asks and is no answer: courtesy, ordinary reports, lines of another list.

It is acted upon as it would be outside the round, and the round's question goes on.
"""

import re
from collections.abc import Sequence

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import AnswerState, Step
from bot.services.round_book import RoundBook, of_unit
from bot.services.round_periods import in_the_rounds_words
from bot.services.round_typed import is_figure, split_lines
from bot.services.small_talk import talk
from bot.texts import filling as texts
from bot.texts import round_answers as answers
from handlers import filling, filling_lines, filling_pressed
from handlers.filling import Args, Pass
from handlers.turn import Turn
from handlers.words import plain

LISTED = re.compile(r"第?\s*(\d{1,2})(?:\s*[个项条号]|(?=\s)|$).*", re.DOTALL)
GIVING_UP = re.compile("算了|取消|不要|别|等|cancel")
FIGURES_ASKED = (Step.VALUE, Step.EXPECTED)


def takes(turn: Turn, way: Pass, indicator: Indicator, text: str, data: Args) -> bool:
    """Whether the words are no answer; they are then acted upon."""
    step = Step(data["step"])
    if _is_courtesy(turn, way, indicator, text, step):
        return True
    if data.get("listed") and LISTED.fullmatch(plain(text)) and _is_listed(turn, text):
        report(turn, text)
        return True
    lines = split_lines(text)
    if lines and _other_periods(turn, way, lines):
        report(turn, text)
        return True
    other = None if lines else _of_another_period(turn, way, indicator, text)
    if other is not None:
        report(turn, other)
    return other is not None


def report(turn: Turn, text: str) -> None:
    """As outside a round; the round's question comes again once that is settled."""
    filling.keep(turn)
    turn.close()
    turn.doings.free_text(turn, text)


# ---------------------------------------------------------------- courtesy


def _is_courtesy(turn: Turn, way: Pass, indicator: Indicator, text: str, step: Step) -> bool:
    """A kind word gets one; what says that something was wrong, how to change it; 稍后 and 算了 leave.

    Yes and no are answers where reasons or the likelihood are asked for, and no explanation.
    """
    said = talk(text)
    if said == "later" or (said == "no" and GIVING_UP.search(text)):
        turn.settle_open_questions()
        filling.leave(turn, way)
        return True
    if said in ("yes", "no") and step not in FIGURES_ASKED:
        return False
    asked = filling.asked(way, indicator, step)
    match said:
        case "hello" | "thanks" | "yes":
            turn.reply(texts.still_asked(turn.t, asked, hello=said == "hello"))
        case "no" | "wrong":
            turn.reply(texts.how_to_change(turn.t, asked))
        case "left" | "reported":
            turn.settle_open_questions()
            filling.summary(turn, way)
        case _:
            return False
    return True


# ---------------------------------------------------------------- other periods, other lists


def _other_periods(turn: Turn, way: Pass, lines: Sequence[tuple[str, str]]) -> bool:
    """Whether coded lines are about other periods. Raises DomainError round-lines-mixed where some are."""
    other = [bool(words) and _is_other(turn, way, code, words) for code, words in lines]
    if any(other) and not all(other):
        codes = [code for (code, _), apart in zip(lines, other, strict=True) if apart]
        raise DomainError("round-lines-mixed", codes=codes)
    return all(other)


def _is_other(turn: Turn, way: Pass, code: str, words: str) -> bool:
    found = filling_lines.with_code(way.book, code)
    return found is not None and in_the_rounds_words(way.book.round, found, words, turn.today) is None


def _of_another_period(turn: Turn, way: Pass, indicator: Indicator, text: str) -> str | None:
    """6月底20亿 as 2-06 6月底20亿: a figure of a period that is not the round's; None for other words."""
    named, words = filling_lines.named_first(way, text)
    about, said = (named, words) if named else (indicator, text)
    if not is_figure(about, said):
        return None
    own = in_the_rounds_words(way.book.round, about, said, turn.today)
    return f"{about.code} {said}" if own is None else None


def _is_listed(turn: Turn, text: str) -> bool:
    found = LISTED.fullmatch(plain(text))
    return found is not None and 1 <= int(found[1]) <= len(turn.uow.messages.listing(turn.person.id))


# ---------------------------------------------------------------- handing in from outside

HAND_IN = ("提交", "报送", "交", "hand in", "submit")


def hands_in(turn: Turn, text: str) -> bool:
    """提交 after leaving: hand in what is begun, or say what is missing and go on. False where nothing is."""
    if plain(text).strip("。.!！ 了吧").lower() not in HAND_IN:
        return False
    options = turn.open_options
    if any(o.args.get("answer") == "yes" for o in options):
        return False
    rounds = turn.uow.monitoring.rounds(turn.department.id)
    begun = [way for r in rounds[-2:] if (way := _begun(turn, r.id))]
    begun = [way for way in begun if way.book.round.is_open] or begun
    if not begun:
        return False
    filling.check_open(turn, begun[0].book.round)
    if len(begun) > 1:
        turn.reply(answers.which_round(turn.t, [way.book.round for way in begun]))
    elif begun[0].book.unanswered(begun[0].indicators):
        filling.summary(turn, begun[0])
    else:
        filling_pressed.hand_in(turn, begun[0].where())
    return True


def _begun(turn: Turn, round_id: int) -> Pass | None:
    """The person's own pass, or for an administrator the one unit begun for it, with something to hand in."""
    try:
        way = Pass.load(turn, {"round": round_id})
        ways = [way]
    except DomainError:
        ways = []
    if not ways and turn.person.is_admin:
        book = RoundBook.load(turn.uow, turn.department, turn.uow.monitoring.round(round_id))
        units = [u.id for u in book.units if _is_begun(book, u.indicators, turn.person.id)]
        ways = [Pass(book, [unit], of_unit(book, unit)) for unit in units]
    begun = [w for w in ways if _is_begun(w.book, w.indicators)]
    return begun[0] if len(begun) == 1 else None


def _is_begun(book: RoundBook, indicators: Sequence[Indicator], by: int | None = None) -> bool:
    newest = (book.newest(i) for i in indicators)
    states = (AnswerState.DRAFT, AnswerState.RETURNED)
    return any(e and e.state in states and by in (None, e.by) for e in newest)
