"""Reporting periods: keys, neighbours, what ends when."""

from datetime import date

import pytest

from bot.domain.period import Period, Rhythm

PERIODS = [
    (Period(2023, 6), "2023-06", Rhythm.MONTHLY, date(2023, 6, 30)),
    (Period(2023, 6, 3), "2023Q2", Rhythm.QUARTERLY, date(2023, 6, 30)),
    (Period(2023, 12, 6), "2023H2", Rhythm.HALF_YEARLY, date(2023, 12, 31)),
    (Period(2023, 12, 12), "2023", Rhythm.YEARLY, date(2023, 12, 31)),
    (Period(2024, 2), "2024-02", Rhythm.MONTHLY, date(2024, 2, 29)),
]


@pytest.mark.parametrize(("period", "key", "rhythm", "last_day"), PERIODS)
def test_a_period_has_a_key_that_reads_back(period: Period, key: str, rhythm: Rhythm, last_day: date) -> None:
    assert (period.key, period.rhythm, period.last_day) == (key, rhythm, last_day)
    assert Period.from_key(key) == period


@pytest.mark.parametrize(
    "key", ["2023-13", "2023-00", "2023Q5", "2023H3", "23-06", "2023-6", "", "2023-06-01"]
)
def test_what_is_not_a_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.from_key(key)


@pytest.mark.parametrize(("month", "months"), [(5, 3), (3, 6), (6, 12), (6, 2), (0, 1), (13, 1)])
def test_a_period_ends_with_a_month_of_its_rhythm(month: int, months: int) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period(2023, month, months)


@pytest.mark.parametrize(
    ("rhythm", "key"), [("monthly", "2023-05"), ("quarterly", None), ("half-yearly", None), ("yearly", None)]
)
def test_only_some_rhythms_have_a_period_that_ends_in_may(rhythm: str, key: str | None) -> None:
    period = Period.ending(2023, 5, Rhythm(rhythm))
    assert (period and period.key) == key


@pytest.mark.parametrize(
    ("rhythm", "key"),
    [("monthly", "2023-05"), ("quarterly", "2023Q2"), ("half-yearly", "2023H1"), ("yearly", "2023")],
)
def test_a_day_lies_in_one_period_of_each_rhythm(rhythm: str, key: str) -> None:
    assert Period.containing(date(2023, 5, 31), Rhythm(rhythm)).key == key


@pytest.mark.parametrize(
    ("key", "following"),
    [
        ("2023-06", "2023-07"),
        ("2023-12", "2024-01"),
        ("2023Q4", "2024Q1"),
        ("2023H1", "2023H2"),
        ("2023", "2024"),
    ],
)
def test_a_period_has_one_before_and_one_after_it(key: str, following: str) -> None:
    assert Period.from_key(key).next().key == following
    assert Period.from_key(following).previous().key == key


def test_periods_are_ordered_by_when_they_end() -> None:
    keys = ["2023H1", "2022Q4", "2023-05", "2023Q1"]
    assert [p.key for p in sorted(map(Period.from_key, keys))] == ["2022Q4", "2023Q1", "2023-05", "2023H1"]
