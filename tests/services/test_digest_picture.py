"""The picture behind a digest: a ledger as it was, and when a department's slots are."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.figure import Revision, Standing
from bot.domain.ladder import EVERY_MONTH
from bot.domain.period import Period
from bot.domain.settings import DepartmentSettings
from bot.services.compose_digest import as_of
from bot.services.ledger import Ledger
from bot.services.ports import Department
from bot.services.slots_due import Schedule, SlotKind
from bot.workdays import work_calendar

SETTINGS = DepartmentSettings()
SCHEDULE = Schedule(work_calendar(), SETTINGS, EVERY_MONTH, frozenset())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(day: int) -> datetime:
    return datetime(2023, 7, day, tzinfo=UTC)


def revision(number: int, reported: int, passed: int | None) -> Revision:
    """Reported on a day of July, passed on another."""
    return Revision(
        number,
        1,
        Period(2023, 6),
        number,
        Decimal(number),
        utc(reported),
        None,
        standing=Standing.REVIEWED if passed else Standing.WAITING,
        verdict_at=utc(passed) if passed else None,
    )


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (2, []),
        (4, [(1, Standing.WAITING)]),
        (6, [(1, Standing.REVIEWED)]),
        (9, [(1, Standing.REVIEWED), (2, Standing.WAITING)]),
    ],
)
def test_a_ledger_as_of_a_day_knows_neither_later_figures_nor_later_verdicts(
    day: int, known: list[tuple[int, Standing]]
) -> None:
    department = Department(1, "局", False, SETTINGS)
    ledger = Ledger(department, 2023, (), (revision(1, 3, 5), revision(2, 8, None)))
    assert [(r.number, r.standing) for r in as_of(ledger, utc(day)).revisions] == known


def test_all_slots_of_june_in_order() -> None:
    slots = SCHEDULE.between(at("2023-07-03T00:00"), at("2023-07-12T23:59"))
    assert [(s.kind, s.key) for s in slots] == [
        (SlotKind.DIGEST, "2023-07-03T08:30"),
        (SlotKind.ORPHANS, "2023-07-03T09:00"),
        (SlotKind.REMIND, "2023-07-03T09:00"),
        (SlotKind.REMIND, "2023-07-06T14:30"),
        (SlotKind.PREVIEW, "2023-07-07T15:00"),
        (SlotKind.REMIND, "2023-07-07T16:00"),
        (SlotKind.DIGEST, "2023-07-10T08:30"),
        (SlotKind.ORPHANS, "2023-07-10T09:00"),
        (SlotKind.REMIND, "2023-07-10T09:00"),
        (SlotKind.REMIND, "2023-07-12T09:00"),
    ]


def test_a_quarterly_table_has_no_reminders_in_august() -> None:
    quarterly = Schedule(work_calendar(), SETTINGS, frozenset({3, 6, 9, 12}), frozenset())
    slots = quarterly.between(at("2023-08-01T00:00"), at("2023-08-31T23:59"))
    assert {s.kind for s in slots} == {SlotKind.DIGEST, SlotKind.PREVIEW, SlotKind.ORPHANS}


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2023-07-03T08:29", False),
        ("2023-07-03T08:30", True),
        ("2023-07-03T17:30", True),
        ("2023-07-03T17:31", False),
        ("2023-07-08T10:00", False),  # Saturday
        ("2023-01-28T10:00", True),  # a Saturday that is worked
        ("2023-01-23T10:00", False),  # the Spring Festival
    ],
)
def test_nothing_is_sent_outside_office_hours_and_working_days(moment: str, may: bool) -> None:
    assert SCHEDULE.may_send(at(moment)) is may
