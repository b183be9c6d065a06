"""好的 under another answer may be meant for that: the question is shown again before anything is stored.

Nor is anything said to be in, or not to wait, that is not so.
"""

from collections.abc import Callable
from datetime import datetime

from tests.office import Office


async def test_a_yes_under_an_error_stores_nothing_and_shows_the_question_again(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 20亿")
    [error] = await office.says("小周", "2-06 多少来着亿")
    assert error.text.endswith("没有改动任何数据。")
    heard = await office.says("小周", "好的")
    assert heard[-1].text == asked.text
    assert heard[-1].labels == asked.labels
    assert office.figures("2-06")[-1][:2] == ("2023-05", "1700000000")
    await office.says("小周", "好的")
    assert office.figures("2-06")[-1][:2] == ("2023-06", "2000000000")


async def test_the_buttons_above_no_longer_act_then(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 20亿")
    await office.says("小周", "2-06 多少来着亿")
    await office.says("小周", "好的")
    [late] = await office.presses("小周", "确认", on=asked)
    assert late.text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert len([f for f in office.figures("2-06") if f[0] == "2023-06"]) == 0


async def test_a_yes_to_what_stands_last_needs_no_second_one(office: Office) -> None:
    await office.says("小周", "2-06 20亿")
    heard = await office.says("小周", "好的")
    assert any("已记录" in h.text for h in heard)


async def test_nobody_is_deactivated_by_a_late_yes(office: Office) -> None:
    await office.says("郑主管", "停用 小周")
    await office.presses("郑主管", "停用")
    await office.says("郑主管", "查 2-06")
    heard = await office.says("郑主管", "好的")
    assert "停用" in heard[-1].labels
    assert (await office.says("小周", "查 2-06"))[-1].text.startswith("2-06")


async def test_before_the_window_opens_not_everything_is_in(office_at: Callable[[datetime], Office]) -> None:
    office = office_at(datetime(2023, 7, 3, 8, 25))
    [heard] = await office.says("小周", "上报")
    assert heard.text == "6月的4项还没到上报时间，现在报也可以，如：2-06 17亿元"
    await office.says("小周", "2-06 21亿")
    heard = (await office.presses("小周", "确认"))[1]
    assert heard.text.splitlines()[-1] == "已记录，待科室负责人审核。"
    await office.says("小周", "2-07 4600；2-08 9.9亿；2-09 500亿")
    said = await office.presses("小周", "确认")
    assert any("本期全部报齐，辛苦了！" in h.text.splitlines() for h in said)
    assert (await office.says("小周", "上报"))[-1].text == "本期（7月7日周五截止）您都已报齐，谢谢。"


async def test_a_code_of_which_nothing_waits_says_so(office: Office) -> None:
    await office.says("小周", "2-08 9.9亿")
    await office.presses("小周", "确认")
    [heard] = await office.says("小周", "撤回 2-06")
    assert heard.text == "2-06没有待审的数据；已审的请直接发新数更正。"
