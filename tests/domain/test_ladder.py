"""Windows, the ladder's steps and the digest's days on the real calendar of 2022 to 2024."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.ladder import (
    StepKind,
    closed_window,
    open_window,
    reporting_months,
    steps,
    steps_on,
    window_for,
)
from bot.domain.period import Rhythm
from bot.domain.settings import DepartmentSettings
from bot.workdays import work_calendar

CALENDAR = work_calendar()
SETTINGS = DepartmentSettings()
QUARTERS = reporting_months([Rhythm.QUARTERLY])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("month", "ladder"),
    [
        ("2022-01", "02-07T09:00 02-10T14:30 02-11T16:00 02-14T09:00 02-16T09:00"),
        ("2022-06", "07-01T09:00 07-06T14:30 07-07T16:00 07-08T09:00 07-12T09:00"),
        ("2022-09", "10-08T09:00 10-11T14:30 10-12T16:00 10-13T09:00 10-17T09:00"),
        ("2022-12", "01-03T09:00 01-06T14:30 01-09T16:00 01-10T09:00 01-12T09:00"),
        ("2023-01", "02-01T09:00 02-06T14:30 02-07T16:00 02-08T09:00 02-10T09:00"),
        ("2023-06", "07-03T09:00 07-06T14:30 07-07T16:00 07-10T09:00 07-12T09:00"),
        ("2023-09", "10-07T09:00 10-10T14:30 10-11T16:00 10-12T09:00 10-16T09:00"),
        ("2023-12", "01-02T09:00 01-05T14:30 01-08T16:00 01-09T09:00 01-11T09:00"),
    ],
)
def test_the_ladder_of_a_month_has_five_steps_on_working_days(month: str, ladder: str) -> None:
    year, number = (int(part) for part in month.split("-"))
    window = window_for(year, number, CALENDAR, SETTINGS)
    found = steps(window, CALENDAR, SETTINGS)
    assert [step.kind for step in found] == list(StepKind)
    assert " ".join(step.at.strftime("%m-%dT%H:%M") for step in found) == ladder
    assert {step.window.end for step in found} == {(year, number)}


@pytest.mark.parametrize(
    ("end", "opens", "due"),
    [
        ((2023, 6), "2023-07-03", "2023-07-07"),
        ((2023, 9), "2023-10-07", "2023-10-11"),
        ((2023, 12), "2024-01-02", "2024-01-08"),
        ((2023, 1), "2023-02-01", "2023-02-07"),
    ],
)
def test_a_window_is_due_on_the_fifth_working_day(end: tuple[int, int], opens: str, due: str) -> None:
    window = window_for(*end, CALENDAR, SETTINGS)
    assert (window.end, window.opens, window.due) == (end, date.fromisoformat(opens), date.fromisoformat(due))


@pytest.mark.parametrize(
    ("end", "fixed", "due"),
    [
        ((2023, 6), 8, "2023-07-10"),  # the 8th is a Saturday
        ((2023, 9), 8, "2023-10-08"),  # a Sunday that is worked
        ((2023, 9), 1, "2023-10-07"),
        ((2023, 11), 8, "2023-12-08"),
    ],
)
def test_a_fixed_day_moves_to_the_next_working_day(end: tuple[int, int], fixed: int, due: str) -> None:
    settings = DepartmentSettings(due_fixed_day=fixed)
    assert window_for(*end, CALENDAR, settings).due == date.fromisoformat(due)


def test_a_window_of_one_day_has_no_last_day_but_one() -> None:
    settings = DepartmentSettings(due_working_day=1)
    found = steps(window_for(2023, 6, CALENDAR, settings), CALENDAR, settings)
    assert [step.kind for step in found] == [
        StepKind.OPEN,
        StepKind.DUE,
        StepKind.OVERDUE_1,
        StepKind.OVERDUE_3,
    ]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2023-07-02", []),
        ("2023-07-03", [("open", "09:00", (2023, 6))]),
        ("2023-07-04", []),
        ("2023-07-06", [("last-day-but-one", "14:30", (2023, 6))]),
        ("2023-07-07", [("due", "16:00", (2023, 6))]),
        ("2023-07-08", []),
        ("2023-07-10", [("overdue-1", "09:00", (2023, 6))]),
        ("2023-07-12", [("overdue-3", "09:00", (2023, 6))]),
        ("2023-10-07", [("open", "09:00", (2023, 9))]),
        ("2023-10-08", []),
    ],
)
def test_a_day_has_the_steps_that_fall_on_it(day: str, found: list[tuple[str, str, tuple[int, int]]]) -> None:
    seen = steps_on(date.fromisoformat(day), CALENDAR, SETTINGS)
    assert [(step.kind.value, step.at.strftime("%H:%M"), step.window.end) for step in seen] == found


def test_the_ladder_of_a_month_ends_before_the_next_one_begins() -> None:
    settings = DepartmentSettings(due_fixed_day=20)  # January 2024's 20th is a Saturday: due on the 22nd
    every = [
        step for n in range(70) for step in steps_on(date(2024, 1, 1) + timedelta(n), CALENDAR, settings)
    ]
    assert [step.at for step in every] == sorted(step.at for step in every)
    assert [(step.window.end, step.kind.value) for step in every][:6] == [
        ((2023, 12), "open"),
        ((2023, 12), "last-day-but-one"),
        ((2023, 12), "due"),
        ((2023, 12), "overdue-1"),
        ((2023, 12), "overdue-3"),
        ((2024, 1), "open"),
    ]


def test_every_step_of_two_years_is_on_a_working_day_in_office_hours() -> None:
    days = [date(2022, 1, 1) + timedelta(n) for n in range(730)]
    every = [step for day in days for step in steps_on(day, CALENDAR, SETTINGS)]
    assert len(every) == 24 * 5
    assert [step for step in every if not CALENDAR.is_working(step.at.date())] == []
    assert min(step.at.time() for step in every) >= SETTINGS.office_from
    assert max(step.at.time() for step in every) <= SETTINGS.office_until


@pytest.mark.parametrize("fixed", [None, 20])
def test_a_window_closes_before_the_next_one_opens(fixed: int | None) -> None:
    settings = DepartmentSettings(due_working_day=10, due_fixed_day=fixed)
    windows = [window_for(year, m, CALENDAR, settings) for year in range(2004, 2027) for m in range(1, 13)]
    late = [a.end for a, b in pairwise(windows) if a.due >= b.opens]
    assert (len(windows), late) == (276, [])


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        ("2023-07-03T08:30", (2023, 5)),
        ("2023-07-07T23:59", (2023, 5)),
        ("2023-07-08T00:00", (2023, 6)),
        ("2023-07-10T08:30", (2023, 6)),
        ("2024-01-08T12:00", (2023, 11)),
        ("2024-01-09T00:00", (2023, 12)),
    ],
)
def test_a_window_has_closed_from_the_day_after_it_was_due(now: str, closed: tuple[int, int]) -> None:
    assert closed_window(at(now), CALENDAR, SETTINGS).end == closed


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2023-07-03T08:59", None),
        ("2023-07-03T09:00", (2023, 6)),
        ("2023-07-07T23:59", (2023, 6)),
        ("2023-07-08T00:00", None),
        ("2023-07-20T12:00", None),
        ("2024-01-03T12:00", (2023, 12)),
    ],
)
def test_a_window_is_open_from_its_first_step_to_the_end_of_the_due_day(
    now: str, end: tuple[int, int] | None
) -> None:
    window = open_window(at(now), CALENDAR, SETTINGS)
    assert (window and window.end) == end


def test_a_table_that_reports_quarterly_has_windows_after_quarters_only() -> None:
    assert sorted(QUARTERS) == [3, 6, 9, 12]
    assert closed_window(at("2023-06-20T12:00"), CALENDAR, SETTINGS, QUARTERS).end == (2023, 3)
    assert open_window(at("2023-06-02T12:00"), CALENDAR, SETTINGS, QUARTERS) is None
    assert steps_on(date(2023, 6, 1), CALENDAR, SETTINGS, QUARTERS) == ()
    assert [step.kind for step in steps_on(date(2023, 7, 3), CALENDAR, SETTINGS, QUARTERS)] == [StepKind.OPEN]


def test_the_months_of_several_rhythms_are_joined() -> None:
    assert sorted(reporting_months([Rhythm.HALF_YEARLY, Rhythm.QUARTERLY])) == [3, 6, 9, 12]
    assert sorted(reporting_months([Rhythm.YEARLY, Rhythm.MONTHLY])) == list(range(1, 13))
    assert reporting_months([Rhythm.YEARLY]) == {12}
