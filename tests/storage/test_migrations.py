"""Upgrading gives what the code expects, and nothing else."""

import re
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from storage.migrate import config, upgrade
from storage.schema import metadata
from storage.unit_of_work import make_engine


def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_upgrading_an_empty_database_gives_exactly_the_schema(tmp_path: Path) -> None:
    upgrade(url(tmp_path))
    engine = make_engine(url(tmp_path))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        tables = set(inspect(connection).get_table_names())
    engine.dispose()
    assert differences == []
    assert tables == {*metadata.tables, "alembic_version"}


def test_the_database_has_the_constraints_of_the_schema(tmp_path: Path) -> None:
    def statements(database: str) -> dict[str, list[str]]:
        engine = make_engine(database)
        if "made" in database:
            metadata.create_all(engine)
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version' AND sql IS NOT NULL"
            ).fetchall()
        engine.dispose()
        return {name: sorted(re.split(r"\s*,\s*", re.sub(r"\s*\)$", "", sql.strip()))) for name, sql in rows}

    upgrade(url(tmp_path))
    migrated = statements(url(tmp_path))
    assert len(migrated) > 30
    assert migrated == statements(f"sqlite:///{tmp_path / 'made.sqlite'}")


def test_upgrading_again_changes_nothing_and_going_back_leaves_nothing(tmp_path: Path) -> None:
    upgrade(url(tmp_path))
    upgrade(url(tmp_path))
    command.downgrade(config(url(tmp_path)), "base")
    engine = make_engine(url(tmp_path))
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
