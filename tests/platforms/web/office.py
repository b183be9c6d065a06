"""A running web chat for the tests of its page, and what they measure with; imports the fake desk."""

import asyncio
import shutil
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from playwright.async_api import Page

from bot.chat import Button, Heading, Message, say
from bot.platforms.web import WebChat
from bot.web_place import WebPlace
from tests.platforms.fake_desk import FakeDesk

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = WebPlace(port=0)
PHONE, DESKTOP = (390, 844), (1280, 860)

IN_CHROMIUM = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
both_sizes = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@dataclass
class Office:
    """A running web chat with its desk."""

    desk: FakeDesk
    chat: WebChat

    async def says(self, account: str, message: Message, key: str = "") -> None:
        entry = self.desk.bot_says(account, message, key)
        await self.chat.send(account, message, entry.id)


Open = Callable[..., Awaitable[Page]]


async def serve(chat: WebChat, desk: FakeDesk) -> asyncio.Task[None]:
    running = asyncio.create_task(chat.run(desk.accept))
    await chat.started.wait()
    return running


async def stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def question(key: str = "q") -> tuple[Message, str]:
    rows = [
        [Button("确认", "take", id="b1", style="primary"), Button("改数", "edit", id="b2")],
        [Button("这是当月数", "own", id="b3"), Button("取消", "cancel", id="b4", style="danger")],
    ]
    return say(Heading("2-06 为企业节省资金流数"), "6月（累计）：21亿元", buttons=rows), key


def picture(width: int = 300, height: int = 200) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    lines = (b"\0" + b"\x0b\x7a\x6b" * width) * height
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def overflow(page: Page) -> int:
    """How many pixels anything sticks out to the right of the window."""
    return int(
        await page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.getElementById('scroll').scrollWidth"
            " + document.getElementById('scroll').getBoundingClientRect().left) - innerWidth"
        )
    )


async def switch_to(page: Page, name: str, size: tuple[int, int]) -> None:
    if size == PHONE:
        await page.click("#who")
    await page.locator(".person:visible", has_text=name).click()


CONTRAST = """(names) => {
  const parts = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const shine = (text) => {
    const [r, g, b] = parts(text).map(light);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return /, 0\\)$/.test(colour) ? ground(node.parentElement) : colour;
  };
  return Object.fromEntries(names.map((name) => {
    const node = document.querySelector(name);
    const [a, b] = [shine(getComputedStyle(node).color), shine(ground(node))];
    return [name, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  }));
}"""
