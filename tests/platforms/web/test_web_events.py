"""What a page sends is a storable payload, and a stored payload is an event again."""

import base64
import json

import pytest

from bot.chat import Choice, File, Source, Text
from bot.platforms.web import events

ME = Source("web", "zhou", "zhou")


def stored(account: str, body: dict[str, object], language: str | None = None) -> dict[str, object]:
    """A payload as it comes back from the database."""
    raw = events.event_from_page(account, body, language)
    value: dict[str, object] = json.loads(json.dumps(raw.payload))
    return value


def upload(name: str, mime: str, content: bytes) -> dict[str, object]:
    raw = events.upload_from_page("zhou", "id-1", name, mime, content, "说明", None)
    value: dict[str, object] = json.loads(json.dumps(raw.payload))
    return value


def test_a_typed_text_comes_back_as_it_was_typed() -> None:
    assert events.parse(stored("zhou", {"id": "id-1", "text": " 1 21亿；2 4600\n谢谢"})) == Text(
        ME, " 1 21亿；2 4600\n谢谢", "id-1"
    )


def test_a_press_names_the_option_and_the_message_it_stands_under() -> None:
    assert events.parse(stored("zhou", {"id": "id-1", "option": "b1", "message": "reply:7"})) == Choice(
        ME, "b1", "reply:7"
    )


def test_the_page_language_is_the_persons_language_only_when_asked_for() -> None:
    event = events.parse(stored("zhou", {"id": "id-1", "text": "hi"}, "en"))
    assert event is not None
    assert event.source.language == "en"


def test_the_event_is_named_by_the_page_and_belongs_to_the_chat_of_the_account() -> None:
    raw = events.event_from_page("zhou", {"id": "id-1", "text": "0"}, None)
    assert (raw.native_id, raw.chat) == ("id-1", "zhou")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "id-1"},
        {"id": "id-1", "text": " \n"},
        {"id": "id-1", "text": 5},
        {"text": "21亿"},
        {"id": "", "text": "21亿"},
        {"id": "一", "text": "21亿"},
        {"id": "x" * 65, "text": "21亿"},
        {"id": 7, "text": "21亿"},
        {"id": "id-1", "option": "b1"},
        {"id": "id-1", "option": "确认", "message": "m"},
        {"id": "id-1", "option": "b1", "message": "m\n"},
    ],
)
def test_what_is_no_event_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(events.BadEvent):
        events.event_from_page("zhou", body, None)


def test_characters_that_no_database_takes_do_not_get_in() -> None:
    event = events.parse(stored("zhou", {"id": "id-1", "text": "a\0b\ud800c"}))
    assert event == Text(ME, "ab?c", "id-1")


@pytest.mark.parametrize(
    ("name", "mime", "shown_name", "shown_mime", "photo"),
    [
        ("目标表.xlsx", "application/vnd.ms-excel", "目标表.xlsx", "application/vnd.ms-excel", False),
        ("照片.JPG", "image/jpeg", "照片.JPG", "image/jpeg", True),
        ("../../etc/passwd", "", "passwd", "application/octet-stream", False),
        ("C:\\表\\台账.csv", "Text/CSV; charset=gbk", "台账.csv", "text/csv", False),
        ("a\nb\0.txt", "no mime", "ab.txt", "application/octet-stream", False),
    ],
)
def test_a_file_comes_with_a_plain_name_and_a_plain_kind(
    name: str, mime: str, shown_name: str, shown_mime: str, photo: bool
) -> None:
    ref = base64.b64encode(b"abc").decode()
    assert events.parse(upload(name, mime, b"abc")) == File(
        ME, shown_name, shown_mime, 3, ref, "说明", photo, "id-1"
    )


def test_a_very_long_name_keeps_its_ending() -> None:
    event = events.parse(upload("表" * 300 + ".xlsx", "", b""))
    assert isinstance(event, File)
    assert (len(event.name), event.name[-5:]) == (200, ".xlsx")


def test_a_payload_of_a_later_version_is_not_handled() -> None:
    assert events.parse(stored("zhou", {"id": "id-1", "text": "x"}) | {"kind": "hologram"}) is None


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 1000])
def test_a_file_is_fetched_whole_up_to_the_limit_and_not_above(size: int) -> None:
    ref = base64.b64encode(b"x" * size).decode()
    assert events.decode(ref, size) == b"x" * size
    assert events.decode(ref, size - 1) is None
