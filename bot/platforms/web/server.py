"""The embedded web chat as a Platform: one server, one page, for this machine or behind a proxy."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.chat import Accept, Capabilities, File, Incoming, Message
from bot.platforms.web import events
from bot.platforms.web.api import Api, InThread
from bot.platforms.web.bell import Bell
from bot.platforms.web.bodies import TEXT_LIMIT, UPLOAD_LIMIT
from bot.platforms.web.desk import Desk
from bot.platforms.web.door import Door
from bot.platforms.web.guard import Handler, guarded
from bot.platforms.web.sessions import Sessions
from bot.web_place import LOOPBACK, WebPlace

PAGE: Final = Path(__file__).parent / "page"


class WebChat:
    """Serves the page and takes what people send on it.

    Without a door it is the demo: the page says whom it plays, and only this machine is served (ValueError
    otherwise). With a door people sign in with the code of an invitation, and a cookie proves who they are.
    """

    name: Final = events.PLATFORM
    account: Final = "dabiao"

    def __init__(
        self, place: WebPlace, desk: Desk, door: Door | None, *, in_thread: InThread = asyncio.to_thread
    ) -> None:
        if door is None and (place.url or place.host not in LOOPBACK):
            raise ValueError("the demo has no sign-in: it listens on loopback only, without DABIAO_WEB_URL")
        self._place = place
        self._port = place.port
        self._desk = desk
        self._sessions = Sessions(door, place) if door else None
        self.capabilities = Capabilities(
            tables=True,
            text_limit=TEXT_LIMIT,
            text_unit="bytes",
            idempotent_send=True,
            signs_in=door is not None,
        )
        self._in_thread = in_thread
        self._bell = Bell()
        self.started = asyncio.Event()

    @property
    def url(self) -> str:
        """Where the page is; with port 0 only right once `started` is set."""
        return self._place.address(self._port)

    def application(self, accept: Accept) -> web.Application:
        """The server without its socket."""
        api = Api(self._desk, accept, self._bell, self._sessions, self._in_thread)

        async def close(_: web.Application) -> None:
            api.close()

        app = web.Application(middlewares=[guarded(self._place)], client_max_size=UPLOAD_LIMIT + TEXT_LIMIT)
        app.add_routes([web.get("/", _page("index")), *api.routes(), web.static("/page", PAGE)])
        if self._sessions is not None:
            app.add_routes([web.get("/enter", _page("enter")), *self._sessions.routes()])
        app.on_shutdown.append(close)
        return app

    async def run(self, accept: Accept) -> None:
        """Serve until cancelled. Raises OSError if the port is taken."""
        runner = web.AppRunner(self.application(accept), access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._place.host, self._port).start()
            self._port = self._port or int(runner.addresses[0][1])
            self.started.set()
            await asyncio.get_running_loop().create_future()
        finally:
            self.started.clear()
            await runner.cleanup()

    def parse(self, payload: Mapping[str, Any]) -> Incoming | None:
        """A stored payload as an event."""
        return events.parse(payload)

    async def fetch(self, file: File, limit: int) -> bytes | None:
        """The content, which came with the event; None when it is larger than `limit` bytes."""
        return events.decode(file.ref, limit)

    async def send(self, chat: str, message: Message, key: str, native: str | None = None) -> str:
        """Nothing to carry: the outbox row is what the page shows. Wakes the pages that wait."""
        self._bell.ring(chat if self._sessions else None)  # in the demo others show that there is news
        return native or key

    def wake(self) -> None:
        """Let waiting pages look again: something they show was committed."""
        self._bell.ring()


def _page(name: str) -> Handler:
    async def answer(_: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / f"{name}.html")

    return answer
