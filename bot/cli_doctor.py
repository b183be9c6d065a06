"""`dabiao doctor`: what is right and wrong in a set-up."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import typer
from sqlalchemy.exc import DatabaseError

from bot.cli_common import WRONG, load_settings
from bot.cli_people import ask_telegram
from bot.domain.people import Role
from bot.services.assign import nobody_answers_for
from bot.services.ports import Department, UnitOfWork
from bot.settings import Settings
from bot.texts import doctor as texts
from bot.texts.catalogue import LANGUAGES, LOCALE, Translate, load, translator
from bot.workdays import work_calendar
from storage.migrate import standing
from storage.unit_of_work import SqlUnitOfWork, make_engine


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `ok` None: nothing is wrong, but somebody may want to know."""

    ok: bool | None
    words: str


def doctor() -> None:
    """Say what is right and wrong in this set-up; exit code 1 when something is wrong."""
    settings = load_settings()
    t = translator(settings.language)
    findings = list(examine(settings, t))
    for finding in findings:
        typer.echo(texts.line(finding.ok, finding.words))
    wrong = sum(f.ok is False for f in findings)
    typer.echo(texts.verdict(t, wrong))
    if wrong:
        raise typer.Exit(WRONG)


def examine(settings: Settings, t: Translate) -> Iterator[Finding]:
    yield Finding(True, texts.settings_read(t, settings.timezone, settings.language))
    yield _catalogue(settings, t)
    yield _calendar(settings, t)
    yield from _database(settings, t)
    yield _telegram(settings, t)
    yield _web(settings, t)


def _catalogue(settings: Settings, t: Translate) -> Finding:
    count = len(load(LOCALE / "zh_CN"))
    return Finding(count > 0 and settings.language in LANGUAGES, texts.catalogue(t, count))


def _calendar(settings: Settings, t: Translate) -> Finding:
    calendar = work_calendar()
    year = (settings.clock_start or datetime.now(settings.zone)).year
    known = calendar.is_known(year)
    return Finding(True if known else None, texts.calendar(t, year, known))


def _database(settings: Settings, t: Translate) -> Iterator[Finding]:
    try:
        revision, head = standing(settings.database_url)
    except (DatabaseError, OSError) as error:
        yield Finding(False, texts.database_unreachable(t, str(getattr(error, "orig", error))))
        return
    if revision is None:
        yield Finding(None, texts.no_database(t))
        return
    if revision != head:
        yield Finding(False, texts.database_behind(t, revision, head))
        return
    yield Finding(True, texts.database(t, head or ""))
    engine = make_engine(settings.database_url)
    try:
        with SqlUnitOfWork(engine) as uow:
            yield from _departments(uow, t)
    finally:
        engine.dispose()


def _departments(uow: UnitOfWork, t: Translate) -> Iterator[Finding]:
    found = uow.targets.departments()
    if not found:
        yield Finding(None, texts.no_department(t))
    for department in found:
        yield from _department(uow, t, department)


def _department(uow: UnitOfWork, t: Translate, department: Department) -> Iterator[Finding]:
    years = uow.targets.years(department.id)
    yield Finding(bool(years) or None, texts.tables(t, department.name, years))
    if years:
        orphans = nobody_answers_for(uow.targets.indicators(department.id, max(years)))
        yield Finding(None if orphans else True, texts.orphans(t, [i.code for i in orphans]))
    people = uow.people.in_department(department.id)
    accounts = uow.people.accounts([p.id for p in people])
    if not any(p.has(Role.ADMIN) for p in people):
        yield Finding(None, texts.no_administrator(t, department.name))
    if not people:
        return
    waiting = [p.name for p in people if p.id not in accounts]
    yield Finding(None if waiting else True, texts.people(t, len(people), waiting))


def _telegram(settings: Settings, t: Translate) -> Finding:
    if settings.telegram_token is None:
        return Finding(None, texts.telegram_off(t))
    name, fault = asyncio.run(ask_telegram(settings))
    return Finding(bool(name), texts.telegram(t, name, fault, str(settings.telegram_api_url)))


def _web(settings: Settings, t: Translate) -> Finding:
    """Where the web chat is to be found; not wrong over http, but somebody should know."""
    if not settings.web:
        return Finding(None, texts.web_off(t))
    place = settings.web_place
    if not place.url:
        return Finding(True, texts.web_here(t, place.address(settings.web_port)))
    listens = f"{settings.web_host}:{settings.web_port}"
    overheard = place.plain and not place.secure
    return Finding(None if overheard else True, texts.web(t, place.url, listens, overheard=overheard))
