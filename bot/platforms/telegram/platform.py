"""The Telegram adapter: chat's Platform over the Bot API. Imports chat and the Telegram library."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chat import Accept, Capabilities, File, Incoming, Message, SlowDown
from bot.platforms.telegram import parse
from bot.platforms.telegram.faults import says, send_error
from bot.platforms.telegram.presses import Presses
from bot.platforms.telegram.receive import ALLOWED_UPDATES, Receiver
from bot.platforms.telegram.render import CAPABILITIES
from bot.platforms.telegram.request import AiohttpRequest
from bot.platforms.telegram.send import Sender
from bot.platforms.telegram.webhook import Webhook, WebhookPlace, serve

log = logging.getLogger(__name__)

TELEGRAM = "https://api.telegram.org"
POLLING_POOL = 4
SENDING_POOL = 32
WEBHOOK_SECONDS = 60  # between two looks at what Telegram says of the webhook
EVERYBODY = (
    3  # chats that are told to wait, one after another and none served meanwhile: it is the bot that is
)


class TelegramChat:
    """One bot account. `api_url` is the root of the Bot API server, `proxy` an http address.

    `wait` is the length of a long poll, `read` the time an answer may take, `most_pause` the longest pause
    between failed polls, all in seconds. With a `webhook` updates are received there instead of being polled.
    """

    def __init__(
        self,
        token: str,
        api_url: str = TELEGRAM,
        proxy: str | None = None,
        webhook: WebhookPlace | None = None,
        *,
        wait: int = 50,
        read: float = 20,
        first_pause: float = 1.0,
        most_pause: float = 60.0,
    ) -> None:
        root = api_url.rstrip("/")
        self._pools = (AiohttpRequest(POLLING_POOL, proxy, read), AiohttpRequest(SENDING_POOL, proxy, read))
        poller, self._bot = (
            Bot(token, f"{root}/bot", f"{root}/file/bot", request=pool, get_updates_request=pool)
            for pool in self._pools
        )
        self._account = token.partition(":")[0]
        self._username = ""
        self._sender = Sender(self._bot)
        self._slowed: set[str] = set()  # chats told to wait since the last message that went through
        self._presses = Presses(self._bot)
        self.receiver = Receiver(poller, self._bot, self._presses, wait, most_pause, first_pause)
        self.webhook = webhook

    @property
    def name(self) -> str:
        return parse.PLATFORM

    @property
    def account(self) -> str:
        return self._account

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    @property
    def fault(self) -> str:
        """What keeps the bot from receiving, as a word of Receiver's; "" when all is well."""
        return self.receiver.fault

    def poll_age(self) -> float | None:
        """Seconds since Telegram last answered a poll; None before the first answer."""
        last = self.receiver.last_good_poll
        return None if last is None else self.receiver.monotonic() - last

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled, through every fault. Only one process may poll."""
        await self._learn_username()
        if self.webhook is None:
            await self.receiver.run(accept, self._username)
            return
        app = Webhook(self.webhook.secret, accept, self._presses, self._username, self._heard)
        try:
            await serve(app, self.webhook.host, self.webhook.port)
        finally:
            self._presses.close()

    def _heard(self) -> None:
        self.receiver.last_good_poll, self.receiver.fault = self.receiver.monotonic(), ""

    async def keep_webhook(self) -> None:
        """Tell Telegram where the webhook is, and look at what it says of it, until cancelled."""
        pause = self.receiver.first
        while self.webhook is not None:
            try:
                await self._look_at(self.webhook)
                pause = WEBHOOK_SECONDS
            except TelegramError as error:
                self.receiver.fault = "token" if isinstance(error, InvalidToken) else "network"
                log.warning("the webhook could not be set: %s", error.message)
                pause = min(pause * 2, self.receiver.most)
            await asyncio.sleep(pause)

    async def _look_at(self, place: WebhookPlace) -> None:
        said = await self._bot.get_webhook_info()
        if said.url != place.url:
            await self._bot.set_webhook(
                place.url,
                secret_token=place.secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )
        elif said.pending_update_count and said.last_error_message:
            log.warning(
                "Telegram cannot deliver %s updates: %s", said.pending_update_count, said.last_error_message
            )
        self._heard()

    async def close(self) -> None:
        """Close the connections; the last thing done with this object."""
        for pool in self._pools:
            await pool.shutdown()

    def parse(self, payload: Mapping[str, Any]) -> Incoming | None:
        """A stored update as an event; see parse.parse."""
        account = int(self._account) if self._account.isdigit() else 0
        return parse.parse({parse.ADDRESSEE: self._username, **payload}, account)

    async def fetch(self, file: File, limit: int) -> bytes | None:
        """The content, or None when it is larger than `limit` bytes. Raises SendError if out of reach."""
        if file.size is not None and file.size > limit:
            return None
        try:
            native = await self._bot.get_file(file.ref)
            if native.file_size is not None and native.file_size > limit:
                return None
            content = bytes(await native.download_as_bytearray())
        except TelegramError as error:
            if isinstance(error, BadRequest) and says(error, "file is too big"):
                return None
            raise send_error(error) from error
        return content if len(content) <= limit else None

    async def send(self, chat: str, message: Message, key: str, native: str | None = None) -> str:
        """Send, or edit `native`; the native id of the last part. Raises SendError; see send.Sender."""
        try:
            sent = await self._sender.send(chat, message, key, native)
        except SlowDown as slow:
            self._slowed.add(chat)
            if len(self._slowed) >= EVERYBODY:
                raise SlowDown(slow.seconds, everyone=True) from slow
            raise
        self._slowed.clear()
        return sent

    # -- beyond the protocol

    async def identify(self) -> str:
        """The bot's user name, asked for once. Raises SendError."""
        if not self._username:
            try:
                self._username = (await self._bot.get_me()).username or ""
            except TelegramError as error:
                raise send_error(error) from error
        return self._username

    def link(self, code: str) -> str | None:
        """A deep link that sends /start with the code; None while the user name is unknown."""
        return f"https://t.me/{self._username}?start={code}" if self._username else None

    async def set_menu(
        self, chat: str | None, language: str | None, commands: Sequence[tuple[str, str]]
    ) -> None:
        """The commands (name without slash, description) offered in a chat, or everywhere for None.

        `language` is a two-letter code, None for every language. Raises SendError.
        """
        scope: BotCommandScope = BotCommandScopeChat(int(chat)) if chat else BotCommandScopeDefault()
        menu = [BotCommand(name, description) for name, description in commands]
        try:
            await self._bot.set_my_commands(menu, scope, language)
        except TelegramError as error:
            raise send_error(error) from error

    async def _learn_username(self) -> None:
        """Ask who the bot is until it is known: mentions in groups cannot be told without it."""
        pause = self.receiver.first
        while not self._username:
            try:
                self._username = (await self._bot.get_me()).username or ""
                return
            except TelegramError as error:
                self.receiver.fault = "token" if isinstance(error, InvalidToken) else "network"
                log.warning("the bot's name is not known yet: %s", error.message)
            await asyncio.sleep(pause)
            pause = min(pause * 2, self.receiver.most)
