"""The main job, end to end, in a real browser on the real demo: window, report, review, digest."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from bot.app import App, build
from bot.platforms.web import WebChat
from bot.settings import Settings
from seed import demo
from tests.platforms.web.office import ARGS, CHROMIUM, PHONE

PATIENCE = 60_000  # milliseconds: a week is played, digests and pictures are made
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[App]:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{tmp_path / 'demo.sqlite'}",
        clock_start=demo.START,
        telegram_token=None,
    )
    settings.web_port = 0
    app = build(settings, demo=True)
    with app.units() as uow:
        demo.load(uow, settings.zone, app.calendar)
        uow.commit()
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(app.run(ready.set_result))
    await asyncio.wait_for(ready, 10)
    yield app
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    app.close()


@pytest_asyncio.fixture
async def phone() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = await browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
        page.set_default_timeout(10_000)
        yield page
        await browser.close()


async def open_as(page: Page, app: App, name: str) -> None:
    account = next(p.account for p in app.desk.personas() if p.name == name)
    web = app.platforms["web"]
    assert isinstance(web, WebChat)
    await page.goto(f"{web.url}?as={account}")
    await expect(page.locator("#who-name")).to_have_text(name)


async def say(page: Page, text: str) -> None:
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")


async def test_from_the_window_to_mondays_digest(served: App, phone: Page) -> None:
    said = phone.locator("#list")
    await open_as(phone, served, "赵局")
    await phone.get_by_role("button", name="下一事件").click()
    await expect(said).to_contain_text("数据截至5月底")

    await open_as(phone, served, "小周")
    await phone.get_by_role("button", name="下一事件").click()
    await expect(said).to_contain_text("6月数据可以报了")
    await say(phone, "1 21亿；2 4600")
    await phone.get_by_role("button", name="确认", exact=True).click()
    await expect(said).to_contain_text("已记录，待科室负责人审核")

    await open_as(phone, served, "李科")
    await phone.get_by_role("button", name="全部通过（2）").click()
    await expect(said).to_contain_text("已通过2项")

    await open_as(phone, served, "赵局")
    await say(phone, "查 2-06")
    await expect(said).to_contain_text("1—6月 21亿元")
    await phone.get_by_role("button", name="下周一").click()
    await expect(said).to_contain_text("数据截至6月底｜序时进度50%", timeout=PATIENCE)
    await expect(said).to_contain_text("演示数据，科室人员及完成数均为虚构")
    assert await phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
