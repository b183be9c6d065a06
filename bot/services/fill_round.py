"""Answering for an indicator in a round and handing in. Imports the domain and ports; the caller commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import AnswerState, Entry, Stated, Step, first_step, next_step
from bot.domain.people import Person
from bot.services.draft import check_may_report
from bot.services.open_round import facts_of
from bot.services.ports import NewEntry, UnitOfWork
from bot.services.review import reviewers
from bot.services.round_book import RoundBook


@dataclass(frozen=True)
class HandedIn:
    """`entries` as they are now; `waiting` those that somebody else reviews."""

    entries: tuple[Entry, ...]
    waiting: tuple[Entry, ...]


def check_may_fill(book: RoundBook, person: Person, indicator: Indicator) -> None:
    """Raises DomainError round-closed, not-yours or indicator-retired."""
    check_open(book)
    check_may_report(person, indicator)


def check_open(book: RoundBook) -> None:
    """Raises DomainError round-closed: nothing more is filled in, and nothing goes back to be filled in."""
    if not book.round.is_open:
        raise DomainError("round-closed", **facts_of(book.round))


def answer(
    uow: UnitOfWork,
    book: RoundBook,
    person: Person,
    indicator: Indicator,
    stated: Stated,
    *,
    step: Step,
    seen: int,
    now: datetime,
    question_id: int | None = None,
) -> RoundBook:
    """Store what is stated now, with `step` to be asked next; the book with it.

    `seen` is the number of the entry that was shown. Raises DomainError as `check_may_fill` does, and
    round-changed (code, name, by) when somebody else has answered since.
    """
    check_may_fill(book, person, indicator)
    newest = book.newest(indicator)
    if newest and newest.number != seen:
        raise DomainError("round-changed", code=indicator.code, name=indicator.name, by=newest.by_name)
    new = NewEntry(
        book.round.id,
        indicator.id,
        seen + 1,
        AnswerState.DRAFT,
        step,
        stated,
        person.id,
        now,
        question_id=question_id,
    )
    if uow.monitoring.add(new) is None:
        raise DomainError("stale-button")
    return RoundBook.load(uow, book.ledger.department, book.round)


def step_after(book: RoundBook, indicator: Indicator, stated: Stated, step: Step) -> Step:
    """What is asked next once that step was answered so."""
    behind = book.is_behind(indicator, stated)
    return next_step(book.round.kind, stated, step, behind=behind)


def first_open_step(book: RoundBook, indicator: Indicator) -> Step:
    """What is to be asked of an indicator: where it was left, or from the start."""
    newest = book.newest(indicator)
    if newest is None or newest.state is not AnswerState.DRAFT or newest.step is Step.DONE:
        return Step.VALUE
    return newest.step


def step_of(book: RoundBook, indicator: Indicator, stated: Stated) -> Step:
    """The first thing that was not answered yet, whatever was asked before."""
    return first_step(book.round.kind, stated, behind=book.is_behind(indicator, stated))


def hand_in(
    uow: UnitOfWork, book: RoundBook, person: Person, indicators: Sequence[Indicator], now: datetime
) -> HandedIn:
    """Hand in what is answered, once everything is. A lead's own answers are reviewed with that.

    Raises DomainError round-incomplete (codes), round-nothing-new, and as `check_may_fill` does.
    """
    for indicator in indicators:
        check_may_fill(book, person, indicator)
    if open_ones := book.unanswered(indicators):
        raise DomainError("round-incomplete", codes=[i.code for i in open_ones])
    ready = [(i, e) for i in indicators if (e := book.newest(i)) and e.is_ready]
    if not ready:
        raise DomainError("round-nothing-new")
    entries = tuple(_put(uow, e, _state_for(book, person, i), person, now) for i, e in ready)
    return HandedIn(entries, tuple(e for e in entries if e.state is AnswerState.HANDED_IN))


def _state_for(book: RoundBook, person: Person, indicator: Indicator) -> AnswerState:
    """Reviewed at once of the unit's own lead, and where the department reviews nothing."""
    own = person.may_review(indicator.unit_id)
    if own or not book.ledger.department.settings.review:
        return AnswerState.REVIEWED
    return AnswerState.HANDED_IN


def decide(
    uow: UnitOfWork,
    book: RoundBook,
    reviewer: Person,
    entry_ids: Sequence[int],
    state: AnswerState,
    *,
    now: datetime,
    reason: str = "",
) -> tuple[Entry, ...]:
    """Pass or return these answers; those decided or changed meanwhile are left alone.

    Raises DomainError not-allowed when one of them is another unit's, decided-already when none is left.
    """
    people = uow.people.in_department(reviewer.department_id)
    decided = []
    for entry in (e for e in book.entries if e.id in entry_ids):
        indicator = book.ledger.by_id.get(entry.indicator_id)
        if indicator is None or reviewer not in reviewers(people, indicator.unit_id):
            raise DomainError("not-allowed", what="round-review")
        if entry.state is AnswerState.HANDED_IN and book.newest(indicator) == entry:
            decided.append(_put(uow, entry, state, reviewer, now, reason))
    if not decided:
        raise DomainError("round-decided-already")
    return tuple(decided)


def _put(
    uow: UnitOfWork, entry: Entry, state: AnswerState, by: Person, now: datetime, note: str = ""
) -> Entry:
    """The same answer in another state, as the next entry."""
    step = Step.VALUE if state is AnswerState.RETURNED else Step.DONE
    new = NewEntry(
        entry.round_id, entry.indicator_id, entry.number + 1, state, step, entry.stated, by.id, now, note
    )
    stored = uow.monitoring.add(new)
    if stored is None:
        raise DomainError("stale-button")
    return stored


def waiting_for(uow: UnitOfWork, book: RoundBook, reviewer: Person) -> tuple[tuple[Indicator, Entry], ...]:
    """All that waits for this person, in the order of the table."""
    people = uow.people.in_department(reviewer.department_id)
    may = {u.id for u in book.units if reviewer in reviewers(people, u.id)}
    mine = [i for i in book.ledger.indicators if i.unit_id in may]
    by_id = {e.indicator_id: e for e in book.waiting(mine)}
    return tuple((i, by_id[i.id]) for i in mine if i.id in by_id)
