"""A strict Bot API on 127.0.0.1, over real HTTP: for tests, or with `python -m` and a control API."""

import argparse
import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.platforms.telegram.botapi_methods import Methods, Upload
from tests.platforms.telegram.botapi_rules import Refused, check_parameters, known_methods, method_named
from tests.platforms.telegram.botapi_state import BOT, DATE, Fault, Sent, World

TOKEN = f"{BOT}:test-token-of-the-stand-in"
SECONDS = 5.0


class StandIn:
    """`async with StandIn() as telegram:` serves at `telegram.url`. Chats below 0 are groups."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.token, self.port = token, port
        self.world = World()
        self._methods = Methods(self.world)
        self._known = known_methods()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/documents/{file}", self._download)
        app.router.add_post("/control/{action}", self._control)
        # A killed poller must stop polling at once, as it does at Telegram.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # -- what people do

    def say(self, chat: int, text: str, sender: int | None = None, **more: Any) -> int:
        """Type a text; its message id. `more` are further fields of the message."""
        message = self.world.message(chat, sender, text=text, **more)
        self.world.push("message", message)
        return int(message["message_id"])

    def edit(self, chat: int, message_id: int, text: str, sender: int | None = None) -> None:
        """Change one's own earlier text."""
        message = self.world.message(chat, sender, text=text, edit_date=DATE + 60)
        self.world.push("edited_message", message | {"message_id": message_id})

    def press(self, chat: int, message_id: int, data: str, sender: int | None = None) -> str:
        """Press a button that is there, by its callback data or its label; the id of the press."""
        sent = self.world.messages[chat, message_id]
        option = next((d for row in sent.buttons for label, d in row if data in (d, label)), None)
        if option is None:
            raise LookupError(f"no button {data!r} on message {message_id}: {sent.buttons}")
        press = f"press-{len(self.world.presses) + 1}"
        self.world.presses[press] = False
        person = self.world.person(sender or chat)
        query = {"id": press, "from": person, "chat_instance": "1", "data": option}
        self.world.push("callback_query", query | {"message": self.world.own(sent)})
        return press

    def send_document(self, chat: int, name: str, content: bytes, mime: str = "", **more: Any) -> int:
        """Send a file; its message id."""
        file_id = f"file-{len(self.world.files) + 1}"
        self.world.files[file_id] = content
        document = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}
        document |= {"file_name": name, "mime_type": mime or "application/octet-stream"}
        message = self.world.message(chat, document=document, **more)
        self.world.push("message", message)
        return int(message["message_id"])

    def block(self, chat: int, blocked: bool = True) -> None:
        """Block the bot (or put it out of the group), or let it in again."""
        (self.world.blocked.add if blocked else self.world.blocked.discard)(chat)
        user = {"id": BOT, "is_bot": True, "first_name": "达标"}
        inside, outside = (
            {"user": user, "status": "member"},
            {"user": user, "status": "kicked", "until_date": 0},
        )
        old, new = (inside, outside) if blocked else (outside, inside)
        change = {"chat": self.world.chat(chat), "from": self.world.person(abs(chat)), "date": DATE}
        change |= {"old_chat_member": old, "new_chat_member": new}
        self.world.push("my_chat_member", change)

    def fault(self, method: str = "", **more: Any) -> Fault:
        """Let something go wrong: see Fault."""
        fault = Fault(method, **more)
        self.world.faults.append(fault)
        return fault

    async def call_webhook(self, url: str) -> list[int]:
        """Bring what waits to the webhook, which listens at `url`; what is answered 200 is confirmed."""
        statuses = []
        async with aiohttp.ClientSession() as session:
            for update in list(self.world.waiting):
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.world.webhook_secret}
                async with session.post(url, json=update, headers=headers) as answer:
                    statuses.append(answer.status)
                if answer.status == 200:
                    self.world.waiting.remove(update)
        return statuses

    # -- what tests look at

    def sent(self, chat: int | None = None) -> list[Sent]:
        """The bot's messages as they are shown now, in order."""
        return [m for m in self.world.messages.values() if chat in (None, m.chat)]

    async def until(self, happened: Callable[[], object], seconds: float = SECONDS) -> None:
        """Wait until it has happened. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not happened():  # noqa: ASYNC110 - what is waited for is any state, not an event
                await asyncio.sleep(0.01)

    # -- HTTP

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            method = method_named(request.match_info["method"], self._known)
            given, uploads = await _read(request)
            self.world.calls.append((method, given))
            check_parameters([*given, *_file_fields(given, uploads)], self._known[method])
            result = await self._carry_out(request, method, given, uploads)
        except Refused as refused:
            return _refusal(refused)
        return web.json_response({"ok": True, "result": result})

    async def _carry_out(
        self, request: web.Request, method: str, given: dict[str, str], uploads: dict[str, Upload]
    ) -> Any:
        fault = self.world.fault_for(method, int(given["chat_id"]) if given.get("chat_id") else None)
        if fault is None:
            return await self._methods.call(method, given, uploads)
        result = await self._methods.call(method, given, uploads) if fault.delivered else None
        await _silence(request, fault.hang)
        if fault.drop and request.transport:
            request.transport.close()
        if fault.status:
            raise Refused(fault.status, fault.description or "injected", **fault.parameters)
        return result

    async def _download(self, request: web.Request) -> web.StreamResponse:
        content = self.world.files.get(request.match_info["file"])
        if request.match_info["token"] != self.token or content is None:
            return _refusal(Refused(404, "Not Found"))
        return web.Response(body=content)

    async def _control(self, request: web.Request) -> web.StreamResponse:
        """POST /control/ACTION with a JSON object of the method's arguments: see CONTROL."""
        arguments = await request.json() if request.can_read_body else {}
        action = CONTROL.get(request.match_info["action"])
        if action is None:
            raise web.HTTPNotFound
        return web.json_response({"result": action(self, **arguments)})


def _document(standin: StandIn, chat: int, name: str, content: str) -> int:
    return standin.send_document(chat, name, bytes.fromhex(content))


def _sent(standin: StandIn, chat: int | None = None) -> list[dict[str, Any]]:
    return [asdict(m) | {"content": m.content.hex()} for m in standin.sent(chat)]


def _state(standin: StandIn) -> dict[str, Any]:
    world = standin.world
    return {"waiting": len(world.waiting), "presses": world.presses, "menus": world.menus}


CONTROL: dict[str, Callable[..., Any]] = {
    "say": StandIn.say,
    "edit": StandIn.edit,
    "press": StandIn.press,
    "document": _document,
    "block": StandIn.block,
    "fault": StandIn.fault,
    "sent": _sent,
    "state": _state,
}


async def _read(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    given: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(PurePosixPath(value.filename).name, value.file.read())
        else:
            given[name] = value if isinstance(value, str) else value.decode()
    return given, uploads


def _file_fields(given: dict[str, str], uploads: dict[str, Upload]) -> list[str]:
    """Uploads that are parameters themselves, not parts that another parameter names as attach://part."""
    return [name for name in uploads if f"attach://{name}" not in given.values()]


def _refusal(refused: Refused) -> web.Response:
    answer: dict[str, Any] = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        answer["parameters"] = refused.parameters
    return web.json_response(answer, status=refused.status)


async def _silence(request: web.Request, seconds: float) -> None:
    """Say nothing for so long, or until nobody is there to hear it."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end and request.transport and not request.transport.is_closing():  # noqa: ASYNC110
        await asyncio.sleep(min(0.02, seconds))


async def _serve(standin: StandIn) -> None:
    async with standin:
        print(json.dumps({"url": standin.url, "token": standin.token}), flush=True)  # noqa: T201
        await asyncio.get_running_loop().create_future()


def main() -> None:
    """Serve until interrupted; the first line printed is a JSON object with url and token."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    chosen = parser.parse_args()
    asyncio.run(_serve(StandIn(chosen.token, chosen.port)))


if __name__ == "__main__":
    main()
