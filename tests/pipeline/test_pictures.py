"""Drawings in the outbox: drawn once before their message is claimed, kept with it, and never in its way."""

import json
from datetime import timedelta

from bot.chat import Attachment, Message, NotDelivered, plain_text, say
from bot.services.ports import Address
from tests.pipeline.bench import START, Bench

PICTURE = b"[('of', 'board')]"


def with_drawing(text: str, **drawing: str) -> Message:
    return say(text, picture=Attachment("p.png", "image/png", drawing=drawing))


def body(bench: Bench, key: str) -> dict[str, object]:
    [(found,)] = bench.rows(f"SELECT body FROM outbox WHERE key = '{key}'")  # noqa: S608 - the test's own word
    value = json.loads(found) if isinstance(found, str) else found  # PostgreSQL's driver has read it already
    picture: dict[str, object] = value["picture"]
    return picture


async def test_a_drawing_becomes_a_picture_that_is_kept_with_its_message(bench: Bench) -> None:
    bench.send(Address("fake", "a"), with_drawing("1", of="board"), "1", "reply")
    await bench.outbox().drain()
    assert bench.states() == {"1": "sent"}
    kept = body(bench, "1")
    assert bench.rows("SELECT sha256, content FROM blob") == [(kept["blob"], PICTURE)]
    assert "drawing" not in kept


async def test_many_readers_of_the_same_drawing_share_one_picture(bench: Bench) -> None:
    for chat in "abcdef":
        bench.send(Address("fake", chat), with_drawing("1", of="board"), chat, "digest")
    await bench.outbox().drain()
    assert bench.drawn == [{"of": "board"}]
    assert len(bench.rows("SELECT sha256 FROM blob")) == 1


async def test_what_cannot_be_drawn_is_sent_without_a_picture(bench: Bench) -> None:
    bench.send(Address("fake", "a"), with_drawing("words", fail="yes"), "1", "reply")
    await bench.outbox().drain()
    assert (bench.platform.texts(), bench.states()) == (["words"], {"1": "sent"})


async def test_a_message_sent_again_has_its_picture_and_is_not_drawn_again(bench: Bench) -> None:
    bench.send(Address("fake", "a"), with_drawing("1", of="board"), "1", "reply")
    drawn: list[Message] = []
    outbox = bench.outbox()
    send = bench.platform.send

    async def fails_once(chat: str, message: Message, key: str, native: str | None) -> str:
        drawn.append(message)
        if len(drawn) == 1:
            raise NotDelivered("down")
        return await send(chat, message, key, native)

    bench.platform.send = fails_once  # type: ignore[method-assign]
    for minutes in range(2):
        bench.clock.set(START + timedelta(minutes=minutes))
        await outbox.drain()
    assert bench.states() == {"1": "sent"}
    assert [m.picture and m.picture.content for m in drawn] == [PICTURE, PICTURE]
    assert [plain_text(m) for m in drawn] == ["1", "1"]
    assert bench.drawn == [{"of": "board"}]
