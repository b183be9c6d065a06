"""The concrete parts that the settings ask for: clock and platforms. Used by bot.app only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from bot.chat import Platform
from bot.clock import Clock, RehearsalClock, SystemClock
from bot.desk import StoreDesk
from bot.platforms.telegram import TelegramChat, WebhookPlace, quiet_libraries
from bot.platforms.web.server import WebChat
from bot.settings import Settings
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
    settings: Settings, desk: StoreDesk, demo: bool, telegram: TelegramChat | None
) -> Sequence[Platform]:
    platforms: list[Platform] = []
    if settings.web:
        platforms.append(WebChat(settings.web_host, settings.web_port, desk, demo=demo))
    if telegram is not None:
        platforms.append(telegram)
    return platforms
