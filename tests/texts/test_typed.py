"""Examples that the domain writes are typed in English with the same meaning."""

from datetime import date, time

import pytest

from bot.domain.leave import example as leave_example
from bot.domain.leave import read_leave
from bot.domain.monitoring import RoundKind
from bot.domain.planning import read_said
from bot.domain.quiet import EXAMPLE, read_quiet
from bot.domain.round_words import example_on, read_opening
from bot.services.invitations import EXAMPLE as INVITE
from bot.services.invitations import invitations
from bot.services.ports import Unit
from bot.texts.catalogue import translator
from bot.texts.typed import COMMANDS, typed
from handlers.commands import COMMANDS as ALL

EN, ZH = translator("en"), translator("zh_CN")
TODAY = date(2023, 8, 3)


def rest(example: str) -> str:
    return example.partition(" ")[2]


def test_command_words_are_the_commands_own() -> None:
    known = {alias: c.name for c in ALL for alias in c.aliases}
    assert {alias: known[alias] for alias in COMMANDS} == dict(COMMANDS)


def test_chinese_examples_stay_as_they_are() -> None:
    assert typed(ZH, "监控 1-7月 8月15日前 鲁财绩〔2023〕5号") == "监控 1-7月 8月15日前 鲁财绩〔2023〕5号"


@pytest.mark.parametrize(
    ("kind", "today"), [(RoundKind.MONITORING, TODAY), (RoundKind.SELF_EVALUATION, date(2024, 2, 1))]
)
def test_an_english_round_is_opened_as_the_chinese_one(kind: RoundKind, today: date) -> None:
    chinese = example_on(today, kind)
    english = typed(EN, chinese)
    assert english != chinese
    assert read_opening(kind, rest(english), today) == read_opening(kind, rest(chinese), today)


def test_english_days_of_leave_are_the_chinese_ones() -> None:
    chinese = leave_example(TODAY)
    assert typed(EN, chinese) == "away 10 Aug to 14 Aug"
    assert read_leave(rest(typed(EN, chinese)), TODAY) == read_leave(rest(chinese), TODAY)


def test_english_milestones_are_the_chinese_ones() -> None:
    chinese = "2-10 一季度 85 二季度 170 三季度 255 四季度 340"
    english = typed(EN, chinese)
    assert english == "2-10 Q1 85 Q2 170 Q3 255 Q4 340"
    assert read_said(rest(english)) == read_said(rest(chinese))
    assert read_said("start 20 Mar 30 Jun 40 year 47 by 局发〔2023〕6号") == read_said(
        "起点 20 3月 30 6月 40 全年 47 依据 局发〔2023〕6号"
    )


def test_english_invitations_and_quiet_hours_are_the_chinese_ones() -> None:
    units = [Unit(1, 1, "交易科")]
    assert invitations(rest(typed(EN, INVITE)), units) == invitations(rest(INVITE), units)
    hours = (time(8, 30), time(17, 30))
    assert read_quiet(rest(typed(EN, EXAMPLE)), *hours) == read_quiet(rest(EXAMPLE), *hours)
