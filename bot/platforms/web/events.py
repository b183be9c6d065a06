"""What a page sends, as storable payloads, and stored payloads as events; imports `bot.chat` only."""

import base64
import re
from collections.abc import Mapping
from typing import Any, Final

from bot.chat import Choice, File, Incoming, RawEvent, Source, Text

PLATFORM: Final = "web"
MIME = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
KEY = re.compile(r"[\x21-\x7e]{1,200}")


class BadEvent(ValueError):
    """What the page sent is not an event."""


def event_from_page(account: str, body: Mapping[str, Any], language: str | None) -> RawEvent:
    """A typed text {id, text} or a pressed button {id, option, message}. Raises BadEvent."""
    payload: dict[str, Any]
    match body:
        case {"text": str(text)} if text.strip():
            payload = {"kind": "text", "text": _storable(text)}
        case {"option": str(option), "message": str(message)} if ID.fullmatch(option) and KEY.fullmatch(
            message
        ):
            payload = {"kind": "choice", "option": option, "message": message}
        case _:
            raise BadEvent
    return _raw(account, body.get("id"), payload, language)


def upload_from_page(
    account: str, native_id: str, name: str, mime: str, content: bytes, caption: str, language: str | None
) -> RawEvent:
    """A file; its content travels in the payload, so that it is stored with the event. Raises BadEvent."""
    payload = {
        "kind": "file",
        "name": _base_name(name),
        "mime": _mime(mime),
        "size": len(content),
        "content": base64.b64encode(content).decode(),
        "caption": _storable(caption),
    }
    return _raw(account, native_id, payload, language)


def parse(payload: Mapping[str, Any]) -> Incoming | None:
    """A stored payload as an event; None for a kind of a later version."""
    account, message = payload["account"], payload["id"]
    source = Source(PLATFORM, account, account, language=payload.get("language"))
    match payload["kind"]:
        case "text":
            return Text(source, payload["text"], message)
        case "choice":
            return Choice(source, payload["option"], payload["message"])
        case "file":
            mime = payload["mime"]
            name, size, ref = payload["name"], payload["size"], payload["content"]
            photo = mime.startswith("image/")
            return File(source, name, mime, size, ref, payload["caption"], photo, message)
        case _:
            return None


def decode(ref: str, limit: int) -> bytes | None:
    """The content behind a file's `ref`, or None, found before decoding, when it is over `limit` bytes."""
    size = len(ref) // 4 * 3 - ref[-2:].count("=")
    return None if size > limit else base64.b64decode(ref)


def _raw(account: str, native_id: object, payload: dict[str, Any], language: str | None) -> RawEvent:
    if not (isinstance(native_id, str) and ID.fullmatch(native_id)):
        raise BadEvent
    stored = payload | {"id": native_id, "account": account, "language": language}
    return RawEvent(native_id, account, stored)


def _storable(text: str) -> str:
    """Without NUL and halves of surrogate pairs, which no database takes."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _mime(value: str) -> str:
    mime = value.partition(";")[0].strip().lower()
    return mime if MIME.fullmatch(mime) else "application/octet-stream"


def _base_name(name: str) -> str:
    """Without folders and control characters, at most 200 characters, the ending kept."""
    clean = "".join(c for c in re.split(r"[/\\]", name)[-1] if c.isprintable()).strip()
    return clean if len(clean) <= 200 else clean[:180] + clean[-20:]
