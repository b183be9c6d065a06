"""Reasons and when they are asked for."""

import pytest

from bot.domain.attainment import Attainment, Light
from bot.domain.likelihood import OfficialReason, SaidReason, asks_reason, official
from bot.domain.period import Period

LOW = Attainment(Light.BELOW, shortfall=True, blame=True)
GOOD = Attainment(Light.ON_PACE)
BY_APPLICATION = Attainment(shortfall=True)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        (SaidReason.FEW_APPLICATIONS, OfficialReason.OTHER),
        (SaidReason.SEASONAL, OfficialReason.OTHER),
        (SaidReason.NOT_STARTED, OfficialReason.OTHER),
        (SaidReason.DEFINITION_CHANGED, OfficialReason.INSTITUTION),
        (SaidReason.SYSTEM_UPGRADE, OfficialReason.FACILITIES),
        (SaidReason.FUNDING, OfficialReason.FUNDING),
        (SaidReason.STAFF, OfficialReason.STAFF),
        (SaidReason.OTHER, OfficialReason.OTHER),
    ],
)
def test_what_people_say_is_one_of_the_forms_five_reasons(said: SaidReason, form: OfficialReason) -> None:
    assert official(said) is form


def test_all_five_reasons_of_the_form_can_be_said() -> None:
    assert {official(said) for said in SaidReason} == set(OfficialReason)


@pytest.mark.parametrize(
    ("previous", "current", "month", "asked"),
    [
        (GOOD, LOW, 4, True),  # newly behind
        (None, LOW, 4, True),
        (BY_APPLICATION, LOW, 4, True),
        (LOW, LOW, 4, False),
        (LOW, LOW, 5, False),
        (LOW, LOW, 6, True),  # a quarter's end
        (GOOD, LOW, 3, True),
        (GOOD, LOW, 2, False),  # before March
        (None, LOW, 1, False),
        (LOW, GOOD, 6, False),
        (GOOD, BY_APPLICATION, 6, False),
    ],
)
def test_the_reason_is_asked_when_newly_behind_or_at_a_quarters_end(
    previous: Attainment | None, current: Attainment, month: int, asked: bool
) -> None:
    assert asks_reason(previous, current, Period(2023, month)) == asked


def test_a_quarterly_figure_is_asked_about_every_quarter() -> None:
    assert asks_reason(LOW, LOW, Period(2023, 9, 3))
