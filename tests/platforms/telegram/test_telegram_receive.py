"""The receive loop against a strict Bot API: nothing is confirmed before it is stored."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot.chat import Choice, Edited, File, Incoming, Joined, Left, RawEvent, Text, say
from bot.platforms.telegram import TelegramChat
from tests.platforms.telegram.botapi_standin import StandIn
from tests.platforms.telegram.test_telegram_send import CONFIRM

ZHOU = 1001


@dataclass
class Store:
    """What was accepted, once each; `failing` times it cannot store."""

    events: dict[str, RawEvent] = field(default_factory=dict)
    failing: int = 0

    async def accept(self, events: Sequence[RawEvent]) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("database is locked")
        for event in events:
            self.events.setdefault(event.native_id, event)

    def said(self, chat: TelegramChat) -> list[Incoming | None]:
        return [chat.parse(event.payload) for event in self.events.values()]

    def texts(self, chat: TelegramChat) -> list[str]:
        return [event.text for event in self.said(chat) if isinstance(event, Text)]


@asynccontextmanager
async def receiving(chat: TelegramChat, store: Store) -> AsyncIterator[None]:
    task = asyncio.create_task(chat.run(store.accept))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def store() -> Store:
    return Store()


async def test_what_people_do_arrives_as_events(telegram: StandIn, chat: TelegramChat, store: Store) -> None:
    first = telegram.say(ZHOU, "2-03 3.2万")
    telegram.edit(ZHOU, first, "2-03 3.3万")
    native = await chat.send(str(ZHOU), say("好？", buttons=[[CONFIRM]]), "key")
    telegram.press(ZHOU, int(native), "确认")
    telegram.send_document(ZHOU, "表.xlsx", b"PK")
    telegram.block(ZHOU)
    telegram.block(ZHOU, blocked=False)
    async with receiving(chat, store):
        await telegram.until(lambda: len(store.events) == 6)
    kinds = [type(event) for event in store.said(chat)]
    assert kinds == [Text, Edited, Choice, File, Left, Joined]


async def test_the_offset_moves_only_after_the_store_has_it(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    store.failing = 2
    telegram.say(ZHOU, "3.2万")
    async with receiving(chat, store):
        await telegram.until(lambda: store.failing == 1)
        assert len(telegram.world.waiting) == 1
        await telegram.until(lambda: not telegram.world.waiting)
    assert store.texts(chat) == ["3.2万"]


async def test_what_was_sent_while_the_bot_was_away_is_received(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    async with receiving(chat, store):
        telegram.say(ZHOU, "一")
        await telegram.until(lambda: store.events)
    telegram.say(ZHOU, "二")
    async with receiving(chat, store):
        await telegram.until(lambda: len(store.events) == 2)
    assert store.texts(chat) == ["一", "二"]


async def test_updates_are_asked_for_by_name(telegram: StandIn, chat: TelegramChat, store: Store) -> None:
    async with receiving(chat, store):
        await telegram.until(lambda: "getUpdates" in dict(telegram.world.calls))
    asked = dict(telegram.world.calls)["getUpdates"]["allowed_updates"]
    assert asked == '["message", "edited_message", "callback_query", "my_chat_member"]'


async def test_a_press_is_acknowledged_once_it_is_stored(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.world.chat(ZHOU)
    native = await chat.send(str(ZHOU), say("好？", buttons=[[CONFIRM]]), "key")
    store.failing = 1
    press = telegram.press(ZHOU, int(native), "确认")
    async with receiving(chat, store):
        await telegram.until(lambda: not store.failing)
        assert telegram.world.presses == {press: False}
        await telegram.until(lambda: telegram.world.presses[press])
    assert len(store.events) == 1


async def test_a_press_acknowledged_before_a_restart_does_no_harm(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.world.chat(ZHOU)
    native = await chat.send(str(ZHOU), say("好？", buttons=[[CONFIRM]]), "key")
    press = telegram.press(ZHOU, int(native), "确认")
    telegram.world.presses[press] = True
    telegram.say(ZHOU, "3.2万")
    async with receiving(chat, store):
        await telegram.until(lambda: not telegram.world.waiting)
    assert store.texts(chat) == ["3.2万"]


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ({"status": 401}, "token"),
        ({"status": 404}, "token"),
        ({"status": 409}, "conflict"),
        ({"status": 502}, "network"),
        ({"status": 429, "parameters": {"retry_after": 0.05}}, "slow down"),
        ({"drop": True}, "network"),
        ({"hang": 30.0, "times": 1, "drop": True}, "network"),
    ],
)
async def test_no_fault_stops_the_loop(
    telegram: StandIn, chat: TelegramChat, store: Store, fault: dict[str, object], word: str
) -> None:
    chat.receiver.wait = 1 if "hang" not in fault else -4  # a poll is given up five seconds after its wait
    telegram.fault("getUpdates", **({"times": 2} | fault))
    telegram.say(ZHOU, "3.2万")
    async with receiving(chat, store):
        await telegram.until(lambda: chat.fault == word)
        await telegram.until(lambda: chat.fault == "")
    assert store.texts(chat) == ["3.2万"]


async def test_a_name_not_known_yet_is_asked_for_until_it_is(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.fault("getMe", status=401, times=2)
    telegram.say(-1007, "@dabiao_bot 进度", sender=ZHOU)
    async with receiving(chat, store):
        await telegram.until(lambda: store.events)
    assert store.texts(chat) == ["进度"]


async def test_the_age_of_the_last_good_poll_grows_when_the_server_is_gone(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    assert chat.poll_age() is None
    async with receiving(chat, store):
        await telegram.until(lambda: chat.poll_age() is not None)
        await telegram.stop()
        await telegram.until(lambda: chat.fault == "network" and (chat.poll_age() or 0) > 0.1)


async def test_a_webhook_left_over_is_removed_without_losing_what_waits(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.world.webhook = "https://elsewhere.example/bot"
    telegram.say(ZHOU, "3.2万")
    async with receiving(chat, store):
        await telegram.until(lambda: store.events)
    assert store.texts(chat) == ["3.2万"]


async def test_odd_updates_are_stored_and_hold_nobody_up(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.world.push("message", {"message_id": "odd"})
    telegram.world.push("callback_query", {"from": 5})
    telegram.say(ZHOU, "3.2万")
    async with receiving(chat, store):
        await telegram.until(lambda: not telegram.world.waiting)
    assert store.texts(chat) == ["3.2万"]
    assert len(store.events) == 3


async def fetched(telegram: StandIn, chat: TelegramChat, store: Store, limit: int) -> bytes | None:
    telegram.send_document(ZHOU, "表.xlsx", b"PK" * 500)
    async with receiving(chat, store):
        await telegram.until(lambda: store.events)
    [file] = store.said(chat)
    assert isinstance(file, File)
    return await chat.fetch(file, limit)


async def test_a_file_is_fetched(telegram: StandIn, chat: TelegramChat, store: Store) -> None:
    assert await fetched(telegram, chat, store, 1000) == b"PK" * 500


async def test_a_file_over_the_limit_is_not(telegram: StandIn, chat: TelegramChat, store: Store) -> None:
    assert await fetched(telegram, chat, store, 999) is None


async def test_a_file_too_big_for_the_server_is_not(
    telegram: StandIn, chat: TelegramChat, store: Store
) -> None:
    telegram.fault("getFile", status=400, description="Bad Request: file is too big")
    assert await fetched(telegram, chat, store, 1000) is None
