"""Reading what a page sends, never more than allowed; imports aiohttp and the guard only."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import BodyPartReader, web

from bot.platforms.web.guard import Refused

TEXT_LIMIT: Final = 64 * 1024
UPLOAD_LIMIT: Final = 20 * 1024 * 1024
CHUNK: Final = 64 * 1024
TEXT_PATIENCE: Final = 20.0  # seconds until a text must be here
UPLOAD_PATIENCE: Final = 600.0


@dataclass(slots=True)
class Upload:
    """A form with one file and its short fields."""

    name: str = ""
    mime: str = "application/octet-stream"
    content: bytes | None = None
    fields: dict[str, str] = field(default_factory=dict)


async def read_json(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object. Raises Refused: 413 above TEXT_LIMIT, 400 for anything else."""
    if (request.content_length or 0) > TEXT_LIMIT:
        raise Refused(413, "text_too_long")
    if request.content_type != "application/json":
        raise Refused(400, "bad_request")
    body = bytearray()
    try:
        async with asyncio.timeout(TEXT_PATIENCE):
            async for chunk in request.content.iter_chunked(CHUNK):
                body += chunk
                if len(body) > TEXT_LIMIT:
                    raise Refused(413, "text_too_long")
    except TimeoutError:
        raise Refused(408, "bad_request") from None
    return _object(bytes(body))


async def read_upload(request: web.Request, limit: int = UPLOAD_LIMIT) -> Upload:
    """A multipart form with one file of at most `limit` bytes. Raises Refused (413, 400)."""
    if not request.content_type.startswith("multipart/"):
        raise Refused(400, "bad_request")
    if (request.content_length or 0) > limit + TEXT_LIMIT:
        raise Refused(413, "too_large")
    upload = Upload()
    try:
        async with asyncio.timeout(UPLOAD_PATIENCE):
            async for part in await request.multipart():
                await _take(part, upload, limit)
    except TimeoutError:
        raise Refused(408, "bad_request") from None
    except ValueError:
        raise Refused(400, "bad_request") from None
    return upload


async def _take(part: object, upload: Upload, limit: int) -> None:
    if not isinstance(part, BodyPartReader):
        raise Refused(400, "bad_request")
    if part.filename is None:
        value = await _read(part, TEXT_LIMIT, "text_too_long")
        upload.fields[part.name or ""] = value.decode("utf-8")
        return
    if upload.content is not None:
        raise Refused(400, "bad_request")
    upload.name = part.filename
    upload.mime = part.headers.get("Content-Type", upload.mime)
    upload.content = await _read(part, limit, "too_large")


async def _read(part: BodyPartReader, limit: int, error: str) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        content += chunk
        if len(content) > limit:
            raise Refused(413, error)
    return bytes(content)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "bad_request") from None
    if not isinstance(value, dict):
        raise Refused(400, "bad_request")
    return value
