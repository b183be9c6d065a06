"""Targets written over three cells, or in one with their indicator, and whether they are the stored ones."""

import pytest

from bot.domain.errors import DomainError
from bot.domain.indicator import Cells, Direction, Indicator, Measure
from bot.domain.period import Rhythm
from bot.domain.written_target import named_target, says_the_same, written_target


@pytest.mark.parametrize(
    ("symbol", "value", "unit", "target"),
    [
        ("≥", "95", "%", "≥95%"),
        ("⩾", "95", "%", "≥95%"),
        ("大于等于", "95%", "%", "≥95%"),
        ("＝", "100", "％", "=100％"),
        ("≤", "≤3", "天", "≤3天"),
        ("≤", "<=3", "天", "<=3天"),
        ("定性", "显著提升", "其他", "显著提升"),
        ("≥", "显著提升", "", "显著提升"),
        ("", "30", "万件", "30万件"),
    ],
)
def test_three_cells_are_one_target(symbol: str, value: str, unit: str, target: str) -> None:
    assert written_target(symbol, value, unit) == target


@pytest.mark.parametrize(
    ("symbol", "value", "code"),
    [
        ("约", "95", "table-cell-sign"),
        ("数量指标", "95", "table-cell-sign"),
        ("≥", "≤95", "table-cell-sign-twice"),
    ],
)
def test_a_sign_that_is_none_is_refused(symbol: str, value: str, code: str) -> None:
    with pytest.raises(DomainError) as raised:
        written_target(symbol, value, "%")
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("企业登记全程网办率≥95%", ("企业登记全程网办率", "≥95%")),
        ("企业登记全程网办率 ≥ 95%；", ("企业登记全程网办率", "≥ 95%")),
        ("全程网办率达到95%以上", ("全程网办率", "达到95%以上")),
        ("办件量（含变更）：30万件", ("办件量（含变更）", "30万件")),
        ("平均办理时限不超过3个工作日", ("平均办理时限", "不超过3个工作日")),
        ("应保尽保", None),
        ("办件量有所增长", None),
        ("≥95%", None),
        ("说明：见附件", None),
    ],
)
def test_one_cell_holds_both_or_not(text: str, both: tuple[str, str] | None) -> None:
    assert named_target(text) == both


@pytest.mark.parametrize(
    ("stored", "direction", "written", "same"),
    [
        ("30亿元", Direction.MORE, "≥30亿元", True),
        ("30亿元", Direction.MORE, "300000万元", True),
        ("30亿元", Direction.MORE, "=30亿元", True),
        ("30亿元", Direction.MORE, "≤30亿元", False),
        ("30亿元", Direction.MORE, "31亿元", False),
        ("3个工作日", Direction.LESS, "≤3工作日", True),
        ("≥95%", Direction.MORE, "95%", True),
        ("≥95%", Direction.MORE, ">95%", False),
        ("应保尽保", Direction.MORE, "应保尽保", True),
        ("应保尽保", Direction.MORE, "优良", False),
        ("30亿元", Direction.MORE, None, False),
        (None, Direction.MORE, None, True),
        (None, Direction.MORE, "1件", False),
    ],
)
def test_the_same_target_written_otherwise(
    stored: str | None, direction: Direction, written: str | None, same: bool
) -> None:
    cells = Cells(None, None, None, None, "某指标", None, stored, *[None] * 7)
    indicator = Indicator(
        1, 1, 2023, "1-01", cells, None, None, Measure.CUMULATIVE, direction, Rhythm.MONTHLY
    )
    assert says_the_same(indicator, written) is same
