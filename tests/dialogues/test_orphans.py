"""What nobody answers for: the administrator's list, and the clock that says it once a week."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.services.queues import QueuedUnitOfWork
from tests.office import Office

OpenAt = Callable[[datetime], Office]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


async def deactivate(office: Office, *names: str) -> None:
    def leave(uow: QueuedUnitOfWork) -> None:
        for person in uow.people.in_department(1):
            if person.name in names:
                uow.people.set_active(person.id, False)

    await office.app.transactions.run(leave)


async def assign_the_last_one(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科")


def lists(office: Office) -> list[str]:
    return [h.text for h in office.hears("郑主管") if h.text.startswith("无人负责")]


async def test_an_indicator_without_a_unit_is_listed_with_what_mends_it(office: Office) -> None:
    [heard] = await office.says("郑主管", "无人负责")
    assert heard.text.splitlines() == [
        "无人负责",
        "■ 无责任科室：2-14",
        "  请发：分配 2-14 科室名",
    ]


async def test_when_everything_has_somebody_the_answer_says_so(office: Office) -> None:
    await assign_the_last_one(office)
    [heard] = await office.says("郑主管", "/orphans")
    assert heard.text == "各项指标均有责任科室，各责任科室均有联络员和负责人。"


async def test_units_whose_people_left_or_never_came_are_listed(office: Office) -> None:
    await assign_the_last_one(office)
    await deactivate(office, "小韩", "沈科", "小朱")
    await office.says("郑主管", "邀请 小王 联络员 涉农社会科")
    [heard] = await office.says("郑主管", "无人负责")
    assert heard.text.splitlines() == [
        "无人负责",
        "■ 无在岗联络员的科室2个",
        "  项目科（小韩已停用）：2-10、2-11",
        "  涉农社会科（小王未开通）：2-12、2-13",
        "  请发：邀请 姓名 联络员 项目科",
        "■ 无负责人：项目科",
        "  请发：邀请 姓名 科室负责人 项目科",
    ]


async def test_the_longest_list_fits_a_phone(office: Office) -> None:
    def everybody(uow: QueuedUnitOfWork) -> None:
        for person in uow.people.in_department(1):
            if not person.is_admin:
                uow.people.set_active(person.id, False)

    await office.app.transactions.run(everybody)
    [heard] = await office.says("郑主管", "无人负责")
    assert "另有7个科室" in heard.text
    assert len(heard.text.splitlines()) <= 12


async def test_what_is_listed_is_mended_by_the_words_it_names(office: Office) -> None:
    await deactivate(office, "小韩")
    await assign_the_last_one(office)
    await office.says("郑主管", "邀请 小王 联络员 项目科")
    assert "项目科（小王未开通）" in (await office.says("郑主管", "无人负责"))[-1].text
    code = next(h for h in office.all("郑主管") if "开通码" in h.text).text.splitlines()
    await office.says("phone", next(line for line in code if len(line) == 20 and line.isascii()))
    assert "各项指标均有责任科室" in (await office.says("郑主管", "无人负责"))[-1].text


# ---------------------------------------------------------------- by the clock


@pytest.mark.parametrize(
    ("begins", "first_working_day"),
    [
        ("2023-07-17T08:00", "2023-07-17T09:00"),  # a Monday
        ("2023-10-01T08:00", "2023-10-07T09:00"),  # the week of the national holiday: a make-up Saturday
        ("2024-01-01T08:00", "2024-01-02T09:00"),  # New Year's Day is off
    ],
)
async def test_administrators_hear_of_it_on_the_first_working_day_of_a_week(
    office_at: OpenAt, begins: str, first_working_day: str
) -> None:
    office = office_at(at(begins))
    moment = at(first_working_day)
    await office.moves_to(moment.replace(hour=8, minute=59))
    assert lists(office) == []
    await office.moves_to(moment)
    assert len(lists(office)) == 1


async def test_it_is_said_once_a_week_and_never_twice(office_at: OpenAt) -> None:
    office = office_at(at("2023-07-17T08:00"))
    await office.moves_to(at("2023-07-23T23:00"))
    assert len(lists(office)) == 1
    await office.app.scheduler.tick()
    await office.settle()
    assert lists(office) == []
    await office.moves_to(at("2023-07-30T23:00"))
    assert len(lists(office)) == 1


async def test_where_everything_has_somebody_nothing_is_said(office_at: OpenAt) -> None:
    office = office_at(at("2023-07-17T08:00"))
    await assign_the_last_one(office)
    await office.moves_to(at("2023-07-17T10:00"))
    assert lists(office) == []


async def test_a_list_mended_before_it_leaves_is_not_sent(office_at: OpenAt) -> None:
    office = office_at(at("2023-07-17T08:00"))
    office.at_time(at("2023-07-17T09:00"))
    await office.app.scheduler.tick()
    await assign_the_last_one(office)
    assert lists(office) == []


async def test_nobody_else_hears_of_it(office_at: OpenAt) -> None:
    office = office_at(at("2023-07-17T08:00"))
    await office.moves_to(at("2023-07-17T10:00"))
    others = [who for who in office.accounts if who != "郑主管"]
    assert [h.text for who in others for h in office.hears(who) if "无人负责" in h.text] == []
