"""What people type in a round: figures with the year's end, no data, reasons, lines with codes."""

import pytest

from bot.domain.errors import DomainError
from bot.services.round_typed import (
    Typed,
    check_explanation,
    read_reasons,
    read_typed,
    says_year_end,
    split_lines,
)


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("3.2万", Typed("3.2万")),
        ("3.2万 全年5万", Typed("3.2万", "5万")),
        ("３.２万，预计全年能完成５万", Typed("3.2万", "5万")),
        ("21亿；年底30亿", Typed("21亿", "30亿")),
        ("98.5% 预计99%", Typed("98.5%", "99%")),
        ("到年底达到5万", Typed("", "5万")),
        ("全年：5万", Typed("", "5万")),
        ("无数据 上级未反馈", Typed(none_because="上级未反馈")),
        ("无法统计：系统升级，ABC", Typed(none_because="系统升级，ABC")),
    ],
)
def test_value_and_year_end_are_told_apart(said: str, typed: Typed) -> None:
    assert read_typed(said) == typed


@pytest.mark.parametrize("said", ["无", "没有", "暂无数据", "无数据。", "无法统计："])
def test_nothing_without_a_reason_is_asked_about(said: str) -> None:
    with pytest.raises(DomainError) as caught:
        read_typed(said)
    assert caught.value.code in ("round-none-why", "reason-needed")


@pytest.mark.parametrize(
    ("said", "reasons", "words"),
    [
        ("经费、人员 资金未到位", {"funding", "staff"}, "资金未到位"),
        ("经费保障，硬件条件保障", {"funding", "facilities"}, ""),
        ("人员保障：新人多", {"staff"}, "新人多"),
        ("制度", {"institution"}, ""),
        ("经费不足，下半年追加", set(), "经费不足，下半年追加"),
        ("其他 季节性", {"other"}, "季节性"),
    ],
)
def test_official_reasons_that_are_named_first_are_ticked(said: str, reasons: set[str], words: str) -> None:
    found, rest = read_reasons(said)
    assert ({r.value for r in found}, rest) == (reasons, words)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2-03 3.2万 全年5万", [("2-03", "3.2万 全年5万")]),
        ("2-3：3.2万\n\n４－０１ａ 99%", [("2-03", "3.2万"), ("4-01a", "99%")]),
        ("2-03", [("2-03", "")]),
        ("2-03 3.2万\n谢谢", []),
        ("3.2万", []),
        ("2-030 5", []),
    ],
)
def test_lines_are_taken_apart_only_when_each_has_a_code(text: str, lines: list[tuple[str, str]]) -> None:
    assert list(split_lines(text)) == lines


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2-03 3.2万 全年5万", True), ("2-03 3.2万", False), ("2-03 全年5万", False), ("全年5万", False)],
)
def test_only_code_value_and_year_end_together_are_meant_for_a_round(text: str, meant: bool) -> None:
    assert says_year_end(text) is meant


@pytest.mark.parametrize("text", ["无", "没有", "好的", "12", "。", "慢"])
def test_what_explains_nothing_is_no_explanation(text: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_explanation(text)
    assert caught.value.code == "reason-needed"
