"""What the stand-in's pretend Telegram remembers: chats, messages, files, updates. No HTTP here."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

BOT = 4242
DATE = 1688698200  # 2023-07-07 10:50 in Shanghai


@dataclass(frozen=True)
class Sent:
    """A message of the bot as the chat shows it now. `text` is without markup; `edits` counts changes."""

    chat: int
    message_id: int
    method: str
    text: str
    html: str
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()  # (label, callback data) in rows
    filename: str = ""
    content: bytes = b""
    edits: int = 0


@dataclass
class Fault:
    """The next `times` requests of `method` ("" any, in `chat` if given) go wrong.

    `status` answers so; `hang` seconds of silence come first; `drop` closes the connection instead of
    answering. `delivered` carries the request out all the same, before it goes wrong.
    """

    method: str = ""
    status: int = 0
    description: str = ""
    chat: int | None = None
    times: int = 1
    hang: float = 0.0
    drop: bool = False
    delivered: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)

    def concerns(self, method: str, chat: int | None) -> bool:
        return self.times > 0 and self.method in ("", method) and self.chat in (None, chat)


@dataclass
class World:
    """Everything there is. People act through the stand-in's methods; the bot through the Bot API."""

    username: str = "dabiao_bot"
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    messages: dict[tuple[int, int], Sent] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)  # updates nobody confirmed
    files: dict[str, bytes] = field(default_factory=dict)
    presses: dict[str, bool] = field(default_factory=dict)  # callback query -> answered
    faults: list[Fault] = field(default_factory=list)
    menus: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    webhook: str = ""  # its address; "" while there is none
    webhook_secret: str = ""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _message_id: int = 100
    _update_id: int = 7000

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """A new update, for the bot to fetch; its id."""
        self._update_id += 1
        self.waiting.append({"update_id": self._update_id, kind: content})
        self.arrived.set()
        return self._update_id

    def confirm(self, offset: int) -> None:
        self.waiting = [u for u in self.waiting if u["update_id"] >= offset]

    def fault_for(self, method: str, chat: int | None) -> Fault | None:
        for fault in self.faults:
            if fault.concerns(method, chat):
                fault.times -= 1
                return replace(fault)
        return None

    # -- what people do

    def chat(self, chat: int, title: str = "") -> dict[str, Any]:
        """The chat, which exists from now on: groups have negative ids."""
        if chat not in self.chats:
            private = {"id": chat, "type": "private", "first_name": title or "小周"}
            group = {"id": chat, "type": "supergroup", "title": title or "交易科"}
            self.chats[chat] = private if chat > 0 else group
        return self.chats[chat]

    def person(self, sender: int, name: str = "小周") -> dict[str, Any]:
        return {"id": sender, "is_bot": False, "first_name": name, "language_code": "zh-hans"}

    def message(self, chat: int, sender: int | None = None, **content: Any) -> dict[str, Any]:
        message_id = self.next_message_id()
        sender = sender or chat
        return {
            "message_id": message_id,
            "date": DATE,
            "chat": self.chat(chat),
            "from": self.person(sender),
        } | content

    def own(self, sent: Sent) -> dict[str, Any]:
        """A message of the bot, as the Bot API gives it back."""
        shown: dict[str, Any] = {"caption" if sent.filename else "text": sent.text}
        if sent.method == "sendPhoto":
            file_id = f"photo-{sent.message_id}"
            self.files[file_id] = sent.content
            size = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(sent.content)}
            shown["photo"] = [size | {"width": 780, "height": 600}]
        elif sent.filename:
            shown["document"] = {"file_id": f"sent-{sent.message_id}", "file_unique_id": str(sent.message_id)}
        bot = {"id": BOT, "is_bot": True, "first_name": "达标", "username": self.username}
        base = {"message_id": sent.message_id, "date": DATE, "chat": self.chats[sent.chat], "from": bot}
        return base | shown
