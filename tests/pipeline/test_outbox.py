"""What goes out: once, in order, replies first; what each fault means for a message and for the others."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from bot.chat import (
    Capabilities,
    Message,
    Moved,
    NotDelivered,
    PerhapsDelivered,
    Rejected,
    SlowDown,
    Unreachable,
    say,
)
from bot.pipeline.outbox import Outbox
from bot.pipeline.outcomes import GIVE_UP_AFTER, GIVE_UP_TRIES
from bot.services.ports import Address
from bot.services.queues import QueuedUnitOfWork, StoredMessage
from storage import schema
from storage.unit_of_work import SqlUnitOfWork
from tests.pipeline.bench import START, Bench

PACED = Capabilities(per_second=25, per_chat_second=1, group_per_minute=20)


async def sent(bench: Bench, outbox: Outbox | None = None) -> list[str]:
    await (outbox or bench.outbox()).drain()
    return bench.platform.texts()


# -- once, in order


async def test_a_key_is_said_once(bench: Bench) -> None:
    first = bench.send(Address("fake", "a"), say("1"), "key", "notice")
    second = bench.send(Address("fake", "a"), say("2"), "key", "notice")
    assert (first, second) == (True, False)
    assert await sent(bench) == ["1"]


def test_the_database_itself_refuses_a_second_message_under_a_key(bench: Bench) -> None:
    bench.queue("a", "1")
    with bench.engine.connect() as connection:
        values = dict(connection.execute(schema.outbox.select()).mappings().one())
        with pytest.raises(IntegrityError, match=r"outbox[._]key"):
            connection.execute(insert(schema.outbox).values(values | {"id": 99}))


async def test_a_reply_overtakes_bulk(bench: Bench) -> None:
    bench.queue("a", "digest", kind="digest")
    bench.queue("b", "notice", kind="notice")
    bench.queue("c", "reply")
    assert await sent(bench) == ["reply", "notice", "digest"]


async def test_a_chats_messages_leave_one_after_another_and_chats_side_by_side(bench: Bench) -> None:
    bench.platform.gate = asyncio.Event()
    bench.queue("a", "1", "2", "3")
    bench.queue("b", "4")
    draining = asyncio.create_task(bench.outbox().drain())
    async with asyncio.timeout(30):
        while list(bench.states().values()) != ["sending", "queued", "queued", "sending"]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    bench.platform.gate.set()
    await draining
    assert bench.platform.texts("a") == ["1", "2", "3"]


async def test_a_send_that_ends_while_the_store_is_asked_brings_another_round(bench: Bench) -> None:
    bench.platform.gate = gate = asyncio.Event()
    bench.queue("a", "1", "2")
    outbox = bench.outbox()
    sending = asyncio.create_task(outbox.step())
    async with asyncio.timeout(30):
        while bench.states() != {"1": "sending", "2": "queued"}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    run = bench.transactions.run

    async def lagging(work: Callable[[QueuedUnitOfWork], object]) -> object:
        found = await run(work)
        if not gate.is_set():  # chat a was busy when the store was asked, and is not when it has answered
            gate.set()
            await sending
        return found

    outbox.transactions = SimpleNamespace(run=lagging)  # type: ignore[assignment]
    await outbox.drain()
    assert bench.platform.texts() == ["1", "2"]


async def test_two_loops_at_once_send_a_message_once(bench: Bench) -> None:
    bench.queue("a", *"12345")
    await asyncio.gather(bench.outbox().drain(), bench.outbox().drain())
    assert sorted(bench.platform.texts()) == [*"12345"]


async def test_an_edit_waits_for_what_it_edits_and_takes_its_place(bench: Bench) -> None:
    bench.platform.gate = asyncio.Event()
    bench.queue("a", "shown")
    sending = asyncio.create_task(bench.outbox().drain())
    async with asyncio.timeout(5):
        while bench.states() != {"shown": "sending"}:  # noqa: ASYNC110 - a state is waited for
            await asyncio.sleep(0.01)
    bench.send(Address("fake", "a"), say("changed").replacing("shown"), "edit", "reply")
    bench.platform.gate.set()
    await sending
    assert [(d.text, d.edits) for d in bench.platform.delivered] == [("shown", None), ("changed", "n1")]


async def test_what_is_changed_before_it_was_sent_is_sent_once_as_it_reads_by_then(bench: Bench) -> None:
    bench.platform.faults["a"] = [NotDelivered("down")]
    bench.queue("a", "shown", "after")
    for text in ("first", "second"):
        bench.send(Address("fake", "a"), say(text).replacing("shown"), text, "reply")
    await sent(bench)
    bench.clock.set(START + timedelta(seconds=10))
    await sent(bench)
    assert sorted((d.text, d.edits) for d in bench.platform.delivered) == [("after", None), ("second", None)]
    assert bench.states() == {"shown": "sent", "after": "sent", "first": "dropped", "second": "dropped"}


async def test_of_changes_that_have_to_wait_the_last_one_is_shown(bench: Bench) -> None:
    bench.queue("a", "shown")
    await sent(bench)
    bench.platform.faults["a"] = [NotDelivered("down")]
    for text in ("first", "second"):
        bench.send(Address("fake", "a"), say(text).replacing("shown"), text, "reply")
    await sent(bench)
    bench.clock.set(START + timedelta(seconds=10))
    assert await sent(bench) == ["shown", "second"]


# -- the reason


async def test_a_message_whose_reason_has_gone_is_not_sent(bench: Bench) -> None:
    bench.queue("a", "gone", kind="notice", stands={"kind": "x"})
    assert await sent(bench, bench.outbox(lambda uow, message: None)) == []
    assert bench.states() == {"gone": "dropped"}


async def test_a_message_is_sent_as_it_reads_by_now(bench: Bench) -> None:
    bench.queue("a", "old", kind="notice", stands={"kind": "x"})
    assert await sent(bench, bench.outbox(lambda uow, message: say("new"))) == ["new"]


async def test_a_message_that_cannot_be_made_ready_holds_up_no_other_and_ends(bench: Bench) -> None:
    def refresh(uow: QueuedUnitOfWork, message: StoredMessage) -> Message | None:
        raise ZeroDivisionError

    bench.queue("a", "bad", kind="notice", stands={"kind": "x"})
    bench.queue("a", "good", kind="digest")
    outbox = bench.outbox(refresh)
    assert await sent(bench, outbox) == ["good"]
    for minutes in range(1, GIVE_UP_TRIES + 1):
        assert bench.states()["bad"] == "queued"
        bench.clock.set(START + timedelta(minutes=2 * minutes))
        await outbox.drain()
        if bench.states()["bad"] == "dead":
            break
    assert bench.rows("SELECT state, tries FROM outbox WHERE key = 'bad'") == [("dead", GIVE_UP_TRIES)]


# -- faults


async def test_asked_to_slow_down_in_one_chat_the_others_go_on(bench: Bench) -> None:
    bench.platform.faults["a"] = [SlowDown(30)]
    bench.queue("a", "1")
    bench.queue("b", "2")
    outbox = bench.outbox()
    assert await sent(bench, outbox) == ["2"]
    await bench.platform.time.sleep(29)
    assert await sent(bench, outbox) == ["2"]
    await bench.platform.time.sleep(2)
    assert await sent(bench, outbox) == ["2", "1"]


async def test_a_chat_that_was_slowed_down_goes_on_afterwards(bench: Bench) -> None:
    bench.platform.faults["a"] = [SlowDown(0.5)]
    bench.queue("a", "1", "2")
    assert await sent(bench) == ["1", "2"]
    assert bench.platform.time.now == pytest.approx(100.5)


async def test_asked_to_slow_down_as_a_whole_everybody_waits(bench: Bench) -> None:
    bench.platform.faults["a"] = [SlowDown(30, everyone=True)]
    bench.queue("a", "1")
    outbox = bench.outbox()
    await outbox.drain()
    bench.queue("b", "2")
    assert await sent(bench, outbox) == []
    await bench.platform.time.sleep(31)
    assert sorted(await sent(bench, outbox)) == ["1", "2"]


def person_with_accounts(uow: QueuedUnitOfWork) -> int:
    department = uow.targets.add_department("演示局")
    person = uow.people.add(department.id, "小周", [])
    uow.people.link_account("fake", "a", "a", person.id, START)
    uow.people.link_account("web", "p", "p", person.id, START - timedelta(days=1))
    return person.id


async def test_whoever_blocked_the_bot_is_out_of_reach_there_and_written_to_elsewhere(bench: Bench) -> None:
    person = bench.do(person_with_accounts)
    bench.platform.faults["a"] = [Unreachable("blocked")]
    bench.queue("a", "1")
    assert await sent(bench) == []
    assert bench.states() == {"1": "dead"}
    assert bench.do(lambda uow: uow.people.address(person)) == Address("web", "p")


async def test_a_chat_that_moved_is_written_to_where_it_is_now(bench: Bench) -> None:
    person = bench.do(person_with_accounts)
    bench.platform.faults["a"] = [Moved("a2")]
    bench.queue("a", "1", "2")
    await sent(bench)
    assert [(d.chat, d.text) for d in bench.platform.delivered] == [("a2", "1"), ("a2", "2")]
    assert bench.do(lambda uow: uow.people.address(person)) == Address("fake", "a2")


async def test_what_the_platform_will_never_take_is_not_tried_again(bench: Bench) -> None:
    bench.platform.faults["a"] = [Rejected("too odd")]
    bench.queue("a", "1", "2")
    assert await sent(bench) == ["2"]
    assert bench.states() == {"1": "dead", "2": "sent"}


async def test_a_platform_out_of_reach_is_tried_for_days(bench: Bench) -> None:
    bench.platform.faults["a"] = [NotDelivered("down")] * 500
    bench.queue("a", "1")
    outbox = bench.outbox()
    for hours in range(0, 72, 2):
        bench.clock.set(START + timedelta(hours=hours))
        await outbox.drain()
    assert bench.states() == {"1": "queued"}
    bench.clock.set(START + GIVE_UP_AFTER + timedelta(minutes=1))
    await outbox.drain()
    assert bench.states() == {"1": "dead"}


async def test_back_after_a_long_night_a_message_leaves_within_a_minute(bench: Bench) -> None:
    bench.platform.faults["a"] = [NotDelivered("down")] * 20
    bench.queue("a", "1")
    outbox = bench.outbox()
    for minutes in range(20):
        bench.clock.set(START + timedelta(minutes=minutes))
        await outbox.drain()
    bench.platform.faults.clear()
    bench.clock.set(START + timedelta(minutes=20))
    assert await sent(bench, outbox) == ["1"]


# -- unknown outcomes


@pytest.mark.parametrize(
    ("kind", "idempotent", "times"),
    [
        ("reply", False, 2),
        ("notice", False, 1),
        ("digest", False, 1),
        ("notice", True, 4),
        ("reply", True, 4),
    ],
)
async def test_after_unknown_outcomes_a_reply_is_sent_once_more_and_bulk_only_where_it_is_harmless(
    bench: Bench, kind: str, idempotent: bool, times: int
) -> None:
    bench.platform.capabilities = Capabilities(idempotent_send=idempotent)
    bench.platform.arrives_anyway = True
    bench.platform.faults["a"] = [PerhapsDelivered("time-out")] * 3
    bench.queue("a", "1", kind=kind)
    for minutes in range(5):
        bench.clock.set(START + timedelta(minutes=minutes))
        await sent(bench)
    assert bench.platform.texts() == ["1"] * times
    assert bench.states() == {"1": "sent" if idempotent else "perhaps"}


async def test_a_change_of_what_is_shown_is_made_until_it_is_sure(bench: Bench) -> None:
    bench.queue("a", "shown")
    await sent(bench)
    bench.platform.faults["a"] = [PerhapsDelivered("time-out")] * 3
    bench.send(Address("fake", "a"), say("changed").replacing("shown"), "edit", "reply")
    for minutes in range(5):
        bench.clock.set(START + timedelta(minutes=minutes))
        await sent(bench)
    assert [(d.text, d.edits) for d in bench.platform.delivered] == [("shown", None), ("changed", "n1")]
    assert bench.states()["edit"] == "sent"


@pytest.mark.parametrize(("kind", "expected"), [("reply", ["1"]), ("notice", [])])
async def test_what_a_killed_process_was_sending_has_an_unknown_outcome(
    bench: Bench, kind: str, expected: list[str]
) -> None:
    bench.queue("a", "1", kind=kind)
    bench.do(lambda uow: uow.outbox.claim([1]))
    outbox = bench.outbox()
    await outbox.recover()
    assert await sent(bench, outbox) == expected
    await outbox.recover()
    assert await sent(bench, outbox) == expected


async def test_killed_twice_while_sending_the_same_reply_it_is_not_sent_a_third_time(bench: Bench) -> None:
    bench.queue("a", "1")
    for _ in range(2):
        bench.do(lambda uow: uow.outbox.claim([1]))
        await bench.outbox().recover()
    assert bench.states() == {"1": "perhaps"}


async def test_what_was_sent_is_not_forgotten_when_the_store_fails_for_a_while(bench: Bench) -> None:
    failures = iter([OSError("disk full")] * 3)

    class Failing(SqlUnitOfWork):
        def commit(self) -> None:
            if bench.platform.delivered and (error := next(failures, None)):
                raise error
            super().commit()

    bench.queue("a", "1")
    outbox = bench.outbox()
    bench.transactions._units = lambda: Failing(bench.engine)
    running = asyncio.create_task(outbox.run())
    async with asyncio.timeout(10):
        while bench.states() != {"1": "sent"}:  # noqa: ASYNC110 - a state is waited for
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait([running])
    assert bench.platform.texts() == ["1"]
    assert next(failures, None) is None


# -- many


async def test_a_flood_in_one_chat_delays_nobody_else(bench: Bench) -> None:
    bench.platform.capabilities = PACED
    bench.queue("flood", *(f"flood {n}" for n in range(500)))
    others = [f"other {n}" for n in range(20)]
    for chat in others:
        bench.queue(chat, chat)
    outbox = bench.outbox()
    while not {*others} <= {*bench.platform.texts()}:
        await outbox.step()
    waited = {d.text: d.at - 100 for d in bench.platform.delivered if d.text in others}
    assert sorted(waited) == sorted(others)
    assert max(waited.values()) < 1
    assert 1 <= len(bench.platform.texts("flood")) <= 4


async def test_messages_of_a_platform_that_is_not_served_wait_and_hide_no_other(bench: Bench) -> None:
    bench.queue("a", *(f"{n}" for n in range(300)), platform="gone")
    bench.queue("a", "here", kind="digest")
    assert await sent(bench) == ["here"]
    assert set(bench.states().values()) == {"queued", "sent"}


async def test_after_the_clock_was_set_back_answers_still_leave(bench: Bench) -> None:
    bench.queue("a", "1")
    await sent(bench)
    bench.clock.set(START - timedelta(days=2))
    bench.queue("a", "2")
    assert await sent(bench) == ["1", "2"]
