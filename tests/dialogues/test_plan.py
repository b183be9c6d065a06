"""An indicator's plan replaces month ÷ 12; who assists sees it, the leading unit reports."""

from datetime import datetime

import pytest

from tests.dialogues.stored import audited, kept
from tests.office import Office

SAID = "计划 2-10 一季度 60 二季度 150 三季度 260 四季度 340 依据 局发〔2023〕6号"


async def set_plan(office: Office, said: str = SAID) -> None:
    await office.says("郑主管", said)
    await office.presses("郑主管", "确认")


async def test_a_plan_is_shown_before_it_is_stored(office: Office) -> None:
    before = kept(office)
    [heard] = await office.says("郑主管", SAID)
    assert heard.text.splitlines() == [
        "2-10 施工图审核面积",
        "年度指标值：340万平方米",
        "计划（两个节点之间均匀推进）：",
        "3月60万㎡ 6月150万㎡ 9月260万㎡",
        "12月340万㎡",
        "依据：局发〔2023〕6号",
        "5月原为：低于序时进度7.0个百分点 ▲略低",
        "5月现为：低于计划0.6个百分点 ▲略低",
        "以前的计划保留在记录中。",
    ]
    assert kept(office) == before


async def test_status_board_and_digest_say_by_plan_instead_of_pace(office: Office) -> None:
    await set_plan(office)
    [status] = await office.says("钱局", "查 2-10")
    assert status.text.splitlines()[2:6] == [
        "1—5月 118万平方米",
        "全年目标340万平方米，完成34.7%",
        "按计划应达120万平方米（35.3%）",
        "低于计划0.6个百分点 ▲略低",
    ]
    assert "照此推算全年约334万平方米，仅供参考" in status.text
    [board] = await office.says("小韩", "台账")
    assert "完成34.7% 低于计划0.6个百分点" in board.text
    await office.moves_to(datetime(2023, 7, 10, 8, 31))
    digest = next(h for h in reversed(office.all("赵局")) if "指标进展简报" in h.text)
    assert "计划调整：2-10 施工图审核面积" in digest.text.splitlines()


async def test_a_figure_just_reported_is_held_against_the_plan(office: Office) -> None:
    await set_plan(office)
    [heard] = await office.says("小韩", "2-10 153万")
    assert "高于计划0.9个百分点 ●按计划" in heard.text.splitlines()


async def test_what_is_reached_by_year_end_gets_a_light_with_a_plan(office: Office) -> None:
    [before] = await office.says("曹局", "查 1-04")
    assert "◇推进中" in before.text
    await set_plan(office, "计划 1-04 起点 35 上半年 41 三季度 44")
    [after] = await office.says("曹局", "查 1-04")
    lines = after.text.splitlines()
    assert lines[2:6] == ["5月 40项", "年底达到47项", "按计划应达40项", "与计划持平 ●按计划"]
    assert "起点35项 6月41项 9月44项 12月47项" in lines


async def test_every_plan_stays_in_the_record_with_its_document(office: Office) -> None:
    await set_plan(office)
    await set_plan(office, "计划 2-10 70 160 270 340")
    await set_plan(office, "计划 2-10 取消")
    [heard] = await office.says("小韩", "计划 2-10")
    assert heard.text.splitlines()[2:] == [
        "没有设计划，按序时进度（月份÷12）比较。",
        "■ 计划变动",
        "7月3日 设定计划 郑主管",
        "  局发〔2023〕6号",
        "7月3日 设定计划 郑主管",
        "7月3日 取消计划 郑主管",
    ]
    assert len(kept(office)["plan_event"]) == 3
    assert [a["code"] for a in audited(office, "plan")] == ["2-10"] * 3


async def test_an_old_preview_does_not_undo_a_newer_plan(office: Office) -> None:
    [first] = await office.says("郑主管", SAID)
    await set_plan(office, "计划 2-10 70 160 270 340")
    before = kept(office)
    heard = await office.presses("郑主管", "确认", on=first)
    assert heard[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert kept(office) == before


@pytest.mark.parametrize("who", ["小韩", "沈科", "钱局", "赵局"])
async def test_others_read_the_plan_and_are_told_who_sets_it(office: Office, who: str) -> None:
    before = kept(office)
    [heard] = await office.says(who, SAID)
    assert heard.text == "2-10的计划由管理员郑主管设定，请把各节点数发给管理员。未作改动。"
    [shown] = await office.says(who, "计划 2-10")
    assert shown.text.splitlines()[-1] == "没有设计划，按序时进度（月份÷12）比较。"
    assert kept(office) == before


async def test_the_plan_of_what_is_not_in_sight_stays_unseen(office: Office) -> None:
    await set_plan(office)
    [heard] = await office.says("小周", "计划 2-10")
    assert heard.text.startswith("没有查到您可以查看的“2-10”")
    [listed] = await office.says("小周", "计划")
    assert listed.text.splitlines() == ["■ 已设计划0项", "查看某项请发：计划 2-10"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "2-01 60 70 80 99",
            "2-01 企业登记全程网办率全年按目标值比较，不设计划。未作改动。可发“查 2-01”看进展。",
        ),
        (
            "2-10 60 150 260 350",
            "2-10的计划到年底是350万平方米，年度指标值是340万平方米，两者要一致；要改目标请先“调整目标”。"
            "未作改动。可发“查 2-10”看进展。",
        ),
        (
            "2-10 60 150 140 340",
            "2-10到9月是140万平方米，前一节点是150万平方米：节点值是累计到该月的数，不能回头。"
            "正确示例：计划 2-10 一季度 85 二季度 170 三季度 255 四季度 340。未作改动。",
        ),
        ("2-10 取消", "2-10没有设计划，未作改动。可发“查 2-10”看进展。"),
    ],
)
async def test_what_is_wrong_with_a_plan_is_said_with_an_example(
    office: Office, said: str, answer: str
) -> None:
    before = kept(office)
    [heard] = await office.says("郑主管", f"计划 {said}")
    assert heard.text == answer
    assert kept(office) == before


# ---------------------------------------------------------------- 配合


async def test_who_assists_sees_the_indicator_and_the_leading_unit_reports_it(office: Office) -> None:
    await office.says("郑主管", "分配 2-10 项目科 交易科")
    [status] = await office.says("小周", "查 2-10")
    assert status.text.splitlines()[1:4] == ["责任科室：项目科", "配合：交易科", "1—5月 118万平方米"]
    assert status.labels[-2:] == ["往月", "走势图"]
    [history] = await office.says("小周", "往月 2-10")
    assert history.text.splitlines()[:3] == [
        "2-10 施工图审核面积 2023年各期",
        "1月（累计）",
        "  21万平方米 已审 2月2日 10:20",
    ]
    [board] = await office.says("李科", "台账")
    assert "2-10 施工图审核面积" in board.text
    [asked] = await office.says("小周", "上报")
    assert "2-10" not in asked.text


@pytest.mark.parametrize("said", ["2-10 150万", "施工图审核面积 150万", "更正 2-10 120万"])
async def test_who_assists_is_told_who_reports(office: Office, said: str) -> None:
    await office.says("郑主管", "分配 2-10 项目科 交易科")
    before = kept(office)
    [heard] = await office.says("小周", said)
    assert heard.text == (
        "2-10 施工图审核面积由牵头的项目科上报，贵科室配合，可发“查 2-10”看进度。未作改动。"
    )
    assert kept(office) == before


async def test_who_assists_does_not_see_what_nobody_has_reviewed(office: Office) -> None:
    await office.says("郑主管", "分配 2-10 项目科 交易科")
    await office.says("小韩", "2-10 153万")
    await office.presses("小韩", "确认")
    [status] = await office.says("小周", "查 2-10")
    assert "153" not in status.text
    [review] = await office.says("李科", "审核")
    assert "2-10" not in review.text
