"""Figures are only ever added to: nothing people do changes or removes a revision."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from tests.office import Office


@pytest.fixture
def statements(office: Office) -> Iterator[list[str]]:
    """Every statement the store is given, in order."""
    given: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        given.append(statement)

    event.listen(office.app.engine, "before_cursor_execute", note)
    yield given
    event.remove(office.app.engine, "before_cursor_execute", note)


def of_revisions(statements: list[str]) -> list[str]:
    """The kinds of statements that write revisions."""
    return [m[1] for s in statements if (m := re.match(r"(INSERT INTO|UPDATE|DELETE FROM) revision\b", s))]


async def test_reporting_correcting_and_withdrawing_only_add_revisions(
    office: Office, statements: list[str]
) -> None:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    await office.says("小周", "更正 2-07 4700")
    await office.says("小周", "漏了一笔")
    await office.presses("小周", "确认")
    await office.says("小周", "撤回")
    assert [value for _, value, _ in office.figures("2-07")][-2:] == ["4600", "4700"]
    assert of_revisions(statements) == ["INSERT INTO"] * 2


async def test_a_double_press_on_one_question_yields_one_revision(office: Office) -> None:
    asked = (await office.says("小周", "2-07 4600"))[-1]
    await office.presses("小周", "确认", on=asked)
    await office.presses("小周", "确认", on=asked)
    assert len([f for f in office.figures("2-07") if f[0] == "2023-06"]) == 1


async def test_eighteen_digits_are_the_same_from_the_message_to_the_store(office: Office) -> None:
    await office.says("小蒋", "2-01 122956789012345671/123456789012345678")
    await office.presses("小蒋", "确认")
    with office.app.units() as uow:
        row = uow.connection.exec_driver_sql(
            "SELECT numerator, denominator FROM revision ORDER BY id DESC LIMIT 1"
        )
        assert tuple(row.one()) == ("122956789012345671", "123456789012345678")


async def test_an_amount_to_the_last_place_is_the_same_from_the_message_to_the_store(office: Office) -> None:
    await office.says("小周", "2-08 950123456.789012元")
    await office.presses("小周", "确认")
    assert office.figures("2-08")[-1][:2] == ("2023-06", "950123456.789012")
