"""The page in a real Chromium, on a phone and on a desk: what people do with it."""

import asyncio
import re
import shutil
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, async_playwright, expect

from bot.chat import Attachment, Button, Heading, Message, Table, say
from bot.platforms.web import WebChat
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
PHONE, DESKTOP = (390, 844), (1280, 860)

pytestmark = [
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


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        await started.close()


async def serve(chat: WebChat, desk: FakeDesk) -> asyncio.Task[None]:
    running = asyncio.create_task(chat.run(desk.accept))
    await chat.started.wait()
    return running


async def stop(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="module")
async def office() -> AsyncIterator[Office]:
    desk = FakeDesk()
    chat = WebChat("127.0.0.1", 0, desk, demo=True)
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


# ---------------------------------------------------------------- talking


@both_sizes
async def test_what_is_typed_is_sent_by_enter_and_answered(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    page = await open_page(size)
    await page.fill("#text", "1 21亿；2 4600")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.own .text")).to_contain_text("1 21亿；2 4600")
    await expect(page.locator(".entry.bot .text")).to_contain_text("收到：1 21亿；2 4600")
    await expect(page.locator(".entry")).to_have_count(2)
    assert await page.input_value("#text") == ""
    assert await overflow(page) <= 0


async def test_shift_and_enter_is_a_new_line(open_page: Open) -> None:
    page = await open_page()
    await page.fill("#text", "一")
    await page.press("#text", "Shift+Enter")
    await page.type("#text", "二")
    await page.click("#send")
    await expect(page.locator(".entry.bot .text")).to_contain_text("收到：一\n二", use_inner_text=True)


async def test_the_enter_that_chooses_a_word_of_an_input_method_does_not_send(
    open_page: Open, office: Office
) -> None:
    page = await open_page()
    await page.fill("#text", "er shi yi")
    await page.dispatch_event("#text", "keydown", {"key": "Enter", "isComposing": True})
    await page.dispatch_event("#text", "keydown", {"key": "Enter", "keyCode": 229})
    assert (await page.input_value("#text"), office.desk.accepted) == ("er shi yi", {})


async def test_markup_is_shown_as_it_was_written(open_page: Open, office: Office) -> None:
    evil = "<img src=x onerror=alert(1)><b>21</b>"
    await office.says(
        "zhou", say(Heading(evil), evil, Table((evil,), ((evil,),)), buttons=[[Button(evil, "x")]])
    )
    page = await open_page()
    await expect(page.locator(".heading")).to_have_text(evil)
    assert await page.locator("#list img, #list .text b").count() == 0


@both_sizes
async def test_a_pressed_button_is_shown_as_chosen_and_the_others_rest(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    await office.says("zhou", *question())
    page = await open_page(size)
    await page.get_by_role("button", name="这是当月数").click()
    await expect(page.locator(".key.chosen")).to_have_text("这是当月数")
    assert await page.locator(".key:enabled").count() == 0
    assert await page.locator(".key").count() == 4
    pressed = [event.payload["option"] for event in office.desk.accepted.values()]
    assert pressed == ["b3"]


async def test_buttons_rest_while_a_press_is_on_its_way_so_two_taps_are_one(
    open_page: Open, office: Office
) -> None:
    await office.says("zhou", *question())
    page = await open_page()
    held: list[Request] = []
    page.on("request", lambda request: held.append(request) if request.method == "POST" else None)

    async def slowly(route: Any) -> None:
        await asyncio.sleep(0.3)
        await route.continue_()

    await page.route("**/api/events", slowly)
    await page.evaluate("document.querySelectorAll('.key').forEach((key) => { key.click(); key.click(); })")
    await expect(page.locator(".key[aria-busy]")).to_have_count(1)
    assert await page.locator(".key:enabled").count() == 0
    await expect(page.locator(".key.chosen")).to_have_text("确认")
    assert len(held) == 1


async def test_a_settled_message_without_its_buttons_still_says_what_was_chosen(
    open_page: Open, office: Office
) -> None:
    message, key = question()
    await office.says("zhou", replace(message, buttons=(), chosen="确认"), key)
    page = await open_page()
    await expect(page.locator(".key.chosen")).to_have_text("确认")
    assert await page.locator(".key").count() == 1


async def test_an_edited_message_changes_in_its_place(open_page: Open, office: Office) -> None:
    await office.says("zhou", say("第一版"), "first")
    await office.says("zhou", say("第二条"))
    page = await open_page()
    await expect(page.locator(".entry")).to_have_count(2)
    office.desk.change("zhou", "first", say("改过的"))
    office.chat.wake()
    await expect(page.locator(".entry").first).to_contain_text("改过的")
    await expect(page.locator(".entry")).to_have_count(2)


# ---------------------------------------------------------------- people


@both_sizes
async def test_another_person_is_one_tap_away_and_a_draft_waits_for_its_writer(
    open_page: Open, office: Office, size: tuple[int, int]
) -> None:
    await office.says("zhou", say("给小周"))
    page = await open_page(size)
    await page.fill("#text", "写到一半")
    await office.says("li", say("待审3项"))
    badge = page.locator("#who-unread" if size == PHONE else "#people .badge:visible")
    await expect(badge).to_have_text("1")
    await switch_to(page, "李科", size)
    await expect(page.locator("#who-name")).to_have_text("李科")
    await expect(page.locator(".entry")).to_contain_text(["待审3项"])
    await expect(page.locator(".badge:visible")).to_have_count(0)
    assert await page.input_value("#text") == ""
    await switch_to(page, "小周", size)
    await expect(page.locator(".entry")).to_contain_text(["给小周"])
    assert await page.input_value("#text") == "写到一半"
    await page.reload()
    await expect(page.locator("#text")).to_have_value("写到一半")


async def test_a_conversation_seen_before_is_there_at_once(open_page: Open, office: Office) -> None:
    await office.says("zhou", say("给小周"))
    page = await open_page(DESKTOP)
    await expect(page.locator(".entry")).to_have_count(1)
    await switch_to(page, "李科", DESKTOP)
    await page.route("**/api/**", lambda route: route.abort())
    await switch_to(page, "小周", DESKTOP)
    assert await page.locator(".entry").all_inner_texts() == ["给小周\n08:25"]


async def test_outside_the_demo_there_is_one_conversation_and_an_invitation_is_ready_to_send(
    browser: Browser,
) -> None:
    desk = FakeDesk(people=[])
    chat = WebChat("127.0.0.1", 0, desk)
    running = await serve(chat, desk)
    page = await browser.new_page()
    await page.goto(f"{chat.url}?start=ABC-123")
    await expect(page.locator("#text")).to_have_value("/start ABC-123")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot")).to_contain_text("收到：/start ABC-123")
    assert await page.locator("#side, #clock").evaluate_all("all => all.map((one) => one.hidden)") == [
        True,
        True,
    ]
    await page.close()
    await stop(running)


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
    office.desk.move_takes = 0.4
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
    await page.fill("#text", "好的")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.own")).to_have_count(1)
    ratios = await page.evaluate(CONTRAST, [".bot .text", ".own .text", ".key.primary", ".step", ".pretend"])
    assert [name for name, ratio in ratios.items() if ratio < 4.5] == []
    assert len(ratios) == 5


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
    sizes = await page.locator(".key, .round:visible").evaluate_all(
        "all => all.map((one) => one.offsetHeight)"
    )
    assert len(sizes) == 8
    assert min(sizes) >= 44


# ---------------------------------------------------------------- reading, and bad connections


async def test_a_reader_further_up_is_told_of_news_and_not_moved(open_page: Open, office: Office) -> None:
    for number in range(40):
        await office.says("zhou", say(f"第{number}条"))
    office.desk.timeline("zhou", office.desk.cursor)
    page = await open_page()
    await expect(page.locator(".entry").last).to_be_in_viewport()
    await page.evaluate("document.getElementById('scroll').scrollTop = 100")
    await expect(page.locator("#jump")).to_be_visible()
    await office.says("zhou", say("新的一条"))
    await expect(page.locator("#jump")).to_contain_text("新消息")
    assert await page.evaluate("document.getElementById('scroll').scrollTop") == 100
    await page.click("#jump")
    await expect(page.locator(".entry").last).to_be_in_viewport()
    await expect(page.locator("#jump")).to_be_hidden()


async def test_a_long_message_is_read_from_its_first_line(open_page: Open, office: Office) -> None:
    page = await open_page()
    await office.says("zhou", say(Heading("简报"), "\n".join(f"第{n}行" for n in range(60))))
    await expect(page.locator(".heading")).to_be_in_viewport()
    await expect(page.locator("#jump")).to_be_visible()


async def test_days_stand_between_messages(open_page: Open, office: Office) -> None:
    now = office.desk.now
    for back in (185, 2, 1, 0):
        office.desk.now = now.fromordinal(now.toordinal() - back).replace(tzinfo=now.tzinfo)
        await office.says("zhou", say("早"))
    office.desk.now = now
    page = await open_page()
    await expect(page.locator(".day")).to_have_count(4)
    assert await page.locator(".day").all_inner_texts() == [
        "2022年12月30日周五",
        "7月1日周六",
        "昨天 7月2日周日",
        "今天 7月3日周一",
    ]


async def test_what_was_sent_without_a_connection_arrives_once_when_it_is_back(
    open_page: Open, office: Office
) -> None:
    page = await open_page()
    await expect(page.locator("#empty")).to_be_visible()
    await page.context.set_offline(True)
    await page.fill("#text", "1 21亿")
    await page.press("#text", "Enter")
    await expect(page.locator(".failure")).to_be_visible()
    await expect(page.locator("#offline")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator(".entry.bot")).to_contain_text("收到：1 21亿")
    await expect(page.locator(".failure")).to_have_count(0)
    await expect(page.locator("#offline")).to_be_hidden()
    assert [event.payload["text"] for event in office.desk.accepted.values()] == ["1 21亿"]


async def test_an_answer_that_got_lost_does_not_make_a_second_event(open_page: Open, office: Office) -> None:
    page = await open_page()
    lost = 0

    async def lose_the_first_answer(route: Any) -> None:
        nonlocal lost
        lost += 1
        await route.fetch()
        await (route.abort() if lost == 1 else route.continue_())

    await page.route("**/api/events", lose_the_first_answer)
    await page.fill("#text", "21亿")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot")).to_have_count(1)
    await expect(page.locator(".entry.own")).to_have_count(1)
    assert len(office.desk.accepted) == 1


async def test_a_server_that_started_afresh_is_shown_afresh(browser: Browser) -> None:
    old, new = FakeDesk(), FakeDesk()
    for number in range(3):
        old.bot_says("zhou", say(f"旧{number}"))
    new.bot_says("zhou", say("新的开始"))
    first = WebChat("127.0.0.1", 0, old, demo=True)
    running = await serve(first, old)
    port = int(re.findall(r"\d+", first.url)[-1])
    page = await browser.new_page()
    await page.goto(f"{first.url}?as=zhou")
    await expect(page.locator(".entry")).to_have_count(3)
    await stop(running)
    running = await serve(WebChat("127.0.0.1", port, new, demo=True), new)
    await expect(page.locator(".entry")).to_contain_text(["新的开始"])
    await expect(page.locator(".entry")).to_have_count(1)
    await page.close()
    await stop(running)


async def test_the_whole_can_be_done_with_the_keyboard(open_page: Open, office: Office) -> None:
    await office.says("zhou", *question())
    page = await open_page(DESKTOP)
    await page.locator(".key").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".key.chosen")).to_have_text("确认")
    unnamed = await page.locator("button, a, textarea").evaluate_all(
        "all => all.filter((one) => !(one.ariaLabel || one.textContent.trim())).map((one) => one.id)"
    )
    assert unnamed == []
