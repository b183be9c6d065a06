"""Coming in with an invitation's link in a real browser, on a phone, and going again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from bot.app import App, build
from bot.clock import standing_clock
from bot.platforms.web import WebChat
from bot.services import enrol
from bot.settings import Settings
from tests.platforms.web.office import ARGS, CHROMIUM, PHONE
from tests.security.served import START
from tests.stores import copied

PATIENCE = 30_000  # milliseconds: a busy machine
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")


@pytest_asyncio.fixture
async def served(template: Path, tmp_path: Path) -> AsyncIterator[App]:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{copied(template, tmp_path / 'office.sqlite')}",
        clock_start=START,
        telegram_token=None,
    )
    settings.web_port = 0
    app = build(settings, clock=standing_clock(START))
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(app.run(ready.set_result))
    await asyncio.wait_for(ready, 10)
    yield app
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    app.close()


@pytest_asyncio.fixture
async def phone() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        context = await browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
        context.set_default_timeout(10_000)
        yield context
        await browser.close()


def invitation(app: App, name: str) -> str:
    with app.units() as uow:
        people = uow.people.in_department(uow.targets.departments()[0].id)
        person = next(p for p in people if p.name == name)
        made = enrol.invite_again(uow, person, now=app.clock.now(), lasting=timedelta(days=7))
        uow.commit()
    return made.code


async def test_from_the_link_to_the_conversation_and_out_again(served: App, phone: BrowserContext) -> None:
    web = served.platforms["web"]
    assert isinstance(web, WebChat)
    page = await phone.new_page()
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))

    # a stranger is led to the door
    await page.goto(web.url)
    await expect(page.locator(".gate h1")).to_contain_text("登录达标", timeout=PATIENCE)
    await expect(page.locator(".gate h1")).to_contain_text("Sign in to Dabiao", timeout=PATIENCE)
    assert await overflow(page) <= 0
    await page.fill("#code", "abcdefghjkmnpqrstuvw")
    await page.click("#enter")
    await expect(page.locator("#refused")).to_contain_text("开通码", timeout=PATIENCE)
    await expect(page.locator("#refused")).to_contain_text("does not work", timeout=PATIENCE)

    # the link's code is in the field and in nothing else
    code = invitation(served, "小周")
    await page.goto(f"{web.url}enter#{code}")
    await expect(page.locator("#code")).to_have_value(code, timeout=PATIENCE)
    assert (page.url, await page.evaluate("location.hash")) == (f"{web.url}enter", "")
    await page.click("#enter")
    await expect(page.locator("#who-name")).to_have_text("小周", timeout=PATIENCE)
    assert [one for one in asked if code in one] == []
    await page.fill("#text", "帮助")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot").last).to_contain_text("2-03", timeout=PATIENCE)
    assert await page.evaluate("document.cookie") == ""

    # what people type stays words, of theirs and where it is said again
    await page.fill("#text", "<img src=x onerror=alert(1)><b>2-06</b>")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot").last).to_contain_text("<img", timeout=PATIENCE)
    assert await page.locator(".list img, .list .text b").count() == 0

    # who is in already comes straight to the conversation, and the way back leads nowhere else
    await page.goto(f"{web.url}enter")
    await expect(page.locator("#who-name")).to_have_text("小周", timeout=PATIENCE)

    # a second window is out when the first one signs out
    other = await phone.new_page()
    await other.goto(web.url)
    await expect(other.locator("#who-name")).to_have_text("小周", timeout=PATIENCE)
    await page.click("#who")
    await page.get_by_role("button", name="退出登录").click()
    await expect(page.locator(".gate h1")).to_contain_text("登录达标", timeout=PATIENCE)
    await expect(other.locator(".gate h1")).to_contain_text("登录达标", timeout=PATIENCE)
    await page.go_back()
    await expect(page.locator(".gate h1")).to_contain_text("登录达标", timeout=PATIENCE)
    assert faults == []


async def overflow(page: Page) -> int:
    return int(await page.evaluate("document.documentElement.scrollWidth - innerWidth"))
