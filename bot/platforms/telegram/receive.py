"""The durable receive loop: updates are stored before they are confirmed. Imports chat and the library."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.chat import Accept, StoreFault
from bot.platforms.telegram.faults import says
from bot.platforms.telegram.parse import raw_event
from bot.platforms.telegram.presses import Presses
from bot.platforms.telegram.request import TooMany

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# In lower case, because the library warns of its own method's name; the server takes either.
GET_UPDATES = "getupdates"


@dataclass
class Receiver:
    """Polls for ever, through every fault.

    `poller` is a Bot with a connection pool of its own, `bot` the one for all else. `wait` is the poll's
    length, `first` and `most` the shortest and longest pause after a fault, in seconds. `last_good_poll` is a
    time of `monotonic`; `fault` says what is wrong since then: "", "token", "conflict", "slow down", "store"
    or "network".
    """

    poller: Bot
    bot: Bot
    presses: Presses
    wait: int = 50
    most: float = 60.0
    first: float = 1.0
    monotonic: Callable[[], float] = time.monotonic
    last_good_poll: float | None = None
    fault: str = ""
    _offset: int | None = None
    _tries: int = 0
    _webhook_removed: bool = False

    async def run(self, accept: Accept, username: str) -> None:
        """Receive until cancelled."""
        try:
            while True:
                pause = await self._one_poll(accept, username)
                await asyncio.sleep(pause)
        finally:
            self.presses.close()

    async def _one_poll(self, accept: Accept, username: str) -> float:
        """Poll once; the seconds to wait before the next poll."""
        try:
            updates = await self._fetch()
            self.last_good_poll = self.monotonic()
            await self._take(updates, accept, username)
        except TelegramError as error:
            return await self._after(error)
        except StoreFault as fault:
            log.warning("updates cannot be stored now; they will be asked for again: %s", fault)
            return self._back_off("store")
        except Exception:
            log.exception("updates could not be stored; they will be asked for again")
            return self._back_off("store")
        self._tries, self.fault = 0, ""
        return 0.0

    async def _fetch(self) -> Sequence[Mapping[str, Any]]:
        parameters = {"offset": self._offset, "timeout": self.wait, "allowed_updates": ALLOWED_UPDATES}
        given = {name: value for name, value in parameters.items() if value is not None}
        updates = await self.poller.do_api_request(GET_UPDATES, given, read_timeout=self.wait + 5)
        return updates if isinstance(updates, list) else []

    async def _take(self, updates: Sequence[Mapping[str, Any]], accept: Accept, username: str) -> None:
        """Store, then move the offset, then acknowledge presses without waiting for it."""
        if not updates:
            return
        await accept([raw_event(update, username) for update in updates])
        self._offset = max(int(update["update_id"]) for update in updates) + 1
        self.presses.acknowledge(updates)

    async def _after(self, error: TelegramError) -> float:
        """What to make of a poll that failed; the seconds to wait."""
        match error:
            case TooMany():
                self.fault = "slow down"
                return error.seconds
            case Conflict() if says(error, "webhook") and not self._webhook_removed:
                return await self._remove_webhook()
            case Conflict():
                log.error("another process receives for this bot; only one may: %s", error.message)
                return self._back_off("conflict")
            case InvalidToken():
                log.error("Telegram refuses the bot's token; trying again: %s", error.message)
                return self._back_off("token")
            case _:
                log.warning("no updates: %s", error.message)
                return self._back_off("network")

    async def _remove_webhook(self) -> float:
        """Once: a webhook that returns is wanted by somebody. What waits at the server is kept."""
        log.warning("a webhook is set for this bot; removing it")
        self._webhook_removed = True
        try:
            await self.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            log.warning("the webhook was not removed: %s", error.message)
        return self._back_off("conflict")

    def _back_off(self, fault: str) -> float:
        self.fault = fault
        pause = min(self.first * 2.0**self._tries, self.most)
        self._tries = min(self._tries + 1, 16)
        return pause
