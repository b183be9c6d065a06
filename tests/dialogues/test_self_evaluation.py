"""The year-end self-evaluation: the whole year's actuals with reasons and remedies, into form D."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.rounds import entries, open_round
from tests.dialogues.stored import kept
from tests.dialogues.test_forms import file_in
from tests.forms.made import shown
from tests.office import Office

OpenAt = Callable[[datetime], Office]
SAID = "自评 2月28日前 鲁财绩〔2024〕2号"


@pytest.fixture
def office(office_at: OpenAt) -> Office:
    """Monday 22 January 2024, 09:30."""
    return office_at(datetime(2024, 1, 22, 9, 30))


async def test_it_is_of_the_year_before_and_beside_a_monitoring_round(office: Office) -> None:
    [heard] = await office.says("郑主管", SAID)
    assert heard.text.splitlines()[:2] == ["2023年度绩效自评", "2月28日周三截止"]
    await office.presses("郑主管", "确认发起")
    await open_round(office, "监控 1-11月 2月10日前 鲁财绩〔2023〕9号")
    assert len(kept(office)["monitoring_round"]) == 2
    heard = (await office.says("小周", "监控填报"))[-1]
    assert heard.labels == ["2023年度绩效自评", "2023年1—11月绩效监控"]
    assert (await office.presses("小周", "2023年度绩效自评"))[-1].text.startswith("1/4 2-06")


async def test_in_the_course_of_the_year_it_is_refused(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 8, 1, 9, 30))
    [heard] = await office.says("郑主管", "自评 8月28日前 鲁财绩〔2023〕2号")
    assert heard.text == (
        "自评在每年1至3月发起，填报上一年度。"
        "年度中请用监控，如：监控 1-7月 8月15日前 鲁财绩〔2023〕5号。未发起。"
    )
    assert kept(office)["monitoring_round"] == []


async def test_a_target_met_needs_no_more_than_its_actual(office: Office) -> None:
    await open_round(office, SAID)
    await office.presses("小周", "开始填报")
    heard = (await office.says("小周", "31亿"))[-1]
    assert heard.text.splitlines()[:2] == ["✔ 2-06 全年31亿元", "2/4 2-07 公共资源交易平台交易量"]
    assert entries(office, "2-06") == [("draft", "3100000000", None, "done")]


async def test_a_target_missed_needs_reason_and_remedy(office: Office) -> None:
    await open_round(office, SAID)
    await office.presses("小周", "开始填报")
    heard = (await office.says("小周", "全年29亿"))[-1]
    assert heard.text.splitlines()[-1] == "请输入偏差原因分析及改进措施，如：项目推迟开标，下年提前谋划"
    assert heard.labels == ["跳过"]
    before = kept(office)
    assert "原因" in (await office.says("小周", "无"))[-1].text
    assert kept(office) == before
    await office.says("小周", "项目推迟开标，2024年集中推进")
    with office.app.units() as uow:
        assert uow.monitoring.entries(1)[-1].stated.text == "项目推迟开标，2024年集中推进"


async def test_two_figures_are_one_too_many(office: Office) -> None:
    await open_round(office, SAID)
    await office.presses("小周", "开始填报")
    [heard] = await office.says("小周", "20亿 全年29亿")
    assert heard.text == "自评只填全年实际完成值，如：2-06 30亿元。未作改动。"
    assert entries(office, "2-06") == []


async def test_form_d_has_the_reviewed_actuals_and_words(office: Office) -> None:
    await open_round(office, SAID)
    await office.says("郑主管", "分配 2-06 权重20")
    await office.says("李科", "自评填报")
    await office.says("李科", "27亿")
    await office.says("李科", "项目推迟开标，2024年集中推进")
    for figure in ("9100", "10亿", "950亿"):
        await office.says("李科", figure)
    await office.says("李科", "提交")
    heard = (await office.says("郑主管", "表格 自评 2023"))[-1]
    assert "已采用鲁财绩〔2024〕2号轮次中审定的填报。" in heard.text.splitlines()
    _, content = file_in(office, heard)
    rows = shown(content)
    row = next(r for r in rows if "为企业节省资金流数" in r)
    assert row[6:11] == ["30亿元", "27亿元", 20, 18, "项目推迟开标，2024年集中推进"]
    assert any("依据：鲁财绩〔2024〕2号" in str(cell) for cell in rows[2])


# ---------------------------------------------------------------- explanations


async def begun(office: Office, who: str = "小周") -> None:
    await open_round(office, SAID)
    await office.presses(who, "开始填报")


async def test_a_target_passed_by_far_needs_its_reason(office: Office) -> None:
    await begun(office)
    await office.says("小周", "45亿")
    heard = (await office.says("小周", "对"))[-1]
    assert heard.text.splitlines()[1:] == [
        "全年45亿元",
        "全年目标30亿元，完成150.0%",
        "大幅超过全年目标",
        "请说明大幅超过目标的原因，如：目标值偏低，下年据实调整",
    ]
    heard = (await office.says("小周", "目标值定低了"))[-1]
    assert heard.text.startswith("2/4 2-07")
    assert entries(office, "2-06")[-1] == ("draft", "4500000000", None, "done")


@pytest.mark.parametrize(
    "said", ["无", "没有", "好的", "是", "不", "确定能", "完成不了", "29亿", "12月底29亿"]
)
async def test_what_explains_nothing_does_not_do(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", "29亿")
    before = kept(office)
    [*_, heard] = await office.says("小周", said)
    assert any(words in heard.text for words in ("说明原因", "这里要填文字", "请接着回答"))
    assert kept(office) == before
    await office.says("小周", "项目推迟开标，2024年集中推进")
    assert entries(office, "2-06")[-1][3] == "done"


async def test_the_reason_that_was_reported_may_be_taken_over(office: Office) -> None:
    await open_round(office, SAID)
    await office.says("小周", "自评填报")
    for _ in range(3):
        await office.says("小周", "跳过")
    heard = (await office.says("小周", "850亿"))[-1]
    assert heard.labels[0] == "沿用已报：大项目集中在下半年开标"
    await office.says("小周", "和上次一样")
    with office.app.units() as uow:
        stated = uow.monitoring.entries(1)[-1].stated
    assert (stated.text, stated.reasons, stated.likelihood) == ("大项目集中在下半年开标", frozenset(), None)


@pytest.mark.parametrize("said", ["31亿", "12月底31亿", "全年31亿", "1-12月31亿", "2023年全年31亿"])
async def test_the_whole_year_may_be_named(office: Office, said: str) -> None:
    await begun(office)
    await office.says("小周", said)
    assert entries(office, "2-06") == [("draft", "3100000000", None, "done")]


async def test_another_month_is_its_report(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "11月底28亿"))[-1]
    assert heard.text.splitlines()[1] == "11月（累计）：28亿元（+11亿元）"
    heard = (await office.presses("小周", "取消"))[-1]
    assert heard.text.splitlines()[0] == "1/4 2-06 为企业节省资金流数"
    assert entries(office, "2-06") == []


async def test_no_actual_needs_its_reason_and_nothing_more(office: Office) -> None:
    await begun(office)
    heard = (await office.says("小周", "无数据 上级未反馈"))[-1]
    assert heard.text.splitlines()[0] == "✔ 2-06 无数据：上级未反馈"
    assert entries(office, "2-06") == [("draft", None, None, "done")]


# ---------------------------------------------------------------- units, yes and no


@pytest.mark.parametrize("said", ["好", "是的", "确定", "提交"])
async def test_the_summary_is_handed_in_by_a_yes(office: Office, said: str) -> None:
    await begun(office, "小何")
    heard = (await office.says("小何", "1900"))[-1]
    assert heard.labels == ["提交", "3-04"]
    heard = (await office.says("小何", said))[-1]
    assert heard.text.splitlines() == ["✔ 2023年度绩效自评：1项已提交。", "待许科审核。"]


@pytest.mark.parametrize("said", ["不", "取消"])
async def test_a_no_keeps_the_answers(office: Office, said: str) -> None:
    await begun(office, "小何")
    await office.says("小何", "1900")
    heard = (await office.says("小何", said))[-1]
    assert heard.text.splitlines() == [
        "已退出，填过的都已保存：共1项，已填1项。",
        "发“自评填报”接着填，填完发“提交”。",
    ]
    assert (await office.says("小何", "提交"))[-1].text.startswith("✔ 2023年度绩效自评：1项已提交。")


async def test_whoever_has_no_indicator_is_told_so(office: Office) -> None:
    await open_round(office, SAID)
    await office.says("郑主管", "分配 3-04 改革科")
    before = kept(office)
    for said in ("自评", "自评填报"):
        assert (await office.says("小何", said))[-1].text.startswith("目前没有分配给您查看的指标")
    assert kept(office) == before


async def test_what_no_unit_answers_for_is_the_administrators(office: Office) -> None:
    heard = (await office.says("郑主管", SAID))[-1]
    assert heard.text.splitlines()[-1] == "2-14没有责任科室，由管理员代填。"
    await office.presses("郑主管", "确认发起")
    await office.says("郑主管", "自评填报 未分配科室")
    await office.says("郑主管", "1.9万")
    heard = (await office.says("郑主管", "提交"))[-1]
    assert heard.labels == ["全部通过（1）", "退回"]


@pytest.mark.parametrize(
    "said", ["自评 2022年度 2月28日前 鲁财绩〔2024〕2号", "自评 1-11月 2月28日前 鲁财绩〔2024〕2号"]
)
async def test_it_is_of_the_whole_year(office: Office, said: str) -> None:
    before = kept(office)
    [heard] = await office.says("郑主管", said)
    assert heard.text.endswith(
        "不对，自评填报2023年全年。正确示例：自评 2月5日前 鲁财绩〔2024〕2号。未发起。"
    )
    assert kept(office) == before
