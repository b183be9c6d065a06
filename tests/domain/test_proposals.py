"""What is proposed for the published table, and for names other tables use."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.indicator import Cells, Direction, Measure
from bot.domain.period import Rhythm
from bot.domain.proposals import propose, rate_parts
from tests.seed.tables import CODES, ROWS, by_code

EMPTY = Cells(None, None, None, None, "", None, None, None, None, None, None, None, None, None)

SEED = {
    "1-01": "rate",
    "1-02": "rate",
    "1-03": "average",
    "1-04": "by-year-end",
    "2-01": "rate",
    "2-02": "rate",
    "2-03": "cumulative",
    "2-04": "cumulative",
    "2-05": "cumulative",
    "2-06": "cumulative",
    "2-07": "cumulative",
    "2-08": "cumulative",
    "2-09": "cumulative",
    "2-10": "cumulative",
    "2-11": "cumulative",
    "2-12": "cumulative",
    "2-13": "cumulative",
    "2-14": "cumulative",
    "3-01": "level",
    "3-02": "by-year-end",
    "3-03": "by-year-end",
    "3-04": "cumulative",
    "4-01": "rate",
    "4-02": "by-year-end",
    "4-03": "by-year-end",
    "4-04": "rate",
}


def row(
    name: str, target: str, explanation: str = "", last: str | None = None, standard: str | None = None
) -> Cells:
    return replace(
        EMPTY,
        indicator=name,
        annual_target=target,
        explanation=explanation,
        last_year=last,
        standard_value=standard,
    )


@pytest.mark.parametrize("code", CODES)
def test_the_measure_of_every_published_indicator(code: str) -> None:
    assert propose(by_code(code)).measure.value == SEED[code]


def test_all_of_the_published_ones_are_the_more_the_better_quarterly_and_without_weight() -> None:
    assert {(p.direction, p.rhythm, p.weight) for p in map(propose, ROWS)} == {
        (Direction.MORE, Rhythm.QUARTERLY, None)
    }


def test_reviews_audits_and_permits_depend_on_who_applies() -> None:
    marked = [code for code, cells in zip(CODES, ROWS, strict=True) if propose(cells).by_application]
    assert marked == ["2-10", "2-11", "2-12", "2-13", "3-04"]


def test_a_plan_would_start_at_last_year_where_the_target_lies_beyond() -> None:
    starts = {code: propose(cells).baseline for code, cells in zip(CODES, ROWS, strict=True)}
    assert {code: start for code, start in starts.items() if start is not None} == {
        "1-04": Decimal(13),
        "3-03": Decimal(30),
    }


@pytest.mark.parametrize(
    ("cells", "measure"),
    [
        (row("群众满意度", "≥95%"), Measure.RATE),
        (row("平均办理时长", "≤3天"), Measure.AVERAGE),
        (row("日均办件量", "500件"), Measure.AVERAGE),
        (row("监管覆盖率", "100%", last="98%"), Measure.RATE),
        (row("电子证照应用率", "80%", last="20%"), Measure.BY_YEAR_END),
        (row("窗口投诉率", "1%", last="0.4%"), Measure.RATE),
        (row("老旧小区改造完成率", "100%", "已改造面积/应改造面积"), Measure.BY_YEAR_END),
        (row("案件办结完成率", "98%", "办结件数/受理件数"), Measure.RATE),
        (row("系统上线", "2023年6月底前"), Measure.BY_YEAR_END),
        (row("便民站点数量", "120个"), Measure.LEVEL),
        (row("政务服务事项", "300项", last="290项", standard="290项"), Measure.CUMULATIVE),
        (row("一般公共预算收入", "162亿元，增长7%"), Measure.CUMULATIVE),
        (row("固定资产投资", "增长8%"), Measure.RATE),
        (row("新增就业", "新增5000人"), Measure.CUMULATIVE),
        (row("工作满意情况", "显著提升"), Measure.QUALITATIVE),
        (row("综合评价", "年终综合考核"), Measure.QUALITATIVE),
        (row("培训人次", "1000人次"), Measure.CUMULATIVE),
        (row("说不清", "看情况再说吧这不是数"), Measure.CUMULATIVE),
        (row("说不清", "/"), Measure.CUMULATIVE),
    ],
)
def test_measures_of_other_tables(cells: Cells, measure: Measure) -> None:
    assert propose(cells).measure is measure


@pytest.mark.parametrize(
    ("name", "target", "direction"),
    [
        ("投诉件数", "10件", Direction.LESS),
        ("投诉办结率", "100%", Direction.MORE),
        ("办理时限", "3个工作日", Direction.LESS),
        ("办理时限压缩率", "50%", Direction.MORE),
        ("一般性支出", "≤200万元", Direction.LESS),
        ("三公经费支出", "200万元", Direction.LESS),
        ("公车数", "＝5辆", Direction.EXACT),
        ("差错率", "≥0", Direction.MORE),
        ("为企业节省资金", "30亿元", Direction.MORE),
    ],
)
def test_direction(name: str, target: str, direction: Direction) -> None:
    assert propose(row(name, target)).direction is direction


@pytest.mark.parametrize(
    ("explanation", "parts"),
    [
        ("免费刻章户数/新开办企业户数", ("免费刻章户数", "新开办企业户数")),
        ("免费刻章户数／新开办企业户数。", ("免费刻章户数", "新开办企业户数")),
        ("满意率=满意件数÷评价总件数×100%", ("满意件数", "评价总件数")),
        ("（满意件数/评价总件数）*100%", ("满意件数", "评价总件数")),
        ("甲方/乙方/丙方", None),
        ("/", None),
        ("", None),
        (None, None),
        ("满意率达到98%以上", None),
        ("2022/2023", None),
        ("组织评审/", None),
    ],
)
def test_numerator_and_denominator(explanation: str | None, parts: tuple[str, str] | None) -> None:
    assert rate_parts(explanation) == parts


def test_a_published_rate_knows_its_parts() -> None:
    proposal = propose(by_code("2-02"))
    assert (proposal.numerator, proposal.denominator) == ("免费刻章户数", "新开办企业户数")
