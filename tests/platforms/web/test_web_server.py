"""The web chat over real HTTP: who may ask, how much may be sent, what is stored before it is answered."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.chat import Accept, Attachment, Button, RawEvent, SendError, say
from bot.platforms.web import WebChat
from bot.web_place import WebPlace
from tests.platforms.fake_desk import WORDS, FakeDesk

Client = TestClient[Any, Any]
Start = Callable[..., Awaitable[Client]]

HERE = WebPlace(port=0)
FROM_THE_PAGE = {"Sec-Fetch-Site": "same-origin"}
JSON = {"Content-Type": "application/json"}
BLOB = "ab" * 32


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def start(desk: FakeDesk) -> AsyncIterator[Start]:
    clients: list[Client] = []

    async def started(accept: Accept = desk.accept) -> Client:
        chat = WebChat(HERE, desk, None)
        client: Client = TestClient(TestServer(chat.application(accept)), headers=FROM_THE_PAGE)
        await client.start_server()
        clients.append(client)
        return client

    yield started
    for client in clients:
        await client.close()


async def answer(response: aiohttp.ClientResponse) -> tuple[int, Any]:
    return response.status, await response.json()


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize(
    "place",
    [
        WebPlace(host, 8765, "https://dabiao.example")
        for host in ("0.0.0.0", "::", "192.168.1.5", "127.0.0.1")  # noqa: S104
    ],
)
def test_the_demo_serves_this_machine_only(place: WebPlace, desk: FakeDesk) -> None:
    with pytest.raises(ValueError, match="loopback"):
        WebChat(place, desk, None)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765/"),
        ("localhost", "http://localhost:8765/"),
        ("::1", "http://[::1]:8765/"),
    ],
)
def test_the_address_can_be_opened_as_printed(host: str, url: str, desk: FakeDesk) -> None:
    assert WebChat(WebPlace(host, 8765), desk, None).url == url


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("[::1]:8765", 200),
        ("LOCALHOST:1", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:8765", 403),
        ("[::1", 403),
    ],
)
async def test_a_name_that_is_not_this_machine_is_refused(start: Start, host: str, status: int) -> None:
    client = await start()
    assert (await client.get("/api/hello", headers={"Host": host})).status == status


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://localhost:1"]
)
@pytest.mark.parametrize("path", ["/api/events", "/api/uploads", "/api/clock"])
async def test_a_page_of_another_origin_cannot_speak(
    start: Start, desk: FakeDesk, path: str, origin: str
) -> None:
    client = await start()
    body = {"as": "zhou", "id": "e1", "text": "21亿", "step": "hour"}
    response = await client.post(path, json=body, headers={"Origin": origin, "Host": "127.0.0.1:8765"})
    assert await answer(response) == (403, {"error": "forbidden"})
    assert (desk.accepted, desk.moves) == ({}, [])


async def test_the_page_itself_can_speak(start: Start, desk: FakeDesk) -> None:
    client = await start()
    headers = {"Origin": "http://127.0.0.1:8765", "Host": "127.0.0.1:8765"}
    response = await client.post("/api/events", json={"as": "zhou", "id": "e1", "text": "0"}, headers=headers)
    assert await answer(response) == (200, {"id": "e1"})


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/api/hello", "/api/nothing", "/nothing"])
async def test_every_answer_forbids_foreign_scripts_and_guessing_of_kinds(start: Start, path: str) -> None:
    response = await (await start()).get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Server"] == "Dabiao"


async def test_the_page_needs_nothing_from_elsewhere(start: Start) -> None:
    client = await start()
    page = await (await client.get("/")).text()
    assert "/page/app.js" in page
    assert ("http:" in page, "https:" in page, "style=" in page) == (False, False, False)


# ---------------------------------------------------------------- one account or many


async def test_the_demo_greets_with_its_people_clock_and_words(start: Start) -> None:
    greeting = await (await (await start()).get("/api/hello")).json()
    assert (greeting["demo"], greeting["words"]) == (True, WORDS)
    assert [p["name"] for p in greeting["personas"]] == ["小周", "李科", "钱局", "孙主任", "小吴"]
    assert greeting["clock"]["now"] == "2023-07-03T08:25+08:00"


# ---------------------------------------------------------------- events


async def test_the_answer_comes_only_after_the_event_is_stored(start: Start) -> None:
    stored: list[str] = []

    async def accept(events: Sequence[RawEvent]) -> None:
        await asyncio.sleep(0.05)
        stored.extend(event.native_id for event in events)

    client = await start(accept=accept)
    await client.post("/api/events", json={"as": "zhou", "id": "e1", "text": "21亿"})
    assert stored == ["e1"]


async def test_what_could_not_be_stored_is_not_acknowledged(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async def accept(events: Sequence[RawEvent]) -> None:
        raise SendError("the database is away")

    client = await start(accept=accept)
    response = await client.post("/api/events", json={"as": "zhou", "id": "e1", "text": "21亿"})
    assert await answer(response) == (503, {"error": "unavailable"})
    assert "could not answer /api/events" in caplog.text


async def test_an_event_sent_again_is_the_same_event(start: Start, desk: FakeDesk) -> None:
    client = await start()
    for _ in range(3):
        assert (await client.post("/api/events", json={"as": "zhou", "id": "e1", "text": "0"})).status == 200
    assert [entry.text for entry in desk.timeline("zhou", 0) if not entry.incoming] == ["0"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"text"', b"[" * 60_000])
async def test_a_body_that_is_no_event_is_refused_with_words(start: Start, body: bytes) -> None:
    response = await (await start()).post("/api/events", data=body, headers=JSON)
    assert await answer(response) == (400, {"error": "bad_request"})


async def test_a_form_that_poses_as_an_event_is_refused(start: Start, desk: FakeDesk) -> None:
    """What a page of another site can send without asking: a form, or text."""
    client = await start()
    body = b'{"as": "zhou", "id": "e1", "text": "21"}'
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = await client.post("/api/events", data=body, headers={"Content-Type": kind})
        assert await answer(response) == (400, {"error": "bad_request"})
    assert desk.accepted == {}


@pytest.mark.parametrize("account", [None, "", "a b", "x" * 65, 5])
async def test_in_the_demo_it_must_be_said_who_speaks(start: Start, account: object) -> None:
    response = await (await start()).post("/api/events", json={"as": account, "id": "e1", "text": "0"})
    assert response.status == 400


# ---------------------------------------------------------------- how much


async def test_five_thousand_characters_go_through_and_a_book_does_not(start: Start, desk: FakeDesk) -> None:
    client = await start()
    long = {"as": "zhou", "id": "e1", "text": "数" * 5000}
    assert (await client.post("/api/events", json=long)).status == 200
    book = {"as": "zhou", "id": "e2", "text": "x" * 70_000}
    assert await answer(await client.post("/api/events", json=book)) == (413, {"error": "text_too_long"})
    assert list(desk.accepted) == ["e1"]


async def test_a_body_that_hides_its_length_is_cut_off_all_the_same(start: Start) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 8192

    response = await (await start()).post("/api/events", data=endless(), headers=JSON)
    assert await answer(response) == (413, {"error": "text_too_long"})


def form_with(content: bytes, name: str = "表.xlsx", mime: str = "application/zip") -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("as", "zhou")
    form.add_field("id", "f1")
    form.add_field("caption", "六月")
    form.add_field("file", io.BytesIO(content), filename=name, content_type=mime)
    return form


async def test_a_file_of_twenty_mebibytes_is_taken_and_one_byte_more_is_not(
    start: Start, desk: FakeDesk
) -> None:
    client, limit = await start(), 20 * 1024 * 1024
    response = await client.post("/api/uploads", data=form_with(b"x" * (limit + 1)))
    assert await answer(response) == (413, {"error": "too_large"})
    assert desk.accepted == {}
    assert (await client.post("/api/uploads", data=form_with(b"x" * limit))).status == 200
    assert desk.accepted["f1"].payload["size"] == limit


async def test_a_form_without_a_file_is_refused(start: Start) -> None:
    form = aiohttp.FormData({"as": "zhou", "id": "f1"}, default_to_multipart=True)
    client = await start()
    assert (await client.post("/api/uploads", data=form)).status == 400
    assert (await client.post("/api/uploads", data=b"no form")).status == 400


async def test_an_uploaded_file_is_fetched_as_it_was_sent(start: Start, desk: FakeDesk) -> None:
    client = await start()
    await client.post("/api/uploads", data=form_with(b"\x00\xff\x01"))
    chat = WebChat(HERE, desk, None)
    event = chat.parse(desk.accepted["f1"].payload)
    assert event is not None
    assert await chat.fetch(event, 3) == b"\x00\xff\x01"  # type: ignore[arg-type]
    assert await chat.fetch(event, 2) is None  # type: ignore[arg-type]


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("name", "mime", "disposition"),
    [
        (
            "台账 6月.xlsx",
            "application/zip",
            "attachment; filename=\"__ 6_.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6%206%E6%9C%88.xlsx",
        ),
        ("a.png", "image/png", "inline; filename=\"a.png\"; filename*=UTF-8''a.png"),
        ("a.svg", "image/svg+xml", "attachment; filename=\"a.svg\"; filename*=UTF-8''a.svg"),
        (
            'x";\r\n.html',
            "text/html",
            "attachment; filename=\"x____.html\"; filename*=UTF-8''x%22%3B%0D%0A.html",
        ),
    ],
)
async def test_a_file_keeps_its_name_and_never_opens_as_a_page(
    start: Start, desk: FakeDesk, name: str, mime: str, disposition: str
) -> None:
    desk.files["zhou", BLOB] = Attachment(name, mime, b"content", BLOB)
    response = await (await start()).get(f"/api/files/{BLOB}?as=zhou")
    assert await response.read() == b"content"
    assert response.headers["Content-Disposition"] == disposition
    assert response.headers["Content-Type"] == mime
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", [f"{BLOB}?as=li", f"{'cd' * 32}?as=zhou", "x?as=zhou", "..%2f..%2fx?as=zhou"]
)
async def test_somebody_elses_file_is_not_found(start: Start, desk: FakeDesk, path: str) -> None:
    desk.files["zhou", BLOB] = Attachment("a.txt", "text/plain", b"content", BLOB)
    response = await (await start()).get(f"/api/files/{path}")
    assert await answer(response) == (404, {"error": "not_found"})


# ---------------------------------------------------------------- updates


async def test_a_message_reaches_the_waiting_page_when_it_is_sent(desk: FakeDesk) -> None:
    chat = WebChat(HERE, desk, None)
    async with TestClient(TestServer(chat.application(desk.accept)), headers=FROM_THE_PAGE) as client:
        first = await (await client.get("/api/updates?as=zhou&wait=0")).json()
        waiting = asyncio.create_task(
            client.get(f"/api/updates?as=zhou&after={first['cursor']}&state={first['state']}")
        )
        await asyncio.sleep(0.1)
        assert not waiting.done()
        message = say("6月数据可以报了", buttons=[[Button("1", "pick", {"secret": 1}, "a1")]])
        entry = desk.bot_says("zhou", message, "open:1")
        assert await chat.send("zhou", message, entry.id) == "open:1"
        async with asyncio.timeout(0.5):
            view = await (await waiting).json()
    assert [e["id"] for e in view["entries"]] == ["open:1"]
    assert view["entries"][0]["message"]["buttons"] == [[{"label": "1", "id": "a1", "style": ""}]]
    assert view["cursor"] == entry.cursor


async def test_an_edited_message_comes_again_under_its_own_id(start: Start, desk: FakeDesk) -> None:
    client = await start()
    old = desk.bot_says("zhou", say("？"), "q")
    desk.change("zhou", "q", say("好", chosen="确认"))
    view = await (await client.get(f"/api/updates?as=zhou&after={old.cursor}&wait=0")).json()
    assert [(e["id"], e["message"]["chosen"]) for e in view["entries"]] == [("q", "确认")]


async def test_news_for_somebody_else_wakes_the_page_with_an_unread_mark(
    start: Start, desk: FakeDesk
) -> None:
    client = await start()
    first = await (await client.get("/api/updates?as=zhou&wait=0")).json()
    desk.bot_says("li", say("待审3项"))
    view = await (await client.get(f"/api/updates?as=zhou&state={first['state']}")).json()
    assert [(p["account"], p["unread"]) for p in view["personas"] if p["unread"]] == [("li", 1)]


async def test_times_are_the_offices_whatever_zone_they_are_stored_in(start: Start, desk: FakeDesk) -> None:
    desk.now = datetime(2023, 7, 2, 23, 0, tzinfo=UTC)
    desk.bot_says("zhou", say("早"))
    desk.now = FakeDesk().now
    view = await (await (await start()).get("/api/updates?as=zhou&wait=0")).json()
    assert view["entries"][0]["at"] == "2023-07-03T07:00+08:00"


async def test_nothing_new_is_answered_when_patience_ends(start: Start) -> None:
    client = await start()
    first = await (await client.get("/api/updates?as=zhou&wait=0")).json()
    view = await (await client.get(f"/api/updates?as=zhou&wait=1&state={first['state']}")).json()
    assert view == first


# ---------------------------------------------------------------- the clock, and the server's life


async def test_the_clock_moves_one_step_at_a_time(start: Start, desk: FakeDesk) -> None:
    client, desk.move_takes = await start(), 0.2
    first = asyncio.create_task(client.post("/api/clock", json={"step": "hour"}))
    await asyncio.sleep(0.05)
    second = await client.post("/api/clock", json={"step": "event"})
    assert await answer(second) == (409, {"error": "busy"})
    assert (await answer(await first))[1]["now"] == "2023-07-03T09:25+08:00"
    assert desk.moves == ["hour"]


async def test_a_step_nobody_knows_is_refused(start: Start, desk: FakeDesk) -> None:
    response = await (await start()).post("/api/clock", json={"step": "year"})
    assert await answer(response) == (400, {"error": "bad_request"})
    assert desk.moves == []


async def test_the_server_runs_until_cancelled_and_frees_its_port(desk: FakeDesk) -> None:
    chat = WebChat(HERE, desk, None)
    running = asyncio.create_task(chat.run(desk.accept))
    async with asyncio.timeout(5):
        await chat.started.wait()
        async with aiohttp.ClientSession() as session, session.get(chat.url) as response:
            assert response.status == 200
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    with pytest.raises(aiohttp.ClientConnectionError):
        async with aiohttp.ClientSession() as session, session.get(chat.url):
            pass


async def test_a_waiting_page_does_not_hold_up_the_end(desk: FakeDesk) -> None:
    chat = WebChat(HERE, desk, None)
    running = asyncio.create_task(chat.run(desk.accept))
    await chat.started.wait()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{chat.url}api/updates?as=zhou&wait=0") as response:
            state = (await response.json())["state"]
        waiting = asyncio.create_task(session.get(f"{chat.url}api/updates?as=zhou&state={state}"))
        await asyncio.sleep(0.1)
        running.cancel()
        async with asyncio.timeout(1.5):
            with pytest.raises(asyncio.CancelledError):
                await running
            (await waiting).close()
