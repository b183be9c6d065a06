"""The clock jumps, the hour changes, the year has a 29 February, the scheduler was down: nothing doubled."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.chat import NotDelivered
from bot.pipeline.cleaning import Cleaning
from storage.schema import slot
from tests.dialogues.test_new_year import load_2024
from tests.office import Office
from tests.stores import Fill, pretend_office

OpenAt = Callable[[datetime], Office]
MORNING = datetime(2023, 7, 3, 8, 25)


@pytest.fixture
def open_at(office_at: OpenAt) -> OpenAt:
    """Pictures are not drawn: they have their own tests, and take longest."""

    def open_without_pictures(when: datetime) -> Office:
        office = office_at(when)
        office.app.outbox.pictures.draw = lambda _: b"picture"
        return office

    return open_without_pictures


def heads(office: Office, who: str) -> list[str]:
    """The first line of every message that came since the last look."""
    return [h.text.splitlines()[0] for h in office.hears(who)]


async def tick(office: Office, when: datetime) -> None:
    """The clock shows this local time, and the scheduler rings."""
    office.at_time(when)
    await office.app.scheduler.tick()
    await office.settle()


def slots(office: Office) -> dict[str, str]:
    with office.app.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind, at, outcome FROM slot ORDER BY at")
        return {f"{kind} {at}": outcome for kind, at, outcome in rows}


# ---------------------------------------------------------------- moved back and ahead


async def test_a_clock_moved_back_by_days_repeats_nothing_and_goes_on(open_at: OpenAt) -> None:
    office = open_at(MORNING)
    await office.moves_to(datetime(2023, 7, 6, 15))
    assert len(heads(office, "小周")) == 2
    await tick(office, datetime(2023, 7, 2, 9))
    await office.moves_to(datetime(2023, 7, 6, 15))
    assert heads(office, "小周") == []
    await office.moves_to(datetime(2023, 7, 10, 10))
    assert heads(office, "小周") == ["6月数据还差4项（7月7日周五已截止），请抽空补报"]


async def test_a_clock_a_month_ahead_for_a_moment_costs_no_reminder_of_that_month(open_at: OpenAt) -> None:
    office = open_at(MORNING)
    await office.moves_to(datetime(2023, 7, 3, 10))
    assert len(heads(office, "小周")) == 1
    await tick(office, datetime(2023, 8, 3, 10))
    assert heads(office, "小周") == []
    await tick(office, datetime(2023, 7, 3, 10, 1))
    await office.moves_to(datetime(2023, 7, 10, 10))
    assert heads(office, "小周") == [
        "6月数据还有4项待报（7月7日周五截止）",
        "6月数据还差4项（7月7日周五已截止），请抽空补报",
    ]
    await office.moves_to(datetime(2023, 8, 3, 10))
    assert heads(office, "小周")[0].startswith("7月数据可以报了")


async def test_a_figure_reported_while_the_clock_is_ahead_is_stored_once_and_stays(open_at: OpenAt) -> None:
    office = open_at(MORNING)
    office.at_time(datetime(2023, 8, 3, 10))
    await office.says("小周", "6月 2-07 4600")
    await office.presses("小周", "确认")
    office.at_time(MORNING)
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "waiting")
    [found] = await office.says("小周", "查 2-07")
    assert "4600件" in found.text


async def test_what_a_clock_ahead_put_off_leaves_once_the_clock_is_right(
    open_at: OpenAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_at(MORNING)
    send = office.app.platforms["web"].send

    async def unreachable(*_: object) -> str:
        raise NotDelivered("down")

    monkeypatch.setattr(office.app.platforms["web"], "send", unreachable)
    office.at_time(datetime(2023, 8, 3, 10))
    await office.says("小周", "查 2-07")
    monkeypatch.setattr(office.app.platforms["web"], "send", send)
    office.at_time(MORNING)
    await Cleaning(office.app.transactions, office.app.clock, timedelta(days=400)).clean()
    await office.app.outbox.drain()
    with office.app.engine.connect() as connection:
        states = connection.exec_driver_sql("SELECT state FROM outbox WHERE kind = 'reply'").scalars().all()
    assert states == ["sent"]


# ---------------------------------------------------------------- summer time


@pytest.fixture
def in_zone(new_store: Callable[[Fill], str]) -> Iterator[Callable[[str, datetime], Office]]:
    """Open the office in a zone, at a time in UTC."""
    opened: list[Office] = []

    def open_in(zone: str, when: datetime) -> Office:
        local = when.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        opened.append(Office.at(new_store(pretend_office), local, zone=ZoneInfo(zone)))
        return opened[-1]

    yield open_in
    for office in opened:
        office.app.close()


@pytest.mark.parametrize(
    ("zone", "monday", "nine"),
    [
        ("Europe/Berlin", "2023-03-20", 8),
        ("Europe/Berlin", "2023-03-27", 7),  # summer time began the day before
        ("Europe/Berlin", "2023-10-23", 7),
        ("Europe/Berlin", "2023-10-30", 8),  # and ended
        ("America/New_York", "2023-03-13", 13),
        ("America/New_York", "2023-11-06", 14),
    ],
)
async def test_what_is_due_at_nine_is_due_at_nine_whether_or_not_the_hour_changed(
    in_zone: Callable[[str, datetime], Office], zone: str, monday: str, nine: int
) -> None:
    at = datetime.fromisoformat(monday)
    office = in_zone(zone, at - timedelta(hours=40))
    for hours in range(-40, 24):  # from Saturday on, in UTC: no local hour is left out or seen twice
        moment = at.replace(tzinfo=UTC) + timedelta(hours=hours)
        office.app.clock.set(moment)  # type: ignore[attr-defined]
        await office.app.scheduler.tick()
    at_nine = (slot.c.kind == "orphans", slot.c.at.like("%T09:00"))
    with office.app.engine.connect() as connection:
        moments = connection.scalars(select(slot.c.recorded_at).where(*at_nine))
        played = [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]
    assert played == [f"{monday} {nine:02}:00"]


# ---------------------------------------------------------------- the calendar's own jumps


async def test_over_the_turn_of_the_year_december_is_asked_for_and_nothing_is_said_on_new_years_day(
    open_at: OpenAt,
) -> None:
    office = open_at(datetime(2023, 12, 29, 16))
    await office.moves_to(datetime(2024, 1, 1, 23, 59))
    assert heads(office, "小周") == []
    await office.moves_to(datetime(2024, 1, 2, 10))
    assert heads(office, "小周") == ["12月数据可以报了（1月8日周一截止）"]
    assert slots(office)["remind 2024-01-02T09:00"] == "played"


async def test_what_was_put_off_to_the_29th_of_february_is_asked_for_that_day(open_at: OpenAt) -> None:
    office = open_at(datetime(2024, 2, 28, 9, 30))
    await load_2024(office)
    await office.says("小周", "1月 2-07 省里还没给，大概29号")
    office.hears("小周")
    await office.moves_to(datetime(2024, 2, 29, 8, 59))
    assert heads(office, "小周") == []
    await office.moves_to(datetime(2024, 2, 29, 10))
    assert heads(office, "小周") == ["约好今天再问：上级数据到了吗？"]
    await office.moves_to(datetime(2024, 3, 1, 10))
    assert heads(office, "小周") == ["2月数据可以报了（3月7日周四截止）"]


# ---------------------------------------------------------------- down over a holiday


async def test_down_over_the_national_holiday_what_was_missed_is_on_record_and_the_ladder_goes_on(
    open_at: OpenAt,
) -> None:
    office = open_at(datetime(2023, 9, 28, 8))
    await tick(office, datetime(2023, 9, 28, 17))
    for who in ("小周", "郑主管"):
        office.hears(who)
    await tick(office, datetime(2023, 10, 9, 10))  # the first days, 7 and 8 October, were missed
    assert heads(office, "小周") == []
    assert slots(office)["remind 2023-10-07T09:00"] == "dropped"
    await office.moves_to(datetime(2023, 10, 10, 15))
    assert heads(office, "小周") == ["9月数据还有4项待报（10月11日周三截止）"]


async def test_back_during_the_holiday_it_waits_for_the_first_working_day(
    open_at: OpenAt,
) -> None:
    office = open_at(datetime(2023, 9, 28, 8))
    await tick(office, datetime(2023, 9, 28, 17))
    office.hears("小周")
    await tick(office, datetime(2023, 10, 3, 10))
    await tick(office, datetime(2023, 10, 6, 17))
    assert heads(office, "小周") == []
    await tick(office, datetime(2023, 10, 7, 9))
    assert heads(office, "小周") == ["9月数据可以报了（10月11日周三截止）"]
