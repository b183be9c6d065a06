"""The page in a real Chromium, on a phone and on a desk: files, commands, the clock, and how it looks."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from bot.chat import Attachment, Button, Heading, Table, say
from tests.platforms.web.office import (
    CONTRAST,
    DESKTOP,
    IN_CHROMIUM,
    PHONE,
    Office,
    Open,
    both_sizes,
    overflow,
    picture,
    question,
)

pytestmark = IN_CHROMIUM

# ---------------------------------------------------------------- files


@both_sizes
async def test_a_file_is_sent_and_can_be_fetched_back_under_its_name(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    page = await open_page(size)
    sent: Any = {"name": "台账 6月.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04"}
    await page.set_input_files("#file", sent)
    await expect(page.locator(".entry.bot")).to_contain_text("文件已收到：台账 6月.xlsx")
    async with page.expect_download() as waiting:
        await page.locator(".entry.own a.card").click()
    download = await waiting.value
    assert download.suggested_filename == "台账 6月.xlsx"
    content = await asyncio.to_thread((await download.path()).read_bytes)
    assert content == b"PK\x03\x04"


async def test_a_file_dropped_on_the_page_is_sent(open_page: Open) -> None:
    page = await open_page(DESKTOP)
    data = await page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['a'], '说明.txt')); return data; }"
    )
    await page.dispatch_event("#list", "dragenter", {"dataTransfer": data})
    await expect(page.locator("#drop")).to_be_visible()
    await page.dispatch_event("#list", "drop", {"dataTransfer": data})
    await expect(page.locator(".entry.bot")).to_contain_text("文件已收到：说明.txt")
    await expect(page.locator("#drop")).to_be_hidden()


async def test_a_file_that_is_too_large_is_not_even_sent(
    open_page: Open, office: Office, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    page = await open_page()
    await page.set_input_files("#file", large)
    await expect(page.locator("#notice")).to_contain_text("20 MB")
    assert (await page.locator(".entry").count(), office.desk.accepted) == (0, {})


@both_sizes
async def test_a_picture_is_enlarged_by_a_click_and_closed_by_escape(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    blob = "ab" * 32
    office.desk.files["zhou", blob] = Attachment("图.png", "image/png", picture(900, 500), blob)
    await office.says("zhou", say("6月", picture=Attachment("图.png", "image/png", None, blob)))
    page = await open_page(size)
    await page.locator(".picture").click()
    await expect(page.locator("#viewer img")).to_be_visible()
    assert await page.locator("#viewer img").evaluate("image => image.naturalWidth") == 900
    await page.keyboard.press("Escape")
    await expect(page.locator("#viewer")).to_be_hidden()
    assert await overflow(page) <= 0


# ---------------------------------------------------------------- commands, clock, looks


async def test_a_slash_suggests_commands_and_the_keyboard_chooses(open_page: Open) -> None:
    page = await open_page()
    await page.type("#text", "/")
    await expect(page.locator(".option")).to_have_count(7)
    await page.type("#text", "h")
    assert await page.locator(".option b").all_inner_texts() == ["/history", "/help"]
    await page.press("#text", "ArrowDown")
    await page.press("#text", "ArrowDown")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot")).to_contain_text("收到：/help")


async def test_tab_completes_a_command_for_what_follows_it(open_page: Open) -> None:
    page = await open_page()
    await page.type("#text", "/st")
    await expect(page.locator(".option")).to_have_count(1)
    await page.press("#text", "Tab")
    assert await page.input_value("#text") == "/status "


async def test_the_menu_button_shows_every_command_and_a_tap_sends_it(open_page: Open) -> None:
    page = await open_page()
    await page.click("#menu")
    await page.locator(".option", has_text="待报的指标").click()
    await expect(page.locator(".entry.bot")).to_contain_text("收到：/pending")
    await expect(page.locator("#suggest")).to_be_hidden()


@both_sizes
async def test_the_clock_moves_on_and_rests_while_it_does(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    office.desk.move_takes = 1.0
    page = await open_page(size)
    await expect(page.locator("#clock-date")).to_have_text("2023年7月3日周一")
    await expect(page.locator("#clock-time")).to_have_text("08:25")
    await page.get_by_role("button", name="+1小时").click()
    await expect(page.locator("#clock")).to_have_attribute("aria-busy", "true")
    assert await page.locator(".step:enabled").count() == 0
    await expect(page.locator("#clock-time")).to_have_text("09:25")
    await expect(page.locator(".step:enabled")).to_have_count(4)
    await page.get_by_role("button", name="下一事件").click()
    await expect(page.locator("#clock-date")).to_have_text("2023年7月4日周二")
    assert office.desk.moves == ["hour", "event"]


async def test_a_pretend_office_says_so(open_page: Open) -> None:
    page = await open_page()
    await expect(page.locator("#pretend")).to_have_text("演示数据，科室人员及完成数均为虚构")


async def test_dark_follows_the_system_until_the_person_chooses(open_page: Open) -> None:
    page = await open_page(color_scheme="dark")
    html = page.locator("html")
    await expect(html).to_have_attribute("data-theme", "dark")
    await page.click("#theme")
    await expect(html).to_have_attribute("data-theme", "light")
    await page.reload()
    await expect(html).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_ground(open_page: Open, office: Office, scheme: str) -> None:
    await office.says("zhou", *question())
    page = await open_page(color_scheme=scheme)
    await expect(page.locator(".key")).to_have_count(4)
    await page.fill("#text", "好的")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.own")).to_have_count(1)
    ratios = await page.evaluate(CONTRAST, [".bot .text", ".own .text", ".key.primary", ".step", ".pretend"])
    assert [name for name, ratio in ratios.items() if ratio < 4.5] == []
    assert len(ratios) == 5


async def test_nothing_is_wider_than_a_phone(open_page: Open, office: Office) -> None:
    wide = "x" * 300
    rows = tuple((wide[:40], "1,234,567.89万平方米", wide[:40]) for _ in range(3))
    blob = "cd" * 32
    card = Attachment(wide + ".xlsx", "application/zip", None, blob)
    buttons = [[Button(wide, "x"), Button("很长的按钮" * 8, "x"), Button("3", "x")]]
    await office.says(
        "zhou", say(Heading(wide), wide, Table(("甲", "乙", "丙"), rows), buttons=buttons, document=card)
    )
    page = await open_page()
    await expect(page.locator(".entry")).to_have_count(1)
    assert await overflow(page) <= 0
    boxes = await page.locator(".bubble, .key, .card, .step").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().right)"
    )
    assert len(boxes) == 9
    assert max(boxes) <= PHONE[0]


async def test_what_a_finger_must_hit_is_large_enough(open_page: Open, office: Office) -> None:
    await office.says("zhou", *question())
    page = await open_page()
    await expect(page.locator(".key")).to_have_count(4)
    sizes = await page.locator(".key, .round:visible").evaluate_all(
        "all => all.map((one) => one.offsetHeight)"
    )
    assert len(sizes) == 8
    assert min(sizes) >= 44
