"""A monitoring round from its opening to form C: filled in with mistakes, left, returned, passed."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.rounds import SAID, entries, fill_all, open_round
from tests.dialogues.stored import audited, kept
from tests.dialogues.test_forms import file_in
from tests.forms.made import shown
from tests.office import Heard, Office


@pytest.fixture
def office(office_at: Callable[[datetime], Office]) -> Office:
    """Tuesday 1 August 2023, 09:30: July is over."""
    return office_at(datetime(2023, 8, 1, 9, 30))


# ---------------------------------------------------------------- opening and closing


async def test_a_round_is_shown_before_it_is_opened(office: Office) -> None:
    before = kept(office)
    [heard] = await office.says("郑主管", SAID)
    assert heard.text.splitlines() == [
        "2023年1—7月绩效监控",
        "8月15日周二截止",
        "依据：鲁财绩〔2023〕5号",
        "10个科室填报全部26项指标，确认后即通知。",
        "2-14没有责任科室，由管理员代填。",
    ]
    assert kept(office) == before


async def test_an_opened_round_reaches_each_contact_with_one_message(office: Office) -> None:
    answer = await open_round(office)
    assert answer.text.splitlines()[:2] == [
        "✔ 2023年1—7月绩效监控已发起，8月15日周二截止。",
        "通知11人。",
    ]
    for who in ("小周", "小吴"):
        [heard] = office.hears(who)
        assert heard.text.splitlines()[0] == "2023年1—7月绩效监控开始填报（8月15日周二截止）"
        assert heard.text.splitlines()[2] == "共4项指标，逐项填报，已有数据直接带出。"
        assert heard.labels == ["开始填报"]
    assert office.hears("李科") == []
    assert len(kept(office)["monitoring_round"]) == 1
    assert audited(office, "round-open")[0]["document"] == "鲁财绩〔2023〕5号"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "8月15日前 鲁财绩〔2023〕5号",
            "“8月15日前 鲁财绩〔2023〕5号”中没有读到监控期间（从1月起）。"
            "正确示例：监控 1-7月 8月15日前 鲁财绩〔2023〕5号。未发起。",
        ),
        (
            "1-8月 8月15日前 鲁财绩〔2023〕5号",
            "2023年1—8月尚未结束（已结束7个月）。正确示例：监控 1-7月 8月15日前 鲁财绩〔2023〕5号。未发起。",
        ),
        (
            "1-7月 7月15日前 鲁财绩〔2023〕5号",
            "截止日期“7月15日前”已过。正确示例：监控 1-7月 8月15日前 鲁财绩〔2023〕5号。未发起。",
        ),
        (
            "1-7月 8月15日前",
            "“1-7月 8月15日前”中没有读到文号。正确示例：监控 1-7月 8月15日前 鲁财绩〔2023〕5号。未发起。",
        ),
        ("2022年1-7月 8月15日前 鲁财绩〔2023〕5号", "没有2022年的指标表，现有：2023。"),
    ],
)
async def test_a_wrong_opening_is_refused_with_a_right_one(office: Office, said: str, answer: str) -> None:
    before = kept(office)
    [heard] = await office.says("郑主管", f"监控 {said}")
    assert heard.text == answer
    assert kept(office) == before


async def test_a_second_round_waits_for_the_end_of_the_first(office: Office) -> None:
    await open_round(office)
    [heard] = await office.says("郑主管", SAID)
    assert heard.text == "已有进行中的轮次（鲁财绩〔2023〕5号），请先结束，如：监控 结束。未发起。"


async def test_two_previews_open_one_round(office: Office) -> None:
    [first] = await office.says("郑主管", SAID)
    await open_round(office)
    heard = await office.presses("郑主管", "确认发起", on=first)
    assert "已有进行中的轮次" in heard[-1].text
    assert len(kept(office)["monitoring_round"]) == 1


async def test_the_bare_word_shows_which_units_are_missing(office: Office) -> None:
    await open_round(office)
    await fill_all(office)
    await office.presses("小周", "提交")
    await office.says("小朱", "2-12 120 全年200")
    [heard] = await office.says("郑主管", "监控")
    assert heard.text.splitlines()[3:6] == [
        "未开始（9）：政务服务科、掌办专班、准入科、项目科、改革科、踏勘科、大厅科、后勤科、未分配科室",
        "填报中（1）：涉农社会科",
        "待审（1）：交易科",
    ]


async def test_a_closed_round_takes_nothing_more(office: Office) -> None:
    await open_round(office)
    await office.presses("小周", "开始填报")
    [asked] = await office.says("郑主管", "监控 结束")
    assert asked.text.splitlines()[0] == "结束2023年1—7月绩效监控？"
    await office.presses("郑主管", "结束本轮", on=asked)
    before = kept(office)
    over = "2023年1—7月绩效监控（鲁财绩〔2023〕5号）已结束。还需修改或补填，可请管理员郑主管重开。未作改动。"
    assert (await office.says("小周", "监控填报"))[-1].text == over
    heard = await office.presses("小周", "开始填报")
    assert heard[-1].text == "本轮填报（鲁财绩〔2023〕5号）已结束，可联系管理员郑主管。未作改动。"
    await office.says("小周", "2-06 17.2亿 全年30亿")
    assert kept(office) == before


async def test_words_typed_after_the_end_are_no_answer_to_its_questions(office: Office) -> None:
    await open_round(office)
    await office.presses("小周", "开始填报")
    await office.says("郑主管", "监控 结束")
    await office.presses("郑主管", "结束本轮")
    heard = await office.says("小周", "2-07 4600")
    assert heard[-1].labels[0] == "确认"
    assert entries(office, "2-07") == []


# ---------------------------------------------------------------- filling in


async def begun(office: Office) -> Heard:
    await open_round(office)
    return (await office.presses("小周", "开始填报"))[-1]


async def test_the_reviewed_figure_of_the_spans_end_is_one_press(office: Office) -> None:
    await office.says("李科", "2-06 7月 18亿")
    await office.presses("李科", "确认")
    heard = await begun(office)
    assert heard.labels == ["18亿元", "18亿元，全年30.86亿元", "无数据", "跳过"]
    heard = (await office.presses("小周", "18亿元，全年30.86亿元"))[-1]
    assert heard.text.splitlines() == [
        "1/4 2-06 为企业节省资金流数",
        "1—7月18亿元，全年30.86亿元",
        "全年目标30亿元，完成60.0%",
        "高于序时进度1.7个百分点 ●正常",
        "能否完成全年目标？",
    ]
    heard = (await office.says("小周", "对"))[-1]
    assert heard.text.splitlines()[0] == "2/4 2-07 公共资源交易平台交易量"
    assert entries(office, "2-06")[-1] == ("draft", "1800000000", "3086000000.00", "done")


async def test_a_figure_that_is_not_reviewed_is_not_offered(office: Office) -> None:
    await office.says("小周", "2-06 7月 18亿")
    await office.presses("小周", "确认")
    heard = await begun(office)
    assert heard.labels == ["无数据", "跳过"]
    assert "最近已审：5月17亿元" in heard.text


async def test_behind_its_pace_reasons_are_asked_and_several_hold(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "17.2亿，预计全年能完成26亿"))[-1]
    assert heard.labels[:6] == ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "选好了"]
    await office.presses("小周", "经费保障")
    await office.presses("小周", "制度保障")
    heard = (await office.presses("小周", "✔ 制度保障"))[-1]
    assert heard.labels[:3] == ["✔ 经费保障", "制度保障", "人员保障"]
    await office.presses("小周", "人员保障")
    heard = (await office.presses("小周", "选好了"))[-1]
    assert heard.text.splitlines()[-1] == "经费保障、人员保障：请输入原因说明，如：资金7月底才到位"
    heard = (await office.says("小周", "资金未到位，人手不足"))[-1]
    assert heard.labels == ["确定能", "有可能", "完全不可能", "跳过"]
    await office.says("小周", "看情况")  # not read
    await office.says("小周", "有可能")
    with office.app.units() as uow:
        stated = uow.monitoring.entries(1)[-1].stated
    assert {r.value for r in stated.reasons} == {"funding", "staff"}
    assert stated.text == "资金未到位，人手不足"
    assert stated.likelihood == "possible"


@pytest.mark.parametrize("said", ["人员 新窗口人员培训中", "人员、其他 清单梳理人手不足"])
async def test_an_official_reason_is_no_command_while_reasons_are_asked(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", "17.2亿，预计全年能完成26亿")
    heard = (await office.says("小周", said))[-1]
    assert heard.labels == ["确定能", "有可能", "完全不可能", "跳过"]
    assert "人员名单" in (await office.says("小周", "人员"))[-1].text  # and one again when they are not


async def test_a_reason_alone_is_no_command_either_and_wants_its_text(office: Office) -> None:
    await begun(office)
    await office.says("小周", "17.2亿，预计全年能完成26亿")
    heard = (await office.says("小周", "人员"))[-1]
    assert heard.labels[-1] == "跳过"
    assert "人员名单" not in heard.text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("abc", "“abc”读不出数值。正确示例：17亿元。没有改动任何数据。"),
        ("10亿以上", "“10亿以上”不是准确数，请报准确数。正确示例：17亿元。没有改动任何数据。"),
        ("18亿件", None),
        ("无", None),
        ("本月2亿", None),
        ("全年30亿", None),
        ("9-99 3万", "本轮没有“9-99”。正确示例：2-06 30亿元。未作改动。"),
        ("2-10 150万", None),
    ],
)
async def test_what_cannot_be_taken_is_said_and_stores_nothing(
    office: Office, said: str, answer: str | None
) -> None:
    await begun(office)
    before = kept(office)
    [heard] = await office.says("小周", said)
    assert answer is None or heard.text == answer
    assert heard.text.endswith(("没有改动任何数据。", "未作改动。", "没有改动。"))
    assert kept(office) == before
    assert (await office.says("小周", "18亿"))[-1].labels[0].startswith("按进度推算")


async def test_a_doubtful_figure_is_asked_about_before_it_is_taken(office: Office) -> None:
    await begun(office)
    before = kept(office)
    heard = (await office.says("小周", "15亿 全年28亿"))[-1]
    assert heard.text.splitlines()[1:] == ["15亿元低于此前的17亿元，是累计数吗？", "如有误，请重新输入。"]
    assert kept(office) == before
    await office.presses("小周", "15亿元没错")
    assert entries(office, "2-06") == [("draft", "1500000000", "2800000000", "reasons")]


async def test_no_figure_needs_a_reason(office: Office) -> None:
    await begun(office)
    await office.presses("小周", "无数据")
    assert entries(office, "2-06") == []
    assert "原因" in (await office.says("小周", "无"))[-1].text
    heard = (await office.says("小周", "上级系统未出数"))[-1]
    assert heard.text.splitlines()[1] == "无数据：上级系统未出数"
    assert entries(office, "2-06") == [("draft", None, None, "likelihood")]


async def test_it_can_be_left_in_the_middle_and_goes_on_there(office: Office) -> None:
    await begun(office)
    await office.says("小周", "17.2亿 全年26亿")
    await office.presses("小周", "经费保障")
    await office.says("小周", "待报")
    left = (await office.says("小周", "稍后"))[-1]
    assert left.text.splitlines() == [
        "已退出，填过的都已保存：共4项，已填0项。",
        "填了一半：2-06",
        "发“监控填报”接着填，填完发“提交”。",
    ]
    await office.moves_to(datetime(2023, 8, 2, 10))
    heard = (await office.says("小周", "监控填报"))[-1]
    assert heard.text.splitlines()[:2] == ["1/4 2-06 为企业节省资金流数", "1—7月17.2亿元，全年26亿元"]
    assert heard.labels[0] == "✔ 经费保障"


async def test_what_one_contact_began_the_other_finishes(office: Office) -> None:
    asked = await begun(office)
    await office.says("小吴", "监控填报")
    await office.says("小吴", "18亿 全年31亿")
    heard = (await office.says("小周", "19亿"))[-1]
    assert heard.text == "小吴刚填了2-06 为企业节省资金流数，未作改动，请再看一下。可发“查 2-06”看进展。"
    assert entries(office, "2-06") == [("draft", "1800000000", "3100000000", "likelihood")]
    assert asked.labels == ["无数据", "跳过"]


async def test_one_goes_back_and_skips(office: Office) -> None:
    await begun(office)
    assert (await office.presses("小周", "跳过"))[-1].text.startswith("2/4 2-07")
    assert (await office.says("小周", "上一项"))[-1].text.startswith("1/4 2-06")
    for _ in range(3):
        await office.says("小周", "跳过")
    heard = (await office.says("小周", "跳过"))[-1]
    assert "未填：2-06、2-07、2-08、2-09" in heard.text.splitlines()
    assert heard.labels[0] == "继续填报"


async def test_lines_with_codes_answer_several_at_once(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "2-06 18亿 全年31亿\n2-07 5300 全年9100\n2-08 95亿 全年10亿"))[-1]
    assert heard.text.splitlines()[:3] == [
        "✔ 2-06 1—7月18亿元，全年31亿元",
        "✔ 2-07 1—7月5300件，全年9100件",
        "以下数据需核对，未记录，请单独发送：2-08",
    ]
    assert entries(office, "2-07") == [("draft", "5300", "9100", "likelihood")]
    assert entries(office, "2-08") == []


async def test_a_line_with_its_year_end_is_meant_for_the_round_whatever_is_asked(office: Office) -> None:
    await open_round(office)
    await office.says("小周", "2-07 5300 全年9100")
    assert entries(office, "2-07") == [("draft", "5300", "9100", "likelihood")]
    assert office.figures("2-07")[-1][0] == "2023-05"


async def test_a_plain_report_stays_a_report_while_a_round_is_open(office: Office) -> None:
    await open_round(office)
    heard = await office.says("小周", "2-07 4600")
    assert heard[-1].labels[0] == "确认"
    assert entries(office, "2-07") == []


async def test_an_answer_typed_the_next_day_is_not_taken_for_yesterdays_question(office: Office) -> None:
    await begun(office)
    await office.moves_to(datetime(2023, 8, 2, 10))
    heard = await office.says("小周", "2-06 18亿")
    assert heard[-1].labels[0] == "确认"
    assert entries(office, "2-06") == []


async def test_an_indicator_may_be_named(office: Office) -> None:
    await begun(office)
    await office.says("小周", "交易平台交易量 5300 全年9100")
    assert entries(office, "2-07") == [("draft", "5300", "9100", "likelihood")]


async def test_personal_data_in_an_explanation_is_stopped(office: Office) -> None:
    await begun(office)
    await office.says("小周", "17.2亿 全年26亿")
    before = kept(office)
    heard = (await office.says("小周", "联系13812345678了解"))[-1]
    assert "身份证号" in heard.text or "手机号" in heard.text
    assert kept(office) == before


# ---------------------------------------------------------------- handing in and review


async def test_nothing_is_handed_in_before_everything_is_answered(office: Office) -> None:
    await begun(office)
    await office.says("小周", "18亿 全年31亿")
    await office.says("小周", "确定能")
    heard = (await office.says("小周", "提交"))[-1]
    assert heard.text == "还有未填的：“2-07”、“2-08”、“2-09”。填好后再提交，未作改动。发“监控填报”可继续填。"
    assert [e[0] for e in entries(office, "2-06")] == ["draft", "draft"]


async def handed_in(office: Office) -> Heard:
    """What the lead hears."""
    await open_round(office)
    await fill_all(office)
    await office.says("小周", "提交")
    return office.hears("李科")[-1]


async def test_the_lead_passes_all_with_one_tap(office: Office) -> None:
    heard = await handed_in(office)
    assert heard.text.splitlines() == [
        "请审核：2023年1—7月绩效监控（交易科）",
        "1 2-06 为企业节省资金流数",
        "  1—7月17.2亿元，全年30亿元 有可能",
        "  经费保障：资金未到位",
        "2 2-07 公共资源交易平台交易量",
        "  1—7月5300件，全年9100件 确定能",
        "3 2-08 政府采购网上交易额",
        "  1—7月9亿元，全年10亿元 确定能",
        "4 2-09 公共资源交易平台交易额",
        "  1—7月330亿元，全年880亿元 有可能",
        "  经费保障：资金未到位",
        "填报人：小周",
    ]
    passed = (await office.presses("李科", "全部通过（4）"))[-1]
    assert passed.text == "✔ 2023年1—7月绩效监控：4项审核通过。"
    assert entries(office, "2-06")[-1][0] == "reviewed"
    again = (await office.presses("李科", "全部通过（4）", on=heard))[-1]
    assert "没有改动" in again.text


@pytest.mark.parametrize("said", ["全部通过", "监控", "待审"])
async def test_the_leads_words_find_what_waits(office: Office, said: str) -> None:
    await handed_in(office)
    heard = (await office.says("李科", said))[-1]
    assert "2023年1—7月绩效监控" in heard.text
    if said == "全部通过":
        assert entries(office, "2-07")[-1][0] == "reviewed"


async def test_after_the_end_answers_can_be_passed_and_not_returned(office: Office) -> None:
    heard = await handed_in(office)
    await office.presses("李科", "退回", on=heard)
    await office.presses("李科", "2-09")
    await office.says("郑主管", "监控 结束")
    await office.presses("郑主管", "结束本轮")
    before = kept(office)
    refused = "本轮填报（鲁财绩〔2023〕5号）已结束，可联系管理员郑主管。未作改动。"
    assert (await office.says("李科", "与财务数不一致"))[-1].text == refused
    assert (await office.presses("李科", "退回", on=heard))[-1].text == refused
    assert kept(office) == before
    await office.presses("李科", "全部通过（4）", on=heard)
    assert [e[0] for e in entries(office, "2-09")][-1] == "reviewed"


async def test_a_returned_answer_is_changed_and_handed_in_again(office: Office) -> None:
    await handed_in(office)
    await office.presses("李科", "退回")
    await office.presses("李科", "2-09")
    await office.says("李科", "与财务数不一致")
    assert entries(office, "2-09")[-1][0] == "returned"
    [back] = [h for h in office.hears("小周") if "退回" in h.text]
    assert back.text.splitlines() == [
        "李科退回了2023年1—7月绩效监控填报",
        "2-09 公共资源交易平台交易额",
        "原因：与财务数不一致",
        "请修改后重新提交。",
    ]
    asked = (await office.presses("小周", "修改"))[-1]
    assert asked.text.splitlines()[1] == "退回：与财务数不一致"
    assert asked.labels[:2] == ["330亿元", "330亿元，全年880亿元"]
    await office.says("小周", "340亿 全年880亿")
    await office.presses("小周", "选好了")
    await office.says("小周", "有可能")
    office.hears("李科")
    await office.says("小周", "提交")
    assert "340亿元" in office.hears("李科")[-1].text
    assert [e[0] for e in entries(office, "2-09")][-2:] == ["draft", "handed-in"]


async def test_an_old_review_message_passes_nothing_that_was_changed_since(office: Office) -> None:
    shown = await handed_in(office)
    await office.says("小周", "2-07 5400 全年9200")
    await office.presses("李科", "全部通过（4）", on=shown)
    assert entries(office, "2-07")[-1][:2] == ("draft", "5400")
    assert entries(office, "2-06")[-1][0] == "reviewed"


async def test_a_leads_own_answers_are_reviewed(office: Office) -> None:
    await open_round(office)
    await fill_all(office, "李科")
    heard = (await office.says("李科", "提交"))[-1]
    assert heard.text == "✔ 2023年1—7月绩效监控：4项已提交并审定。"
    assert entries(office, "2-09")[-1][0] == "reviewed"


async def test_the_administrator_fills_in_for_whom_nobody_does_and_reviews_it(office: Office) -> None:
    await open_round(office)
    heard = (await office.says("郑主管", "监控填报"))[-1]
    assert heard.labels[-1] == "未分配科室"
    await office.presses("郑主管", "未分配科室")
    await office.says("郑主管", "1.06万 全年1.8万")
    await office.says("郑主管", "确定能")
    heard = (await office.says("郑主管", "提交"))[-1]
    assert heard.labels == ["全部通过（1）", "退回"]
    await office.presses("郑主管", "全部通过（1）")
    assert entries(office, "2-14")[-1][:2] == ("reviewed", "10600")


# ---------------------------------------------------------------- rights


@pytest.mark.parametrize("who", ["小周", "李科"])
async def test_only_administrators_open_and_close(office: Office, who: str) -> None:
    for said in (SAID, "监控 结束", "自评 2月28日前 鲁财绩〔2024〕2号"):
        before = kept(office)
        assert (await office.says(who, said))[-1].text == "您没有这项权限，可联系管理员郑主管。"
        assert kept(office) == before


async def test_a_contact_fills_in_for_no_other_unit(office: Office) -> None:
    await open_round(office)
    before = kept(office)
    assert "没有这项权限" in (await office.says("小周", "监控填报 项目科"))[-1].text
    await office.says("小周", "2-10 150万 全年340万")
    assert kept(office) == before


async def test_an_answer_is_not_taken_once_the_post_is_gone(office: Office) -> None:
    asked = await begun(office)
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == "小周")
        uow.people.set_posts(person.id, [])
        uow.commit()
    before = kept(office)
    assert "没有这项权限" in (await office.presses("小周", "无数据", on=asked))[-1].text
    await office.says("小周", "18亿 全年31亿")
    assert kept(office) == before


# ---------------------------------------------------------------- form C


async def test_form_c_has_the_reviewed_answers_of_its_span(office: Office) -> None:
    await handed_in(office)
    name = "公共资源交易平台交易额"
    unreviewed = row_of(office, await form_c(office, "1-7月"), name)
    assert unreviewed[5:17] == [""] * 12
    await office.says("李科", "全部通过")
    heard = await form_c(office, "1-7月")
    assert office.all("郑主管")[-1].text.splitlines()[1] == "已采用鲁财绩〔2023〕5号轮次中审定的填报。"
    row = row_of(office, heard, name)
    assert row[4:17] == [
        *("900亿元", "330亿元", "880亿元", "✔", "", "", "", "", "资金未到位", "", "✔", "", ""),
    ]
    other = row_of(office, await form_c(office, "1-6月"), name)
    assert other[5:17] == [""] * 12


async def test_form_c_names_the_notice(office: Office) -> None:
    await handed_in(office)
    _, content = file_in(office, await form_c(office, "1-7月"))
    assert str(shown(content)[0][0]).endswith("依据：鲁财绩〔2023〕5号")


async def form_c(office: Office, span: str) -> Heard:
    """The message with the file; what is left blank in it may follow."""
    heard = await office.says("郑主管", f"表格 监控 {span}")
    return next(h for h in heard if h.message.document)


def row_of(office: Office, heard: Heard, name: str) -> list[object]:
    _, content = file_in(office, heard)
    return next(row for row in shown(content) if name in row)


async def test_closing_where_nothing_is_open_says_how_one_is_opened(office: Office) -> None:
    [heard] = await office.says("郑主管", "监控 结束")
    assert heard.text.splitlines()[0] == "目前没有进行中的监控轮次。发起请写明期间、截止日期和文号："


async def test_a_form_does_not_claim_answers_that_nobody_has_reviewed(office: Office) -> None:
    await open_round(office)
    *_, heard = await office.says("郑主管", "表格 监控 1-7月")
    assert heard.text.splitlines()[1] == "鲁财绩〔2023〕5号轮次尚无审定的填报。"


@pytest.mark.parametrize("said", ["监控", "监控 1-7月", "监控 1-6月 6月15日前 鲁财绩〔2023〕5号"])
async def test_the_example_could_be_typed_that_day(office: Office, said: str) -> None:
    office.at_time(datetime(2023, 7, 3, 9, 30))
    [heard] = await office.says("郑主管", said)
    right = "监控 1-6月 7月17日前 鲁财绩〔2023〕5号"
    assert right in heard.text
    assert (await office.says("郑主管", right))[-1].labels == ["确认发起", "取消"]


async def test_the_review_shows_what_waits_of_the_round_and_the_one_figure_beside_it(office: Office) -> None:
    await handed_in(office)
    await office.says("小吴", "更正 2-07 5月 3900")
    await office.presses("小吴", "填写错误")
    await office.presses("小吴", "确认")
    office.hears("李科")
    heard = [h.text for h in await office.says("李科", "审核")]
    assert any("2023年1—7月绩效监控" in text for text in heard)
    assert any("2-07" in text and "3900件" in text for text in heard)
