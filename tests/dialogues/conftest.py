"""Every test here runs on SQLite, and with DABIAO_TEST_DIALOGUES=both on PostgreSQL too.

The gate leaves the second round to whoever changes storage: it takes as long again as the first.
"""

import os

import pytest

from tests.stores import DIALECTS

ROUNDS = DIALECTS if os.environ.get("DABIAO_TEST_DIALOGUES") == "both" else DIALECTS[:1]


@pytest.fixture(params=ROUNDS)
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)
