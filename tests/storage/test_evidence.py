"""Contents in support of figures stay as long as the figures do, whatever else is let go of."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from bot.chat import Attachment
from bot.domain.evidence import HeldFile
from bot.pipeline.cleaning import Cleaning
from storage import schema
from tests.office import Office
from tests.papers import pdf

NEXT_YEAR = datetime(2024, 9, 2, 9, 30)


def shas(office: Office) -> set[str]:
    with office.app.units() as uow:
        return set(uow.connection.scalars(select(schema.blob.c.sha256)))


async def clean(office: Office) -> None:
    office.at_time(NEXT_YEAR)
    assert await Cleaning(office.app.transactions, office.app.clock, timedelta(days=30)).clean() > 0


async def attached(office: Office) -> str:
    """小周 reports with a file; its SHA-256."""
    await office.sends("小周", "核验表.pdf", pdf("六月"), "2-06 21亿")
    await office.presses("小周", "确认")
    with office.app.units() as uow:
        return str(uow.connection.scalar(select(schema.evidence.c.sha256)))


async def test_what_belongs_to_a_figure_is_never_let_go_of(office: Office) -> None:
    sha = await attached(office)
    await office.sends("小周", "未附.pdf", pdf("未附"))
    await office.says("小周", "2-07 4600")
    assert len(shas(office)) == 2
    await clean(office)
    assert shas(office) == {sha}
    [shown] = (await office.says("李科", "佐证 2023 2-06"))[-1:]
    [sent] = await office.presses("李科", "发送1", on=shown)
    assert sent.message.document is not None
    with office.app.units() as uow:
        file = uow.messages.file(sent.message.document.blob or "")
    assert file is not None
    assert file.content == pdf("六月")


async def test_once_it_was_removed_it_goes_with_the_rest(office: Office) -> None:
    await attached(office)
    await office.says("小周", "佐证 2-06")
    await office.presses("小周", "移除1")
    await office.presses("小周", "移除")
    await clean(office)
    assert shas(office) == set()


async def test_a_file_that_is_stopped_elsewhere_does_not_take_it_along(office: Office) -> None:
    """The same content, sent again under a name that must not be kept."""
    sha = await attached(office)
    heard = await office.sends("小周", "机密★3年.pdf", pdf("六月"))
    assert "已拦截" in heard[-1].text
    assert shas(office) == {sha}


async def test_the_store_itself_refuses_to_lose_it(office: Office) -> None:
    sha = await attached(office)
    losing = delete(schema.blob).where(schema.blob.c.sha256 == sha)
    with office.app.units() as uow, pytest.raises(IntegrityError):
        uow.connection.execute(losing)


async def test_a_revision_has_a_content_once(office: Office) -> None:
    await attached(office)
    with office.app.units() as uow:
        row = uow.connection.execute(select(schema.evidence)).one()
        file = HeldFile(row.sha256, "other.pdf", row.mime, row.size)
        assert (
            uow.evidence.add(row.indicator_id, row.period, row.revision_id, file, by=row.by, at=row.at)
            is None
        )
        kept = uow.messages.keep_file(Attachment("b.pdf", "application/pdf", pdf("七月")))
        file = HeldFile(kept.blob or "", "b.pdf", "application/pdf", 9)
        added = uow.evidence.add(row.indicator_id, row.period, row.revision_id, file, by=row.by, at=row.at)
        assert added is not None
        assert (added.by_name, added.period, added.size) == ("小周", row.period, 9)
        assert uow.evidence.remove(added.id)
        assert not uow.evidence.remove(added.id)
        assert uow.connection.scalar(select(func.count()).select_from(schema.evidence)) == 1


async def test_a_message_is_found_by_what_the_chat_shows(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    with office.app.units() as uow:
        where = uow.people.address(next(iter(_ids(office, "小周"))))
        assert where is not None
        assert uow.messages.shown_as(where, heard[-1].key) == heard[-1].key
        assert uow.messages.shown_as(where, "unknown") is None
        options = uow.messages.options_under(heard[-1].key)
        assert {o.label for o in options} >= {"确认", "取消"}
        assert all(o.settled for o in options)
        questions = {o.question_id for o in options}
        [stored] = uow.reports.stored_by(question_ids=questions)
        assert stored.period.key == "2023-06"
        assert uow.reports.stored_by() == []


def _ids(office: Office, name: str) -> list[int]:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        return [p.id for p in uow.people.in_department(department.id) if p.name == name]
