"""The official forms in chat: a menu of buttons, or one at once; the file is what was asked for."""

import pytest

from seed.published_table import read_table
from tests.office import Heard, Office
from tests.seed.tables import ROWS


def file_in(office: Office, heard: Heard) -> tuple[str, bytes]:
    document = heard.message.document
    assert document is not None
    assert document.blob is not None
    with office.app.units() as uow:
        kept = uow.messages.file(document.blob)
    assert kept is not None
    assert kept.content is not None
    return document.name, kept.content


async def test_the_menu_names_the_forms_of_the_year(office: Office) -> None:
    heard = (await office.says("郑主管", "表格"))[-1]
    assert heard.text == "2023年官方表格\n请选择："
    assert heard.labels[0] == "绩效目标表"


async def test_form_a_comes_as_a_file_that_reads_as_the_stored_table(office: Office) -> None:
    await office.says("郑主管", "表格")
    heard = (await office.presses("郑主管", "绩效目标表"))[-1]
    name, content = file_in(office, heard)
    assert (name, heard.text) == ("演示数据-绩效目标表2023年.xlsx", "绩效目标表：26项指标")
    assert read_table(content, name).rows == ROWS


async def test_form_a_sent_back_is_nothing_new(office: Office) -> None:
    name, content = file_in(office, (await office.says("郑主管", "表格 目标表"))[-1])
    heard = await office.sends("郑主管", name, content)
    assert heard[-1].text == "与已保存的2023年目标表一致，共26项，无需更新。"


@pytest.mark.parametrize("words", ["表格 A", "报表 绩效目标表", "/form a 2023", "表格目标表"])
async def test_a_form_may_be_named_at_once(office: Office, words: str) -> None:
    assert file_in(office, (await office.says("赵局", words))[-1])[0] == "演示数据-绩效目标表2023年.xlsx"


async def test_a_year_without_a_table_has_no_forms(office: Office) -> None:
    heard = await office.says("郑主管", "表格 目标表 2021")
    assert heard[-1].text == "没有2021年的指标表，现有：2023。"


@pytest.mark.parametrize("who", ["钱局", "李科", "小周"])
async def test_who_sees_a_part_only_gets_no_form_of_the_whole(office: Office, who: str) -> None:
    heard = await office.says(who, "表格 目标表")
    assert heard[-1].message.document is None


async def test_form_d_says_what_is_still_blank_in_it(office: Office) -> None:
    heard = (await office.says("郑主管", "表格 自评"))[-1]
    assert file_in(office, heard)[0] == "演示数据-绩效自评表2023年.xlsx"
    lines = heard.text.splitlines()
    assert lines[:3] == ["绩效自评表：26项指标", "尚有未计分项，总分未计。", "以下留空，请核定或补充："]
    codes = "1-01、1-02、1-03等另23项"
    assert lines[3:5] == [f"· 未设权重：{codes}", f"· 未报：{codes}"]
    assert lines[5].startswith("表内信息未填：主管部门、实施单位、资金、年度总体目标、")


async def test_form_c_asks_until_which_month_and_offers_those_that_are_over(office: Office) -> None:
    await office.says("郑主管", "表格")
    heard = (await office.presses("郑主管", "绩效目标执行监控表"))[-1]
    assert (heard.text, heard.labels) == ("截至几月？", ["1—6月", "1—5月", "1—4月", "1—3月", "1—2月", "1月"])
    made = (await office.presses("郑主管", "1—5月"))[-1]
    assert file_in(office, made)[0] == "演示数据-绩效目标执行监控表2023年1-5月.xlsx"
    lines = made.text.splitlines()
    assert lines[:3] == [
        "绩效目标执行监控表：26项指标",
        "以下留空，请核定或补充：",
        "· 按报送频率，末月无数据：1-01、1-02、3-01等另1项",
    ]


async def test_form_c_may_be_asked_for_at_once(office: Office) -> None:
    heard = (await office.says("郑主管", "表格 监控 1-5月"))[-1]
    assert file_in(office, heard)[0] == "演示数据-绩效目标执行监控表2023年1-5月.xlsx"


async def test_a_span_that_is_not_over_is_refused_with_one_that_is(office: Office) -> None:
    heard = await office.says("郑主管", "报表 监控表 1-7月")
    assert heard[-1].text == "2023年7月尚未结束，目前最多到6月。例如：表格 监控 1-6月。"
