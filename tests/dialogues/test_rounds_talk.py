"""What people type in a round that is no answer: months, corrections, commands, courtesy, other figures."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.rounds import entries, open_round
from tests.dialogues.stored import kept
from tests.office import Heard, Office

VALUE = "1/4 2-06 为企业节省资金流数"
STANDS = "正在填1/4“2-06 为企业节省资金流数”，请接着回答上面的问题；发“稍后”可先退出，已填的都保留。"


@pytest.fixture
def office(office_at: Callable[[datetime], Office]) -> Office:
    """Tuesday 1 August 2023, 09:30: July is over."""
    return office_at(datetime(2023, 8, 1, 9, 30))


async def begun(office: Office, who: str = "小周") -> Heard:
    await open_round(office)
    return (await office.presses(who, "开始填报"))[-1]


async def at_reasons(office: Office) -> Heard:
    """2-06 is behind, and why is asked."""
    await begun(office)
    return (await office.says("小周", "17.2亿 全年26亿"))[-1]


# ---------------------------------------------------------------- months


async def test_a_line_with_another_month_is_its_report_and_the_question_goes_on(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "2-06 6月 20亿"))[-1]
    assert heard.text.splitlines()[1] == "6月（累计）：20亿元（+3亿元）"
    assert entries(office, "2-06") == []
    heard = (await office.presses("小周", "确认"))[-1]
    assert office.figures("2-06")[-1][:2] == ("2023-06", "2000000000")
    assert heard.text.splitlines()[0] == VALUE
    await office.says("小周", "21亿")
    assert entries(office, "2-06") == [("draft", "2100000000", None, "expected")]


@pytest.mark.parametrize("way_out", ["取消", "算了"])
async def test_after_a_report_that_is_dropped_the_question_goes_on_too(office: Office, way_out: str) -> None:
    await begun(office)
    await office.says("小周", "2-07 6月 4600")
    assert (await office.says("小周", way_out))[-1].text.splitlines()[0] == VALUE
    assert office.figures("2-07")[-1][0] == "2023-05"


async def test_the_month_of_another_indicator_is_understood_by_its_name(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "交易平台交易量6月底4600"))[-1]
    assert heard.text.splitlines()[:2] == ["2-07 公共资源交易平台交易量", "6月（累计）：4600件（+750件）"]


@pytest.mark.parametrize("said", ["1-7月20亿", "1—7月 20亿", "截至7月底20亿", "7月份20亿", "2-06 1-7月20亿"])
async def test_the_rounds_own_span_may_be_named(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", said)
    assert entries(office, "2-06") == [("draft", "2000000000", None, "expected")]


async def test_another_month_is_no_expected_value(office: Office) -> None:
    await begun(office)
    await office.says("小周", "20亿")
    heard = (await office.says("小周", "6月底20亿"))[-1]
    assert heard.labels == ["确认", "改数", "这是当月数", "取消"]
    assert entries(office, "2-06") == [("draft", "2000000000", None, "expected")]
    heard = (await office.presses("小周", "取消"))[-1]
    assert "全年预计完成多少" in heard.text
    await office.says("小周", "12月底31亿")
    assert entries(office, "2-06")[-1][:3] == ("draft", "2000000000", "3100000000")


async def test_the_month_of_a_mean_is_a_report_and_the_span_the_mean(office: Office) -> None:
    asked = await begun(office, "小褚")
    assert asked.text.splitlines()[-1] == "1—7月均值是多少？可点选或输入，如：4.46%"
    heard = (await office.says("小褚", "7月 4.5%"))[-1]
    assert heard.text.splitlines()[1:3] == ["7月：4.5%", "今年均值4.47%"]
    await office.presses("小褚", "取消")
    await office.says("小褚", "1-7月 4.5%")
    assert entries(office, "1-03") == [("draft", "4.5", None, "expected")]


async def test_a_span_without_a_figure_is_refused_with_an_example(office: Office) -> None:
    await begun(office)
    before = kept(office)
    [heard] = await office.says("小周", "1-7月")
    assert heard.text == "“1-7月”读不出数值。正确示例：17亿元。没有改动任何数据。"
    assert kept(office) == before


async def test_lines_of_different_months_are_sent_apart(office: Office) -> None:
    await begun(office)
    before = kept(office)
    [heard] = await office.says("小周", "2-06 6月 20亿\n2-07 5300")
    assert heard.text == "“2-06”写的月份与本轮不同，请分开发送。未作改动。发“监控填报”可继续填。"
    assert kept(office) == before


async def test_as_before_is_the_last_figure(office: Office) -> None:
    await begun(office)
    await office.says("小周", "和上月一样")
    assert entries(office, "2-06") == [("draft", "1700000000", None, "expected")]


# ---------------------------------------------------------------- corrections, commands, lists


async def test_a_correction_with_its_month_is_what_it_is_outside(office: Office) -> None:
    [outside] = await office.says("小周", "更正 2-06 5月 16亿")
    await office.says("小周", "取消")
    await begun(office)
    heard = (await office.says("小周", "更正 2-06 5月 16亿"))[-1]
    assert (heard.text, heard.labels) == (outside.text, outside.labels)
    await office.presses("小周", "填写错误")
    heard = (await office.presses("小周", "确认"))[-1]
    assert ("2023-05", "1600000000") in [f[:2] for f in office.figures("2-06")]
    assert heard.text.splitlines()[0] == VALUE
    assert entries(office, "2-06") == []


async def test_a_correction_of_what_the_round_was_told_is_the_rounds(office: Office) -> None:
    await at_reasons(office)
    await office.says("小周", "更正 2-06 18亿")
    assert entries(office, "2-06")[-1][:2] == ("draft", "1800000000")
    assert office.figures("2-06")[-1][0] == "2023-05"


async def test_a_report_by_its_command_is_a_report(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "上报 2-07 7月 4600"))[-1]
    assert heard.text.splitlines()[1] == "7月（累计）：4600件（+750件）"
    assert entries(office, "2-07") == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("查 2-06", "责任科室：交易科"),
        ("查2-06", "责任科室：交易科"),
        ("图 2-06", "2-06 为企业节省资金流数"),
        ("撤回 2-06", "2-06没有待审的数据；已审的请直接发新数更正。"),
        ("往月 2-06", "2-06 为企业节省资金流数 2023年各期"),
    ],
)
async def test_a_command_is_one_where_reasons_are_asked(office: Office, said: str, line: str) -> None:
    await at_reasons(office)
    before = kept(office)["monitoring_entry"]
    heard = (await office.says("小周", said))[-1]
    assert line in heard.text.splitlines()
    assert kept(office)["monitoring_entry"] == before
    await office.says("小周", "经费 资金未到位")
    assert entries(office, "2-06")[-1][3] == "likelihood"


async def test_withdrawing_by_code_offers_that_figure(office: Office) -> None:
    for line in ("2-06 7月 18亿", "2-07 7月 4600"):
        await office.says("小周", line)
        await office.presses("小周", "确认")
    await at_reasons(office)
    [heard] = await office.says("小周", "撤回 2-07")
    assert heard.labels == ["2-07 7月 4600件", "取消"]
    await office.presses("小周", "2-07 7月 4600件")
    assert office.figures("2-07")[-1] == ("2023-07", "4600", "withdrawn")


@pytest.mark.parametrize("said", ["2-07 5300 全年9100", "2-07 5300", "交易平台交易量 5300"])
async def test_another_indicators_figure_is_no_explanation(office: Office, said: str) -> None:
    await at_reasons(office)
    await office.says("小周", said)
    assert entries(office, "2-07")[-1][:2] == ("draft", "5300")
    assert entries(office, "2-06")[-1] == ("draft", "1720000000", "2600000000", "reasons")


async def test_a_doubtful_figure_for_another_indicator_is_asked_about_there(office: Office) -> None:
    await at_reasons(office)
    heard = (await office.says("小周", "2-07 15万"))[-1]
    assert heard.text.splitlines()[1] == "150000件是上次3850件的十倍以上，单位对吗？"
    assert entries(office, "2-07") == []


async def test_after_the_list_a_number_is_its_line(office: Office) -> None:
    await begun(office)
    await office.says("小周", "待报")
    heard = (await office.says("小周", "2"))[-1]
    assert heard.text.splitlines()[:2] == ["2-07 公共资源交易平台交易量", "6月（累计）的数是多少？"]
    assert entries(office, "2-06") == []
    await office.says("小周", "4600")
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-1][:2] == ("2023-06", "4600")


async def test_after_the_list_a_figure_still_answers_the_round(office: Office) -> None:
    await begun(office)
    await office.says("小周", "待报")
    await office.says("小周", "20亿")
    assert entries(office, "2-06") == [("draft", "2000000000", None, "expected")]


# ---------------------------------------------------------------- courtesy, leaving


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("好的", "好的。"),
        ("谢谢", "好的。"),
        ("收到", "好的。"),
        ("在吗", "您好，在的。"),
        ("您好", "您好，在的。"),
    ],
)
async def test_a_kind_word_gets_one_and_the_question_stands(office: Office, said: str, answer: str) -> None:
    await begun(office)
    before = kept(office)
    [heard] = await office.says("小周", said)
    assert heard.text.splitlines() == [answer, STANDS]
    assert kept(office) == before
    await office.says("小周", "18亿 全年26亿")
    [heard] = await office.says("小周", said)
    assert heard.text.splitlines() == [answer, STANDS]
    await office.presses("小周", "经费保障")
    assert entries(office, "2-06")[-1][:3] == ("draft", "1800000000", "2600000000")


@pytest.mark.parametrize("said", ["取消", "算了", "稍后", "在开会，晚点报"])
async def test_leaving_says_what_is_kept_and_how_to_go_on(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", "31亿 全年31亿")
    await office.says("小周", "确定能")
    await office.says("小周", "5300")
    heard = (await office.says("小周", said))[-1]
    assert heard.text.splitlines() == [
        "已退出，填过的都已保存：共4项，已填1项。",
        "填了一半：2-07",
        "发“监控填报”接着填，填完发“提交”。",
    ]
    assert (await office.says("小周", "监控填报"))[-1].text.startswith("2/4 2-07")


@pytest.mark.parametrize("said", ["不对", "填错了"])
async def test_whoever_says_that_it_was_wrong_is_told_how_to_change_it(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", "18亿")
    before = kept(office)
    [heard] = await office.says("小周", said)
    assert heard.text == "要改哪一项，请发编号和正确的数，如：2-06 18亿元；发“上一项”回到上一项。"
    assert kept(office) == before


async def test_handing_in_after_leaving_shows_what_is_missing(office: Office) -> None:
    await begun(office)
    await office.says("小周", "18亿 全年31亿")
    await office.says("小周", "取消")
    heard = (await office.says("小周", "提交"))[-1]
    assert heard.text.splitlines()[1] == "1 2-06 为企业节省资金流数（未填完）"
    assert "未填：2-06、2-07、2-08、2-09" in heard.text.splitlines()
    assert heard.labels[0] == "继续填报"


async def test_handing_in_after_leaving_hands_in_what_is_complete(office: Office) -> None:
    await open_round(office)
    for said in ("2-12 150 全年240", "确定能", "2-13 115 全年200", "确定能", "取消"):
        await office.says("小朱", said)
    heard = (await office.says("小朱", "提交。"))[-1]
    assert heard.text.splitlines() == ["✔ 2023年1—7月绩效监控：2项已提交。", "待杨科审核。"]


async def test_without_anything_begun_it_is_a_kind_word_as_before(office: Office) -> None:
    await open_round(office)
    assert "辛苦了" in (await office.says("小周", "提交"))[-1].text


# ---------------------------------------------------------------- doubts, words for figures


async def test_a_share_that_falls_far_is_asked_about_here_and_in_reports(office: Office) -> None:
    odd = "19%比上次的99.52%低很多，对吗？"
    [heard] = await office.says("小蒋", "2-01 7月 19%")
    assert odd in heard.text.splitlines()
    await office.says("小蒋", "取消")
    await begun(office, "小蒋")
    before = kept(office)
    heard = (await office.says("小蒋", "19%"))[-1]
    assert heard.text.splitlines()[1:] == [odd, "如有误，请重新输入。"]
    assert kept(office) == before
    await office.says("小蒋", "对")
    assert entries(office, "2-01") == [("draft", "19", None, "expected")]


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("45亿", "全年预计45亿元，将达到全年目标30亿元的130%以上，对吗？"),
        ("2亿", "全年预计2亿元，低于期末已完成的18亿元，对吗？"),
        ("500亿", "全年预计500亿元，是目前18亿元的十倍以上，单位对吗？"),
    ],
)
async def test_an_expectation_is_doubted_in_words_for_what_is_to_come(
    office: Office, said: str, question: str
) -> None:
    await begun(office)
    await office.says("小周", "18亿")
    heard = (await office.says("小周", said))[-1]
    assert heard.text.splitlines()[1] == question
    assert entries(office, "2-06") == [("draft", "1800000000", None, "expected")]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("18亿", "“18亿”是数值，这里要填文字，如：项目推迟开标。要改数请发：2-06 30亿元。未作改动。"),
        ("15万", "“15万”是数值，这里要填文字，如：项目推迟开标。要改数请发：2-06 30亿元。未作改动。"),
        ("有可能", "“有可能”是下一问的答案，请先选偏差原因，或输入说明，如：经费 资金未到位。未作改动。"),
        ("是", "请用几个字说明原因，也可直接点按钮。如：申请量少"),
        ("不", "请用几个字说明原因，也可直接点按钮。如：申请量少"),
    ],
)
async def test_what_explains_nothing_is_no_explanation(office: Office, said: str, answer: str) -> None:
    await at_reasons(office)
    before = kept(office)
    [heard] = await office.says("小周", said)
    assert heard.text == answer
    assert kept(office) == before


@pytest.mark.parametrize(
    "said", ["3个项目推迟", "15家企业停产", "8月底前补上", "受10家以上企业影响", "6月份系统升级"]
)
async def test_words_with_numbers_explain(office: Office, said: str) -> None:
    await at_reasons(office)
    await office.says("小周", f"经费 {said}")
    with office.app.units() as uow:
        assert uow.monitoring.entries(1)[-1].stated.text == said


async def test_the_expected_value_may_be_mended_where_reasons_are_asked(office: Office) -> None:
    await at_reasons(office)
    heard = (await office.says("小周", "全年31亿"))[-1]
    assert heard.labels[0] == "确定能" or "偏差原因" in heard.text
    assert entries(office, "2-06")[-1][2] == "3100000000"


async def test_a_shortfall_that_is_only_expected_says_so(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "20亿 全年20亿"))[-1]
    assert heard.text.splitlines()[1:] == [
        "1—7月20亿元，全年20亿元",
        "全年目标30亿元，完成66.7%",
        "高于序时进度8.3个百分点 ●正常",
        "全年预计未达到目标。",
        "偏差原因是什么？可多选，也可输入说明，选好后按“选好了”。",
    ]


async def test_a_reason_that_was_reported_need_not_be_given_again(office: Office) -> None:
    await open_round(office)
    heard = (await office.says("小周", "2-09 330亿 全年880亿"))[-1]
    assert heard.labels[0] == "沿用已报：大项目集中在下半年开标"
    await office.presses("小周", heard.labels[0])
    with office.app.units() as uow:
        stated = uow.monitoring.entries(1)[-1].stated
    assert ({r.value for r in stated.reasons}, stated.text) == ({"other"}, "大项目集中在下半年开标")


@pytest.mark.parametrize(
    ("said", "likely"),
    [
        ("能", "certain"),
        ("肯定能完成", "certain"),
        ("没问题", "certain"),
        ("应该能完成", "possible"),
        ("不一定", "possible"),
        ("不能", "impossible"),
        ("完成不了", "impossible"),
    ],
)
async def test_how_likely_it_is_as_people_say_it(office: Office, said: str, likely: str) -> None:
    await begun(office)
    await office.says("小周", "18亿 全年31亿")
    await office.says("小周", said)
    with office.app.units() as uow:
        assert uow.monitoring.entries(1)[-1].stated.likelihood == likely


# ---------------------------------------------------------------- help


async def whole_help(office: Office, who: str) -> str:
    heard = (await office.says(who, "帮助"))[-1]
    pages = [heard.text]
    while "下一页" in heard.labels:
        heard = (await office.presses(who, "下一页"))[-1]
        pages.append(heard.text)
    return "\n".join(pages)


@pytest.mark.parametrize("who", ["小周", "李科"])
async def test_help_offers_a_unit_its_own_part(office: Office, who: str) -> None:
    text = await whole_help(office, who)
    assert "监控  本科室的绩效监控：填报或待审" in text
    assert "自评  本科室的绩效自评：填报或待审" in text
    assert "发起" not in text


async def test_help_offers_administrators_to_open_one(office: Office) -> None:
    text = await whole_help(office, "郑主管")
    assert "监控  绩效监控轮次：发起、查看进度" in text


# ---------------------------------------------------------------- English


async def test_in_english_the_same_words_are_read(office: Office) -> None:
    await office.says("小周", "/language en")
    await open_round(office)
    await office.says("小周", "/fill")
    await office.says("小周", "18亿 whole year 26亿")
    await office.says("小周", "funding, other money came late")
    await office.says("小周", "possibly")
    assert entries(office, "2-06")[-1] == ("draft", "1800000000", "2600000000", "done")
    await office.says("小周", "no data because the province has not sent any")
    await office.says("小周", "maybe")
    assert entries(office, "2-07")[-1] == ("draft", None, None, "done")
    await office.says("小周", "back")
    await office.says("小周", "5300")
    assert entries(office, "2-07")[-1][:2] == ("draft", "5300")
    heard = (await office.says("小周", "/cancel"))[-1]
    assert heard.text.splitlines()[0] == "You have left; what you answered is kept: 1 of 4."
    heard = (await office.says("小周", "submit"))[-1]
    assert "go on filling in" in heard.labels
    with office.app.units() as uow:
        stated = uow.monitoring.entries(1)[-1].stated
        first = next(e.stated for e in uow.monitoring.entries(1) if e.stated.text)
    assert ({r.value for r in first.reasons}, first.text) == ({"funding", "other"}, "money came late")
    assert stated.none_because == ""
