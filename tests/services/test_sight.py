"""Which state a period is in for whom, and which month the board is about."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain.errors import DomainError
from bot.domain.figure import Standing
from bot.domain.period import Period
from bot.services import sight as sights
from bot.services.ledger import Item
from bot.services.ports import NewRevision, UnitOfWork
from bot.services.sight import Sight, State
from bot.workdays import work_calendar
from seed import demo
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.office import ZONE

JUNE = Period(2023, 6)
MONDAY = datetime(2023, 7, 3, 9, 30, tzinfo=ZONE)
AFTER = datetime(2023, 7, 10, 9, 30, tzinfo=ZONE)


@pytest.fixture
def uow(template: Path) -> Iterator[UnitOfWork]:
    """The pretend office; whatever is written is rolled back."""
    engine = make_engine(f"sqlite:///{template}")
    with SqlUnitOfWork(engine) as unit:
        yield unit
    engine.dispose()


def seen(uow: UnitOfWork, who: str, local: datetime) -> Sight:
    department = uow.targets.department_named(demo.NAME)
    assert department is not None
    person = next(p for p in uow.people.in_department(department.id) if p.name == who)
    return sights.load(uow, department, person, work_calendar(), local)


def item(sight: Sight, period: Period = JUNE) -> Item:
    return Item(next(i for i in sight.ledger.indicators if i.code == "2-06"), period)


def report(uow: UnitOfWork, standing: Standing) -> None:
    indicator = item(seen(uow, "赵局", MONDAY)).indicator
    added = uow.reports.add(NewRevision(indicator.id, JUNE, Decimal(21), None, MONDAY))
    assert added is not None
    if standing is not Standing.WAITING:
        uow.reports.decide(added.id, standing, by=None, at=MONDAY)


@pytest.mark.parametrize(("local", "state"), [(MONDAY, State.NOT_DUE), (AFTER, State.MISSING)])
def test_not_due_and_not_reported_are_different(uow: UnitOfWork, local: datetime, state: State) -> None:
    sight = seen(uow, "小周", local)
    assert sight.state(item(sight)) is state


@pytest.mark.parametrize(
    ("standing", "who", "state"),
    [
        (Standing.WAITING, "小周", State.WAITING),
        (Standing.WAITING, "钱局", State.WAITING),
        (Standing.REVIEWED, "钱局", State.REVIEWED),
        (Standing.RETURNED, "小周", State.RETURNED),
        (Standing.RETURNED, "钱局", State.NOT_DUE),
        (Standing.WITHDRAWN, "小周", State.NOT_DUE),
    ],
)
def test_a_leader_is_not_told_of_a_return(
    uow: UnitOfWork, standing: Standing, who: str, state: State
) -> None:
    report(uow, standing)
    sight = seen(uow, who, MONDAY)
    assert sight.state(item(sight)) is state


@pytest.mark.parametrize(
    ("who", "sees"), [("小周", True), ("李科", True), ("郑主管", True), ("钱局", False), ("赵局", False)]
)
def test_a_figure_that_waits_is_shown_to_those_who_make_or_review_it(
    uow: UnitOfWork, who: str, sees: bool
) -> None:
    report(uow, Standing.WAITING)
    sight = seen(uow, who, MONDAY)
    assert (sight.shown(item(sight)) is not None) is sees


def test_a_counted_figure_stays_counted_while_its_correction_waits(uow: UnitOfWork) -> None:
    report(uow, Standing.REVIEWED)
    report(uow, Standing.WAITING)
    lead, leader = seen(uow, "李科", MONDAY), seen(uow, "钱局", MONDAY)
    assert lead.state(item(lead)) is State.REVIEWED
    shown, correction = lead.shown(item(lead)), lead.correction(item(lead))
    assert (shown and shown.number, correction and correction.number) == (1, 2)
    assert leader.correction(item(leader)) is None


@pytest.mark.parametrize(
    ("local", "month"),
    [
        (datetime(2023, 7, 7, 18, 0, tzinfo=ZONE), (2023, 5)),
        (datetime(2023, 7, 10, 8, 0, tzinfo=ZONE), (2023, 6)),
        (datetime(2023, 2, 7, 8, 0, tzinfo=ZONE), None),
        (datetime(2023, 2, 8, 8, 0, tzinfo=ZONE), (2023, 1)),
        (datetime(2025, 3, 1, 8, 0, tzinfo=ZONE), (2023, 12)),
    ],
)
def test_the_board_is_about_the_newest_month_whose_window_has_closed(
    uow: UnitOfWork, local: datetime, month: tuple[int, int] | None
) -> None:
    assert seen(uow, "赵局", local).month == month


def test_what_is_out_of_sight_cannot_be_had_by_its_number(uow: UnitOfWork) -> None:
    hidden = item(seen(uow, "赵局", MONDAY)).indicator.id
    with pytest.raises(DomainError, match="not-in-sight"):
        seen(uow, "小蒋", MONDAY).indicator(hidden)
