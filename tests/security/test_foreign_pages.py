"""What a page of another site, another name for this machine, or an endless body can do to the web chat."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.platforms.web import bodies
from bot.services import enrol
from storage import schema
from tests.security.served import COOKIE, OURS, URL, Served, cookie
from tests.stores import Fill, pretend_office

FORBIDDEN = {"error": "forbidden"}
CHANGING = ("/api/enter", "/api/leave", "/api/events", "/api/uploads", "/api/clock")


@pytest.fixture
async def served(new_store: Callable[[Fill], str]) -> AsyncIterator[Served]:
    office = await Served.at(new_store(pretend_office))
    yield office
    await office.close()


def counts(served: Served) -> list[int]:
    with served.app.engine.connect() as connection:
        tables = schema.metadata.sorted_tables
        return [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables]


FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
    "another site in an old browser": {"origin": "https://evil.example", "sec_fetch_site": ""},
    "a name below ours": {"origin": "https://evil.dabiao.example", "sec_fetch_site": "same-site"},
    "a sandboxed frame": {"origin": "null", "sec_fetch_site": "cross-site"},
    "the same name without TLS": {"origin": "http://dabiao.example", "sec_fetch_site": "cross-site"},
    "the same name on another port": {"origin": f"{URL}:8443", "sec_fetch_site": "same-site"},
    "a prefix of the name": {"origin": "https://dabiao.example.evil.example", "sec_fetch_site": "cross-site"},
    "a browser that says only where": {"origin": "", "sec_fetch_site": "cross-site"},
    "somebody who says nothing": {"origin": "", "sec_fetch_site": ""},
}


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize("page", FOREIGN)
async def test_no_page_but_ours_changes_anything(served: Served, page: str, path: str) -> None:
    token, code = await served.signs_in("小周"), served.invitation("李科")
    before = counts(served)
    body = {"code": code, "id": "e1", "text": "2-06 21亿", "everywhere": True, "step": "hour"}
    sent = {**OURS, **cookie(token)} | {k.replace("_", "-").title(): v for k, v in FOREIGN[page].items()}
    response = await served.client.post(path, json=body, headers={k: v for k, v in sent.items() if v})
    assert (response.status, await response.json()) == (403, FORBIDDEN)
    assert counts(served) == before
    assert await served.is_in(token)


@pytest.mark.parametrize(
    "path", ["/api/updates?wait=0", "/api/hello", "/api/commands", f"/api/files/{'ab' * 32}", "/api/words"]
)
async def test_no_page_but_ours_reads_anything(served: Served, path: str) -> None:
    token = await served.signs_in("小周")
    for site in ("cross-site", "same-site"):
        response = await served.gets(path, token, sec_fetch_site=site)
        assert (response.status, await response.json()) == (403, FORBIDDEN)
    response = await served.gets(path, token, origin="https://evil.example")
    assert response.status == 403
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_a_link_from_anywhere_opens_the_page_and_nothing_more(served: Served) -> None:
    for path in ("/", "/enter"):
        response = await served.gets(path, None, sec_fetch_site="cross-site", sec_fetch_mode="navigate")
        assert response.status == 200
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1:8765", "localhost", "dabiao.example.evil.example", "dabiao.example:8765", ""],
)
@pytest.mark.parametrize("path", ["/", "/enter", "/page/app.js", "/api/words", "/api/updates?wait=0"])
async def test_under_a_name_that_is_not_ours_nothing_is_answered(
    served: Served, host: str, path: str
) -> None:
    """Or a page could point its own name at this server and speak to it as its own."""
    response = await served.client.get(path, headers={"Host": host})
    assert (response.status, await response.json()) == (403, FORBIDDEN)


@pytest.mark.parametrize("host", ["dabiao.example", "DABIAO.example", "dabiao.example:443"])
async def test_our_own_name_is_answered_however_it_is_written(served: Served, host: str) -> None:
    assert (await served.client.get("/api/words", headers={"Host": host})).status == 200


async def test_strangers_learn_the_words_of_the_page_to_sign_in_on_and_nothing_else(served: Served) -> None:
    known = await (await served.gets("/api/words", None)).json()
    assert sorted(known) == ["second", "signed_in", "words"]
    assert known["signed_in"] is False
    said = str(known)
    for name in (*await asyncio.to_thread(names, served), "2023"):
        assert name not in said


def names(served: Served) -> list[str]:
    with served.app.engine.connect() as connection:
        tables = (schema.person, schema.unit, schema.department)
        return [row[0] for t in tables for row in connection.execute(select(t.c.name))]


# ---------------------------------------------------------------- how much


async def test_a_code_of_a_megabyte_is_cut_off(served: Served) -> None:
    response = await served.enters("x" * 1_000_000)
    assert (response.status, (await response.json())["error"]) == (413, "text_too_long")


async def test_a_strangers_upload_is_refused_before_it_is_read(served: Served) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 65536
            await asyncio.sleep(0.01)

    headers = {**OURS, "Content-Type": "multipart/form-data; boundary=b"}
    async with asyncio.timeout(5):
        try:
            response = await served.client.post("/api/uploads", data=endless(), headers=headers)
            assert response.status == 401
        except ConnectionError:
            pass  # the server hung up in the middle of it
    assert read < 100


async def test_a_body_that_never_ends_is_not_waited_for(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "TEXT_PATIENCE", 0.2)

    async def slow() -> AsyncIterator[bytes]:
        yield b'{"code": "'
        await asyncio.sleep(3)
        yield b'"}'

    headers = {**OURS, "Content-Type": "application/json"}
    async with asyncio.timeout(2):
        response = await served.client.post("/api/enter", data=slow(), headers=headers)
        assert response.status == 408


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a/../.."])
async def test_a_file_name_is_a_name_and_no_path(served: Served, name: str) -> None:
    token = await served.signs_in("小周")
    form = aiohttp.FormData()
    form.add_field("id", "f1")
    form.add_field("file", b"abc", filename=name, content_type="text/plain")
    headers = {**OURS, **cookie(token)}
    response = await served.client.post("/api/uploads", data=form, headers=headers)
    assert response.status == 200
    with served.app.engine.connect() as connection:
        payload: Any = connection.execute(select(schema.inbox.c.payload)).scalar_one()
    assert not re.search(r"[/\\\x00-\x1f]", payload["name"])


# ---------------------------------------------------------------- logs


async def test_nothing_that_opens_the_door_is_logged(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    """Not when it is used, not when it is refused, and not when the store is away."""
    with caplog.at_level("DEBUG"):
        code = served.invitation("小周")
        token = (await served.enters(code)).cookies[COOKIE].value
        await served.says(token, "登录", "e1")
        link = (await served.reads(token))[-1].partition("/enter#")[2][: enrol.CODE_LENGTH]
        served.app.transactions.close()
        assert (await served.enters(link)).status == 503
        await served.posts("/api/leave", {}, token)
    assert "could not answer /api/enter" in caplog.text
    for secret in (code, token, link):
        assert len(secret) >= enrol.CODE_LENGTH
        assert secret not in caplog.text
