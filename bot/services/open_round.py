"""Opening and closing a round; when its messages go out. Imports the domain and ports; the caller commits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.monitoring import Round, RoundKind
from bot.domain.round_words import EXAMPLES, Opening
from bot.domain.settings import DepartmentSettings
from bot.services.ports import Department, UnitOfWork

ONE_DAY = timedelta(days=1)


class Reminding(StrEnum):
    """Why a message about a round is sent; the value is how it is stored."""

    OPEN = "open"
    DAY_BEFORE = "day-before"
    LAST_DAY = "last-day"
    NUDGE = "nudge"  # an administrator asked for it
    LIST = "list"  # to administrators: what is missing on the deadline


@dataclass(frozen=True, slots=True)
class Moment:
    reminding: Reminding
    at: datetime  # local


def check_opening(uow: UnitOfWork, department: Department, opening: Opening) -> None:
    """Raises DomainError no-table-year, round-open-already (kind, year, until, document, closing)."""
    years = uow.targets.years(department.id)
    if opening.year not in years:
        raise DomainError("no-table-year", year=opening.year, years=" ".join(map(str, sorted(years))) or "—")
    if (found := uow.monitoring.open_round(department.id, opening.kind)) is not None:
        closing = f"{EXAMPLES[found.kind].split()[0]} 结束"
        raise DomainError("round-open-already", **facts_of(found), closing=closing)


def facts_of(found: Round) -> dict[str, object]:
    return {"kind": found.kind.value, "year": found.year, "until": found.until, "document": found.document}


def open_round(
    uow: UnitOfWork,
    department: Department,
    opening: Opening,
    *,
    by: int,
    now: datetime,
    tell_at: datetime,
) -> Round:
    """`tell_at` is local. Raises DomainError as `check_opening` does."""
    check_opening(uow, department, opening)
    found = uow.monitoring.open(department.id, opening, by=by, at=now, tell_at=tell_at)
    if found is None:
        raise DomainError("stale-button")
    return found


def close_round(uow: UnitOfWork, found: Round, *, by: int, now: datetime) -> None:
    """Raises DomainError stale-button when it was closed already."""
    if not uow.monitoring.close(found.id, by=by, at=now):
        raise DomainError("stale-button")


def reopen_round(uow: UnitOfWork, found: Round, deadline: date, tell_at: datetime) -> Round:
    """With its answers as they were. `tell_at` is local. Raises DomainError stale-button."""
    if not uow.monitoring.reopen(found.id, deadline=deadline, tell_at=tell_at):
        raise DomainError("stale-button")
    return uow.monitoring.round(found.id)


def newest_closed(uow: UnitOfWork, department: Department, kind: RoundKind) -> Round | None:
    """The round that was closed last, while none of its kind is open."""
    newest = [r for r in uow.monitoring.rounds(department.id) if r.kind is kind][-1:]
    return newest[0] if newest and not newest[0].is_open else None


def the_open_round(uow: UnitOfWork, department: Department, kind: RoundKind) -> Round:
    """Raises DomainError round-none-open (kind)."""
    found = uow.monitoring.open_round(department.id, kind)
    if found is None:
        raise DomainError("round-none-open", kind=kind.value)
    return found


def last_day(found: Round, calendar: WorkCalendar) -> date:
    """The last working day on which it can be handed in."""
    return calendar.preceding(found.deadline + ONE_DAY)


def moments(found: Round, calendar: WorkCalendar, settings: DepartmentSettings) -> Iterator[Moment]:
    """When contacts hear of it: at first, the working day before, the last day; then administrators."""
    last = last_day(found, calendar)
    before = calendar.preceding(last)
    yield Moment(Reminding.OPEN, found.tell_at)
    yield Moment(Reminding.DAY_BEFORE, datetime.combine(before, settings.last_day_but_one_at))
    yield Moment(Reminding.LAST_DAY, datetime.combine(last, settings.open_at))
    yield Moment(Reminding.LIST, datetime.combine(last, settings.due_at))


def sending_moment(local: datetime, calendar: WorkCalendar, settings: DepartmentSettings) -> datetime:
    """The moment itself in office hours of a working day, else when reminders next begin. Local times."""
    day, at = local.date(), local.time()
    if calendar.is_working(day) and settings.office_from <= at <= settings.office_until:
        return local
    early = calendar.is_working(day) and at < settings.office_from
    next_day = day if early else calendar.following(day, 1)
    return datetime.combine(next_day, settings.open_at)
