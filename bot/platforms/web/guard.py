"""Who may talk to the web chat and what every answer carries; imports aiohttp and the place only.

A page of another site (or one that points its own name at this machine) must not be able to speak in
somebody's name, and no answer may be framed, guessed at or kept.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.chat import StoreFault
from bot.web_place import WebPlace

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HSTS: Final = "max-age=31536000"
HEADERS: Final = {
    "Server": "Dabiao",  # and not which version of what
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
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


def check_sender(place: WebPlace, request: web.Request) -> None:
    """Refuse a foreign Host, and what a page of another origin asks for.

    Browsers say where a request comes from: whatever changes something must say it comes from here, and what
    only reads must not say otherwise. The page itself may be opened by a link from anywhere.
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    foreign = origin is not None and not place.is_own(origin, request.host)
    reads = request.method in ("GET", "HEAD")
    if reads:
        foreign = foreign or (request.path.startswith("/api/") and site not in (None, "same-origin", "none"))
    else:
        foreign = foreign or site not in (None, "same-origin") or (origin is None and site is None)
    if foreign or not place.serves(request.headers.get("Host", "")):
        raise Refused(403, "forbidden")


def failure(status: int, error: str, **facts: object) -> web.Response:
    return web.json_response({"error": error, **facts}, status=status)


def guarded(place: WebPlace) -> Middleware:
    """Check the sender, turn faults into JSON, add the protective headers."""
    headers = HEADERS | ({"Strict-Transport-Security": HSTS} if place.secure else {})

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await _answer(place, request, handler)
        if not response.prepared:
            response.headers.update(headers)
            response.headers.setdefault("Cache-Control", "no-cache" if _is_ours(request) else "no-store")
        return response

    return guard


def _is_ours(request: web.Request) -> bool:
    """Scripts and styles, the same for everybody."""
    return request.path.startswith("/page/")


async def _answer(place: WebPlace, request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        check_sender(place, request)
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
