"""What came in: stored before acknowledged, handled once, in order, in one transaction."""

import asyncio
import logging
import re
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.chat import NotDelivered, RawEvent, StoreFault
from bot.pipeline.inbox import BATCH
from bot.pipeline.transactions import Transactions
from storage.unit_of_work import SqlUnitOfWork
from tests.pipeline.bench import Bench
from tests.pipeline.fake_platform import event, events


async def accept(bench: Bench, *raw: RawEvent) -> None:
    await bench.inbox().accept_for(bench.platform)(raw)


def event_states(bench: Bench) -> list[tuple[Any, ...]]:
    return bench.rows("SELECT native_id, state, tries FROM inbox ORDER BY id")


async def test_accepting_fails_when_the_store_fails_so_that_nothing_is_acknowledged(bench: Bench) -> None:
    class Broken(SqlUnitOfWork):
        def commit(self) -> None:
            raise OperationalError("COMMIT", {}, Exception("disk full"))

    inbox = bench.inbox()
    inbox.transactions = Transactions(lambda: Broken(bench.engine))
    with pytest.raises(StoreFault, match="disk full"):
        await inbox.accept_for(bench.platform)([event("1", "a")])
    inbox.transactions.close()
    assert event_states(bench) == []


async def test_an_event_delivered_twice_is_handled_once(bench: Bench) -> None:
    await accept(bench, event("1", "a"), event("1", "a"))
    await accept(bench, event("1", "a"))
    await bench.inbox().drain()
    await accept(bench, event("1", "a"))
    await bench.inbox().drain()
    assert bench.handled == ["1"]


async def test_a_handler_that_fails_after_writing_leaves_nothing(bench: Bench) -> None:
    bench.failing.add("x")
    await accept(bench, *events("a", "x"))
    inbox = bench.inbox()
    inbox.retry_seconds = (60, 60)
    await inbox.drain()
    assert bench.note("x") is None
    assert event_states(bench) == [("a-x", "new", 1)]


async def until_done(bench: Bench) -> None:
    inbox = bench.inbox()
    async with asyncio.timeout(5):
        while any(state == "new" for _, state, _ in event_states(bench)):
            await inbox.drain()
            await asyncio.sleep(0.01)


async def test_after_three_tries_an_event_is_set_aside_and_the_next_one_goes_on(bench: Bench) -> None:
    bench.failing.add("x")
    await accept(bench, *events("a", "x", "y"))
    await until_done(bench)
    assert event_states(bench) == [("a-x", "aside", 3), ("a-y", "done", 0)]
    assert bench.handled == ["y"]


async def test_who_is_affected_gets_one_apology_whose_reference_leads_to_the_trace_in_the_log(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.failing.add("x")
    await accept(bench, *events("a", "x"))
    with caplog.at_level(logging.ERROR):
        await until_done(bench)
    [(reference,)] = bench.rows("SELECT reference FROM inbox")
    assert re.fullmatch("[0-9A-F]{6}", reference)
    await bench.outbox().drain()
    assert bench.platform.texts("a") == [f"sorry {reference}"]
    [traced] = [r for r in caplog.records if reference in r.getMessage()]
    assert traced.exc_info
    assert traced.exc_info[0] is ZeroDivisionError


async def test_what_cannot_be_read_at_all_is_set_aside_too(bench: Bench) -> None:
    await accept(bench, RawEvent("1", "a", {"odd": 1}), event("2", "a"))
    await until_done(bench)
    assert event_states(bench) == [("1", "aside", 3), ("2", "done", 0)]


async def test_a_poisoned_event_holds_up_its_own_chat_only(bench: Bench) -> None:
    bench.failing.add("x")
    await accept(bench, *events("a", "x", "after"), *events("b", "1", "2", "3"))
    inbox = bench.inbox()
    inbox.retry_seconds = (60, 60)
    await inbox.drain()
    assert bench.handled == ["1", "2", "3"]


async def test_a_long_queue_behind_a_poisoned_event_hides_nobody(bench: Bench) -> None:
    bench.failing.add("x")
    await accept(bench, *events("a", "x", *map(str, range(BATCH + 50))), *events("b", "heard"))
    inbox = bench.inbox()
    inbox.retry_seconds = (60, 60)
    await inbox.drain()
    assert bench.handled == ["heard"]


async def test_a_chats_events_are_handled_in_order(bench: Bench) -> None:
    texts = [str(n) for n in range(20)]
    await accept(bench, *events("a", *texts))
    await bench.inbox().drain()
    assert bench.handled == texts


async def test_two_loops_at_once_handle_an_event_once(bench: Bench) -> None:
    await accept(bench, *events("a", "1", "2", "3"))
    await asyncio.gather(bench.inbox().drain(), bench.inbox().drain())
    assert sorted(bench.handled) == ["1", "2", "3"]


async def test_what_a_killed_process_had_stored_is_handled_by_the_next(bench: Bench) -> None:
    await accept(bench, *events("a", "1"))
    again = Bench(bench.engine, bench.platform, bench.clock, bench.transactions)
    await again.inbox().drain()
    assert again.handled == ["1"]


async def test_events_of_a_platform_that_is_not_served_wait_for_it(bench: Bench) -> None:
    bench.platform.name = "other"
    await accept(bench, *events("a", "1"))
    bench.platform.name = "fake"
    await bench.inbox().drain()
    assert event_states(bench) == [("a-1", "new", 0)]


async def test_a_file_is_there_before_its_event_is_handled(bench: Bench) -> None:
    bench.platform.files["f"] = b"content"
    bench.platform.files_ready.set()
    await accept(bench, event("1", "a", "f", "file"))
    await bench.inbox().drain()
    assert bench.handled == ["file True"]


async def test_a_slow_file_holds_up_its_own_chat_only(bench: Bench) -> None:
    bench.platform.files["f"] = b"content"
    await accept(bench, event("1", "a", "f", "file"), *events("a", "after"), *events("b", "other"))
    inbox = bench.inbox()
    draining = asyncio.create_task(inbox.drain())
    async with asyncio.timeout(5):
        while not bench.handled:  # noqa: ASYNC110 - a state is waited for, not an event
            await asyncio.sleep(0.01)
    assert bench.handled == ["other"]
    bench.platform.files_ready.set()
    await draining
    assert bench.handled == ["other", "file True", "after"]


async def test_a_file_that_stays_out_of_reach_is_handled_without_its_content(bench: Bench) -> None:
    bench.platform.files["f"] = NotDelivered("gone")
    bench.platform.files_ready.set()
    await accept(bench, event("1", "a", "f", "file"))
    await until_done(bench)
    assert bench.handled == ["file False"]
    assert event_states(bench) == [("1", "done", 2)]


async def test_while_a_file_is_fetched_the_running_loop_hears_other_chats(bench: Bench) -> None:
    bench.platform.files["f"] = b"content"
    inbox = bench.inbox()
    take = inbox.accept_for(bench.platform)
    running = asyncio.create_task(inbox.run())
    await take([event("1", "a", "f", "file")])
    await asyncio.sleep(0.1)
    await take(events("b", "later"))
    async with asyncio.timeout(5):
        while "later" not in bench.handled:  # noqa: ASYNC110 - a state is waited for, not an event
            await asyncio.sleep(0.01)
        bench.platform.files_ready.set()
        while "file True" not in bench.handled:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.wait([running], timeout=2)
    assert running.cancelled()
