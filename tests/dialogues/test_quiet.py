"""Quiet hours: what nobody asked for waits, answers do not."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.stored import kept
from tests.office import ZONE, Office

OpenAt = Callable[[datetime], Office]


def july(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"2023-07-{day:02d}T{hour:02d}:{minute:02d}")


def heads(office: Office, who: str) -> list[str]:
    return [h.text.splitlines()[0] for h in office.hears(who)]


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    return office_at(july(3, 8, 25))


async def test_setting_showing_and_ending_them(office: Office) -> None:
    assert (await office.says("小周", "免打扰"))[-1].text.splitlines()[0] == "未设免打扰时段。"
    [heard] = await office.says("小周", "免打扰 20:00-08:00")
    assert heard.text.splitlines() == [
        "免打扰时段：20:00-08:00。",
        "此间提醒、简报和通知顺延到08:00以后发送；您的提问随时答复。",
    ]
    assert (await office.says("小周", "/quiet"))[-1].text.splitlines()[0] == "免打扰时段：20:00-08:00。"
    assert (await office.says("小周", "免打扰 关"))[-1].text == "已关闭免打扰。"
    assert (await office.says("小周", "免打扰"))[-1].text.splitlines()[0] == "未设免打扰时段。"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "免打扰 晚上",
            "没看懂免打扰时段“晚上”。正确示例：免打扰 20:00-08:00；关闭发：免打扰 关。未作改动。",
        ),
        (
            "免打扰 00:00-23:59",
            "“00:00-23:59”几乎占满办公时间（08:30—17:30），提醒将无法发送。"
            "正确示例：免打扰 20:00-08:00。未作改动。",
        ),
    ],
)
async def test_what_cannot_be_is_refused(office: Office, said: str, answer: str) -> None:
    before = kept(office)
    assert (await office.says("小周", said))[-1].text == answer
    assert kept(office) == before


async def test_a_reminder_waits_until_the_hours_are_over_and_comes_once(morning: Office) -> None:
    await morning.says("小周", "免打扰 8:30-10:00")
    await morning.moves_to(july(3, 9, 59))
    assert heads(morning, "小周") == []
    assert heads(morning, "小吴") == ["6月数据可以报了（7月7日周五截止）"]
    await morning.moves_to(july(3, 10))
    assert heads(morning, "小周") == ["6月数据可以报了（7月7日周五截止）"]
    await morning.moves_to(july(3, 17))
    assert heads(morning, "小周") == []


async def test_a_reminder_held_over_night_comes_the_next_morning(morning: Office) -> None:
    await morning.says("小周", "免打扰 14:00-09:00")
    await morning.moves_to(july(6, 17))
    morning.hears("小周")
    assert morning.app.next_instant() == july(7).replace(tzinfo=ZONE)
    await morning.moves_to(july(7))
    assert heads(morning, "小周") == ["6月数据还有4项待报（7月7日周五截止）"]


async def test_a_held_reminder_whose_reason_has_gone_is_not_sent(morning: Office) -> None:
    await morning.moves_to(july(3))
    await morning.says("小韩", "免打扰 14:00-09:00")
    await morning.moves_to(july(6, 15))
    for figure in ("2-10 142万", "2-11 23"):
        await morning.says("小韩", figure)
        await morning.presses("小韩", "确认")
        await morning.says("小韩", "/cancel")
    morning.hears("小韩")
    await morning.moves_to(july(7, 10))
    assert heads(morning, "小韩") == []


async def test_a_digest_waits_and_an_answer_does_not(morning: Office) -> None:
    await morning.says("赵局", "免打扰 8:00-9:30")
    await morning.moves_to(july(3))
    assert heads(morning, "赵局") == []
    assert (await morning.says("赵局", "查 2-09"))[-1].text.startswith("2-09")
    morning.hears("赵局")
    await morning.moves_to(july(3, 9, 30))
    assert [h[:8] for h in heads(morning, "赵局")] == ["【指标进展简报】"]


async def test_a_notice_in_the_evening_waits_until_the_morning_even_at_a_weekend(office_at: OpenAt) -> None:
    office = office_at(july(7, 20, 30))
    await office.says("小吴", "免打扰 20:00-08:00")
    await office.says("小周", "B角 小吴")
    assert heads(office, "小吴") == []
    await office.moves_to(july(8, 8))
    assert heads(office, "小吴") == ["您是小周的B角（交易科）：小周请假期间，提醒转给您，您可代为办理。"]


async def test_hours_are_ones_own(office: Office) -> None:
    await office.says("小周", "免打扰 00:00-12:00")
    with office.app.units() as uow:
        people = {p.name: p.id for p in uow.people.in_department(1)}
        assert set(uow.people.quiet(people.values())) == {people["小周"]}
