"""The words people use for the fill-in workbook and for files in support of figures."""

from datetime import datetime

import pytest

from tests.dialogues.test_evidence import PDF, files, reports
from tests.office import Office

MADE = "4项指标"


@pytest.mark.parametrize(
    "said",
    [
        "填报表",
        "模板",
        "模版",
        "填表",
        "表格",
        "填报模版",
        "给我填报表",
        "发个模板",
        "有没有表格？",
        "6月填报表",
    ],
)
async def test_the_workbook_goes_by_many_names(office: Office, said: str) -> None:
    heard = (await office.says("小周", said))[-1]
    assert MADE in heard.text
    assert heard.message.document


async def test_to_the_administrator_the_forms_stay_the_forms(office: Office) -> None:
    assert MADE not in (await office.says("郑主管", "表格"))[-1].text
    assert "没有这项权限" in (await office.says("小周", "/form"))[-1].text


@pytest.mark.parametrize(
    "said",
    [
        "附件 2-06",
        "2-06附件",
        "2-06 的佐证",
        "材料 2-06",
        "证明 2-06",
        "看附件2-06",
        "2-06 照片",
        "2-06 佐证 有吗？",
    ],
)
async def test_files_go_by_many_names(office: Office, said: str) -> None:
    heard = (await office.says("小周", said))[-1]
    assert heard.text == (
        "2-06 为企业节省资金流数\n还没有佐证。\n添加：发文件并附言“2-06 佐证”，或回复回执发文件。"
    )


async def test_asking_for_files_is_no_reason(office: Office) -> None:
    await reports(office, said="2-09 338亿")
    heard = (await office.says("小周", "附件 2-06"))[-1]
    assert heard.text.startswith("2-06 为企业节省资金流数\n还没有佐证")
    assert "原因：附件" not in (await office.says("小周", "往月 2-09"))[-1].text


async def test_who_cannot_add_a_file_is_told_who_can(office: Office) -> None:
    assert (await office.says("赵局", "佐证 2-06"))[-1].text.endswith("还没有佐证。\n可请交易科补交。")


@pytest.mark.parametrize("said", ["佐证", "附件", "怎么上传佐证", "附件怎么传？", "哪些缺佐证"])
async def test_how_it_is_done_is_said_with_the_persons_own_codes(office: Office, said: str) -> None:
    heard = (await office.says("小周", said))[-1]
    assert "附言写“2-06 佐证”" in heard.text
    assert "查看：佐证 2-06 5月" in heard.text


async def test_a_file_that_is_required_is_asked_for_by_its_own_code(office: Office) -> None:
    await office.says("郑主管", "2-07 附件 必需")
    receipt = await reports(office, said="2-07 4600")
    assert "附言“2-07 佐证”" in receipt.text
    assert "■ 缺佐证1项\n2-07 公共资源交易平台交易量 6月" in (await office.says("小周", "缺佐证"))[-1].text
    await office.sends("小周", "核验表.pdf", PDF, "2-07 附件")
    assert files(office) == [("2-07", "2023-06", "核验表.pdf", 1)]
    assert "缺佐证" not in (await office.says("小周", "佐证"))[-1].text


async def test_a_greeting_with_two_open_months_fits_a_phone(office: Office) -> None:
    office.at_time(datetime(2023, 8, 3, 10))
    lines = (await office.says("小蒋", "你好"))[-1].text.splitlines()
    assert len(lines) <= 12
    assert lines[2].strip().startswith("6月 ")
    assert lines[-1] == "另有6项，发“上报”查看全部。"
