"""One process at a time polls and sends: the row."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from storage.lease import PostgresLease
from storage.unit_of_work import make_engine
from tests.stores import Stores, empty

pytestmark = pytest.mark.postgresql


@pytest.fixture
def engine(postgresql_stores: Stores) -> Iterator[Engine]:
    url = postgresql_stores.new(empty)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    postgresql_stores.drop(url)


def expire(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE lease SET until = now() - interval '1 second'"))


def test_it_is_held_by_one_who_may_renew_it(engine: Engine) -> None:
    one, other = PostgresLease(engine, "duties"), PostgresLease(engine, "duties")
    assert [one.hold(15), other.hold(15), one.hold(15), other.hold(15)] == [True, False, True, False]


def test_another_takes_it_when_it_has_run_out_and_the_first_notices(engine: Engine) -> None:
    one, other = PostgresLease(engine, "duties"), PostgresLease(engine, "duties")
    assert one.hold(15)
    expire(engine)
    assert [other.hold(15), one.hold(15)] == [True, False]


def test_one_that_runs_out_unnoticed_is_simply_renewed(engine: Engine) -> None:
    one = PostgresLease(engine, "duties")
    assert one.hold(15)
    expire(engine)
    assert one.hold(15)


def test_letting_go_frees_it_at_once_but_never_anothers(engine: Engine) -> None:
    one, other = PostgresLease(engine, "duties"), PostgresLease(engine, "duties")
    assert one.hold(15)
    other.let_go()
    assert not other.hold(15)
    one.let_go()
    assert other.hold(15)


def test_two_duties_are_two_rows(engine: Engine) -> None:
    assert PostgresLease(engine, "a").hold(15)
    assert PostgresLease(engine, "b").hold(15)
