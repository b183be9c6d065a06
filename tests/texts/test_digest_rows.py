"""Fitting a digest's words into 34 columns."""

import pytest

from bot.texts.catalogue import translator
from bot.texts.digest_rows import codes_line, wrapped

T = translator("zh_CN")


@pytest.mark.parametrize(
    ("codes", "line"),
    [
        (["2-01", "2-02"], "偏低：2-01、2-02"),
        (["2-01", "2-02", "2-03", "2-04", "2-05"], "偏低：2-01、2-02、2-03、2-04、2-05"),
        (["2-01", "2-02", "2-03", "2-04", "2-05", "2-06"], "偏低：2-01、2-02、2-03、2-04等6项"),
    ],
)
def test_a_list_that_is_too_long_says_how_many_there_are(codes: list[str], line: str) -> None:
    assert codes_line(T, "偏低：", codes) == line


def test_an_explanation_takes_at_most_two_lines() -> None:
    assert wrapped("大项目集中在下半年开标，" * 4, " 原因：") == [
        " 原因：大项目集中在下半年开标，大",
        "  项目集中在下半年开标，大项目集…",
    ]


def test_a_short_explanation_takes_one() -> None:
    assert wrapped("季节性", " 原因：") == [" 原因：季节性"]
