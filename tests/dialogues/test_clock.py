"""The ladder of reminders, played by a clock that is moved: who hears what, when, and never twice."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.period import Period
from bot.services.ports import Address, Department, NewRevision
from bot.services.queues import QueuedUnitOfWork
from bot.services.slots_due import Schedule
from storage.schema import audit
from tests.office import ZONE, Office

OpenAt = Callable[[datetime], Office]
EVERYBODY = ("赵局", "钱局", "郑主管", "李科", "小周", "小吴", "小朱", "杨科", "小尤")


def july(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A local moment of July 2023."""
    return datetime.fromisoformat(f"2023-07-{day:02d}T{hour:02d}:{minute:02d}")


def heads(office: Office, who: str) -> list[str]:
    """The first line of every message that came since the last look."""
    return [h.text.splitlines()[0] for h in office.hears(who)]


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    """Monday 3 July 2023, 08:25: nothing has been said yet."""
    return office_at(july(3, 8, 25))


async def report(office: Office, who: str, *figures: str) -> None:
    """Report one after another; whatever else is asked is left."""
    for figure in figures:
        await office.says(who, figure)
        await office.presses(who, "确认")
        await office.says(who, "/cancel")


async def tick(office: Office) -> None:
    await office.app.scheduler.tick()
    await office.settle()


async def test_the_window_opens_at_nine_with_one_list_for_each_contact(morning: Office) -> None:
    await morning.moves_to(july(3, 8, 59))
    assert heads(morning, "小周") == []
    await morning.moves_to(july(3))
    heard = morning.hears("小周")
    assert [h.text.splitlines()[0] for h in heard] == ["6月数据可以报了（7月7日周五截止）"]
    assert heard[0].text.splitlines()[1].startswith("1 2-06 为企业节省资金流数")
    assert heard[0].labels == ["1", "2", "3", "4", "都和上次一样", "明天再提醒"]
    assert heads(morning, "小吴") == ["6月数据可以报了（7月7日周五截止）"]
    assert heads(morning, "李科") == []


async def test_quarterly_indicators_are_in_the_list_of_june(morning: Office) -> None:
    await morning.moves_to(july(3))
    (heard,) = morning.hears("小尤")
    lines = heard.text.splitlines()
    assert [line[:6] for line in lines[1:7:2]] == ["1 3-01", "2 3-02", "3 3-03"]
    assert lines[2].startswith("  二季度 ")


async def test_the_numbers_of_the_list_may_be_used_in_the_answer(morning: Office) -> None:
    await morning.moves_to(july(3))
    await report(morning, "小周", "1 21亿")
    assert morning.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")


async def test_a_contact_who_has_reported_is_not_reminded(morning: Office) -> None:
    await morning.moves_to(july(3))
    await report(morning, "小朱", "2-12 122", "2-13 88")
    for who in EVERYBODY:
        morning.hears(who)
    await morning.moves_to(july(6, 14, 30))
    assert heads(morning, "小朱") == []
    assert heads(morning, "小周") == ["6月数据还有4项待报（7月7日周五截止）"]


async def test_on_the_due_day_the_administrator_gets_what_is_missing_by_unit(morning: Office) -> None:
    await morning.moves_to(july(7, 15, 59))
    await report(morning, "小周", "2-06 21亿")
    morning.hears("郑主管")
    await morning.moves_to(july(7, 16))
    (heard,) = morning.hears("郑主管")
    lines = heard.text.splitlines()
    assert lines[0] == "6月数据今天截止，还有25项未报"
    assert lines[1] == "政务服务科 2项 掌办专班 2项"
    assert lines[2] == "准入科 5项 交易科 3项 项目科 2项"
    assert lines[-1].endswith("后勤科 2项")
    assert "无责任科室 1项" in "\n".join(lines)
    assert heads(morning, "小周") == []


async def test_the_first_overdue_day_tells_contacts_and_leads(morning: Office) -> None:
    await morning.moves_to(july(10, 8, 59))
    await report(morning, "小朱", "2-12 122")
    for who in EVERYBODY:
        morning.hears(who)
    await morning.moves_to(july(10))
    assert heads(morning, "小朱") == ["6月数据还差1项（7月7日周五已截止），请抽空补报"]
    assert heads(morning, "杨科") == ["6月数据科室还差1项（7月7日周五已截止）"]
    assert heads(morning, "郑主管") == ["无人负责"]


async def test_a_lead_is_told_what_waits_for_review_beside_what_is_missing(morning: Office) -> None:
    await morning.moves_to(july(10, 8, 59))
    await report(morning, "小朱", "2-12 122")
    morning.hears("杨科")
    await morning.moves_to(july(10))
    (heard,) = morning.hears("杨科")
    assert heard.text.splitlines()[1:] == [
        "1 2-13 事务所出具相关审计报告数量",
        "可直接回复，如：1 74个",
        "另有1项待审核。",
    ]
    assert heard.labels == ["去审核", "明天再提醒"]


async def test_after_the_third_overdue_day_there_is_silence(morning: Office) -> None:
    await morning.moves_to(july(12, 8, 59))
    for who in EVERYBODY:
        morning.hears(who)
    await morning.moves_to(july(12))
    (lead,) = morning.hears("李科")
    assert lead.text.splitlines() == [
        "6月数据仍有4项未报（7月7日周五已截止）",
        "1 2-06 为企业节省资金流数",
        "2 2-07 公共资源交易平台交易量",
        "3 2-08 政府采购网上交易额",
        "4 2-09 公共资源交易平台交易额",
        "可直接回复，如：1 17亿元",
        "这是最后一次提醒，之后只在简报中列为未报。",
    ]
    (answer,) = await morning.says("李科", "1 21亿；2 4600")
    assert answer.text.splitlines()[0] == "读到2项："
    (administrator,) = morning.hears("郑主管")
    assert administrator.text.splitlines()[0] == "6月数据仍有26项未报（7月7日周五已截止）"
    assert heads(morning, "小周") == []
    await morning.moves_to(july(31, 17))
    assert heads(morning, "小周") == []


# ---------------------------------------------------------------- set aside


async def test_what_was_set_aside_is_asked_for_again_on_its_day(morning: Office) -> None:
    await morning.moves_to(july(3))
    await report(morning, "小朱", "2-12 122")
    await morning.says("小朱", "2-13 省里还没给，大概11号")
    morning.hears("小朱")
    await morning.moves_to(july(11, 8, 59))
    assert heads(morning, "小朱") == []
    await morning.moves_to(july(11))
    (heard,) = morning.hears("小朱")
    assert heard.text.splitlines()[0] == "约好今天再问：上级数据到了吗？"
    assert heard.text.splitlines()[1].startswith("1 2-13 ")


async def test_the_administrator_sees_what_is_set_aside_apart_from_what_is_missing(morning: Office) -> None:
    await morning.moves_to(july(3))
    await morning.says("小朱", "2-13 省里还没给，大概11号")
    await morning.moves_to(july(7, 15, 59))
    morning.hears("郑主管")
    await morning.moves_to(july(7, 16))
    lines = morning.hears("郑主管")[0].text.splitlines()
    assert lines[0] == "6月数据今天截止，还有25项未报"
    assert "涉农社会科 1项" in "\n".join(lines)
    assert lines[-1] == "待上级数据（暂不催）：2-13（7月11日截止）"


# ---------------------------------------------------------------- nothing twice, nothing out of hours


async def test_a_second_tick_sends_no_second_copy(morning: Office) -> None:
    await morning.moves_to(july(3))
    morning.hears("小周")
    await tick(morning)
    assert heads(morning, "小周") == []


async def test_a_clock_moved_back_sends_no_second_copy(morning: Office) -> None:
    await morning.moves_to(july(3, 10))
    morning.hears("小周")
    morning.at_time(july(3, 8, 25))
    await tick(morning)
    await morning.moves_to(july(3, 10))
    assert heads(morning, "小周") == []


async def test_a_restart_sends_no_second_copy(morning: Office) -> None:
    await morning.moves_to(july(3, 10))
    morning.hears("小周")
    again = Office.at(morning.app.settings.database_url, july(3, 10, 1))
    again._read.update(morning._read)
    await tick(again)
    assert heads(again, "小周") == []
    again.closes()


async def test_two_replicas_send_one_copy(morning: Office) -> None:
    other = Office.at(morning.app.settings.database_url, july(3))
    morning.at_time(july(3))
    await asyncio.gather(morning.app.scheduler.tick(), other.app.scheduler.tick())
    await morning.settle()
    assert heads(morning, "小周") == ["6月数据可以报了（7月7日周五截止）"]
    other.closes()


async def test_a_late_tick_of_the_same_day_still_sends_once(morning: Office) -> None:
    await tick(morning)
    morning.at_time(july(3, 11, 40))
    await tick(morning)
    assert heads(morning, "小周") == ["6月数据可以报了（7月7日周五截止）"]


async def test_two_steps_missed_on_one_day_come_as_one_message(morning: Office) -> None:
    await morning.moves_to(july(3))
    await morning.says("小朱", "2-13 省里还没给，大概6号")
    morning.hears("小朱")
    morning.at_time(july(6, 15))
    await tick(morning)
    assert heads(morning, "小朱") == ["6月数据还有2项待报（7月7日周五截止）"]


@pytest.mark.parametrize("back", [july(3, 17, 31), july(3, 20), july(4, 9, 30), july(8, 10)])
async def test_what_was_missed_is_dropped_after_hours_and_on_another_day(
    morning: Office, back: datetime
) -> None:
    await tick(morning)
    morning.at_time(back)
    await tick(morning)
    assert heads(morning, "小周") == []
    with morning.app.units() as uow:
        assert uow.messages.slot(1, "remind", "2023-07-03T09:00") == "dropped"
        dropped = uow.connection.execute(select(audit.c.facts).where(audit.c.action == "slot-dropped"))
        found = [row.facts for row in dropped]
    assert {"department": 1, "kind": "remind", "slot": "2023-07-03T09:00"} in found


async def test_a_fresh_installation_does_not_look_back(office_at: OpenAt) -> None:
    office = office_at(july(5, 10))
    await tick(office)
    with office.app.units() as uow:
        assert uow.messages.slot(1, "remind", "2023-07-03T09:00") is None


# ---------------------------------------------------------------- reasons that go


async def test_a_queued_reminder_whose_reason_has_gone_is_not_sent(morning: Office) -> None:
    await morning.moves_to(july(6, 14, 29))
    await report(morning, "小朱", "2-12 122")
    morning.hears("小朱")
    morning.at_time(july(6, 14, 30))
    await morning.app.scheduler.tick()  # queued, not sent yet
    await report_in_store(morning, "2-13", "88")
    await morning.settle()
    assert heads(morning, "小朱") == []


async def test_a_queued_reminder_names_only_what_is_still_missing(morning: Office) -> None:
    await morning.moves_to(july(6, 14, 29))
    morning.hears("小朱")
    morning.at_time(july(6, 14, 30))
    await morning.app.scheduler.tick()
    await report_in_store(morning, "2-13", "88")
    await morning.settle()
    (heard,) = morning.hears("小朱")
    assert heard.text.splitlines()[0] == "6月数据还有1项待报（7月7日周五截止）"
    assert heard.labels == ["1", "都和上次一样", "明天再提醒"]


async def test_a_reminder_that_could_not_leave_in_office_hours_is_dropped(morning: Office) -> None:
    morning.at_time(july(3))
    await morning.app.scheduler.tick()
    morning.at_time(july(3, 18))
    await morning.settle()
    assert heads(morning, "小周") == []


async def report_in_store(office: Office, code: str, value: str) -> None:
    """A figure that came in between the tick and the sending."""

    def add(uow: QueuedUnitOfWork) -> None:
        indicator = next(i for i in uow.targets.indicators(1, 2023) if i.code == code)
        now = office.app.clock.now()
        uow.reports.add(NewRevision(indicator.id, Period(2023, 6), Decimal(value), None, now))

    await office.app.transactions.run(add)


# ---------------------------------------------------------------- the next event


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (july(3, 8, 25), july(3, 8, 30)),
        (july(3, 8, 30), july(3, 9)),
        (july(3, 9), july(6, 14, 30)),
        (july(6, 14, 30), july(7, 15)),
        (july(7, 15), july(7, 16)),
        (july(7, 16), july(10, 8, 30)),
        (july(12), july(14, 15)),
    ],
)
async def test_the_next_event_is_the_next_slot(office_at: OpenAt, now: datetime, following: datetime) -> None:
    assert office_at(now).app.next_instant() == following.replace(tzinfo=ZONE)


async def test_the_day_of_something_set_aside_is_an_event(morning: Office) -> None:
    await morning.moves_to(july(3))
    await morning.says("小朱", "2-13 省里还没给，大概15号")  # a Saturday
    morning.at_time(july(14, 15))
    assert morning.app.next_instant() == july(17, 8, 30).replace(tzinfo=ZONE)
    morning.at_time(july(17, 8, 30))
    assert morning.app.next_instant() == july(17).replace(tzinfo=ZONE)


# ---------------------------------------------------------------- people, groups, settings


async def test_where_a_unit_has_no_contact_its_lead_is_asked(morning: Office) -> None:
    def leave(uow: QueuedUnitOfWork) -> None:
        gone = next(p for p in uow.people.in_department(1) if p.name == "小朱")
        uow.people.set_active(gone.id, False)

    await morning.app.transactions.run(leave)
    await morning.moves_to(july(3))
    assert heads(morning, "杨科") == ["6月数据可以报了（7月7日周五截止）"]
    assert heads(morning, "小朱") == []


async def test_a_bound_group_hears_of_the_opening_and_nobody_is_named(morning: Office) -> None:
    def bind(uow: QueuedUnitOfWork) -> None:
        unit = next(u for u in uow.targets.units(1) if u.name == "交易科")
        uow.targets.bind_group(unit.id, Address("web", "group-1"))

    await morning.app.transactions.run(bind)
    await morning.moves_to(july(3))
    assert [h.text.splitlines() for h in morning.hears("group-1")] == [
        [
            "6月数据可以报了（7月7日周五截止）",
            "交易科：2-06、2-07、2-08、2-09",
            "清单已发给联络员，随时可以直接回复数据。",
        ]
    ]
    await morning.moves_to(july(12, 17))
    assert morning.hears("group-1") == []


async def test_a_time_changed_during_the_day_sends_no_second_copy(morning: Office) -> None:
    def later(uow: QueuedUnitOfWork) -> None:
        settings = uow.targets.department(1).settings
        uow.targets.save_settings(
            1, settings.with_setting("open_at", "11:00").with_setting("digest_at", "10:30")
        )

    await morning.moves_to(july(3))
    for who in EVERYBODY:
        morning.hears(who)
    await morning.app.transactions.run(later)
    await morning.moves_to(july(3, 11))
    assert [heads(morning, who) for who in EVERYBODY] == [[]] * len(EVERYBODY)


async def test_somebody_out_of_reach_is_on_record_and_holds_nobody_up(morning: Office) -> None:
    def block(uow: QueuedUnitOfWork) -> None:
        uow.people.set_reachable("web", morning.accounts["小吴"], False)

    await morning.app.transactions.run(block)
    await morning.moves_to(july(3))
    assert heads(morning, "小周") == ["6月数据可以报了（7月7日周五截止）"]
    assert heads(morning, "小吴") == []


async def test_set_aside_until_the_due_day_is_asked_for_once_that_day(morning: Office) -> None:
    await morning.moves_to(july(3))
    await report(morning, "小朱", "2-12 122")
    await morning.says("小朱", "2-13 省里还没给，大概7号")
    morning.hears("小朱")
    await morning.moves_to(july(7, 17))
    assert heads(morning, "小朱") == ["约好今天再问：上级数据到了吗？"]


async def test_a_department_that_fails_does_not_hold_up_the_others(
    morning: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def add(uow: QueuedUnitOfWork) -> None:
        uow.targets.add_department("另一个局")

    real = Schedule.load

    def failing(uow: QueuedUnitOfWork, department: Department, *rest: Any) -> Schedule | None:
        if department.name == "另一个局":
            raise RuntimeError("broken")
        return real(uow, department, *rest)

    await morning.app.transactions.run(add)
    morning.at_time(july(3))
    monkeypatch.setattr(Schedule, "load", failing)
    await tick(morning)
    assert heads(morning, "小周") == ["6月数据可以报了（7月7日周五截止）"]
    assert "the round of part 2 failed" in caplog.text
