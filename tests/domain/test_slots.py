"""The days of the digest and of its preview, and what comes next."""

from datetime import date, datetime

import pytest

from bot.domain.ladder import Month, reporting_months
from bot.domain.period import Rhythm
from bot.domain.settings import DepartmentSettings
from bot.domain.slots import DigestSlot, digest_on, next_instants, preview_on
from bot.workdays import work_calendar

CALENDAR = work_calendar()
SETTINGS = DepartmentSettings()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "full", "period"),
    [
        ("2023-07-03", False, (2023, 5)),
        ("2023-07-10", True, (2023, 6)),
        ("2023-07-17", False, (2023, 6)),
        ("2023-01-03", False, (2022, 11)),  # Monday the 2nd is off
        ("2023-01-09", False, (2022, 11)),  # December is due on this very day
        ("2023-01-16", True, (2022, 12)),
        ("2023-01-30", False, (2022, 12)),  # the week of the Spring Festival has two working days
        ("2023-02-13", True, (2023, 1)),
        ("2023-05-04", False, (2023, 3)),  # Thursday: Thursday, Friday and Saturday are worked
        ("2023-10-09", False, (2023, 8)),
        ("2023-10-16", True, (2023, 9)),
    ],
)
def test_a_digest_is_full_after_a_window_has_closed_and_short_otherwise(
    day: str, full: bool, period: Month
) -> None:
    slot = digest_on(date.fromisoformat(day), CALENDAR, SETTINGS)
    assert slot == DigestSlot(at(f"{day}T08:30"), full, period)


@pytest.mark.parametrize(
    "day",
    [
        "2023-07-04",  # a Tuesday
        "2023-01-02",  # a Monday off
        "2023-01-28",  # the week of the Spring Festival: Saturday and Sunday only
        "2023-10-07",  # the same, the week of the National Day
        "2023-07-08",
    ],
)
def test_other_days_and_weeks_of_less_than_three_working_days_have_no_digest(day: str) -> None:
    assert digest_on(date.fromisoformat(day), CALENDAR, SETTINGS) is None


def test_a_full_digest_of_a_skipped_week_is_the_next_weeks() -> None:
    """January 2024 closes on 7 February; the next week is the Spring Festival with one working day."""
    assert digest_on(date(2024, 2, 5), CALENDAR, SETTINGS) == DigestSlot(
        at("2024-02-05T08:30"), False, (2023, 12)
    )
    days = [digest_on(date(2024, 2, day), CALENDAR, SETTINGS) for day in range(6, 19)]
    assert days == [None] * 13
    assert digest_on(date(2024, 2, 19), CALENDAR, SETTINGS) == DigestSlot(
        at("2024-02-19T08:30"), True, (2024, 1)
    )


def test_a_table_that_reports_quarterly_has_a_full_digest_once_a_quarter() -> None:
    quarters = reporting_months([Rhythm.QUARTERLY])
    slots = [
        digest_on(date(2023, month, day), CALENDAR, SETTINGS, quarters) for month, day in ((6, 12), (7, 10))
    ]
    assert [(slot.full, slot.period) for slot in slots if slot] == [(False, (2023, 3)), (True, (2023, 6))]


@pytest.mark.parametrize(
    ("day", "preview", "digest"),
    [
        ("2023-07-07", "2023-07-07T15:00", "2023-07-10T08:30"),
        ("2022-12-30", "2022-12-30T15:00", "2023-01-03T08:30"),  # Monday is off, Friday is not
        ("2023-01-29", "2023-01-29T15:00", "2023-01-30T08:30"),  # Friday is off, Sunday is made up
        ("2023-10-08", "2023-10-08T15:00", "2023-10-09T08:30"),
        ("2023-06-25", "2023-06-25T15:00", "2023-06-26T08:30"),
        ("2023-04-28", "2023-04-28T15:00", "2023-05-04T08:30"),
    ],
)
def test_the_preview_is_on_friday_or_the_last_working_day_before_the_digest(
    day: str, preview: str, digest: str
) -> None:
    slot = preview_on(date.fromisoformat(day), CALENDAR, SETTINGS)
    assert slot
    assert (slot.at, slot.digest.at) == (at(preview), at(digest))


@pytest.mark.parametrize(
    "day",
    [
        "2023-07-06",
        "2023-07-08",
        "2023-01-20",  # the Friday before a week without a digest
        "2023-09-28",
        "2023-06-21",
    ],
)
def test_there_is_no_preview_of_a_digest_that_is_not_coming(day: str) -> None:
    assert preview_on(date.fromisoformat(day), CALENDAR, SETTINGS) is None


def test_a_digest_on_another_weekday_is_previewed_the_day_before() -> None:
    settings = DepartmentSettings(digest_weekday=2)
    digest = digest_on(date(2023, 7, 12), CALENDAR, settings)
    preview = preview_on(date(2023, 7, 11), CALENDAR, settings)
    assert digest == DigestSlot(at("2023-07-12T08:30"), True, (2023, 6))
    assert preview
    assert (preview.at, preview.digest) == (at("2023-07-11T15:00"), digest)


def test_a_digest_on_a_friday_that_is_off_is_on_the_last_working_day_of_its_week() -> None:
    settings = DepartmentSettings(digest_weekday=4)
    slots = [digest_on(date(2023, 9, day), CALENDAR, settings) for day in range(25, 31)]
    assert [slot.at for slot in slots if slot] == [at("2023-09-28T08:30")]


def test_the_next_events_are_the_steps_the_digests_and_the_previews_in_order() -> None:
    found = next_instants(at("2023-07-03T08:25"), CALENDAR, SETTINGS, at("2023-07-12T09:00"))
    assert [moment.strftime("%m-%dT%H:%M") for moment in found] == [
        "07-03T08:30",
        "07-03T09:00",
        "07-06T14:30",
        "07-07T15:00",
        "07-07T16:00",
        "07-10T08:30",
        "07-10T09:00",
        "07-12T09:00",
    ]


def test_an_event_at_the_very_moment_is_past() -> None:
    after, until = at("2023-07-03T08:30"), at("2023-07-03T09:00")
    assert next_instants(after, CALENDAR, SETTINGS, until) == (until,)
    assert next_instants(until, CALENDAR, SETTINGS, until) == ()


def test_slots_that_fall_together_are_one_event() -> None:
    settings = DepartmentSettings().with_setting("open_at", "08:30")
    found = next_instants(at("2023-07-03T08:00"), CALENDAR, settings, at("2023-07-03T12:00"))
    assert found == (at("2023-07-03T08:30"),)
