"""Indicators of which less is better, or exactly so much: lights and words say too high, not too low."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.office import Office


async def answer(office: Office, who: str, figure: str) -> list[str]:
    return (await office.says(who, figure))[-1].text.splitlines()


async def test_a_yearly_allowance_used_up_early_is_too_high(office: Office) -> None:
    await office.says("郑主管", "分配 2-07 越少越好")
    lines = await answer(office, "小周", "2-07 4700")
    assert lines[2:4] == ["全年目标9000件，完成52.2%", "高于序时进度2.2个百分点 ▲略高"]
    lines = await answer(office, "小周", "2-07 4400")
    assert lines[2:4] == ["全年目标9000件，完成48.9%", "低于序时进度1.1个百分点 ●限额内"]


async def test_a_rate_that_must_not_be_passed(office: Office) -> None:
    await office.says("郑主管", "分配 4-04 越少越好")
    lines = await answer(office, "小施", "4-04 99.3%")
    assert lines[2:4] == ["目标99%", "高于目标0.3个百分点 ▲略高"]
    lines = await answer(office, "小施", "4-04 98.8%")
    assert lines[2:4] == ["目标99%", "低于目标0.2个百分点 ●已达标"]


async def test_of_what_should_not_be_at_all_one_is_too_many(office: Office) -> None:
    await office.says("郑主管", "分配 2-11 越少越好")
    await office.says("郑主管", "调整目标 2-11 0个 局发1号")
    await office.presses("郑主管", "确认")
    lines = await answer(office, "小韩", "2-11 26")
    assert lines[2:4] == ["目标0个，超出26个", "▼偏高"]


@pytest.mark.parametrize(("figure", "light"), [("4500", "●正常"), ("4100", "▲略低"), ("9100", "▼偏高")])
async def test_exactly_so_much(office: Office, figure: str, light: str) -> None:
    await office.says("郑主管", "分配 2-07 等于")
    lines = await answer(office, "小周", f"2-07 {figure}")
    assert lines[3].split()[-1] == light


async def test_the_digest_says_by_how_much_it_is_too_high(office_at: Callable[[datetime], Office]) -> None:
    office = office_at(datetime(2023, 7, 3, 8, 0))
    await office.says("郑主管", "分配 2-07 越少越好")
    [digest] = await office.says("赵局", "简报")
    assert " 高于序时1.1个百分点｜交易科" in digest.text.splitlines()
