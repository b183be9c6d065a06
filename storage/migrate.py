"""Create or upgrade a store. Alembic is imported only where there is something to do: it is slow to start."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Bring the database at the URL to the newest schema."""
    at, newest_one = standing(url)
    if at == newest_one:
        return
    from alembic import command

    command.upgrade(config(url), "head")


def config(url: str) -> "Config":
    """Alembic's configuration, made here: no file to be found at run time."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["url"] = url
    return made


def newest() -> str:
    """The newest revision: a migration's file is named 0001_what_it_does.py by its revision."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def standing(url: str) -> tuple[str | None, str]:
    """The revision a database stands at (None: there is none yet) and the newest one.

    Looks only: no file is made. Raises SQLAlchemy's errors when the database is out of reach, OSError when
    there is no folder to make it in.
    """
    file = url.removeprefix("sqlite:///")
    if file != url and file not in ("", ":memory:") and not Path(file).exists():
        Path(file).parent.stat()
        return None, newest()
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None, newest()
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
            return max(found, default=None), newest()
    finally:
        engine.dispose()
