"""A target adjusted during the year: by its document, both values kept, told in the next digest."""

from datetime import datetime

import pytest

from seed.demo import TABLE
from tests.dialogues.stored import audited, kept
from tests.office import Office

SAID = "调整目标 2-09 850亿元 局发〔2023〕5号"


def target_of(office: Office, code: str) -> str | None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        found = next(i for i in uow.targets.indicators(department.id, 2023) if i.code == code)
    return found.cells.annual_target


async def test_old_and_new_are_shown_with_what_becomes_of_the_newest_figure(office: Office) -> None:
    [heard] = await office.says("郑主管", SAID)
    assert heard.text.splitlines() == [
        "2-09 公共资源交易平台交易额",
        "2023年度指标值",
        "900亿元 → 850亿元",
        "依据：局发〔2023〕5号",
        "全年目标900亿元，完成32.4% ▼偏低",
        "全年目标850亿元，完成34.4% ▲略低",
        "原目标值保留在记录中，下期简报会列出调整。",
    ]
    assert target_of(office, "2-09") == "900亿元"


async def test_a_confirmed_target_is_in_force_and_both_values_are_kept(office: Office) -> None:
    await office.says("郑主管", SAID)
    heard = await office.presses("郑主管", "确认")
    assert heard[-1].text == ("✔ 2-09 公共资源交易平台交易额：目标值已调整为850亿元。\n依据：局发〔2023〕5号")
    [event] = kept(office)["target_event"]
    assert {"900亿元", "850亿元", "局发〔2023〕5号"} <= set(event)
    assert audited(office, "target") == [
        {"code": "2-09", "old": "900亿元", "new": "850亿元", "document": "局发〔2023〕5号"}
    ]
    [answer] = await office.says("小周", "2-09 425亿")
    assert "全年目标850亿元，完成50.0%" in answer.text


async def test_the_next_digest_says_what_changed(office: Office) -> None:
    await office.says("郑主管", SAID)
    await office.presses("郑主管", "确认")
    await office.moves_to(datetime(2023, 7, 10, 8, 31))
    digest = next(h for h in reversed(office.all("赵局")) if "指标进展简报" in h.text)
    assert "目标值调整：2-09 900亿元→850亿元" in digest.text


@pytest.mark.parametrize(
    "said",
    [
        "调整目标 2-09改为850亿元，依据：局发〔2023〕5号",
        "/target 2-9 目标值调整为850亿元 文号 局发〔2023〕5号",
        "改目标 交易平台交易额 850 亿元 局发〔2023〕5号",
        "改目标 2-09 850亿 局发〔2023〕5号",
    ],
)
async def test_it_may_be_said_in_many_ways(office: Office, said: str) -> None:
    [heard] = await office.says("郑主管", said)
    assert heard.text.splitlines()[2:4] == ["900亿元 → 850亿元", "依据：局发〔2023〕5号"]


async def test_what_is_missing_is_asked_for(office: Office) -> None:
    [value] = await office.says("郑主管", "调整目标 2-09")
    assert value.text.splitlines()[-1] == "调整后的目标值是多少？如：900亿元"
    [document] = await office.says("郑主管", "850亿元")
    assert document.text.splitlines()[-1] == "依据哪份文件调整？如：局发〔2023〕5号"
    [preview] = await office.says("郑主管", "局发〔2023〕5号")
    assert preview.text.splitlines()[2] == "900亿元 → 850亿元"
    await office.presses("郑主管", "确认")
    assert target_of(office, "2-09") == "850亿元"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2-09 很多", "2-09的新目标值“很多”读不出。正确示例：900亿元。未作改动。"),
        ("2-09 增长8%", "2-09的新目标值“增长8%”读不出。正确示例：900亿元。未作改动。"),
        ("2-09 850件", "2-09以元计，“850件”不是。正确示例：900亿元。未作改动。"),
        ("2-09 850", "2-09以元计，“850”不是。正确示例：900亿元。未作改动。"),
        ("2-09 900亿 局发5号", "2-09的目标值已经是900亿元，未作改动。可发“查 2-09”看进展。"),
        ("2-09 850亿元 " + "长" * 81, "文件名称最多80字，如：局发〔2023〕5号"),
        ("9-09 850亿元", "没有查到您可以查看的“9-09”。可输入编号或名称的一部分，如：查 2-03、查 电子档案。"),
    ],
)
async def test_what_is_wrong_is_said_with_an_example(office: Office, said: str, answer: str) -> None:
    [heard] = await office.says("郑主管", f"调整目标 {said}")
    assert heard.text == answer
    assert target_of(office, "2-09") == "900亿元"


async def test_a_name_that_fits_several_is_asked_about(office: Office) -> None:
    [heard] = await office.says("郑主管", "调整目标 公共资源 850亿元 局发〔2023〕5号")
    assert [label[:4] for label in heard.labels] == ["2-07", "2-09"]
    *_, preview = await office.presses("郑主管", heard.labels[1])
    assert preview.text.splitlines()[2] == "900亿元 → 850亿元"


async def test_an_old_preview_does_not_undo_a_newer_target(office: Office) -> None:
    [first] = await office.says("郑主管", SAID)
    await office.says("郑主管", "调整目标 2-09 800亿元 局发〔2023〕6号")
    await office.presses("郑主管", "确认")
    heard = await office.presses("郑主管", "确认", on=first)
    assert heard[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert target_of(office, "2-09") == "800亿元"


async def test_the_years_adjustments_are_listed(office: Office) -> None:
    await office.says("郑主管", SAID)
    await office.presses("郑主管", "确认")
    [heard] = await office.says("郑主管", "调整目标")
    assert heard.text.splitlines()[-3:] == [
        "■ 2023年已调整",
        "7月3日 2-09 900亿元→850亿元",
        "  局发〔2023〕5号",
    ]


async def test_loading_the_older_table_again_says_what_the_present_target_came_by(office: Office) -> None:
    await office.says("郑主管", SAID)
    await office.presses("郑主管", "确认")
    [heard] = await office.sends("郑主管", "linyi.txt", TABLE.read_bytes())
    assert "年度指标值：850亿元 → 900亿元\n  现值依据：局发〔2023〕5号" in heard.text


@pytest.mark.parametrize(
    "said",
    [
        "目标 2-09 850亿 局发〔2023〕5号",
        "把2-09的目标改为850亿 依据局发〔2023〕5号",
        "2-09 全年目标850亿，局发〔2023〕5号",
        "２－０９目标值调整为850亿元 局发〔2023〕5号",
    ],
)
async def test_typed_without_a_command_it_is_a_target_and_no_figure(office: Office, said: str) -> None:
    [heard] = await office.says("郑主管", said)
    assert "900亿元 → 850亿元" in heard.text
    assert "局发〔2023〕5号" in heard.text
    [refused] = await office.says("小周", said)
    assert refused.text == (
        "2-09的目标值由管理员郑主管凭批准文件调整，请把新目标值和文件号发给管理员；报数不用写“目标”。"
        "没有改动任何数据。"
    )
    assert refused.labels == []


async def test_a_figure_may_speak_of_the_target_behind_it(office: Office) -> None:
    [heard] = await office.says("小周", "2-09 425亿，目标过半")
    assert "6月（累计）：425亿元" in heard.text


async def test_without_a_document_a_target_stays(office: Office) -> None:
    await office.says("郑主管", "调整目标 2-09 850亿元")
    [heard] = await office.says("郑主管", "没有文件")
    assert heard.text == (
        "“没有文件”不是文件，调整目标值要有批准文件，请写文件名或文号，如：局发〔2023〕5号。未作改动。"
    )
    [heard] = await office.says("郑主管", "局发〔2023〕5号")
    assert "900亿元 → 850亿元" in heard.text
