"""Leaders ask the way people talk: an indicator's name, a unit, what is low; nothing is stored by it."""

import pytest

from tests.office import Office


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("2-09", "2-09 公共资源交易平台交易额"),
        ("2-9怎么样", "2-09 公共资源交易平台交易额"),
        ("２－０９", "2-09 公共资源交易平台交易额"),
        ("施工图", "2-10 施工图审核面积"),
        ("施工图进展如何？", "2-10 施工图审核面积"),
        ("看看交易量的情况", "2-07 公共资源交易平台交易量"),
        ("交易科怎么样", "是哪个指标？"),
        ("电子", "是哪个指标？"),
        ("偏低", "绩效台账 2023年｜偏低3"),
        ("哪些偏低？", "绩效台账 2023年｜偏低3"),
        ("哪些指标偏慢", "绩效台账 2023年｜偏低3"),
        ("有哪些没报的", "绩效台账 2023年｜未报0"),
        ("2-13报了吗", "2-13 事务所出具相关审计报告数量"),
        ("交易额为什么低", "是哪个指标？"),
        ("？", "您可以："),
        ("谢谢", "您好！发“简报”看进展，发“帮助”看可用功能。"),
    ],
)
async def test_a_leader_asks_without_a_command(office: Office, said: str, first: str) -> None:
    (heard,) = await office.says("钱局", said)
    assert heard.text.splitlines()[0] == first


async def test_a_unit_brings_its_indicators(office: Office) -> None:
    (heard,) = await office.says("钱局", "交易科情况如何")
    assert [label[:4] for label in heard.labels] == ["2-06", "2-07", "2-08", "2-09"]


@pytest.mark.parametrize("said", ["日活跃度", "掌办专班", "今天天气不错", "开会了"])
async def test_what_is_not_in_sight_or_names_nothing_is_answered_with_what_can_be_typed(
    office: Office, said: str
) -> None:
    (heard,) = await office.says("钱局", said)
    assert heard.text == f"没看懂“{said}”。可发“台账”“简报”或“查 2-03”；发“帮助”查看全部。"


@pytest.mark.parametrize("said", ["2-09 400亿", "2-09：400", "2-9 400亿元"])
async def test_a_figure_is_not_a_leaders_to_give(office: Office, said: str) -> None:
    (heard,) = await office.says("钱局", said)
    assert heard.text == "报数由科室联络员和负责人负责，您可发“查 2-09”看进展。没有改动任何数据。"
    assert office.figures("2-09")[-1][0] == "2023-05"


async def test_a_code_of_somebody_elses_is_not_found(office: Office) -> None:
    (heard,) = await office.says("钱局", "1-03")
    assert heard.text.startswith("没有查到您可以查看的“1-03”。")


@pytest.mark.parametrize("words", ["口径是什么", "这个怎么算的", "目标是多少", "上个月报了多少"])
async def test_a_question_while_a_figure_is_asked_for_is_about_that_indicator(
    office: Office, words: str
) -> None:
    await office.says("小周", "2-07")
    [heard] = await office.says("小周", words)
    assert heard.text.splitlines()[0] == "2-07 公共资源交易平台交易量"
    assert "口径：招标投标项目交易完成数量" in heard.text
    assert "4600件" in (await office.says("小周", "4600"))[-1].text


@pytest.mark.parametrize(
    "words",
    ["2-06是多少", "2-06报了吗", "2-06审了没有", "2-06为什么这么高", "2-06归谁管", "资金流目标是多少"],
)
async def test_a_contact_asks_how_an_indicator_stands(office: Office, words: str) -> None:
    [heard] = await office.says("小周", words)
    assert heard.text.splitlines()[:2] == ["2-06 为企业节省资金流数", "责任科室：交易科"]


async def test_a_contact_asks_what_is_in_and_until_when(office: Office) -> None:
    await office.says("小何", "3-04 930")
    await office.presses("小何", "确认")
    [heard] = await office.says("小何", "我报了哪些")
    assert "6月已报930次（待审）" in heard.text
    [heard] = await office.says("小何", "截止到几号")
    assert heard.text == "本期（7月7日周五截止）您都已报齐，谢谢。"
