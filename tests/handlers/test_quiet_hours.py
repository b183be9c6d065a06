"""When a message that came into somebody's quiet hours may leave."""

from datetime import datetime, time

import pytest

from bot.domain.quiet import Quiet
from bot.domain.settings import DepartmentSettings
from bot.services.slots_due import Schedule
from bot.workdays import work_calendar
from handlers.quiet import may_leave_at

NIGHT = Quiet(time(20), time(8))
NOON = Quiet(time(12), time(14))
AFTERNOON = Quiet(time(14), time(9))  # until nine the next morning


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
        (AFTERNOON, "2023-07-07T16:00", True, "2023-07-10T09:00"),  # Friday
        (Quiet(time(14), time(8)), "2023-07-06T14:30", True, "2023-07-07T08:30"),
        (AFTERNOON, "2023-09-28T15:00", True, "2023-10-07T09:00"),  # a make-up Saturday
        (AFTERNOON, "2023-12-29T16:00", True, "2024-01-02T09:00"),
    ],
)
def test_what_waits_leaves_when_the_hours_are_over(
    hours: Quiet, now: str, for_office: bool, leaves: str
) -> None:
    found = may_leave_at(moment(now), hours, SCHEDULE if for_office else None)
    assert found == moment(leaves)
