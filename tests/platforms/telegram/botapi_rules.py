"""What the Bot API refuses, in its own words: parameters, HTML, lengths, keyboards. For the stand-in."""

import json
import os
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

TEXT = 4096
CAPTION = 1024
CALLBACK = 64

_SENDING = {
    "chat_id",
    "parse_mode",
    "reply_markup",
    "disable_notification",
    "protect_content",
    "reply_parameters",
}
METHODS: Mapping[str, frozenset[str]] = {
    "getMe": frozenset(),
    "getUpdates": frozenset({"offset", "limit", "timeout", "allowed_updates"}),
    "getWebhookInfo": frozenset(),
    "setWebhook": frozenset(
        {"url", "certificate", "ip_address", "max_connections", "allowed_updates"}
        | {"drop_pending_updates", "secret_token"}
    ),
    "deleteWebhook": frozenset({"drop_pending_updates"}),
    "sendMessage": frozenset(_SENDING | {"text", "entities", "link_preview_options"}),
    "sendDocument": frozenset(
        _SENDING | {"document", "caption", "caption_entities", "disable_content_type_detection"}
    ),
    "sendPhoto": frozenset(_SENDING | {"photo", "caption", "caption_entities"}),
    "editMessageText": frozenset(
        {"chat_id", "message_id", "text", "parse_mode", "reply_markup", "link_preview_options"}
    ),
    "editMessageCaption": frozenset({"chat_id", "message_id", "caption", "parse_mode", "reply_markup"}),
    "answerCallbackQuery": frozenset({"callback_query_id", "text", "show_alert", "url", "cache_time"}),
    "getFile": frozenset({"file_id"}),
    "setMyCommands": frozenset({"commands", "scope", "language_code"}),
}
TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span"}) | frozenset(
    {"a", "code", "pre", "blockquote", "tg-spoiler", "tg-emoji", "tg-time"}
)


class Refused(Exception):
    """The answer is an error: HTTP status and description."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad(what: str) -> Refused:
    return Refused(400, f"Bad Request: {what}")


def known_methods() -> Mapping[str, frozenset[str]]:
    """The methods served and their parameters: the published ones where DABIAO_BOTAPI names a file."""
    published = os.environ.get("DABIAO_BOTAPI")
    if not published:
        return METHODS
    methods = json.loads(Path(published).read_text(encoding="utf-8"))["methods"]
    return {name: frozenset(f["name"] for f in methods[name].get("fields", [])) for name in METHODS}


def method_named(name: str, methods: Mapping[str, frozenset[str]]) -> str:
    """Method names are taken in any case, as the real server takes them."""
    for method in methods:
        if method.lower() == name.lower():
            return method
    raise Refused(404, "Not Found: method not found")


def check_parameters(given: Iterable[str], allowed: frozenset[str]) -> None:
    for name in given:
        if name not in allowed:
            raise bad(f"unknown parameter {name}")


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f'can\'t parse entities: Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(text: str, parse_mode: str | None, limit: int, name: str) -> str:
    """The text as people see it. Refuses broken HTML, and what is empty or too long after parsing."""
    plain = _parsed(text) if parse_mode == "HTML" else text
    if utf16(plain) > limit:
        raise bad(f"{name} is too long")
    return plain.strip()


def _parsed(text: str) -> str:
    if re.search(r"<(?!/?[a-zA-Z][^<>]*>)", text):
        raise bad("can't parse entities: Unclosed start tag")
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise bad(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1]}\""
        )
    return parser.text


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_keyboard(markup: str | None) -> list[list[dict[str, Any]]]:
    """The rows of an inline keyboard."""
    rows: list[list[dict[str, Any]]] = json.loads(markup)["inline_keyboard"] if markup else []
    for button in (b for row in rows for b in row):
        if not button["text"].strip():
            raise bad("button text is empty")
        if not 1 <= len(button["callback_data"].encode()) <= CALLBACK:
            raise bad("BUTTON_DATA_INVALID")
        if button.get("style", "primary") not in ("primary", "danger", "success"):
            raise bad("invalid button style specified")
    return rows


def check_commands(commands: str, language: str) -> None:
    for command in json.loads(commands):
        name = command["command"]
        if not (1 <= len(name) <= 32 and all(c.islower() or c.isdigit() or c == "_" for c in name)):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if language and len(language) != 2:
        raise bad("invalid language code specified")
