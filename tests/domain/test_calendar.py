"""Working days: make-up days, weeks, and years nobody has published."""

from datetime import date

import pytest

from bot.domain.calendar import WorkCalendar, fixed_holidays, qingming

BARE = WorkCalendar()
OCTOBER_2023 = WorkCalendar(
    days_off=frozenset(date(2023, 10, day) for day in range(1, 7)),
    make_up_days=frozenset({date(2023, 10, 7), date(2023, 10, 8)}),
    known_years=frozenset({2023}),
)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2023-10-06", False),
        ("2023-10-07", True),  # Saturday, made up
        ("2023-10-08", True),  # Sunday, made up
        ("2023-10-09", True),
        ("2023-10-14", False),
        ("2023-05-01", True),  # published as it stands here: not off
    ],
)
def test_make_up_days_are_worked_and_days_off_are_not(day: str, working: bool) -> None:
    assert OCTOBER_2023.is_working(date.fromisoformat(day)) == working


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2031-01-01", False),
        ("2031-01-02", True),
        ("2031-04-05", False),  # a Saturday
        ("2031-05-01", False),
        ("2031-05-02", False),
        ("2031-10-01", False),
        ("2031-10-03", False),
        ("2031-10-06", True),
    ],
)
def test_an_unpublished_year_is_monday_to_friday_without_the_fixed_holidays(day: str, working: bool) -> None:
    assert BARE.is_working(date.fromisoformat(day)) == working


def test_a_calendar_says_which_years_it_knows() -> None:
    assert [OCTOBER_2023.is_known(year) for year in (2022, 2023, 2024)] == [False, True, False]


@pytest.mark.parametrize(("year", "day"), [(2022, 5), (2023, 5), (2024, 4), (2025, 4), (2027, 5), (2028, 4)])
def test_qingming_is_the_4th_or_the_5th_of_april(year: int, day: int) -> None:
    assert qingming(year) == date(year, 4, day)
    assert date(year, 4, day) in fixed_holidays(year)


@pytest.mark.parametrize(
    ("day", "found"),
    [("2023-09-30", "2023-10-07"), ("2023-10-07", "2023-10-07"), ("2023-10-14", "2023-10-16")],
)
def test_the_next_working_day_may_be_the_day_itself(day: str, found: str) -> None:
    assert OCTOBER_2023.next_working(date.fromisoformat(day)) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("n", "found"), [(1, "2023-10-07"), (2, "2023-10-08"), (3, "2023-10-09"), (8, "2023-10-16")]
)
def test_working_days_are_counted_from_the_day_after(n: int, found: str) -> None:
    assert OCTOBER_2023.following(date(2023, 9, 30), n) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("n", "found"), [(1, "2023-10-08"), (2, "2023-10-07"), (3, "2023-09-29"), (4, "2023-09-28")]
)
def test_working_days_are_counted_back_from_the_day_before(n: int, found: str) -> None:
    assert OCTOBER_2023.preceding(date(2023, 10, 9), n) == date.fromisoformat(found)


@pytest.mark.parametrize("day", ["2023-10-02", "2023-10-05", "2023-10-08"])
def test_a_week_runs_from_monday_to_sunday_and_has_its_make_up_days(day: str) -> None:
    week = OCTOBER_2023.working_days_in_week(date.fromisoformat(day))
    assert week == (date(2023, 10, 7), date(2023, 10, 8))
