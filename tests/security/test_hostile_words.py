"""Whatever people call their things: no markup comes through, and no cell of a file becomes a formula."""

import csv
import io
import itertools
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from bot.chat import Attachment
from bot.platforms.telegram.render import render
from tests.office import Heard, Office
from tests.platforms.telegram.botapi_rules import shown
from tests.security.hostile import FORMULAS, TAGS, poison

ASKED = (
    *("帮助", "清单", "看板", "简报", "谁没报", "待审", "人员", "设置", "催报", "提醒预览", "发送情况"),
    *("查 2-06", "历史 2-06", "图 2-06", "分配 2-14", "导出", "导出 2-06", "导出 修订"),
    *(
        "表格 A",
        "表格 C 1-5月",
        "表格 D",
        "表格 导入 1-5月",
        "表格 表内信息",
        "填报表",
        "分工表",
        "通报 1-5月",
    ),
    *(
        "我的数据",
        "更正清单",
        "计划 2-10",
        "佐证 2-06",
        "调整目标 2-09 850亿元",
        "更正 2-06 22亿",
        "2-06 21亿",
    ),
)
KINDS = (
    *(
        "绩效台账",
        "2-06",
        "填报表",
        "目标表",
        "监控表",
        "自评表",
        "导入表",
        "表内信息",
        "分工表",
        ".csv",
    ),
)
"""Words in the names of the spreadsheets that are exported: one for each kind."""
EVERYBODY = ("小周", "李科", "钱局", "赵局", "郑主管")


@pytest.fixture
async def used(office_at: Callable[[datetime], Office]) -> Office:
    """An office in which something of everything has happened."""
    office = office_at(datetime(2023, 7, 3, 8, 30))
    await office.app.scheduler.tick()
    await office.moves_to(datetime(2023, 7, 3, 9, 30))
    await office.says("小周", "2-09 300亿 大项目推迟")
    await office.presses("小周", "确认")
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    await office.says("李科", "退回 2-07 口径不对")
    return office


async def all_that_is_heard(office: Office) -> list[Heard]:
    heard = []
    for who in EVERYBODY:
        for asked in ASKED:
            answers = await office.says(who, asked)
            heard += answers
            for answer in (a for a in answers if "CSV" in a.labels):
                heard += await office.presses(who, "CSV", on=answer)
    await office.moves_to(datetime(2023, 7, 10, 9, 0))  # reminders and the full digest
    for who in EVERYBODY:
        heard += office.hears(who)
    return heard


async def test_no_markup_of_theirs_is_markup_of_ours(used: Office) -> None:
    poison(used, lambda text: f"{TAGS}{text}"[:200])
    heard = await all_that_is_heard(used)
    assert sum("script" in m.text for m in heard) > 30
    for one in heard:
        for part in render(one.message):
            if part.html:
                shown(part.html, "HTML", 4096, "message")
            assert "<script" not in part.html


async def test_no_cell_of_a_file_is_a_formula(used: Office) -> None:
    formulas = itertools.cycle(FORMULAS)
    poison(used, lambda text: f"{next(formulas)}{text}"[:200])
    files = [file for m in await all_that_is_heard(used) if (file := content(used, m)) is not None]
    sheets = [f for f in files if f.name.endswith((".xlsx", ".csv"))]
    assert {kind for kind in KINDS if any(kind in f.name for f in sheets)} == set(KINDS)
    for file in sheets:
        assert file.content is not None
        cells = in_csv(file.content) if file.name.endswith("csv") else in_workbook(file.content)
        assert [c for c in cells if c.lstrip("\ufeff").startswith(("=", "+", "@", "\t", "\r"))] == []
        assert [c for c in cells if c.startswith("-") and not c[1:2].isdigit()] == []


def content(office: Office, heard: Heard) -> Attachment | None:
    document = heard.message.document
    if document is None or document.blob is None:
        return None
    with office.app.reading() as uow:
        return uow.messages.file(document.blob)


def in_csv(content: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


def in_workbook(content: bytes) -> list[str]:
    """What would be calculated: a text cell, however it begins, is shown as it is."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
