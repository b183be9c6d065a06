"""What is still to come in: one's own, one's unit's, by unit; without names for leaders, without blame."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.office import Office


async def test_a_contact_sees_the_own_items_and_may_answer_with_their_numbers(office: Office) -> None:
    heard = await office.says("小周", "待报")
    assert heard[-1].text.startswith("待报4项（7月7日周五截止）\n1 2-06")
    await office.says("小周", "2 4600")
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


async def test_where_several_periods_are_open_each_line_names_its_own(
    office_at: Callable[[datetime], Office],
) -> None:
    office = office_at(datetime(2023, 8, 2, 10, 0))
    lines = (await office.says("小周", "待报"))[-1].text.splitlines()
    lines += (await office.presses("小周", "下一页"))[-1].text.splitlines()
    periods = [line.split()[0] for line in lines if line.startswith("  ")]
    assert periods == ["6月"] * 4 + ["7月"] * 4


async def test_a_contact_also_sees_what_was_set_aside_and_what_waits(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.says("小周", "2-07 省里还没给，大概10号")
    heard = await office.says("小周", "谁没报")
    assert "■ 待上级数据1项\n2-07 公共资源交易平台交易量\n 6月，预计7月10日" in heard[-1].text
    assert "■ 待审1项 2-06（6月）" in heard[-1].text


async def test_a_lead_sees_who_has_what(office: Office) -> None:
    heard = await office.says("李科", "谁没报？")
    assert heard[-1].text == (
        "待报情况\n"
        "6月：待报4项，7月7日周五截止\n"
        "交易科 4项（小周、小吴）\n"
        " 2-06 为企业节省资金流数\n"
        " 2-07 公共资源交易平台交易量\n"
        " 2-08 政府采购网上交易额\n"
        " 2-09 公共资源交易平台交易额\n"
        "（演示数据，均为虚构）"
    )
    assert heard[-1].labels == ["催报"]


@pytest.mark.parametrize("who", ["赵局", "孙主任", "钱局"])
async def test_leaders_see_units_in_the_order_of_the_table_and_no_names(office: Office, who: str) -> None:
    heard = await office.says(who, "谁没报")
    text = heard[-1].text
    units = [u for u in ("政务服务科", "准入科", "交易科", "后勤科") if u in text]
    assert sorted(units, key=text.index) == units
    assert "交易科" in units
    assert "小" not in text
    assert heard[-1].labels == []


async def test_a_leader_sees_only_the_units_in_charge(office: Office) -> None:
    text = (await office.says("曹局", "谁没报"))[-1].text
    assert "交易科" not in text
    assert "改革科" in text


async def test_the_administrator_sees_whose_nobody_is(office: Office) -> None:
    text = (await office.says("郑主管", "谁没报"))[-1].text
    assert "责任科室未明确 1项（无联络员）" in text


async def test_after_the_due_day_it_is_called_not_reported(office_at: Callable[[datetime], Office]) -> None:
    office = office_at(datetime(2023, 7, 10, 10, 0))
    text = (await office.says("李科", "谁没报"))[-1].text
    assert "6月：未报4项，7月7日周五已截止" in text


async def test_when_everything_is_in_it_says_so(office_at: Callable[[datetime], Office]) -> None:
    office = office_at(datetime(2023, 6, 20, 10, 0))
    assert "到期的都已报齐。" in (await office.says("赵局", "谁没报"))[-1].text
