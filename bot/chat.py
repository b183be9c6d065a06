"""The platform-free words of a conversation: what comes in, what goes out, what a platform must do.

Imports the standard library only. Nothing here knows of indicators, of SQL, or of any messenger.
"""

import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Protocol

# ---------------------------------------------------------------- what comes in


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event as the platform delivered it, to be stored before it is acknowledged.

    `native_id` is unique per bot account; `chat` is the native chat, whose events are handled in order.
    """

    native_id: str
    chat: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an incoming event comes from. Names shown by a platform prove nothing."""

    platform: str
    chat: str  # native chat id
    sender: str  # native account id of the person
    sender_name: str = ""
    private: bool = True  # False in a group
    language: str | None = None  # what the person's client speaks, e.g. "zh-hans"
    at: datetime | None = None  # when it was sent, if the platform says so


@dataclass(frozen=True, slots=True)
class Text:
    """Typed words. `reply_to` is the native id of the message it answers, if any."""

    source: Source
    text: str
    message: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A pressed button: `option` is the short id of a stored option, never its meaning."""

    source: Source
    option: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A document or photo. `ref` is what `Platform.fetch` takes; `size` in bytes if known.

    `reply_to` is the native id of the message it answers, if any.
    """

    source: Source
    name: str
    mime: str
    size: int | None
    ref: str
    caption: str = ""
    photo: bool = False
    message: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier text was changed: offered as a correction."""

    source: Source
    text: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """The account can be written to (again)."""

    source: Source


@dataclass(frozen=True, slots=True)
class Left:
    """The account blocked the bot or left; nothing can be sent to it."""

    source: Source


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The platform gave a chat another id: a Telegram group became a supergroup."""

    source: Source
    chat: str


Incoming = Text | Choice | File | Edited | Joined | Left | Renumbered

# ---------------------------------------------------------------- what goes out


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, lines separated by a newline. Never markup: the adapter escapes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """At most three narrow columns; `header` may be empty."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Button:
    """What may be pressed. `verb` and `args` (JSON values) are its meaning, kept in the store under `id`."""

    label: str
    verb: str
    args: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""  # given by the store; at most 16 of A-Za-z0-9_-
    style: Literal["", "primary", "danger"] = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to hand over. `content` until it is stored, `blob` (SHA-256, hex) afterwards.

    `drawing`: a JSON value of what a picture is to show; it is drawn when the message leaves.
    """

    name: str
    mime: str
    content: bytes | None = None
    blob: str | None = None
    drawing: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is meant; an adapter renders it with what its capabilities allow.

    `buttons` are rows. `once` says that the first press settles the question. `chosen` is the label that was
    pressed: the message is then shown with that choice and no live buttons. `replaces` is the key of an
    earlier message that this one takes the place of, where the platform can edit. `whole`: shown in one piece
    however long it is, as boards, digests, histories and previews are.
    """

    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    document: Attachment | None = None
    picture: Attachment | None = None
    replaces: str | None = None
    chosen: str | None = None
    once: bool = True
    whole: bool = False

    def replacing(self, key: str) -> "Message":
        """The same message in the place of the one with this key."""
        return replace(self, replaces=key)


def say(*parts: Block | str, buttons: Sequence[Sequence[Button]] = (), **more: Any) -> Message:
    """A message from paragraphs (plain strings) and blocks; empty strings are left out."""
    blocks = tuple(Paragraph(p) if isinstance(p, str) else p for p in parts if p != "")
    return Message(blocks, tuple(tuple(row) for row in buttons if row), **more)


def plain_text(message: Message) -> str:
    """The words of a message as one text: for tests, logs of sizes and platforms without layout."""
    lines: list[str] = []
    for block in message.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                lines.append(text)
            case Table(header, rows):
                lines += [" ".join(row) for row in ((header,) if header else ()) + rows]
    return "\n".join(lines)


def message_to_json(message: Message) -> dict[str, Any]:
    """A JSON value that `message_from_json` reads back; attachments carry a blob, content or a drawing."""

    def block(b: Block) -> dict[str, Any]:
        match b:
            case Heading(text):
                return {"heading": text}
            case Paragraph(text):
                return {"text": text}
            case Table(header, rows):
                return {"header": list(header), "rows": [list(r) for r in rows]}

    def attachment(a: Attachment | None) -> dict[str, Any] | None:
        if a is None:
            return None
        content = base64.b64encode(a.content).decode() if a.content is not None and a.blob is None else None
        found = {"name": a.name, "mime": a.mime, "blob": a.blob, "content": content}
        return found | ({"drawing": dict(a.drawing)} if a.drawing is not None else {})

    return {
        "blocks": [block(b) for b in message.blocks],
        "buttons": [
            [
                {"label": b.label, "verb": b.verb, "args": dict(b.args), "id": b.id, "style": b.style}
                for b in row
            ]
            for row in message.buttons
        ],
        "document": attachment(message.document),
        "picture": attachment(message.picture),
        "replaces": message.replaces,
        "chosen": message.chosen,
        "once": message.once,
        "whole": message.whole,
    }


def message_from_json(value: Mapping[str, Any]) -> Message:
    def block(b: Mapping[str, Any]) -> Block:
        if "heading" in b:
            return Heading(b["heading"])
        if "rows" in b:
            return Table(tuple(b["header"]), tuple(tuple(r) for r in b["rows"]))
        return Paragraph(b["text"])

    def attachment(a: Mapping[str, Any] | None) -> Attachment | None:
        if a is None:
            return None
        content = base64.b64decode(a["content"]) if a.get("content") is not None else None
        return Attachment(a["name"], a["mime"], content, a.get("blob"), a.get("drawing"))

    return Message(
        blocks=tuple(block(b) for b in value["blocks"]),
        buttons=tuple(tuple(Button(**b) for b in row) for row in value["buttons"]),
        document=attachment(value["document"]),
        picture=attachment(value["picture"]),
        replaces=value["replaces"],
        chosen=value["chosen"],
        once=value["once"],
        whole=value.get("whole", False),  # messages of before have none
    )


def settled(message: Message, chosen: str) -> Message:
    """The same message after its question was settled: its buttons only show what was chosen."""
    return replace(message, chosen=chosen)


# ---------------------------------------------------------------- what a platform must do


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an adapter can do, as data; `bot.degrade` turns a message into what fits."""

    buttons: bool = True
    edit: bool = True
    documents: bool = True
    pictures: bool = True
    tables: bool = False  # native tables; otherwise monospace lines or cards
    text_limit: int = 4096
    text_unit: Literal["utf16", "bytes", "chars"] = "utf16"
    table_width: int = 34  # half-width columns that fit a phone
    public: bool = False  # run by somebody outside the office's own network
    signs_in: bool = False  # people come in by a page of its own: a code is no message there
    idempotent_send: bool = False  # the same key is shown once, however often it is sent
    per_second: float | None = None  # in all
    per_chat_second: float | None = None
    group_per_minute: int | None = None


class SendError(Exception):
    """A message could not be sent; the subclasses say what that means for the outbox."""


class NotDelivered(SendError):
    """Certainly not delivered (no connection, 5xx): try again later."""


class PerhapsDelivered(SendError):
    """The outcome is unknown (a time-out after the request went out)."""


class SlowDown(SendError):
    """The platform asks to wait. `everyone`: it concerns the whole bot, not only this chat."""

    def __init__(self, seconds: float, everyone: bool = False) -> None:
        super().__init__(f"slow down for {seconds} s")
        self.seconds = seconds
        self.everyone = everyone


class Unreachable(SendError):
    """The person blocked the bot or the chat is gone: the account becomes inactive."""


class Rejected(SendError):
    """The platform will never take this message (a fault of ours): dead, and logged."""


class Moved(SendError):
    """The chat has a new native id."""

    def __init__(self, chat: str) -> None:
        super().__init__("the chat has moved")
        self.chat = chat


class StoreFault(Exception):
    """The store cannot do it now: locked, full, slow, or out of reach. What was begun is undone.

    The same may go later; what the error says holds nothing that people wrote.
    """


Accept = Callable[[Sequence[RawEvent]], Awaitable[None]]
"""Stores events: committed when it returns, so they may be acknowledged. Storing one again does nothing."""


class Platform(Protocol):
    """A messenger. `name` keys accounts and chats; `account` is the bot's own account there."""

    @property
    def name(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def capabilities(self) -> Capabilities: ...

    async def run(self, accept: Accept) -> None:
        """Receive until cancelled. Keeps trying through faults of the network and of the platform."""

    def parse(self, payload: Mapping[str, Any]) -> Incoming | None:
        """A stored payload as an event, or None for what the bot does not handle. Pure."""

    async def fetch(self, file: File, limit: int) -> bytes | None:
        """The content of a file; None when larger than `limit` bytes. Raises SendError if out of reach."""

    async def send(self, chat: str, message: Message, key: str, native: str | None = None) -> str:
        """Send, or edit the message with native id `native`. Returns the native id. Raises SendError.

        `key` is the idempotency key where the platform has one. Attachments carry their content.
        """
