"""Create or upgrade a store. Imports Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine


def upgrade(url: str) -> None:
    """Bring the database at the URL to the newest schema."""
    command.upgrade(config(url), "head")


def config(url: str) -> Config:
    """Alembic's configuration, made here: no file to be found at run time."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["url"] = url
    return made


def standing(url: str) -> tuple[str | None, str | None]:
    """The revision a database stands at (None: there is none yet) and the newest one.

    Looks only: no file is made. Raises SQLAlchemy's errors when the database is out of reach, OSError when
    there is no folder to make it in.
    """
    head = ScriptDirectory.from_config(config(url)).get_current_head()
    file = url.removeprefix("sqlite:///")
    if file != url and file not in ("", ":memory:") and not Path(file).exists():
        Path(file).parent.stat()
        return None, head
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision(), head
    finally:
        engine.dispose()
