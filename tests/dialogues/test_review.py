"""Review: nothing counts before the unit's lead has passed it, and what comes back says why."""

from datetime import datetime

import pytest

from tests.office import Office


async def reported(office: Office, who: str, text: str) -> None:
    heard = await office.says(who, text)
    await office.presses(who, "确认", on=heard[-1])


async def test_the_lead_gets_one_message_and_passes_all_with_one_tap(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await reported(office, "小吴", "2-07 4600")
    messages = [h for h in office.all("李科") if "待您审核" in h.text]
    assert [m.text.splitlines()[0] for m in messages] == ["待您审核2项"]
    heard = await office.presses("李科", "全部通过（2）")
    assert heard[-1].text.startswith("已通过2项")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "reviewed")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "reviewed")


async def test_pass_all_passes_what_was_shown_and_not_what_came_later(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    shown = office.hears("李科")[-1]
    await reported(office, "小周", "2-07 4600")
    assert shown.button("全部通过（1）").id != office.all("李科")[-1].button("全部通过（2）").id
    heard = await office.presses_id("李科", shown.button("全部通过（1）").id)
    assert heard[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert office.figures("2-07")[-1][2] == "waiting"


async def test_what_comes_in_after_everything_was_decided_is_a_new_message(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await office.presses("李科", "全部通过（1）")
    await reported(office, "小周", "2-07 4600")
    messages = [h for h in office.all("李科") if h.text.startswith("待您审核")]
    assert len({m.key for m in messages}) == 2


async def test_a_returned_figure_goes_back_with_the_reason_and_is_open_again(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await office.presses("李科", "1")
    await office.presses("李科", "退回")
    await office.says("李科", "保函部分没有算进去")
    back = office.hears("小周")[-1]
    assert "保函部分没有算进去" in back.text
    assert office.figures("2-06")[-1][2] == "returned"
    listed = await office.says("小周", "上报")
    assert "2-06" in listed[-1].text
    assert "（退回）" in listed[-1].text
    await office.presses("小周", "重新上报")
    await reported(office, "小周", "21.3亿")
    assert [f[1:] for f in office.figures("2-06")[-2:]] == [
        ("2100000000", "returned"),
        ("2130000000", "waiting"),
    ]


async def test_the_lead_corrects_and_the_old_revision_stays(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await office.presses("李科", "1")
    await office.presses("李科", "我来改")
    await office.says("李科", "20.6亿")
    await office.presses("李科", "有遗漏")
    await office.presses("李科", "确认")
    assert [f[1:] for f in office.figures("2-06")[-2:]] == [
        ("2100000000", "waiting"),
        ("2060000000", "reviewed"),
    ]
    assert (await office.says("李科", "审核"))[-1].text == "没有待您审核的数据。"


async def test_a_correction_after_review_is_reviewed_again(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await office.presses("李科", "全部通过（1）")
    await office.says("小周", "刚才报错了，节省资金是20.8亿")
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")
    review = office.hears("李科")[-1]
    assert "原为21亿元，更正原因：填写错误" in review.text
    assert [f[1:] for f in office.figures("2-06")[-2:]] == [
        ("2100000000", "reviewed"),
        ("2080000000", "waiting"),
    ]


async def test_another_units_lead_cannot_pass_a_figure(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    option = office.all("李科")[-1].button("全部通过（1）").id
    assert await office.presses_id("沈科", option) == []
    assert office.figures("2-06")[-1][2] == "waiting"


async def test_a_figure_not_yet_reviewed_can_be_withdrawn(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    heard = await office.says("小周", "撤回")
    await office.presses("小周", heard[-1].labels[0])
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "withdrawn")
    listed = await office.says("小周", "上报")
    assert "2-06" in listed[-1].text


async def test_a_reviewed_figure_cannot_be_withdrawn(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    heard = await office.says("小周", "撤回")
    await office.presses("李科", "全部通过（1）")
    after = await office.presses("小周", heard[-1].labels[0])
    assert after[-1].text == "这个数已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert office.figures("2-06")[-1][2] == "reviewed"


async def test_a_leader_sees_only_that_a_figure_is_waiting(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    shown = (await office.says("钱局", "查 2-06"))[-1].text
    assert "待审" in shown
    assert "21亿" not in shown


async def test_a_department_without_review_counts_at_once(office: Office) -> None:
    await office.says("郑主管", "/settings review off")
    await reported(office, "小周", "2-06 21亿")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "reviewed")
    assert office.all("李科") == []


async def test_the_leads_own_figure_is_reviewed_by_reporting_it(office: Office) -> None:
    await reported(office, "李科", "2-06 21亿")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "reviewed")


async def test_last_years_periods_are_locked_from_february_on(office: Office) -> None:
    office.at_time(datetime(2024, 2, 5, 10))
    heard = await office.says("小周", "2023年11月 2-07 8000")
    assert "已锁定" in heard[-1].text
    assert office.figures("2-07")[-1][0] == "2023-05"


async def test_a_returned_figure_goes_to_whoever_has_the_post_now(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await office.says("郑主管", "交接 小周 小吴")
    await office.presses("郑主管", "交接")
    await office.presses("李科", "1")
    await office.presses("李科", "退回")
    office.hears("小周")
    await office.presses("李科", "请核对数据")
    assert "退回：2-06" in office.hears("小吴")[-1].text
    assert office.hears("小周") == []


# -- by words alone


async def test_the_only_figure_that_waits_is_passed_by_the_bare_word(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    heard = await office.says("李科", "通过")
    assert heard[-1].text.startswith("已通过1项")
    assert office.figures("2-06")[-1][2] == "reviewed"


async def test_of_several_the_bare_word_passes_none_unseen(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await reported(office, "小周", "2-07 4600")
    heard = await office.says("李科", "通过")
    assert heard[-1].labels == ["全部通过（2）", "1", "2"]
    assert [office.figures(c)[-1][2] for c in ("2-06", "2-07")] == ["waiting", "waiting"]


@pytest.mark.parametrize("said", ["通过 2-07", "通过2-7", "通过 2", "审核通过 交易量"])
async def test_one_is_passed_by_code_number_or_name(office: Office, said: str) -> None:
    await reported(office, "小周", "2-06 21亿")
    await reported(office, "小周", "2-07 4600")
    await office.says("李科", said)
    assert [office.figures(c)[-1][2] for c in ("2-06", "2-07")] == ["waiting", "reviewed"]


@pytest.mark.parametrize("said", ["退回 2-06 保函没算", "退回 1，保函没算", "打回 节省资金 保函没算"])
async def test_a_figure_is_returned_with_its_reason_in_one_message(office: Office, said: str) -> None:
    await reported(office, "小周", "2-06 21亿")
    await reported(office, "小周", "2-07 4600")
    await office.says("李科", said)
    assert [office.figures(c)[-1][2] for c in ("2-06", "2-07")] == ["returned", "waiting"]
    assert "李科：保函没算" in office.hears("小周")[-1].text


async def test_a_bare_return_asks_which_one_and_why(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    await reported(office, "小周", "2-07 4600")
    which = await office.says("李科", "退回")
    assert [label[:4] for label in which[-1].labels] == ["2-06", "2-07"]
    why = await office.presses("李科", which[-1].labels[1], on=which[-1])
    assert "为什么退回4600件" in why[-1].text
    await office.says("李科", "口径不对")
    assert [office.figures(c)[-1][2] for c in ("2-06", "2-07")] == ["waiting", "returned"]


async def test_words_that_only_begin_like_a_decision_are_none(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    heard = await office.says("李科", "通过率98%")
    assert "已通过" not in heard[-1].text
    assert office.figures("2-06")[-1][2] == "waiting"


async def test_whose_figure_the_lead_corrects_is_told_once_with_the_reason(office: Office) -> None:
    await reported(office, "小周", "2-06 21亿")
    office.hears("小周")
    await office.says("李科", "更正 2-06 22亿")
    await office.says("李科", "漏了一家银行")
    await office.presses("李科", "确认")
    told = [h.text for h in office.hears("小周") if "已更正" in h.text]
    assert told == [
        "您报的数已更正：2-06 为企业节省资金流数\n6月（累计）：21亿元 → 22亿元\n李科：漏了一家银行"
    ]


@pytest.mark.parametrize("words", ["2-07 退回，数不对", "2-07退回 数不对", "退回2-07，数不对"])
async def test_the_code_may_stand_before_the_verb(office: Office, words: str) -> None:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    heard = await office.says("李科", words)
    assert heard[-1].text == "已退回小周：2-07 公共资源交易平台交易量 4600件。原因：数不对"
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "returned")
