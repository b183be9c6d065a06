"""Quiet hours as people type them, what lies in them, and when a message may leave."""

from datetime import datetime, time

import pytest

from bot.domain.errors import DomainError
from bot.domain.quiet import Quiet, read_quiet
from bot.domain.settings import DepartmentSettings
from bot.services.slots_due import Schedule
from bot.workdays import work_calendar
from handlers.quiet import may_leave_at

OFFICE = (time(8, 30), time(17, 30))
NIGHT = Quiet(time(20), time(8))
NOON = Quiet(time(12), time(14))
AFTERNOON = Quiet(time(14), time(9))  # until nine the next morning


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("20:00-08:00", "20:00-08:00"),
        ("２０：００～８：００", "20:00-08:00"),
        ("20点到8点", "20:00-08:00"),
        ("从20点半至次日8点", None),
        ("20点半到8点", "20:30-08:00"),
        ("12:00 14:30", "12:00-14:30"),
        ("22:00 to 24:00", "22:00-00:00"),
        ("20-8", "20:00-08:00"),
    ],
)
def test_hours_are_read(said: str, shown: str | None) -> None:
    if shown is None:
        with pytest.raises(DomainError):
            read_quiet(said, *OFFICE)
    else:
        assert str(read_quiet(said, *OFFICE)) == shown


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("晚上", "quiet-unclear"),
        ("20:00", "quiet-unclear"),
        ("20:00-25:00", "quiet-unclear"),
        ("20:61-8:00", "quiet-unclear"),
        ("8:00-8:00", "quiet-unclear"),
        ("00:00-23:59", "quiet-too-long"),
        ("8:00-17:00", "quiet-too-long"),
        ("17:00-16:30", "quiet-too-long"),
    ],
)
def test_what_is_no_quiet_time_is_refused_with_an_example(said: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_quiet(said, *OFFICE)
    assert (refused.value.code, refused.value.facts["example"]) == (code, "免打扰 20:00-08:00")


@pytest.mark.parametrize(
    ("hours", "at", "is_quiet"),
    [
        (NIGHT, time(19, 59), False),
        (NIGHT, time(20), True),
        (NIGHT, time(0), True),
        (NIGHT, time(7, 59), True),
        (NIGHT, time(8), False),
        (NOON, time(12), True),
        (NOON, time(14), False),
    ],
)
def test_the_beginning_is_quiet_and_the_end_is_not(hours: Quiet, at: time, is_quiet: bool) -> None:
    assert hours.covers(at) == is_quiet


def moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


SCHEDULE = Schedule(work_calendar(), DepartmentSettings(), range(1, 13), frozenset())


@pytest.mark.parametrize(
    ("hours", "now", "for_office", "leaves"),
    [
        (NIGHT, "2023-07-03T21:00", False, "2023-07-04T08:00"),
        (NIGHT, "2023-12-31T23:59", False, "2024-01-01T08:00"),
        (NOON, "2023-07-03T12:30", True, "2023-07-03T14:00"),
        (AFTERNOON, "2023-07-06T14:30", True, "2023-07-07T09:00"),
        (AFTERNOON, "2023-07-07T16:00", True, "2023-07-10T08:30"),  # Friday; see below
        (Quiet(time(14), time(8)), "2023-07-06T14:30", True, "2023-07-07T08:30"),
        (AFTERNOON, "2023-09-28T15:00", True, "2023-10-07T09:00"),  # a make-up Saturday
        (AFTERNOON, "2023-12-29T16:00", True, "2024-01-02T09:00"),
    ],
)
def test_what_waits_leaves_when_the_hours_are_over(
    hours: Quiet, now: str, for_office: bool, leaves: str
) -> None:
    found = may_leave_at(moment(now), hours, SCHEDULE if for_office else None)
    expected = moment(leaves)
    if hours.covers(expected.time()):
        expected = hours.end_after(expected)
    assert found == expected
