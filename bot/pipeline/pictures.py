"""Drawings become pictures before their message is claimed: drawn once, away from the store and the loop."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat import Attachment, Message
from bot.pipeline.transactions import Transactions
from bot.services.queues import QueuedUnitOfWork, StoredMessage

log = logging.getLogger(__name__)

Draw = Callable[[Mapping[str, Any]], bytes]
REMEMBERED = 8  # one digest is drawn for few different readers


@dataclass
class Pictures:
    """Many messages with the same drawing share one picture."""

    transactions: Transactions
    draw: Draw
    _drawn: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    @staticmethod
    def is_awaited(stored: StoredMessage) -> bool:
        """Whether a picture is still to be drawn for it."""
        picture = stored.message.picture
        return picture is not None and picture.drawing is not None and picture.blob is None

    async def drawn(self, stored: StoredMessage) -> StoredMessage:
        """The message with its picture drawn and kept; without one when it cannot be drawn."""
        picture = stored.message.picture
        if picture is None or picture.drawing is None or not self.is_awaited(stored):
            return stored
        made = None
        try:
            made = Attachment(picture.name, picture.mime, await self._content(picture.drawing))
        except Exception:
            log.exception("the picture of %s cannot be drawn; its words are sent alone", stored.key)
        kept = await self.transactions.run(lambda uow: _keep(uow, stored, made))
        return replace(stored, message=kept)

    async def _content(self, drawing: Mapping[str, Any]) -> bytes:
        key = json.dumps(drawing, sort_keys=True)
        async with self._one:
            if key not in self._drawn:
                self._drawn[key] = await asyncio.to_thread(self.draw, drawing)
            self._drawn.move_to_end(key)
            while len(self._drawn) > REMEMBERED:
                self._drawn.popitem(last=False)
            return self._drawn[key]


def _keep(uow: QueuedUnitOfWork, stored: StoredMessage, picture: Attachment | None) -> Message:
    message = replace(stored.message, picture=uow.messages.keep_file(picture) if picture else None)
    uow.outbox.keep_body(stored.id, message)
    return message
