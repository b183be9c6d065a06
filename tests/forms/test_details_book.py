"""What the forms ask beside the table: written and read back it is the same, and blank is blank."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from bot.domain.errors import DomainError
from bot.domain.form_details import (
    Amounts,
    FormDetails,
    Source,
    details_from_json,
    details_to_json,
    level_key,
)
from bot.forms.details_book import read, write
from tests.forms.made import Line, ledger

INDICATORS = ledger(Line("办理件数", "240件"), Line("满意度", "95%")).indicators
KEYS = [level_key(i.cells) for i in INDICATORS]
TEXT = (
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
    .filter(lambda text: text not in ("/", "／", "—", "-"))
    .filter(lambda text: not text.startswith("_x"))
)
AMOUNT = st.decimals(0, 10**9, places=2, allow_nan=False)
MONEY = st.builds(
    Amounts,
    *[st.none() | AMOUNT] * 4,
    until=st.dictionaries(st.integers(2, 12), AMOUNT, max_size=3),
)
SIGNATURE = TEXT.filter(lambda text: not set("、,，;；") & set(text))
DETAILS = st.builds(
    FormDetails,
    *[st.none() | TEXT] * 7,
    funds=st.dictionaries(st.sampled_from(Source), MONEY.filter(lambda m: m != Amounts())),
    levels=st.fixed_dictionaries({key: st.tuples(TEXT | st.just(""), TEXT | st.just("")) for key in KEYS}),
    signatures=st.lists(SIGNATURE, max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(DETAILS)
def test_details_written_and_read_again_are_the_same(details: FormDetails) -> None:
    assert read(write(details, INDICATORS), INDICATORS) == details


@settings(max_examples=60, deadline=None)
@given(DETAILS)
def test_details_stored_and_loaded_again_are_the_same(details: FormDetails) -> None:
    assert details_from_json(details_to_json(details)) == details


def filled(change: Callable[[Workbook], Any]) -> bytes:
    book = load_workbook(io.BytesIO(write(FormDetails(), INDICATORS)))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_it_asks_in_the_forms_own_words() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write(FormDetails(), INDICATORS)))
    assert book.sheet_names == ["基本信息", "资金", "指标级次"]
    general = book.get_sheet_by_name("基本信息").to_python()
    assert [row[0] for row in general][:5] == ["项目名称", "项目代码", "主管部门", "主管部门代码", "实施单位"]
    assert book.get_sheet_by_name("资金").to_python()[0][1:6] == [
        *("年初预算数", "全年预算数", "全年执行数", "全年预计执行数", "1-6月执行数"),
    ]
    assert book.get_sheet_by_name("指标级次").to_python()[1][:2] == ["1-01", "办理件数"]


def test_an_untouched_workbook_says_nothing() -> None:
    empty = FormDetails(levels=dict.fromkeys(KEYS, ("", "")))
    assert read(write(FormDetails(), INDICATORS), INDICATORS) == empty


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,200.50万元", "1200.50"),
        (120, "120"),
        (0, "0"),
        ("０", "0"),
        ("/", None),
        (" ", None),
        (0.1, "0.1"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: object, amount: str | None) -> None:
    def change(book: Workbook) -> None:
        book["资金"]["B2"].value = typed

    found = read(filled(change), INDICATORS)
    assert found is not None
    assert found.amounts(Source.TOTAL).initial == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("sheet", "cell", "typed", "code"),
    [
        ("资金", "B2", "很多", "sheet-cell-wrong"),
        ("资金", "B2", -5, "sheet-cell-wrong"),
        ("资金", "C3", "=1+1", "sheet-formula"),
        ("基本信息", "B1", "=HYPERLINK(1)", "sheet-formula"),
        ("基本信息", "B6", "长" * 2001, "sheet-cell-wrong"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_cell(sheet: str, cell: str, typed: object, code: str) -> None:
    def change(book: Workbook) -> None:
        book[sheet][cell].value = typed

    with pytest.raises(DomainError) as raised:
        read(filled(change), INDICATORS)
    assert (raised.value.code, raised.value.facts["cell"]) == (code, f"{sheet}!{cell}")


@pytest.mark.parametrize(
    ("sheet", "changes", "code"),
    [
        ("资金", {"B1": "年初"}, "details-lack"),
        ("资金", {"A2": "总额"}, "details-lack"),
        ("资金", {"A2": "总额", "B2": 120}, "sheet-cell-wrong"),
        ("资金", {"F1": "上半年", "F2": 60}, "sheet-cell-wrong"),
        ("基本信息", {"A1": "项目"}, "details-lack"),
        ("指标级次", {"A2": "9-99", "C2": "产出指标"}, "sheet-cell-wrong"),
        ("指标级次", {"A3": "1-01"}, "sheet-code-twice"),
    ],
)
def test_nothing_is_left_out_because_its_label_was_changed(
    sheet: str, changes: dict[str, object], code: str
) -> None:
    def change(book: Workbook) -> None:
        for cell, value in changes.items():
            book[sheet][cell].value = value

    with pytest.raises(DomainError) as raised:
        read(filled(change), INDICATORS)
    assert raised.value.code == code


def test_a_sheet_that_is_gone_does_not_empty_what_is_stored() -> None:
    with pytest.raises(DomainError) as raised:
        read(filled(lambda book: book.remove(book["资金"])), INDICATORS)
    assert (raised.value.code, raised.value.facts["sheet"]) == ("details-lack", "资金")


def test_another_workbook_is_not_one_of_these() -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    assert read(stream.getvalue(), INDICATORS) is None
