"""The same office on Telegram: the real adapter over real HTTP against the strict stand-in."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.app import App, build
from bot.clock import standing_clock
from bot.services.enrol import invite_again
from bot.settings import Settings
from storage import schema
from tests.office import ZONE
from tests.papers import pdf
from tests.platforms.telegram.botapi_standin import StandIn
from tests.platforms.telegram.botapi_state import Sent
from tests.stores import copied

WHEN = datetime(2023, 7, 3, 9, 30, tzinfo=ZONE)
CHATS = {"小周": 101, "李科": 102, "郑主管": 103, "陌生人": 999}


@dataclass
class Office:
    """Says and presses through Telegram, and waits for what comes back."""

    app: App
    telegram: StandIn

    def code(self, name: str) -> str:
        """A fresh enrolment code, as an administrator hands it over."""
        with self.app.units() as uow:
            people = uow.people.in_department(uow.targets.departments()[0].id)
            person = next(p for p in people if p.name == name)
            code = invite_again(uow, person, now=self.app.clock.now(), lasting=timedelta(days=7)).code
            uow.commit()
        return code

    async def enrol(self, name: str) -> None:
        self.telegram.say(CHATS[name], f"/start {self.code(name)}")
        await self.hears(name, "严禁报送")

    async def hears(self, name: str, words: str) -> Sent:
        """The newest message that says so, once it has come."""

        def found() -> list[Sent]:
            return [m for m in self.telegram.sent(CHATS[name]) if words in m.text]

        await self.telegram.until(found)
        return found()[-1]

    async def says(self, name: str, text: str, until: str) -> Sent:
        self.telegram.say(CHATS[name], text)
        return await self.hears(name, until)

    async def presses(self, name: str, message: Sent, label: str, until: str) -> Sent:
        self.telegram.press(CHATS[name], message.message_id, label)
        return await self.hears(name, until)


@pytest_asyncio.fixture
async def office(template: Path, tmp_path: Path) -> AsyncIterator[Office]:
    async with StandIn() as telegram:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            database_url=f"sqlite:///{copied(template, tmp_path / 'office.sqlite')}",
            telegram_token=telegram.token,
            telegram_api_url=telegram.url,
            web=False,
        )
        app = build(settings, clock=standing_clock(WHEN))
        running = asyncio.create_task(app.run())
        yield Office(app, telegram)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        app.close()


async def test_enrol_report_and_pass_on_telegram(office: Office) -> None:
    await office.enrol("小周")
    await office.enrol("李科")
    shown = await office.says("小周", "2-06 21亿 <全市>", "完成70.0%")
    assert "&lt;" not in shown.text
    assert "<全市>" in shown.text
    await office.presses("小周", shown, "确认", "已记录")
    review = await office.hears("李科", "待您审核1项")
    await office.presses("李科", review, "全部通过（1）", "已通过1项")


async def test_an_edited_message_is_a_correction_on_telegram(office: Office) -> None:
    await office.enrol("小周")
    typed = office.telegram.say(CHATS["小周"], "2-07 4600")
    shown = await office.hears("小周", "4600件")
    await office.presses("小周", shown, "确认", "已记录")
    office.telegram.edit(CHATS["小周"], typed, "2-07 4650")
    await office.hears("小周", "4600件 → 4650件")


async def test_documents_go_both_ways_on_telegram(office: Office) -> None:
    await office.enrol("郑主管")
    office.telegram.say(CHATS["郑主管"], "/assignments")
    await office.telegram.until(lambda: any(m.content for m in office.telegram.sent(CHATS["郑主管"])))
    book = next(m for m in office.telegram.sent(CHATS["郑主管"]) if m.content)
    office.telegram.send_document(CHATS["郑主管"], "分工表.xlsx", book.content)
    await office.hears("郑主管", "分工表与已保存的一致")
    office.telegram.send_document(CHATS["郑主管"], "坏.xlsx", b"not a workbook")
    await office.hears("郑主管", "坏.xlsx")


async def test_a_stranger_learns_nothing_on_telegram(office: Office) -> None:
    heard = await office.says("陌生人", "/board", "开通码")
    assert "指标" not in heard.text
    assert "临沂" not in heard.text


async def test_who_blocks_the_bot_is_out_of_reach_until_the_block_is_lifted(office: Office) -> None:
    await office.enrol("小周")

    def reachable() -> bool:
        with office.app.reading() as uow:
            account = uow.people.account("telegram", str(CHATS["小周"]))
        return account is not None and account.reachable

    office.telegram.block(CHATS["小周"])
    await office.telegram.until(lambda: not reachable())
    office.telegram.block(CHATS["小周"], blocked=False)
    await office.telegram.until(reachable)


async def test_each_person_gets_the_menu_of_his_or_her_post(office: Office) -> None:
    await office.enrol("小周")

    def offered() -> str:
        """Names and descriptions of every menu so far."""
        return str([json.loads(menu["commands"]) for menu in office.telegram.world.menus])

    await office.telegram.until(lambda: "报送本期数据" in offered(), seconds=40)
    assert "settings" not in offered()
    assert "report figures" not in offered()
    office.telegram.say(CHATS["小周"], "/language en")
    await office.telegram.until(lambda: "report figures" in offered(), seconds=40)


async def test_a_file_that_answers_a_receipt_is_for_its_figure_where_the_department_takes_it(
    office: Office,
) -> None:
    await office.enrol("小周")
    await office.enrol("郑主管")
    shown = await office.says("小周", "2-06 21亿", "完成70.0%")
    receipt = await office.presses("小周", shown, "确认", "已记录")
    answered = office.telegram.world.own(receipt)
    content = pdf("六月")
    office.telegram.send_document(CHATS["小周"], "核验表.pdf", content, reply_to_message=answered)
    await office.hears("小周", "本平台为公共平台，不收佐证，文件未保存")
    assert contents(office) == []
    await office.says("郑主管", "设置 公共平台收佐证 开", "公共平台收佐证")
    office.telegram.send_document(CHATS["小周"], "核验表.pdf", content, reply_to_message=answered)
    await office.hears("小周", "2-06 为企业节省资金流数 6月：佐证“核验表.pdf”已附上")
    assert contents(office) == [content]
    listed = await office.says("小周", "佐证 2-06", "核验表.pdf 1KB")
    office.telegram.press(CHATS["小周"], listed.message_id, "发送1")
    await office.telegram.until(
        lambda: any(m.content == content for m in office.telegram.sent(CHATS["小周"]))
    )


def contents(office: Office) -> list[bytes]:
    with office.app.reading() as uow:
        return list(uow.connection.scalars(select(schema.blob.c.content)))
