"""The workbook in which is asked, once, what the official forms need beside table and figures.

Its headings are the forms' own words. Reading it back is the inverse; a blank cell is: not known.
"""

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.errors import DomainError
from bot.domain.form_details import AMOUNTS, TEXTS, Amounts, FormDetails, Source, level_key
from bot.domain.indicator import Indicator
from bot.forms.paper import MARK, put
from bot.services.workbook import open_workbook

FORM = "details"
GENERAL, MONEY, LEVELS = "基本信息", "资金", "指标级次"
LABELS: Mapping[str, str] = {
    "project": "项目名称",
    "project_code": "项目代码",
    "authority": "主管部门",
    "authority_code": "主管部门代码",
    "implementing": "实施单位",
    "goal": "年度总体目标",
    "goal_done": "年度总体目标实际完成情况",
    "signatures": "落款（签字、盖章栏，用顿号分开）",
}
SOURCES: Mapping[Source, str] = {
    Source.TOTAL: "年度资金总额",
    Source.APPROPRIATION: "财政拨款",
    Source.CARRIED_OVER: "上年结转资金",
    Source.OTHER: "其他资金",
}
COLUMNS: Mapping[str, str] = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "executed": "全年执行数",
    "expected": "全年预计执行数",
}
OFFERED = (6, 7, 8, 9)
"""Months until which finance asks for the execution; any other may be added as a column."""

LEVEL_HEADS = ("编号", "绩效指标", "一级指标", "二级指标")
FIRST_LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标")
SECOND_LEVELS = (
    *("数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标"),
    *("可持续影响指标", "服务对象满意度指标"),
)
_ASK = PatternFill("solid", fgColor="DDEBF7")
_LONGEST = 2000
_MOST_ROWS = 5000
_SPLIT = re.compile(r"[、,，;；\n]+")


def write(details: FormDetails, indicators: Sequence[Indicator]) -> bytes:
    """The workbook with what is known already; what is blank is to be filled in, or stays blank."""
    book = Workbook()
    book.properties.category = MARK + FORM
    general = book.worksheets[0]
    general.title = GENERAL
    _write_general(general, details)
    _write_money(book.create_sheet(MONEY), details)
    _write_levels(book.create_sheet(LEVELS), details, indicators)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Worksheet, row: int, column: int, value: str | Decimal | None, *, ask: bool = True) -> None:
    cell = sheet.cell(row, column)
    put(cell, value)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if ask:
        cell.fill = _ASK
    else:
        cell.font = Font(bold=True)


def _widths(sheet: Worksheet, *widths: float) -> None:
    for number, letters in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = letters


def _write_general(sheet: Worksheet, details: FormDetails) -> None:
    known = {name: getattr(details, name) for name in TEXTS}
    known["signatures"] = "、".join(details.signatures) or None
    for row, (name, label) in enumerate(LABELS.items(), 1):
        _cell(sheet, row, 1, label, ask=False)
        _cell(sheet, row, 2, known[name])
        sheet.row_dimensions[row].height = 90 if name.startswith("goal") else 20
    _widths(sheet, 34, 80)


def _write_money(sheet: Worksheet, details: FormDetails) -> None:
    months = sorted({*OFFERED, *(m for money in details.funds.values() for m in money.until)})
    heads = ("资金来源（万元）", *COLUMNS.values(), *(f"1-{m}月执行数" for m in months))
    for column, text in enumerate(heads, 1):
        _cell(sheet, 1, column, text, ask=False)
    for row, (source, name) in enumerate(SOURCES.items(), 2):
        money = details.amounts(source)
        _cell(sheet, row, 1, name, ask=False)
        known = (*(getattr(money, n) for n in AMOUNTS), *(money.until.get(m) for m in months))
        for column, amount in enumerate(known, 2):
            _cell(sheet, row, column, amount)
    _widths(sheet, 20, *[16.0] * (len(heads) - 1))
    sheet.freeze_panes = "B2"


def _write_levels(sheet: Worksheet, details: FormDetails, indicators: Sequence[Indicator]) -> None:
    for column, text in enumerate(LEVEL_HEADS, 1):
        _cell(sheet, 1, column, text, ask=False)
    for row, indicator in enumerate(indicators, 2):
        first, second = details.levels_of(indicator.cells)
        for column, value in enumerate((indicator.code, indicator.name, first, second), 1):
            _cell(sheet, row, column, value, ask=column > 2)
    for letter, words in (("C", FIRST_LEVELS), ("D", SECOND_LEVELS)):
        rule = DataValidation(
            type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False
        )
        rule.add(f"{letter}2:{letter}{len(indicators) + 1}")
        sheet.add_data_validation(rule)
    _widths(sheet, 10, 50, 16, 22)
    sheet.freeze_panes = "C2"


# ---------------------------------------------------------------- reading it back


def read(content: bytes, indicators: Sequence[Indicator]) -> FormDetails | None:
    """What the workbook says; None when it is another one.

    Raises DomainError: those of `open_workbook`; sheet-formula (cell, value), sheet-cell-wrong (cell, value,
    allowed).
    """
    book = open_workbook(content, values_only=False)
    if GENERAL not in book.sheetnames or book.properties.category != MARK + FORM:
        return None
    found = _read_general(book[GENERAL])
    if MONEY in book.sheetnames:
        found = replace(found, funds=_read_money(book[MONEY]))
    if LEVELS in book.sheetnames:
        found = replace(found, levels=_read_levels(book[LEVELS], indicators))
    return found


def _read_general(sheet: Worksheet) -> FormDetails:
    names = {_plain(label): name for name, label in LABELS.items()}
    said: dict[str, str | None] = {}
    for cells in sheet.iter_rows(1, min(sheet.max_row, 60), 1, 2):
        if name := names.get(_plain(_text(cells[0]) or "")):
            said[name] = _text(cells[1])
    lines = _SPLIT.split(said.pop("signatures", None) or "")
    return FormDetails(**said, signatures=tuple(line.strip() for line in lines if line.strip()))  # type: ignore[arg-type]


def _read_money(sheet: Worksheet) -> Mapping[Source, Amounts]:
    rows = list(sheet.iter_rows(1, min(sheet.max_row, 30), 1, min(sheet.max_column, 40)))
    heads = [_plain(_text(cell) or "") for cell in rows[0]] if rows else []
    sources = {_plain(name): source for source, name in SOURCES.items()}
    found = {}
    for cells in rows[1:]:
        if source := sources.get(_plain(_text(cells[0]) or "")):
            found[source] = _amounts(dict(zip(heads, cells, strict=True)))
    return {source: money for source, money in found.items() if money != Amounts()}


def _amounts(cells: Mapping[str, Any]) -> Amounts:
    known = {name: _amount(cells[head]) for name, head in COLUMNS.items() if head in cells}
    until = {}
    for head, cell in cells.items():
        month = re.fullmatch(r"1-(1[0-2]|[2-9])月执行数", head)
        amount = _amount(cell) if month else None
        if month and amount is not None:
            until[int(month[1])] = amount
    return Amounts(**known, until=until)


def _read_levels(sheet: Worksheet, indicators: Sequence[Indicator]) -> Mapping[str, tuple[str, str]]:
    known = {i.code: i for i in indicators}
    found = {}
    for cells in sheet.iter_rows(2, min(sheet.max_row, _MOST_ROWS), 1, 4):
        if indicator := known.get(_text(cells[0]) or ""):
            found[level_key(indicator.cells)] = (_text(cells[2]) or "", _text(cells[3]) or "")
    return found


def _text(cell: Any) -> str | None:
    """What a person typed; a formula is refused, "/" is nothing."""
    if cell.data_type == "f":
        raise DomainError("sheet-formula", cell=cell.coordinate, value=str(cell.value)[:60])
    text = "" if cell.value is None else str(cell.value).strip()
    if len(text) > _LONGEST:
        raise DomainError("sheet-cell-wrong", cell=cell.coordinate, value=text[:60], allowed=["text-2000"])
    return None if text in ("", "/", "／", "—", "-") else text


def _amount(cell: Any) -> Decimal | None:
    """An amount in 万元, 0 included."""
    text = _text(cell)
    if text is None:
        return None
    try:
        amount = Decimal(_plain(text).replace(",", "").removesuffix("万元"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise DomainError("sheet-cell-wrong", cell=cell.coordinate, value=text[:60], allowed=["amount"])
    return amount


def _plain(text: str) -> str:
    """For comparing: half-width, without blanks and dashes of other kinds."""
    return "".join(unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").split())
