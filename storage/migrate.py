"""Create or upgrade a store. Imports Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def upgrade(url: str) -> None:
    """Bring the database at the URL to the newest schema."""
    command.upgrade(config(url), "head")


def config(url: str) -> Config:
    """Alembic's configuration, made here: no file to be found at run time."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["url"] = url
    return made
