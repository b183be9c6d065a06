"""One Chromium for a file of tests; a fresh office and fresh pages for each test."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.platforms.web import WebChat
from tests.platforms.fake_desk import FakeDesk
from tests.platforms.web.office import ARGS, CHROMIUM, HERE, PHONE, Office, Open, serve, stop


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def office() -> AsyncIterator[Office]:
    desk = FakeDesk()
    chat = WebChat(HERE, desk, None)
    running = await serve(chat, desk)
    yield Office(desk, chat)
    await stop(running)


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(browser: Browser, office: Office) -> AsyncIterator[Open]:
    faults: list[str] = []
    contexts = []

    async def opened(size: tuple[int, int] = PHONE, path: str = "?as=zhou", **options: Any) -> Page:
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        await page.goto(office.chat.url + path)
        await expect(page.locator("#who-name")).not_to_have_text("")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert faults == []
