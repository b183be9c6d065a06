"""Words that fit a phone."""

import pytest

from bot.degrade import width
from bot.texts.fitting import COLUMNS, fitted, flow, shortened, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 ●2-06 节省资金", "1 ●2-06 节省资金"),
        ("行政备案、行政确认、行政裁决、公共服务等事项网上可办率", "行政备案、行政确…项网上可办率"),
        ("行政备案、行政确认、行政裁决、公共服务等事项全程网办率", "行政备案、行政确…项全程网办率"),
    ],
)
def test_a_long_name_keeps_its_beginning_and_its_end(text: str, expected: str) -> None:
    assert shortened(text, 31) == expected


def test_what_is_cut_fits_with_its_ellipsis() -> None:
    assert fitted("绩效" * 20).endswith("效…")
    assert width(fitted("绩效" * 20)) <= COLUMNS


def test_words_flow_into_as_few_lines_as_hold_them() -> None:
    words = ["1—5月 292亿元", "目标900亿元", "完成32.4%", "低于序时进度9.2个百分点"]
    assert flow(words) == ["1—5月 292亿元 目标900亿元", "完成32.4% 低于序时进度9.2个百分点"]


def test_a_word_that_fits_no_line_is_split_at_its_spaces_and_never_lost() -> None:
    words = ["二季度、6月：待报26项，7月7日周五截止，请尽快报送", "规划28亿 标准25亿 上年10亿 三年均1亿"]
    assert " ".join(flow(words)) == " ".join(words)


def test_a_list_of_names_is_broken_between_names() -> None:
    names = "没有待报，不提醒：小周、小吴、小冯、小褚、小蒋、小韩"
    assert wrap(names) == ["没有待报，不提醒：小周、小吴、", "小冯、小褚、小蒋、小韩"]
    assert "".join(wrap("很长的一个名字" * 10)) == "很长的一个名字" * 10
