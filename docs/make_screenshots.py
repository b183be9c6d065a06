"""Takes the README's screenshots from the running demo: `python docs/make_screenshots.py [ADDRESS]`.

Start `make demo` first (freshly: the clock must stand at its beginning). Needs Chromium and Playwright.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ADDRESS = "http://127.0.0.1:8765/"
FOLDER = Path(__file__).parent / "screenshots"
PHONE = {"width": 390, "height": 844}


def become(page: Page, name: str) -> None:
    """Play somebody else: the switcher at phone width."""
    page.locator("#who").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile(f"^{name}|{name}")).first.click()
    expect(page.locator("#who-name")).to_have_text(name)


def move(page: Page, step: str) -> None:
    page.get_by_role("button", name=step).click()
    expect(page.get_by_role("button", name=step)).to_be_enabled()


def say(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#text").press("Enter")


def shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / f"{name}.png")


def main(address: str) -> None:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport=PHONE, device_scale_factor=2, locale="zh-CN")
        page.set_default_timeout(30_000)
        expect.set_options(timeout=30_000)
        page.goto(address)
        become(page, "小周")
        move(page, "下一事件")
        move(page, "下一事件")
        expect(page.locator("#list")).to_contain_text("6月数据可以报了")
        shoot(page, "reminder")
        say(page, "2-06 21亿")
        expect(page.locator("#list")).to_contain_text("完成70.0%")
        shoot(page, "report")
        page.get_by_role("button", name="确认", exact=True).click()
        say(page, "2-07 4600；2-08 9.9亿；2-09 338亿")
        page.get_by_role("button", name="确认", exact=True).last.click()
        page.get_by_role("button", name="季节性").click()
        become(page, "李科")
        shoot(page, "review")
        page.get_by_role("button", name=re.compile("全部通过")).click()
        expect(page.locator("#list")).to_contain_text("已通过4项")
        become(page, "赵局")
        move(page, "下周一")
        expect(page.locator("#list")).to_contain_text("数据截至6月底")
        page.set_viewport_size({"width": 390, "height": 1400})
        shoot(page, "digest")
        page.set_viewport_size(PHONE)
        say(page, "图 2-09")
        expect(page.get_by_role("button", name=re.compile("2-09-2023"))).to_be_visible()
        shoot(page, "chart")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
