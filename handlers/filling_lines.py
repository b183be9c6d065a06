"""Figures typed in a round: of the indicator that is asked about, of one that is named, of several lines."""

import re
from collections.abc import Sequence

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import Round, Step
from bot.domain.period import Period
from bot.services import fill_round as service
from bot.services.round_book import RoundBook, of_unit
from bot.services.round_periods import in_the_rounds_words
from bot.services.round_typed import Typed, example_of, read_typed, understand_typed
from bot.services.small_talk import same_as_before
from bot.services.understand_names import NAMED, Known, match_indicator
from bot.texts import round_answers as answers
from handlers import filling
from handlers.filling import Pass
from handlers.turn import Turn
from handlers.words import plain

NAME_FIRST = re.compile(r"([^\d\s]{3,30}?)[\s:：,，]*((?:[\d一二三四五六七八九十]|约).*)", re.DOTALL)
Lines = Sequence[tuple[str, str]]


def read(turn: Turn, way: Pass, indicator: Indicator, words: str) -> Typed:
    """The figures in what was typed of an indicator."""
    said = in_the_rounds_words(way.book.round, indicator, words, turn.today)
    return read_typed(said or words)


def value(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """A figure, with what is expected of the year if that is said too; another indicator may be named.

    和上月一样: the figure there was before.
    """
    before = way.book.value_before(indicator) if same_as_before(text) else None
    if before is not None:
        turn.settle_open_questions()
        stated = way.book.stated(indicator).with_value(before)
        filling.take(turn, way, indicator, stated, Step.VALUE, seen, lead=True)
        return
    named, words = named_first(way, text)
    if named is not None and named != indicator:
        take(turn, way, named, read(turn, way, named, words), way.book.number(named))
    else:
        take(turn, way, indicator, read(turn, way, indicator, words if named else text), seen)


def named_first(way: Pass, text: str) -> tuple[Indicator | None, str]:
    """电子档案 3.2万: an indicator of this pass by name, and the words behind it."""
    found = NAME_FIRST.fullmatch(plain(text))
    if found is None or not re.search(r"[一-鿿]{3}", found[1]):
        return None, text
    year = Period(way.book.round.year, 12, 12)
    known = [Known(i, year, mine=True, open=True) for i in way.indicators]
    ids = match_indicator(found[1], known, least=NAMED)
    return (way.named(ids[0]), found[2]) if len(ids) == 1 else (None, text)


def expected(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """5万, 全年5万; 17亿 全年30亿 gives the value once more."""
    said = read(turn, way, indicator, text)
    if not said.none_because and not (said.value and said.expected):
        said = Typed(expected=said.expected or said.value)
    take(turn, way, indicator, said, seen)


def take(turn: Turn, way: Pass, indicator: Indicator, said: Typed, seen: int) -> None:
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


# ---------------------------------------------------------------- lines with codes


def lines(turn: Turn, way: Pass, said: Lines) -> None:
    """One line as if its indicator had been asked for; of several all that is clear, the others by name."""
    found = [(coded(turn, way, code), words) for code, words in said]
    if len(found) == 1:
        indicator, words = found[0]
        way = way_of(way, indicator)
        if words:
            take(turn, way, indicator, read(turn, way, indicator, words), way.book.number(indicator))
        else:
            turn.settle_open_questions()
            filling.ask(turn, way, indicator, Step.VALUE)
        return
    turn.settle_open_questions()
    unclear = []
    for indicator, words in found:
        got = understand_typed(way.book, indicator, read(turn, way, indicator, words))
        if got.doubtful is not None:
            unclear.append(indicator)
            continue
        step = service.step_of(way.book, indicator, got.stated)
        way = filling.store(turn, way, indicator, got.stated, step, way.book.number(indicator))
    done = [i for i, _ in found if i not in unclear]
    filling.go_on(turn, way_of(way, found[0][0]), None, answers.several(turn.t, way.book, done, unclear))


def coded(turn: Turn, way: Pass, code: str) -> Indicator:
    """Raises DomainError round-code-unknown, not-yours."""
    found = with_code(way.book, code)
    if found is None:
        first = way.indicators[0]
        raise DomainError("round-code-unknown", code=code, example=f"{first.code} {example_of(first)}")
    service.check_may_fill(way.book, turn.person, found)
    return found


def with_code(book: RoundBook, code: str) -> Indicator | None:
    return next((i for i in book.ledger.indicators if i.code.lower() == code), None)


def way_of(way: Pass, indicator: Indicator) -> Pass:
    """The pass in which the indicator is: an administrator may name any unit's."""
    if indicator in way.indicators:
        return way
    return Pass(way.book, [indicator.unit_id], of_unit(way.book, indicator.unit_id))


def anywhere(turn: Turn, found: Round, said: Lines) -> None:
    """Lines for a round that is not being filled in just now."""
    book = RoundBook.load(turn.uow, turn.department, found)
    indicator = with_code(book, said[0][0])
    on_behalf = indicator is not None and turn.person.reports_on_behalf(indicator.unit_id)
    of = {"of": [indicator.unit_id]} if indicator and on_behalf else {}
    lines(turn, Pass.load(turn, {"round": found.id, **of}), said)
