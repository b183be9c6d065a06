"""Form C: what is reviewed at the end of the span, ticks only where somebody said so, official columns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.figure import Explanation, Standing
from bot.domain.form_details import Amounts, FormDetails, Source, level_key
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.period import Period, Rhythm
from bot.forms import form_c as on_paper
from bot.forms.paper import workbook
from bot.services.form_c import Answer, FormC, form_c
from tests.forms import xlsx
from tests.forms.made import AT, RATE, Line, cells, ledger, shown

MONTHLY, QUARTERLY = Rhythm.MONTHLY, Rhythm.QUARTERLY
ON_PACE = Line("办理件数", "240件", "150", rhythm=MONTHLY, month=7)
BEHIND = Line("节省资金", "30亿元", "900000000", rhythm=MONTHLY, month=7, said="项目推迟开标", reason="other")
NOTHING = FormDetails()


def written(form: FormC) -> bytes:
    return workbook(on_paper.paper(form))


def row(form: FormC, number: int = 0) -> list[object]:
    """Columns D to Q of an indicator's line, as another library reads it."""
    return shown(written(form))[21 + number][3:]


def lacks(form: FormC) -> dict[str, list[str]]:
    return {lack.code: [i.name for i in lack.about] for lack in form.lacks}


# ---------------------------------------------------------------- what is in it


def test_a_reviewed_figure_at_the_end_of_the_span_is_all_that_is_known() -> None:
    form = form_c(ledger(ON_PACE), 7, NOTHING)
    assert row(form) == ["办理件数", "240件", "150件", *[""] * 11]
    assert lacks(form) == {"expected-missing": ["办理件数"], "likelihood-missing": ["办理件数"]}


@pytest.mark.parametrize(
    ("line", "until", "code"),
    [
        (replace(ON_PACE, standing=Standing.WAITING), 7, "not-reviewed"),
        (replace(ON_PACE, standing=Standing.RETURNED), 7, "not-reported"),
        (ON_PACE, 8, "not-reported"),
        (replace(ON_PACE, rhythm=QUARTERLY, month=6), 7, "not-asked"),
    ],
)
def test_anything_but_a_reviewed_figure_of_the_spans_end_is_a_blank(
    line: Line, until: int, code: str
) -> None:
    form = form_c(ledger(line), until, NOTHING)
    assert row(form) == ["办理件数", "240件", *[""] * 12]
    assert lacks(form)[code] == ["办理件数"]


@pytest.mark.parametrize(
    ("until", "name"), [(1, "1月"), (6, "1-6月"), (7, "1-7月"), (9, "1-9月"), (12, "1-12月")]
)
def test_the_span_is_named_in_the_heads(until: int, name: str) -> None:
    rows = shown(written(form_c(ledger(replace(ON_PACE, month=until)), until, NOTHING)))
    assert rows[6][5] == f"{name}执行数"
    assert rows[6][7] == f"{name}执行率"
    assert rows[19][5] == f"{name}执行情况"
    assert rows[21][5] == "150件"


def test_a_reason_is_ticked_under_its_official_name_with_its_words() -> None:
    form = form_c(ledger(BEHIND), 7, NOTHING)
    assert row(form)[4:10] == ["", "", "", "", "✔", "项目推迟开标"]
    assert "reason-missing" not in lacks(form)


def test_several_reasons_hold_together() -> None:
    made = ledger(BEHIND)
    asked = Explanation(9, 1, Period(2023, 7), "inquiry", "staff", "staff", "", 1, AT)
    form = form_c(replace(made, explanations=(*made.explanations, asked)), 7, NOTHING)
    assert row(form)[4:10] == ["", "", "✔", "", "✔", "项目推迟开标；人员原因"]


def test_a_reason_given_earlier_holds_while_the_indicator_stays_low() -> None:
    made = ledger(replace(BEHIND, said="", reason=""))
    earlier = Explanation(9, 1, Period(2023, 5), "behind", "funding", "funding", "", 1, AT)
    low = form_c(replace(made, explanations=(earlier,)), 7, NOTHING)
    assert row(low)[4:10] == ["✔", "", "", "", "", "经费原因"]
    fine = replace(ledger(ON_PACE), explanations=(earlier,))
    assert row(form_c(fine, 7, NOTHING))[4:10] == [""] * 6


def test_low_without_a_reason_is_listed_and_nothing_is_said_in_its_place() -> None:
    form = form_c(ledger(replace(BEHIND, said="", reason="")), 7, NOTHING)
    assert row(form)[4:10] == [""] * 6
    assert lacks(form)["reason-missing"] == ["节省资金"]


def test_what_a_unit_states_for_the_span_is_taken_over_what_is_stored() -> None:
    stated = Answer(
        value=Decimal(1_200_000_000),
        expected=Decimal(2_800_000_000),
        reasons=frozenset({OfficialReason.FUNDING, OfficialReason.STAFF}),
        text="下半年集中开标",
        likelihood=Likelihood.POSSIBLE,
    )
    form = form_c(ledger(BEHIND), 7, NOTHING, {1: stated})
    assert row(form) == [
        *("节省资金", "30亿元", "12亿元", "28亿元", "✔", "", "✔", "", "", "下半年集中开标", "", "✔", "", ""),
    ]
    assert form.lacks == ()


def test_nought_is_a_value_and_not_a_blank() -> None:
    form = form_c(ledger(replace(ON_PACE, value="0")), 7, NOTHING, {1: Answer(expected=Decimal(0))})
    assert row(form)[2:4] == ["0件", "0件"]


# ---------------------------------------------------------------- on paper


def test_the_columns_and_rows_are_the_official_ones() -> None:
    rows = shown(written(form_c(ledger(ON_PACE, BEHIND), 7, NOTHING)))
    assert rows[1][0] == "部门（单位）整体支出绩效目标执行监控表"
    assert rows[2][0] == "（2023年度）"
    assert (rows[4][0], rows[4][2]) == ("部门（单位）名称", "某市某局")
    assert [cell for cell in rows[5] if cell] == ["主管部门及代码", "实施单位"]
    assert [cell for cell in rows[6] if cell] == [
        *("预算资金（万元）", "年初预算数", "1-7月执行数", "1-7月执行率", "全年预计执行数"),
    ]
    assert rows[11][0] == "年度总体目标"
    assert rows[19] == [
        *(
            "绩效\n指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "1-7月执行情况",
            "全年预计完成情况",
        ),
        *("偏差原因分析", *[""] * 5, "完成目标可能性", "", "", "备注"),
    ]
    reasons = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明")
    assert rows[20][7:16] == [*reasons, "确定能", "有可能", "完全不可能"]
    assert len(rows[19]) == 17


def test_money_goal_and_levels_stand_where_the_form_has_them() -> None:
    details = FormDetails(
        project="政务服务专项",
        project_code="P001",
        authority="某市财政局",
        authority_code="127",
        implementing="某市某局",
        goal="全面完成年度任务。",
        funds={Source.TOTAL: Amounts(initial=Decimal(200), expected=Decimal(190), until={7: Decimal(110)})},
        levels={level_key(cells("办理件数", None)): ("产出指标", "数量指标")},
        signatures=("填表人",),
    )
    made = ledger(ON_PACE, Line("满意度", "95%", "96", None, RATE, rhythm=MONTHLY, month=7))
    rows = shown(written(form_c(made, 7, details)))
    assert rows[4][2] == "政务服务专项（P001）"
    assert (rows[5][2], rows[5][7]) == ("某市财政局（127）", "某市某局")
    assert rows[7][2:] == ["年度资金总额", "", 200, 110, "", 0.55, *[""] * 4, 190, *[""] * 4]
    assert rows[8][4:] == [""] * 13
    assert rows[11][2] == "全面完成年度任务。"
    assert rows[21][1:4] == ["产出指标", "数量指标", "办理件数"]
    assert rows[22][1:4] == ["", "", "满意度"]
    assert rows[24][0] == "填表人："
    assert shown(written(form_c(made, 6, details)))[7][5:8] == [
        "",
        "",
        "",
    ]  # another span's money is not this one's


def test_it_prints_on_a4_across_with_its_two_header_rows_on_every_page() -> None:
    content = written(form_c(ledger(ON_PACE), 7, NOTHING))
    assert xlsx.printed(content) == ("landscape", "9", "1", "$20:$21")
    ranges = {"A7:B11", "A12:B19", "C12:Q19", "H20:M20", "N20:P20", "Q20:Q21", "A2:Q2"}
    assert ranges <= xlsx.merged(content)
