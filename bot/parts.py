"""The concrete parts that the settings ask for: clock, platforms, what can be said. Used by bot.app only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.chat import Platform
from bot.clock import Clock, RehearsalClock, SystemClock
from bot.desk import StoreDesk
from bot.door import StoreDoor
from bot.pipeline.transactions import Transactions
from bot.platforms.telegram import TelegramChat, WebhookPlace, quiet_libraries
from bot.platforms.web.server import WebChat
from bot.services.sign_in import Stay
from bot.settings import Settings
from handlers.command import Doings
from handlers.doings import doings
from storage.unit_of_work import SqlUnitOfWork

CLOCK_NOTE = "rehearsal-clock"


def make_clock(settings: Settings, engine: Engine) -> Clock:
    """The system's clock, or the rehearsal clock where it was last moved to."""
    if settings.clock_start is None:
        return SystemClock()
    start = settings.clock_start
    start = start if start.tzinfo else start.replace(tzinfo=settings.zone)
    with SqlUnitOfWork(engine) as uow:
        noted = uow.messages.note(CLOCK_NOTE)
    return RehearsalClock(datetime.fromisoformat(noted) if noted else start)


def make_telegram(settings: Settings) -> TelegramChat | None:
    """The Telegram adapter when a token is set; its token is kept out of every log."""
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    quiet_libraries()
    proxy = str(settings.telegram_proxy) if settings.telegram_proxy else None
    return TelegramChat(token, str(settings.telegram_api_url), proxy, make_webhook(settings))


def make_webhook(settings: Settings) -> WebhookPlace | None:
    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if url is None or secret is None:
        return None
    host, port = settings.telegram_webhook_host, settings.telegram_webhook_port
    return WebhookPlace(str(url), secret.get_secret_value(), host, port)


def make_platforms(
    settings: Settings, desk: StoreDesk, door: StoreDoor | None, telegram: TelegramChat | None
) -> Sequence[Platform]:
    """Those that are switched on; the web chat without a door is the demo's."""
    platforms: list[Platform] = []
    if settings.web:
        platforms.append(WebChat(settings.web_place, desk, door))
    if telegram is not None:
        platforms.append(telegram)
    return platforms


def make_door(settings: Settings, transactions: Transactions, reader: Engine, clock: Clock) -> StoreDoor:
    """Who comes in to the web chat, and how long a sign-in lasts."""
    stay = Stay(timedelta(days=settings.web_idle_days), timedelta(days=settings.web_session_days))
    reading = lambda: SqlUnitOfWork(reader)  # noqa: E731
    return StoreDoor(transactions, reading, clock, settings.zone, settings.language, stay)


def make_links(settings: Settings) -> dict[str, str]:
    """The link of an invitation to the web chat, where people can be expected to open it."""
    if not settings.web or not (settings.web_url or settings.telegram_token is None):
        return {}
    return {"web": settings.web_place.invitation(settings.web_port)}


def offered(settings: Settings) -> Doings:
    """What can be said in this installation."""
    return doings(groups=settings.telegram_groups, sign_in=settings.web and bool(settings.web_url))
