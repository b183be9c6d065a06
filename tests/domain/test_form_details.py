"""The share of a budget that was executed: half up, as offices round; blank while an amount is not known."""

from decimal import Decimal

import pytest

from bot.domain.form_details import execution_rate


@pytest.mark.parametrize(
    ("executed", "budget", "expected"),
    [("12.345", "100", "12.35"), ("0", "100", "0.00"), ("100", "0", None), (None, "100", None)],
)
def test_the_share_is_rounded_half_up(executed: str | None, budget: str, expected: str | None) -> None:
    rate = execution_rate(None if executed is None else Decimal(executed), Decimal(budget))
    assert rate == (None if expected is None else Decimal(expected))
