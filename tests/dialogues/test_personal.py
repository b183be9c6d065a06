"""One's own data on request; leaving for good; names that disappear while figures and the audit stay."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from storage import schema
from tests.dialogues.rounds import open_round
from tests.dialogues.stored import audited, kept, linked
from tests.office import Heard, Office

OpenAt = Callable[[datetime], Office]
CLEAN = "已离岗人员 #1"


def file_of(office: Office, heard: Heard) -> dict[str, list[dict[str, Any]]]:
    """What the file of an answer holds."""
    document = heard.message.document
    assert document is not None
    assert document.blob is not None
    with office.app.units() as uow:
        kept_file = uow.messages.file(document.blob)
    assert kept_file is not None
    assert kept_file.content is not None
    return dict(json.loads(kept_file.content))


def everything(office: Office) -> str:
    """All that is stored, as text."""
    with office.app.units() as uow:
        found = {
            table.name: [[str(v) for v in row] for row in uow.connection.execute(select(table))]
            for table in schema.metadata.sorted_tables
        }
    return json.dumps(found, ensure_ascii=False)


async def deactivate(office: Office, name: str) -> None:
    await office.says("郑主管", f"停用 {name}")
    await office.presses("郑主管", "停用")
    await office.presses("郑主管", "停用")


async def erase(office: Office, name: str) -> Heard:
    await office.says("郑主管", f"抹去 {name}")
    return (await office.presses("郑主管", "抹去姓名"))[-1]


# ---------------------------------------------------------------- my data


async def test_ones_data_are_a_short_message_and_a_file_with_every_row(office: Office) -> None:
    await office.says("小周", "免打扰 20:00-08:00")
    await office.says("小周", "B角 小吴")
    [heard] = await office.says("小周", "我的数据")
    assert heard.text.splitlines() == [
        "我的数据",
        "姓名：小周",
        "岗位：联络员（交易科）",
        "账号：web",
        "设置：免打扰20:00-08:00、B角小吴（交易科）",
        "上报20条（2023-02-02至2023-06-02）",
        "审核0条，说明1条；发送消息3条，收到2条",
        "附件为系统中关于您的全部记录。离岗删除请发：删除我的数据",
    ]
    rows = file_of(office, heard)
    assert [r["name"] for r in rows["person"]] == ["小周"]
    assert (len(rows["revision"]), len(rows["inbox"]), len(rows["outbox"])) == (20, 3, 2)
    assert rows["deputy"][0]["person_id"] == rows["person"][0]["id"]
    assert {r["value"] for r in rows["revision"]} >= {"1700000000", "3850"}


async def test_every_table_that_names_people_is_looked_through(office: Office) -> None:
    await office.says("李科", "我的数据")
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.says("李科", "全部通过")
    [heard] = await office.says("李科", "/mydata")
    rows = file_of(office, heard)
    assert {"person", "post", "account", "verdict", "audit", "inbox", "outbox", "question"} <= set(rows)
    assert "revision" not in rows  # another's


async def test_files_and_answers_in_rounds_are_counted_and_listed(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 8, 1, 9, 30))
    await open_round(office)
    await office.says("小周", "监控填报")
    await office.says("小周", "17.2亿，预计全年能完成32亿")
    await office.sends("小周", "证明.pdf", b"%PDF-1.4 x", "2-06 7月 佐证", "application/pdf")
    [heard] = await office.says("小周", "我的数据")
    rows = file_of(office, heard)
    files, answers = len(rows.get("evidence", ())), len(rows["monitoring_entry"])
    assert answers > 0
    said = ([f"佐证{files}份"] if files else []) + [f"监控、自评填报{answers}条"]
    assert "、".join(said) in heard.text.splitlines()


async def test_the_file_holds_no_code_and_nobody_elses_rows(office: Office) -> None:
    await office.says("郑主管", "邀请 小王 联络员 交易科")
    [heard] = await office.says("郑主管", "我的数据")
    rows = file_of(office, heard)
    assert rows["invitation"]
    assert "code_hash" not in rows["invitation"][0]
    [heard] = await office.says("小吴", "我的数据")
    assert "小周" not in json.dumps(file_of(office, heard)["inbox"], ensure_ascii=False)


# ---------------------------------------------------------------- leaving by oneself


async def test_whoever_leaves_is_a_number_from_then_on(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    [asked] = await office.says("小周", "删除我的数据")
    assert asked.text.splitlines()[0] == "确定删除本人数据并离岗吗？删除后不可恢复。"
    heard = await office.presses("小周", "确认删除")
    assert heard[-1].text == f"已删除您的姓名和账号，记录中显示为“{CLEAN}”。感谢您的工作。"
    assert "小周" not in everything(office)
    assert "小周" not in linked(office).values()
    assert "仅供受邀人员使用" in (await office.says(office.accounts["小周"], "2-07 4600"))[-1].text
    [told] = [h.text for h in office.hears("郑主管")]
    assert told == f"{CLEAN}（联络员（交易科））已离岗并删除本人数据。"


async def test_figures_reviews_and_the_audit_stay_under_the_number(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    before = kept(office)
    await office.says("小周", "/leave")
    await office.presses("小周", "确认删除")
    after = kept(office)
    for table in ("revision", "verdict", "explanation", "target_event"):
        assert after[table] == before[table]
    with office.app.units() as uow:
        indicator = next(i for i in uow.targets.indicators(1, 2023) if i.code == "2-06")
        names = {r.by_name for r in uow.reports.revisions([indicator.id])}
    assert names == {CLEAN}
    assert audited(office, "leave-for-good") == [{}]


async def test_what_others_wrote_says_the_number_and_the_figures_stay(office: Office) -> None:
    await office.says("小吴", "2-06 21亿，小周核过")
    await office.presses("小吴", "确认")
    await office.says("李科", "退回 2-06 请小周再核")
    before = [row for row in kept(office)["revision"] if "小周" not in str(row)]
    await deactivate(office, "小周")
    await erase(office, "小周")
    assert "小周" not in everything(office)
    assert f"{CLEAN}核过" in everything(office)
    assert f"请{CLEAN}再核" in everything(office)
    assert [row for row in before if row not in kept(office)["revision"]] == []
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "returned")


async def test_exports_say_the_number(office: Office) -> None:
    await deactivate(office, "小周")
    await erase(office, "小周")
    [heard] = await office.says("李科", "导出 2-06")
    document = heard.message.document
    assert document is not None
    assert document.blob is not None
    with office.app.units() as uow:
        content = uow.messages.file(document.blob)
    assert content is not None
    assert content.content is not None
    book = CalamineWorkbook.from_filelike(__import__("io").BytesIO(content.content))
    cells = [
        str(c) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for c in row
    ]
    assert CLEAN in cells
    assert [c for c in cells if "小周" in c] == []


async def test_changing_ones_mind_changes_nothing(office: Office) -> None:
    await office.says("小周", "删除我的数据")
    before = kept(office)
    await office.presses("小周", "取消")
    assert kept(office) == before


async def test_it_is_done_once(office: Office) -> None:
    [asked] = await office.says("小周", "删除我的数据")
    button = asked.button("确认删除").id
    await office.presses_id("小周", button)
    before = kept(office)
    await office.presses_id(office.accounts["小周"], button)
    assert kept(office) == before


async def test_the_last_administrator_cannot_leave(office: Office) -> None:
    before = kept(office)
    assert "唯一的管理员" in (await office.says("郑主管", "删除我的数据"))[-1].text
    assert kept(office) == before


async def test_who_was_another_administrator_when_asked_and_is_the_last_when_confirming_stays(
    office: Office,
) -> None:
    await office.says("郑主管", "邀请 吴主管 管理员")
    await office.says("郑主管", "删除我的数据")
    with office.app.units() as uow:
        other = next(p for p in uow.people.in_department(1) if p.name == "吴主管")
        uow.people.set_active(other.id, False)
        uow.commit()
    before = kept(office)
    assert "唯一的管理员" in (await office.presses("郑主管", "确认删除"))[-1].text
    assert kept(office) == before


async def test_what_nobody_does_any_more_is_said_and_becomes_an_orphan(office: Office) -> None:
    [asked] = await office.says("小韩", "删除我的数据")
    assert asked.text.splitlines()[-1] == "停用后无人担任：联络员（项目科）"
    await office.presses("小韩", "确认删除")
    assert "现无人担任：联络员（项目科）。可发“无人负责”查看。" in office.hears("郑主管")[-1].text
    assert "项目科：2-10、2-11" in (await office.says("郑主管", "无人负责"))[-1].text


async def test_open_items_pass_to_others_of_the_unit(office_at: OpenAt) -> None:
    office = office_at(datetime.fromisoformat("2023-07-03T08:25"))
    await office.says("小周", "删除我的数据")
    await office.presses("小周", "确认删除")
    office.hears("小周")
    office.hears("小吴")
    await office.moves_to(datetime.fromisoformat("2023-07-03T09:00"))
    assert office.hears(office.accounts["小周"]) == []
    [heard] = office.hears("小吴")
    assert heard.text.splitlines()[0] == "6月数据可以报了（7月7日周五截止）"


# ---------------------------------------------------------------- by an administrator


async def test_erasing_is_a_second_step_after_deactivating(office: Office) -> None:
    assert "请先发“停用 小周”" in (await office.says("郑主管", "抹去 小周"))[-1].text
    await deactivate(office, "小周")
    assert "小周" in everything(office)
    heard = await erase(office, "小周")
    assert heard.text == f"姓名已抹去，记录中显示为“{CLEAN}”。"
    assert "小周" not in everything(office)
    assert audited(office, "deactivate") == [{"person": CLEAN}]
    assert audited(office, "erase") == [{"person": CLEAN}]


async def test_numbers_count_on_and_nobody_comes_back(office: Office) -> None:
    await deactivate(office, "小周")
    [card] = (await office.says("郑主管", "人员 小周"))[-1:]
    await erase(office, "小周")
    await deactivate(office, "小吴")
    assert "#2" in (await erase(office, "小吴")).text
    before = kept(office)
    heard = await office.presses("郑主管", "恢复并发开通码", on=card)
    assert heard[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert "没有叫“小周”的人" in (await office.says("郑主管", "抹去 小周"))[-1].text
    assert "已离岗" not in (await office.says("郑主管", "名单"))[-1].text
    assert kept(office) == before


async def test_a_colleagues_longer_name_stays(office: Office) -> None:
    await office.says("郑主管", "邀请 小周明 联络员 项目科")
    await deactivate(office, "小周")
    await erase(office, "小周")
    assert not re.search("小周(?!明)", everything(office))
    assert "小周明" in (await office.says("郑主管", "名单 项目科"))[-1].text


async def test_messages_not_sent_yet_no_longer_say_the_name(office: Office) -> None:
    await office.says("小吴", "免打扰 08:00-17:00")
    await office.says("小周", "B角 小吴")
    assert "小周" in everything(office)
    await deactivate(office, "小周")
    await erase(office, "小周")
    await office.moves_to(datetime.fromisoformat("2023-07-04T17:00"))
    told = [h.text for h in office.all("小吴") if "B角" in h.text]
    assert told
    assert all("小周" not in text for text in told)


async def test_what_still_was_to_go_to_who_left_is_not_sent(office: Office) -> None:
    await office.says("小周", "免打扰 08:00-17:00")
    await office.says("李科", "B角 小周")
    await deactivate(office, "小周")
    await erase(office, "小周")
    office.hears("小周")
    await office.moves_to(datetime.fromisoformat("2023-07-04T17:30"))
    assert office.hears(office.accounts["小周"]) == []


@pytest.mark.parametrize("who", ["小吴", "李科", "钱局", "赵局"])
async def test_only_administrators_erase(office: Office, who: str) -> None:
    await deactivate(office, "小周")
    before = kept(office)
    assert (await office.says(who, "抹去 小周"))[-1].text == "您没有这项权限，可联系管理员郑主管。"
    assert kept(office) == before
