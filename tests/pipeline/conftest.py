"""Fixtures: the pipeline on a fresh store, on both databases."""

from collections.abc import Callable, Iterator

import pytest

from tests.pipeline.bench import Bench
from tests.stores import DIALECTS, Fill, empty


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bench(new_store: Callable[[Fill], str]) -> Iterator[Bench]:
    made = Bench.at(new_store(empty))
    yield made
    made.close()
