"""Deciding by words: 通过 2-06, 退回 2-06 数不对, or the bare word where it is clear what is meant."""

import re
from collections.abc import Sequence

from bot.services.review import Waiting
from bot.services.secrecy import check_words
from bot.services.understand_names import NAMED, Known, as_code, match_indicator
from bot.texts import review as texts
from handlers import review, round_review
from handlers.turn import Turn


def approve(turn: Turn, words: str) -> None:
    """/approve: the one that is named or the only one there is; otherwise the list is shown."""
    waiting = review.waiting_here(turn)
    found, _ = _meant(waiting, words)
    if not found and round_review.pass_named(turn, words):
        return
    if not found or (len(found) > 1 and not words):
        turn.reply(texts.waiting(turn.t, waiting))
        return
    review.pass_these(turn, {"revisions": [w.revision.id for w in found]})


def send_back(turn: Turn, words: str) -> None:
    """/return: with a reason at once; without one it is asked for, and which one where several wait."""
    waiting = review.waiting_here(turn)
    found, reason = _meant(waiting, words)
    if not found and round_review.return_named(turn, words):
        return
    if not found:
        turn.reply(texts.waiting(turn.t, waiting))
    elif len(found) > 1:
        turn.reply(texts.return_which(turn.t, found))
    elif reason:
        check_words(reason)
        review.return_because(turn, found[0].revision.id, reason)
    else:
        review.return_one(turn, {"revision": found[0].revision.id})


def _meant(waiting: Sequence[Waiting], words: str) -> tuple[Sequence[Waiting], str]:
    """The figures that are named by code, by their number in the list or by name, and what else was said.

    Where nothing is named all that waits is meant, and the words are the reason.
    """
    plain = words.strip()
    code_first = re.match(r"\d{1,2}-\d{1,2}[a-hA-H]?(?![0-9a-zA-Z])", plain)
    first = code_first[0] if code_first else re.split(r"[\s,，:：;；]", plain, maxsplit=1)[0]
    rest = plain[len(first) :].strip(" ,，:：;；")
    if code := as_code(first):
        return [w for w in waiting if w.item.indicator.code == code], rest
    if first.isdigit() and 0 < int(first) <= len(waiting):
        return [waiting[int(first) - 1]], rest
    known = [Known(w.item.indicator, w.item.period, mine=True, open=True) for w in waiting]
    ids = match_indicator(first, known, least=NAMED) if first else ()
    if ids:
        return [w for w in waiting if w.item.indicator.id in ids], rest
    return waiting, plain
