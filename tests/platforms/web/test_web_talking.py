"""The page in a real Chromium, on a phone and on a desk: talking, and being different people."""

import asyncio
from dataclasses import replace
from typing import Any

from playwright.async_api import Request, expect

from bot.chat import Button, Heading, Table, say
from tests.platforms.web.office import (
    DESKTOP,
    IN_CHROMIUM,
    PHONE,
    Office,
    Open,
    both_sizes,
    overflow,
    question,
    switch_to,
)

pytestmark = IN_CHROMIUM

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
    await expect(page.locator(".key")).to_have_count(4)
    busy, enabled = await page.evaluate(
        """() => {
          document.querySelectorAll('.key').forEach((key) => { key.click(); key.click(); });
          return ['.key[aria-busy]', '.key:enabled'].map((name) => document.querySelectorAll(name).length);
        }"""
    )
    assert (busy, enabled) == (1, 0)
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
