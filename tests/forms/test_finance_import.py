"""The finance system's import layout: a plain sheet whose first row is its header."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from bot.domain.form_details import FormDetails, level_key
from bot.domain.indicator import Measure
from bot.domain.likelihood import Likelihood
from bot.domain.period import Rhythm
from bot.forms.files import file_of
from bot.services.finance_import import FinanceImport, finance_import
from bot.services.form_c import Answer
from tests.forms import xlsx
from tests.forms.made import LESS, RATE, Line, cells, ledger, shown

JULY = {"rhythm": Rhythm.MONTHLY, "month": 7}
SAVED = Line("节省资金", "30亿元", "900000000", said="推迟开标", reason="other", **JULY)
DETAILS = FormDetails(levels={level_key(cells("节省资金", None)): ("效益指标", "经济效益指标")})


def made(line: Line, **stated: object) -> FinanceImport:
    answers = {1: Answer(**stated)} if stated else {}
    return finance_import(ledger(line), 7, DETAILS, answers)


def content(form: FinanceImport) -> bytes:
    return file_of(form).content or b""


def test_the_first_row_is_the_header_the_system_expects() -> None:
    assert shown(content(made(SAVED)))[0] == [
        *("一级指标", "二级指标", "三级指标", "计算符号", "年度指标值", "计量单位", "*当前完成值"),
        *("*完成可能性分析", "偏差原因说明"),
    ]
    assert xlsx.merged(content(made(SAVED))) == set()


def test_a_line_has_numbers_in_the_targets_own_scale() -> None:
    rows = shown(content(made(SAVED, likelihood=Likelihood.POSSIBLE)))
    assert rows[1] == ["效益指标", "经济效益指标", "节省资金", "≥", 30, "亿元", 9, "有可能", "推迟开标"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (Line("投诉", "不超过10件", "6", direction=LESS, **JULY), ["≤", 10, "件", 6]),
        (Line("满意度", "＞95%", "96.25", None, RATE, **JULY), ["＞", 95, "%", 96.25]),
        (Line("水平", "优良", "85", None, Measure.QUALITATIVE, **JULY), ["定性", "优良", "", "达成预期指标"]),
        (Line("考核", "60%-80%", "70", None, RATE, **JULY), ["", "60%-80%", "", "70%"]),
        (Line("交易额", "900亿元", None, **JULY), ["≥", 900, "亿元", ""]),
    ],
)  # fmt: skip
def test_symbol_target_unit_and_value_are_columns_of_their_own(line: Line, found: list[object]) -> None:
    assert shown(content(made(line)))[1][3:7] == found


def test_what_is_missing_or_assumed_is_listed() -> None:
    lacks = {lack.code for lack in made(Line("甲", "100件", **JULY)).lacks}
    assert lacks == {"not-reported", "likelihood-missing", "direction-assumed", "levels-missing"}
    settled = replace(ledger(SAVED).indicators[0], assumed=frozenset())
    form = finance_import(
        replace(ledger(SAVED), indicators=(settled,)), 7, DETAILS, {1: Answer(likelihood=Likelihood.CERTAIN)}
    )
    assert form.lacks == ()


def test_a_pretend_office_says_so() -> None:
    form = finance_import(ledger(SAVED, pretend=True), 7, DETAILS)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content(form))).sheet_names == ["演示数据"]
    assert file_of(form).name == "演示数据-绩效监控导入表2023年1-7月.xlsx"


def test_averages_are_written_to_a_few_places_only() -> None:
    line = Line("日活跃度", "5.90%", "4.46", None, Measure.AVERAGE, **JULY)
    assert made(line).lines[0].value == Decimal("4.46")
