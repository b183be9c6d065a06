"""Fixtures: the pipeline on a fresh store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench.at(tmp_path / "store.sqlite")
    yield made
    made.close()
