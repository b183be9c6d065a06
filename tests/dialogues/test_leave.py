"""Being away: who is reminded, who may act meanwhile, and what everybody is told."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from bot.services.queues import QueuedUnitOfWork
from tests.dialogues.stored import audited, kept
from tests.office import Office

OpenAt = Callable[[datetime], Office]


def july(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"2023-07-{day:02d}T{hour:02d}:{minute:02d}")


def heads(office: Office, who: str) -> list[str]:
    return [h.text.splitlines()[0] for h in office.hears(who)]


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    """Monday 3 July 2023, 08:25."""
    return office_at(july(3, 8, 25))


OPENING = "6月数据可以报了（7月7日周五截止）"


# ---------------------------------------------------------------- saying it


async def test_a_leave_is_noted_and_says_who_is_asked_meanwhile(office: Office) -> None:
    await office.says("小周", "B角 小吴")
    [heard] = await office.says("小周", "请假 7月10日到7月14日")
    assert heard.text.splitlines() == [
        "已登记请假：7月10日周一至7月14日周五。",
        "期间提醒和审核转给：",
        "联络员（交易科）：小吴（B角）",
        "7月17日周一起恢复。提前返岗请发：销假",
    ]
    assert audited(office, "leave") == [{"person": "小周", "first": "2023-07-10", "last": "2023-07-14"}]


@pytest.mark.parametrize(
    ("who", "said", "taking"),
    [
        ("小周", "请假 到7月15日", "联络员（交易科）：小吴"),
        ("小韩", "请假 到7月15日", "联络员（项目科）：沈科"),
        ("李科", "/away until 15 July", "科室负责人（交易科）：郑主管"),
        ("郑主管", "请假 小韩 到7月15日", "联络员（项目科）：沈科"),
    ],
)
async def test_without_a_deputy_the_answer_names_who_gets_it(
    office: Office, who: str, said: str, taking: str
) -> None:
    assert taking in (await office.says(who, said))[-1].text.splitlines()


async def test_where_nobody_is_left_the_administrator_is_told(office: Office) -> None:
    await office.says("沈科", "请假 到7月20日")
    [heard] = await office.says("小韩", "请假 到7月15日")
    assert "联络员（项目科）：暂无人接收" in heard.text
    assert (
        "小韩7月3日周一至7月15日周六请假，以下岗位暂无人接收：联络员（项目科）。"
        in office.hears("郑主管")[-1].text
    )


async def test_over_the_national_holiday_the_first_day_back_is_a_working_day(office_at: OpenAt) -> None:
    office = office_at(datetime.fromisoformat("2023-09-25T09:00"))
    [heard] = await office.says("小周", "请假 到9月28日")
    assert "10月7日周六起恢复" in heard.text  # a make-up day


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("请假 到7月1日", "“到7月1日”早于今天。正确示例：请假 7月10日到7月14日。未作改动。"),
        ("请假 2月30日", "“2月30日”中有不存在的日期。正确示例：请假 7月10日到7月14日。未作改动。"),
        ("请假 几天", "没看懂请假日期“几天”。正确示例：请假 7月10日到7月14日。未作改动。"),
        (
            "请假 到2025年1月1日",
            "“到2025年1月1日”超过一年，请改办交接。正确示例：请假 7月10日到7月14日。未作改动。",
        ),
        ("销假", "小周没有登记请假，未作改动。请假如：请假 7月10日到7月14日"),
        ("B角 小周", "小周不能做自己的B角。正确示例：B角 小吴。未作改动。"),
        ("B角 小韩", "“小韩”不是本科室在岗人员。可选：“小吴”、“李科”。未作改动。"),
        ("B角 没有人", "“没有人”不是本科室在岗人员。可选：“小吴”、“李科”。未作改动。"),
        ("B角 无", "小周没有指定B角，未作改动。指定如：B角 小吴"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(office: Office, said: str, answer: str) -> None:
    before = kept(office)
    assert (await office.says("小周", said))[-1].text == answer
    assert kept(office) == before


async def test_whoever_answers_for_no_unit_has_nothing_to_pass_on(office: Office) -> None:
    before = kept(office)
    assert "郑主管不是科室联络员或负责人" in (await office.says("郑主管", "请假 到7月15日"))[-1].text
    assert kept(office) == before


async def test_a_contact_cannot_send_a_colleague_on_leave(office: Office) -> None:
    before = kept(office)
    assert "没看懂请假日期" in (await office.says("小周", "请假 小吴 到7月15日"))[-1].text
    assert "不是本科室在岗人员" in (await office.says("小周", "B角 小吴 李科"))[-1].text
    assert kept(office) == before


async def test_a_new_leave_takes_the_place_of_the_old_one(office: Office) -> None:
    await office.says("小周", "请假 到7月15日")
    await office.says("小周", "请假 7月10日到7月12日")
    [heard] = await office.says("小周", "请假")
    assert heard.text.splitlines()[0] == "已登记请假：7月10日周一至7月12日周三。"
    assert "请假" not in (await office.says("李科", "名单"))[-1].text


# ---------------------------------------------------------------- deputies


async def test_a_deputy_is_told_and_named_by_oneself_or_an_administrator(office: Office) -> None:
    [own] = await office.says("小周", "B角 小吴")
    assert own.text.splitlines()[0] == "B角已定为小吴（交易科）。"
    assert (
        office.hears("小吴")[-1].text == "您是小周的B角（交易科）：小周请假期间，提醒转给您，您可代为办理。"
    )
    [others] = await office.says("郑主管", "B角 李科 小周")
    assert others.text.splitlines()[0] == "李科：B角已定为小周（交易科）。"
    assert "您是李科的B角" in office.hears("小周")[-1].text


async def test_an_invited_person_who_never_came_is_no_deputy(office: Office) -> None:
    await office.says("郑主管", "邀请 小王 联络员 交易科")
    before = kept(office)
    assert "小王尚未开通" in (await office.says("小周", "B角 小王"))[-1].text
    assert kept(office) == before


async def test_a_deputy_may_be_taken_back(office: Office) -> None:
    await office.says("小周", "B角 小吴")
    assert (await office.says("小周", "B角 无"))[-1].text == "小吴不再担任B角。"
    assert (await office.says("小周", "B角"))[-1].text.splitlines()[0] == "尚未指定B角。"


# ---------------------------------------------------------------- reminders


async def test_a_reminder_goes_to_exactly_one_of_the_two(morning: Office) -> None:
    await morning.says("小周", "B角 小吴")
    await morning.says("小周", "请假 到7月15日")
    for who in ("小周", "小吴"):
        morning.hears(who)
    await morning.moves_to(july(3))
    assert heads(morning, "小周") == []
    [heard] = morning.hears("小吴")
    assert heard.text.splitlines()[0] == OPENING
    assert heard.text.splitlines()[-1] == "代小周（请假至7月15日）：2-06、2-07…"


async def test_a_lead_who_stands_in_gets_the_contacts_reminder_and_the_contact_none(morning: Office) -> None:
    await morning.says("小韩", "请假 到7月15日")
    for who in ("小韩", "沈科"):
        morning.hears(who)
    await morning.moves_to(july(10))
    assert heads(morning, "小韩") == []
    assert [h for h in heads(morning, "沈科") if "6月数据可以报了" in h] == [OPENING]


async def test_a_leads_overview_goes_to_the_deputy_in_the_same_message(morning: Office) -> None:
    await morning.says("李科", "B角 小吴")
    await morning.says("李科", "请假 7月10日到7月14日")
    await morning.moves_to(july(12, 8, 59))
    for who in ("李科", "小吴", "小周"):
        morning.hears(who)
    await morning.moves_to(july(12))
    assert heads(morning, "李科") == []
    assert heads(morning, "小周") == []
    [heard] = morning.hears("小吴")
    assert heard.text.splitlines()[0] == "6月数据仍有4项未报（7月7日周五已截止）"
    assert heard.text.splitlines()[-1] == "代李科（请假至7月14日）：2-06、2-07…"


async def test_after_the_last_day_all_is_as_before(office_at: OpenAt) -> None:
    office = office_at(july(3, 8, 25))
    await office.says("小韩", "请假 到8月1日")
    await office.moves_to(datetime.fromisoformat("2023-08-01T08:59"))
    for who in ("小韩", "沈科"):
        office.hears(who)
    await office.moves_to(datetime.fromisoformat("2023-08-01T09:00"))
    assert (len(heads(office, "小韩")), len(heads(office, "沈科"))) == (0, 1)
    await office.moves_to(datetime.fromisoformat("2023-08-04T14:30"))
    assert (len(heads(office, "小韩")), len(heads(office, "沈科"))) == (1, 0)


async def test_a_leave_over_the_years_end_holds_in_january(office_at: OpenAt) -> None:
    office = office_at(datetime.fromisoformat("2023-12-28T10:00"))
    await office.says("小周", "B角 小吴")
    [heard] = await office.says("小周", "请假 到1月3日")
    assert "12月28日周四至1月3日周三" in heard.text
    for who in ("小周", "小吴"):
        office.hears(who)
    await office.moves_to(datetime.fromisoformat("2024-01-02T09:00"))  # 1 January is off
    assert heads(office, "小周") == []
    assert [h for h in heads(office, "小吴") if "12月数据可以报了" in h] != []


async def test_whoever_is_back_early_is_reminded_again_and_the_deputy_is_told(morning: Office) -> None:
    await morning.says("小韩", "请假 到7月15日")
    assert (await morning.says("小韩", "销假"))[-1].text == "已销假，提醒和审核照常发送。"
    assert "小韩已返岗" in morning.hears("沈科")[-1].text
    await morning.moves_to(july(3))
    assert (heads(morning, "小韩"), heads(morning, "沈科")) == ([OPENING], [])


async def test_a_nudge_reaches_those_who_are_there(morning: Office) -> None:
    await morning.says("小周", "请假 到7月15日")
    await morning.moves_to(july(3, 10))
    for who in ("小周", "小吴"):
        morning.hears(who)
    await morning.says("李科", "催报")
    assert (len(heads(morning, "小周")), len(heads(morning, "小吴"))) == (0, 1)


# ---------------------------------------------------------------- rights


async def test_a_deputy_reviews_while_the_lead_is_away_and_only_then(office: Office) -> None:
    await office.says("李科", "B角 小吴")
    refused = "您没有这项权限，可联系管理员郑主管。"
    assert (await office.says("小吴", "全部通过"))[-1].text == refused
    await office.says("李科", "请假 到7月15日")
    office.hears("小吴")
    office.hears("李科")
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    assert "2-06" in office.hears("小吴")[-1].text
    assert office.hears("李科") == []
    await office.says("小吴", "通过 2-06")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "reviewed")
    await office.says("李科", "销假")
    assert (await office.says("小吴", "全部通过"))[-1].text == refused


async def test_a_figure_of_whoever_acts_for_the_lead_is_not_passed_by_itself(office: Office) -> None:
    await office.says("李科", "B角 小吴")
    await office.says("李科", "请假 到7月15日")
    await office.says("小吴", "2-06 21亿")
    await office.presses("小吴", "确认")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")


async def test_where_a_lead_is_away_without_a_deputy_an_administrator_reviews(office: Office) -> None:
    await office.says("李科", "请假 到7月15日")
    office.hears("郑主管")
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    assert "2-06" in office.hears("郑主管")[-1].text
    await office.says("郑主管", "通过 2-06")
    assert office.figures("2-06")[-1][2] == "reviewed"


async def test_a_deputy_deactivated_meanwhile_may_do_nothing(office: Office) -> None:
    await office.says("李科", "B角 小吴")
    await office.says("李科", "请假 到7月15日")

    def leave(uow: QueuedUnitOfWork) -> None:
        gone = next(p for p in uow.people.in_department(1) if p.name == "小吴")
        uow.people.set_active(gone.id, False)

    await office.app.transactions.run(leave)
    before = kept(office)
    assert "仅供受邀人员使用" in (await office.says("小吴", "全部通过"))[-1].text
    assert kept(office) == before


# ---------------------------------------------------------------- who is away


async def test_the_list_says_who_is_away_to_the_lead_and_the_administrator_only(office: Office) -> None:
    await office.says("小周", "B角 小吴")
    await office.says("小周", "请假 到7月15日")
    for who in ("李科", "郑主管"):
        assert (
            "联络员：小周（请假至7月15日，小吴代）、小吴" in (await office.says(who, "名单 交易科"))[-1].text
        )
    for who in ("小吴", "钱局", "赵局"):
        assert "请假" not in (await office.says(who, "名单"))[-1].text


async def test_a_handover_moves_what_is_ones_own_and_not_what_one_acts_in(office: Office) -> None:
    await office.says("李科", "B角 小吴")
    await office.says("李科", "请假 到7月15日")
    await office.says("郑主管", "交接 小吴 小韩")
    await office.presses("郑主管", "交接")
    with office.app.units() as uow:
        uow.people.as_of(date(2023, 7, 4))
        people = {p.name: p for p in uow.people.in_department(1)}
    assert (people["小吴"].held, len(people["小韩"].held)) == ((), 2)


async def test_a_single_day_is_said_once(office: Office) -> None:
    [heard] = await office.says("小周", "请假 下周三")
    assert heard.text.splitlines()[0] == "已登记请假：7月12日周三。"


async def test_whoever_names_a_deputy_hears_that_the_deputy_is_away(office: Office) -> None:
    await office.says("小吴", "请假 7月10日到月底")
    [heard] = await office.says("小周", "B角 小吴")
    assert heard.text.splitlines()[-1] == "小吴7月10日周一至7月31日周一也请假，期间转给本科室其他人。"
