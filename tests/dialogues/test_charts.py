"""Pictures in the chat: the ledger with the full digest and on demand, one indicator by name or button."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot.charts.board import BoardDrawing
from bot.charts.draw import from_json
from bot.charts.year import YearDrawing
from bot.chat import Attachment
from tests.office import Heard, Office

MOMENT = datetime(2023, 7, 10, 9, 30)


@pytest.fixture
def drawn() -> list[Any]:
    """What was drawn, in order; drawing itself is tested where it lives."""
    return []


@pytest.fixture
def office(office_at: Callable[[datetime], Office], drawn: list[Any]) -> Office:
    office = office_at(datetime(2023, 7, 3, 9, 30))

    def draw(drawing: Any) -> bytes:
        drawn.append(from_json(drawing))
        return repr(drawing).encode()

    office.app.outbox.pictures.draw = draw
    return office


def picture(heard: list[Heard]) -> Attachment:
    found = heard[-1].message.picture
    assert found is not None
    assert (found.mime, bool(found.blob), found.drawing) == ("image/png", True, None)
    return found


async def test_one_indicators_year_by_name(office: Office, drawn: list[Any]) -> None:
    heard = await office.says("钱局", "图 平台交易额")
    assert picture(heard).name == "2-09-2023.png"
    [year] = drawn
    assert isinstance(year, YearDrawing)
    assert [(p.month, p.value, p.counted) for p in year.points][-2:] == [(4, 226.0, True), (5, 292.0, True)]
    assert (year.unit, year.target, year.last_year) == ("亿元", 900.0, 900.0)
    assert year.pace[5] == (6, 450.0)
    assert (year.newest, year.foot) == ("5月 292亿元", "演示数据，科室人员及完成数均为虚构")


async def test_an_unreviewed_figure_is_hollow_and_only_for_those_who_may_see_it(
    office: Office, drawn: list[Any]
) -> None:
    await office.says("小周", "2-09 338亿")
    await office.presses("小周", "确认")
    await office.says("小周", "/cancel")
    for who in ("李科", "钱局"):
        await office.says(who, "图 2-09")
    assert [(p.month, p.counted) for p in drawn[0].points][-1] == (6, False)
    assert [(p.month, p.counted) for p in drawn[1].points][-1] == (5, True)


async def test_what_is_not_in_sight_is_not_drawn(office: Office, drawn: list[Any]) -> None:
    [heard] = await office.says("钱局", "图 1-03")
    assert (heard.message.picture, drawn) == (None, [])
    assert heard.text.startswith("没有查到您可以查看的“1-03”")


async def test_by_the_button_of_an_indicator(office: Office, drawn: list[Any]) -> None:
    heard = await office.says("赵局", "查 1-03")
    heard = await office.presses("赵局", "走势图", on=heard[-1])
    assert picture(heard).name == "1-03-2023.png"
    assert drawn[0].pace == ()  # a mean is not expected month by month


async def test_the_ledger_in_ones_sight_as_bars(office: Office, drawn: list[Any]) -> None:
    heard = await office.says("钱局", "图")
    assert picture(heard).name == "绩效台账-2023年.png"
    [board] = drawn
    assert isinstance(board, BoardDrawing)
    assert len(board.rows) == 13
    row = next(r for r in board.rows if r.title.startswith("2-09"))
    assert (row.mark, row.words, round(row.done or 0, 3), round(row.pace or 0, 3)) == (
        "low",
        "292/900亿元 32.4%",
        0.324,
        0.417,
    )
    assert {mark for mark, _ in board.legend} == {r.mark for r in board.rows}


async def test_by_year_end_and_by_application_are_drawn_without_blame(
    office: Office, drawn: list[Any]
) -> None:
    await office.says("赵局", "图")
    marks = [r.mark for r in drawn[0].rows]
    assert marks.count("open") == 6  # five on their way to the year's end, one that depends on applicants


async def test_a_full_digest_brings_its_board_of_the_same_moment_drawn_once(
    office: Office, drawn: list[Any]
) -> None:
    await office.moves_to(MOMENT)
    digests = {
        who: next(h for h in office.hears(who) if h.text.startswith("【指标进展简报】7月10日"))
        for who in ("赵局", "孙主任", "钱局")
    }
    assert all(h.message.picture and h.message.picture.blob for h in digests.values())
    whole = [d for d in drawn if isinstance(d, BoardDrawing) and len(d.rows) == 26]
    assert len(whole) == 1  # drawn once for all who see all
    assert whole[0].subtitle == "数据截至6月底｜序时进度50.0%"


async def test_a_picture_that_cannot_be_drawn_holds_up_no_words(office: Office) -> None:
    def broken(_drawing: Any) -> bytes:
        raise ZeroDivisionError

    office.app.outbox.pictures.draw = broken
    [heard] = await office.says("钱局", "图 2-09")
    assert heard.text == "2-09 公共资源交易平台交易额"
