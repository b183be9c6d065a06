"""Upgrading gives what the code expects, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from storage.migrate import config, upgrade
from storage.schema import metadata
from storage.unit_of_work import make_engine
from tests.stores import Fill, empty


def tables_without_migrations(url: str) -> None:
    engine = make_engine(url)
    metadata.create_all(engine)
    engine.dispose()


@pytest.fixture
def opened(new_store: Callable[[Fill], str]) -> Iterator[Callable[[Fill], Engine]]:
    """Engines of new stores."""
    engines: list[Engine] = []

    def open_new(fill: Fill) -> Engine:
        engines.append(make_engine(new_store(fill)))
        return engines[-1]

    yield open_new
    for engine in engines:
        engine.dispose()


def test_upgrading_an_empty_database_gives_exactly_the_schema(opened: Callable[[Fill], Engine]) -> None:
    with opened(empty).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        tables = set(inspect(connection).get_table_names())
    assert differences == []
    assert tables == {*metadata.tables, "alembic_version"}


def test_the_database_has_the_constraints_of_the_schema(opened: Callable[[Fill], Engine]) -> None:
    migrated = described(opened(empty))
    assert len(migrated) >= len(metadata.tables) > 20
    assert migrated == described(opened(tables_without_migrations))


def described(engine: Engine) -> dict[str, dict[str, Any]]:
    """All that the database itself knows of each table: columns, keys, indexes, checks."""
    found = inspect(engine)
    return {
        name: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)},
            "primary": found.get_pk_constraint(name),
            "foreign": ordered(found.get_foreign_keys(name)),
            "unique": ordered(found.get_unique_constraints(name)),
            "indexes": [index_as_text(i) for i in ordered(found.get_indexes(name))],
            "checks": ordered(found.get_check_constraints(name)),
        }
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def index_as_text(index: Any) -> dict[str, Any]:
    """With the condition of a partial index as text, which can be compared."""
    return {**index, "dialect_options": {k: str(v) for k, v in index["dialect_options"].items()}}


def ordered(constraints: Any) -> list[Any]:
    return sorted(constraints, key=lambda c: str(c["name"]))


def test_upgrading_again_changes_nothing_and_going_back_leaves_nothing(
    opened: Callable[[Fill], Engine],
) -> None:
    engine = opened(empty)
    url = engine.url.render_as_string(hide_password=False)
    upgrade(url)
    command.downgrade(config(url), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
