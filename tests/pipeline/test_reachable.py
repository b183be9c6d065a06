"""Whoever left is not written to; whoever comes back is again. Through the real dispatcher."""

from typing import Any

import pytest

from bot.chat import Incoming, Joined, Left, RawEvent, Source, Text
from bot.services.ports import Address
from bot.services.queues import QueuedUnitOfWork
from tests.office import Office


async def happens(office: Office, who: str, incoming: Incoming) -> None:
    """An event that the web chat does not know, as other platforms tell it."""
    account = office.accounts[who]

    def handle(uow: QueuedUnitOfWork) -> None:
        uow.inbox.store(
            "web", "dabiao", [RawEvent(type(incoming).__name__, account, {})], office.app.clock.now()
        )
        [event] = uow.inbox.waiting(1)
        uow.inbox.done([event.id], office.app.clock.now())
        office.app.inbox.dispatch(uow, event, incoming)

    await office.app.transactions.run(handle)


def address(office: Office, who: str) -> Address | None:
    with office.app.units() as uow:
        account = uow.people.account("web", office.accounts[who])
        return uow.people.address(account.person_id) if account else None


@pytest.mark.parametrize("back", [Joined, lambda source: Text(source, "谢谢")], ids=["joined", "writes"])
async def test_whoever_left_is_out_of_reach_until_coming_back(office: Office, back: Any) -> None:
    account = office.accounts["小周"]
    source = Source("web", account, account)
    await happens(office, "小周", Left(source))
    assert address(office, "小周") is None
    await happens(office, "小周", back(source))
    assert address(office, "小周") == Address("web", account)


async def test_a_message_to_somebody_out_of_reach_is_not_queued(office: Office) -> None:
    account = office.accounts["小周"]
    await happens(office, "小周", Left(Source("web", account, account)))
    await office.app.scheduler.tick()
    with office.app.units() as uow:
        rows = uow.connection.exec_driver_sql("SELECT chat, kind FROM outbox").fetchall()
    assert rows
    assert (account, "notice") not in [tuple(r) for r in rows]
