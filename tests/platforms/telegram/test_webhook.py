"""Receiving by webhook: 200 is said only of what is stored, and only to who knows the secret."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.chat import say
from bot.platforms.telegram import TelegramChat, WebhookPlace
from bot.platforms.telegram.webhook import BODY_LIMIT
from tests.platforms.telegram.botapi_standin import StandIn
from tests.platforms.telegram.test_telegram_receive import ZHOU, Store, receiving
from tests.platforms.telegram.test_telegram_send import CONFIRM

SECRET = "s3cret-of-the-office_0123456789"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/"


@pytest.fixture
async def chat(telegram: StandIn, port: int) -> AsyncIterator[TelegramChat]:
    place = WebhookPlace("https://bot.example/telegram", SECRET, "127.0.0.1", port)
    adapter = TelegramChat(telegram.token, telegram.url, None, place, read=0.3, first_pause=0.01)
    yield adapter
    await adapter.close()


@pytest.fixture
async def store(chat: TelegramChat, port: int) -> AsyncIterator[Store]:
    """Where the listening webhook puts what it is brought."""
    store = Store()
    async with receiving(chat, store):
        await listens(port)
        yield store


async def listens(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return


@pytest.fixture
async def told(telegram: StandIn, chat: TelegramChat) -> None:
    """Telegram knows where the webhook is."""
    keeping = asyncio.create_task(chat.keep_webhook())
    await telegram.until(lambda: telegram.world.webhook)
    keeping.cancel()


async def post(address: str, body: bytes, secret: str | None = SECRET, method: str = "POST") -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.usefixtures("told")
async def test_telegram_is_told_the_address_the_secret_and_what_to_bring(telegram: StandIn) -> None:
    [given] = [given for method, given in telegram.world.calls if method == "setWebhook"]
    assert (given["url"], given["secret_token"]) == ("https://bot.example/telegram", SECRET)
    assert "edited_message" in given["allowed_updates"]
    assert given.get("drop_pending_updates", "false") == "false"


@pytest.mark.usefixtures("told")
async def test_what_people_say_and_press_arrives_and_the_press_is_acknowledged(
    telegram: StandIn, chat: TelegramChat, store: Store, address: str
) -> None:
    telegram.say(ZHOU, "2-03 3.2万")
    native = await chat.send(str(ZHOU), say("好？", buttons=[[CONFIRM]]), "key")
    press = telegram.press(ZHOU, int(native), "确认")
    assert await telegram.call_webhook(address) == [200, 200]
    assert store.texts(chat) == ["2-03 3.2万"]
    await telegram.until(lambda: telegram.world.presses[press])


@pytest.mark.usefixtures("told")
async def test_what_cannot_be_stored_is_not_confirmed_and_is_taken_the_next_time(
    telegram: StandIn, chat: TelegramChat, store: Store, address: str
) -> None:
    telegram.say(ZHOU, "2-03 3.2万")
    store.failing = 1
    assert await telegram.call_webhook(address) == [503]
    assert store.texts(chat) == []
    assert await telegram.call_webhook(address) == [200]
    assert store.texts(chat) == ["2-03 3.2万"]


@pytest.mark.parametrize("secret", [None, "", "guess", SECRET[:-1], "密"])
async def test_nothing_is_taken_from_who_does_not_know_the_secret(
    store: Store, address: str, secret: str | None
) -> None:
    assert await post(address, b'{"update_id": 7}', secret) == 403
    assert store.events == {}


@pytest.mark.parametrize(
    ("method", "body", "status"),
    [
        ("GET", b"", 405),
        ("POST", b"", 400),
        ("POST", b"{", 400),
        ("POST", b"[]", 400),
        ("POST", b"7", 400),
        ("POST", b'{"update": 7}', 400),
        ("POST", b"\xff", 400),
        ("POST", b" " * (BODY_LIMIT + 1), 413),
    ],
)
async def test_what_is_no_update_changes_nothing(
    store: Store, address: str, method: str, body: bytes, status: int
) -> None:
    assert await post(address, body, method=method) == status
    assert store.events == {}


async def test_health_knows_when_telegram_was_last_heard(
    chat: TelegramChat, store: Store, address: str
) -> None:
    assert chat.poll_age() is None
    assert await post(address, b'{"update_id": 7}') == 200
    age = chat.poll_age()
    assert age is not None
    assert age < 10
