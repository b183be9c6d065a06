"""The State Council's calendar, or a loaded one, as plain data. Imports chinesecalendar and the domain."""

from collections.abc import Iterable
from datetime import date

from chinese_calendar import constants

from bot.domain.calendar import WorkCalendar, fixed_holidays


def work_calendar(loaded: Iterable[tuple[date, bool]] = ()) -> WorkCalendar:
    """The published working days; each loaded (day, is it worked?) wins over what is published.

    A year nobody has published counts as known once what is loaded settles its fixed holidays.
    """
    overrides = dict(loaded)
    published_off = frozenset(constants.holidays)
    published_on = frozenset(constants.workdays)
    off = {day for day, worked in overrides.items() if not worked}
    on = overrides.keys() - off
    return WorkCalendar(
        days_off=(published_off - on) | off,
        make_up_days=(published_on - off) | on,
        known_years=frozenset(day.year for day in published_off) | _settled_years(overrides.keys()),
    )


def _settled_years(days: Iterable[date]) -> frozenset[int]:
    """Years whose fixed holidays are all among the days (those at a weekend need not be)."""
    loaded = frozenset(days)
    years = {day.year for day in loaded}
    return frozenset(y for y in years if all(d in loaded for d in fixed_holidays(y) if d.weekday() < 5))
