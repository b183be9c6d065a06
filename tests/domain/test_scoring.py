"""Points of the self-evaluation and their grades."""

from decimal import Decimal

import pytest

from bot.domain.indicator import Direction
from bot.domain.scoring import (
    Band,
    Grade,
    Score,
    band_limits,
    band_of,
    grade_of,
    qualitative_score,
    score,
)
from bot.domain.thresholds import PROJECT_WEIGHTS, Grades

MORE, LESS, EXACT = Direction.MORE, Direction.LESS, Direction.EXACT


@pytest.mark.parametrize(
    ("target", "value", "direction", "points"),
    [
        ("100", "100", MORE, "10.00"),
        ("100", "120", MORE, "10.00"),
        ("100", "85", MORE, "8.50"),
        ("3", "2", MORE, "6.67"),
        ("100", "0", MORE, "0.00"),
        ("100", "-5", MORE, "0.00"),
        ("100", "100", LESS, "10.00"),
        ("100", "60", LESS, "10.00"),
        ("100", "130", LESS, "7.00"),
        ("100", "200", LESS, "0.00"),
        ("100", "250", LESS, "0.00"),
        ("12", "12", EXACT, "10.00"),
        ("12", "9", EXACT, "7.50"),
        ("12", "15", EXACT, "7.50"),
        ("0", "0", LESS, "10.00"),
        ("0", "1", LESS, "0.00"),
        ("0", "1", EXACT, "0.00"),
    ],
)
def test_points_are_in_proportion_to_what_was_done(
    target: str, value: str, direction: Direction, points: str
) -> None:
    found = score(Decimal(10), Decimal(target), Decimal(value), direction)
    assert found
    assert str(found.points) == points


@pytest.mark.parametrize(("target", "direction"), [("0", MORE), ("-3", MORE), ("-3", LESS)])
def test_a_target_that_allows_no_proportion_has_no_points(target: str, direction: Direction) -> None:
    assert score(Decimal(10), Decimal(target), Decimal(5), direction) is None


@pytest.mark.parametrize(
    ("value", "direction", "explain"),
    [("130", MORE, False), ("131", MORE, True), ("20", LESS, False), ("300", LESS, False)],
)
def test_far_above_the_target_is_listed_for_explanation_and_not_trimmed(
    value: str, direction: Direction, explain: bool
) -> None:
    found = score(Decimal(10), Decimal(100), Decimal(value), direction)
    assert found
    assert found.explain == explain
    if explain:
        assert found.points == Decimal(10)


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        ("100", Band.MET),
        ("80", Band.MET),
        ("79.9", Band.PARTLY_MET),
        ("60", Band.PARTLY_MET),
        ("59.9", Band.NOT_MET),
        ("0", Band.NOT_MET),
    ],
)
def test_a_qualitative_indicator_is_in_one_of_three_bands(percent: str, band: Band) -> None:
    assert band_of(Decimal(percent)) is band
    low, high = band_limits(band)
    assert low <= Decimal(percent) <= high


def test_a_qualitative_indicator_earns_its_share_of_the_weight() -> None:
    assert qualitative_score(Decimal(5), Decimal(85)) == Score(Decimal("4.25"))


@pytest.mark.parametrize("percent", ["-1", "101"])
def test_a_share_of_the_weight_is_between_nothing_and_all(percent: str) -> None:
    with pytest.raises(ValueError, match="share"):
        qualitative_score(Decimal(5), Decimal(percent))


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", Grade.EXCELLENT),
        ("90", Grade.EXCELLENT),
        ("89.99", Grade.GOOD),
        ("80", Grade.GOOD),
        ("79.99", Grade.FAIR),
        ("60", Grade.FAIR),
        ("59.99", Grade.POOR),
    ],
)
def test_a_total_has_a_grade(total: str, grade: Grade) -> None:
    assert grade_of(Decimal(total)) is grade


def test_a_department_may_set_its_own_grades() -> None:
    assert grade_of(Decimal(90), Grades(excellent=Decimal(95))) is Grade.GOOD


def test_the_weights_of_a_project_add_up_to_a_hundred() -> None:
    parts = PROJECT_WEIGHTS
    assert parts.execution + parts.output + parts.benefit + parts.satisfaction == Decimal(100)
