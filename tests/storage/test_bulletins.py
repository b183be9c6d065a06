"""A span's bulletin is signed once and reads for ever as it did then."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.services.ports import BulletinAnswer, SignedBulletin
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.stores import Fill, empty

AT = datetime(2023, 7, 11, 2, 30, tzinfo=UTC)
PAPER = {
    "title": "关于演示局2023年上半年绩效目标运行监控情况的通报",
    "lines": [{"code": "2-06", "value": "21.50"}],
}


@pytest.fixture
def engine(new_store: Callable[[Fill], str]) -> Iterator[Engine]:
    made = make_engine(new_store(empty))
    yield made
    made.dispose()


@pytest.fixture
def department(engine: Engine) -> int:
    with SqlUnitOfWork(engine) as uow:
        added = uow.targets.add_department("演示局")
        uow.commit()
    return added.id


def signed(engine: Engine, department: int, year: int = 2023) -> list[SignedBulletin]:
    with SqlUnitOfWork(engine) as uow:
        return list(uow.bulletins.signed(department, year))


def sign(engine: Engine, department: int, month: int, number: str, year: int = 2023) -> bool:
    with SqlUnitOfWork(engine) as uow:
        done = uow.bulletins.sign(department, year, month, number, PAPER, by=None, at=AT)
        uow.commit()
    return done


def test_a_signed_bulletin_comes_back_as_it_was_signed(engine: Engine, department: int) -> None:
    assert signed(engine, department) == []
    assert sign(engine, department, 6, "局发〔2023〕9号")
    assert signed(engine, department) == [SignedBulletin(2023, 6, AT, "局发〔2023〕9号", PAPER)]


def test_a_span_is_signed_once(engine: Engine, department: int) -> None:
    assert sign(engine, department, 6, "局发〔2023〕9号")
    assert not sign(engine, department, 6, "局发〔2023〕10号")
    assert [b.number for b in signed(engine, department)] == ["局发〔2023〕9号"]


def test_spans_years_and_departments_are_apart(engine: Engine, department: int) -> None:
    with SqlUnitOfWork(engine) as uow:
        other = uow.targets.add_department("另一局").id
        uow.commit()
    assert sign(engine, department, 9, "二号")
    assert sign(engine, department, 6, "一号")
    assert sign(engine, department, 6, "去年", year=2022)
    assert sign(engine, other, 6, "别家")
    assert [b.number for b in signed(engine, department)] == ["一号", "二号"]


def test_the_newest_check_of_a_span_and_the_newest_answer_of_a_unit_count(
    engine: Engine, department: int
) -> None:
    until = AT + timedelta(days=1)
    with SqlUnitOfWork(engine) as uow:
        unit, other = (uow.targets.add_unit(department, name).id for name in ("工建科", "交易科"))
        assert uow.bulletins.check(department, 2023, 6) is None
        first = uow.bulletins.ask_check(department, 2023, 6, {"lines": []}, by=None, at=AT, until=until)
        uow.bulletins.answer(first.id, unit, agrees=True, reason="", by=None, at=AT)
        second = uow.bulletins.ask_check(department, 2023, 6, PAPER, by=None, at=AT, until=until)
        uow.bulletins.ask_check(department, 2023, 9, PAPER, by=None, at=AT, until=until)
        uow.bulletins.answer(second.id, unit, agrees=False, reason="数不对", by=None, at=AT)
        uow.bulletins.answer(second.id, other, agrees=True, reason="", by=None, at=AT)
        uow.bulletins.answer(second.id, unit, agrees=True, reason="", by=None, at=until)
        uow.commit()
    with SqlUnitOfWork(engine) as uow:
        found = uow.bulletins.check(department, 2023, 6)
        assert found == second
        assert [a.unit_id for a in uow.bulletins.answers(first.id)] == [unit]
        assert sorted(uow.bulletins.answers(second.id), key=lambda a: a.unit_id) == [
            BulletinAnswer(unit, True, "", "", until),
            BulletinAnswer(other, True, "", "", AT),
        ]
