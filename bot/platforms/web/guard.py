"""Who may talk to the web chat and what every answer carries; imports aiohttp only.

The chat has no passwords: it listens on this machine alone, and a page of another site (or one that points
its own name at this machine) must not be able to speak in somebody's name.
"""

import ipaddress
import logging
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.chat import StoreFault

LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "::1", "localhost"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Refused(Exception):
    """An answer with a status and the key of the word that explains it."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


def require_loopback(host: str) -> str:
    """The host, if only this machine can reach it. Raises ValueError otherwise."""
    if host not in LOOPBACK_NAMES or (host != "localhost" and not ipaddress.ip_address(host).is_loopback):
        raise ValueError(
            f"the web chat listens on loopback only (127.0.0.1, ::1, localhost), not on {host!r}"
        )
    return host


def check_sender(request: web.Request) -> None:
    """Refuse a foreign Host, and a change asked for by a page of another origin."""
    if _name_of(request.headers.get("Host", "")) not in LOOPBACK_NAMES:
        raise Refused(403, "forbidden")
    origin = request.headers.get("Origin")
    if request.method not in ("GET", "HEAD") and origin is not None and origin != f"http://{request.host}":
        raise Refused(403, "forbidden")


def failure(status: int, error: str) -> web.Response:
    return web.json_response({"error": error}, status=status)


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check the sender, turn faults into JSON, add the protective headers."""
    response = await _answer(request, handler)
    if not response.prepared:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        check_sender(request)
        return await handler(request)
    except Refused as refused:
        return failure(refused.status, refused.error)
    except web.HTTPException as fault:
        return failure(fault.status, "not_found" if fault.status == 404 else "bad_request")
    except StoreFault as fault:
        log.warning("the web chat could not answer %s now: %s", request.path, fault)
        return failure(503, "unavailable")
    except Exception:
        log.exception("the web chat could not answer %s", request.path)
        return failure(503, "unavailable")


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
