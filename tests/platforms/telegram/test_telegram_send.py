"""Sending through the real adapter to a strict Bot API."""

import logging

import pytest

from bot.chat import (
    Attachment,
    Button,
    Heading,
    Message,
    Moved,
    NotDelivered,
    PerhapsDelivered,
    Rejected,
    SendError,
    SlowDown,
    Table,
    Unreachable,
    say,
    settled,
)
from bot.platforms.telegram import TelegramChat
from tests.platforms.telegram.botapi_standin import StandIn

ZHOU = 1001
CONFIRM = Button("确认", "confirm", id="c0nf1rm", style="primary")
CANCEL = Button("取消", "cancel", id="canc3l", style="danger")
BOOK = Attachment("台账.xlsx", "application/vnd.ms-excel", b"PK\x03\x04 book")
CHART = Attachment("chart.png", "image/png", b"\x89PNG chart")
OUTSIDER = "999"


@pytest.fixture(autouse=True)
def zhou(telegram: StandIn) -> None:
    telegram.world.chat(ZHOU)


async def send(chat: TelegramChat, message: Message, native: str | None = None) -> str:
    return await chat.send(str(ZHOU), message, "key", native)


async def test_headings_are_bold_tables_monospace_and_signs_are_kept(
    telegram: StandIn, chat: TelegramChat
) -> None:
    message = say(Heading("<进展>"), "a & b < 5", Table(("项", "值"), (("采购额", "7.9"), ("量", "38"))))
    native = await send(chat, message)
    assert [(str(m.message_id), m.html) for m in telegram.sent(ZHOU)] == [
        (native, "<b>&lt;进展&gt;</b>\na &amp; b &lt; 5\n<pre>项      值\n采购额 7.9\n量      38</pre>")
    ]


async def test_buttons_carry_the_stored_ids_in_rows_of_at_most_eight(
    telegram: StandIn, chat: TelegramChat
) -> None:
    numbers = [Button(str(n), "pick", id=f"p{n}") for n in range(1, 11)]
    await send(chat, say("好", buttons=[[CONFIRM, CANCEL], numbers]))
    first, *rest = telegram.sent(ZHOU)[0].buttons
    assert first == (("确认", "c0nf1rm"), ("取消", "canc3l"))
    assert [len(row) for row in rest] == [8, 2]


async def test_a_settled_question_shows_the_choice_and_no_buttons(
    telegram: StandIn, chat: TelegramChat
) -> None:
    message = say("21亿元？", buttons=[[CONFIRM]])
    native = await send(chat, message)
    assert await send(chat, settled(message, "确认"), native) == native
    assert [(m.text, m.buttons, m.edits) for m in telegram.sent(ZHOU)] == [("21亿元？\n✓ 确认", (), 1)]


async def test_a_settled_long_question_has_its_last_part_edited(
    telegram: StandIn, chat: TelegramChat
) -> None:
    message = say("甲" * 3000 + "\n\n" + "乙" * 3000, buttons=[[CONFIRM]])
    native = await send(chat, message)
    await send(chat, settled(message, "确认"), native)
    assert [(m.text, m.edits) for m in telegram.sent(ZHOU)] == [
        ("甲" * 3000, 0),
        ("乙" * 3000 + "\n✓ 确认", 1),
    ]


async def test_buttons_stand_under_the_last_part(telegram: StandIn, chat: TelegramChat) -> None:
    native = await send(chat, say("甲" * 3999 + "\n" + "乙", buttons=[[CONFIRM]]))
    first, last = telegram.sent(ZHOU)
    assert (first.buttons, last.buttons, str(last.message_id)) == ((), ((("确认", "c0nf1rm"),),), native)


async def test_an_edit_that_changes_nothing_is_fine(telegram: StandIn, chat: TelegramChat) -> None:
    native = await send(chat, say("同样"))
    assert await send(chat, say("同样"), native) == native
    assert len(telegram.sent(ZHOU)) == 1


async def test_a_message_that_is_gone_is_sent_anew_instead_of_edited(
    telegram: StandIn, chat: TelegramChat
) -> None:
    native = await send(chat, say("新"), native="77")
    assert [(str(m.message_id), m.text) for m in telegram.sent(ZHOU)] == [(native, "新")]


async def test_an_edit_that_grew_into_two_parts_is_sent_anew(telegram: StandIn, chat: TelegramChat) -> None:
    native = await send(chat, say("短"))
    await send(chat, say("甲" * 3000 + "\n\n" + "乙" * 3000), native)
    assert [m.text[:2] for m in telegram.sent(ZHOU)] == ["短", "甲甲", "乙乙"]


async def test_a_document_has_its_name_its_content_and_a_caption(
    telegram: StandIn, chat: TelegramChat
) -> None:
    message = say("上半年台账", buttons=[[CONFIRM]], document=BOOK)
    native = await send(chat, message)
    await send(chat, settled(message, "确认"), native)
    [sent] = telegram.sent(ZHOU)
    assert (sent.method, sent.filename, sent.content) == ("sendDocument", "台账.xlsx", BOOK.content)
    assert (sent.text, sent.edits) == ("上半年台账\n✓ 确认", 1)


async def test_a_text_too_long_for_a_caption_goes_before_the_picture(
    telegram: StandIn, chat: TelegramChat
) -> None:
    await send(chat, say("字" * 1200, picture=CHART, document=BOOK, buttons=[[CONFIRM]]))
    assert [(m.method, len(m.text), len(m.buttons)) for m in telegram.sent(ZHOU)] == [
        ("sendMessage", 1200, 0),
        ("sendPhoto", 0, 0),
        ("sendDocument", 0, 1),
    ]


PHOTO = Attachment("chart.png", "image/png", b"\x89PNG chart", blob="c0ffee")


def photos(telegram: StandIn) -> list[str]:
    """How each picture was handed over: uploaded, or by its id."""
    given = [g.get("photo", "") for method, g in telegram.world.calls if method == "sendPhoto"]
    return [photo if photo.startswith("photo-") else "uploaded" for photo in given]


async def test_the_same_picture_is_uploaded_once(telegram: StandIn, chat: TelegramChat) -> None:
    first = await send(chat, say("一", picture=PHOTO))
    await send(chat, say("二", picture=PHOTO))
    assert photos(telegram) == ["uploaded", f"photo-{first}"]
    assert [m.content for m in telegram.sent(ZHOU)] == [PHOTO.content, PHOTO.content]


async def test_a_picture_that_telegram_forgot_is_uploaded_again(
    telegram: StandIn, chat: TelegramChat
) -> None:
    await send(chat, say("一", picture=PHOTO))
    telegram.world.files.clear()
    await send(chat, say("二", picture=PHOTO))
    assert [m.text for m in telegram.sent(ZHOU)] == ["一", "二"]


async def test_an_attachment_without_content_is_a_fault_of_ours(chat: TelegramChat) -> None:
    with pytest.raises(Rejected):
        await send(chat, say("x", document=Attachment("a.xlsx", "x/y", blob="00")))


FAULTS: list[tuple[dict[str, object], type[SendError], int]] = [
    ({"status": 429, "parameters": {"retry_after": 7}}, SlowDown, 0),
    ({"status": 429, "description": "Too Many Requests: retry after 3"}, SlowDown, 0),
    ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, Unreachable, 0),
    ({"status": 400, "description": "Bad Request: chat not found"}, Unreachable, 0),
    ({"status": 400, "description": "Bad Request: PEER_ID_INVALID"}, Unreachable, 0),
    ({"status": 400, "description": "Bad Request: something else"}, Rejected, 0),
    ({"status": 413}, Rejected, 0),
    ({"status": 400, "parameters": {"migrate_to_chat_id": -1009}}, Moved, 0),
    ({"status": 401}, NotDelivered, 0),
    ({"status": 404}, NotDelivered, 0),
    ({"status": 503}, NotDelivered, 0),
    ({"status": 500}, PerhapsDelivered, 0),
    ({"status": 502, "delivered": True}, PerhapsDelivered, 1),
    ({"hang": 1.0, "delivered": True}, PerhapsDelivered, 1),
    ({"hang": 1.0}, PerhapsDelivered, 0),
    ({"drop": True, "delivered": True}, PerhapsDelivered, 1),
]


@pytest.mark.parametrize(("fault", "outcome", "shown"), FAULTS)
async def test_each_fault_says_what_became_of_the_message(
    telegram: StandIn, chat: TelegramChat, fault: dict[str, object], outcome: type[SendError], shown: int
) -> None:
    telegram.fault("sendMessage", **fault)
    with pytest.raises(SendError) as raised:
        await send(chat, say("你好"))
    assert (type(raised.value), len(telegram.sent(ZHOU))) == (outcome, shown)


async def test_a_429_says_how_long_and_concerns_one_chat(telegram: StandIn, chat: TelegramChat) -> None:
    telegram.fault("sendMessage", status=429, parameters={"retry_after": 7})
    with pytest.raises(SlowDown) as raised:
        await send(chat, say("你好"))
    assert (raised.value.seconds, raised.value.everyone) == (7.0, False)


async def slowed(telegram: StandIn, chat: TelegramChat, *chats: int) -> list[bool]:
    """Whether each message that is asked to wait makes everybody wait."""
    found = []
    for number in chats:
        telegram.world.chat(number)
        telegram.fault("sendMessage", status=429, parameters={"retry_after": 7})
        with pytest.raises(SlowDown) as raised:
            await chat.send(str(number), say("你好"), "key")
        found.append(raised.value.everyone)
    return found


async def test_a_429_in_chat_after_chat_is_about_the_bot_and_everybody_waits(
    telegram: StandIn, chat: TelegramChat
) -> None:
    assert await slowed(telegram, chat, 11, 12, 13) == [False, False, True]


async def test_a_429_beside_messages_that_go_through_concerns_its_chat_only(
    telegram: StandIn, chat: TelegramChat
) -> None:
    assert await slowed(telegram, chat, 11, 11, 12) == [False, False, False]
    await send(chat, say("你好"))
    assert await slowed(telegram, chat, 13, 14) == [False, False]


async def test_a_moved_group_says_where_to(telegram: StandIn, chat: TelegramChat) -> None:
    telegram.fault("sendMessage", status=400, parameters={"migrate_to_chat_id": -1009})
    with pytest.raises(Moved) as raised:
        await send(chat, say("你好"))
    assert raised.value.chat == "-1009"


async def test_without_a_server_nothing_was_delivered(telegram: StandIn, chat: TelegramChat) -> None:
    await telegram.stop()
    with pytest.raises(NotDelivered):
        await send(chat, say("你好"))


async def test_people_who_blocked_the_bot_and_strangers_are_out_of_reach(
    telegram: StandIn, chat: TelegramChat
) -> None:
    telegram.block(ZHOU)
    for native_chat in (str(ZHOU), OUTSIDER):
        with pytest.raises(Unreachable):
            await chat.send(native_chat, say("你好"), "key")


async def test_a_retry_goes_on_with_the_part_that_failed(telegram: StandIn, chat: TelegramChat) -> None:
    message = say("甲" * 3000 + "\n\n" + "乙" * 3000, document=BOOK)
    telegram.fault("sendDocument", status=503)
    with pytest.raises(NotDelivered):
        await send(chat, message)
    assert len(telegram.sent(ZHOU)) == 2
    await send(chat, message)
    assert [(m.method, m.text[:1]) for m in telegram.sent(ZHOU)] == [
        ("sendMessage", "甲"),
        ("sendMessage", "乙"),
        ("sendDocument", ""),
    ]


async def test_an_edit_of_unknown_outcome_may_be_repeated(telegram: StandIn, chat: TelegramChat) -> None:
    native = await send(chat, say("旧"))
    telegram.fault("editMessageText", status=502, delivered=True)
    with pytest.raises(NotDelivered):
        await send(chat, say("新"), native)
    assert await send(chat, say("新"), native) == native
    assert [m.text for m in telegram.sent(ZHOU)] == ["新"]


async def test_menus_are_set_for_a_chat_and_for_all(telegram: StandIn, chat: TelegramChat) -> None:
    await chat.set_menu(str(ZHOU), "zh", [("report", "上报")])
    await chat.set_menu(None, None, [("help", "帮助")])
    first, second = telegram.world.menus
    assert (first["scope"], first["language_code"]) == ('{"chat_id": 1001, "type": "chat"}', "zh")
    assert (second["scope"], "language_code" in second) == ('{"type": "default"}', False)
    with pytest.raises(Rejected):
        await chat.set_menu(None, None, [("Not-A-Command", "x")])


async def test_a_deep_link_carries_the_code(chat: TelegramChat) -> None:
    assert chat.link("K7Q") is None
    assert await chat.identify() == "dabiao_bot"
    assert chat.link("K7Q") == "https://t.me/dabiao_bot?start=K7Q"


async def test_the_token_is_in_no_log_and_no_error(
    telegram: StandIn, chat: TelegramChat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.fault("sendMessage", status=401)
    errors = []
    for _ in range(2):
        try:
            await send(chat, say("你好"))
        except SendError as error:
            errors.append(f"{error!r} {error.__cause__!r}")
        await telegram.stop()
    assert (len(errors), telegram.token in "".join(errors) + caplog.text) == (2, False)
