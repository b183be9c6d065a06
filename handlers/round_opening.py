"""监控 and 自评: administrators open and close a round and see who is missing; units fill in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.monitoring import Round, RoundKind
from bot.domain.people import Role
from bot.domain.round_words import Opening, read_opening, read_reopening
from bot.services import open_round as service
from bot.services.ledger import Ledger
from bot.services.nudge import check_hours
from bot.services.open_round import Reminding
from bot.services.round_book import RoundBook, book_of
from bot.texts import rounds as texts
from bot.texts.common import moment
from handlers import filling, round_clock, round_review
from handlers.audience import Telling
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn

STATE = re.compile(r"(?:进度|情况|查看|看看|谁没[填报交]|哪些没[填报交]|未提交|status)(?:的|了|吗|[?？])*")
NUDGE = re.compile(r"(?:催|催办|催报|催一下|提醒|提醒一下|remind)")
CLOSING = re.compile(r"(?:结束|关闭|截止|收口|end|close)(?:了|吧)?")
REOPENING = re.compile(r"(?:重开|重新(?:打开|开启|发起|开放)|恢复|reopen)\s*(.*)", re.DOTALL)
FILLING = re.compile(r"(?:填报|填写|开始填报|继续填报|fill)\s*(.*)")


def monitoring(turn: Turn, words: str) -> None:
    """/round 1-7月 8月15日前 鲁财绩〔2023〕5号; nothing alone: where the units are."""
    _round(turn, RoundKind.MONITORING, words)


def self_evaluation(turn: Turn, words: str) -> None:
    """/selfcheck 2月28日前 鲁财绩〔2024〕2号; nothing alone: where the units are."""
    _round(turn, RoundKind.SELF_EVALUATION, words)


def _round(turn: Turn, kind: RoundKind, words: str) -> None:
    said = words.strip()
    if fill := FILLING.fullmatch(said):
        filling.fill(turn, fill[1], kind)
    elif not ADMIN(turn.person):
        _for_a_unit(turn, kind, said)
    elif not said or STATE.fullmatch(said):
        _state(turn, kind)
    elif NUDGE.fullmatch(said):
        nudge(turn, {"round": service.the_open_round(turn.uow, turn.department, kind).id})
    elif CLOSING.fullmatch(said):
        found = turn.uow.monitoring.open_round(turn.department.id, kind)
        close_ask(turn, {"round": found.id}) if found else _state(turn, kind)
    elif again := REOPENING.fullmatch(said):
        _reopen_ask(turn, kind, again[1])
    else:
        _preview(turn, read_opening(kind, said, turn.today))


def _for_a_unit(turn: Turn, kind: RoundKind, said: str) -> None:
    """What a contact or lead means by the bare word: what waits for the review, else one's own answers.

    A lead sees what the contacts have answered and begins to fill in by a button only.
    """
    if said:
        raise DomainError("not-allowed", what="round")
    rounds = [r for r in turn.uow.monitoring.rounds(turn.department.id) if r.kind is kind]
    shown = [round_review.show_waiting(turn, book_of(turn.uow, turn.department, r.id)) for r in rounds]
    if any(shown):
        return
    if turn.person.has(Role.LEAD) and not turn.person.has(Role.CONTACT):
        filling.show(turn, kind)
    else:
        filling.fill(turn, "", kind)


def _state(turn: Turn, kind: RoundKind) -> None:
    found = turn.uow.monitoring.open_round(turn.department.id, kind)
    if found is None:
        earlier = [r for r in turn.uow.monitoring.rounds(turn.department.id) if r.kind is kind]
        turn.reply(texts.none_open(turn.t, kind, earlier[-1] if earlier else None, turn.today))
        return
    book = RoundBook.load(turn.uow, turn.department, found)
    turn.reply(texts.state(turn.t, book))
    round_review.show_waiting(turn, book)


def _preview(turn: Turn, opening: Opening) -> None:
    service.check_opening(turn.uow, turn.department, opening)
    indicators = Ledger.load(turn.uow, turn.department, opening.year).indicators
    units = {i.unit_id for i in indicators if i.unit_id is not None}
    nobodys = [i.code for i in indicators if i.unit_id is None]
    turn.reply(texts.preview(turn.t, opening, len(units), len(indicators), nobodys))


def open_(turn: Turn, args: Mapping[str, Any]) -> None:
    """Open what was shown, and tell everybody who fills in: now, or when the office opens."""
    opening = Opening(
        RoundKind(args["kind"]),
        args["year"],
        args["until"],
        date.fromisoformat(args["deadline"]),
        args["document"],
    )
    found = service.open_round(
        turn.uow, turn.department, opening, by=turn.person.id, now=turn.now, tell_at=_tell_at(turn)
    )
    turn.audit("round-open", **service.facts_of(found), deadline=args["deadline"])
    _tell(turn, found)


def _tell(turn: Turn, found: Round, *, again: bool = False) -> None:
    """Tell those who fill in: now, or when the office opens."""
    if found.tell_at != turn.local.replace(tzinfo=None):
        turn.reply(texts.opened_later(turn.t, found, moment(turn.t, found.tell_at), again=again))
        return
    telling = Telling.at(turn.uow, turn.department, turn.now, turn.zone, turn.calendar, turn.t.language)
    told = round_clock.remind(
        telling, RoundBook.load(turn.uow, turn.department, found), Reminding.OPEN, found.tell_at
    )
    turn.reply(texts.opened(turn.t, found, told.messages, told.unreachable, again=again))


def _tell_at(turn: Turn) -> datetime:
    local = turn.local.replace(tzinfo=None)
    return service.sending_moment(local, turn.calendar, turn.department.settings)


def close_ask(turn: Turn, args: Mapping[str, Any]) -> None:
    turn.reply(texts.close_ask(turn.t, book_of(turn.uow, turn.department, args["round"])))


def close(turn: Turn, args: Mapping[str, Any]) -> None:
    book = book_of(turn.uow, turn.department, args["round"])
    service.close_round(turn.uow, book.round, by=turn.person.id, now=turn.now)
    turn.audit("round-close", **service.facts_of(book.round))
    turn.reply(texts.closed(turn.t, book, turn.today))


def nudge(turn: Turn, args: Mapping[str, Any]) -> None:
    """监控 催: everybody with something to hand in, once a day and in office hours."""
    check_hours(turn.local, turn.calendar, turn.department.settings)
    book = book_of(turn.uow, turn.department, args["round"])
    telling = Telling.at(turn.uow, turn.department, turn.now, turn.zone, turn.calendar, turn.t.language)
    found = round_clock.nudge(telling, book)
    turn.audit("round-nudge", round=book.round.id, people=list(found.told))
    turn.reply(texts.nudged(turn.t, found.told, found.before, found.unreachable))


# ---------------------------------------------------------------- reopening


def _reopen_ask(turn: Turn, kind: RoundKind, words: str) -> None:
    """监控 重开 8月20日前: the round that was closed last goes on with its answers.

    Raises DomainError as `read_reopening` does.
    """
    found = service.newest_closed(turn.uow, turn.department, kind)
    if found is None:
        _state(turn, kind)
        return
    deadline = read_reopening(kind, words, turn.today, found.deadline)
    book = RoundBook.load(turn.uow, turn.department, replace(found, deadline=deadline))
    turn.reply(texts.reopen_ask(turn.t, book))


def reopen(turn: Turn, args: Mapping[str, Any]) -> None:
    book = book_of(turn.uow, turn.department, args["round"])
    deadline = date.fromisoformat(args["deadline"])
    found = service.reopen_round(turn.uow, book.round, deadline, _tell_at(turn))
    turn.audit("round-reopen", **service.facts_of(found), deadline=args["deadline"])
    _tell(turn, found, again=True)


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "round.open": (ADMIN, open_),
    "round.nudge": (ADMIN, nudge),
    "round.close_ask": (ADMIN, close_ask),
    "round.close": (ADMIN, close),
    "round.reopen": (ADMIN, reopen),
}
