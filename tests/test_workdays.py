"""The State Council's calendar and what an administrator loads over it."""

from datetime import date

import pytest

from bot.domain.calendar import fixed_holidays
from bot.workdays import work_calendar


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2022-01-29", True),  # Saturday before the Spring Festival
        ("2022-01-31", False),
        ("2022-10-08", True),
        ("2023-01-20", True),
        ("2023-01-27", False),
        ("2023-01-28", True),
        ("2023-01-29", True),
        ("2023-06-22", False),  # Dragon Boat
        ("2023-06-25", True),  # Sunday, made up
        ("2023-10-07", True),
        ("2023-10-08", True),
        ("2024-01-01", False),
    ],
)
def test_published_years_have_their_holidays_and_make_up_days(day: str, working: bool) -> None:
    assert work_calendar().is_working(date.fromisoformat(day)) == working


def test_every_fixed_holiday_of_the_years_of_the_present_rule_is_published_as_off() -> None:
    calendar = work_calendar()
    known = [year for year in range(2025, 2100) if calendar.is_known(year)]
    assert known[:2] == [2025, 2026]
    assert [day for year in known for day in fixed_holidays(year) if calendar.is_working(day)] == []


def test_an_unpublished_year_says_so_and_has_only_the_fixed_holidays() -> None:
    calendar = work_calendar()
    assert not calendar.is_known(2090)
    assert not calendar.is_working(date(2090, 10, 2))
    assert calendar.is_working(date(2090, 10, 4))


def test_a_loaded_day_wins_over_the_published_one() -> None:
    calendar = work_calendar(
        [(date(2023, 7, 7), False), (date(2023, 10, 7), False), (date(2023, 10, 6), True)]
    )
    days = (date(2023, 7, 7), date(2023, 10, 7), date(2023, 10, 6), date(2023, 10, 8))
    assert [calendar.is_working(day) for day in days] == [False, False, True, True]


def test_a_loaded_day_wins_over_a_fixed_holiday_of_an_unpublished_year() -> None:
    calendar = work_calendar([(date(2090, 10, 2), True)])
    assert calendar.is_working(date(2090, 10, 2))
    assert not calendar.is_working(date(2090, 10, 3))
    assert not calendar.is_known(2090)


def test_a_year_is_known_once_its_fixed_holidays_are_loaded() -> None:
    calendar = work_calendar([(day, False) for day in fixed_holidays(2090)])
    assert calendar.is_known(2090)
    assert not calendar.is_known(2091)
