"""The dialogues as somebody reads and types them in English."""

import re

import pytest

from bot.texts.fitting import LONGEST
from tests.office import Heard, Office

CHINESE = re.compile(r"[，。；：（）、｜]|\d[万亿月件]")
"""Punctuation and figures of Chinese; names and what people wrote in Chinese stay."""


async def says(office: Office, who: str, text: str) -> Heard:
    return (await office.says(who, text))[-1]


async def test_a_figure_goes_in_and_is_reviewed(office: Office) -> None:
    await office.says("小周", "/language en")
    await office.says("李科", "/language en")
    shown = await says(office, "小周", "2-06 Jun 2.1 billion")
    assert shown.text.splitlines()[:4] == [
        "2-06 为企业节省资金流数",
        "Jun (cumulative): 2.1 billion yuan (+400 million yuan)",
        "year's target 3 billion yuan, 70.0% done",
        "20.0 points above pace ● ahead of pace",
    ]
    await office.says("小周", "correct")  # at a question it is a yes, not the command
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    assert (await says(office, "李科", "2-06 return please check")).text == (
        "Returned to 小周: 2-06 为企业节省资金流数 2.1 billion yuan. Reason: please check"
    )
    await office.says("小周", "2-06 2.15bn")
    await office.says("小周", "yes")
    assert "Passed: 1" in (await says(office, "李科", "approve 2-06")).text
    assert office.figures("2-06")[-1] == ("2023-06", "2150000000", "reviewed")


async def test_words_that_begin_like_a_command_may_be_the_reason_that_was_asked_for(office: Office) -> None:
    await office.says("小周", "/language en")
    await office.says("小周", "2-06 2.1bn")
    await office.says("小周", "yes")
    assert "Why is it changed?" in (await says(office, "小周", "correct 2-06 2.2bn")).text
    said = await says(office, "小周", "plan was counted twice")
    assert "reason: plan was counted twice" in said.text
    await office.says("小周", "correct 2-06 2.3bn")
    assert "past periods" in (await says(office, "小周", "status 2-07")).labels


async def test_a_leave_is_no_good_bye(office: Office) -> None:
    await office.says("小周", "/language en")
    assert (await says(office, "小周", "leave")).text.startswith("No leave is noted.")
    assert (
        "Leave is noted: Mon 10 Jul to Fri 14 Jul" in (await says(office, "小周", "leave 10 to 14 July")).text
    )


async def test_an_adjusted_target_is_put_in_the_table_as_it_writes_them(office: Office) -> None:
    await office.says("郑主管", "/language en")
    shown = await says(office, "郑主管", "target 2-09 85 billion yuan 局发〔2023〕5号")
    assert "90 billion yuan → 85 billion yuan" in shown.text
    await office.says("郑主管", "yes")
    assert "目标850亿元" in (await says(office, "小周", "上报")).text


async def test_what_was_sent_is_shown_while_a_round_is_open(office: Office) -> None:
    await office.says("郑主管", "/language en")
    await office.says("郑主管", "round Jan-Jun by 15 August 鲁财绩〔2023〕5号")
    await office.says("郑主管", "yes")
    assert (
        "monitoring round or self-evaluation: delivered 11" in (await says(office, "郑主管", "delivery")).text
    )


async def test_a_round_is_filled_in(office: Office) -> None:
    await office.says("郑主管", "监控 1-6月 8月15日前 鲁财绩〔2023〕5号")
    await office.says("郑主管", "对")
    await office.says("小周", "/language en")
    await office.says("小周", "fill")
    asked = await says(office, "小周", "2-07 4,600 year 9,500")
    assert "Jan–Jun: 4,600 items, whole year 9,500 items" in asked.text
    assert (
        "no figure: the system is down"
        in (await says(office, "小周", "2-08 no data because the system is down")).text
    )
    asked = await says(office, "小周", "2-09 38 billion year 80 billion")
    assert "Why?" in asked.text
    assert (
        "Will the year's target be reached?"
        in (await says(office, "小周", "funds the money has not come")).text
    )
    assert "2-06" in (await says(office, "小周", "possibly")).text


@pytest.mark.parametrize(
    ("who", "typed"),
    [
        (
            "小周",
            "help; report; status 2-06; template; evidence; away; deputy; quiet; correct; hello; mydata",
        ),
        ("李科", "review; pending; help; corrections; form"),
        ("赵局", "how is 2-09 doing?; what is low?; language; rubbish; help"),
        (
            "郑主管",
            "settings; people; assign 2-14; target; plan 2-10; reopen; round; selfcheck; bulletin; orphans",
        ),
    ],
)
async def test_answers_are_in_english_and_fit_a_phone(office: Office, who: str, typed: str) -> None:
    await office.says(who, "/language en")
    for text in typed.split("; "):
        said = (await says(office, who, text)).text
        if not said.startswith("Ledger"):
            assert len(said.splitlines()) <= LONGEST, said
        figures = [line for line in said.splitlines() if not line.startswith(("Definition", "Reason"))]
        assert [line for line in figures if CHINESE.search(re.sub("〔.*?〕", "", line))] == []
