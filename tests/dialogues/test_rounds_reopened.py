"""A round after its deadline and its end: reminded by hand, returned, closed, reopened with its answers."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.dialogues.rounds import SAID, entries, open_round
from tests.dialogues.stored import audited, kept
from tests.office import Heard, Office


@pytest.fixture
def office(office_at: Callable[[datetime], Office]) -> Office:
    """Tuesday 1 August 2023, 09:30: July is over."""
    return office_at(datetime(2023, 8, 1, 9, 30))


async def handed_in(office: Office) -> Heard:
    """涉农社会科's two answers wait for 杨科; what 杨科 hears."""
    await open_round(office)
    for said in ("2-12 150 全年240", "确定能", "2-13 115 全年200", "确定能", "提交"):
        await office.says("小朱", said)
    return office.hears("杨科")[-1]


async def closed(office: Office) -> None:
    await office.says("郑主管", "监控 结束")
    await office.says("郑主管", "是")


# ---------------------------------------------------------------- the lead


async def test_an_answer_is_returned_and_passed_by_its_code(office: Office) -> None:
    await handed_in(office)
    [*_, returned, left] = await office.says("杨科", "退回2-12，与系统数不一致")
    assert returned.text == "已退回2-12。原因：与系统数不一致"
    assert left.labels == ["全部通过（1）", "退回"]
    back = office.hears("小朱")[-1]
    assert "原因：与系统数不一致" in back.text.splitlines()
    heard = (await office.says("杨科", "通过 2-13"))[-1]
    assert heard.text == "✔ 2023年1—7月绩效监控：1项审核通过。"
    assert [entries(office, c)[-1][0] for c in ("2-12", "2-13")] == ["returned", "reviewed"]


async def test_returning_by_code_asks_why_where_nothing_was_said(office: Office) -> None:
    await handed_in(office)
    assert "退回原因？" in (await office.says("杨科", "退回 2-12"))[-1].text
    before = kept(office)
    assert "说明原因" in (await office.says("杨科", "好的"))[-1].text
    assert kept(office) == before
    await office.says("杨科", "请核对口径")
    assert entries(office, "2-12")[-1][0] == "returned"


async def test_a_lead_returns_after_the_deadline_too(office: Office) -> None:
    await handed_in(office)
    await office.moves_to(datetime(2023, 8, 17, 10))
    await office.says("杨科", "退回 2-12 与系统数不一致")
    await office.says("小朱", "监控填报")
    for said in ("160 全年240", "确定能", "提交"):
        heard = (await office.says("小朱", said))[-1]
    assert heard.text.splitlines() == ["✔ 2023年1—7月绩效监控：1项已提交。", "待杨科审核。"]


async def test_a_lead_who_looks_in_is_asked_nothing(office: Office) -> None:
    await open_round(office)
    await office.says("小周", "2-06 17.2亿 全年26亿")
    heard = (await office.says("李科", "监控"))[-1]
    assert heard.text.splitlines()[1] == "1 2-06 为企业节省资金流数（未填完）"
    before = kept(office)["monitoring_entry"]
    await office.says("李科", "原因要写具体")
    assert kept(office)["monitoring_entry"] == before
    assert (await office.says("李科", "监控填报"))[-1].labels[-2:] == ["选好了", "跳过"]


# ---------------------------------------------------------------- the administrator


@pytest.mark.parametrize("said", ["监控 进度", "监控 谁没填？", "监控"])
async def test_the_administrator_asks_for_the_state(office: Office, said: str) -> None:
    await handed_in(office)
    heard = (await office.says("郑主管", said))[-1]
    assert "待审（1）：涉农社会科" in heard.text.splitlines()
    assert heard.labels == ["催未交科室", "结束本轮"]


async def test_the_units_are_reminded_by_hand_once_a_day(office: Office) -> None:
    await handed_in(office)
    office.hears("小周")
    heard = (await office.says("郑主管", "监控 催"))[-1]
    assert heard.text == "已提醒：小周、小吴、小冯、小褚、小蒋、小韩、小尤、小何、小施、小孔"
    [reminder] = office.hears("小周")
    assert reminder.text.splitlines()[0] == "请尽快提交2023年1—7月绩效监控（8月15日周二截止）"
    heard = (await office.presses("郑主管", "催未交科室", on=(await office.says("郑主管", "监控"))[-1]))[-1]
    assert heard.text.startswith("今天已提醒过：小周")
    assert office.hears("小周") == []
    await office.moves_to(datetime(2023, 8, 2, 9, 30))
    assert (await office.says("郑主管", "监控 催"))[-1].text.startswith("已提醒：小周")


async def test_nobody_is_reminded_by_hand_outside_office_hours(office: Office) -> None:
    await open_round(office)
    office.at_time(datetime(2023, 8, 1, 7, 30))
    [heard] = await office.says("郑主管", "监控 催")
    assert "8月1日" in heard.text
    assert "已提醒" not in heard.text


async def test_what_was_sent_of_a_round_is_listed_with_the_rest(office: Office) -> None:
    await open_round(office)
    await office.says("郑主管", "监控 催")
    heard = (await office.says("郑主管", "送达"))[-1]
    assert "■ 8月1日 09:30 绩效监控或自评：送达11人" in heard.text.splitlines()
    assert "■ 8月1日 催报：送达11人" in heard.text.splitlines()


# ---------------------------------------------------------------- reopening


async def test_a_closed_round_goes_on_with_its_answers(office: Office) -> None:
    await handed_in(office)
    await office.says("杨科", "退回 2-12 与系统数不一致")
    await office.moves_to(datetime(2023, 8, 10, 10))
    await closed(office)
    before = kept(office)
    refused = (
        "2023年1—7月绩效监控（鲁财绩〔2023〕5号）已结束。还需修改或补填，可请管理员郑主管重开。未作改动。"
    )
    for said in ("监控", "监控填报", "提交"):
        assert (await office.says("小朱", said))[-1].text == refused
    assert kept(office) == before
    office.hears("小周")
    heard = (await office.says("郑主管", "监控 重开 8月25日前"))[-1]
    assert heard.text.splitlines() == [
        "重开2023年1—7月绩效监控？",
        "8月25日周五截止",
        "依据：鲁财绩〔2023〕5号",
        "已填的都保留；25项未提交，确认后通知填报人。",
    ]
    heard = (await office.presses("郑主管", "确认重开"))[-1]
    assert heard.text.splitlines()[:2] == [
        "✔ 2023年1—7月绩效监控已重开，8月25日周五截止。",
        "通知11人。",
    ]
    assert office.hears("小周")[-1].text.splitlines()[0] == "2023年1—7月绩效监控开始填报（8月25日周五截止）"
    heard = (await office.says("小朱", "监控填报"))[-1]
    assert heard.text.splitlines()[1] == "退回：与系统数不一致"
    assert audited(office, "round-reopen")[0]["deadline"] == "2023-08-25"


async def test_after_reopening_the_new_deadline_reminds(office: Office) -> None:
    await open_round(office)
    await office.moves_to(datetime(2023, 8, 15, 17))
    await closed(office)
    await office.moves_to(datetime(2023, 8, 16, 10))
    await office.says("郑主管", "监控 重开 8月25日前")
    await office.says("郑主管", "好的")
    for who in ("小周", "郑主管"):
        office.hears(who)
    await office.moves_to(datetime(2023, 8, 25, 16, 30))
    heads = [h.text.splitlines()[0] for h in office.hears("小周") if "绩效监控" in h.text]
    assert heads == [
        "2023年1—7月绩效监控尚未提交（8月25日周五截止）",
        "2023年1—7月绩效监控今日截止，尚未提交",
    ]
    heads = [h.text.splitlines()[0] for h in office.hears("郑主管") if "绩效监控" in h.text]
    assert heads == ["2023年1—7月绩效监控今日截止，各科室情况"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("监控 重开", "原截止日期已过，请写明新的截止日期。正确示例：监控 重开 8月23日前。未重开。"),
        ("监控 重开 8月10日前", "截止日期“8月10日前”已过。正确示例：监控 重开 8月23日前。未发起。"),
        ("监控 重开 8月25日前 尽快", None),
    ],
)
async def test_a_wrong_reopening_is_refused_with_a_right_one(
    office: Office, said: str, answer: str | None
) -> None:
    await open_round(office)
    await office.moves_to(datetime(2023, 8, 16, 10))
    await closed(office)
    before = kept(office)
    [heard] = await office.says("郑主管", said)
    assert heard.text == answer or (answer is None and "监控 重开 8月23日前" in heard.text)
    assert kept(office) == before


async def test_beside_an_open_round_none_is_reopened(office: Office) -> None:
    await open_round(office)
    await closed(office)
    [asked] = await office.says("郑主管", "监控 重开")
    await open_round(office, SAID.replace("5号", "6号"))
    heard = (await office.presses("郑主管", "确认重开", on=asked))[-1]
    assert "没有改动" in heard.text
    heard = (await office.says("郑主管", "监控 重开"))[-1]
    assert heard.text.splitlines()[2] == "依据：鲁财绩〔2023〕6号"


async def test_only_administrators_reopen_and_remind(office: Office) -> None:
    await open_round(office)
    await closed(office)
    for who in ("小周", "李科"):
        before = kept(office)
        for said in ("监控 重开", "监控 催"):
            assert (await office.says(who, said))[-1].text == "您没有这项权限，可联系管理员郑主管。"
        assert kept(office) == before
