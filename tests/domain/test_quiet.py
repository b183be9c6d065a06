"""Quiet hours as people type them, and what lies in them."""

from datetime import time

import pytest

from bot.domain.errors import DomainError
from bot.domain.quiet import Quiet, read_quiet

OFFICE = (time(8, 30), time(17, 30))
NIGHT = Quiet(time(20), time(8))
NOON = Quiet(time(12), time(14))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("20:00-08:00", "20:00-08:00"),
        ("２０：００～８：００", "20:00-08:00"),
        ("20点到8点", "20:00-08:00"),
        ("20点半到8点", "20:30-08:00"),
        ("12:00 14:30", "12:00-14:30"),
        ("22:00 to 24:00", "22:00-00:00"),
        ("20-8", "20:00-08:00"),
    ],
)
def test_hours_are_read(said: str, shown: str) -> None:
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
