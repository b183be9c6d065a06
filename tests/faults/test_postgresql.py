"""PostgreSQL loses a session in the middle of a transaction, or is slow: one answer, nothing half done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import Connection

from storage.unit_of_work import LIMITS
from tests.faults.trouble import (
    Trouble,
    answered_once,
    asked,
    at_work,
    hears,
    moments,
    presses,
    reported_through,
    says,
)
from tests.office import Office
from tests.postgres import dsn

pytestmark = pytest.mark.postgresql
STATEMENTS, COMMITS = 100, 12  # from the press to the mark on its answer


@pytest.fixture
def dialect() -> str:
    return "postgresql"


def lose(connection: Connection) -> None:
    """The server ends the session."""
    pid = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
    with psycopg.connect(dsn(connection.engine.url), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def commit_and_lose(connection: Connection) -> None:
    """The server commits, and nobody hears of it."""
    connection.connection.driver_connection.commit()  # type: ignore[union-attr]
    lose(connection)


@pytest.mark.parametrize("before", moments(STATEMENTS, (1, 30, 58, 84)))
async def test_a_session_lost_between_two_statements_leaves_one_answer_and_nothing_half_done(
    office: Office, before: int
) -> None:
    await reported_through(office, Trouble(office.app.engine, lose, before))


@pytest.mark.parametrize("before", moments(COMMITS, (1, 4)))
async def test_a_commit_nobody_heard_of_is_not_done_again(office: Office, before: int) -> None:
    await reported_through(office, Trouble(office.app.engine, commit_and_lose, before, among="COMMIT"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of seconds."""
    for name in ("lock_timeout", "statement_timeout"):
        monkeypatch.setitem(LIMITS, name, "300ms")


@pytest.mark.usefixtures("impatient")
async def test_a_statement_that_takes_too_long_is_undone_and_tried_again(office: Office) -> None:
    def linger(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT pg_sleep(10)")

    await reported_through(office, Trouble(office.app.engine, linger, 30))


@contextmanager
def held(office: Office) -> Iterator[None]:
    """Another process has the department and does not go on."""
    with psycopg.connect(dsn(office.app.settings.database_url)) as other:
        other.execute("SELECT pg_advisory_xact_lock(14332320, 1)")
        yield


@pytest.mark.usefixtures("impatient")
async def test_a_department_that_is_held_up_holds_up_nobody_else_and_answers_once(office: Office) -> None:
    async with at_work(office):
        question = await asked(office)
        with held(office):
            await presses(office, "小周", question, "确认")
            for who in ("小吴", "小韩", "小朱", "小尤", "小何", "小施"):  # more than there are writers
                await says(office, who, "我的指标")
            since = time.monotonic()
            await says(office, "陌生人", "你好")
            await hears(office, "陌生人", "开通码")
            assert time.monotonic() - since < 3
            assert not [h for h in office.all("小周") if "✔" in h.text]
        await answered_once(office)
