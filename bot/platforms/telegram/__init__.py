"""Telegram, by long polling or webhook: the only package that imports the Telegram library."""

from bot.platforms.telegram.platform import TelegramChat
from bot.platforms.telegram.quiet import quiet_libraries
from bot.platforms.telegram.webhook import WebhookPlace

__all__ = ["TelegramChat", "WebhookPlace", "quiet_libraries"]
