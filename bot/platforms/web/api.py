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
from bot.platforms.web.sessions import Sessions
from bot.platforms.web.wire import clock_to_json, entry_to_json, persona_to_json, state_of

LONGEST_WAIT: Final = 25.0  # seconds; below what browsers and proxies cut off
RECHECK: Final = 1.0  # seconds until a page that waits looks again, whatever it heard
RECHECK_OF_MANY: Final = 4.0  # the same where a whole office may be waiting
LANGUAGE: Final = re.compile(r"[A-Za-z0-9_-]{2,20}")

InThread = Callable[..., Awaitable[Any]]
"""`asyncio.to_thread`, or whatever else runs a function and its arguments off the event loop."""


class Api:
    """One per running server: it holds the bell and the lock of the clock, and nothing of a conversation."""

    def __init__(
        self, desk: Desk, accept: Accept, bell: Bell, sessions: Sessions | None, in_thread: InThread
    ) -> None:
        self._desk = desk
        self._accept = accept
        self._bell = bell
        self._sessions = sessions
        self._demo = sessions is None
        self._recheck = RECHECK if self._demo else RECHECK_OF_MANY
        self._in_thread = in_thread
        self._moving = asyncio.Lock()
        self._instance = secrets.token_hex(8) if self._demo else "store"  # which outlives its servers
        self._closing = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/hello", self.hello),
            web.get("/api/words", self.words),
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
        if self._sessions is not None:
            await self._sessions.account(request, acting=True)
        return web.json_response(await self._in_thread(self._greeting, _language(request.query)))

    async def words(self, request: web.Request) -> web.Response:
        """What the page to sign in on says, in Chinese and in English."""
        first, second = [await self._in_thread(self._desk.words, code) for code in ("zh_CN", "en")]
        known = self._sessions is not None and await self._sessions.known(request)
        return web.json_response({"words": dict(first), "second": dict(second), "signed_in": known})

    async def updates(self, request: web.Request) -> web.Response:
        """What is new since the cursor `after`: at once if there is anything, else when there is."""
        after, patience = _number(request, "after", 0), _number(request, "wait", int(LONGEST_WAIT))
        account, loop = await self._account(request, request.query), asyncio.get_running_loop()
        until = loop.time() + min(patience, LONGEST_WAIT)
        with self._bell.listening(account) as heard:
            while True:
                heard.clear()
                view = await self._in_thread(self._view, account, after)
                changed = view["entries"] or view["state"] != request.query.get("state")
                left = until - loop.time()
                if changed or left <= 0 or self._closing:
                    return web.json_response(view)
                await wait(heard, min(left, self._recheck))
                account = await self._account(request, request.query)  # it may have ended meanwhile

    async def commands(self, request: web.Request) -> web.Response:
        account = await self._account(request, request.query)
        found = await self._in_thread(self._desk.commands, account)
        return web.json_response({"commands": [{"command": c, "description": d} for c, d in found]})

    async def file(self, request: web.Request) -> web.Response:
        account, blob = await self._account(request, request.query), request.match_info["blob"]
        if not BLOB.fullmatch(blob):
            raise Refused(404, "not_found")
        found: Attachment | None = await self._in_thread(self._desk.attachment, account, blob)
        if found is None or found.content is None:
            raise Refused(404, "not_found")
        return file_response(found)

    async def event(self, request: web.Request) -> web.Response:
        """A typed text or a pressed button. Answered 200 only once it is stored; may be repeated."""
        body = await read_json(request)
        account = await self._account(request, body, acting=True)
        return await self._store(event_from_page, account, body, _language(body))

    async def upload(self, request: web.Request) -> web.Response:
        """A file: a form with the fields as, id, caption (optional) and the file itself."""
        if self._sessions is not None:  # before twenty mebibytes are read
            await self._sessions.account(request)
        form = await read_upload(request)
        account = await self._account(request, form.fields, acting=True)
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
        mine = self._desk.persona(account) if not self._demo else None
        shown = self._desk.personas() if self._demo else [mine] if mine else []
        everybody = [persona_to_json(p) for p in shown]
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

    async def _store(self, make: Callable[..., RawEvent], *args: Any) -> web.Response:
        try:
            event = make(*args)
        except BadEvent:
            raise Refused(400, "bad_request") from None
        await self._accept([event])
        self._bell.ring(None if self._demo else event.chat)
        return web.json_response({"id": event.native_id})

    async def _account(self, request: web.Request, said: Mapping[str, Any], *, acting: bool = False) -> str:
        """In the demo whom the page says it plays; otherwise whom the session proves. Raises Refused."""
        if self._sessions is not None:
            return await self._sessions.account(request, acting=acting)
        account = said.get("as")
        if not _is_account(account):
            raise Refused(400, "forbidden")
        return str(account)


def _is_account(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _language(said: Mapping[str, Any]) -> str | None:
    """The language the person asked the page for; most ask for none and get the department's."""
    value = said.get("lang")
    return value if isinstance(value, str) and LANGUAGE.fullmatch(value) else None


def _number(request: web.Request, name: str, otherwise: int) -> int:
    value = request.query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else otherwise
