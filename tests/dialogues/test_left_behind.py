"""好的 under another answer may be meant for that: the question is shown again before anything is stored."""

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
