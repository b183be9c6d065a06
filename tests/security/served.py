"""The pretend office's web chat as colleagues reach it: real store, real door, real HTTP, with sign-in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App, build
from bot.clock import standing_clock
from bot.platforms.web import WebChat
from bot.services import enrol
from bot.settings import Settings
from tests.office import ZONE

START = datetime(2023, 7, 3, 9, 30, tzinfo=ZONE)
URL = "https://dabiao.example"
OURS: Mapping[str, str] = {"Host": "dabiao.example", "Origin": URL, "Sec-Fetch-Site": "same-origin"}
COOKIE = "__Host-dabiao"
NOBODY = "x" * 43

Client = TestClient[Any, Any]
Answer = aiohttp.ClientResponse


@dataclass
class Served:
    """An app whose web chat answers a client that keeps no cookies: each request says whose it brings."""

    app: App
    client: Client

    @classmethod
    async def at(cls, url: str, **more: Any) -> "Served":
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            database_url=url,
            clock_start=START,
            telegram_token=None,
            **({"web_url": URL} | more),
        )
        app = build(settings, clock=standing_clock(START))
        web = app.platforms["web"]
        assert isinstance(web, WebChat)
        server = TestServer(web.application(app.inbox.accept_for(web)))
        client: Client = TestClient(server, cookie_jar=aiohttp.DummyCookieJar())
        await client.start_server()
        return cls(app, client)

    async def close(self) -> None:
        await self.client.close()
        self.app.close()

    # -- people

    def invitation(self, name: str, lasting: timedelta = timedelta(days=7)) -> str:
        """A code for somebody of the office."""
        with self.app.units() as uow:
            person = self._person(uow, name)
            made = enrol.invite_again(uow, person, now=self.app.clock.now(), lasting=lasting)
            uow.commit()
        return made.code

    def _person(self, uow: Any, name: str) -> Any:
        department = uow.targets.departments()[0]
        return next(p for p in uow.people.in_department(department.id, inactive=True) if p.name == name)

    def deactivate(self, name: str) -> None:
        from bot.services import roster

        with self.app.units() as uow:
            roster.deactivate(uow, self._person(uow, name), self.app.clock.now())
            uow.commit()

    async def signs_in(self, name: str) -> str:
        """A session's token."""
        response = await self.enters(self.invitation(name))
        assert response.status == 200, await response.text()
        return response.cookies[COOKIE].value

    # -- requests

    async def enters(self, code: object, token: str | None = None, **headers: str) -> Answer:
        return await self.posts("/api/enter", {"code": code}, token, **headers)

    async def posts(self, path: str, body: object, token: str | None, **headers: str) -> Answer:
        sent = {**OURS, **cookie(token), **named(headers)}
        return await self.client.post(path, json=body, headers=sent)

    async def gets(self, path: str, token: str | None, **headers: str) -> Answer:
        sent = {"Host": OURS["Host"], "Sec-Fetch-Site": "same-origin", **cookie(token), **named(headers)}
        return await self.client.get(path, headers=sent)

    async def is_in(self, token: str) -> bool:
        response = await self.gets("/api/updates?wait=0", token)
        assert response.status in (200, 401)
        return response.status == 200

    async def says(self, token: str, text: str, event: str) -> Answer:
        response = await self.posts("/api/events", {"id": event, "text": text}, token)
        await self.settle()
        return response

    async def reads(self, token: str) -> list[str]:
        """All that the bot said in the conversation, as text."""
        await self.settle()
        view = await (await self.gets("/api/updates?wait=0", token)).json()
        return [str(e["message"]["blocks"]) for e in view["entries"] if e["incoming"]]

    async def settle(self) -> None:
        await self.app.inbox.drain()
        await self.app.outbox.drain()

    def later(self, passed: timedelta) -> None:
        self.app.clock.set(self.app.clock.now() + passed)  # type: ignore[attr-defined]


def cookie(token: str | None) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={token}"} if token else {}


def named(headers: Mapping[str, str]) -> dict[str, str]:
    """`sec_fetch_site` as a header's name; "" takes it away."""
    return {name.replace("_", "-").title(): value for name, value in headers.items()}
