"""重开: one unit's locked period takes figures for some days more; everybody concerned is told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from seed.demo import TABLE
from storage.schema import audit
from tests.office import Office

OpenAt = Callable[[datetime], Office]
LOCKED = datetime(2023, 7, 28, 9, 30)  # a Friday; June was locked on the 13th
REOPEN = "重开 交易科 6月 漏报一笔"


@pytest.fixture
async def locked(office: Office) -> Office:
    """June is locked; 2-07 was reported and reviewed in time, 2-06 not."""
    await office.says("郑主管", "设置 锁定工作日 3")
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    await office.says("小周", "/cancel")
    await office.says("李科", "全部通过")
    office.at_time(LOCKED)
    for who in ("小周", "李科", "小吴", "小韩"):
        office.hears(who)
    return office


async def corrected(office: Office, who: str, figure: str, reason: str = "填写错误") -> None:
    await office.says(who, figure)
    await office.presses(who, reason)
    await office.presses(who, "确认")
    await office.says(who, "/cancel")


async def test_the_administrator_is_told_until_when_and_who_knows(locked: Office) -> None:
    [heard] = await locked.says("郑主管", REOPEN)
    assert heard.text == (
        "✔ 已为交易科重开2023年6月，8月2日周三（含）前可以更正，之后自动锁定。\n"
        "理由：漏报一笔\n"
        "已通知：小周、小吴、李科"
    )


@pytest.mark.parametrize("who", ["小周", "小吴", "李科"])
async def test_the_units_contacts_and_lead_are_told_with_an_example_that_works(
    locked: Office, who: str
) -> None:
    await locked.says("郑主管", REOPEN)
    [told] = locked.hears(who)
    assert told.text.splitlines()[:4] == [
        "已为交易科重开2023年6月",
        "理由：漏报一笔",
        "由郑主管重开",
        "8月2日周三（含）前可以补报、更正，之后自动锁定。",
    ]
    example = told.text.splitlines()[-1].removeprefix("如：")
    assert example.startswith("更正 2023年6月 2-06 ")
    heard = await locked.says(who, example)
    assert "6月（累计）" in heard[-1].text
    assert "确认" in heard[-1].labels


async def test_other_units_hear_nothing_and_stay_locked(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    assert locked.hears("小韩") == []
    [heard] = await locked.says("小韩", "6月 2-10 150万")
    assert heard.text.startswith("6月已锁定")


async def test_the_unit_corrects_and_reports_what_was_missing(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    await corrected(locked, "小周", "更正 6月 2-07 4650")
    assert locked.figures("2-07")[-1] == ("2023-06", "4650", "waiting")
    await locked.says("小周", "6月 2-06 21亿")
    await locked.presses("小周", "确认")
    assert locked.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    heard = await locked.says("李科", "待审")
    assert heard[-1].text.splitlines()[0] == "待您审核2项"


async def test_the_administrator_enters_for_the_reopened_unit_only(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    await corrected(locked, "郑主管", "6月 2-07 4650")
    assert locked.figures("2-07")[-1] == ("2023-06", "4650", "waiting")
    [heard] = await locked.says("郑主管", "6月 2-10 150万")
    assert heard.text.startswith("6月已锁定")


async def test_it_ends_with_its_last_day(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    locked.at_time(datetime(2023, 8, 2, 23, 59))
    asked = (await locked.says("小周", "6月 2-06 21亿"))[-1]
    assert "确认" in asked.labels
    locked.at_time(datetime(2023, 8, 3, 0, 1))
    heard = await locked.presses("小周", "确认", on=asked)
    assert heard[-1].text.startswith("6月已锁定")
    assert locked.figures("2-06")[-1][0] == "2023-05"


async def test_other_periods_of_the_unit_stay_locked(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    [heard] = await locked.says("小周", "5月 2-06 21亿")
    assert heard.text.startswith("5月已锁定")


async def test_what_is_missing_in_a_reopened_period_is_open_again(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    [heard] = await locked.says("小周", "上报")
    assert heard.text.splitlines()[0].startswith("待报3项")
    [heard] = await locked.says("小韩", "上报")
    assert heard.labels == []


async def test_reopening_is_on_record(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    with locked.app.units() as uow:
        rows = uow.connection.scalars(select(audit.c.facts).where(audit.c.action == "reopen"))
        assert list(rows) == [
            {"unit": "交易科", "period": "2023-06", "until": "2023-08-02", "reason": "漏报一笔"}
        ]


async def test_without_words_what_is_reopened_now_is_listed(locked: Office) -> None:
    [heard] = await locked.says("郑主管", "重开")
    how = "为某个科室重开已锁定的报告期：重开 交易科 5月 漏报一笔"
    assert heard.text == f"当前没有重开的报告期。\n{how}"
    await locked.says("郑主管", REOPEN)
    await locked.says("郑主管", "重开 准入科 二季度 口径有误")
    [heard] = await locked.says("郑主管", "/reopen")
    assert heard.text == (
        "当前重开2项\n"
        "交易科 2023年6月，至8月2日周三（郑主管）\n  漏报一笔\n"
        "准入科 2023年6月，至8月2日周三（郑主管）\n  口径有误\n"
        f"{how}"
    )
    locked.at_time(datetime(2023, 8, 3, 9))
    [heard] = await locked.says("郑主管", "重开")
    assert heard.text.startswith("当前没有")


NOTHING = "没有改动任何数据。"
HOW = "更正如：更正 2-03 3.3万"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "重开 交意科 6月 漏报一笔",
            "没有读出要重开的科室（读到的期间：2023年6月；其他内容：“交意科 漏报一笔”）。可选：",
        ),
        (
            "重开 交易科 漏报一笔",
            "没有读出要重开的期间（读到的科室：交易科；其他内容：“漏报一笔”）。如：重开 交易科 5月 ",
        ),
        (
            "重开 交易科 6月",
            "重开须写明理由（读到的科室：交易科；期间：2023年6月）。如：重开 交易科 2023年6月 漏报一笔。",
        ),
        ("重开 交易科 6月 好的", "重开须写明理由"),
        ("重开 交易科 6月 123", "重开须写明理由"),
        ("重开 交易科 2023年7月 漏报一笔", "2023年7月还没有结束，交易科无需重开。"),
        ("重开 政务服务科 4月 漏报一笔", "政务服务科没有报告期到2023年4月为止的指标"),
        ("重开 交易科 2021年6月 漏报一笔", "没有2021年的指标表"),
        ("重开 交易科 6月 联系人13812345678", "内容疑似"),
    ],
)
async def test_what_cannot_be_reopened_is_answered_with_what_was_read(
    locked: Office, said: str, answer: str
) -> None:
    [heard] = await locked.says("郑主管", said)
    assert heard.text.startswith(answer)
    locked.hears("郑主管")
    [listed] = await locked.says("郑主管", "重开")
    assert listed.text.startswith("当前没有")
    assert locked.hears("小周") == locked.hears("李科") == []


async def test_what_is_not_locked_or_reopened_already_is_said(locked: Office) -> None:
    await locked.says("郑主管", REOPEN)
    [heard] = await locked.says("郑主管", "重开 交易科 6月 再改一次")
    assert heard.text == f"交易科2023年6月已经重开，8月2日周三（含）前可以更正。{NOTHING}{HOW}"
    await locked.says("郑主管", "设置 锁定工作日 20")
    [heard] = await locked.says("郑主管", "重开 准入科 6月 漏报一笔")
    until = "8月4日周五（含）"
    said = f"2023年6月没有锁定，准入科在{until}前都可以报送、更正，无需重开。"
    assert heard.text == f"{said}{NOTHING}{HOW}"


async def test_with_the_setting_off_it_lasts_to_the_end_of_the_next_working_day(office_at: OpenAt) -> None:
    office = office_at(datetime(2024, 2, 8, 15))  # the Thursday before nine days off
    [heard] = await office.says("郑主管", "重开 交易科 12月 漏报一笔")
    assert heard.text.splitlines()[0] == (
        "✔ 已为交易科重开2023年12月，2月9日周五（含）前可以更正，之后自动锁定。"
    )


@pytest.mark.parametrize("who", ["小周", "李科", "钱局", "赵局"])
async def test_only_administrators_reopen(locked: Office, who: str) -> None:
    [heard] = await locked.says(who, REOPEN)
    assert heard.text == "您没有这项权限，可联系管理员郑主管。"
    [listed] = await locked.says("郑主管", "重开")
    assert listed.text.startswith("当前没有")


# ---------------------------------------------------------------- an earlier year beside a new table


@pytest.fixture
async def next_year(office_at: OpenAt) -> Office:
    """February 2024 with the table of 2024 loaded; December 2023 is reopened for 交易科."""
    office = office_at(datetime(2024, 2, 19, 9, 30))
    await office.sends("郑主管", "linyi.txt", TABLE.read_bytes(), caption="2024")
    await office.presses("郑主管", "确认导入")
    await office.says("郑主管", "重开 交易科 12月 年报核对")
    for who in ("小周", "李科"):
        office.hears(who)
    return office


async def test_a_figure_of_the_reopened_year_goes_into_its_own_table(next_year: Office) -> None:
    heard = await next_year.says("小周", "12月 2-07 9000")
    assert "12月（累计）：9000件" in heard[-1].text
    assert "以上是2023年的数据。" in heard[-1].text
    await next_year.presses("小周", "确认")
    assert next_year.figures("2-07")[-1] == ("2023-12", "9000", "waiting")


async def test_its_lead_reviews_it_and_it_can_be_taken_back_before(next_year: Office) -> None:
    await next_year.says("小周", "2023年12月 2-07 9000")
    await next_year.presses("小周", "确认")
    await next_year.says("小周", "/cancel")
    assert next_year.hears("李科")[-1].text.splitlines()[0] == "待您审核1项"
    [offered] = await next_year.says("小周", "撤回")
    assert offered.labels == ["2-07 12月 9000件", "取消"]
    await next_year.says("李科", "通过 2-07")
    assert next_year.figures("2-07")[-1] == ("2023-12", "9000", "reviewed")


async def test_what_waits_is_reviewed_after_the_reopening_too(next_year: Office) -> None:
    await next_year.says("小周", "12月 2-07 9000")
    await next_year.presses("小周", "确认")
    next_year.at_time(datetime(2024, 2, 26, 9))
    await next_year.says("李科", "全部通过")
    assert next_year.figures("2-07")[-1] == ("2023-12", "9000", "reviewed")


async def test_a_figure_without_a_year_is_the_current_tables(next_year: Office) -> None:
    [heard] = await next_year.says("小周", "2-07 700")
    assert "1月（累计）：700件" in heard.text
    assert "2023" not in heard.text


async def test_figures_of_two_years_in_one_message_are_not_mixed(next_year: Office) -> None:
    before = next_year.figures("2-07")
    heard = await next_year.says("小周", "1月 2-07 700；12月 2-07 9000")
    assert "确认" not in heard[-1].labels
    assert next_year.figures("2-07") == before


async def test_a_unit_to_which_nothing_was_reopened_stays_locked(next_year: Office) -> None:
    [heard] = await next_year.says("小韩", "12月 2-10 300万")
    assert heard.text.startswith("12月已锁定")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "重开 交易科",
            "没有读出要重开的期间（读到的科室：交易科；其他内容：“—”）。如：重开 交易科 5月 漏报一笔。",
        ),
        ("重开 交易科 9月 漏报一笔", "2023年9月还没有结束"),
        ("重开 交易科 2022年9月 漏报一笔", "没有2022年的指标表，现有：2023。"),
        ("重开 李科 6月 漏报一笔", "可选：政务服务科、掌办专班、准入科、"),
    ],
)
async def test_what_is_wrong_is_named(locked: Office, said: str, answer: str) -> None:
    [heard] = await locked.says("郑主管", said)
    assert answer in heard.text


async def test_the_example_of_a_reported_month_has_its_own_figure(locked: Office) -> None:
    await locked.says("郑主管", "重开 交易科 4月 漏报一笔")
    [told] = locked.hears("小周")
    assert told.text.splitlines()[-1] == "如：更正 2023年4月 2-06 13.5亿元"
