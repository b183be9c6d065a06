"""Acknowledges button presses, which stops their spinners. Imports the library."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.platforms.telegram.parse import inside

log = logging.getLogger(__name__)


@dataclass
class Presses:
    """Nobody waits for an acknowledgement: the press itself is stored already."""

    bot: Bot
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def acknowledge(self, updates: Sequence[Mapping[str, Any]]) -> None:
        for update in updates:
            if press := inside(update, "callback_query").get("id"):
                task = asyncio.create_task(self._answer(str(press)))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    def close(self) -> None:
        for task in self._under_way:
            task.cancel()

    async def _answer(self, press: str) -> None:
        """One that is too old, or answered before a restart, needs none."""
        try:
            await self.bot.answer_callback_query(press)
        except TelegramError as error:
            level = logging.DEBUG if isinstance(error, BadRequest) else logging.WARNING
            log.log(level, "a press was not acknowledged: %s", error.message)
