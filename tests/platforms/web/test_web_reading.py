"""The page in a real Chromium: a reader's place is kept, and a bad connection loses nothing."""

import re
from typing import Any

from playwright.async_api import Browser, expect

from bot.chat import Heading, say
from bot.platforms.web import WebChat
from bot.web_place import WebPlace
from tests.platforms.fake_desk import FakeDesk
from tests.platforms.web.office import DESKTOP, HERE, IN_CHROMIUM, Office, Open, question, serve, stop

pytestmark = IN_CHROMIUM

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
    first = WebChat(HERE, old, None)
    running = await serve(first, old)
    port = int(re.findall(r"\d+", first.url)[-1])
    page = await browser.new_page()
    await page.goto(f"{first.url}?as=zhou")
    await expect(page.locator(".entry")).to_have_count(3)
    await stop(running)
    running = await serve(WebChat(WebPlace(port=port), new, None), new)
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


async def test_a_page_for_every_person_does_not_use_up_the_browsers_connections(
    open_page: Open, office: Office
) -> None:
    first = await open_page(DESKTOP)
    for name in ("li", "qian", "sun", "wu", "zhou", "li", "qian"):
        page = await first.context.new_page()
        await page.goto(f"{office.chat.url}?as={name}")
    await page.fill("#text", "进度")
    await page.press("#text", "Enter")
    await expect(page.locator(".entry.bot")).to_contain_text("收到：进度")
    await first.fill("#text", "1 21亿")
    await first.press("#text", "Enter")
    await expect(first.locator(".entry.bot")).to_contain_text("收到：1 21亿")


async def test_two_pages_of_one_person_both_hear_at_once(open_page: Open, office: Office) -> None:
    first = await open_page(DESKTOP)
    second = await first.context.new_page()
    await second.goto(first.url)
    await expect(second.locator("#empty")).to_be_visible()
    await office.says("zhou", say("6月数据可以报了"))
    for page in (first, second):
        await expect(page.locator(".entry.bot")).to_contain_text("6月数据可以报了", timeout=3000)
