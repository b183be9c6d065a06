"""What the command line's commands share: settings, an opened store, errors as one line. Sees everything."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError

from bot.chat import StoreFault
from bot.domain.errors import DomainError
from bot.services.ports import Department, UnitOfWork
from bot.services.workbook import LARGEST
from bot.settings import Settings, faults
from bot.texts import cli as texts
from bot.texts import errors
from bot.texts.catalogue import Translate, translator
from storage.unit_of_work import SqlUnitOfWork

WRONG = 1
USAGE = 2


def load_settings(**overrides: object) -> Settings:
    """The settings, or every fault at once and exit code 2."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        for line in faults(error):
            typer.echo(line, err=True)
        raise typer.Exit(USAGE) from None


@dataclass(frozen=True)
class Desk:
    """An opened store and what a command needs beside it. `now` is the clock's time, in UTC."""

    settings: Settings
    uow: SqlUnitOfWork
    t: Translate
    now: datetime

    def commit(self) -> None:
        self.uow.commit()


@contextlib.contextmanager
def opened(settings: Settings | None = None) -> Iterator[Desk]:
    """The store, made or upgraded first. What a person can mend becomes one line and exit code 1."""
    from bot.parts import make_clock
    from storage.migrate import upgrade
    from storage.unit_of_work import make_engine

    settings = settings or load_settings()
    t = translator(settings.language)
    with mended(t):
        upgrade(settings.database_url)
        engine = make_engine(settings.database_url)
        try:
            now = make_clock(settings, engine).now()
            with SqlUnitOfWork(engine) as uow:
                yield Desk(settings, uow, t, now)
        finally:
            engine.dispose()


@contextlib.contextmanager
def mended(t: Translate) -> Iterator[None]:
    """Errors of the person, the store or a file as one line; anything else is our fault and shows."""
    try:
        yield
    except DomainError as error:
        file = f"{error.facts['name']}: " if "cell" in error.facts and "name" in error.facts else ""
        fail(file + errors.words(t, error))
    except StoreFault as fault:
        fail(texts.no_database(t, str(fault)))
    except DatabaseError as error:
        fail(texts.no_database(t, str(error.orig)))
    except OSError as error:
        fail(f"{error.filename or ''} {error.strerror or error}".strip())


def fail(line: str) -> None:
    typer.echo(line, err=True)
    raise typer.Exit(WRONG)


def content_of(path: Path) -> bytes:
    """A file's content. Raises DomainError table-too-large before reading, OSError when out of reach."""
    size = path.stat().st_size
    if size > LARGEST:
        raise DomainError("table-too-large", name=path.name, size=size, limit=LARGEST)
    return path.read_bytes()


@contextlib.contextmanager
def about_file(name: str) -> Iterator[None]:
    """Errors of a file's content name the file."""
    try:
        yield
    except DomainError as error:
        raise DomainError(error.code, **{**error.facts, "name": name}) from error


def department_of(uow: UnitOfWork, name: str | None) -> Department:
    """The department named, or the only one.

    Raises DomainError department-unknown, which-department (departments) or no-department.
    """
    found = uow.targets.departments()
    if not found:
        raise DomainError("no-department")
    if name is None and len(found) == 1:
        return found[0]
    names = [d.name for d in found]
    if name is None:
        raise DomainError("which-department", departments=names)
    if name not in names:
        raise DomainError("department-unknown", said=name, departments=names)
    return found[names.index(name)]


def year_of(uow: UnitOfWork, department: Department, year: int | None) -> int:
    """The year asked for, or the newest with a table. Raises DomainError no-table or year-unknown."""
    years = uow.targets.years(department.id)
    if not years:
        raise DomainError("no-table")
    if year is not None and year not in years:
        raise DomainError("year-unknown", year=year, years=list(years))
    return year if year is not None else max(years)
