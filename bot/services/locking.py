"""Whether an indicator's period takes figures now: every way a figure gets in asks here. Domain and ports."""

from datetime import date

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.ladder import Month
from bot.domain.locking import locked_from, reopening_for
from bot.services.ledger import Item, Ledger


def takes_figures(ledger: Ledger, item: Item, calendar: WorkCalendar, today: date) -> bool:
    """The period is of the ledger's year, has ended, and is not locked or was reopened for the unit."""
    period = item.period
    if period.year != ledger.year or period.last_day >= today:
        return False
    end = (period.year, period.end_month)
    if not is_locked(ledger, end, calendar, today):
        return True
    return reopening_for(ledger.reopenings, item.indicator.unit_id, end, today) is not None


def is_locked(ledger: Ledger, end: Month, calendar: WorkCalendar, today: date) -> bool:
    """Whether the periods that end with the month are locked, but for units to which they were reopened."""
    settings = ledger.department.settings
    return today >= ledger.once(("locked", id(calendar), end), lambda: locked_from(end, calendar, settings))


def check_takes_figures(ledger: Ledger, item: Item, calendar: WorkCalendar, today: date) -> None:
    """Raises DomainError period-future or period-locked (code, name, unit, period)."""
    if takes_figures(ledger, item, calendar, today):
        return
    indicator, period = item.indicator, item.period
    ended = period.last_day < today
    raise DomainError(
        "period-locked" if ended else "period-future",
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit or "",
        period=period.key,
    )
