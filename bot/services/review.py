"""Review: who passes a unit's figures, what is waiting, passing, returning. Imports the domain and ports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import DomainError
from bot.domain.figure import Revision, Standing
from bot.domain.indicator import Indicator
from bot.domain.people import Person, Role
from bot.services.ledger import Item, Ledger
from bot.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure waiting for review, with what counted for its period before (if it is a correction).

    `ledger` is the table it belongs to.
    """

    item: Item
    revision: Revision
    before: Revision | None
    ledger: Ledger = field(compare=False, repr=False)


def reviewers(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """Who may review: the unit's leads and who acts for them; where none of these is there (or an indicator
    has no unit) the administrators as well.
    """
    listed = tuple(people)
    leads = tuple(p for p in listed if p.may_review(unit_id))
    there = any(p.away is None for p in leads)
    return leads if there else (*leads, *(p for p in listed if p.has(Role.ADMIN) and p not in leads))


def asked_to_review(people: Iterable[Person], unit_id: int | None) -> tuple[Person, ...]:
    """Of those who may review the ones who are there; everybody when nobody is."""
    may = reviewers(people, unit_id)
    return tuple(p for p in may if p.away is None) or may


def waiting_for(ledger: Ledger, people: Iterable[Person], reviewer: Person) -> tuple[Waiting, ...]:
    """All that waits for this person, in the order of the table and of periods."""
    listed = tuple(people)
    may = {unit: reviewer in reviewers(listed, unit) for unit in {i.unit_id for i in ledger.indicators}}
    found = []
    for indicator in ledger.indicators:
        if not may[indicator.unit_id]:
            continue
        for period in sorted({r.period for r in ledger.of(indicator)}):
            item = Item(indicator, period)
            if revision := ledger.waiting(item):
                found.append(Waiting(item, revision, ledger.counted(item), ledger))
    return tuple(found)


def decide(
    uow: UnitOfWork,
    reviewer: Person,
    revisions: Sequence[int],
    standing: Standing,
    *,
    now: datetime,
    reason: str = "",
) -> tuple[tuple[Indicator, Revision], ...]:
    """Pass or return these revisions; those decided or replaced meanwhile are left alone.

    Raises DomainError not-allowed when one of them is another unit's.
    """
    people = uow.people.in_department(reviewer.department_id)
    decided = []
    for revision_id in revisions:
        revision = uow.reports.revision(revision_id)
        indicator = uow.targets.indicator(revision.indicator_id)
        if reviewer not in reviewers(people, indicator.unit_id):
            raise DomainError("not-allowed", what="review")
        undecided = revision.standing is Standing.WAITING and _is_newest(uow, revision)
        if undecided and uow.reports.decide(revision_id, standing, by=reviewer.id, at=now, reason=reason):
            decided.append((indicator, uow.reports.revision(revision_id)))
    return tuple(decided)


def pass_every(
    uow: UnitOfWork, ledger: Ledger, by: Person, now: datetime
) -> tuple[tuple[Indicator, Revision], ...]:
    """The department reviews no more: what still waits counts, decided by who switched it off."""
    items = (Item(i, period) for i in ledger.indicators for period in {r.period for r in ledger.of(i)})
    waiting = [(item.indicator, revision) for item in items if (revision := ledger.waiting(item))]
    return tuple(
        (indicator, revision)
        for indicator, revision in waiting
        if uow.reports.decide(revision.id, Standing.REVIEWED, by=by.id, at=now)
    )


def _is_newest(uow: UnitOfWork, revision: Revision) -> bool:
    others = uow.reports.revisions([revision.indicator_id])
    return not any(
        r.period == revision.period and r.number > revision.number and r.standing is not Standing.WITHDRAWN
        for r in others
    )


def withdrawable(ledger: Ledger, person: Person) -> tuple[Waiting, ...]:
    """The person's own figures that nobody has reviewed yet, newest first."""
    mine = [
        Waiting(Item(i, r.period), r, ledger.counted(Item(i, r.period)), ledger)
        for i in ledger.indicators
        for r in ledger.of(i)
        if r.by == person.id and r.standing is Standing.WAITING and ledger.newest(Item(i, r.period)) == r
    ]
    return tuple(sorted(mine, key=lambda w: w.revision.at, reverse=True))


def withdraw(uow: UnitOfWork, person: Person, revision_id: int, now: datetime) -> Revision:
    """Take back one's own figure. Raises DomainError not-allowed or decided-already."""
    revision = uow.reports.revision(revision_id)
    if revision.by != person.id:
        raise DomainError("not-allowed", what="withdraw")
    if not uow.reports.decide(revision_id, Standing.WITHDRAWN, by=person.id, at=now):
        raise DomainError("decided-already")
    return uow.reports.revision(revision_id)
