"""What the page asks of the server, thin functions over the desk and `accept`; imports aiohttp, bot.chat."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.chat import Accept, Attachment, RawEvent
from bot.platforms.web.bell import Bell, wait
from bot.platforms.web.bodies import read_json, read_upload
from bot.platforms.web.desk import STEPS, WORD_KEYS, Desk
from bot.platforms.web.events import ID, BadEvent, event_from_page, upload_from_page
from bot.platforms.web.files import BLOB, file_response
from bot.platforms.web.guard import Refused
from bot.platforms.web.sessions import account_of, brings_code, new_session, next_session
from bot.platforms.web.wire import clock_to_json, entry_to_json, persona_to_json, state_of

COOKIE: Final = "dabiao_account"
COOKIE_AGE: Final = 400 * 86400  # seconds; as long as browsers keep one
LONGEST_WAIT: Final = 25.0  # seconds; below what browsers and proxies cut off
RECHECK: Final = 1.0  # seconds; another process may have written
LANGUAGE: Final = re.compile(r"[A-Za-z0-9_-]{2,20}")

InThread = Callable[..., Awaitable[Any]]
"""`asyncio.to_thread`, or whatever else runs a function and its arguments off the event loop."""


class Api:
    """One per running server: it holds the bell and the lock of the clock, and nothing of a conversation."""

    def __init__(self, desk: Desk, accept: Accept, bell: Bell, demo: bool, in_thread: InThread) -> None:
        self._desk = desk
        self._accept = accept
        self._bell = bell
        self._demo = demo
        self._in_thread = in_thread
        self._moving = asyncio.Lock()
        self._instance = secrets.token_hex(8)
        self._closing = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/hello", self.hello),
            web.get("/api/updates", self.updates),
            web.get("/api/commands", self.commands),
            web.get("/api/files/{blob}", self.file),
            web.post("/api/events", self.event),
            web.post("/api/uploads", self.upload),
            web.post("/api/clock", self.clock),
        ]

    def close(self) -> None:
        """Let the pages that wait go."""
        self._closing = True
        self._bell.ring()

    async def hello(self, request: web.Request) -> web.Response:
        """What a page needs before it can show anything; a new `instance` means: forget what you know."""
        response = web.json_response(await self._in_thread(self._greeting, _language(request.query)))
        if not self._demo and not _is_account(request.cookies.get(COOKIE)):
            _set(response, new_session())
        return response

    async def updates(self, request: web.Request) -> web.Response:
        """What is new since the cursor `after`: at once if there is anything, else when there is."""
        account = self._account(request, request.query)
        after, patience = _number(request, "after", 0), _number(request, "wait", int(LONGEST_WAIT))
        loop = asyncio.get_running_loop()
        until = loop.time() + min(patience, LONGEST_WAIT)
        while True:
            heard = self._bell.listen()
            view = await self._in_thread(self._view, account, after)
            changed = view["entries"] or view["state"] != request.query.get("state")
            left = until - loop.time()
            if changed or left <= 0 or self._closing:
                return web.json_response(view)
            await wait(heard, min(left, RECHECK))

    async def commands(self, request: web.Request) -> web.Response:
        found = await self._in_thread(self._desk.commands, self._account(request, request.query))
        return web.json_response({"commands": [{"command": c, "description": d} for c, d in found]})

    async def file(self, request: web.Request) -> web.Response:
        account, blob = self._account(request, request.query), request.match_info["blob"]
        if not BLOB.fullmatch(blob):
            raise Refused(404, "not_found")
        found: Attachment | None = await self._in_thread(self._desk.attachment, account, blob)
        if found is None or found.content is None:
            raise Refused(404, "not_found")
        return file_response(found)

    async def event(self, request: web.Request) -> web.Response:
        """A typed text or a pressed button. Answered 200 only once it is stored; may be repeated."""
        body = await read_json(request)
        account = self._account(request, body)
        session = await self._signing_in(request, account, body)
        if session is None:
            return await self._store(event_from_page, account, body, _language(body))
        response = await self._store(
            event_from_page, account_of(session), body, _language(body), renewed=True
        )
        _set(response, session)
        return response

    async def upload(self, request: web.Request) -> web.Response:
        """A file: a form with the fields as, id, caption (optional) and the file itself."""
        form = await read_upload(request)
        account = self._account(request, form.fields)
        if form.content is None:
            raise Refused(400, "bad_request")
        sent = (form.fields.get("id", ""), form.name, form.mime, form.content, form.fields.get("caption", ""))
        return await self._store(upload_from_page, account, *sent, _language(form.fields))

    async def clock(self, request: web.Request) -> web.Response:
        """Move the rehearsal clock: {step}. One move at a time, and in the demo only."""
        step = (await read_json(request)).get("step")
        if not self._demo:
            raise Refused(403, "forbidden")
        if step not in STEPS:
            raise Refused(400, "bad_request")
        if self._moving.locked():
            raise Refused(409, "busy")
        async with self._moving:
            await self._desk.move(step)
        self._bell.ring()
        return web.json_response(clock_to_json(await self._in_thread(self._desk.clock)))

    def _greeting(self, language: str | None) -> dict[str, Any]:
        words = self._desk.words(language)
        return {
            "demo": self._demo,
            "instance": self._instance,
            "words": {key: words.get(key, key) for key in sorted(WORD_KEYS)},
            "personas": [persona_to_json(p) for p in self._desk.personas()] if self._demo else [],
            "clock": clock_to_json(self._desk.clock()),
        }

    def _view(self, account: str, after: int) -> dict[str, Any]:
        clock = self._desk.clock()
        entries = self._desk.timeline(account, after)
        everybody = [persona_to_json(p) for p in self._desk.personas() if self._demo or p.account == account]
        around = clock_to_json(clock)
        return {
            "account": account,
            "entries": [entry_to_json(e, clock.now.tzinfo) for e in entries],
            "cursor": max([after, *(e.cursor for e in entries)]),
            "personas": everybody,
            "clock": around,
            "state": state_of(everybody, around, self._instance),
            "instance": self._instance,
        }

    async def _signing_in(self, request: web.Request, account: str, body: Mapping[str, Any]) -> str | None:
        """The session of whoever brings a code without being enrolled: another than the browser came with.

        A session that somebody planted in the browser stays a stranger's. Repeating the request gives the
        same session again: its name is made from the old one and the id that the page gave the message.
        """
        event = body.get("id")
        if self._demo or not _is_account(event) or not brings_code(body.get("text")):
            return None
        if await self._in_thread(self._desk.commands, account):
            return None
        return next_session(request.cookies[COOKIE], str(event))

    async def _store(self, make: Callable[..., RawEvent], *args: Any, renewed: bool = False) -> web.Response:
        try:
            event = make(*args)
        except BadEvent:
            raise Refused(400, "bad_request") from None
        await self._accept([event])
        self._bell.ring()
        return web.json_response({"id": event.native_id} | ({"renewed": True} if renewed else {}))

    def _account(self, request: web.Request, said: Mapping[str, Any]) -> str:
        """In the demo whom the page says it plays; otherwise whom the cookie proves. Raises Refused."""
        account = said.get("as") if self._demo else request.cookies.get(COOKIE)
        if not _is_account(account):
            raise Refused(400 if self._demo else 403, "forbidden")
        return str(account) if self._demo else account_of(str(account))


def _set(response: web.Response, session: str) -> None:
    response.set_cookie(COOKIE, session, max_age=COOKIE_AGE, httponly=True, samesite="Strict")


def _is_account(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _language(said: Mapping[str, Any]) -> str | None:
    """The language the person asked the page for; most ask for none and get the department's."""
    value = said.get("lang")
    return value if isinstance(value, str) and LANGUAGE.fullmatch(value) else None


def _number(request: web.Request, name: str, otherwise: int) -> int:
    value = request.query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else otherwise
