"""Reminders of a round: at its opening, the day before and on the last day; the list for administrators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.chat import Message
from bot.domain.people import Person, Role
from bot.services.open_round import Reminding, moments
from bot.services.queues import StoredMessage
from bot.services.remind_missing import reporters
from bot.services.round_book import RoundBook, open_rounds
from bot.services.slots_due import Slot
from bot.texts import rounds as texts
from handlers.audience import Telling, Told

ROUND = "round"


@dataclass(frozen=True, slots=True)
class Asked:
    """How many indicators a person answers for that are not handed in, and how many are unanswered."""

    person: Person
    indicators: int
    left: int


def play(telling: Telling, slot: Slot) -> Told:
    """Queue what is due at the slot; what is due at the opening itself was told by whoever opened."""
    told = Told()
    for found in open_rounds(telling.uow, telling.department):
        opened = found.opened_at.astimezone(telling.zone).replace(tzinfo=None)
        due = [m for m in moments(found, telling.calendar, telling.department.settings) if m.at == slot.at]
        if not due or opened >= slot.at:
            continue
        book = RoundBook.load(telling.uow, telling.department, found)
        for each in due:
            more = remind(telling, book, each.reminding, each.at)
            told = Told(told.messages + more.messages, (*told.unreachable, *more.unreachable))
    return told


def remind(telling: Telling, book: RoundBook, why: Reminding, at: datetime) -> Told:
    """Everybody with something to hand in; of the list, the administrators, while something is missing.

    `at` is the local moment at which it is due: who was told then is not told again.
    """
    if why is Reminding.LIST:
        people = [p for p in telling.people if p.is_admin] if _is_missing(book) else []
    else:
        people = [a.person for a in asked(telling, book)]
    keys = {p: f"{ROUND}:{at:%Y-%m-%dT%H:%M}:{book.round.id}-{why}-{p.id}" for p in people}
    told_before = telling.uow.messages.was_queued
    return Told.of((p, _tell(telling, book, why, p, key)) for p, key in keys.items() if not told_before(key))


@dataclass(frozen=True, slots=True)
class Nudged:
    """Names: reminded now, reminded today before, out of reach."""

    told: tuple[str, ...]
    before: tuple[str, ...]
    unreachable: tuple[str, ...]


def nudge(telling: Telling, book: RoundBook) -> Nudged:
    """Remind everybody with something to hand in, at most once a day."""
    day = telling.local.date().isoformat()
    keys = {a.person: f"nudge:{ROUND}-{book.round.id}-{a.person.id}:{day}" for a in asked(telling, book)}
    before = [p for p, key in keys.items() if telling.uow.messages.was_queued(key)]
    outcomes = [
        (p, _tell(telling, book, Reminding.NUDGE, p, key)) for p, key in keys.items() if p not in before
    ]
    return Nudged(
        tuple(p.name for p, told in outcomes if told),
        tuple(p.name for p in before),
        tuple(p.name for p, told in outcomes if not told),
    )


def _is_missing(book: RoundBook) -> bool:
    return bool(book.missing(book.ledger.indicators))


def asked(telling: Telling, book: RoundBook) -> Iterator[Asked]:
    """Contacts, or leads where a unit has none, with something that is not handed in."""
    of = reporters(telling.people)
    for person in telling.people:
        mine = [i for i in book.ledger.indicators if person.id in of.get(i.unit_id, frozenset())]
        if missing := book.missing(mine):
            yield Asked(person, len(missing), len(book.unanswered(missing)))


def _tell(telling: Telling, book: RoundBook, why: Reminding, person: Person, key: str) -> bool:
    message = _message(telling, book, why, person)
    return message is not None and telling.tell(
        person,
        message,
        key=key,
        kind="notice",
        stands={
            "kind": ROUND,
            "department": telling.department.id,
            "round": book.round.id,
            "why": why.value,
        },
    )


def _message(telling: Telling, book: RoundBook, why: Reminding, person: Person) -> Message | None:
    """None when there is nothing to remind of."""
    t = telling.translate(person)
    if why is Reminding.LIST:
        return texts.missing_list(t, book) if person.has(Role.ADMIN) and _is_missing(book) else None
    mine = next((a for a in asked(telling, book) if a.person.id == person.id), None)
    return texts.reminder(t, book, why, mine.indicators, mine.left) if mine else None


def refresh(telling: Telling, stored: StoredMessage, stands: Mapping[str, Any]) -> Message | None:
    """The message as it is while its reason stands; None once the round is closed or all is handed in."""
    found = telling.uow.monitoring.round(stands["round"])
    person = next((p for p in telling.people if p.id == stored.person_id), None)
    if person is None or not found.is_open:
        return None
    book = RoundBook.load(telling.uow, telling.department, found)
    still = _message(telling, book, Reminding(stands["why"]), person)
    return stored.message if still else None
