"""Fixtures: stores on either database, and the pretend office."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres
from tests.discretion import listening
from tests.office import Office
from tests.stores import Fill, PostgresStores, SqliteStores, Stores, pretend_office

# Times decide no test: how fast an example is says something of the machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def discretion() -> Iterator[None]:
    """No token and no enrolment code is ever logged, whatever the tests do."""
    with listening() as listener:
        yield
    assert listener.indiscreet == []


@pytest.fixture(scope="session")
def sqlite_stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    return SqliteStores(tmp_path_factory.mktemp("stores"))


@pytest.fixture(scope="session")
def postgresql_stores() -> Iterator[Stores]:
    with postgres.server() as server:
        if server is None:
            pytest.skip(postgres.MISSING)
        yield PostgresStores(server)


@pytest.fixture
def dialect() -> str:
    """Where a folder's tests run on both databases, its conftest says so."""
    return "sqlite"


@pytest.fixture
def new_store(dialect: str, request: pytest.FixtureRequest) -> Iterator[Callable[[Fill], str]]:
    """Makes stores, gives their URLs, and drops them after the test."""
    stores: Stores = request.getfixturevalue(f"{dialect}_stores")
    made: list[str] = []

    def new(fill: Fill) -> str:
        made.append(stores.new(fill))
        return made[-1]

    yield new
    for url in made:
        stores.drop(url)


@pytest.fixture(scope="session")
def template(sqlite_stores: Stores) -> Path:
    """A file with the pretend office, to be copied."""
    return Path(sqlite_stores.new(pretend_office).removeprefix("sqlite:///"))


@pytest.fixture
def office_at(new_store: Callable[[Fill], str]) -> Iterator[Callable[[datetime], Office]]:
    """Open the office at a local time."""
    opened: list[Office] = []

    def open_at(when: datetime) -> Office:
        office = Office.at(new_store(pretend_office), when)
        opened.append(office)
        return office

    yield open_at
    for office in opened:
        office.closes()


@pytest.fixture
def office(office_at: Callable[[datetime], Office]) -> Office:
    """The office on Monday 3 July 2023 at 09:30, when June's window is open."""
    return office_at(datetime(2023, 7, 3, 9, 30))
