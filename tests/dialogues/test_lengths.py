"""Prompts, answers and errors fit a dozen lines of a phone; board, digest and previews may be longer."""

import pytest

from bot.degrade import width
from bot.texts.fitting import LONGEST
from tests.office import Office

PHONE = 40  # half-width columns of a bubble at 390 px
CONTACT = (
    "帮助",
    "上报",
    "2-06",
    "2-06 21亿",
    "2-06 很多",
    "2-06 21亿件",
    "更正",
    "查 2-06",
    "口径 2-07",
    "填报表",
    "佐证 2-06",
)
LEAD = ("帮助", "审核", "谁没报", "名单", "查 2-09", "催报", "B角", "请假 到明年", "免打扰")
ADMIN = (
    "帮助",
    "设置",
    "设置 截止日",
    "名单",
    "分配",
    "邀请",
    "监控",
    "监控 1-13月",
    "通报",
    "通报 1-6月",
    "重开 交易科",
    "更正清单",
)
LEADER = ("帮助", "待审", "谁没报", "查 2-06", "语言", "你好")


def lines_of(text: str) -> int:
    """Lines on a phone, long ones folded."""
    return sum(max(1, -(-width(line) // PHONE)) for line in text.splitlines())


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (who, said)
        for who, all_said in (("小周", CONTACT), ("李科", LEAD), ("郑主管", ADMIN), ("钱局", LEADER))
        for said in all_said
    ],
)
async def test_what_is_said_fits_a_phone(office: Office, who: str, words: str) -> None:
    heard = await office.says(who, words)
    assert heard
    assert [h.text for h in heard if lines_of(h.text) > LONGEST] == []


async def test_lists_that_are_longer_turn_pages(office: Office) -> None:
    for who, words in (("郑主管", "帮助"), ("郑主管", "名单")):
        await office.says(who, words)
        for _ in range(3):
            heard = await office.presses(who, "下一页")
            assert [h.text for h in heard if lines_of(h.text) > LONGEST] == []
