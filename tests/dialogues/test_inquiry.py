"""请科室说明: a leader asks, the unit's lead answers, the answer comes back and stands in the next digest."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.office import Office

OpenAt = Callable[[datetime], Office]
NAMED = "2-09 公共资源交易平台交易额"


@pytest.fixture
async def asked(office_at: OpenAt) -> Office:
    """On Monday 3 July 钱局 asks about 2-09 from under the digest."""
    office = office_at(datetime.fromisoformat("2023-07-03T08:25"))
    await office.moves_to(datetime.fromisoformat("2023-07-03T08:31"))
    await office.presses("钱局", "请科室说明")
    for who in ("李科", "钱局"):
        office.hears(who)
    await office.presses("钱局", NAMED)
    return office


async def test_the_low_indicators_in_charge_are_offered(office_at: OpenAt) -> None:
    office = office_at(datetime.fromisoformat("2023-07-03T08:25"))
    await office.moves_to(datetime.fromisoformat("2023-07-03T08:31"))
    (heard,) = await office.presses("钱局", "请科室说明")
    assert heard.text == "请哪项指标的科室说明？"
    assert heard.labels == [NAMED, "2-10 施工图审核面积", "2-11 组织评审工作次数"]


async def test_the_lead_is_asked_with_the_figure_and_without_a_deadline(asked: Office) -> None:
    (heard,) = asked.hears("李科")
    assert heard.text.splitlines() == [
        "请说明：2-09 公共资源交易平台交易额",
        "5月（累计）：292亿元",
        "低于序时进度9.2个百分点 ▼偏低",
        "钱局想了解原因，一两句话即可，方便时回复。",
    ]
    assert heard.labels == ["回复说明"]
    assert asked.hears("小周") == []


async def test_the_answer_comes_back_to_the_leader_under_its_item(asked: Office) -> None:
    await asked.presses("李科", "回复说明")
    asked.hears("钱局")
    heard = await asked.says("李科", "大项目集中在下半年，九月起陆续开标")
    assert heard[-1].text == "谢谢，已转给询问的领导，并列入下期简报2-09下。"
    (answer,) = asked.hears("钱局")
    assert answer.text.splitlines() == [
        "2-09 公共资源交易平台交易额",
        "5月（累计）：292亿元",
        "低于序时进度9.2个百分点 ▼偏低",
        "交易科说明：大项目集中在下半年，九月起陆续开标",
    ]


async def test_the_answer_stands_in_the_next_digest(asked: Office) -> None:
    await asked.presses("李科", "回复说明")
    await asked.says("李科", "九月起陆续开标")
    heard = await asked.says("赵局", "简报")
    assert " 科室说明：九月起陆续开标" in heard[-1].text.splitlines()


async def test_a_leader_asks_once_per_figure(asked: Office) -> None:
    await asked.presses("钱局", "请科室说明")
    asked.hears("李科")
    heard = await asked.presses("钱局", NAMED)
    assert heard[-1].text.startswith("5月的2-09 公共资源交易平台交易额已请科室说明过")
    assert asked.hears("李科") == []


async def test_one_answer_goes_to_everybody_who_asked(asked: Office) -> None:
    await asked.presses("赵局", "请科室说明")
    await asked.presses("赵局", NAMED)
    await asked.presses("李科", "回复说明")
    for who in ("赵局", "钱局"):
        asked.hears(who)
    await asked.says("李科", "九月起陆续开标")
    texts = [asked.hears(who)[-1].text.splitlines()[-1] for who in ("赵局", "钱局")]
    assert texts == ["交易科说明：九月起陆续开标"] * 2


async def test_an_answered_question_is_not_answered_again(asked: Office) -> None:
    heard = asked.hears("李科")[-1]
    await asked.presses("李科", "回复说明", on=heard)
    await asked.says("李科", "九月起陆续开标")
    again = await asked.presses("李科", "回复说明", on=heard)
    assert again[-1].text == "2-09 公共资源交易平台交易额已有说明，无需重复回复。可发“查 2-09”看进展。"


async def test_an_answer_with_personal_data_is_stopped(asked: Office) -> None:
    await asked.presses("李科", "回复说明")
    asked.hears("钱局")
    heard = await asked.says("李科", "请联系13905391234")
    assert heard[-1].text.startswith("内容疑似含身份证号或手机号，已拦截，未保存。")
    assert asked.hears("钱局") == []


async def test_a_figure_typed_instead_is_reported_as_usual(asked: Office) -> None:
    """The question stays open; a report is not mistaken for its answer."""
    await asked.presses("李科", "回复说明")
    heard = await asked.says("李科", "2-06 21亿")
    assert "21亿元" in heard[-1].text


async def test_the_units_own_people_cannot_ask(asked: Office) -> None:
    heard = await asked.says("李科", "/digest")
    assert "请科室说明" not in heard[-1].labels


# -- typed without pressing


async def test_an_explanation_typed_without_pressing_is_asked_about_and_taken(asked: Office) -> None:
    asked.hears("钱局")
    heard = await asked.says("李科", "大项目集中在下半年，陆续开标")
    assert heard[-1].text == "这是领导请您说明的内容吗？“大项目集中在下半年，陆续开标”"
    assert heard[-1].labels == ["是，2-09 公共资源交易平台交易额", "否"]
    heard = await asked.presses("李科", heard[-1].labels[0], on=heard[-1])
    assert heard[-1].text == "谢谢，已转给询问的领导，并列入下期简报2-09下。"
    assert "大项目集中在下半年，陆续开标" in asked.hears("钱局")[-1].text


async def test_whoever_was_not_asked_is_not_taken_to_explain(asked: Office) -> None:
    heard = await asked.says("小周", "大项目集中在下半年，陆续开标")
    assert "请您说明" not in heard[-1].text


async def test_a_leader_reads_which_figures_wait_and_not_what_they_say(asked: Office) -> None:
    await asked.moves_to(datetime.fromisoformat("2023-07-03T09:30"))
    await asked.says("小周", "2-06 21亿")
    await asked.presses("小周", "确认")
    (heard,) = await asked.says("钱局", "待审")
    assert heard.text.splitlines()[0] == "■ 待审1项 2-06（6月）"
    assert "21" not in heard.text
