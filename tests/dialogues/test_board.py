"""The ledger: counts, lights and thresholds; drilled down in place; only what is in sight."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.degrade import width
from tests.office import Heard, Office

STALE = "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"


def codes(heard: Heard) -> list[str]:
    """The codes of the listed rows: "1 ●2-06 …"."""
    rows = [line for line in heard.text.splitlines() if line[:1].isdigit() and line[2] in "●▲▼◇·"]
    return [row[3:7] for row in rows]


async def test_the_overview_counts_by_duty_and_shows_the_thresholds(office: Office) -> None:
    heard = await office.says("赵局", "台账")
    assert heard[-1].text == (
        "绩效台账 2023年\n"
        "数据截至5月底｜序时进度41.7%\n"
        "共26项：已审26\n"
        "正常14 偏低6 推进中5 依申请1\n"
        "累计：●≥100% ▲≥80%，超序时≥120%\n"
        "比率等：差1个百分点或5%以内▲\n"
        "职责1 “一窗受理”“一网通办”\n 4项 ●2 ▼1 ◇1\n"
        "职责2 深入推进重点领域改革\n 14项 ●10 ▲2 ▼1 ◇1\n"
        "职责3 积极探索改革创新\n 4项 ●1 ▲1 ◇2\n"
        "职责4 便民服务工作\n 4项 ●1 ▲1 ◇2\n"
        "演示数据，科室人员及完成数均为虚构"
    )
    assert heard[-1].labels == ["职责1", "职责2", "职责3", "职责4", "全部26", "偏低6", "未报0"]


async def test_duty_list_indicator_history_and_back_replace_each_other(office: Office) -> None:
    board = (await office.says("赵局", "总表"))[-1]
    duty = (await office.presses("赵局", "职责3"))[-1]
    assert codes(duty) == ["3-01", "3-02", "3-03", "3-04"]
    one = (await office.presses("赵局", "4"))[-1]
    assert one.text.startswith("3-04 组织踏勘评审工作次数")
    history = (await office.presses("赵局", "往月"))[-1]
    assert history.text.startswith("3-04 组织踏勘评审工作次数 2023年各期")
    again = (await office.presses("赵局", "返回"))[-1]
    assert again.text == one.text
    back = (await office.presses("赵局", "返回"))[-1]
    assert back.text == duty.text
    home = (await office.presses("赵局", "按职责看"))[-1]
    assert home.text == board.text
    assert {h.key for h in (duty, one, history, again, back, home)} == {board.key}


async def test_pages_go_forth_and_back_through_all_26(office: Office) -> None:
    page = (await office.says("赵局", "台账 全部"))[-1]
    seen = codes(page)
    while "下一页" in page.labels:
        page = (await office.presses("赵局", "下一页"))[-1]
        seen += codes(page)
    assert len(seen) == len(set(seen)) == 26
    assert (seen[0], seen[-1]) == ("1-01", "4-04")
    assert "上一页" in page.labels


async def test_low_ones_only(office: Office) -> None:
    heard = await office.says("赵局", "台账 偏低")
    assert codes(heard[-1]) == ["1-03", "2-09", "2-10", "2-11", "3-01", "4-01"]
    assert "1 ▼1-03 月平均日活跃度\n 5月 今年均值4.46% 目标5.90%\n 低于目标1.44个百分点" in heard[-1].text
    assert "2 ▼2-09 公共资源交易平台交易额\n 1—5月 292亿元 目标900亿元" in heard[-1].text


@pytest.mark.parametrize(
    ("who", "duties"),
    [
        ("钱局", {"2"}),
        ("曹局", {"1", "3", "4"}),
        ("郑主管", {"1", "2", "3", "4"}),
        ("孙主任", {"1", "2", "3", "4"}),
    ],
)
async def test_a_leader_sees_the_units_in_charge_and_no_more(
    office: Office, who: str, duties: set[str]
) -> None:
    heard = await office.says(who, "台账")
    assert {label[2:] for label in heard[-1].labels if label.startswith("职责")} == duties
    everything = await office.says(who, "台账 全部")
    assert {c[0] for c in codes(everything[-1])} <= duties


@pytest.mark.parametrize(("who", "seen"), [("小周", ["2-06", "2-07", "2-08", "2-09"]), ("许科", ["3-04"])])
async def test_a_unit_sees_its_own_at_once(office: Office, who: str, seen: list[str]) -> None:
    heard = await office.says(who, "台账")
    assert codes(heard[-1]) == seen


async def test_a_figure_of_the_open_period_is_shown_as_such(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    assert "6月已报21亿元（待审）" in (await office.says("李科", "台账"))[-1].text
    await office.says("钱局", "台账")
    leader = (await office.presses("钱局", "职责2"))[-1]
    assert "6月待审" in leader.text
    assert "21亿元（" not in leader.text


async def test_not_reported_waiting_and_low_are_counted_apart(
    office_at: Callable[[datetime], Office],
) -> None:
    office = office_at(datetime(2023, 7, 3, 9, 30))
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    office.at_time(datetime(2023, 7, 10, 10, 0))
    heard = await office.says("李科", "台账")
    assert "共4项：待审1 未报3" in heard[-1].text
    assert "偏低0" in heard[-1].labels
    assert "未报3" in heard[-1].labels
    missing = await office.presses("李科", "未报3")
    assert codes(missing[-1]) == ["2-07", "2-08", "2-09"]
    assert "6月未报" in missing[-1].text


async def test_no_line_of_the_ledger_is_wider_than_a_phone(office: Office) -> None:
    page = (await office.says("赵局", "台账 全部"))[-1]
    texts = [(await office.says("赵局", "台账"))[-1].text, page.text]
    while "下一页" in page.labels:
        page = (await office.presses("赵局", "下一页"))[-1]
        texts.append(page.text)
    listed = [line for text in texts for line in text.splitlines()]
    assert len(listed) > 60
    assert [line for line in listed if width(line) > 34] == []


async def test_a_button_of_an_older_view_does_nothing(office: Office) -> None:
    first = (await office.says("赵局", "台账"))[-1]
    stale = first.button("职责1").id
    await office.presses("赵局", "职责3")
    heard = await office.presses_id("赵局", stale)
    assert heard[-1].text == STALE


async def test_somebody_elses_button_does_nothing(office: Office) -> None:
    first = (await office.says("赵局", "台账"))[-1]
    assert await office.presses_id("小周", first.button("职责1").id) == []
