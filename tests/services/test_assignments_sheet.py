"""The assignments workbook goes out, is corrected in any office program, and comes back."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.errors import DomainError
from bot.domain.indicator import Direction, Measure
from bot.domain.period import Rhythm
from bot.services.assignments_read import Assignment, read
from bot.services.assignments_sheet import COLUMNS, SheetRow, SheetWords, write

WORDS = SheetWords(
    sheet="指标分工",
    choices="选项",
    headers={
        "code": "编号",
        "indicator": "绩效指标",
        "target": "年度指标值",
        "responsible_unit": "责任科室",
        "assisting_units": "配合科室",
        "measure": "计量方式",
        "direction": "方向",
        "rhythm": "报送周期",
        "weight": "权重",
        "by_application": "依申请",
        "assumed": "暂定",
        "questions": "请核对",
    },
    measures=dict(zip(Measure, ("累计", "比率", "均值", "保持", "年底达到", "定性"), strict=True)),
    directions=dict(zip(Direction, ("越多越好", "越少越好", "等于"), strict=True)),
    rhythms=dict(zip(Rhythm, ("按月", "按季", "半年", "全年"), strict=True)),
    yes="是",
    no="否",
)
ROWS = (
    SheetRow(
        "1-01",
        "网上可办率",
        "99.70%",
        "政务服务科",
        Measure.RATE,
        Direction.MORE,
        Rhythm.QUARTERLY,
        assisting_units=("掌办专班", "后勤科"),
        assumed=("计量方式", "方向"),
        questions=("目标低于规划值100%",),
    ),
    SheetRow(
        *("2-13", "=1+1", "-192个", "", Measure.CUMULATIVE, Direction.LESS, Rhythm.MONTHLY),
        weight=Decimal("7.5"),
        by_application=True,
    ),
)
BACK = (
    Assignment(
        *("1-01", "政务服务科", ("掌办专班", "后勤科"), Measure.RATE, Direction.MORE, Rhythm.QUARTERLY),
        weight=None,
        by_application=False,
    ),
    Assignment(
        *("2-13", None, (), Measure.CUMULATIVE, Direction.LESS, Rhythm.MONTHLY),
        weight=Decimal("7.5"),
        by_application=True,
    ),
)


def corrected(change: Callable[[Worksheet], object]) -> bytes:
    """The sheet as sent, opened, changed and saved again."""
    book = load_workbook(io.BytesIO(write(ROWS, WORDS)))
    change(book.worksheets[0])
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(at: str, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[at].value = value

    return change


def error_of(content: bytes) -> DomainError:
    with pytest.raises(DomainError) as raised:
        read(content, WORDS)
    return raised.value


def sheet_as_written() -> Worksheet:
    return load_workbook(io.BytesIO(write(ROWS, WORDS, units=("准入科", "交易科")))).worksheets[0]


def test_what_was_written_reads_back() -> None:
    assert read(write(ROWS, WORDS), WORDS) == BACK


def test_the_header_is_looked_for_in_one_language_after_the_other() -> None:
    other = replace(WORDS, headers={name: f"{name}." for name in WORDS.headers})
    assert read(write(ROWS, WORDS), other, WORDS) == BACK


def test_people_read_words_and_numbers_in_real_cells() -> None:
    header, first, second = sheet_as_written().iter_rows(values_only=True)
    assert header == tuple(WORDS.headers[name] for name in COLUMNS)
    assert first[:6] == ("1-01", "网上可办率", "99.70%", "政务服务科", "掌办专班、后勤科", "比率")
    assert first[6:] == ("越多越好", "按季", None, "否", "计量方式\n方向", "目标低于规划值100%")
    assert second[6:10] == ("越少越好", "按月", 7.5, "是")


def test_text_that_begins_like_a_formula_stays_text() -> None:
    sheet = sheet_as_written()
    assert [(sheet[at].value, sheet[at].data_type) for at in ("B3", "C3")] == [("=1+1", "s"), ("-192个", "s")]


def test_the_choices_are_offered_and_the_code_is_locked() -> None:
    sheet = sheet_as_written()
    rules = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {
        "D": "'选项'!$A$1:$A$2",
        "F": "'选项'!$B$1:$B$6",
        "G": "'选项'!$C$1:$C$3",
        "H": "'选项'!$D$1:$D$4",
        "J": "'选项'!$E$1:$E$2",
    }
    locked = [column for column, cell in zip(COLUMNS, sheet[2], strict=True) if cell.protection.locked]
    assert locked == ["code", "indicator", "target", "assumed", "questions"]
    assert (sheet.protection.sheet, sheet.freeze_panes) == (True, "C2")


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.insert_rows(1, 2),
        lambda sheet: sheet.insert_rows(3, 2),
        lambda sheet: sheet.insert_cols(2),
        lambda sheet: sheet.append([None, "  "]),
        lambda sheet: sheet.delete_cols(11, 2),
        put("M1", "备注"),
        put("M2", "=1+1"),
        put("A1", " 编 号 "),
        put("A2", "１－０１"),
        put("A2", "1-1"),
        put("A2", "1—01"),
        put("F2", " 比率 "),
        put("F2", "rate"),
        put("E2", "掌办专班，后勤科"),
        put("I3", "7.5%"),
        put("I3", "7.5分"),
        put("F2", "占比"),
        put("G2", "越大越好"),
        put("H2", "季度"),
        put("J3", "√"),
        put("J3", True),
        put("B2", "改过的名称"),
    ],
)
def test_what_people_do_to_a_sheet_does_not_matter(change: Callable[[Worksheet], object]) -> None:
    assert read(corrected(change), WORDS) == BACK


def test_columns_in_another_order_are_found_by_their_headers() -> None:
    book = Workbook()
    book.worksheets[0].append(["报送周期", "责任科室", "编号"])
    book.worksheets[0].append(["按月", "准入科", "2-03"])
    assert read(saved(book), WORDS) == (Assignment("2-03", responsible_unit="准入科", rhythm=Rhythm.MONTHLY),)


@pytest.mark.parametrize(
    ("at", "value", "allowed"),
    [
        ("F2", "比列", ["累计", "比率", "均值", "保持", "年底达到", "定性"]),
        ("G3", "越好", ["越多越好", "越少越好", "等于"]),
        ("H2", "每周", ["按月", "按季", "半年", "全年"]),
        ("J2", "也许", ["是", "否"]),
        ("I2", "很重", ["number-0-100"]),
        ("I2", "101", ["number-0-100"]),
        ("I2", "-1", ["number-0-100"]),
        ("I2", "NaN", ["number-0-100"]),
        ("A3", "第二项", ["indicator-code"]),
        ("D2", "科" * 61, ["short-text"]),
    ],
)
def test_a_wrong_cell_is_named_with_what_would_be_right(at: str, value: str, allowed: list[str]) -> None:
    error = error_of(corrected(put(at, value)))
    assert (error.code, error.facts) == (
        "sheet-cell-wrong",
        {"cell": at, "value": value[:60], "allowed": allowed},
    )


def test_a_row_without_its_code_is_named() -> None:
    error = error_of(corrected(put("A2", None)))
    assert (error.code, error.facts["cell"]) == ("sheet-cell-wrong", "A2")


def test_a_formula_is_refused_and_named() -> None:
    error = error_of(corrected(put("I2", "=10/2")))
    assert (error.code, error.facts) == ("sheet-formula", {"cell": "I2", "value": "=10/2"})


def test_a_code_twice_is_named() -> None:
    error = error_of(corrected(put("A3", "1-01")))
    assert (error.code, error.facts) == ("sheet-code-twice", {"cell": "A3", "value": "1-01", "first": "A2"})


def test_another_workbook_is_refused() -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    error = error_of(saved(book))
    assert (error.code, error.facts["sheets"]) == ("sheet-no-header", ["Sheet"])


def test_a_sheet_without_rows_is_refused() -> None:
    assert error_of(write((), WORDS)).code == "sheet-empty"


@pytest.mark.parametrize(("content", "code"), [(b"", "table-empty"), (b"PKnothing", "table-not-xlsx")])
def test_what_is_no_workbook_is_refused(content: bytes, code: str) -> None:
    assert error_of(content).code == code
