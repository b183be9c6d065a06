"""The command line's work on people: invite."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Annotated

import typer

from bot.cli_common import department_of, opened
from bot.domain.errors import DomainError
from bot.domain.people import Person, Post, Role
from bot.services.enrol import Invited, invite_again
from bot.services.enrol import invite as invite_person
from bot.services.ports import Department, Unit, UnitOfWork
from bot.settings import Settings
from bot.texts import cli as texts
from bot.texts.catalogue import Translate

SECONDS = 8


def invite(
    role: Annotated[
        Role,
        typer.Option(
            "--role",
            help="admin, director (sees all), leader (in charge of --unit), lead or contact of --unit",
        ),
    ],
    department: Annotated[
        str | None, typer.Option("--department", help="whose; needed if there are several")
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="for leader, lead and contact; may be repeated")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="how the person is called; default: the post")
    ] = None,
    create_units: Annotated[bool, typer.Option("--create-units", help="add units not there yet")] = False,
) -> None:
    """Print a single-use, expiring enrolment code; the same --name again means the same person."""
    with opened() as desk:
        owner = department_of(desk.uow, department)
        units = [_unit(desk.uow, owner, u.strip(), create=create_units) for u in unit or ()]
        posts = posts_of(role, units)
        days = desk.settings.invite_days
        known = _known(desk.uow, owner, name)
        if known is None:
            called = (name or "").strip() or texts.unnamed(desk.t, role, units)
            invited = invite_person(desk.uow, owner.id, posts, name=called, now=desk.now, days=days)
        else:
            desk.uow.people.set_posts(known.id, (*known.posts, *posts))
            desk.uow.people.set_active(known.id, True)
            invited = invite_again(
                desk.uow, desk.uow.people.person(known.id), now=desk.now, lasting=timedelta(days=days)
            )
        desk.uow.messages.audit("invite", person_id=None, at=desk.now, person=invited.person.name)
        desk.commit()
        _show(desk.t, desk.settings, invited, desk.uow.targets.units(owner.id), again=known is not None)


def posts_of(role: Role, units: list[Unit]) -> list[Post]:
    """The posts a role means in these units. Raises DomainError role-needs-unit."""
    if not role.needs_unit:
        return [Post(role)]
    if not units:
        raise DomainError("role-needs-unit", role=role.value)
    return [Post(role, u.id) for u in units]


def _unit(uow: UnitOfWork, owner: Department, name: str, *, create: bool) -> Unit:
    if found := uow.targets.unit_named(owner.id, name):
        return found
    if create and name:
        return uow.targets.add_unit(owner.id, name)
    if known := [u.name for u in uow.targets.units(owner.id)]:
        raise DomainError("unit-unknown-cli", said=name, units=known)
    raise DomainError("no-units-cli", said=name)


def _known(uow: UnitOfWork, owner: Department, name: str | None) -> Person | None:
    if not name:
        return None
    people = uow.people.in_department(owner.id, inactive=True)
    return next((p for p in people if p.name == name.strip()), None)


def _show(t: Translate, settings: Settings, invited: Invited, units: Sequence[Unit], *, again: bool) -> None:
    links = list(_links(settings, invited.code))
    for line in texts.invited(t, invited, units, settings.zone, links, again=again):
        typer.echo(line)


def _links(settings: Settings, code: str) -> Iterator[str]:
    """Deep links that enrol: on Telegram when its name is known, on the web chat when it is on."""
    if username := _username(settings):
        yield f"https://t.me/{username}?start={code}"
    if settings.web:
        yield settings.web_place.invitation(settings.web_port).format(code=code)


def _username(settings: Settings) -> str:
    """The bot's user name on Telegram; empty when there is no token or Telegram cannot be asked."""
    if settings.telegram_token is None:
        return ""
    name, _fault = asyncio.run(ask_telegram(settings))
    return name


async def ask_telegram(settings: Settings) -> tuple[str, str]:
    """The bot's user name, or what kept it from being learnt. The token is never part of either."""
    from bot.chat import SendError
    from bot.platforms.telegram import TelegramChat

    if settings.telegram_token is None:
        return "", ""
    proxy = str(settings.telegram_proxy) if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    chat = None
    try:
        chat = TelegramChat(token, str(settings.telegram_api_url), proxy, read=SECONDS)
        async with asyncio.timeout(SECONDS):
            return await chat.identify(), ""
    except (SendError, TimeoutError) as error:
        return "", str(error).replace(token, "…") or "time-out"
    except Exception as error:
        return "", type(error).__name__
    finally:
        if chat is not None:
            await chat.close()
