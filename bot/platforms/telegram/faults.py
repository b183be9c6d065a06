"""What the library's errors mean for the outbox. Imports chat and the Telegram library."""

import logging
from http import HTTPStatus

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.chat import (
    Moved,
    NotDelivered,
    PerhapsDelivered,
    Rejected,
    SendError,
    SlowDown,
    Unreachable,
)
from bot.platforms.telegram.request import NotSent, ServerFault, TooMany

log = logging.getLogger(__name__)

GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights in the channel chat",
)
UNEDITABLE = (
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)
UNCHANGED = "message is not modified"


def send_error(error: TelegramError) -> SendError:
    """The outcome of a request that failed.

    A 500, 502 or 504 leaves it unknown: a gateway may have lost only the answer, and the server itself
    answers 500 when it is stopped in the middle of sending. A 503 was never taken.
    """
    match error:
        case TooMany():
            return SlowDown(error.seconds)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest():
            return _refused(error)
        case InvalidToken():
            log.error("Telegram does not know the bot's token: %s", error.message)
            return NotDelivered(error.message)
        case NetworkError() | TelegramError():
            return _unsettled(error)


def _refused(error: BadRequest) -> SendError:
    return Unreachable(error.message) if says(error, *GONE) else Rejected(error.message)


def _unsettled(error: TelegramError) -> SendError:
    """No clear answer of the Bot API."""
    unavailable = isinstance(error, ServerFault) and error.status == HTTPStatus.SERVICE_UNAVAILABLE
    waited = isinstance(error, TimedOut) and error.message.startswith("Pool timeout")
    if unavailable or waited or isinstance(error, NotSent | Conflict):
        return NotDelivered(error.message)
    return PerhapsDelivered(error.message)


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether the server's words contain one of the phrases (given in lower case)."""
    return any(phrase in error.message.lower() for phrase in phrases)
