"""What is let go of after a while, and what never is."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.pipeline.cleaning import Cleaning
from tests.office import Office

NEXT_YEAR = datetime(2024, 9, 2, 9, 30)
COUNTED = ("inbox", "outbox", "question", "option", "blob", "revision", "verdict", "audit", "slot")


@pytest.fixture
async def office(office_at: Callable[[datetime], Office]) -> Office:
    """A year after a figure was reported, reviewed and asked about, with one event set aside since."""
    office = office_at(datetime(2023, 7, 3, 9, 30))
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.presses("李科", "全部通过（1）")
    await office.sends("郑主管", "表.txt", b"no table")
    await office.says("小周", "2-07 4600")  # asked about and never confirmed
    return office


def counts(office: Office) -> dict[str, int]:
    with office.app.engine.connect() as connection:
        return {
            t: int(connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one())  # noqa: S608
            for t in COUNTED
        }


def payloads(office: Office) -> list[object]:
    with office.app.engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT payload FROM inbox ORDER BY id").scalars())


async def clean(office: Office, keep: timedelta) -> int:
    return await Cleaning(office.app.transactions, office.app.clock, keep).clean()


async def test_within_the_time_everything_stays(office: Office) -> None:
    before = counts(office)
    assert await clean(office, timedelta(days=400)) == 0
    assert counts(office) == before


async def test_afterwards_words_go_and_figures_verdicts_and_audit_stay(office: Office) -> None:
    before = counts(office)
    office.app.clock.set(NEXT_YEAR)  # type: ignore[attr-defined]
    assert await clean(office, timedelta(days=400)) > 0
    after = counts(office)
    assert [after["outbox"], after["blob"]] == [1, 0]  # the newest row keeps its number
    assert 0 < after["option"] < before["option"]  # those that were never pressed
    assert {t: after[t] for t in ("revision", "verdict", "audit", "slot")} == {
        t: before[t] for t in ("revision", "verdict", "audit", "slot")
    }
    assert 0 < after["inbox"] < before["inbox"]  # those that a figure or the audit names, and the newest
    assert {str(p) for p in payloads(office)[:-1]} == {"{}"}
    assert await clean(office, timedelta(days=400)) == 0


async def test_what_waits_or_was_set_aside_is_never_touched(office: Office) -> None:
    with office.app.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE inbox SET state = 'aside'")
        connection.exec_driver_sql("UPDATE outbox SET state = 'queued'")
    before = counts(office)
    office.app.clock.set(NEXT_YEAR)  # type: ignore[attr-defined]
    await clean(office, timedelta(days=400))
    after = counts(office)
    assert (after["inbox"], after["outbox"]) == (before["inbox"], before["outbox"])
    assert "{}" not in {str(p) for p in payloads(office)}


async def test_an_old_button_says_that_it_has_expired(office: Office) -> None:
    await office.says("小周", "查 2-06")
    shown = office.all("小周")[-1]
    office.app.clock.set(datetime(2024, 9, 4, 9, 30))  # type: ignore[attr-defined]
    await clean(office, timedelta(days=30))
    [answer] = await office.presses_id("小周", shown.button("往月").id)
    assert "这个按钮已过期，没有改动" in answer.text
    [answer] = await office.says("小周", "查 2-06")
    assert "21亿元" in answer.text


async def test_a_question_that_waits_for_its_answer_is_kept_longer(office: Office) -> None:
    await office.says("小周", "2-07 4600件")
    await office.presses("小周", "确认")
    waiting = office.all("李科")[-1].button("全部通过（1）").id
    office.app.clock.set(datetime(2023, 9, 4, 9, 30))  # type: ignore[attr-defined]
    assert await clean(office, timedelta(days=30)) > 0
    said = await office.presses_id("李科", waiting)
    assert any("已通过" in m.text for m in said)
    office.app.clock.set(datetime(2024, 11, 4, 9, 30))  # type: ignore[attr-defined]
    for _ in range(500):
        await clean(office, timedelta(days=30))
    assert counts(office)["option"] == 0


async def test_a_clock_that_jumps_ahead_loses_a_day_of_words_and_no_more(office: Office) -> None:
    await clean(office, timedelta(days=30))
    before = counts(office)
    office.app.clock.set(datetime(2023, 8, 20, 9, 30))  # type: ignore[attr-defined]
    assert await clean(office, timedelta(days=30)) == 0
    office.app.clock.set(datetime(2023, 7, 3, 12, 0))  # type: ignore[attr-defined]
    assert counts(office) == before


async def test_a_content_stays_as_long_as_a_message_carries_it(office: Office) -> None:
    await office.says("郑主管", "导出")
    kept = counts(office)["blob"]
    assert kept > 1
    with office.app.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM outbox WHERE document IS NULL AND picture IS NULL")
    await clean(office, timedelta(days=400))
    assert counts(office)["blob"] == kept
    with office.app.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")
    await clean(office, timedelta(days=400))
    assert counts(office)["blob"] == 1  # the table that was sent in


async def test_numbers_are_not_given_twice(office: Office) -> None:
    def newest() -> int:
        with office.app.engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT max(id) FROM inbox").scalar_one())

    before = newest()
    office.app.clock.set(NEXT_YEAR)  # type: ignore[attr-defined]
    await clean(office, timedelta(days=400))
    await office.says("赵局", "帮助")
    assert newest() == before + 1
