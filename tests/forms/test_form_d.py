"""Form D: points by the rule, blanks where a person has to judge, and the official columns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.figure import Standing
from bot.domain.form_details import Amounts, FormDetails, Source, level_key
from bot.domain.indicator import Measure
from bot.domain.scoring import Grade
from bot.forms import form_d as on_paper
from bot.forms.paper import workbook
from bot.services.form_d import FormD, form_d
from tests.forms import xlsx
from tests.forms.made import LESS, LEVEL, RATE, Line, cells, ledger, shown

PROJECT = {"score_weights": "project"}
LINES = (
    Line("办理件数", "240件", "204", "20", said="受理量下降，下一步加强宣传"),  # 20 × 204/240 = 17
    Line("培训人次", "3000人次", "3000", "15"),  # 15
    Line(
        "投诉件数", "不超过10件", "12", "15", direction=LESS, reason="other", said="新系统磨合"
    ),  # 15 × (1−2/10) = 12
    Line("节省资金", "30亿元", "3100000000", "30"),  # 30
    Line("满意度", "≥95%", "96.2", "10", RATE),  # 10
)
DETAILS = FormDetails(
    project="政务服务专项",
    authority="某市财政局",
    implementing="某市某局",
    goal="全面完成年度任务。\n持续优化服务。",
    goal_done="已完成。",
    funds={
        Source.TOTAL: Amounts(Decimal(100), Decimal(120), Decimal(114)),  # 95%: 9.5 of 10
        Source.APPROPRIATION: Amounts(Decimal(100), Decimal(120), Decimal(114)),
    },
    levels={
        level_key(cells(name, None)): both
        for name, both in {
            "办理件数": ("产出指标", "数量指标"),
            "培训人次": ("产出指标", "数量指标"),
            "投诉件数": ("产出指标", "质量指标"),
            "节省资金": ("效益指标", "经济效益指标"),
            "满意度": ("满意度指标", "服务对象满意度指标"),
        }.items()
    },
    signatures=("单位负责人（签字）", "填表人", "填报日期"),
)


def project(*lines: Line, details: FormDetails = DETAILS) -> FormD:
    return form_d(ledger(*(lines or LINES), settings=PROJECT), details)


def written(form: FormD) -> bytes:
    return workbook(on_paper.paper(form))


def lacks(form: FormD) -> dict[str, list[str]]:
    return {lack.code: [i.name for i in lack.about] for lack in form.lacks}


# ---------------------------------------------------------------- points


def test_a_complete_project_adds_up_as_worked_out_by_hand() -> None:
    form = project()
    assert [str(row.points) for row in form.rows] == ["17.00", "15.00", "12.00", "30.00", "10.00"]
    assert (form.execution, form.weight, form.total, form.grade) == (
        Decimal("9.50"),
        Decimal(100),
        Decimal("93.50"),
        Grade.EXCELLENT,
    )
    assert form.lacks == ()


@pytest.mark.parametrize(
    ("line", "code", "actual"),
    [
        (Line("甲", "100件", "131", "10", said="基数低"), "judge-far-above", "131件"),
        (Line("甲", "显著提升", "85", "10", Measure.QUALITATIVE), "judge-band", "达成预期指标"),
        (Line("甲", "显著提升", "59", "10", Measure.QUALITATIVE), "judge-band", "未达成预期指标且效果较差"),
        (Line("甲", "162亿元，增长7%", "16300000000", "10"), "judge-several-targets", "163亿元"),
        (Line("甲", "新增20个", "50", "10", LEVEL), "baseline-missing", "50个"),
        (Line("甲", None, "5", "10"), "target-without-number", "5"),
        (Line("甲", "0件", "5", "10"), "target-allows-no-share", "5件"),
        (Line("甲", "100件", None, "10"), "not-reported", None),
        (Line("甲", "100件", "90", "10", standing=Standing.WAITING), "not-reviewed", None),
        (Line("甲", "100件", "90", "10", month=9), "not-reported", None),
        (Line("甲", "100件", "100", None), "weight-missing", "100件"),
    ],
)  # fmt: skip
def test_what_the_rule_does_not_settle_is_left_blank_and_listed(
    line: Line, code: str, actual: str | None
) -> None:
    form = form_d(ledger(line, Line("乙", "10件", "10", "90")), FormDetails())
    assert (form.rows[0].points, form.rows[0].actual) == (None, actual)
    assert lacks(form)[code] == ["甲"]
    assert (form.total, form.grade) == (None, None)


def test_an_increment_counts_from_its_baseline() -> None:
    form = form_d(ledger(Line("甲", "新增20个", "65", "100", LEVEL, baseline="50", said="晚")), FormDetails())
    assert str(form.rows[0].points) == "92.86"  # 65 of 50 + 20


def test_a_missed_target_without_a_reason_is_listed() -> None:
    form = form_d(ledger(Line("甲", "100件", "90", "100")), FormDetails())
    assert (lacks(form), str(form.total)) == ({"reason-missing": ["甲"]}, "90.00")


def test_weights_that_do_not_add_up_are_listed_with_what_they_should_be() -> None:
    form = form_d(ledger(Line("甲", "100件", "100", "60")), FormDetails())
    assert [(lack.code, lack.facts) for lack in form.lacks] == [
        ("weights-sum", {"given": Decimal(60), "wanted": Decimal(100)})
    ]


def test_a_group_that_has_other_points_than_the_preset_is_listed() -> None:
    lines = (replace(LINES[0], weight="30"), *LINES[1:3], replace(LINES[3], weight="20"), LINES[4])
    found = [(lack.code, lack.facts) for lack in project(*lines).lacks]
    assert found == [
        ("group-sum", {"group": "产出", "given": Decimal(60), "wanted": Decimal(50)}),
        ("group-sum", {"group": "效益", "given": Decimal(20), "wanted": Decimal(30)}),
    ]


def test_without_the_budget_there_are_no_points_for_it_and_no_total() -> None:
    form = project(details=replace(DETAILS, funds={}))
    assert (form.execution, form.total, lacks(form)) == (None, None, {"funds-missing": []})


def test_money_spent_beyond_the_budget_earns_no_more_than_all_points() -> None:
    funds = {Source.TOTAL: Amounts(Decimal(100), Decimal(100), Decimal(110))}
    assert project(details=replace(DETAILS, funds=funds)).execution == Decimal(10)


def test_indicators_of_one_level_stand_together() -> None:
    form = project(LINES[4], LINES[2], LINES[0], LINES[3], LINES[1])
    names = [row.indicator.name for row in form.rows]
    assert names == ["满意度", "投诉件数", "办理件数", "培训人次", "节省资金"]


# ---------------------------------------------------------------- on paper


def test_the_columns_are_the_official_ones() -> None:
    rows = shown(written(project()))
    assert rows[0][0] == "项目支出绩效自评表"
    assert rows[1][0] == "（2023年度）"
    assert [cell for cell in rows[5] if cell] == [
        *("项目资金\n（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ]
    assert [cell for cell in rows[12] if cell] == [
        *("绩效\n指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        "偏差原因分析及改进措施",
    ]
    assert len(rows[12]) == 11


def test_a_row_has_its_target_actual_weight_points_and_reason() -> None:
    rows = shown(written(project()))
    assert rows[13][:6] == ["", "产出指标", "数量指标", "办理件数", "", ""]
    assert rows[13][6:] == ["240件", "204件", 20, 17, "受理量下降，下一步加强宣传"]
    assert rows[14][1:4] == ["", "", "培训人次"]
    assert rows[18][:1] + rows[18][8:10] == ["总分", 100, 93.5]
    assert str(rows[19][0]).split() == ["单位负责人（签字）：", "填表人：", "填报日期："]


def test_the_money_has_its_rate_and_points() -> None:
    rows = shown(written(project()))
    assert rows[6][1:] == ["年度资金总额", "", "", 100, 120, 114, "", 10, 0.95, 9.5]
    assert rows[7][1:] == ["其中：当年财政拨款", "", "", 100, 120, 114, "", "—", 0.95, "—"]
    assert rows[9][1:] == ["其他资金", "", "", "", "", "", "", "—", "", "—"]


def test_what_nobody_said_is_blank_and_never_nought() -> None:
    form = form_d(ledger(Line("甲", "100件")), FormDetails())
    rows = shown(written(form))
    assert rows[6][4:] == [""] * 7
    assert rows[13] == ["", "", "", "甲", "", "", "100件", "", "", "", ""]
    assert rows[14][8:] == ["", "", ""]
    assert rows[0][0] == "部门（单位）整体支出绩效自评表"


def test_it_prints_upright_on_a4() -> None:
    content = written(project())
    assert xlsx.printed(content) == ("portrait", "9", "1", "$13:$13")
    assert list(xlsx.sheet(content).iter(f"{xlsx.S}pane")) == []


def test_a_pretend_office_says_so() -> None:
    assert "演示数据" in shown(written(form_d(ledger(*LINES, pretend=True), FormDetails())))[2]
