"""`dabiao backup` and `dabiao restore`: the SQLite store as one file, while the bot goes on."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import fail, load_settings, mended
from bot.settings import Settings
from bot.texts import cli as texts
from bot.texts.catalogue import Translate, translator
from storage.backup import NoBackup
from storage.backup import backup as copy_store
from storage.backup import restore as restore_store


def backup(file: Annotated[Path, typer.Argument(dir_okay=False, help="the file to write")]) -> None:
    """Copy the store into a file; the bot may go on meanwhile."""
    settings, t = _begin()
    with mended(t):
        try:
            size = copy_store(settings.database_url, file)
        except NoBackup as error:
            fail(texts.no_backup(t, error.code, error.path))
        typer.echo(texts.backed_up(t, file.name, size))


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="what backup wrote")],
) -> None:
    """Make a store out of a backup. One that is there is never written over."""
    settings, t = _begin()
    with mended(t):
        try:
            restore_store(settings.database_url, file)
        except NoBackup as error:
            fail(texts.no_backup(t, error.code, error.path))
        typer.echo(texts.restored(t, file.name))


def _begin() -> tuple[Settings, Translate]:
    settings = load_settings()
    return settings, translator(settings.language)
