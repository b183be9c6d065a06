"""Every test here runs on both databases."""

import pytest

from tests.stores import DIALECTS


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)
