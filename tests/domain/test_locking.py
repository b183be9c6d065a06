"""When periods are locked, and until when a reopened one takes figures, on the real calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.locking import Reopening, locked_from, reopened_until, reopening_for
from bot.domain.settings import DepartmentSettings
from bot.workdays import work_calendar

CALENDAR = work_calendar()
AT = datetime(2023, 7, 28, 2, tzinfo=UTC)


def locking(days: int | None, **more: int) -> DepartmentSettings:
    return replace(DepartmentSettings(), lock_days=days, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("end", "days", "first"),
    [
        ((2023, 6), None, "2024-02-01"),  # off: the year locks in February
        ((2023, 12), None, "2024-02-01"),
        ((2023, 6), 1, "2023-07-11"),  # due Friday 7 July; the weekend does not count
        ((2023, 6), 3, "2023-07-13"),
        ((2023, 6), 10, "2023-07-22"),
        ((2023, 4), 5, "2023-05-17"),  # due 9 May: May Day and its make-up Saturday
        (
            (2023, 8),
            16,
            "2023-10-08",
        ),  # over the Mid-Autumn and National days to Saturday 7 October, a make-up day
        ((2023, 9), 5, "2023-10-19"),  # due 11 October
        ((2023, 12), 10, "2024-01-23"),  # due 8 January
        ((2023, 12), 30, "2024-02-01"),  # never later than the year
        ((2023, 11), 60, "2024-02-01"),
    ],
)
def test_a_period_is_locked_some_working_days_after_its_due_day(
    end: tuple[int, int], days: int | None, first: str
) -> None:
    assert locked_from(end, CALENDAR, locking(days)).isoformat() == first


def test_a_fixed_due_day_is_counted_from_as_it_was_moved() -> None:
    # 8 July 2023 is a Saturday: due on Monday the 10th, open until the 12th
    assert locked_from((2023, 6), CALENDAR, locking(2, due_fixed_day=8)) == date(2023, 7, 13)


def test_a_year_whose_holidays_are_not_published_has_the_fixed_ones_off() -> None:
    # September 2031: due on Friday 10 October (1 to 3 October are off), five days more are Friday the 17th
    assert locked_from((2031, 9), WorkCalendar(), locking(5)) == date(2031, 10, 18)


@pytest.mark.parametrize(
    ("today", "days", "until"),
    [
        ("2023-07-28", None, "2023-07-31"),  # Friday: to the end of Monday
        ("2023-09-28", None, "2023-10-07"),  # the day before eight days off
        ("2023-07-28", 5, "2023-08-04"),
        ("2024-02-05", 3, "2024-02-08"),
        ("2024-02-08", 3, "2024-02-19"),  # over the Spring Festival, with its make-up Sunday 18 February
    ],
)
def test_a_reopening_lasts_as_many_working_days_or_one(today: str, days: int | None, until: str) -> None:
    found = reopened_until(date.fromisoformat(today), CALENDAR, locking(days))
    assert found.isoformat() == until


@pytest.mark.parametrize(
    ("unit", "end", "day", "found"),
    [
        (1, (2023, 6), 31, True),
        (1, (2023, 6), 28, True),
        (2, (2023, 6), 31, False),
        (None, (2023, 6), 31, False),
        (1, (2023, 5), 31, False),
    ],
)
def test_a_reopening_is_one_units_and_one_months(
    unit: int | None, end: tuple[int, int], day: int, found: bool
) -> None:
    assert (reopening_for([reopening()], unit, end, date(2023, 7, day)) is not None) == found


def test_a_reopening_ends_with_its_day_and_another_may_follow() -> None:
    later = replace(reopening(), id=2, until=date(2023, 8, 4))
    assert reopening_for([reopening()], 1, (2023, 6), date(2023, 8, 1)) is None
    assert reopening_for([reopening(), later], 1, (2023, 6), date(2023, 8, 1)) == later


def reopening() -> Reopening:
    return Reopening(1, 1, (2023, 6), date(2023, 7, 31), "口径有误", 7, AT)


@pytest.mark.parametrize(
    ("typed", "days"), [("10", 10), ("１５", 15), ("无", None), ("关", None), ("off", None)]
)
def test_the_setting_as_it_is_typed(typed: str, days: int | None) -> None:
    assert DepartmentSettings().with_setting("锁定工作日", typed).lock_days == days


@pytest.mark.parametrize("typed", ["0", "61", "-3", "三天", "1.5"])
def test_what_the_setting_does_not_take(typed: str) -> None:
    with pytest.raises(DomainError) as caught:
        DepartmentSettings().with_setting("lock-days", typed)
    assert (caught.value.code, caught.value.facts["example"]) == ("setting-invalid", "10")


def test_the_setting_is_off_until_it_is_chosen_and_survives_being_stored() -> None:
    assert DepartmentSettings().lock_days is None
    chosen = DepartmentSettings().with_setting("lock_days", "12")
    assert DepartmentSettings.from_json(chosen.to_json()) == chosen
