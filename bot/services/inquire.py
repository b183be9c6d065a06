"""请科室说明: a leader asks a unit about a low indicator; its answer. Imports the domain and services."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.errors import DomainError
from bot.domain.figure import Inquiry
from bot.domain.people import Person, Role
from bot.services.ledger import Item, Ledger
from bot.services.ports import UnitOfWork
from bot.services.secrecy import check_words

LONGEST_ANSWER = 300  # characters
KIND = "inquiry"
"""Under which kind an answer stands among the explanations."""


def answerers(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """Who may answer: the unit's leads; its contacts where no lead is there; else the administrators."""
    listed = tuple(people)
    ranks = (
        [p for p in listed if p.may_review(unit_id)],
        [p for p in listed if unit_id in p.units(Role.CONTACT)],
        [p for p in listed if p.is_admin],
    )
    found: dict[int, Person] = {}
    for rank in ranks:
        found |= {p.id: p for p in rank}
        if any(p.away is None for p in rank):
            break
    return tuple(found.values())


def asked_to_answer(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """Of those who may answer the ones who are there; everybody when nobody is."""
    may = answerers(people, unit_id)
    return tuple(p for p in may if p.away is None) or may


def inquire(uow: UnitOfWork, person: Person, ledger: Ledger, item: Item, now: datetime) -> Inquiry:
    """Ask about an indicator's period, once per asker.

    Raises DomainError not-allowed, or asked-already (code, name, period, answered).
    """
    indicator = item.indicator
    if not person.may_ask_unit(indicator.unit_id):
        raise DomainError("not-allowed", what="inquiry")
    if any(i.asked_by == person.id for i in inquiries_about(ledger, item)):
        raise DomainError("asked-already", code=indicator.code, name=indicator.name, period=item.period.key)
    return uow.reports.inquire(indicator.id, item.period, by=person.id, at=now)


def inquiries_about(ledger: Ledger, item: Item) -> Sequence[Inquiry]:
    return [i for i in ledger.inquiries if i.indicator_id == item.indicator.id and i.period == item.period]


def check_may_answer(uow: UnitOfWork, person: Person, inquiry: Inquiry) -> None:
    """Raises DomainError not-allowed or inquiry-answered."""
    indicator = uow.targets.indicator(inquiry.indicator_id)
    people = uow.people.in_department(indicator.department_id)
    if person not in answerers(people, indicator.unit_id):
        raise DomainError("not-allowed", what="inquiry")
    if inquiry.answered_at is not None:
        raise DomainError("inquiry-answered", code=indicator.code, name=indicator.name)


def open_for(ledger: Ledger, people: Sequence[Person], person: Person) -> tuple[tuple[Item, Inquiry], ...]:
    """The unanswered questions this person is asked, one for each figure, newest first."""
    found: dict[Item, Inquiry] = {}
    for inquiry in reversed(ledger.inquiries):
        indicator = ledger.by_id.get(inquiry.indicator_id)
        if indicator and inquiry.answered_at is None and person in answerers(people, indicator.unit_id):
            found.setdefault(Item(indicator, inquiry.period), inquiry)
    return tuple(found.items())


def answer(uow: UnitOfWork, person: Person, inquiry_id: int, text: str, now: datetime) -> tuple[Inquiry, ...]:
    """Answer, for everybody who asked about the same figure; returns the inquiries that are answered now.

    Raises DomainError not-allowed, inquiry-answered, secret-marks or personal-data.
    """
    inquiry = uow.reports.inquiry(inquiry_id)
    check_may_answer(uow, person, inquiry)
    check_words(text)
    words = " ".join(text.split())[:LONGEST_ANSWER]
    asked = (i for i in uow.reports.inquiries([inquiry.indicator_id]) if i.period == inquiry.period)
    answered = [i for i in asked if uow.reports.answer_inquiry(i.id, words, by=person.id, at=now)]
    uow.reports.explain(inquiry.indicator_id, inquiry.period, KIND, by=person.id, at=now, text=words)
    return tuple(uow.reports.inquiry(i.id) for i in answered)
