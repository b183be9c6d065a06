"""Recorded payloads (names and ids changed) and what they say."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.chat import Choice, Edited, File, Incoming, Joined, Left, Renumbered, Source, Text
from bot.platforms.telegram import TelegramChat
from bot.platforms.telegram.parse import parse, raw_event

BOT = 4242
AT = datetime(2023, 7, 7, 2, 50, tzinfo=UTC)
DATE = int(AT.timestamp())
PERSON = {"id": 1001, "is_bot": False, "first_name": "周", "last_name": "小", "language_code": "zh-hans"}
ITSELF = {"id": BOT, "is_bot": True, "first_name": "达标", "username": "dabiao_bot"}
PRIVATE = {"id": 1001, "first_name": "周", "type": "private"}
GROUP = {"id": -1007, "title": "交易科", "type": "supergroup"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
ZHOU = Source("telegram", "1001", "1001", "周 小", True, "zh-hans", AT)
IN_GROUP = Source("telegram", "-1007", "1001", "周 小", False, "zh-hans", AT)
NAMELESS = Source("telegram", "-1007", "", "交易科", False, None, AT)


def message(chat: dict[str, Any] = PRIVATE, sender: dict[str, Any] = PERSON, **more: Any) -> dict[str, Any]:
    return {"message_id": 7, "from": sender, "chat": chat, "date": DATE, **more}


def read(**update: Any) -> Incoming | None:
    return parse({"update_id": 1, "_bot": "dabiao_bot", **update}, BOT)


def in_group(text: str, **more: Any) -> Incoming | None:
    return read(message=message(GROUP, text=text, **more))


def test_a_typed_figure() -> None:
    assert read(message=message(text="2-03 3.2万")) == Text(ZHOU, "2-03 3.2万", "7", None)


def test_an_answer_names_the_message_it_answers() -> None:
    answered = message(sender=ITSELF, text="6月数据可以报了") | {"message_id": 5}
    assert read(message=message(text="1 21亿", reply_to_message=answered)) == Text(ZHOU, "1 21亿", "7", "5")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/start K7Q2", "/start K7Q2"),
        ("/status@dabiao_bot 2-03", "/status 2-03"),
        ("/status@Dabiao_Bot", "/status"),
        ("  @dabiao_bot 进度", "进度"),
    ],
)
def test_a_command_is_taken_without_the_bots_name(typed: str, meant: str) -> None:
    assert read(message=message(text=typed)) == Text(ZHOU, meant, "7")
    assert in_group(typed) == Text(IN_GROUP, meant, "7")


@pytest.mark.parametrize(
    "typed", ["2-03 3.2万", "大家好", "@other_bot 进度", "/status@other_bot", "@dabiao_bot2 x"]
)
def test_what_a_group_says_among_itself_is_not_for_the_bot(typed: str) -> None:
    assert in_group(typed) is None


def test_a_mention_and_an_answer_in_a_group_are_for_the_bot() -> None:
    assert in_group("查@dabiao_bot 2-03") == Text(IN_GROUP, "查2-03", "7")
    answered = message(GROUP, ITSELF, text="?") | {"message_id": 5}
    assert in_group("3.2万", reply_to_message=answered) == Text(IN_GROUP, "3.2万", "7", "5")
    others = message(GROUP, text="?") | {"message_id": 5}
    assert in_group("3.2万", reply_to_message=others) is None


def test_a_mention_by_account_is_for_the_bot() -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": ITSELF}
    assert in_group("达标 进度", entities=[entity]) == Text(IN_GROUP, "达标 进度", "7")


def test_an_anonymous_administrator_is_nobody() -> None:
    hidden = message(GROUP, ANONYMOUS, sender_chat=GROUP, text="/report")
    assert read(message=hidden) == Text(NAMELESS, "/report", "7")


def test_another_bot_is_not_listened_to() -> None:
    other = {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"}
    assert in_group("/report@dabiao_bot", **{"from": other}) is None


def test_a_pressed_button() -> None:
    query = {
        "id": "9",
        "from": PERSON,
        "chat_instance": "1",
        "data": "c0nf1rm",
        "message": message(sender=ITSELF),
    }
    source = Source("telegram", "1001", "1001", "周 小", True, "zh-hans")
    assert read(callback_query=query) == Choice(source, "c0nf1rm", "7")


def test_a_button_of_a_message_too_old_to_be_read() -> None:
    old = {"message_id": 7, "chat": PRIVATE, "date": 0}
    query = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "c0nf1rm", "message": old}
    source = Source("telegram", "1001", "1001", "周 小", True, "zh-hans")
    assert read(callback_query=query) == Choice(source, "c0nf1rm", "7")


def test_a_workbook_with_a_caption() -> None:
    document = {
        "file_id": "BQAC",
        "file_unique_id": "u",
        "file_name": "目标表.xlsx",
        "mime_type": "application/vnd.ms-excel",
        "file_size": 4096,
    }
    assert read(message=message(document=document, caption="2023年")) == File(
        ZHOU, "目标表.xlsx", "application/vnd.ms-excel", 4096, "BQAC", "2023年", False, "7"
    )


def test_a_photo_is_taken_in_its_largest_size() -> None:
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": n, "height": n, "file_size": n}
        for name, n in (("s", 90), ("m", 320), ("x", 800))
    ]
    assert read(message=message(photo=sizes)) == File(
        ZHOU, "photo.jpg", "image/jpeg", 800, "x", "", True, "7"
    )


def test_a_voice_message_is_a_file() -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 2, "mime_type": "audio/ogg", "file_size": 9}
    assert read(message=message(voice=voice)) == File(ZHOU, "", "audio/ogg", 9, "v", message="7")


def test_a_sticker_is_its_emoji() -> None:
    sticker = {
        "file_id": "s",
        "file_unique_id": "s",
        "type": "regular",
        "width": 1,
        "height": 1,
        "emoji": "👍",
    }
    sticker |= {"is_animated": False, "is_video": False}
    assert read(message=message(sticker=sticker)) == Text(ZHOU, "👍", "7")


def test_an_edited_text_is_dated_by_its_edit() -> None:
    later = datetime(2023, 7, 7, 2, 55, tzinfo=UTC)
    edited = message(text="3.3万", edit_date=int(later.timestamp()))
    source = Source("telegram", "1001", "1001", "周 小", True, "zh-hans", later)
    assert read(edited_message=edited) == Edited(source, "3.3万", "7")


def membership(was: str, now: str) -> Incoming | None:
    def member(status: str) -> dict[str, Any]:
        return {"user": ITSELF, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    change = {"chat": PRIVATE, "from": PERSON, "date": DATE}
    return read(my_chat_member=change | {"old_chat_member": member(was), "new_chat_member": member(now)})


@pytest.mark.parametrize(
    ("was", "now", "event"),
    [
        ("member", "kicked", Left(ZHOU)),
        ("member", "left", Left(ZHOU)),
        ("kicked", "member", Joined(ZHOU)),
        ("left", "kicked", None),
    ],
)
def test_blocking_and_letting_in_again(was: str, now: str, event: Incoming | None) -> None:
    assert membership(was, now) == event


def test_a_group_that_became_a_supergroup_has_another_id() -> None:
    event = read(message=message(GROUP, migrate_to_chat_id=-1008))
    assert isinstance(event, Renumbered)
    assert (event.source.chat, event.chat) == ("-1007", "-1008")


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": {"message_id": 7}},
        {"message": 12},
        {"message": {"message_id": "x", "chat": [], "date": "soon", "text": 5}},
        {"callback_query": {"id": "9", "from": PERSON, "chat_instance": "1", "data": "x"}},
        {"poll": {"id": "1"}},
        {"message": message(new_chat_title="交易一科")},
    ],
)
def test_what_cannot_be_read_says_nothing(update: dict[str, Any]) -> None:
    assert read(**update) is None


def test_what_cannot_be_read_is_one_quiet_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert read(message={"message_id": 7}) is None
    assert [(r.levelname, r.getMessage(), r.exc_info) for r in caplog.records] == [
        ("INFO", "update 1 cannot be read: KeyError", None)
    ]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": message(GROUP)}, "-1007"),
        ({"callback_query": {"id": "9", "from": PERSON, "message": message(GROUP)}}, "-1007"),
        ({"callback_query": {"id": "9", "from": PERSON}}, "1001"),
        ({"my_chat_member": {"chat": PRIVATE}}, "1001"),
        ({"message": {"chat": "odd"}}, ""),
        ({"message": []}, ""),
    ],
)
def test_events_are_kept_by_chat_whatever_their_shape(update: dict[str, Any], chat: str) -> None:
    event = raw_event({"update_id": 31, **update}, "dabiao_bot")
    assert (event.native_id, event.chat) == ("31", chat)
    assert event.payload == {"update_id": 31, **update, "_bot": "dabiao_bot"}


def test_a_file_says_which_message_it_answers() -> None:
    answered = {**message(), "message_id": 5, "from": ITSELF}
    photo = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
    document = {"file_id": "d", "file_unique_id": "v", "file_name": "a.pdf"}
    for content in ({"photo": [photo]}, {"document": document}):
        found = read(message=message(reply_to_message=answered, **content))
        assert isinstance(found, File)
        assert (found.message, found.reply_to) == ("7", "5")
    alone = read(message=message(document=document))
    assert isinstance(alone, File)
    assert alone.reply_to is None


def test_the_adapter_reads_with_its_own_account() -> None:
    chat = TelegramChat(f"{BOT}:secret")
    assert (chat.name, chat.account) == ("telegram", "4242")
    assert chat.parse({"update_id": 1, "message": message(text="查 2-03")}) == Text(ZHOU, "查 2-03", "7")
