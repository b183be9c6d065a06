"""Handing over a file safely, whatever its name and kind; imports aiohttp and `bot.chat`."""

import re
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.chat import Attachment

BLOB: Final = re.compile(r"[0-9a-f]{64}")
SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
MIME: Final = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")


def file_response(attachment: Attachment) -> web.Response:
    """Pictures are shown; everything else is a download, which no browser opens as a page of ours."""
    shown = attachment.mime in SHOWN
    mime = attachment.mime if MIME.fullmatch(attachment.mime) else "application/octet-stream"
    headers = {
        "Content-Disposition": disposition("inline" if shown else "attachment", attachment.name),
        "Content-Type": mime,
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    return web.Response(body=attachment.content, headers=headers)


def disposition(kind: str, name: str) -> str:
    """Content-Disposition with the name in full (RFC 6266) and a plain one for those who cannot read it."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
