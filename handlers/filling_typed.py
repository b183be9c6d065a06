"""What is typed while a round is filled in: figures, reasons, words, moves, lines with codes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.likelihood import Likelihood
from bot.domain.monitoring import Round, RoundKind, Step
from bot.domain.period import Period
from bot.services import fill_round as service
from bot.services.round_book import RoundBook, of_unit, open_rounds
from bot.services.round_typed import (
    LONGEST_WORDS,
    Typed,
    check_explanation,
    read_reasons,
    read_typed,
    says_year_end,
    split_lines,
    understand_typed,
)
from bot.services.understand_names import NAMED, Known, match_indicator
from bot.texts import round_answers as answers
from bot.texts.common import figure
from handlers import filling, filling_pressed
from handlers.command import REPORTERS
from handlers.filling import FIGURES, WORDS, Args, Pass
from handlers.turn import Turn
from handlers.words import plain

LONGEST_TEXT = 2000
LATER = re.compile(
    r"(?:稍后|稍后再填|退出|先这样|先不填了?|下次再填|保存|暂停|later|stop|not now|go on later)"
)
MOVES: dict[str, str] = {
    **dict.fromkeys(("上一项", "上一个", "上一条", "返回", "回上一项", "back", "previous"), "previous"),
    **dict.fromkeys(("跳过", "下一项", "下一个", "下一条", "略过", "skip", "next"), "skip"),
    **dict.fromkeys(("提交", "报送", "上报", "交", "hand in", "submit"), "hand-in"),
    **dict.fromkeys(("汇总", "查看", "看看", "summary", "overview"), "summary"),
}
NAME_FIRST = re.compile(r"([^\d\s]{3,30}?)[\s:：,，]*((?:[\d一二三四五六七八九十]|约).*)", re.DOTALL)
CHOSEN = re.compile(r"(?:选?好了?|完成|选完了?|就这些|确定|ok|done|done choosing)[。.!！]?")
LIKELY = (
    (
        Likelihood.IMPOSSIBLE,
        r"(?:完全)?(?:不可能|不能|完不成|没可能|达不到)(?:完成)?|(?:not (?:at all )?possible|impossible|no)",
    ),
    (
        Likelihood.CERTAIN,
        r"(?:确定|肯定|一定)?(?:能|可以)(?:完成|达到)?|确定|肯定|没问题|certain(?:ly)?|sure|yes",
    ),
    (Likelihood.POSSIBLE, r"(?:有)?可能(?:能)?(?:完成)?|差不多|不好说|不确定|possibl[ey]|perhaps|maybe"),
)


def takes(turn: Turn, text: str) -> bool:
    """Take free words that are meant for the open round; False when they are not.

    Lines with code and year-end value are, and any with codes while a round is being filled in.
    """
    if not turn.source.private or not REPORTERS(turn.person):
        return False
    dialogue = turn.dialogue
    if dialogue is not None and dialogue.kind == WORDS and split_lines(text):
        typed(turn, text)
        return True
    if not says_year_end(text):
        return False
    found = next((r for r in open_rounds(turn.uow, turn.department) if r.kind is RoundKind.MONITORING), None)
    if found is None:
        return False
    turn.settle_open_questions()
    way = _anywhere(turn, found, split_lines(text)[0][0])
    _lines(turn, way, split_lines(text))
    return True


def _anywhere(turn: Turn, found: Round, code: str) -> Pass:
    """The pass in which the code is, of a round that is not being filled in just now."""
    book = RoundBook.load(turn.uow, turn.department, found)
    indicator = next((i for i in book.ledger.indicators if i.code.lower() == code), None)
    on_behalf = indicator is not None and turn.person.reports_on_behalf(indicator.unit_id)
    of = {"of": [indicator.unit_id]} if indicator and on_behalf else {}
    return Pass.load(turn, {"round": found.id, **of})


def typed(turn: Turn, text: str) -> None:
    """The answer to what is being asked, a move, or lines that name their indicator."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    if len(text) > LONGEST_TEXT:
        raise DomainError("too-long", limit=LONGEST_TEXT, length=len(text))
    found = _being_asked(turn, dialogue.data)
    if found is None:
        turn.close()
        turn.doings.free_text(turn, text)
        return
    way, indicator = found
    if _moved(turn, way, indicator, text):
        return
    if lines := split_lines(text):
        turn.settle_open_questions()
        _lines(turn, way, lines)
        return
    ANSWERS[Step(dialogue.data["step"])](turn, way, indicator, text, dialogue.data["seen"])


def _being_asked(turn: Turn, data: Args) -> tuple[Pass, Indicator] | None:
    """None when what was asked holds no more: asked on another day, the round closed, the indicator gone.

    What is typed the next morning is more likely a report; the buttons and 监控填报 go on.
    """
    if data["day"] != turn.today.isoformat():
        return None
    try:
        way = Pass.load(turn, data)
        indicator = way.named(data["indicator"])
        service.check_may_fill(way.book, turn.person, indicator)
    except DomainError:
        return None
    return way, indicator


def _moved(turn: Turn, way: Pass, indicator: Indicator, text: str) -> bool:
    said = plain(text).strip("。.!！ ")
    move = MOVES.get(said.lower(), "later" if LATER.fullmatch(said.lower()) else "")
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


# ---------------------------------------------------------------- figures


def _value(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """A figure, with what is expected of the year if that is said too; another indicator may be named."""
    named, words = _named(way, text)
    if named is not None and named != indicator:
        turn.settle_open_questions()
        _take(turn, way, named, read_typed(words), way.book.number(named))
        return
    said = read_typed(words if named else text)
    _take(turn, way, indicator, said, seen)


def _named(way: Pass, text: str) -> tuple[Indicator | None, str]:
    """电子档案 3.2万: an indicator of this pass by name, and the words behind it."""
    found = re.fullmatch(
        r"([^\d\s]{3,30}?)[\s:：,，]*((?:[\d一二三四五六七八九十]|约).*)", plain(text), re.DOTALL
    )
    if found is None or not re.search(r"[一-鿿]{3}", found[1]):
        return None, text
    year = Period(way.book.round.year, 12, 12)
    known = [Known(i, year, mine=True, open=True) for i in way.indicators]
    ids = match_indicator(found[1], known, least=NAMED)
    return (way.named(ids[0]), found[2]) if len(ids) == 1 else (None, text)


def _expected(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """5万, 全年5万; 17亿 全年30亿 gives the value once more."""
    said = read_typed(text)
    if said.none_because:
        _take(turn, way, indicator, said, seen)
        return
    alone = Typed(expected=said.expected or said.value)
    _take(turn, way, indicator, said if said.value and said.expected else alone, seen)


def _take(turn: Turn, way: Pass, indicator: Indicator, said: Typed, seen: int) -> None:
    """Take what was typed, and ask about what is doubtful in it; nothing doubtful is stored."""
    service.check_may_fill(way.book, turn.person, indicator)
    got = understand_typed(way.book, indicator, said)
    turn.settle_open_questions()
    if got.doubtful is None and got.done is not None:
        filling.take(turn, way, indicator, got.stated, got.done, seen, lead=True)
        return
    if got.done is not None:
        way = filling.store(turn, way, indicator, got.stated, Step.EXPECTED, seen)
    if got.doubtful is not None:
        filling.doubt(turn, way, indicator, got.doubtful)


# ---------------------------------------------------------------- words


def _why_none(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    check_explanation(text)
    stated = way.book.stated(indicator).without_value(text.strip()[:LONGEST_WORDS])
    turn.settle_open_questions()
    filling.take(turn, way, indicator, stated, Step.WHY_NONE, seen, lead=True)


def _reasons(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """经费、人员 资金未到位 is a whole answer; words alone wait for the reason they belong to."""
    stated = way.book.stated(indicator)
    if CHOSEN.fullmatch(plain(text).lower()):
        stated = filling_pressed.with_a_reason(stated)
    else:
        found, words = read_reasons(text)
        if words:
            check_explanation(words)
        stated = replace(stated, reasons=stated.reasons | found, text=words or stated.text)
    turn.settle_open_questions()
    if stated.reasons:
        filling.take(turn, way, indicator, stated, Step.REASONS, seen)
    else:
        way = filling.store(turn, way, indicator, stated, Step.REASONS, seen)
        filling.ask(turn, way, indicator, Step.REASONS)


def _text(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    check_explanation(text)
    stated = replace(way.book.stated(indicator), text=text.strip()[:LONGEST_WORDS])
    turn.settle_open_questions()
    filling.take(turn, way, indicator, stated, Step.TEXT, seen)


def _likelihood(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    said = plain(text).strip(" 。.!！的吧")
    found = next((likely for likely, words in LIKELY if re.fullmatch(words, said.lower())), None)
    if found is None:
        raise DomainError("round-likelihood-unreadable", text=text.strip()[:30])
    turn.settle_open_questions()
    stated = replace(way.book.stated(indicator), likelihood=found)
    filling.take(turn, way, indicator, stated, Step.LIKELIHOOD, seen)


Answer = Callable[[Turn, Pass, Indicator, str, int], None]
ANSWERS: Mapping[Step, Answer] = {
    Step.VALUE: _value,
    Step.WHY_NONE: _why_none,
    Step.EXPECTED: _expected,
    Step.REASONS: _reasons,
    Step.TEXT: _text,
    Step.LIKELIHOOD: _likelihood,
}


# ---------------------------------------------------------------- lines with codes


def _lines(turn: Turn, way: Pass, lines: Sequence[tuple[str, str]]) -> None:
    """One line as if its indicator had been asked for; of several all that is clear, the others by name."""
    found = [(_coded(turn, way, code), words) for code, words in lines]
    if len(found) == 1:
        indicator, words = found[0]
        way = _way_of(way, indicator)
        if words:
            _take(turn, way, indicator, read_typed(words), way.book.number(indicator))
        else:
            filling.ask(turn, way, indicator, Step.VALUE)
        return
    unclear = []
    for indicator, words in found:
        got = understand_typed(way.book, indicator, read_typed(words))
        if got.doubtful is not None:
            unclear.append(indicator)
            continue
        step = service.step_of(way.book, indicator, got.stated)
        way = filling.store(turn, way, indicator, got.stated, step, way.book.number(indicator))
    done = [i for i, _ in found if i not in unclear]
    filling.go_on(turn, _way_of(way, found[0][0]), None, answers.several(turn.t, way.book, done, unclear))


def _coded(turn: Turn, way: Pass, code: str) -> Indicator:
    """Raises DomainError round-code-unknown, not-yours."""
    found = next((i for i in way.book.ledger.indicators if i.code.lower() == code), None)
    if found is None:
        example = f"{way.indicators[0].code} {figure(turn.t, way.indicators[0], Decimal(12))}"
        raise DomainError("round-code-unknown", code=code, example=example)
    service.check_may_fill(way.book, turn.person, found)
    return found


def _way_of(way: Pass, indicator: Indicator) -> Pass:
    """The pass in which the indicator is: an administrator may name any unit's."""
    if indicator in way.indicators:
        return way
    return Pass(way.book, [indicator.unit_id], of_unit(way.book, indicator.unit_id))


DIALOGUES = {FIGURES: typed, WORDS: typed}
