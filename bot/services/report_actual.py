"""Store confirmed figures as revisions. Imports the domain and ports; the caller commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import WorkCalendar
from bot.domain.corrections import NO_REVIEW
from bot.domain.errors import DomainError
from bot.domain.evidence import Evidence
from bot.domain.figure import Revision, Standing
from bot.domain.people import Person, Role
from bot.services.draft import ReadyLine, check_may_report, newest_number
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.ports import NewRevision, UnitOfWork


@dataclass(frozen=True)
class Reported:
    """A figure that is stored. `replaced` is what was in for the period before; `evidence` came with it."""

    item: Item
    revision: Revision
    replaced: Revision | None
    evidence: Evidence | None = None


def report_actual(
    uow: UnitOfWork,
    person: Person,
    ledger: Ledger,
    lines: Sequence[ReadyLine],
    *,
    calendar: WorkCalendar,
    today: date,
    now: datetime,
    event_id: int,
    question_id: int | None,
) -> tuple[Reported, ...]:
    """Store every line once, however often its question is answered.

    `today` is the office's day. Raises DomainError changed-meanwhile when another figure came in for a period
    since it was asked about, period-locked where it takes none any more.
    """
    for line in lines:
        check_may_report(person, line.item.indicator)
        check_takes_figures(ledger, line.item, calendar, today)
        _check_base(ledger, line)
    stored = (_store(uow, person, ledger, line, now, event_id, question_id) for line in lines)
    return tuple(r for r in stored if r is not None)


def _check_base(ledger: Ledger, line: ReadyLine) -> None:
    if newest_number(ledger, line.item) != line.line.base:
        indicator = line.item.indicator
        newest = ledger.in_period(line.item)
        raise DomainError(
            "changed-meanwhile",
            code=indicator.code,
            name=indicator.name,
            period=line.item.period.key,
            by=newest[-1].by_name if newest else "",
        )


def _store(
    uow: UnitOfWork,
    person: Person,
    ledger: Ledger,
    line: ReadyLine,
    now: datetime,
    event_id: int,
    question_id: int | None,
) -> Reported | None:
    indicator, period = line.item.indicator, line.item.period
    actual = line.line.actual
    revision = uow.reports.add(
        NewRevision(
            indicator.id,
            period,
            line.value,
            person.id,
            now,
            numerator=actual.numerator,
            denominator=actual.denominator,
            note=line.line.note,
            reason=line.line.reason,
            on_behalf=person.reports_on_behalf(indicator.unit_id),
            event_id=event_id,
            question_id=question_id,
            message=line.line.message,
        )
    )
    if revision is None:
        return None
    if not ledger.department.settings.review:
        uow.reports.decide(revision.id, Standing.REVIEWED, by=None, at=now, reason=NO_REVIEW)
    elif indicator.unit_id in person.own_units(Role.LEAD):
        uow.reports.decide(revision.id, Standing.REVIEWED, by=person.id, at=now, reason="own")
    file = line.line.evidence
    kept = file and uow.messages.file(file.sha256) is not None  # an old question's file may be let go of
    evidence = (
        uow.evidence.add(indicator.id, period, revision.id, file, by=person.id, at=now)
        if file and kept
        else None
    )
    return Reported(line.item, uow.reports.revision(revision.id), line.old, evidence)
