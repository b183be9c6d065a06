"""A message shown on a platform that can do less than was meant."""

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import (
    Attachment,
    Button,
    Capabilities,
    Heading,
    Message,
    Paragraph,
    Table,
    plain_text,
    say,
    settled,
)
from bot.degrade import cut, fit, size, width

PLAIN = Capabilities(buttons=False, documents=False, pictures=False)
PHONE = Capabilities()
Unit = Literal["utf16", "bytes", "chars"]
FAMILY = "👨‍👩‍👧"


def small(limit: int, unit: Unit = "chars") -> Capabilities:
    return replace(PHONE, text_limit=limit, text_unit=unit)


def texts(message: Message, capabilities: Capabilities) -> list[str]:
    return [plain_text(part) for part in fit(message, capabilities)]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("万元", 4),
        ("７％", 4),
        ("㎡", 2),
        ("1—5月", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("●", 1),
    ],
)
def test_chinese_is_two_columns_wide(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(("unit", "length"), [("utf16", 4), ("bytes", 8), ("chars", 3)])
def test_each_platform_counts_in_its_own_unit(unit: str, length: int) -> None:
    assert size("a万😀", unit) == length


def test_buttons_become_numbered_lines_through_all_rows() -> None:
    rows = [[Button("确认", "a"), Button("改数", "b")], [Button("取消", "c")]]
    assert fit(say("21亿元？", buttons=rows), PLAIN) == (say("21亿元？", "1 确认\n2 改数\n3 取消"),)


def test_a_button_that_is_only_its_number_needs_no_line() -> None:
    rows = [[Button("1", "a"), Button("2", "b"), Button("都和上月一样", "c")]]
    assert texts(say("1 资金\n2 交易量", buttons=rows), PLAIN) == ["1 资金\n2 交易量\n3 都和上月一样"]


def test_a_settled_question_is_not_numbered_again() -> None:
    message = say("21亿元？", buttons=[[Button("确认", "a")]])
    assert fit(settled(message, "确认"), PLAIN) == (say("21亿元？", chosen="确认"),)


def test_files_that_cannot_be_shown_are_named() -> None:
    book = Attachment("台账.xlsx", "x/y", b"PK")
    assert fit(say("好", document=book), PLAIN) == (say("好", "[台账.xlsx]"),)


def test_what_fits_stays_as_it_is() -> None:
    message = say(Heading("简报"), "一\n\n二", buttons=[[Button("好", "a", id="x")]], chosen="好", once=False)
    assert fit(message, PHONE) == (message,)


def test_an_empty_message_is_one_part() -> None:
    assert fit(Message(), PHONE) == (Message(),)


def test_a_table_is_padded_by_width_with_figures_on_the_right() -> None:
    table = Table(("项目", "完成", "目标"), (("采购额", "7.9", "10亿"), ("ab", "338", "/")))
    assert texts(say(table), PHONE) == ["项目   完成 目标\n采购额  7.9 10亿\nab      338    /"]


def test_a_padded_table_is_a_table_of_one_column() -> None:
    assert fit(say(Table((), (("甲", "1"), ("乙丙", "22")))), PHONE) == (
        say(Table((), (("甲    1",), ("乙丙 22",)))),
    )


def test_a_table_too_wide_becomes_cards() -> None:
    table = Table(
        ("编号", "名称", "目标"),
        (("2-09", "公共资源交易额度及其增长情况说明", "900亿元"), ("2-10", "", "340万㎡")),
    )
    assert texts(say(table), PHONE) == [
        "2-09\n 名称 公共资源交易额度及其增长情况说明\n 目标 900亿元\n2-10\n 目标 340万㎡"
    ]


def test_a_native_table_is_left_alone() -> None:
    message = say(Table(("a", "b"), (("1", "2"),)))
    assert fit(message, replace(PHONE, tables=True)) == (message,)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("一二\n三四\n\n五六", 8, ["一二\n三四", "五六"]),
        ("一二\n三四\n五六", 7, ["一二\n三四", "五六"]),
        ("一二三四五", 2, ["一二", "三四", "五"]),
        ("一\n\n\n二", 3, ["一", "二"]),
    ],
)
def test_long_text_is_split_at_blank_lines_then_lines_then_characters(
    text: str, limit: int, parts: list[str]
) -> None:
    assert texts(say(text), small(limit)) == parts


def test_a_heading_goes_with_what_follows_it() -> None:
    message = say("一二三", Heading("偏低"), "四五六")
    assert fit(message, small(7)) == (say("一二三"), say(Heading("偏低"), "四五六"))


def test_buttons_files_and_the_choice_go_with_the_last_part() -> None:
    row = (Button("好", "a", id="x"),)
    book = Attachment("a.xlsx", "x/y", b"PK")
    first, last = fit(say("一二\n三四", buttons=[row], document=book, chosen="好"), small(3))
    assert first == say("一二")
    assert last == say("三四", buttons=[row], document=book, chosen="好")


@pytest.mark.parametrize("character", [FAMILY, "👍🏽", "e\u0301", "❤\ufe0f"])
def test_a_character_made_of_several_is_not_cut(character: str) -> None:
    assert cut("ab" + character, 3, "chars") == ("ab", character)


def test_an_emoji_is_not_halved_in_utf16() -> None:
    assert cut("a😀b", 2, "utf16") == ("a", "😀b")


@given(st.text(alphabet="ab \n万😀\u0301", min_size=1), st.sampled_from(["utf16", "bytes", "chars"]))
def test_no_part_is_too_long_and_no_letter_is_lost(text: str, unit: Unit) -> None:
    parts = texts(say(text), small(12, unit))
    assert max(size(part, unit) for part in parts) <= 12
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_paragraphs_keep_their_own_blocks_in_every_part() -> None:
    parts = fit(say("一二", "三四", "五六"), small(5))
    assert [part.blocks for part in parts] == [(Paragraph("一二"), Paragraph("三四")), (Paragraph("五六"),)]
