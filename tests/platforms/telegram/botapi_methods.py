"""The Bot API's methods as the stand-in carries them out, refusing what the real server refuses."""

import asyncio
import re
from dataclasses import dataclass, replace
from typing import Any

from tests.platforms.telegram.botapi_rules import (
    CAPTION,
    TEXT,
    Refused,
    bad,
    check_commands,
    check_keyboard,
    shown,
)
from tests.platforms.telegram.botapi_state import BOT, Sent, World

Given = dict[str, str]


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@dataclass
class Methods:
    """Each method takes the parameters as they came over HTTP, and the uploads by name."""

    world: World
    polling: bool = False

    async def call(self, method: str, given: Given, uploads: dict[str, Upload]) -> Any:
        match method:
            case "getUpdates":
                return await self.get_updates(given)
            case "sendMessage":
                return self.send_text(given)
            case "sendDocument" | "sendPhoto":
                return self.send_file(method, given, uploads)
            case "editMessageText" | "editMessageCaption":
                return self.edit(method, given)
            case _:
                return self.other(method, given)

    def other(self, method: str, given: Given) -> Any:
        match method:
            case "getMe":
                return {"id": BOT, "is_bot": True, "first_name": "达标", "username": self.world.username}
            case "answerCallbackQuery":
                return self.answer(given["callback_query_id"])
            case "getFile":
                return self.file(given["file_id"])
            case "setMyCommands":
                check_commands(given["commands"], given.get("language_code", ""))
                self.world.menus.append(dict(given))
                return True
            case "deleteWebhook":
                self.world.webhook = ""
                return True
            case "setWebhook":
                return self.set_webhook(given)
            case "getWebhookInfo":
                waiting = len(self.world.waiting)
                return {
                    "url": self.world.webhook,
                    "has_custom_certificate": False,
                    "pending_update_count": waiting,
                }
            case _:
                raise Refused(404, "Not Found: method not found")

    # -- receiving

    def set_webhook(self, given: Given) -> bool:
        if not given["url"].startswith("https://"):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given.get("secret_token", "x")):
            raise bad("secret token contains unallowed characters")
        self.world.webhook, self.world.webhook_secret = given["url"], given.get("secret_token", "")
        return True

    async def get_updates(self, given: Given) -> list[dict[str, Any]]:
        if self.world.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self.polling:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self.world.confirm(int(given.get("offset", 0)))
        self.polling = True
        try:
            await self._arrival(float(given.get("timeout", 0)))
        finally:
            self.polling = False
        return self.world.waiting[: int(given.get("limit", 100))]

    async def _arrival(self, seconds: float) -> None:
        if self.world.waiting:
            return
        self.world.arrived.clear()
        try:
            await asyncio.wait_for(self.world.arrived.wait(), seconds)
        except TimeoutError:
            return

    def answer(self, press: str) -> bool:
        if self.world.presses.get(press, True):
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.world.presses[press] = True
        return True

    def file(self, file_id: str) -> dict[str, Any]:
        content = self.world.files.get(file_id)
        if content is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > 20 * 1024 * 1024:
            raise bad("file is too big")
        path = f"documents/{file_id}"
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content), "file_path": path}

    # -- sending

    def _chat(self, given: Given) -> int:
        if not given.get("chat_id"):
            raise bad("chat_id is empty")
        chat = int(given["chat_id"])
        if chat not in self.world.chats:
            raise bad("chat not found")
        if chat in self.world.blocked:
            group = "bot was kicked from the supergroup chat"
            raise Refused(403, f"Forbidden: {'bot was blocked by the user' if chat > 0 else group}")
        return chat

    def send_text(self, given: Given) -> dict[str, Any]:
        chat, html = self._chat(given), given.get("text", "")
        text = shown(html, given.get("parse_mode"), TEXT, "message")
        if not text:
            raise bad("message text is empty")
        return self._store(Sent(chat, 0, "sendMessage", text, html, self._buttons(given)))

    def send_file(self, method: str, given: Given, uploads: dict[str, Upload]) -> dict[str, Any]:
        chat, html = self._chat(given), given.get("caption", "")
        text = shown(html, given.get("parse_mode"), CAPTION, "message caption")
        upload = next(iter(uploads.values()), None) or self._uploaded_before(given.get("photo"))
        if not upload.content:
            raise bad("file must be non-empty")
        buttons = self._buttons(given)
        return self._store(Sent(chat, 0, method, text, html, buttons, upload.name, upload.content))

    def _uploaded_before(self, file_id: str | None) -> Upload:
        """A picture that Telegram has already, by its id."""
        if file_id is None:
            raise bad("there is no document in the request")
        if file_id not in self.world.files:
            raise bad("wrong file identifier/HTTP URL specified")
        return Upload("photo.jpg", self.world.files[file_id])

    def _store(self, sent: Sent) -> dict[str, Any]:
        sent = replace(sent, message_id=self.world.next_message_id())
        self.world.messages[sent.chat, sent.message_id] = sent
        return self.world.own(sent)

    def _buttons(self, given: Given) -> tuple[tuple[tuple[str, str], ...], ...]:
        rows = check_keyboard(given.get("reply_markup"))
        return tuple(tuple((b["text"], b["callback_data"]) for b in row) for row in rows)

    def edit(self, method: str, given: Given) -> dict[str, Any]:
        key = self._chat(given), int(given["message_id"])
        old = self.world.messages.get(key)
        if old is None:
            raise bad("message to edit not found")
        captioned = method == "editMessageCaption"
        if captioned != bool(old.filename):
            raise bad(f"there is no {'caption' if captioned else 'text'} in the message to edit")
        html = given.get("caption" if captioned else "text", "")
        limit, name = (CAPTION, "message caption") if captioned else (TEXT, "message")
        text = shown(html, given.get("parse_mode"), limit, name)
        if not text and not captioned:
            raise bad("message text is empty")
        new = replace(old, text=text, html=html, buttons=self._buttons(given), edits=old.edits + 1)
        if (new.html, new.buttons) == (old.html, old.buttons):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message"
            )
        self.world.messages[key] = new
        return self.world.own(new)
