"""The pretend office on a clock that runs, so that what is to be tried again comes due."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from bot.clock import RehearsalClock
from tests.office import ZONE, Office
from tests.stores import Fill, pretend_office

WHEN = datetime(2023, 7, 3, 9, 30)


@pytest.fixture
def office(new_store: Callable[[Fill], str]) -> Iterator[Office]:
    clock = RehearsalClock(WHEN.replace(tzinfo=ZONE))
    opened = Office.at(new_store(pretend_office), WHEN, clock)
    yield opened
    opened.app.close()
