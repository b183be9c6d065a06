"""The session in a browser's cookie, and coming and going; imports aiohttp and the door only."""

import re
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from bot.platforms.web.bodies import read_json
from bot.platforms.web.door import Door, NoEntry
from bot.platforms.web.guard import Refused, failure
from bot.web_place import WebPlace

TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
COOKIE_AGE: Final = 400 * 86400  # seconds; as long as browsers keep one: the store knows when it ends
LONGEST_CODE: Final = 200


@dataclass(frozen=True)
class Sessions:
    """Whom a request comes from, by its cookie alone."""

    door: Door
    place: WebPlace

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/api/enter", self.enter), web.post("/api/leave", self.leave)]

    @property
    def cookie(self) -> str:
        """Over TLS under a name that no other site, and no page over http, can set."""
        return "__Host-dabiao" if self.place.secure else "dabiao"

    async def account(self, request: web.Request, *, acting: bool = False) -> str:
        """The account of who asks. Raises Refused."""
        token = self.token(request)
        account = await self.door.account(token, acting=acting) if token else None
        if account is None:
            raise Refused(401, "signed_out")
        return account

    async def known(self, request: web.Request) -> bool:
        token = self.token(request)
        return token is not None and await self.door.account(token, acting=False) is not None

    def token(self, request: web.Request) -> str | None:
        value = request.cookies.get(self.cookie, "")
        return value if TOKEN.fullmatch(value) else None

    async def enter(self, request: web.Request) -> web.Response:
        """A code for a session: {code}. Whatever cookie came along, the session is a new one."""
        code = (await read_json(request)).get("code")
        if not isinstance(code, str) or not 0 < len(code.strip()) <= LONGEST_CODE:
            raise Refused(400, "bad_request")
        caller = self.place.caller(request.remote, request.headers)
        try:
            token = await self.door.enter(code, caller=caller, earlier=self.token(request))
        except NoEntry as refused:
            return _refusal(refused.minutes)
        response = web.json_response({})
        response.set_cookie(self.cookie, token, max_age=COOKIE_AGE, **self._kind())
        return response

    async def leave(self, request: web.Request) -> web.Response:
        """Sign out here, or of all browsers: {everywhere}. Nothing of the conversation stays in this one."""
        everywhere = (await read_json(request)).get("everywhere") is True
        if token := self.token(request):
            await self.door.leave(token, everywhere=everywhere)
        response = web.json_response({})
        response.del_cookie(self.cookie, **self._kind())
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _kind(self) -> dict[str, Any]:
        return {"path": "/", "httponly": True, "samesite": "Strict", "secure": self.place.secure}


def _refusal(minutes: int) -> web.Response:
    if not minutes:
        return failure(403, "code_refused")
    response = failure(429, "slowly", minutes=minutes)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
