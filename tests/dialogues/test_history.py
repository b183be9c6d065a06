"""Past periods: every revision, with who gave it for those who may know."""

from collections.abc import Sequence

from bot.domain.figure import Standing
from tests.office import Office


async def report(office: Office, who: str, text: str, *more: str) -> None:
    await office.says(who, text)
    for label in more:
        await office.presses(who, label)


def passed(office: Office, code: str) -> None:
    """The lead's tap, in the store: the newest figure of the indicator counts."""
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        indicator = next(i for i in uow.targets.indicators(department.id, 2023) if i.code == code)
        newest = max(uow.reports.revisions([indicator.id]), key=lambda r: (r.period, r.number))
        lead = next(p for p in uow.people.in_department(department.id) if p.name == "李科")
        assert uow.reports.decide(newest.id, Standing.REVIEWED, by=lead.id, at=office.app.clock.now())
        uow.commit()


def lines(text: str, start: str) -> Sequence[str]:
    """The line that starts so and those indented below it."""
    found = text.splitlines()
    first = next(n for n, line in enumerate(found) if line.startswith(start))
    end = next(n for n in range(first + 1, len(found)) if not found[n].startswith(" "))
    return found[first:end]


async def test_all_periods_are_listed_with_who_gave_them_and_the_yardsticks(office: Office) -> None:
    heard = await office.says("小蒋", "往月 2-03")
    assert heard[-1].text == (
        "2-03 电子档案同步领取数量 2023年各期\n"
        "1月（累计）\n  4300 已审 小蒋 2月2日 10:20\n"
        "2月（累计）\n  8200 已审 小蒋 3月2日 10:20\n"
        "3月（累计）\n  1.35万 已审 小蒋 4月4日 10:20\n"
        "4月（累计）\n  1.86万 已审 小蒋 5月5日 10:20\n"
        "5月（累计）\n  2.31万 已审 小蒋 6月2日 10:20\n"
        "6月（累计） 未到期\n"
        "标准5万 上年0 三年均0\n"
        "演示数据，科室人员及完成数均为虚构"
    )


async def test_a_correction_shows_old_and_new_with_its_reason(office: Office) -> None:
    await report(office, "小周", "2-06 21亿", "确认")
    passed(office, "2-06")
    await report(office, "小周", "2-06 22亿", "填写错误", "确认")
    seen = (await office.says("李科", "往月 2-06"))[-1].text
    assert lines(seen, "6月") == [
        "6月（累计）",
        "  21亿元 已审 小周 7月3日 09:30",
        "  21亿元→22亿元 待审 审后更正",
        "  更正：填写错误 小周 7月3日 09:30",
    ]


async def test_a_leader_sees_neither_names_nor_what_waits(office: Office) -> None:
    await report(office, "小周", "2-06 21亿", "确认")
    seen = (await office.says("钱局", "往月 2-06"))[-1].text
    assert lines(seen, "6月") == ["6月（累计） 待审"]
    assert lines(seen, "5月") == ["5月（累计）", "  17亿元 已审 6月2日 10:20"]
    assert "小周" not in seen


async def test_history_goes_back_to_the_indicator_in_place(office: Office) -> None:
    status = (await office.says("小周", "查 2-06"))[-1]
    history = (await office.presses("小周", "往月"))[-1]
    assert history.key == status.key
    assert history.text.startswith("2-06 为企业节省资金流数 2023年各期")
    back = (await office.presses("小周", "返回"))[-1]
    assert back.key == status.key
    assert back.text == status.text


async def test_the_history_of_another_units_indicator_is_not_to_be_had(office: Office) -> None:
    heard = await office.says("小周", "往月 2-03")
    assert heard[-1].text.startswith("没有查到您可以查看的“2-03”")
