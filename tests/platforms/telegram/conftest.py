"""A pretend Telegram and the real adapter, connected over HTTP."""

from collections.abc import AsyncIterator

import pytest

from bot.platforms.telegram import TelegramChat
from tests.platforms.telegram.botapi_standin import StandIn


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    async with StandIn() as standin:
        yield standin


@pytest.fixture
async def chat(telegram: StandIn) -> AsyncIterator[TelegramChat]:
    adapter = TelegramChat(telegram.token, telegram.url, wait=1, read=0.3, first_pause=0.01, most_pause=0.05)
    yield adapter
    await adapter.close()
