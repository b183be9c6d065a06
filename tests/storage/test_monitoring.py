"""Rounds and entries as the store keeps them, and what it refuses."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from bot.domain.indicator import Cells
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.monitoring import AnswerState, Round, RoundKind, Stated, Step
from bot.domain.round_words import Opening
from bot.services.ports import IndicatorFacts, NewEntry
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.stores import Fill, empty

AT = datetime(2023, 8, 1, 1, 30, tzinfo=UTC)
TELL_AT = datetime.fromisoformat("2023-08-01T09:30")  # local
OPENING = Opening(RoundKind.MONITORING, 2023, 7, date(2023, 8, 15), "鲁财绩〔2023〕5号")
FACTS = IndicatorFacts(None, "cumulative", "more", "monthly", None, False, None, frozenset())
CELLS = Cells(*["一"] * len(fields(Cells)))
STATED = Stated(
    Decimal("1234567890.12345678"),
    "",
    Decimal("99.70"),
    frozenset({OfficialReason.STAFF, OfficialReason.FUNDING}),
    "下半年集中开标",
    Likelihood.POSSIBLE,
)


@pytest.fixture
def uow(new_store: Callable[[Fill], str]) -> Iterator[SqlUnitOfWork]:
    engine: Engine = make_engine(new_store(empty))
    with SqlUnitOfWork(engine) as made:
        yield made
    engine.dispose()


@pytest.fixture
def department(uow: SqlUnitOfWork) -> int:
    return uow.targets.add_department("演示局").id


def opened(uow: SqlUnitOfWork, department: int, opening: Opening = OPENING) -> Round:
    found = uow.monitoring.open(department, opening, by=None, at=AT, tell_at=TELL_AT)
    assert found is not None
    return found


@pytest.fixture
def entry(uow: SqlUnitOfWork, department: int) -> NewEntry:
    indicator = uow.targets.add_indicator(department, 2023, "1-01", CELLS, FACTS, ())
    started = opened(uow, department)
    return NewEntry(started.id, indicator.id, 1, AnswerState.DRAFT, Step.DONE, STATED, None, AT)


def test_a_round_comes_back_as_it_was_opened(uow: SqlUnitOfWork, department: int) -> None:
    found = opened(uow, department)
    assert found == Round(
        found.id,
        department,
        RoundKind.MONITORING,
        2023,
        7,
        date(2023, 8, 15),
        "鲁财绩〔2023〕5号",
        None,
        AT,
        TELL_AT,
    )
    assert uow.monitoring.rounds(department) == [found]


def test_of_a_kind_one_round_is_open_in_a_department(uow: SqlUnitOfWork, department: int) -> None:
    first = opened(uow, department)
    assert uow.monitoring.open(department, OPENING, by=None, at=AT, tell_at=TELL_AT) is None
    evaluation = replace(OPENING, kind=RoundKind.SELF_EVALUATION, until=12)
    opened(uow, department, evaluation)
    opened(uow, uow.targets.add_department("另一局").id)
    assert uow.monitoring.close(first.id, by=None, at=AT)
    second = opened(uow, department)
    assert uow.monitoring.open_round(department, RoundKind.MONITORING) == second
    assert [r.is_open for r in uow.monitoring.rounds(department)] == [False, True, True]


def test_a_round_is_closed_once(uow: SqlUnitOfWork, department: int) -> None:
    found = opened(uow, department)
    later = AT + timedelta(days=20)
    assert uow.monitoring.close(found.id, by=None, at=later)
    assert not uow.monitoring.close(found.id, by=None, at=later + timedelta(days=1))
    assert uow.monitoring.round(found.id).closed_at == later


def test_an_entry_comes_back_exactly_as_it_was_stated(uow: SqlUnitOfWork, entry: NewEntry) -> None:
    added = uow.monitoring.add(entry)
    assert added is not None
    assert (added.stated, added.state, added.step, added.at) == (STATED, AnswerState.DRAFT, Step.DONE, AT)
    assert format(added.stated.value or 0, "f") == "1234567890.12345678"
    assert format(added.stated.expected or 0, "f") == "99.70"
    assert uow.monitoring.entries(entry.round_id) == [added]


def test_nothing_stated_comes_back_as_nothing(uow: SqlUnitOfWork, entry: NewEntry) -> None:
    none = Stated(none_because="上级未反馈")
    added = uow.monitoring.add(replace(entry, stated=none))
    assert added is not None
    assert added.stated == none


def test_a_number_is_given_once(uow: SqlUnitOfWork, entry: NewEntry) -> None:
    assert uow.monitoring.add(entry) is not None
    assert uow.monitoring.add(replace(entry, stated=Stated(value=Decimal(2)))) is None
    assert uow.monitoring.add(replace(entry, number=2)) is not None
    assert [e.number for e in uow.monitoring.entries(entry.round_id)] == [1, 2]


def test_a_question_yields_one_entry_of_an_indicator(uow: SqlUnitOfWork, entry: NewEntry) -> None:
    connection = uow.connection
    connection.exec_driver_sql(
        "INSERT INTO question (id, key, platform, chat, once, asked_at)"
        " VALUES (7, 'k', 'web', 'p1', true, '2023-08-01')"
    )
    asked = replace(entry, question_id=7)
    assert uow.monitoring.add(asked) is not None
    assert uow.monitoring.add(replace(asked, number=2)) is None
    assert len(uow.monitoring.entries(entry.round_id)) == 1


def test_what_is_refused_for_another_reason_is_no_silence(uow: SqlUnitOfWork, entry: NewEntry) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key|violates"):
        uow.monitoring.add(replace(entry, indicator_id=999))
