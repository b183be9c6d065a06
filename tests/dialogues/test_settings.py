"""Settings: administrators see and change them; every change is on record."""

import pytest
from sqlalchemy import select

from storage import schema
from tests.office import Office


def stored(office: Office) -> dict[str, str]:
    with office.app.units() as uow:
        return uow.targets.departments()[0].settings.to_json()


def audited(office: Office) -> list[dict[str, str]]:
    with office.app.engine.connect() as connection:
        rows = connection.execute(select(schema.audit.c.facts).where(schema.audit.c.action == "setting"))
        return [row.facts for row in rows]


async def test_all_settings_are_listed_with_their_values_as_they_can_be_typed(office: Office) -> None:
    text = (await office.says("郑主管", "设置"))[-1].text
    assert "审核：开" in text
    assert "报送频率：每月" in text
    assert "截止日：无" in text
    assert "简报日：周一" in text
    assert "亮灯标准：默认（1.2 1 0.8）" in text


@pytest.mark.parametrize(
    ("typed", "said", "name", "value"),
    [
        ("设置 截止日 8", "截止日：无 → 8", "due_fixed_day", "8"),
        ("设置 截止日8", "截止日：无 → 8", "due_fixed_day", "8"),
        ("设置：审核 关", "审核：开 → 关", "review", "off"),
        ("/settings review off", "审核：开 → 关", "review", "off"),
        ("设置 简报时间9：30", "简报时间：08:30 → 09:30", "digest_at", "09:30"),
        ("设置 简报日 周二", "简报日：周一 → 周二", "digest_weekday", "tuesday"),
        ("设置 亮灯标准 省财政", "亮灯标准：默认 → 省财政", "thresholds", "provincial-finance"),
    ],
)
async def test_a_setting_is_changed_as_typed_and_old_and_new_are_shown(
    office: Office, typed: str, said: str, name: str, value: str
) -> None:
    heard = await office.says("郑主管", typed)
    assert heard[-1].text == said
    assert stored(office)[name] == value
    assert [(a["name"], a["new"]) for a in audited(office)] == [(name, value)]


async def test_what_waits_for_review_counts_once_review_is_switched_off(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    [heard] = await office.says("郑主管", "设置 审核 关")
    assert heard.text == "审核：开 → 关\n原待审的1项数据即日起计入。"
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "reviewed")


async def test_a_due_working_day_takes_the_place_of_a_fixed_day_and_both_are_shown(office: Office) -> None:
    await office.says("郑主管", "设置 截止日 8")
    heard = await office.says("郑主管", "设置 截止工作日 6")
    assert heard[-1].text == "截止工作日：5 → 6\n截止日：8 → 无"


async def test_the_name_of_a_setting_alone_shows_it_and_changes_nothing(office: Office) -> None:
    await office.says("郑主管", "设置 截止日 8")
    [heard] = await office.says("郑主管", "设置 截止日")
    assert heard.text == "截止日：8\n改为每期后固定日期截止（1—20）\n修改示例：设置 截止日 8"
    [heard] = await office.says("郑主管", "设置 截止日 8")
    assert heard.text == "截止日现在就是8。"


async def test_the_same_value_again_is_no_change(office: Office) -> None:
    heard = await office.says("郑主管", "设置 审核 开")
    assert heard[-1].text == "审核现在就是开。"
    assert audited(office) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("设置 截止日 八", "“八”不适用于这项设置，正确的如：设置 截止日 8。没有任何改动。"),
        ("设置 锁定工作日 三天", "“三天”不适用于这项设置，正确的如：设置 锁定工作日 10。没有任何改动。"),
        ("设置 截止日 31", "“31”不适用于这项设置，正确的如：设置 截止日 8。没有任何改动。"),
        ("设置 天气 晴", "没有“天气”这项设置，发“设置”可查看全部。没有任何改动。"),
        (
            "设置 简报时间 20:00",
            "“20:00”不在上班时间内，各类消息只在上班时间发出；正确的如：08:30。没有任何改动。",
        ),
    ],
)
async def test_what_does_not_fit_is_answered_with_an_example(office: Office, typed: str, said: str) -> None:
    before = stored(office)
    heard = await office.says("郑主管", typed)
    assert heard[-1].text == said
    assert stored(office) == before


@pytest.mark.parametrize("who", ["小周", "李科", "钱局", "赵局"])
async def test_others_are_refused_politely_and_nothing_changes(office: Office, who: str) -> None:
    before = stored(office)
    heard = await office.says(who, "设置 审核 关")
    assert "您没有这项权限，可联系管理员郑主管" in heard[-1].text
    assert stored(office) == before


async def test_new_thresholds_are_what_the_board_shows(office: Office) -> None:
    await office.says("郑主管", "设置 亮灯标准 省财政")
    heard = await office.says("赵局", "台账")
    assert "累计：●≥80% ▲≥60%，超序时≥120%" in heard[-1].text
