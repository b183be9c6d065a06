"""What is asked of an indicator in a round, in which order, and where a unit is."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.attainment import Attainment
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.monitoring import (
    AnswerState,
    Entry,
    RoundKind,
    Stated,
    Step,
    UnitState,
    first_step,
    is_behind,
    next_step,
    unit_state,
    wants_text,
    worth_proposing,
)

MONITORING, SELF_EVALUATION = RoundKind.MONITORING, RoundKind.SELF_EVALUATION
NOTHING = Stated()
GIVEN = Stated(value=Decimal(17), expected=Decimal(30))
EXPLAINED = replace(GIVEN, text="资金未到位")
NONE = Stated(none_because="上级未反馈")
SHORT = Attainment(shortfall=True)
FINE = Attainment()


def walk(kind: RoundKind, stated: Stated, *, behind: bool) -> list[Step]:
    """The steps from the first question to the end."""
    steps = [Step.VALUE]
    while steps[-1] is not Step.DONE:
        steps.append(next_step(kind, stated, steps[-1], behind=behind))
    return steps[:-1]


@pytest.mark.parametrize(
    ("kind", "stated", "behind", "steps"),
    [
        (MONITORING, GIVEN, False, ["value", "expected", "likelihood"]),
        (MONITORING, GIVEN, True, ["value", "expected", "reasons", "text", "likelihood"]),
        (MONITORING, EXPLAINED, True, ["value", "expected", "reasons", "likelihood"]),
        (MONITORING, NONE, False, ["value", "likelihood"]),
        (SELF_EVALUATION, GIVEN, False, ["value"]),
        (SELF_EVALUATION, GIVEN, True, ["value", "text"]),
        (SELF_EVALUATION, NONE, False, ["value"]),
    ],
)
def test_what_is_asked_in_its_order(kind: RoundKind, stated: Stated, behind: bool, steps: list[str]) -> None:
    assert walk(kind, stated, behind=behind) == steps


@pytest.mark.parametrize(
    ("kind", "stated", "behind", "step"),
    [
        (MONITORING, NOTHING, False, Step.VALUE),
        (MONITORING, replace(GIVEN, expected=None), True, Step.EXPECTED),
        (MONITORING, GIVEN, True, Step.REASONS),
        (MONITORING, GIVEN, False, Step.LIKELIHOOD),
        (MONITORING, NONE, False, Step.LIKELIHOOD),
        (SELF_EVALUATION, GIVEN, True, Step.TEXT),
        (SELF_EVALUATION, GIVEN, False, Step.DONE),
    ],
)
def test_the_first_thing_that_nobody_has_answered(
    kind: RoundKind, stated: Stated, behind: bool, step: Step
) -> None:
    assert first_step(kind, stated, behind=behind) is step


@pytest.mark.parametrize(
    ("now", "year_end", "behind"),
    [(None, None, False), (FINE, FINE, False), (SHORT, FINE, True), (FINE, SHORT, True), (None, SHORT, True)],
)
def test_behind_is_now_or_by_what_is_expected(
    now: Attainment | None, year_end: Attainment | None, behind: bool
) -> None:
    assert is_behind(now, year_end) is behind


def test_a_self_evaluation_wants_words_for_a_target_missed_or_passed_by_far() -> None:
    far = Attainment(far_above=True)
    assert [wants_text(a) for a in (None, FINE, SHORT, far)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("forecast", "scale", "unit", "proposed"),
    [
        ("2914285714.2857", 10**8, "元", "2914000000.00"),
        ("38571.43", 10**4, "件", "38600"),
        ("7371.43", 1, "件", "7371"),
        ("98.4567", 1, "%", "98.46"),
    ],
)
def test_a_forecast_is_proposed_as_a_person_would_write_it(
    forecast: str, scale: int, unit: str, proposed: str
) -> None:
    assert worth_proposing(Decimal(forecast), Decimal(scale), unit) == Decimal(proposed)


def test_a_value_and_the_reason_why_there_is_none_exclude_each_other() -> None:
    assert GIVEN.without_value("系统未上线").value is None
    assert NONE.with_value(Decimal(3)) == replace(NOTHING, value=Decimal(3))


def test_a_second_press_takes_a_reason_back() -> None:
    once = NOTHING.toggled(OfficialReason.FUNDING)
    assert once.reasons == {OfficialReason.FUNDING}
    assert once.toggled(OfficialReason.FUNDING).toggled(OfficialReason.STAFF).reasons == {
        OfficialReason.STAFF
    }


def entry(state: AnswerState, step: Step = Step.DONE) -> Entry:
    at = datetime(2023, 8, 2, tzinfo=UTC)
    stated = replace(GIVEN, likelihood=Likelihood.CERTAIN)
    return Entry(1, 1, 1, 1, state, step, stated, 1, "小周", at)


DRAFT, IN = entry(AnswerState.DRAFT), entry(AnswerState.HANDED_IN)
PASSED, BACK = entry(AnswerState.REVIEWED), entry(AnswerState.RETURNED)


@pytest.mark.parametrize(
    ("newest", "state"),
    [
        ([None, None], UnitState.NOT_STARTED),
        ([None, DRAFT], UnitState.STARTED),
        ([None, IN], UnitState.STARTED),
        ([DRAFT, DRAFT], UnitState.STARTED),
        ([IN, IN], UnitState.HANDED_IN),
        ([IN, PASSED], UnitState.HANDED_IN),
        ([PASSED, PASSED], UnitState.REVIEWED),
        ([PASSED, BACK, None], UnitState.RETURNED),
    ],
)
def test_a_unit_is_as_far_as_its_indicators_are(newest: list[Entry | None], state: UnitState) -> None:
    assert unit_state(newest) is state


def test_only_what_is_answered_to_the_end_is_ready() -> None:
    unfinished = entry(AnswerState.DRAFT, Step.LIKELIHOOD)
    assert [e.is_ready for e in (DRAFT, unfinished, IN, PASSED, BACK)] == [True, False, False, False, False]
