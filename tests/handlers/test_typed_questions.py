"""How what follows a command is taken apart."""

import pytest

from handlers.settings import name_and_value
from handlers.status import year_and_name
from handlers.words import names_after_alias


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2-03", (None, "2-03")),
        ("2022 2-03", (2022, "2-03")),
        ("2022年2-03", (2022, "2-03")),
        ("2-03 2022年", (2022, "2-03")),
        ("2022", (2022, "")),
        ("", (None, "")),
    ],
)
def test_a_year_may_stand_before_or_after_the_name(typed: str, expected: tuple[int | None, str]) -> None:
    assert year_and_name(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("截止日 8", ("截止日", "8")),
        ("截止日8", ("截止日", "8")),
        ("截止日=8", ("截止日", "8")),
        ("截止日:8", ("截止日", "8")),
        ("截止工作日 6", ("截止工作日", "6")),
        ("简报时间9:30", ("简报时间", "9:30")),
        ("亮灯标准 1.2 1 0.8", ("亮灯标准", "1.2 1 0.8")),
        ("due_at 16:30", ("due_at", "16:30")),
        ("天气 晴", ("天气", "晴")),
        ("天气", ("天气", "")),
    ],
)
def test_a_setting_is_named_first_and_its_value_follows(typed: str, expected: tuple[str, str]) -> None:
    assert name_and_value(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("查 电子档案", True),
        ("查2-03", True),
        ("进度 2-10", True),
        ("进度慢", False),
        ("查明了", False),
        ("核查", False),
    ],
)
def test_only_a_space_or_a_code_after_an_alias_makes_it_a_question(typed: str, expected: bool) -> None:
    assert names_after_alias(("查", "进度"), typed) is expected
