"""The workbook in which is asked, once, what the official forms need beside table and figures.

Its headings are the forms' own words. Reading it back is the inverse; a blank cell is: not known.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from bot.domain.errors import DomainError
from bot.domain.form_details import AMOUNTS, TEXTS, Amounts, FormDetails, Source, level_key
from bot.domain.indicator import Indicator
from bot.forms.paper import MARK, put
from bot.services.workbook import open_workbook

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORM = "details"
KeyT = TypeVar("KeyT", bound=str)
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
_ASK = "DDEBF7"
_LONGEST = 2000
_MOST_ROWS = 5000
_SPLIT = re.compile(r"[、,，;；\n]+")


def write(details: FormDetails, indicators: Sequence[Indicator]) -> bytes:
    """The workbook with what is known already; what is blank is to be filled in, or stays blank."""
    from openpyxl import Workbook

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
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column)
    put(cell, value)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if ask:
        cell.fill = PatternFill("solid", fgColor=_ASK)
    else:
        cell.font = Font(bold=True)


def _widths(sheet: Worksheet, *widths: float) -> None:
    from openpyxl.utils import get_column_letter

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
    from openpyxl.worksheet.datavalidation import DataValidation

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

    Raises DomainError: those of `open_workbook`; details-lack (sheet, missing: labels that are gone);
    sheet-formula (cell, value), sheet-cell-wrong (cell, value, allowed), sheet-code-twice (cell, value,
    first).
    A `cell` comes with its sheet: 资金!B2.
    """
    book = open_workbook(content, values_only=False)
    if book.properties.category != MARK + FORM:
        return None
    return replace(
        _read_general(_sheet(book, GENERAL)),
        funds=_read_money(_sheet(book, MONEY)),
        levels=_read_levels(_sheet(book, LEVELS), indicators),
    )


def _sheet(book: Workbook, name: str) -> Worksheet:
    if name in book.sheetnames:
        return book[name]
    raise DomainError("details-lack", sheet=name, missing=[name])


def _read_general(sheet: Worksheet) -> FormDetails:
    rows = list(sheet.iter_rows(1, min(sheet.max_row, 60), 1, 2))
    found = _labelled(sheet, [(label, [value]) for label, value in rows], LABELS)
    said = {name: _text(values[0]) for name, values in found.items()}
    lines = _SPLIT.split(said.pop("signatures", None) or "")
    return FormDetails(**said, signatures=tuple(line.strip() for line in lines if line.strip()))  # type: ignore[arg-type]


def _read_money(sheet: Worksheet) -> Mapping[Source, Amounts]:
    """Each line of money that is not blank as a whole."""
    rows = list(sheet.iter_rows(1, min(sheet.max_row, 30), 1, min(sheet.max_column, 40)))
    lines = _labelled(sheet, [(cells[0], cells[1:]) for cells in rows[1:]], SOURCES)
    named = {**COLUMNS} | {str(month): f"1-{month}月执行数" for month in range(2, 13)}
    columns = _labelled(sheet, list(zip(rows[0][1:], zip(*lines.values(), strict=True), strict=True)), named)
    amounts = {name: dict(zip(lines, map(_amount, cells), strict=True)) for name, cells in columns.items()}
    found = {source: _line_of(source, amounts) for source in lines}
    return {source: money for source, money in found.items() if money != Amounts()}


def _line_of(source: Source, amounts: Mapping[str, Mapping[Source, Decimal | None]]) -> Amounts:
    until = {int(name): of[source] for name, of in amounts.items() if name not in COLUMNS}
    known = {name: of[source] for name, of in amounts.items() if name in COLUMNS}
    return Amounts(**known, until={month: amount for month, amount in until.items() if amount is not None})


def _labelled(
    sheet: Worksheet, found: Iterable[tuple[Any, Sequence[Any]]], labels: Mapping[KeyT, str]
) -> dict[KeyT, Sequence[Any]]:
    """The cells beside, or below, each label. A label that was changed is named if anything is beside it."""
    names = {_plain(label): name for name, label in labels.items()}
    said: dict[KeyT, Sequence[Any]] = {}
    for label, cells in found:
        if name := names.get(_plain(_text(label) or "")):
            said[name] = cells
        elif any(_text(cell) for cell in cells):
            raise _wrong(label, _text(label) or "", list(labels.values()))
    months = [name for name in labels if name.isdigit()]
    if missing := [label for name, label in labels.items() if name not in said and name not in months]:
        raise DomainError("details-lack", sheet=sheet.title, missing=missing)
    return said


def _read_levels(sheet: Worksheet, indicators: Sequence[Indicator]) -> Mapping[str, tuple[str, str]]:
    known = {i.code: i for i in indicators}
    found: dict[str, tuple[str, str]] = {}
    first: dict[str, str] = {}
    for cells in sheet.iter_rows(2, min(sheet.max_row, _MOST_ROWS), 1, 4):
        code, level1, level2 = (_text(cells[n]) or "" for n in (0, 2, 3))
        if code in first:
            raise DomainError("sheet-code-twice", cell=_where(cells[0]), value=code, first=first[code])
        if indicator := known.get(code):
            first[code] = _where(cells[0])
            found[level_key(indicator.cells)] = (level1, level2)
        elif level1 or level2:
            raise _wrong(cells[0], code, ["indicator-code"])
    return found


def _where(cell: Any) -> str:
    return f"{cell.parent.title}!{cell.coordinate}"


def _wrong(cell: Any, value: str, allowed: Sequence[str]) -> DomainError:
    return DomainError("sheet-cell-wrong", cell=_where(cell), value=value[:60], allowed=list(allowed))


def _text(cell: Any) -> str | None:
    """What a person typed; a formula is refused, "/" is nothing."""
    if cell.data_type == "f":
        raise DomainError("sheet-formula", cell=_where(cell), value=str(cell.value)[:60])
    text = "" if cell.value is None else str(cell.value).strip()
    if len(text) > _LONGEST:
        raise _wrong(cell, text, ["text-2000"])
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
        raise _wrong(cell, text, ["amount"])
    return amount


def _plain(text: str) -> str:
    """For comparing: half-width, without blanks and dashes of other kinds."""
    return "".join(unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").split())
