"""A locked period is reopened for one unit, with a reason, for some working days. The domain and ports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.ladder import Month
from bot.domain.locking import Reopening, locked_from, reopened_until, reopening_for
from bot.domain.numerals import half_width
from bot.domain.people import Person, Role
from bot.domain.period import Period
from bot.services.ledger import Item, Ledger
from bot.services.locking import is_locked
from bot.services.ports import Department, Unit, UnitOfWork
from bot.services.scope import newest_ended_month
from bot.services.secrecy import check_words
from bot.services.small_talk import check_reason
from bot.services.understand_periods import period_at

LONGEST_REASON = 200  # characters
_BEFORE_A_PERIOD = frozenset("-~至到—0123456789")  # 3-5月 does not begin at 5月
_LEAD_IN = re.compile(r"^(?:(?:的|理由|原因|因为|由于|是|[\s,，。:：;；、])+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read of the words; None, or empty, where nothing was. `end` ends the periods meant."""

    unit: Unit | None
    end: Month | None
    reason: str
    year_said: bool = True


@dataclass(frozen=True, slots=True)
class Reopened:
    """`people` are the unit's contacts and leads; `items` of the `ledger` are what takes figures again."""

    reopening: Reopening
    unit: Unit
    people: tuple[Person, ...]
    ledger: Ledger
    items: tuple[Item, ...]


def read_request(words: str, units: Sequence[Unit], today: date) -> Asked:
    """交易科 5月 漏报一笔: unit and period in either order, then why; the longest name that is there counts.

    A month without its year is the newest of that name that has ended.
    """
    text = half_width(words).strip()
    unit = next((u for u in sorted(units, key=lambda u: -len(u.name)) if half_width(u.name) in text), None)
    if unit:
        text = text.replace(half_width(unit.name), " ", 1)
    end, rest, year_said = _period(text, today)
    return Asked(unit, end, _LEAD_IN.sub("", " ".join(rest.split())), year_said)


def _period(text: str, today: date) -> tuple[Month | None, str, bool]:
    for start in range(len(text)):
        if start and text[start - 1] in _BEFORE_A_PERIOD:
            continue
        if named := period_at(text, start, today):
            year, month = newest_ended_month(today)
            ended = year if named.end_month <= month else year - 1
            rest = f"{text[:start]} {text[named.end :]}"
            said = named.year is not None
            return (named.year or ended, named.end_month), rest, said
    return None, text, False


def reopen(
    uow: UnitOfWork,
    department: Department,
    asked: Asked,
    calendar: WorkCalendar,
    today: date,
    *,
    by: Person,
    now: datetime,
) -> Reopened:
    """The unit's periods that end with the month take figures again, until the end of a working day.

    Raises DomainError reopen-unit, reopen-period, reopen-reason for what was not said, no-table-year, and for
    what need not or cannot be reopened reopen-not-over, reopen-not-locked, reopened-already, reopen-nothing.
    """
    unit, end, reason = _complete(uow, department, asked)
    years = uow.targets.years(department.id)
    if end[0] not in years:
        if not asked.year_said and end[0] + 1 in years:
            raise _not_over(unit, (end[0] + 1, end[1]))
        raise DomainError("no-table-year", year=end[0], years=" ".join(map(str, sorted(years))))
    ledger = Ledger.load(uow, department, end[0])
    items = _check_locked(ledger, unit, end, calendar, today)
    until = reopened_until(today, calendar, department.settings)
    reopening = uow.reports.reopen(unit.id, end, until, reason, by=by.id, at=now)
    people = uow.people.in_department(department.id)
    told = tuple(p for p in people if unit.id in p.units(Role.CONTACT, Role.LEAD))
    return Reopened(reopening, unit, told, ledger, items)


def _complete(uow: UnitOfWork, department: Department, asked: Asked) -> tuple[Unit, Month, str]:
    said = asked.reason[:40] or "—"
    if asked.unit is None:
        units = [u.name for u in uow.targets.units(department.id)]
        key = Period(*asked.end).key if asked.end else ""
        raise DomainError("reopen-unit", period_of_year=key, said=said, units=units or ["—"])
    if asked.end is None:
        raise DomainError("reopen-period", unit=asked.unit.name, said=said)
    check_words(asked.reason)
    try:
        check_reason(asked.reason)
    except DomainError as error:
        key = Period(*asked.end).key
        raise DomainError("reopen-reason", unit=asked.unit.name, period_of_year=key) from error
    return asked.unit, asked.end, asked.reason[:LONGEST_REASON]


def _check_locked(
    ledger: Ledger, unit: Unit, end: Month, calendar: WorkCalendar, today: date
) -> tuple[Item, ...]:
    """What the unit reports for the month, if that is locked and not reopened already."""
    about = {"unit": unit.name, "period_of_year": Period(*end).key}
    if Period(*end).last_day >= today:
        raise _not_over(unit, end)
    of_unit = tuple(i for i in ledger.items(end) if i.indicator.unit_id == unit.id)
    if not of_unit:
        raise DomainError("reopen-nothing", **about)
    if not is_locked(ledger, end, calendar, today):
        last = locked_from(end, calendar, ledger.department.settings) - timedelta(days=1)
        raise DomainError("reopen-not-locked", **about, until=last)
    if already := reopening_for(ledger.reopenings, unit.id, end, today):
        raise DomainError("reopened-already", **about, until=already.until)
    return of_unit


def _not_over(unit: Unit, end: Month) -> DomainError:
    return DomainError("reopen-not-over", unit=unit.name, period_of_year=Period(*end).key)


def reopened_now(uow: UnitOfWork, department: Department, today: date) -> tuple[tuple[Reopening, Unit], ...]:
    """What is reopened today, the first to end first."""
    found = [r for r in uow.reports.reopenings(department.id) if today <= r.until]
    return tuple((r, uow.targets.unit(r.unit_id)) for r in sorted(found, key=lambda r: (r.until, r.id)))
