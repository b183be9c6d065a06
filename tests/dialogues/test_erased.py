"""Whoever was erased is named nowhere, whoever looks; and whoever asks is shown every row about them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
from sqlalchemy import Column, RowMapping, Table, select

from handlers.commands import COMMANDS
from storage import schema
from storage.personal import SECRET
from tests.dialogues.rounds import open_round
from tests.dialogues.test_personal import CLEAN, deactivate, erase, file_of
from tests.office import Heard, Office

OpenAt = Callable[[datetime], Office]
PDF = b"%PDF-1.4 x"
OF_NOBODY: Mapping[str, str] = {
    "blob": "contents of files, listed by the messages and by the evidence that they belong to",
    "department": "the office's",
    "enrolment_attempt": "how often a wrong code came from an account, for an hour",
    "indicator": "the office's",
    "lease": "which process works",
    "note": "small facts of the installation; some are numbered by people and name nobody",
    "option": "what the buttons of a question mean; the question is listed",
    "slot": "which moments were played",
    "unit": "the office's",
}
"""Tables that no person's number stands in, and what they hold."""
ELSEWHERE = ("inbox", "person")
"""Tables about people that are found by the chat, or are the person."""
VIEWERS = ("小吴", "李科", "钱局", "赵局", "孙主任", "郑主管", "小韩")
UNNAMED = ("赵局", "孙主任", "小韩")
"""Viewers to whom nobody's name is shown in the first place."""
MADE_UP = re.compile(r"(?:抹去|请假|B角|交接) 小周")
"""Examples of what might be typed, whose name is nobody's."""
ENDS_ALL = ("leave", "logout")
"""Commands after which the viewer would be asked, or could do, something else."""


def naming(table: Table) -> list[Column[int]]:
    return [c for c in table.c if any(key.column.table is schema.person for key in c.foreign_keys)]


def test_every_table_is_about_people_or_says_what_it_holds() -> None:
    tables = schema.metadata.tables
    about = {name for name, table in tables.items() if naming(table)}
    assert about | set(ELSEWHERE) | set(OF_NOBODY) == set(tables)
    assert not about & set(OF_NOBODY)


async def lived(office: Office) -> None:
    """小周 has done what a contact does: figures, a correction, a deferral, a file, a round, leave, hours."""
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.says("小周", "2-06 20亿")
    await office.says("小周", "录入错误")
    await office.says("小周", "确认")
    await office.says("小周", "2-09 省里还没给，小周大概10号再问")
    await office.says("小周", "2-07 4600 小周核对过")
    await office.says("小周", "确认")
    await office.sends("小周", "证明.pdf", PDF, "2-06 佐证", "application/pdf")
    await open_round(office)
    await office.says("小周", "监控填报")
    await office.says("小周", "2-06 21亿 全年31亿")
    await office.says("小周", "/cancel")
    await office.says("李科", "退回 2-07 请小周再核")
    await office.says("小周", "B角 小吴")
    await office.says("小周", "免打扰 20:00-08:00")


@pytest.fixture
async def after_much(office_at: OpenAt) -> Office:
    office = office_at(datetime(2023, 8, 1, 9, 30))
    await lived(office)
    return office


async def test_ones_own_data_are_every_row_of_every_table(after_much: Office) -> None:
    [heard] = await after_much.says("小周", "我的数据")
    rows = file_of(after_much, heard)
    me = rows["person"][0]["id"]
    seen = set()
    with after_much.app.units() as uow:
        for table in schema.metadata.sorted_tables:
            for column in naming(table):
                found = uow.connection.execute(select(table).where(column == me)).mappings().all()
                told = {self_named(row, table) for row in rows.get(table.name, ())}
                missing = [r for r in found if self_named(r, table) not in told]
                # What this very question adds, its answer among it, comes after the file was made.
                if table.name not in ("outbox", "audit", "question"):
                    assert missing == [], table.name
                seen |= {table.name} if found else set()
    assert {"revision", "evidence", "deferral", "monitoring_entry", "deputy", "account", "post"} <= seen
    assert not {c for of in rows.values() for row in of for c in row} & SECRET


def self_named(row: RowMapping | Mapping[str, object], table: Table) -> tuple[str, ...]:
    return tuple(str(row[c.name]) for c in table.primary_key)


@pytest.mark.parametrize("who", VIEWERS)
async def test_no_command_shows_the_name_to_anybody(after_much: Office, who: str) -> None:
    await deactivate(after_much, "小周")
    assert "姓名已抹去" in (await erase(after_much, "小周")).text
    number, said = 0, []
    for command in COMMANDS:
        for words in ("", " 2-06", " 2-07", " 交易科", " 2023"):
            if command.name in ENDS_ALL:
                continue
            await after_much.says(who, "/cancel")
            for heard in await after_much.says(who, f"/{command.name}{words}"):
                number += CLEAN in shown(after_much, heard)
                if "小周" in shown(after_much, heard):
                    said.append((command.name, words, heard.text))
    assert said == []
    assert number > 0 or who in UNNAMED  # what was the name's is seen, so that its absence means something


async def test_nor_does_the_next_digest_or_reminder(after_much: Office) -> None:
    await deactivate(after_much, "小周")
    await erase(after_much, "小周")
    for who in VIEWERS:
        after_much.hears(who)
    await after_much.moves_to(datetime(2023, 8, 14, 9, 31))
    heard = [h for who in VIEWERS for h in after_much.hears(who)]
    assert any("简报" in h.text for h in heard)
    assert [h.text for h in heard if "小周" in shown(after_much, h)] == []


def shown(office: Office, heard: Heard) -> str:
    """The words, the labels and whatever a file that came along says."""
    words = "\n".join([heard.text, *heard.labels])
    document = heard.message.document
    if document is None or document.blob is None:
        return MADE_UP.sub("", words)
    with office.app.units() as uow:
        file = uow.messages.file(document.blob)
    assert file is not None
    return MADE_UP.sub("", "\n".join([words, document.name, _inside(file.content or b"")]))


def _inside(content: bytes) -> str:
    """The text of a file, those of a workbook's or a document's parts one after another."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
