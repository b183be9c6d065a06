"""催报: one message per contact and day, only of what is open, only in office hours."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.office import Office


async def test_a_lead_reminds_the_contacts_of_the_unit_once_a_day(office: Office) -> None:
    office.hears("小周"), office.hears("小蒋")
    heard = await office.says("李科", "催报")
    assert heard[-1].text == "已提醒：小周（4项）、小吴（4项）"
    got = office.hears("小周")
    assert [h.text.splitlines()[:2] for h in got] == [["李科提醒：还有4项待报", "7月7日周五截止"]]
    assert got[0].labels == ["1", "2", "3", "4", "都和上次一样"]
    assert office.hears("小蒋") == []
    again = await office.says("李科", "催报")
    assert again[-1].text == "今天已提醒过：小周（4项）、小吴（4项）"
    assert office.hears("小周") == []


async def test_the_numbers_of_a_reminder_may_be_used_in_the_answer(office: Office) -> None:
    await office.says("李科", "催报")
    await office.says("小周", "2 4600")
    await office.presses("小周", "确认")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


async def test_the_administrator_reminds_everybody_but_those_reminded_today(office: Office) -> None:
    await office.says("李科", "催报")
    heard = await office.says("郑主管", "催报")
    told, before, uncovered = heard[-1].text.splitlines()
    assert told.startswith("已提醒：小冯（2项）、小褚（2项）、小蒋（5项）")
    assert "小周" not in told
    assert before == "今天已提醒过：小周（4项）、小吴（4项）"
    assert uncovered == "没有联络员：2-14"


async def test_one_unit_may_be_named(office: Office) -> None:
    heard = await office.says("郑主管", "催报项目科")
    assert heard[-1].text == "已提醒：小韩（2项）"
    heard = await office.says("郑主管", "催报 无此科")
    assert "没有您可以催报的科室“无此科”" in heard[-1].text


async def test_a_lead_cannot_remind_another_unit(office: Office) -> None:
    heard = await office.says("李科", "催报 项目科")
    assert "没有您可以催报的科室“项目科”" in heard[-1].text
    assert office.hears("小韩") == []


async def test_only_what_is_really_open_is_named(office: Office) -> None:
    await office.says("小周", "2-06 21亿；2-07 4600；2-08 9.5亿")
    await office.presses("小周", "确认")
    await office.says("小周", "2-09 省里还没给，大概10号")
    heard = await office.says("李科", "催报")
    assert heard[-1].text == "目前没有待报的，不用催。"


async def test_who_cannot_be_reached_is_named(office: Office) -> None:
    with office.app.units() as uow:
        uow.people.set_reachable("web", office.accounts["小吴"], False)
        uow.commit()
    heard = await office.says("李科", "催报")
    assert heard[-1].text == "已提醒：小周（4项）\n暂时联系不上：小吴（4项）"


@pytest.mark.parametrize(
    ("now", "when"),
    [
        (datetime(2023, 7, 3, 19, 0), "7月4日08:30"),
        (datetime(2023, 7, 4, 7, 0), "7月4日08:30"),
        (datetime(2023, 7, 7, 18, 0), "7月10日08:30"),
        (datetime(2023, 7, 8, 10, 0), "7月10日08:30"),
    ],
)
async def test_outside_office_hours_it_is_refused_with_the_time_it_can_be_sent(
    office_at: Callable[[datetime], Office], now: datetime, when: str
) -> None:
    office = office_at(now)
    office.hears("小周")
    heard = await office.says("李科", "催报")
    assert when in heard[-1].text
    assert "没有发出" in heard[-1].text
    assert office.hears("小周") == []


async def test_the_next_day_it_can_be_sent_again(office: Office) -> None:
    await office.says("李科", "催报")
    office.at_time(datetime(2023, 7, 4, 9, 30))
    heard = await office.says("李科", "催报")
    assert heard[-1].text == "已提醒：小周（4项）、小吴（4项）"


@pytest.mark.parametrize("who", ["小周", "赵局", "钱局"])
async def test_others_may_not(office: Office, who: str) -> None:
    office.hears("小吴")
    heard = await office.says(who, "催报")
    assert "没有这项权限" in heard[-1].text
    assert office.hears("小吴") == []


async def test_the_button_of_who_has_not_reported_sends_it(office: Office) -> None:
    await office.says("李科", "谁没报")
    heard = await office.presses("李科", "催报")
    assert heard[-1].text == "已提醒：小周（4项）、小吴（4项）"


@pytest.mark.parametrize("words", ["催报 小周", "催一下小周", "催催小周"])
async def test_one_contact_is_reminded_by_name(office: Office, words: str) -> None:
    assert (await office.says("李科", words))[-1].text == "已提醒：小周（4项）"
    assert "李科提醒" in office.hears("小周")[-1].text
    assert office.hears("小吴") == []


async def test_a_contact_of_another_unit_is_not_reminded_by_name(office: Office) -> None:
    assert "没有您可以催报的科室“小韩”" in (await office.says("李科", "催报 小韩"))[-1].text
    assert office.hears("小韩") == []
