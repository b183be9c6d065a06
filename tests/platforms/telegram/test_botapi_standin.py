"""The stand-in refuses what Telegram refuses: a test against it means something."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.platforms.telegram.botapi_standin import TOKEN, StandIn

ZHOU = "1001"


class Caller:
    """Bare HTTP, so that the client library's own checks are not in the way."""

    def __init__(self, url: str, http: aiohttp.ClientSession) -> None:
        self._url, self._http = url, http

    async def __call__(self, method: str, token: str = TOKEN, **given: Any) -> tuple[int, Any]:
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        async with self._http.post(f"{self._url}/bot{token}/{method}", data=form) as answer:
            body = await answer.json()
        return answer.status, body.get("result", body.get("description"))


@pytest.fixture
async def call(telegram: StandIn) -> AsyncIterator[Caller]:
    telegram.world.chat(int(ZHOU))
    async with aiohttp.ClientSession() as http:
        yield Caller(telegram.url, http)


def keyboard(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "好", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"chat_id": "999"}, "chat not found"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "字" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ({"text": "x</b>", "parse_mode": "HTML"}, "can't parse entities: Unexpected end tag"),
        ({"text": "<p>x</p>", "parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
        ({"text": "a < 5", "parse_mode": "HTML"}, "can't parse entities"),
        ({"reply_markup": keyboard("x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard("")}, "BUTTON_DATA_INVALID"),
        ({"colour": "red"}, "unknown parameter colour"),
    ],
)
async def test_bad_messages_are_refused(call: Caller, given: dict[str, Any], refusal: str) -> None:
    status, said = await call("sendMessage", **({"chat_id": ZHOU, "text": "好"} | given))
    assert (status, said.startswith(f"Bad Request: {refusal}")) == (400, True), said


async def test_the_limit_counts_what_is_shown(call: Caller) -> None:
    status, _ = await call("sendMessage", chat_id=ZHOU, text=f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert status == 200


async def test_another_token_and_another_method_are_unknown(call: Caller) -> None:
    assert await call("getMe", token="1:other") == (401, "Unauthorized")
    assert await call("sendTelepathy") == (404, "Not Found: method not found")


async def test_an_edit_must_change_something_that_exists(call: Caller) -> None:
    _, sent = await call("sendMessage", chat_id=ZHOU, text="好")
    again = await call("editMessageText", chat_id=ZHOU, message_id=sent["message_id"], text="好")
    gone = await call("editMessageText", chat_id=ZHOU, message_id="1", text="好")
    caption = await call("editMessageCaption", chat_id=ZHOU, message_id=sent["message_id"], caption="x")
    assert [status for status, _ in (again, gone, caption)] == [400, 400, 400]
    assert "message is not modified" in again[1]
    assert "message to edit not found" in gone[1]
    assert "there is no caption" in caption[1]


async def test_a_press_is_answered_once(telegram: StandIn, call: Caller) -> None:
    _, sent = await call("sendMessage", chat_id=ZHOU, text="好", reply_markup=keyboard("x1"))
    press = telegram.press(int(ZHOU), sent["message_id"], "x1")
    assert await call("answerCallbackQuery", callback_query_id=press) == (200, True)
    status, said = await call("answerCallbackQuery", callback_query_id=press)
    assert (status, "query is too old" in said) == (400, True)


async def test_a_button_that_is_not_there_cannot_be_pressed(telegram: StandIn, call: Caller) -> None:
    _, sent = await call("sendMessage", chat_id=ZHOU, text="好")
    with pytest.raises(LookupError):
        telegram.press(int(ZHOU), sent["message_id"], "x1")


async def test_what_was_not_confirmed_comes_again(telegram: StandIn, call: Caller) -> None:
    telegram.say(int(ZHOU), "一")
    telegram.say(int(ZHOU), "二")
    _, first = await call("getUpdates")
    _, again = await call("getUpdates")
    _, rest = await call("getUpdates", offset=first[0]["update_id"] + 1)
    assert [[u["message"]["text"] for u in batch] for batch in (first, again, rest)] == [
        ["一", "二"],
        ["一", "二"],
        ["二"],
    ]


async def test_a_second_poller_is_refused(telegram: StandIn, call: Caller) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=5))
    await telegram.until(lambda: telegram.world.calls)
    await asyncio.sleep(0)
    status, said = await call("getUpdates", timeout=5)
    telegram.say(int(ZHOU), "一")
    assert (status, said[:8]) == (409, "Conflict")
    assert (await polling)[0] == 200


async def test_faults_happen_as_often_as_they_were_asked_for(telegram: StandIn, call: Caller) -> None:
    telegram.fault("sendMessage", status=500, times=2)
    statuses = [(await call("sendMessage", chat_id=ZHOU, text="好"))[0] for _ in range(3)]
    assert statuses == [500, 500, 200]


async def test_it_runs_on_its_own_and_is_driven_over_http() -> None:
    module = "tests.platforms.telegram.botapi_standin"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        started = json.loads(await asyncio.wait_for(process.stdout.readline(), 10))
        async with aiohttp.ClientSession(started["url"]) as http:
            await http.post("/control/say", json={"chat": 1001, "text": "3.2万"})
            call = Caller(started["url"], http)
            _, updates = await call("getUpdates", token=started["token"])
            await call("sendMessage", chat_id=ZHOU, text="好")
            async with http.post("/control/sent", json={"chat": 1001}) as answer:
                sent = (await answer.json())["result"]
        assert [u["message"]["text"] for u in updates] == ["3.2万"]
        assert [m["text"] for m in sent] == ["好"]
    finally:
        process.kill()
        await process.wait()
