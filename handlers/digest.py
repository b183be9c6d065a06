"""The digest and its preview: who gets which, and asking for it."""

from typing import Any

from bot.chat import Message
from bot.services.queues import StoredMessage
from bot.services.slots_due import Slot
from handlers.telling import Telling

DIGEST = "digest"


def play(_telling: Telling, _slot: Slot) -> int:
    """Queue the digest of a slot."""
    return 0


def refresh(_telling: Telling, stored: StoredMessage, _stands: Any) -> Message | None:
    return stored.message
