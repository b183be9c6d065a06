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
