"""The ledger as a workbook: number cells for figures, text that stays text. Services' results, openpyxl."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.chat import Attachment, Button, Message, say
from bot.domain.figures import rounded
from bot.services.export_ledger import ExportRow, LedgerExport, RevisionRow
from bot.services.sight import Sight
from bot.texts.attainment import light_word
from bot.texts.board import as_of
from bot.texts.catalogue import Translate, msg
from bot.texts.common import period_name
from bot.texts.common import scaled_unit as scaled
from bot.texts.kinds import DIRECTIONS, MEASURES, RHYTHMS
from bot.texts.reasons import reason_words
from bot.texts.status import LATE, STANDINGS, STATES, pretend_line

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER_ROW = 3
_A3 = 8  # its number in a workbook
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
GENERAL, POINTS, SHARE = "General", "0.00", "0.0%"
HEAD_FONT, HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")


@dataclass(frozen=True)
class Column:
    """A heading (a msgid), a width in characters and how its numbers are shown."""

    heading: str
    width: int
    format: str = GENERAL


TABLE = (
    Column(msg("code"), 8),
    Column(msg("duty no."), 8),
    Column(msg("duty"), 18),
    Column(msg("sub-duty"), 24),
    Column(msg("goal"), 30),
    Column(msg("indicator"), 30),
    Column(msg("explanation"), 34),
    Column(msg("annual target"), 14),
    Column(msg("planned value"), 12),
    Column(msg("this year's standard value"), 14),
    Column(msg("standard's source"), 22),
    Column(msg("three-year mean"), 12),
    Column(msg("last year's value"), 12),
    Column(msg("history's source"), 14),
    Column(msg("activity"), 30),
)
FACTS = (
    Column(msg("responsible unit"), 14),
    Column(msg("way of counting"), 10),
    Column(msg("direction"), 12),
    Column(msg("rhythm"), 10),
)
FIGURES = (
    Column(msg("reporting period"), 10),
    Column(msg("target (number)"), 12),
    Column(msg("actual"), 12),
    Column(msg("unit of measure"), 10),
    Column(msg("completion"), 10, SHARE),
    Column(msg("pace"), 10, SHARE),
    Column(msg("deviation (points)"), 14, POINTS),
    Column(msg("light"), 12),
    Column(msg("state"), 10),
    Column(msg("reason"), 30),
)
SHORT = (TABLE[0], TABLE[5], FACTS[0])
"""What the sheets of periods and revisions repeat of the table."""
REVISIONS = (
    FIGURES[0],
    Column(msg("revision no."), 6),
    FIGURES[2],
    FIGURES[3],
    FIGURES[8],
    Column(msg("changed later"), 12),
    Column(msg("given by"), 10),
    Column(msg("given at"), 16, "yyyy-mm-dd hh:mm"),
    Column(msg("why corrected or returned"), 26),
    Column(msg("note"), 26),
)


def message(t: Translate, export: LedgerExport) -> Message:
    """The workbook as a document, with what it is about; the same rows as CSV by a button."""
    document = Attachment(file_name(t, export, "xlsx"), XLSX, workbook(t, export))
    counts = t(
        "{n} indicators, {periods} periods, {revisions} revisions",
        n=len(export.rows),
        periods=len(export.periods),
        revisions=len(export.revisions),
    )
    args = {"year": export.sight.ledger.year, "only": export.only.id if export.only else None}
    notice = pretend_line(t, export.sight)
    csv_too = Button("CSV", "export.csv", args)
    return say(as_of(t, export.sight), counts, notice, document=document, buttons=[[csv_too]], once=False)


def csv_message(t: Translate, export: LedgerExport) -> Message:
    document = Attachment(file_name(t, export, "csv"), CSV, periods_as_csv(t, export))
    return say(as_of(t, export.sight), pretend_line(t, export.sight), document=document)


def file_name(t: Translate, export: LedgerExport, suffix: str) -> str:
    """绩效台账2023年-2023-07-03.xlsx, 2-06-2023年-….xlsx of one indicator; of a rehearsal office it says so."""
    sight = export.sight
    year, day = sight.ledger.year, sight.today.isoformat()
    name = (
        t("{code}-{year}-{day}", code=export.only.code, year=year, day=day)
        if export.only
        else t("ledger-{year}-{day}", year=year, day=day)
    )
    return (t("rehearsal-") if sight.ledger.department.pretend else "") + f"{name}.{suffix}"


def periods_as_csv(t: Translate, export: LedgerExport) -> bytes:
    """Every period in UTF-8 with its mark, as spreadsheet programs want it; no cell begins like a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([t(column.heading) for column in (*SHORT, *FIGURES)])
    for row in export.periods:
        writer.writerow([_csv_cell(value) for value in _short(t, row)])
    return file.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def workbook(t: Translate, export: LedgerExport) -> bytes:
    """Three sheets: the ledger as the board has it, every period, every revision."""
    book = Workbook()
    book.properties.creator = t("Dabiao")
    ledger = book.active
    if not isinstance(ledger, Worksheet):
        raise TypeError("a new workbook has no sheet")
    ledger.title = t("ledger")
    _fill(t, ledger, export.sight, (*TABLE, *FACTS, *FIGURES), (_full(t, r) for r in export.rows), "G")
    periods = book.create_sheet(t("by period"))
    _fill(t, periods, export.sight, (*SHORT, *FIGURES), (_short(t, r) for r in export.periods), "C")
    revisions = book.create_sheet(t("all revisions"))
    rows = (_revision(t, export.sight, r) for r in export.revisions)
    _fill(t, revisions, export.sight, (*SHORT, *REVISIONS), rows, "C")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


Values = Sequence[Any]


def _full(t: Translate, row: ExportRow) -> Values:
    i, c = row.indicator, row.indicator.cells
    cells = (
        i.code, c.duty_no, c.duty, c.sub_duty, c.goal, c.indicator, c.explanation, c.annual_target,
        c.planned_value, c.standard_value, c.standard_source, c.mean3, c.last_year, c.history_source, c.activity,
    )  # fmt: skip
    facts = (i.unit, t(MEASURES[i.measure]), t(DIRECTIONS[i.direction]), t(RHYTHMS[i.rhythm]))
    return (*cells, *facts, *_figures(t, row))


def _short(t: Translate, row: ExportRow) -> Values:
    return (row.indicator.code, row.indicator.name, row.indicator.unit, *_figures(t, row))


def _figures(t: Translate, row: ExportRow) -> Values:
    judged = row.attainment
    return (
        period_name(t, row.item.period) if row.item else None,
        row.target,
        row.value if row.value is None else rounded(row.value, 6).normalize(),
        scaled_unit(t, row),
        _share(judged.completion if judged else None),
        _share(judged.pace if judged else None),
        judged.deviation if judged else None,
        light_word(t, judged) if judged else None,
        t(STATES[row.state]) if row.state else None,
        reason_words(t, row.explanation) if row.explanation else None,
    )


def _revision(t: Translate, sight: Sight, row: RevisionRow) -> Values:
    indicator, revision = row.item.indicator, row.revision
    said = [revision.reason, revision.verdict_reason if row.named else ""]
    return (
        indicator.code,
        indicator.name,
        indicator.unit,
        period_name(t, row.item.period),
        revision.number,
        rounded(revision.value / row.scale, 6).normalize(),
        scaled_unit(t, row),
        t(STANDINGS[revision.standing]),
        t(LATE[row.late]) if row.late else None,
        revision.by_name if row.named else None,
        revision.at.astimezone(sight.local.tzinfo).replace(tzinfo=None),
        t("; ").join(filter(None, said)) or None,
        (revision.note or None) if row.named else None,
    )


def scaled_unit(t: Translate, row: ExportRow | RevisionRow) -> str:
    """亿元, 万平方米, %: what the numbers of the row are counted in."""
    return scaled(t, row.item.indicator if isinstance(row, RevisionRow) else row.indicator, row.scale)


def _share(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / 100


# ---------------------------------------------------------------- cells


def _fill(
    t: Translate,
    sheet: Worksheet,
    sight: Sight,
    columns: Sequence[Column],
    rows: Iterable[Values],
    freeze: str,
) -> None:
    notice = pretend_line(t, sight)
    title = t(
        "{department}: ledger of {year}", department=sight.ledger.department.name, year=sight.ledger.year
    )
    _write(sheet.cell(1, 1), f"{title}  {notice}".strip(), GENERAL)
    _write(
        sheet.cell(2, 1),
        f"{as_of(t, sight)}  {t('Internal data; not to be passed on without approval')}",
        GENERAL,
    )
    sheet.cell(1, 1).font = HEAD_FONT
    for n, column in enumerate(columns, start=1):
        head = sheet.cell(HEADER_ROW, n, t(column.heading))
        head.font, head.fill, head.alignment = HEAD_FONT, HEAD_FILL, Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    for number, values in enumerate(rows, start=HEADER_ROW + 1):
        for n, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
            _write(sheet.cell(number, n), value, column.format)
    sheet.freeze_panes = f"{freeze}{HEADER_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{max(sheet.max_row, HEADER_ROW)}"


def _write(cell: Cell | Any, value: Any, number_format: str) -> None:
    """Numbers as numbers; text as text, also where it begins like a formula."""
    if value is None:
        return
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = text
        cell.data_type = "s"
        if text.startswith(STARTS_A_FORMULA):
            cell.quotePrefix = True
        return
    cell.value = value
    cell.number_format = number_format
