"""明天再提醒: a reminder's list once more on the next working day, as far as it is open then."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.stored import audited
from tests.office import ZONE, Heard, Office

OpenAt = Callable[[datetime], Office]
AGAIN = "约好今天再提醒：还有{n}项待报"


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def heads(office: Office, who: str) -> list[str]:
    return [h.text.splitlines()[0] for h in office.hears(who)]


async def reminded(office: Office, who: str, moment: str) -> Heard:
    """The reminder of that moment; what else has come by then is read."""
    await office.moves_to(at(moment))
    return next(h for h in reversed(office.hears(who)) if "明天再提醒" in h.labels)


async def report(office: Office, who: str, *figures: str) -> None:
    for figure in figures:
        await office.says(who, figure)
        await office.presses(who, "确认")
        await office.says(who, "/cancel")


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    return office_at(at("2023-07-03T08:25"))


async def test_the_list_comes_once_more_at_nine_on_the_next_working_day(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    [answer] = await morning.presses("小周", "明天再提醒", on=reminder)
    assert answer.text == "7月4日周二09:00再提醒一次；届时已报的不再列出。"
    assert morning.app.next_instant() == at("2023-07-04T09:00").replace(tzinfo=ZONE)
    await morning.moves_to(at("2023-07-04T08:59"))
    assert heads(morning, "小周") == []
    await morning.moves_to(at("2023-07-04T09:00"))
    [heard] = morning.hears("小周")
    assert heard.text.splitlines()[:2] == [AGAIN.format(n=4), "1 2-06 为企业节省资金流数"]
    assert "明天再提醒" not in heard.labels
    await morning.moves_to(at("2023-07-05T17:00"))
    assert heads(morning, "小周") == []
    assert audited(morning, "remind-again") == [{"slot": "2023-07-03T09:00", "on": "2023-07-04"}]


async def test_at_most_once_for_a_slot_whatever_is_pressed(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    await morning.presses("小周", "明天再提醒", on=reminder)
    [again] = await morning.presses("小周", "明天再提醒", on=reminder)
    assert again.text == "这份清单已约好再提醒一次，不重复。"
    await morning.moves_to(at("2023-07-04T10:00"))
    assert heads(morning, "小周") == [AGAIN.format(n=4)]
    [later] = await morning.presses("小周", "明天再提醒", on=reminder)
    assert later.text == "这份清单已约好再提醒一次，不重复。"
    await morning.moves_to(at("2023-07-05T10:00"))
    assert heads(morning, "小周") == []


async def test_only_what_is_still_open_comes_and_its_numbers_may_be_used(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    await morning.presses("小周", "明天再提醒", on=reminder)
    await report(morning, "小周", "2-06 21亿")
    morning.hears("小周")
    await morning.moves_to(at("2023-07-04T09:00"))
    [heard] = morning.hears("小周")
    assert heard.text.splitlines()[:2] == [AGAIN.format(n=3), "1 2-07 公共资源交易平台交易量"]
    await report(morning, "小周", "1 4600")
    assert morning.figures("2-07")[-1][:2] == ("2023-06", "4600")


async def test_when_all_was_reported_nothing_comes(morning: Office) -> None:
    reminder = await reminded(morning, "小朱", "2023-07-03T09:00")
    await morning.presses("小朱", "明天再提醒", on=reminder)
    await report(morning, "小朱", "2-12 122", "2-13 88")
    morning.hears("小朱")
    await morning.moves_to(at("2023-07-04T10:00"))
    assert heads(morning, "小朱") == []
    [answer] = await morning.presses("小朱", "明天再提醒", on=reminder)
    assert answer.text == "这份清单已全部报送，无需再提醒。"


async def test_where_the_ladder_reminds_that_morning_there_is_one_message(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-06T14:30")
    morning.at_time(at("2023-07-07T16:30"))
    [answer] = await morning.presses("小周", "明天再提醒", on=reminder)
    assert answer.text.startswith("7月10日周一09:00")
    await morning.moves_to(at("2023-07-10T10:00"))
    assert heads(morning, "小周") == ["6月数据还差4项（7月7日周五已截止），请抽空补报"]


async def test_after_a_make_up_saturday_comes_a_make_up_sunday(office_at: OpenAt) -> None:
    office = office_at(at("2023-10-07T08:25"))
    reminder = await reminded(office, "小周", "2023-10-07T09:00")
    [answer] = await office.presses("小周", "明天再提醒", on=reminder)
    assert answer.text.startswith("10月8日周日09:00")
    await office.moves_to(at("2023-10-08T09:00"))
    assert [h.partition("：")[0] for h in heads(office, "小周")] == ["约好今天再提醒"]


async def test_over_the_years_end_the_new_window_takes_its_place(office_at: OpenAt) -> None:
    office = office_at(at("2023-12-08T08:25"))
    reminder = await reminded(office, "小周", "2023-12-08T09:00")
    office.at_time(at("2023-12-29T10:00"))
    [answer] = await office.presses("小周", "明天再提醒", on=reminder)
    assert answer.text.startswith("1月2日周二09:00")
    office.hears("小周")
    await office.moves_to(at("2024-01-02T10:00"))
    [head] = heads(office, "小周")
    assert "12月数据可以报了" in head


async def test_missed_that_morning_it_is_not_sent_another_day(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    await morning.presses("小周", "明天再提醒", on=reminder)
    morning.at_time(at("2023-07-05T09:30"))
    await morning.settle()
    assert heads(morning, "小周") == []


async def test_somebody_away_by_then_is_not_reminded(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    await morning.presses("小周", "明天再提醒", on=reminder)
    await morning.says("小周", "请假 7月4日到7月5日")
    morning.hears("小周")
    await morning.moves_to(at("2023-07-04T10:00"))
    assert heads(morning, "小周") == []


async def test_typed_it_is_the_same_and_comes_once_however_it_was_asked_for(morning: Office) -> None:
    reminder = await reminded(morning, "小周", "2023-07-03T09:00")
    [answer] = await morning.says("小周", "明天再提醒")
    assert answer.text == "7月4日周二09:00再提醒一次；届时已报的不再列出。"
    for said in ("明天提醒我", "remind me tomorrow"):
        assert (await morning.says("小周", said))[-1].text == "这份清单已约好再提醒一次，不重复。"
    [pressed] = await morning.presses("小周", "明天再提醒", on=reminder)
    assert pressed.text == "这份清单已约好再提醒一次，不重复。"
    await morning.moves_to(at("2023-07-04T10:00"))
    assert heads(morning, "小周") == [AGAIN.format(n=4)]


async def test_typed_where_nothing_is_open_promises_nothing(morning: Office) -> None:
    await reminded(morning, "小何", "2023-07-03T09:00")
    await report(morning, "小何", "3-04 930")
    assert (await morning.says("小何", "明天再提醒"))[-1].text == "这份清单已全部报送，无需再提醒。"
    assert audited(morning, "remind-again") == []
