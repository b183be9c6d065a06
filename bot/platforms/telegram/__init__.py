"""Telegram, by long polling: the only package that imports the Telegram library."""

from bot.platforms.telegram.platform import TelegramChat
from bot.platforms.telegram.redact import RedactToken, quiet_libraries

__all__ = ["RedactToken", "TelegramChat", "quiet_libraries"]
