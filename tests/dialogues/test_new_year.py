"""From one year to the next: the old table is read and locked, the new one awaited, nothing mixed up."""

from collections.abc import Callable
from datetime import datetime

import pytest

from seed.demo import TABLE
from tests.office import Office

Open = Callable[[datetime], Office]
FEBRUARY = datetime(2024, 2, 19, 9, 30)
NO_TABLE = "2024年目标表还没有导入，暂时不能报2024年的数，请联系管理员郑主管。没有改动任何数据。"


async def load_2024(office: Office) -> None:
    """The administrator sends the table once more, for the new year."""
    await office.sends("郑主管", "linyi.txt", TABLE.read_bytes(), caption="2024")
    await office.presses("郑主管", "确认导入")


@pytest.mark.parametrize("said", ["1月 2-07 700", "2-07 700", "上报", "待报"])
async def test_a_figure_of_a_year_without_a_table_is_not_taken_and_said_why(
    office_at: Open, said: str
) -> None:
    office = office_at(FEBRUARY)
    before = office.figures("2-07")
    [heard] = await office.says("小周", said)
    assert heard.text == NO_TABLE
    assert office.figures("2-07") == before


async def test_december_of_the_old_year_is_locked_from_february_on(office_at: Open) -> None:
    office = office_at(FEBRUARY)
    [heard] = await office.says("小周", "12月 2-07 9000")
    assert heard.text.startswith("12月已锁定")


async def test_december_is_reported_in_january(office_at: Open) -> None:
    office = office_at(datetime(2024, 1, 5, 9, 30))
    [heard] = await office.says("小周", "2-07 9100")
    assert "12月（累计）：9100件" in heard.text


async def test_what_never_came_in_is_not_called_complete(office_at: Open) -> None:
    office = office_at(FEBRUARY)
    [heard] = await office.says("郑主管", "谁没报")
    assert heard.text.splitlines()[1:3] == [
        "2024年目标表尚未导入。",
        "2023年已锁定，有166项数据始终未报。",
    ]


async def test_ledger_and_digest_say_that_they_are_of_the_old_year(office_at: Open) -> None:
    office = office_at(FEBRUARY)
    [board] = await office.says("赵局", "台账")
    [digest] = await office.says("赵局", "简报")
    assert board.text.splitlines()[:2] == ["绩效台账 2023年", "2024年目标表尚未导入。"]
    assert digest.text.splitlines()[1] == "数据截至2023年12月底｜序时进度100%"
    assert "2024年目标表尚未导入。" in digest.text.splitlines()


async def test_the_administrator_is_told_every_week_until_the_table_is_there(office_at: Open) -> None:
    office = office_at(datetime(2024, 1, 1, 8, 0))
    await office.moves_to(datetime(2024, 2, 26, 9, 0))
    told = [h.text for h in office.all("郑主管") if "■ 2024年目标表尚未导入。" in h.text]
    assert len(told) >= 7
    assert all("请把表直接发过来，先看变化再保存。" in text for text in told)
    await load_2024(office)
    office.hears("郑主管")
    await office.moves_to(datetime(2024, 3, 4, 9, 0))
    assert [h.text for h in office.hears("郑主管") if "尚未导入" in h.text] == []


async def test_leaders_are_sent_no_digest_of_a_year_that_is_over_again_and_again(office_at: Open) -> None:
    office = office_at(FEBRUARY)
    office.hears("赵局")
    await office.moves_to(datetime(2024, 3, 18, 9, 0))
    assert office.hears("赵局") == []


async def test_the_first_digest_of_a_year_is_not_compared_with_the_old_table(office_at: Open) -> None:
    office = office_at(datetime(2024, 1, 29, 9, 30))
    await load_2024(office)
    await office.says("郑主管", "分配 2-07 交易科 按月")
    await office.moves_to(datetime(2024, 2, 1, 9, 30))
    await office.says("小周", "2-07 700")
    await office.presses("小周", "确认")
    await office.presses("李科", "全部通过（1）")
    await office.moves_to(datetime(2024, 2, 20, 8, 31))
    first = next(h for h in office.all("赵局") if "数据截至1月底" in h.text)
    assert "比上期" not in first.text


async def test_the_old_year_stays_readable_by_its_number(office_at: Open) -> None:
    office = office_at(datetime(2024, 2, 19, 9, 30))
    await load_2024(office)
    [old] = await office.says("赵局", "台账 2023")
    [new] = await office.says("赵局", "台账")
    assert (old.text.splitlines()[0], new.text.splitlines()[0]) == ("绩效台账 2023年", "绩效台账 2024年")


async def test_the_example_of_a_years_first_figure_is_what_is_due_by_then(office_at: Open) -> None:
    office = office_at(FEBRUARY)
    await load_2024(office)
    heard = await office.says("小周", "上报")
    await office.presses("小周", "1", on=heard[-1])
    assert office.all("小周")[-1].text.splitlines()[-1] == "直接回复，如：2.5亿元；当期数 +2.5亿元"
