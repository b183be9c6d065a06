"""What is changed after review or after a signed bulletin is marked where it is shown, and listed."""

from datetime import datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.office import Office

PRETEND = "（演示数据，均为虚构）"


async def given(office: Office, who: str, figure: str, reason: str = "") -> None:
    await office.says(who, figure)
    if reason:
        await office.says(who, reason)
    await office.presses(who, "确认")
    await office.says(who, "/cancel")


def sign(office: Office, month: int) -> None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        uow.bulletins.sign(department.id, 2023, month, "9号", {}, by=None, at=office.app.clock.now())
        uow.commit()


@pytest.fixture
async def changed(office: Office) -> Office:
    """2-07 was reviewed and then corrected; the correction is reviewed too."""
    await given(office, "小周", "2-07 4600")
    await office.says("李科", "全部通过")
    office.at_time(datetime(2023, 7, 4, 9, 30))
    await given(office, "小周", "更正 2-07 4650", "漏了一笔")
    await office.says("李科", "全部通过")
    return office


async def test_a_correction_after_review_is_marked_in_status_and_history(changed: Office) -> None:
    for who in ("小周", "赵局"):
        status = (await changed.says(who, "查 2-07"))[-1].text
        assert "1—6月 4650件（审后更正）" in status
        history = (await changed.says(who, "往月 2-07"))[-1].text
        assert history.count("审后更正") == 1
        assert "4600件→4650件 已审 审后更正" in history.replace("\n  ", " ").replace("  ", " ")


async def test_what_was_never_corrected_has_no_mark(office: Office) -> None:
    await given(office, "小周", "2-07 4600")
    await given(office, "小周", "更正 2-07 4650", "漏了一笔")
    await office.says("李科", "全部通过")
    for said in ("查 2-07", "往月 2-07", "更正清单"):
        text = (await office.says("李科", said))[-1].text
        assert "（审后更正）" not in text
        assert "通报后更正（" not in text
    [listed] = await office.says("李科", "更正清单")
    assert listed.text == f"2023年没有审后更正和通报后更正。\n{PRETEND}"


async def test_a_signed_bulletin_makes_it_a_correction_after_the_bulletin(changed: Office) -> None:
    changed.at_time(datetime(2023, 7, 11, 10))
    sign(changed, 6)
    changed.at_time(datetime(2023, 7, 12, 10))
    await given(changed, "小周", "更正 2-07 4700", "又漏一笔")
    waiting = (await changed.says("李科", "更正清单"))[-1].text
    assert "6月 4650件→4700件 通报后更正 待审" in waiting.replace("\n  ", " ")
    await changed.says("李科", "全部通过")
    assert "1—6月 4700件（通报后更正）" in (await changed.says("赵局", "查 2-07"))[-1].text
    history = (await changed.says("赵局", "往月 2-07"))[-1].text
    assert (history.count("审后更正"), history.count("通报后更正")) == (1, 1)


async def test_the_list_says_what_why_and_when_newest_first(changed: Office) -> None:
    [heard] = await changed.says("郑主管", "更正清单")
    assert heard.text == (
        "更正清单 2023年：1项\n"
        "2-07 公共资源交易平台交易量\n"
        "  6月 4600件→4650件 审后更正\n"
        "  漏了一笔 小周 7月4日 09:30\n"
        f"{PRETEND}"
    )
    assert heard.labels == []


@pytest.mark.parametrize(("who", "sees"), [("李科", True), ("杨科", False), ("赵局", True), ("郑主管", True)])
async def test_leads_see_their_own_units(changed: Office, who: str, sees: bool) -> None:
    [heard] = await changed.says(who, "更正清单")
    assert ("4650件" in heard.text) == sees


async def test_leaders_read_no_names_and_no_figure_that_waits(changed: Office) -> None:
    await given(changed, "小周", "更正 2-07 4700", "又漏一笔")
    [heard] = await changed.says("赵局", "更正清单")
    assert "4650件" in heard.text
    assert "4700" not in heard.text
    assert "小周" not in heard.text


@pytest.mark.parametrize(
    ("said", "head"),
    [
        ("更正清单 2023", "更正清单 2023年：1项"),
        ("更正清单 2023年", "更正清单 2023年：1项"),
        ("/corrections 6月", "更正清单 2023年6月：1项"),
        ("更正清单 二季度", "更正清单 2023年4—6月：1项"),
        ("更正清单 1-6月", "更正清单 2023年1—6月：1项"),
        ("更正清单 5月", "2023年5月没有审后更正和通报后更正。"),
        ("更正清单 2022", "没有2022年的指标表，现有：2023。"),
        ("更正清单 随便", "“随便”不是年份，也不是报告期。如：更正清单 2023，更正清单 6月。"),
    ],
)
async def test_the_list_of_a_year_or_of_some_months(changed: Office, said: str, head: str) -> None:
    [heard] = await changed.says("李科", said)
    assert heard.text.splitlines()[0] == head


async def test_a_long_list_is_paged_in_place(changed: Office) -> None:
    for hour, value in enumerate((4660, 4670, 4680), start=10):
        changed.at_time(datetime(2023, 7, 4, hour))
        await given(changed, "小周", f"更正 2-07 {value}", "漏了一笔")
        await changed.says("李科", "全部通过")
    [first] = await changed.says("李科", "更正清单")
    assert first.labels == ["下一页"]
    assert [v for v in ("4650件 审", "4660", "4670", "4680") if v in first.text] == ["4660", "4670", "4680"]
    assert len(first.text.splitlines()) <= 12
    second = (await changed.presses("李科", "下一页"))[-1]
    assert second.labels == ["上一页"]
    assert "4600件→4650件" in second.text
    assert "4680" not in second.text


async def test_the_workbooks_revisions_say_it_too(changed: Office) -> None:
    heard = (await changed.says("李科", "导出 2-07"))[-1]
    assert heard.message.document is not None
    assert heard.message.document.blob is not None
    with changed.app.units() as uow:
        kept = uow.messages.file(heard.message.document.blob)
    assert kept is not None
    assert kept.content is not None
    rows = CalamineWorkbook.from_filelike(BytesIO(kept.content)).get_sheet_by_name("历次报数").to_python()
    value, kind, period = (rows[2].index(name) for name in ("实际完成值", "更正情况", "报告期"))
    assert [(r[value], r[kind]) for r in rows[3:] if r[period] == "6月"] == [(4600, ""), (4650, "审后更正")]
