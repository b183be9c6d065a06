"""Reporting as people do it: from the list, one by one, or typed freely."""

from tests.office import Office


async def test_a_figure_is_shown_confirmed_and_stored_once(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿")
    assert "21亿元" in heard[-1].text
    await office.presses("小周", "确认")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
