"""A round's reminders: at its opening, the working day before the deadline and on it; each once."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.rounds import fill_all, open_round
from tests.dialogues.stored import audited
from tests.office import Heard, Office

OpenAt = Callable[[datetime], Office]
OPENED = "2023年1—7月绩效监控开始填报（8月15日周二截止）"
BEFORE = "2023年1—7月绩效监控尚未提交（8月15日周二截止）"
LAST = "2023年1—7月绩效监控今日截止，尚未提交"
LIST = "2023年1—7月绩效监控今日截止，各科室情况"


def august(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"2023-08-{day:02d}T{hour:02d}:{minute:02d}")


@pytest.fixture
def office(office_at: OpenAt) -> Office:
    return office_at(august(1, 9, 30))


def about_the_round(heard: list[Heard]) -> list[str]:
    """The first lines of what is about the round."""
    return [line for h in heard if (line := h.text.splitlines()[0]).startswith("2023年")]


async def test_contacts_are_reminded_the_working_day_before_and_on_the_deadline(office: Office) -> None:
    await open_round(office)
    assert about_the_round(office.hears("小周")) == [OPENED]
    await office.moves_to(august(14, 14, 29))
    assert about_the_round(office.hears("小周")) == []
    await office.moves_to(august(14, 14, 30))
    assert about_the_round(office.hears("小周")) == [BEFORE]
    await office.moves_to(august(15, 9, 0))
    assert about_the_round(office.hears("小周")) == [LAST]
    await office.moves_to(august(18, 17, 0))
    assert about_the_round(office.hears("小周")) == []
    assert about_the_round(office.hears("李科")) == []


async def test_the_administrator_reads_who_is_missing_on_the_deadline(office: Office) -> None:
    await open_round(office)
    await fill_all(office)
    await office.says("小周", "提交")
    await office.moves_to(august(15, 15, 59))
    assert about_the_round(office.hears("郑主管")) == []
    await office.moves_to(august(15, 16, 0))
    [heard] = [h for h in office.hears("郑主管") if h.text.startswith(LIST)]
    assert heard.text.splitlines()[1:] == [
        "未开始（10）：政务服务科、掌办专班、准入科、项目科、涉农社会科、改革科、踏勘科、大厅科、后勤科、"
        "未分配科室",
        "待审（1）：交易科",
    ]


async def test_who_has_handed_in_is_not_reminded(office: Office) -> None:
    await open_round(office)
    await fill_all(office)
    await office.says("小周", "提交")
    office.hears("小周")
    await office.moves_to(august(15, 17, 0))
    assert about_the_round(office.hears("小周")) == []
    assert about_the_round(office.hears("小吴")) == [OPENED]
    assert about_the_round(office.hears("小韩")) == [OPENED, BEFORE, LAST]


async def test_what_is_only_to_be_handed_in_is_said_so(office: Office) -> None:
    await open_round(office)
    await fill_all(office)
    await office.moves_to(august(14, 14, 30))
    heard = next(h for h in reversed(office.all("小周")) if h.text.startswith(BEFORE))
    assert "各项均已填好，提交即可。" in heard.text.splitlines()
    assert heard.labels == ["继续填报"]
    assert "提交" in (await office.presses("小周", "继续填报", on=heard))[-1].labels


async def test_a_deadline_on_a_day_off_is_reminded_of_before(office: Office) -> None:
    await open_round(office, "监控 1-7月 8月20日前 鲁财绩〔2023〕5号")  # a Sunday
    office.hears("小周")
    await office.moves_to(august(17, 14, 30))
    assert len(about_the_round(office.hears("小周"))) == 1
    await office.moves_to(august(18, 9, 0))
    assert about_the_round(office.hears("小周")) == [LAST]


async def test_a_closed_round_reminds_nobody(office: Office) -> None:
    await open_round(office)
    await office.says("郑主管", "监控 结束")
    await office.presses("郑主管", "结束本轮")
    office.hears("小周")
    await office.moves_to(august(15, 17, 0))
    assert about_the_round(office.hears("小周")) == []
    assert about_the_round(office.hears("郑主管")) == []


async def test_every_slot_is_played_once(office: Office) -> None:
    await open_round(office)
    await office.moves_to(august(15, 16, 0))
    office.at_time(august(15, 9, 0))
    await office.app.scheduler.tick()
    await office.settle()
    played = [f["slot"] for f in audited(office, "slot-played") if f["kind"] == "round"]
    assert played == ["2023-08-14T14:30", "2023-08-15T09:00", "2023-08-15T16:00"]
    assert about_the_round(office.all("小周")) == [OPENED, BEFORE, LAST]


async def test_a_round_opened_in_the_evening_is_told_the_next_morning(office_at: OpenAt) -> None:
    office = office_at(august(4, 20, 0))  # a Friday
    answer = await open_round(office)
    assert answer.text.splitlines()[-1] == "现在不是工作时间，将于8月7日 09:00通知各科室。"
    assert about_the_round(office.hears("小周")) == []
    await office.moves_to(august(7, 8, 59))
    assert about_the_round(office.hears("小周")) == []
    await office.moves_to(august(7, 9, 5))
    assert about_the_round(office.hears("小周")) == [OPENED]


async def test_a_round_opened_on_its_last_day_does_not_remind_of_what_was_before(office_at: OpenAt) -> None:
    office = office_at(august(15, 9, 30))
    await open_round(office)
    office.hears("小周")
    await office.app.scheduler.tick()
    await office.settle()
    assert about_the_round(office.hears("小周")) == []
    await office.moves_to(august(15, 16, 0))
    assert about_the_round(office.hears("郑主管"))[-1] == LIST
