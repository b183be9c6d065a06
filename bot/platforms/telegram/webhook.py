"""Receiving by webhook: an ASGI application that answers 200 once an update is stored, and its server."""

import asyncio
import contextlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bot.chat import Accept, StoreFault
from bot.platforms.telegram.parse import raw_event
from bot.platforms.telegram.presses import Presses

log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024  # bytes; an update is a few thousand
SECRET_HEADER = b"x-telegram-bot-api-secret-token"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class WebhookPlace:
    """`url` is what Telegram calls: the proxy that ends TLS, which passes it on to `host` and `port`."""

    url: str
    secret: str
    host: str
    port: int


@dataclass
class Webhook:
    """An ASGI application. A body that is too long, not an update or without the secret changes nothing."""

    secret: str
    accept: Accept
    presses: Presses
    username: str
    received: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(scope["type"])  # ASGI asks for an exception where there is no lifespan to run
        status = await self._answer(scope, receive)
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def _answer(self, scope: Scope, receive: Receive) -> HTTPStatus:
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        given = dict(scope["headers"]).get(SECRET_HEADER, b"")
        if not hmac.compare_digest(given, self.secret.encode()):
            return HTTPStatus.FORBIDDEN
        body = await _body(receive)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            update = json.loads(body)
            event = raw_event(update, self.username)
        except (ValueError, KeyError, AttributeError, TypeError):
            return HTTPStatus.BAD_REQUEST
        try:
            await self.accept([event])
        except StoreFault as fault:
            log.warning("an update cannot be stored now; Telegram brings it again: %s", fault)
            return HTTPStatus.SERVICE_UNAVAILABLE
        except Exception:
            log.exception("an update could not be stored; Telegram brings it again")
            return HTTPStatus.SERVICE_UNAVAILABLE
        self.received()
        self.presses.acknowledge([update])
        return HTTPStatus.OK


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is too long."""
    body = b""
    while True:
        part = await receive()
        body += bytes(part.get("body", b""))
        if len(body) > BODY_LIMIT:
            return None
        if not part.get("more_body"):
            return body


async def serve(webhook: Webhook, host: str, port: int) -> None:
    """Serve until cancelled; what is being stored then is answered first."""
    import uvicorn  # only where a webhook is wanted

    class Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # signals are the program's

    config = uvicorn.Config(
        webhook,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = Server(config)
    serving = asyncio.ensure_future(server.serve())
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving
