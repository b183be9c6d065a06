"""Locked periods: no way in for a figure, nothing asked for, and said who can reopen what."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.office import Office

OpenAt = Callable[[datetime], Office]
SETTING = "设置 锁定工作日 3"
LAST_DAY = datetime(2023, 7, 12, 16)  # June was due on 7 July
LOCKED = datetime(2023, 7, 13, 9, 30)
REFUSED = (
    "6月已锁定，2-07 公共资源交易平台交易量不能再改。确需更正，可由管理员郑主管重开，"
    "如：重开 交易科 6月 理由。没有改动任何数据。"
)


async def confirmed(office: Office, who: str, *figures: str) -> None:
    for figure in figures:
        await office.says(who, figure)
        await office.presses(who, "确认")
        await office.says(who, "/cancel")


@pytest.fixture
async def locking(office: Office) -> Office:
    await office.says("郑主管", SETTING)
    return office


async def test_the_setting_is_said_with_what_it_means(office: Office) -> None:
    [heard] = await office.says("郑主管", SETTING)
    assert heard.text == "锁定工作日：无 → 3"
    [heard] = await office.says("郑主管", "设置")
    assert "锁定工作日：3" in heard.text
    [heard] = await office.says("郑主管", "设置 锁定工作日")
    assert "锁定工作日：3\n截止后第几个工作日" in heard.text


async def test_on_the_last_day_a_figure_is_taken_the_day_after_it_is_not(locking: Office) -> None:
    locking.at_time(LAST_DAY)
    await confirmed(locking, "小周", "2-06 21亿")
    locking.at_time(LOCKED)
    [heard] = await locking.says("小周", "2-07 4600")
    assert heard.text == REFUSED
    assert locking.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    assert locking.figures("2-07")[-1][0] == "2023-05"


@pytest.mark.parametrize(
    "said",
    [
        "6月 2-07 4600",
        "更正 2-07 4600",
        "上报 2-07 4600",
        "2-07",
        "2-07 和上月一样",
        "2-07 省里还没给，大概20号",
    ],
)
@pytest.mark.parametrize("who", ["小周", "李科", "郑主管"])
async def test_no_words_get_a_figure_into_a_locked_period(locking: Office, who: str, said: str) -> None:
    locking.at_time(LOCKED)
    heard = await locking.says(who, said)
    assert heard[-1].text == REFUSED
    assert heard[-1].labels == []
    assert locking.figures("2-07")[-1][0] == "2023-05"


async def test_a_button_shown_before_the_lock_no_longer_stores(locking: Office) -> None:
    locking.at_time(LAST_DAY)
    await locking.says("小周", "2-07 4600")
    locking.at_time(LOCKED)
    heard = await locking.presses("小周", "确认")
    assert heard[-1].text == REFUSED
    assert locking.figures("2-07")[-1][0] == "2023-05"


async def test_an_edited_message_corrects_nothing_that_is_locked(locking: Office) -> None:
    locking.at_time(LAST_DAY)
    await locking.says("小周", "2-07 4600", event="m7")
    await locking.presses("小周", "确认")
    locking.at_time(LOCKED)
    heard = await locking.edits("小周", "2-07 4650", message="m7")
    assert heard[-1].text == REFUSED
    assert locking.figures("2-07")[-1][1] == "4600"


async def test_the_figures_offered_for_correction_are_those_not_locked(locking: Office) -> None:
    locking.at_time(LAST_DAY)
    await confirmed(locking, "小周", "2-07 4600")
    [heard] = await locking.says("小周", "更正")
    assert [label[:4] for label in heard.labels] == ["2-07"]  # May was locked on 13 June
    locking.at_time(LOCKED)
    [heard] = await locking.says("小周", "更正")
    assert heard.text == "您还没有可更正的数据。报数请发，如：2-03 3.2万"


async def test_what_waits_is_still_reviewed_but_no_longer_taken_back(locking: Office) -> None:
    locking.at_time(LAST_DAY)
    await confirmed(locking, "小周", "2-06 21亿", "2-07 4600")
    await locking.says("小周", "撤回")
    locking.at_time(LOCKED)
    taken_back = next(h for h in reversed(locking.all("小周")) if any("2-07" in x for x in h.labels))
    [label] = [x for x in taken_back.labels if "2-07" in x]
    heard = await locking.presses("小周", label, on=taken_back)
    assert heard[-1].text == REFUSED
    [heard_now] = await locking.says("小周", "撤回")
    assert heard_now.labels == []
    await locking.says("李科", "全部通过")
    assert locking.figures("2-07")[-1] == ("2023-06", "4600", "reviewed")


async def test_nothing_locked_is_listed_as_open_or_offered(locking: Office) -> None:
    locking.at_time(LOCKED)
    [heard] = await locking.says("小周", "上报")
    assert heard.labels == []
    [heard] = await locking.says("郑主管", "谁没报")
    assert heard.text.splitlines()[1] == "■ 已锁定未报26项"
    heard = (await locking.says("小周", "查 2-07"))[-1]
    assert "报6月" not in "".join(heard.labels)


async def test_reminders_do_not_ask_for_what_is_locked(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 7, 10, 8, 25))
    await office.says("郑主管", "设置 锁定工作日 1")
    await office.moves_to(datetime(2023, 7, 10, 9))  # 1 working day after: the last day
    assert [h.text.splitlines()[0] for h in office.hears("小周")] == [
        "6月数据还差4项（7月7日周五已截止），请抽空补报"
    ]
    office.hears("李科")
    office.hears("郑主管")
    await office.moves_to(datetime(2023, 7, 12, 9))  # 3 working days after: locked by now
    assert office.hears("小周") == office.hears("李科") == office.hears("郑主管") == []


async def test_what_was_set_aside_is_not_asked_for_once_it_is_locked(locking: Office) -> None:
    await locking.says("小周", "2-07 省里还没给，大概14号")
    await locking.moves_to(datetime(2023, 7, 12, 17))
    locking.hears("小周")
    await locking.moves_to(datetime(2023, 7, 14, 9))
    assert locking.hears("小周") == []


async def test_without_the_setting_june_is_open_all_year(office: Office) -> None:
    office.at_time(datetime(2023, 12, 20, 9, 30))
    await confirmed(office, "小周", "6月 2-07 4600")
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")


@pytest.mark.parametrize("said", ["3天", "3个工作日", "第3个工作日"])
async def test_days_are_said_with_their_unit(office: Office, said: str) -> None:
    [heard] = await office.says("郑主管", f"设置 锁定工作日 {said}")
    assert heard.text == "锁定工作日：无 → 3"
    [heard] = await office.says("郑主管", "设置 锁定工作日 不锁定")
    assert heard.text == "锁定工作日：3 → 无"
