"""What the import says to look at: the published table's complete list, and single rows of other tables."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.indicator import Cells, Direction
from bot.domain.table_questions import Question, questions
from tests.seed.tables import CODES, ROWS, by_code

PLAN = "planned_value"
STANDARD = "standard_value"
SEED: dict[str, dict[str, object]] = {
    "1-01": {"target-worse-than": {PLAN: "100%"}},
    "1-02": {"target-worse-than": {PLAN: "100%"}},
    "1-03": {"twice-last-year": "2.9"},
    "1-04": {"increment-beside-level": {STANDARD: "本年度新增10项"}, "twice-last-year": "3.6"},
    "2-01": {"history-in-another-unit": {"mean3": "4.09万件", "last_year": "4.15万件"}},
    "2-06": {"twice-last-year": "3"},
    "2-07": {"target-worse-than": {PLAN: "10000件"}},
    "2-08": {"twice-last-year": "3.3"},
    "2-09": {"target-worse-than": {"mean3": "1550亿元"}},
    "2-10": {"twice-last-year": "2.2"},
    "2-11": {"unit-differs-from-name": "次"},
    "2-12": {"target-worse-than": {PLAN: "260件"}},
    "3-02": {
        "increment-beside-level": {PLAN: "新增20个", STANDARD: "新增20个"},
        "target-worse-than": {"last_year": "50个"},
    },
    "3-03": {"twice-last-year": "2.7"},
    "3-04": {"target-worse-than": {"last_year": "2490次", "mean3": "1894次", STANDARD: "2000次"}},
    "4-01": {
        "two-rates": ["咨询服务满意率", "一窗受理好评率"],
        "explanation-contradicts": "达到98%以上",
        "target-worse-than": {PLAN: "100%"},
        "no-history": None,
    },
    "4-02": {"no-history": None},
    "4-03": {"no-history": None},
    "4-04": {"no-history": None},
}
TELLING = ("beside", "times", "named", "names", "said")


def brief(asked: tuple[Question, ...]) -> dict[str, object]:
    """Every question by its code with the one fact that tells it."""
    return {q.code: next((q.facts[name] for name in TELLING if name in q.facts), None) for q in asked}


def codes(cells: Cells, direction: Direction | None = None) -> list[str]:
    return [question.code for question in questions(cells, direction)]


def row(code: str = "2-12", **cells: Any) -> Cells:
    return replace(by_code(code), **cells)


@pytest.mark.parametrize("code", CODES)
def test_the_published_tables_complete_list(code: str) -> None:
    assert brief(questions(by_code(code))) == SEED.get(code, {})


def test_every_question_shows_the_target_as_it_reads() -> None:
    shown = [q.facts["target"] for cells in ROWS for q in questions(cells) if "target" in q.facts]
    assert len(shown) == 19
    assert set(shown) <= {cells.annual_target for cells in ROWS}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (row(), ["target-worse-than"]),
        (row(planned_value=None), []),
        (row(planned_value="0.02万件"), []),
        (row(planned_value="2.6百件"), ["target-worse-than"]),
        (row(planned_value=None, last_year="120件"), ["twice-last-year"]),
        (row(planned_value=None, last_year="121件"), []),
        (row(planned_value=None, last_year="0"), []),
        (row(planned_value="30万元"), ["standard-in-another-unit"]),
        (row(planned_value=None, annual_target="/"), ["target-missing"]),
        (row(planned_value=None, annual_target="按需而定的数"), ["target-unreadable"]),
        (row(planned_value=None, mean3="/", last_year=None), ["no-history"]),
        (row(planned_value=None, mean3="/"), []),
        (row(planned_value=None, explanation="全年审批件数不低于300件"), ["explanation-contradicts"]),
        (row(planned_value=None, explanation="全年审批件数不低于240件"), []),
        (row(planned_value=None, explanation="3天以内办结"), []),
        (row(planned_value=None, annual_target="显著提升"), []),
        (row(planned_value=None, annual_target="240次"), ["unit-differs-from-name"]),
        (row("4-04", mean3="98%", indicator="满意率和好评率"), ["two-rates"]),
        (row("4-04", mean3="98%", indicator="申请率"), []),
    ],
)
def test_single_rows(cells: Cells, expected: list[str]) -> None:
    assert codes(cells) == expected


def test_of_what_should_be_less_a_higher_target_is_the_worse_one() -> None:
    cells = row("2-12", planned_value="200件", standard_value=None, indicator="投诉件数", explanation=None)
    (asked,) = questions(cells)
    assert (asked.code, asked.facts["beside"]) == (
        "target-worse-than",
        {"last_year": "220件", "mean3": "220件", "planned_value": "200件"},
    )
    assert codes(cells, Direction.MORE) == []
    assert codes(cells, Direction.EXACT) == []


@pytest.mark.parametrize(
    ("name", "target", "asked"),
    [
        ("全程网办率", "0.95", True),
        ("群众满意度", "≥95", True),
        ("“免证办”事项占比", "0.8", True),
        ("全程网办率", "95%", False),
        ("更新频率", "12", False),
        ("使用频率", "12次", False),
        ("办件量", "0.95", False),
        ("满意率", "显著提升", False),
    ],
)
def test_a_share_without_its_sign_is_asked_about(name: str, target: str, asked: bool) -> None:
    """0.95 typed into a plain cell is 95% to whoever typed it, and 0.95 to whoever reads it."""
    found = [q.code for q in questions(row(indicator=name, annual_target=target))]
    assert ("share-without-percent" in found) == asked
