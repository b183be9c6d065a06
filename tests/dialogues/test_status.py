"""Asking about one indicator: what each reader sees, how it may be named, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from bot.domain.figure import Standing
from bot.domain.period import Period
from bot.services.ports import IndicatorFacts, NewRevision
from tests.office import Office


async def report(office: Office, who: str, text: str) -> None:
    await office.says(who, text)
    await office.presses(who, "确认")


async def test_one_indicator_is_shown_with_its_figure_forecast_and_definition(
    office: Office,
) -> None:
    heard = await office.says("小周", "查 2-06")
    assert heard[-1].text == (
        "2-06 为企业节省资金流数\n"
        "责任科室：交易科\n"
        "1—5月 17亿元\n"
        "全年目标30亿元，完成56.7%\n"
        "高于序时进度15.0个百分点 ●超序时\n"
        "照此推算全年约40.8亿元，仅供参考\n"
        "6月：未到期，7月7日周五截止\n"
        "口径：在全省率先启用电子保函，为企业节省资金流。\n"
        "单位：元｜累计｜越多越好｜每月\n"
        "暂按推定，待管理员确认：权重\n"
        "（演示数据，均为虚构）"
    )
    assert heard[-1].labels == ["报6月", "往月", "走势图"]


@pytest.mark.parametrize(
    ("who", "typed", "code"),
    [
        ("小蒋", "查2-03", "2-03"),
        ("小蒋", "查 电子档案", "2-03"),
        ("小蒋", "查询 2－3", "2-03"),
        ("赵局", "进度 施工图", "2-10"),
        ("赵局", "/status 2-10", "2-10"),
        ("郑主管", "查 2-14", "2-14"),
        ("钱局", "查：节省资金", "2-06"),
        ("李科", "查 2023 2-06", "2-06"),
        ("李科", "查 2-06 2023年", "2-06"),
    ],
)
async def test_an_indicator_may_be_named_as_people_name_it(
    office: Office, who: str, typed: str, code: str
) -> None:
    heard = await office.says(who, typed)
    assert heard[-1].text.splitlines()[0].split(" ")[0] == code


@pytest.mark.parametrize("who", ["小周", "曹局", "许科"])
async def test_an_indicator_out_of_sight_reads_like_one_that_does_not_exist(office: Office, who: str) -> None:
    hidden = (await office.says(who, "查 2-10"))[-1].text
    absent = (await office.says(who, "查 2-99"))[-1].text
    assert hidden == absent.replace("2-99", "2-10")
    assert "施工图" not in hidden
    assert "没有查到" in hidden


async def test_a_name_out_of_sight_finds_nothing(office: Office) -> None:
    heard = await office.says("小周", "查 施工图审核面积")
    assert "没有查到您可以查看的“施工图审核面积”" in heard[-1].text


async def test_a_stranger_learns_nothing(office: Office) -> None:
    heard = await office.says("nobody", "查 2-06")
    assert heard
    assert all("17" not in h.text and "资金" not in h.text for h in heard)


async def test_several_hits_are_asked_about_with_buttons(office: Office) -> None:
    asked = (await office.says("小周", "查 公共资源交易平台"))[-1]
    assert asked.labels == ["2-07 公共资源交易平台交易量", "2-09 公共资源交易平台交易额"]
    shown = await office.presses("小周", "2-09 公共资源交易平台交易额")
    assert shown[-1].key == asked.key
    assert shown[-1].text.startswith("2-09 公共资源交易平台交易额")


async def test_without_words_a_contact_chooses_among_the_own_indicators(office: Office) -> None:
    heard = await office.says("小周", "查")
    assert [label[:4] for label in heard[-1].labels] == ["2-06", "2-07", "2-08", "2-09"]


async def test_without_words_a_leader_chooses_the_duty_first(office: Office) -> None:
    heard = await office.says("赵局", "查")
    assert [label[0] for label in heard[-1].labels] == ["1", "2", "3", "4"]
    listed = await office.presses("赵局", "3 积极探索改革创新")
    assert "3-04 组织踏勘评审工作次数" in listed[-1].text


async def test_a_leader_sees_the_word_waiting_and_the_unit_sees_the_figure(office: Office) -> None:
    await report(office, "小周", "2-06 21亿")
    leader = (await office.says("钱局", "查 2-06"))[-1].text
    assert "6月：待审" in leader
    assert "21亿" not in leader
    assert "1—5月 17亿元" in leader
    lead = (await office.says("李科", "查 2-06"))[-1].text
    assert "1—6月 21亿元（待审）" in lead


async def test_a_reviewed_figure_counts_for_everybody(office: Office) -> None:
    await report(office, "小周", "2-06 21亿")
    await office.presses("李科", "全部通过（1）")
    leader = (await office.says("钱局", "查 2-06"))[-1].text
    assert "1—6月 21亿元\n全年目标30亿元，完成70.0%" in leader


async def test_not_reported_is_said_once_the_window_has_closed(
    office_at: Callable[[datetime], Office],
) -> None:
    office = office_at(datetime(2023, 7, 10, 10, 0))
    heard = await office.says("小周", "查 2-06")
    assert "6月：未报，7月7日周五截止" in heard[-1].text


async def test_data_that_come_from_above_are_shown_with_their_day(office: Office) -> None:
    await office.says("小周", "2-06 省里还没给，大概10号")
    heard = await office.says("钱局", "查 2-06")
    assert "6月：待上级数据，预计7月10日周一" in heard[-1].text


@pytest.mark.parametrize(("month", "forecasts"), [(2, 0), (3, 0), (4, 1), (7, 1)])
async def test_no_forecast_is_said_of_january_and_february(
    office_at: Callable[[datetime], Office], month: int, forecasts: int
) -> None:
    office = office_at(datetime(2023, month, 20, 9, 30))
    text = (await office.says("小蒋", "查 2-03"))[-1].text
    assert text.count("仅供参考") == forecasts


async def test_a_rate_shows_the_fraction_it_was_given_as_and_no_completion(office: Office) -> None:
    heard = await office.says("小蒋", "查 2-01")
    assert "5月 99.52%（4976/5000）" in heard[-1].text
    assert "完成9" not in heard[-1].text
    assert "高于目标0.52个百分点 ●已达标" in heard[-1].text


async def test_asking_in_the_middle_of_a_report_is_a_question_and_the_report_goes_on(office: Office) -> None:
    await office.says("小周", "上报 2-06")
    heard = await office.says("小周", "查 2-07")
    assert heard[-1].text.startswith("2-07 公共资源交易平台交易量\n责任科室：交易科")
    heard = await office.says("小周", "21亿")
    assert heard[-1].text.startswith("2-06 为企业节省资金流数\n6月（累计）：21亿元")


def add_2022(office: Office) -> None:
    """Last year's table: one indicator of the same name under another code, with a figure for May."""
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        now = next(i for i in uow.targets.indicators(department.id, 2023) if i.code == "2-06")
        facts = IndicatorFacts(now.unit_id, "cumulative", "more", "monthly", None, False, None, frozenset())
        cells = replace(now.cells, annual_target="10亿元")
        old = uow.targets.add_indicator(department.id, 2022, "2-05", cells, facts, ())
        at = office.app.clock.now()
        added = uow.reports.add(NewRevision(old.id, Period(2022, 5), Decimal(400000000), None, at))
        assert added is not None
        uow.reports.decide(added.id, Standing.REVIEWED, by=None, at=at)
        uow.commit()


async def test_an_older_table_stays_readable(office: Office) -> None:
    add_2022(office)
    text = (await office.says("小周", "查 2022 2-05"))[-1].text
    assert text.startswith(
        "2-05 为企业节省资金流数\n责任科室：交易科\n1—5月 4亿元\n全年目标10亿元，完成40.0%"
    )
    assert "12月：未报" in text
    assert office.all("小周")[-1].labels == ["往月", "走势图"]


async def test_history_has_the_same_period_of_last_year_beside_it(office: Office) -> None:
    add_2022(office)
    text = (await office.says("小周", "往月 2-06"))[-1].text
    assert "5月（累计）\n  17亿元 已审 小周 6月2日 10:20\n  上年同期4亿元\n6月" in text
    assert text.count("上年同期") == 1


async def test_a_year_without_a_table_is_said_with_those_there_are(office: Office) -> None:
    heard = await office.says("赵局", "查 2022 2-03")
    assert heard[-1].text == "没有2022年的指标表，现有：2023。"


async def test_the_button_of_a_status_leads_into_reporting(office: Office) -> None:
    await office.says("小周", "查 2-06")
    heard = await office.presses("小周", "报6月")
    assert "6月（累计）的数是多少？" in heard[-1].text


async def test_a_leader_may_ask_the_unit_about_a_low_figure(office: Office) -> None:
    heard = await office.says("钱局", "查 2-09")
    assert heard[-1].labels == ["往月", "走势图", "请科室说明"]
    asked = await office.presses("钱局", "请科室说明")
    assert "2-09" in asked[-1].text
    assert "钱局" in office.hears("李科")[-1].text


async def test_a_lead_has_no_button_to_ask_the_own_unit(office: Office) -> None:
    heard = await office.says("李科", "查 2-09")
    assert heard[-1].labels == ["报6月", "往月", "走势图"]


async def test_a_leader_has_no_button_to_report(office: Office) -> None:
    heard = await office.says("钱局", "查 2-06")
    assert heard[-1].labels == ["往月", "走势图"]
