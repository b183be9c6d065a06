"""A table stored, written as form A and read again: nothing changes, whatever was done to it in between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.indicator import Cells
from bot.forms import form_a as on_paper
from bot.forms.paper import workbook
from bot.services.form_a import FormA, form_a
from bot.services.import_targets import apply, compare
from bot.services.ledger import Ledger
from bot.services.ports import Department, IndicatorFacts
from bot.services.split import split, split_cells, splitting
from seed.published_table import Table, read_table
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.forms.generated import tables
from tests.stores import Stores, empty

AT = datetime(2023, 1, 4, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def uow(sqlite_stores: Stores) -> Iterator[SqlUnitOfWork]:
    """One transaction for all examples: each has a department of its own, and nothing is committed."""
    engine = make_engine(sqlite_stores.new(empty))
    with SqlUnitOfWork(engine) as made:
        yield made
    engine.dispose()


def again(form: FormA) -> Table:
    return read_table(workbook(on_paper.paper(form)), "表.xlsx")


def stored(uow: SqlUnitOfWork, rows: tuple[Cells, ...]) -> Department:
    """A department whose table for 2023 was read from form A."""
    department = uow.targets.add_department(f"局{len(uow.targets.departments())}")
    table = again(FormA(department.name, 2023, rows))
    numbered = tuple(zip(table.codes, table.rows, strict=True))
    apply(uow, compare(uow, department, 2023, numbered), by=None, now=AT)
    return department


def decided(uow: SqlUnitOfWork, department: Department, draw: st.DataObject) -> None:
    """Units, weights and directions are given, a target is adjusted, and what lists two rates is split."""
    unit = uow.targets.add_unit(department.id, "交易科")
    person = uow.people.add(department.id, "郑主管", [])
    for indicator in uow.targets.indicators(department.id, 2023):
        facts = IndicatorFacts(
            unit_id=draw.draw(st.sampled_from([None, unit.id])),
            measure=draw.draw(st.sampled_from(["cumulative", "rate", "level"])),
            direction=draw.draw(st.sampled_from(["more", "less", "exact"])),
            rhythm=indicator.rhythm.value,
            weight=draw.draw(st.none() | st.decimals(0, 100, places=2)),
            by_application=draw.draw(st.booleans()),
            baseline=None,
            assumed=frozenset(),
        )
        uow.targets.change_facts(indicator.id, facts)
        if split_cells(indicator.cells):
            ledger = Ledger.load(uow, department, 2023)
            found = splitting(ledger, ledger.by_id[indicator.id])
            split(uow, ledger, found, by=person.id, now=AT)


def known(uow: SqlUnitOfWork, department: Department) -> list[tuple[object, ...]]:
    return [
        (i.code, i.cells, i.unit_id, i.measure, i.direction, i.weight, i.retired)
        for i in uow.targets.indicators(department.id, 2023, retired=True)
    ]


@settings(max_examples=15, deadline=None)
@given(tables(), st.data())
def test_form_a_sent_back_changes_nothing_that_was_decided(
    uow: SqlUnitOfWork, rows: tuple[Cells, ...], draw: st.DataObject
) -> None:
    department = stored(uow, rows)
    decided(uow, department, draw)
    before = known(uow, department)
    form = form_a(uow, department, 2023)
    table = again(form)
    assert table.rows == form.rows
    difference = compare(uow, department, 2023, tuple(zip(table.codes, table.rows, strict=True)))
    assert (difference.added, difference.changed, difference.gone) == ((), (), ())
    apply(uow, difference, by=None, now=AT)
    assert known(uow, department) == before


def test_weights_of_the_parts_of_a_split_add_up_to_the_whole(uow: SqlUnitOfWork) -> None:
    row = Cells("1", "职责", None, None, "满意率、好评率", None, "99%", *[None] * 7)
    department = stored(uow, (row,))
    [whole] = uow.targets.indicators(department.id, 2023)
    facts = IndicatorFacts(None, "rate", "more", "monthly", Decimal("5.01"), False, None, frozenset())
    uow.targets.change_facts(whole.id, facts)
    ledger = Ledger.load(uow, department, 2023)
    person = uow.people.add(department.id, "郑主管", [])
    split(uow, ledger, splitting(ledger, ledger.by_id[whole.id]), by=person.id, now=AT)
    parts = uow.targets.indicators(department.id, 2023)
    assert [(i.name, i.weight) for i in parts] == [("满意率", Decimal("2.51")), ("好评率", Decimal("2.50"))]


def test_two_indicators_of_one_name_under_one_duty_stay_the_two_they_are(uow: SqlUnitOfWork) -> None:
    first = Cells("1", "职责", None, "目标一", "群众满意度", None, "95%", *[None] * 7)
    second = replace(first, goal="目标二", annual_target="90%")
    department = stored(uow, (first, second))
    before = known(uow, department)
    table = again(form_a(uow, department, 2023))
    assert compare(uow, department, 2023, tuple(zip(table.codes, table.rows, strict=True))).is_nothing
    lower = replace(second, annual_target="85%")
    difference = compare(uow, department, 2023, (("1-01", first), ("1-02", lower)))
    assert [(c.indicator.code, c.cells) for c in difference.changed] == [("1-02", lower)]
    assert known(uow, department) == before
