"""What the store refuses and keeps, whatever the code above it does."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Engine, UniqueConstraint, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.domain.indicator import Cells
from bot.domain.period import Period
from bot.services.ports import IndicatorFacts, NewRevision
from storage import schema
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.stores import Fill, empty

AT = datetime(2023, 7, 3, 1, 30, tzinfo=UTC)
JUNE = Period.from_key("2023-06")
FACTS = IndicatorFacts(None, "cumulative", "more", "monthly", None, False, None, frozenset())
CELLS = Cells(*["一"] * len(fields(Cells)))


@pytest.fixture
def engine(new_store: Callable[[Fill], str]) -> Iterator[Engine]:
    made = make_engine(new_store(empty))
    yield made
    made.dispose()


@pytest.fixture
def indicator(engine: Engine) -> int:
    with SqlUnitOfWork(engine) as uow:
        department = uow.targets.add_department("演示局")
        added = uow.targets.add_indicator(department.id, 2023, "1-01", CELLS, FACTS, ())
        uow.commit()
    return added.id


# -- once


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("inbox", ("platform", "bot", "native_id")),
        ("outbox", ("key",)),
        ("revision", ("indicator_id", "period", "number")),
        ("revision", ("question_id", "indicator_id", "period")),
        ("account", ("platform", "native_id")),
        ("invitation", ("code_hash",)),
        ("indicator", ("department_id", "year", "code")),
        ("unit", ("department_id", "name")),
        ("slot", ("department_id", "kind", "at")),
        ("verdict", ("revision_id",)),
        ("dialogue", ("platform", "chat", "person_id")),
        ("signed_bulletins", ("department_id", "year", "month")),
    ],
)
def test_the_schema_says_what_there_is_only_once_of(table: str, columns: tuple[str, ...]) -> None:
    found = schema.metadata.tables[table]
    unique = {tuple(c.name for c in u.columns) for u in found.constraints if isinstance(u, UniqueConstraint)}
    unique |= {(c.name,) for c in found.columns if c.unique} | {tuple(c.name for c in found.primary_key)}
    assert columns in unique


def test_a_second_revision_under_one_number_is_refused(engine: Engine, indicator: int) -> None:
    row = {"indicator_id": indicator, "period": JUNE, "number": 1, "value": Decimal(1), "at": AT}
    with engine.connect() as connection:
        connection.execute(insert(schema.revision).values(row))
        with pytest.raises(IntegrityError, match=r"revision[._]indicator_id"):
            connection.execute(insert(schema.revision).values(row))


@pytest.mark.parametrize(
    "wrong", [{"number": 0}, {"indicator_id": 999}, {"value": None}, {"at": None}], ids=str
)
def test_a_revision_that_belongs_to_nothing_or_says_nothing_is_refused(
    engine: Engine, indicator: int, wrong: dict[str, object]
) -> None:
    row = {"indicator_id": indicator, "period": JUNE, "number": 1, "value": Decimal(1), "at": AT}
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(insert(schema.revision).values(row | wrong))


# -- exact


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "0.1",
        "99.70",
        "0.997",
        "123456789012345678",
        "0.123456789012345678",
        "98765432109876543210.123456789",
        "-1.5",
        "5E+4",
        "1E-7",
    ],
)
def test_a_decimal_comes_back_exactly_as_it_was_given(engine: Engine, indicator: int, value: str) -> None:
    new = NewRevision(indicator, JUNE, Decimal(value), None, AT, Decimal(value), Decimal(value))
    with SqlUnitOfWork(engine) as uow:
        assert uow.reports.add(new) is not None
        uow.commit()
    with SqlUnitOfWork(engine) as uow:
        [kept] = uow.reports.revisions([indicator])
    expected = format(Decimal(value), "f")
    assert [format(v, "f") for v in (kept.value, kept.numerator, kept.denominator) if v is not None] == [
        expected
    ] * 3


def test_a_time_is_kept_as_the_same_moment_in_utc(engine: Engine) -> None:
    shanghai = timezone(timedelta(hours=8))
    with SqlUnitOfWork(engine) as uow:
        uow.messages.audit("test", person_id=None, at=AT.astimezone(shanghai))
        [row] = uow.connection.execute(select(schema.audit)).all()
    assert (row.at, row.at.tzinfo) == (AT, UTC)


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as uow, pytest.raises(StatementError, match="without a zone"):
        uow.messages.audit("test", person_id=None, at=AT.replace(tzinfo=None))


# -- all or nothing


def test_leaving_without_commit_leaves_nothing(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as uow:
        uow.messages.set_note("a", "1")
    with SqlUnitOfWork(engine) as uow:
        assert uow.messages.note("a") is None


def test_a_savepoint_undoes_only_what_was_done_inside(engine: Engine) -> None:
    with SqlUnitOfWork(engine) as uow:
        uow.messages.set_note("before", "1")
        with suppress(ZeroDivisionError), uow.savepoint():
            uow.messages.set_note("inside", "1")
            raise ZeroDivisionError
        uow.commit()
    with SqlUnitOfWork(engine) as uow:
        assert (uow.messages.note("before"), uow.messages.note("inside")) == ("1", None)


def test_what_is_committed_is_on_the_disk(engine: Engine, dialect: str) -> None:
    """On PostgreSQL that is the server's own setting; `dabiao doctor` looks at it."""
    if dialect == "postgresql":
        pytest.skip("a matter of SQLite")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
