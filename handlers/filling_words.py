"""What is typed where a round asks for words: why there is no figure, reasons, an explanation, how likely."""

import re
from dataclasses import replace

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.likelihood import Likelihood
from bot.domain.monitoring import RoundKind, Step
from bot.services.round_typed import (
    LONGEST_WORDS,
    check_explanation,
    example_of,
    is_figure,
    read_reasons,
    read_typed,
)
from bot.services.small_talk import same_as_before
from bot.texts.reasons import reason_words
from handlers import filling, filling_lines, filling_pressed
from handlers.filling import Pass
from handlers.turn import Turn
from handlers.words import plain

CHOSEN = re.compile(r"(?:选?好了?|完成|选完了?|就这些|就这样|确定|ok|done)[。.!！]?", re.IGNORECASE)
LIKELY = (
    (
        Likelihood.IMPOSSIBLE,
        r"(?:肯定|确定|完全)?(?:不可能|不能|完不成|完成不了|没可能|达不到|没戏)(?:完成|达到)?"
        r"|not at all possible|not possible|impossible|certainly not",
    ),
    (
        Likelihood.CERTAIN,
        r"(?:确定|肯定|一定)?(?:能够?|可以)(?:按时|如期)?(?:完成|达到|达标)?|确定|肯定|没问题|certain(?:ly)?|sure",
    ),
    (
        Likelihood.POSSIBLE,
        r"(?:很)?(?:有|应该|大概)?(?:可能|能|可以)(?:能)?(?:完成|达到)?|差不多|不好说|不确定|不一定|有希望"
        r"|possibl[ye]|perhaps|maybe",
    ),
)


def why_none(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    _check_no_figure(way, indicator, text)
    check_explanation(text)
    stated = way.book.stated(indicator).without_value(text.strip()[:LONGEST_WORDS])
    turn.settle_open_questions()
    filling.take(turn, way, indicator, stated, Step.WHY_NONE, seen, lead=True)


def reasons(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    """经费、人员 资金未到位 is a whole answer; words alone wait for the reason they belong to."""
    if _takes_year_end(turn, way, indicator, text, seen) or _as_before(turn, way, indicator, text, seen):
        return
    stated = way.book.stated(indicator)
    if CHOSEN.fullmatch(plain(text)):
        stated = filling_pressed.with_a_reason(stated)
    else:
        found, words = read_reasons(text)
        if words:
            _check_explains(way, indicator, words)
        stated = replace(stated, reasons=stated.reasons | found, text=words or stated.text)
    turn.settle_open_questions()
    if stated.reasons:
        filling.take(turn, way, indicator, stated, Step.REASONS, seen)
    else:
        way = filling.store(turn, way, indicator, stated, Step.REASONS, seen)
        filling.ask(turn, way, indicator, Step.REASONS)


def explanation(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    if _takes_year_end(turn, way, indicator, text, seen) or _as_before(turn, way, indicator, text, seen):
        return
    _check_explains(way, indicator, text)
    stated = replace(way.book.stated(indicator), text=text.strip()[:LONGEST_WORDS])
    turn.settle_open_questions()
    filling.take(turn, way, indicator, stated, Step.TEXT, seen)


def likelihood(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> None:
    if _takes_year_end(turn, way, indicator, text, seen):
        return
    found = _likelihood(text)
    if found is None:
        _check_no_figure(way, indicator, text)
        raise DomainError("round-likelihood-unreadable", text=text.strip()[:30])
    turn.settle_open_questions()
    stated = replace(way.book.stated(indicator), likelihood=found)
    filling.take(turn, way, indicator, stated, Step.LIKELIHOOD, seen)


def _likelihood(text: str) -> Likelihood | None:
    said = plain(text).strip(" 。.!！的吧").lower()
    return next((likely for likely, words in LIKELY if re.fullmatch(words, said)), None)


def _check_explains(way: Pass, indicator: Indicator, words: str) -> None:
    """Raises DomainError round-figure-for-words, round-reason-first and reason-needed."""
    _check_no_figure(way, indicator, words)
    if _likelihood(words):
        monitoring = way.book.round.kind is RoundKind.MONITORING
        raise DomainError("round-reason-first" if monitoring else "reason-needed", text=words.strip()[:30])
    check_explanation(words)


def _check_no_figure(way: Pass, indicator: Indicator, words: str) -> None:
    if is_figure(indicator, words):
        raise DomainError(
            "round-figure-for-words",
            text=words.strip()[:30],
            code=indicator.code,
            example=example_of(indicator),
        )


def _as_before(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> bool:
    """和上次一样: what was said of a figure that was reported."""
    before = way.book.reason_before(indicator) if same_as_before(text) else None
    if before is None:
        return False
    turn.settle_open_questions()
    stated, step = filling_pressed.explained_before(
        way, way.book.stated(indicator), before.reason, reason_words(turn.t, before)
    )
    filling.take(turn, way, indicator, stated, step, seen)
    return True


def _takes_year_end(turn: Turn, way: Pass, indicator: Indicator, text: str, seen: int) -> bool:
    """全年30亿 while reasons or the likelihood are asked for: what is expected of the year, once more."""
    try:
        said = read_typed(text)
    except DomainError:
        return False
    parts = [p for p in (said.value, said.expected) if p]
    if not said.expected or not all(is_figure(indicator, p) for p in parts):
        return False
    filling_lines.take(turn, way, indicator, said, seen)
    return True
