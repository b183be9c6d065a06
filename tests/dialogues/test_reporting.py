"""Reporting as people do it: from the list, one by one, or typed freely."""

from datetime import datetime

import pytest

from bot.domain.period import Period
from tests.office import Office


async def confirmed(office: Office, who: str, text: str) -> str:
    """Type a figure, confirm it, and return what was understood."""
    heard = await office.says(who, text)
    understood = heard[-1].text
    await office.presses(who, "确认", on=heard[-1])
    return understood


async def test_a_figure_is_shown_confirmed_and_stored_once(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿")
    assert heard[-1].text == (
        "2-06 为企业节省资金流数\n"
        "6月（累计）：21亿元（+4亿元）\n"
        "全年目标30亿元，完成70.0%\n"
        "高于序时进度20.0个百分点 ●超序时\n"
        "规划28亿 标准25亿 上年10亿 三年均1亿"
    )
    assert heard[-1].labels == ["确认", "改数", "这是当月数", "取消"]
    await office.presses("小周", "确认")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")


async def test_from_the_list_pick_one_type_confirm_and_the_next_is_asked_for(office: Office) -> None:
    heard = await office.says("小周", "上报")
    assert heard[-1].text.splitlines()[0] == "待报4项（7月7日周五截止）"
    assert heard[-1].labels == ["1", "2", "3", "4", "都和上次一样"]
    prompt = (await office.presses("小周", "2"))[-1]
    assert "2-07" in prompt.text
    assert "1—5月 3850件" in prompt.text
    assert "9000件" in prompt.text
    await office.says("小周", "4600")
    after = await office.presses("小周", "确认")
    assert "还剩3项" in after[-2].text
    assert "2-06" in after[-1].text
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


async def test_a_long_list_is_paged_and_numbered_through(office: Office) -> None:
    await office.says("郑主管", "分配 1-1到1-4 3-1到3-4 4-1到4-4 交易科")
    heard = await office.says("小周", "上报")
    assert heard[-1].text.splitlines()[0].startswith("待报16项")
    seen = [x for x in heard[-1].labels if x.isdigit()]
    while "下一页" in heard[-1].labels:
        heard = await office.presses("小周", "下一页")
        seen += [x for x in heard[-1].labels if x.isdigit()]
    assert seen == [*map(str, range(1, 17))]
    assert heard[-1].labels[-3:] == ["上一页", "都和上次一样", "用表格填报"]
    await confirmed(office, "小周", "16 99.5%")
    assert office.figures("4-04")[-1] == ("2023-06", "99.5", "waiting")


async def test_numbers_are_those_of_the_open_list_before_any_list_was_shown(office: Office) -> None:
    await confirmed(office, "小周", "1 21亿；2 4600")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


async def test_words_that_only_correct_are_no_note(office: Office) -> None:
    await confirmed(office, "小周", "2-07 4600")
    await office.says("小周", "刚才2-07报错了，应该是4650")
    heard = await office.presses("小周", "填写错误")
    assert "4600件，更正原因：填写错误" in heard[-1].text
    assert "备注" not in heard[-1].text


async def test_the_numbers_of_the_list_may_be_used_in_the_answer(office: Office) -> None:
    await office.says("小周", "报数")
    await confirmed(office, "小周", "1 21亿；2 4600")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


@pytest.mark.parametrize(
    ("who", "text", "code", "value"),
    [
        ("小蒋", "2-03 3.2万", "2-03", "32000"),
        ("小蒋", "电子档案 3.2万", "2-03", "32000"),
        ("小蒋", "电子档案3.2w", "2-03", "32000"),
        ("小蒋", "电子当案 3。2万", "2-03", "32000"),
        ("小蒋", "dzda 3.2万", "2-03", "32000"),
        ("小蒋", "２－０３　３．２万", "2-03", "32000"),
        ("小蒋", "电子档案三万二", "2-03", "32000"),
        ("小蒋", "1-6月 2-03 3.2万", "2-03", "32000"),
        ("小蒋", "2-03 +8900", "2-03", "32000"),
        ("小蒋", "2-03 本月8900", "2-03", "32000"),
        ("小蒋", "登记全程网办率 2991/3000", "2-01", "99.7"),
        ("小蒋", "登记全程网办率 百分之九十九点七", "2-01", "99.7"),
        ("小周", "节省资金二十一亿", "2-06", "2100000000"),
        ("小韩", "142万", "2-10", "1420000"),
        ("小孔", "4-03 零", "4-03", "0"),
        ("郑主管", "2-14 9100", "2-14", "9100"),
    ],
)
async def test_figures_are_typed_the_way_people_type(
    office: Office, who: str, text: str, code: str, value: str
) -> None:
    heard = await office.says(who, text)
    if code == "4-03":
        heard = await office.presses(who, "0%没错")
    await office.presses(who, "确认", on=heard[-1])
    assert office.figures(code)[-1][:2] == ("2023-06", value)


async def test_several_figures_give_one_summary_and_one_confirm(office: Office) -> None:
    understood = await confirmed(office, "小蒋", "电子档案3.2万印章3000许可证2600")
    assert understood.splitlines()[0] == "读到3项："
    assert [office.figures(c)[-1][1] for c in ("2-03", "2-04", "2-05")] == ["32000", "3000", "2600"]


async def test_a_note_in_the_same_message_is_kept(office: Office) -> None:
    understood = await confirmed(office, "小周", "2-06 21亿 全市新开标3个大项目")
    assert "备注：全市新开标3个大项目" in understood


async def test_another_period_in_front_is_a_correction_of_that_period(office: Office) -> None:
    heard = await office.says("小周", "5月 2-07 3900")
    assert "5月（累计）：3850件 → 3900件" in heard[-1].text
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-2:] == [
        ("2023-05", "3850", "reviewed"),
        ("2023-05", "3900", "waiting"),
    ]


async def test_when_several_indicators_fit_buttons_ask(office: Office) -> None:
    heard = await office.says("小蒋", "同步领取 3000")
    assert sorted(x[:4] for x in heard[-1].labels[:-1]) == ["2-03", "2-04", "2-05"]
    await office.presses("小蒋", next(x for x in heard[-1].labels if x.startswith("2-04")))
    await office.presses("小蒋", "确认")
    assert office.figures("2-04")[-1] == ("2023-06", "3000", "waiting")


async def test_a_total_below_the_last_one_is_asked_about_with_the_other_meaning_as_a_button(
    office: Office,
) -> None:
    heard = await office.says("小周", "交易量 700")
    assert "这是当月数" in heard[-1].labels
    assert office.figures("2-07")[-1][0] == "2023-05"
    shown = await office.presses("小周", "这是当月数")
    assert "6月（累计）：4550件（+700件）" in shown[-1].text
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-1] == ("2023-06", "4550", "waiting")


async def test_a_fraction_for_a_percentage_is_asked_about(office: Office) -> None:
    heard = await office.says("小蒋", "2-02 0.997")
    assert "99.7%" in heard[-1].labels
    await office.presses("小蒋", "99.7%")
    await office.presses("小蒋", "确认")
    assert office.figures("2-02")[-1] == ("2023-06", "99.7", "waiting")


async def test_a_figure_far_above_the_target_is_asked_about_once(office: Office) -> None:
    heard = await office.says("小周", "2-07 73390")
    assert "十倍以上" in heard[-1].text
    shown = await office.presses("小周", "73390件没错")
    assert "确认" in shown[-1].labels


@pytest.mark.parametrize("word", ["对", "嗯", "可以", "好的", "是", "确认"])
async def test_yes_in_words_confirms(office: Office, word: str) -> None:
    await office.says("小韩", "2-10 142万")
    await office.says("小韩", word)
    assert office.figures("2-10")[-1] == ("2023-06", "1420000", "waiting")


@pytest.mark.parametrize("word", ["不对", "错了", "算了", "取消", "/cancel"])
async def test_no_in_words_cancels(office: Office, word: str) -> None:
    await office.says("小韩", "2-10 142万")
    heard = await office.says("小韩", word)
    assert heard[-1].text == "已取消，没有保存任何数据。"
    assert office.figures("2-10")[-1][0] == "2023-05"


@pytest.mark.parametrize("word", ["收到", "谢谢", "好的", "👌"])
async def test_courtesies_get_a_kind_word_and_what_is_still_open(office: Office, word: str) -> None:
    heard = await office.says("小韩", word)
    assert heard[-1].text.startswith("好的，辛苦了。还有待报：\n1 2-10")


async def test_no_change_repeats_the_last_figure_after_a_confirm(office: Office) -> None:
    await office.says("小施", "上报")
    await office.presses("小施", "2")
    heard = await office.says("小施", "没变化")
    assert "4-04" in heard[-1].text
    assert "99.3%" in heard[-1].text
    await office.presses("小施", "确认")
    assert office.figures("4-04")[-1] == ("2023-06", "99.3", "waiting")


async def test_all_as_last_time_is_one_summary(office: Office) -> None:
    await office.says("小施", "上报")
    heard = await office.presses("小施", "都和上次一样")
    assert heard[-1].text.splitlines()[0] == "读到2项："


async def test_a_newly_behind_figure_asks_for_the_reason_and_it_can_be_skipped(office: Office) -> None:
    await office.says("小韩", "2-11 20")
    asked = await office.presses("小韩", "确认")
    assert "申请量少" in asked[-1].labels
    assert "跳过" in asked[-1].labels
    after = await office.presses("小韩", "跳过")
    assert after[-2].text == "已跳过。"
    assert "2-10" in after[-1].text


@pytest.mark.parametrize("typed", [None, "和上次一样", "同上"])
async def test_the_reason_of_the_last_time_may_be_given_again(office: Office, typed: str | None) -> None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        found = next(i for i in uow.targets.indicators(department.id, 2023) if i.code == "2-09")
        about = {"by": None, "at": office.app.clock.now(), "text": "大项目集中在下半年开标"}
        uow.reports.explain(found.id, Period(2023, 5, 1), "behind", said="other", reason="other", **about)
        uow.commit()
    await office.says("小周", "2-09 338亿")
    await office.presses("小周", "确认")
    asked = next(h for h in reversed(office.all("小周")) if "主要原因" in h.text)
    assert asked.labels[0] == "和上次一样：大项目集中在下半年开标"
    heard = (
        await office.says("小周", typed) if typed else await office.presses("小周", asked.labels[0], on=asked)
    )
    assert "已记下2-09的原因：大项目集中在下半年开标" in [h.text for h in heard]


async def test_the_reason_may_be_typed(office: Office) -> None:
    await office.says("小韩", "2-11 20")
    await office.presses("小韩", "确认")
    heard = await office.says("小韩", "评审项目集中在三季度")
    assert "已记下2-11的原因：评审项目集中在三季度" in [h.text for h in heard]


async def test_a_report_is_not_taken_for_a_reason(office: Office) -> None:
    await office.says("小韩", "2-11 20")
    await office.presses("小韩", "确认")
    heard = await office.says("小韩", "2-10 142万")
    assert "142万平方米" in heard[-1].text
    assert "确认" in heard[-1].labels


async def test_data_from_a_higher_office_are_set_aside_until_the_day(office: Office) -> None:
    heard = await office.says("小朱", "2-13 省里还没给，大概10号")
    assert "7月10日周一" in heard[0].text
    listed = await office.says("小朱", "上报")
    assert listed[-1].text.splitlines()[0] == "待报1项（7月7日周五截止）"
    assert "2-12" in listed[-1].text


async def test_a_form_half_filled_survives_a_restart(office: Office) -> None:
    await office.says("小周", "上报")
    await office.presses("小周", "3")
    office.app.close()
    again = Office.at(office.app.settings.database_url, datetime(2023, 7, 3, 9, 40))
    heard = await again.says("小周", "9.9亿", event="after-restart")
    assert "2-08" in heard[-1].text
    await again.presses("小周", "确认", event="after-restart-2")
    assert again.figures("2-08")[-1] == ("2023-06", "990000000", "waiting")
    again.closes()


async def test_a_double_tap_and_a_replayed_event_report_once(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿")
    option = heard[-1].button("确认").id
    await office.presses_id("小周", option, event="tap-1")
    again = await office.presses_id("小周", option, event="tap-2")
    assert again[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert await office.presses_id("小周", option, event="tap-1") == []
    assert [f for f in office.figures("2-06") if f[0] == "2023-06"] == [("2023-06", "2100000000", "waiting")]


async def test_two_contacts_with_the_same_figure_report_once(office: Office) -> None:
    first = await office.says("小周", "2-06 21亿")
    second = await office.says("小吴", "2-06 21.5亿")
    await office.presses("小周", "确认", on=first[-1])
    heard = await office.presses("小吴", "确认", on=second[-1])
    assert "21亿元 → 21.5亿元" in heard[-1].text
    assert [f for f in office.figures("2-06") if f[0] == "2023-06"] == [("2023-06", "2100000000", "waiting")]


async def test_somebody_elses_button_does_nothing(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿")
    option = heard[-1].button("确认").id
    assert await office.presses_id("小韩", option) == []
    assert await office.presses_id("stranger", option) == []
    assert office.figures("2-06")[-1][0] == "2023-05"


async def test_an_administrator_enters_on_behalf_and_the_lead_reviews(office: Office) -> None:
    await confirmed(office, "郑主管", "2-10 142万")
    review = office.hears("沈科")
    assert "（代报）" in review[-1].text
    assert office.figures("2-10")[-1] == ("2023-06", "1420000", "waiting")


async def test_an_edited_message_is_offered_as_a_correction(office: Office) -> None:
    await office.says("小周", "上报")
    await office.presses("小周", "2")
    await office.says("小周", "4600", event="m7")
    await office.presses("小周", "确认")
    heard = await office.edits("小周", "4650", message="m7")
    assert "4600件 → 4650件" in heard[-1].text
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-2:] == [("2023-06", "4600", "waiting"), ("2023-06", "4650", "waiting")]


async def test_no_figure_of_a_message_is_dropped_when_names_are_alike(office: Office) -> None:
    await confirmed(office, "小周", "节省资金21亿,交易量4600件,采购9.9亿,交易额338亿")
    codes = ("2-06", "2-07", "2-08", "2-09")
    assert [office.figures(c)[-1][:2] for c in codes] == [
        ("2023-06", "2100000000"),
        ("2023-06", "4600"),
        ("2023-06", "990000000"),
        ("2023-06", "33800000000"),
    ]


async def test_a_note_among_several_figures_is_shown(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿；2-07 4600 比去年多300件")
    assert "备注：比去年多300件" in heard[-1].text


async def test_asking_is_not_taken_for_the_figure_that_is_asked_for(office: Office) -> None:
    await office.says("小周", "2-06")
    heard = await office.says("小周", "查交易额")
    assert "不归您填报" not in heard[-1].text
    assert heard[-1].labels[:2] == ["2-08 政府采购网上交易额", "2-09 公共资源交易平台交易额"]


async def test_after_months_of_silence_at_most_two_periods_of_an_indicator_are_asked_for(
    office: Office,
) -> None:
    office.at_time(datetime(2024, 1, 9, 9, 30))
    heard = await office.says("小周", "上报")
    assert heard[-1].text.splitlines()[0] == "待报8项"
    older = await office.says("小周", "8月 2-07 6000")
    assert "8月（累计）：6000件" in older[-1].text


async def test_a_locked_year_has_nothing_open(office: Office) -> None:
    office.at_time(datetime(2024, 2, 5, 9, 30))
    heard = await office.says("小周", "上报")
    assert heard[-1].text.startswith("2024年目标表还没有导入")
    assert heard[-1].labels == []


async def test_a_reason_that_a_correction_interrupted_is_asked_for_afterwards(office: Office) -> None:
    await confirmed(office, "小周", "2-07 4600；2-08 9.9亿；2-06 21亿")
    await confirmed(office, "小周", "2-09 338亿")
    assert "主要原因是什么" in office.all("小周")[-1].text
    await office.says("小周", "刚才2-07报错了，应该是4650")
    await office.presses("小周", "填写错误")
    heard = await office.presses("小周", "确认")
    assert heard[-1].text.splitlines()[0] == "2-09 公共资源交易平台交易额"
    assert "主要原因是什么" in heard[-1].text
    await office.says("小周", "大项目集中在下半年开标")
    heard = await office.says("小周", "查 2-09")
    assert "原因：大项目集中在下半年开标" in heard[-1].text


async def test_a_reason_is_not_asked_for_again_once_the_figure_is_mended(office: Office) -> None:
    await confirmed(office, "小周", "2-07 4600；2-08 9.9亿；2-06 21亿")
    await confirmed(office, "小周", "2-09 338亿")
    await office.says("小周", "2-09 480亿")
    await office.presses("小周", "填写错误")
    heard = await office.presses("小周", "确认")
    assert "主要原因是什么" not in heard[-1].text
