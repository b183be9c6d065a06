"""The fill-in workbook out and in over generated tables and values: what was typed would be stored."""

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from bot.domain.people import Person, Post, Role
from bot.domain.period import Period, Rhythm
from bot.forms import fill_in_book, fill_in_read
from bot.services import fill_in
from bot.services.ledger import Ledger
from bot.texts import fill_in as texts
from bot.texts.catalogue import translator
from bot.workdays import work_calendar
from tests.forms.generated import WORDS
from tests.forms.made import RATE, Line, ledger

TODAY = date(2023, 7, 3)
JUNE = Period(2023, 6)
CALENDAR = work_calendar()
ADMIN = Person(1, 1, "郑主管", (Post(Role.ADMIN),))
T = translator("zh_CN")
AMOUNTS = {"30亿元": 10**8, "240件": 1, "0.5万": 10**4, "340万平方米": 10**4, "1800次": 1, "950元": 1}
"""Annual targets, and how many of the base unit one of the unit that the row asks for is."""


@dataclass(frozen=True)
class Typed:
    """A row of the workbook: its indicator, the figure as the cell holds it, and the value it means."""

    line: Line
    cell: object
    value: Decimal
    note: str


@st.composite
def amounts(draw: st.DrawFn) -> Typed:
    target = draw(st.sampled_from(sorted(AMOUNTS)))
    figure = draw(st.decimals(Decimal("0.01"), 9999, places=2))
    scale = AMOUNTS[target]
    as_text = f"{figure:f}{target.lstrip('0123456789.')}"
    cell = draw(st.sampled_from([float(figure), f"{figure:f}", as_text]))
    return Typed(Line(draw(WORDS), target, rhythm=Rhythm.MONTHLY), cell, figure * scale, draw(NOTES))


@st.composite
def rates(draw: st.DrawFn) -> Typed:
    figure = draw(st.decimals(2, 100, places=1))
    line = Line(draw(WORDS), draw(st.sampled_from(["95%", "≥99.7%", "100%"])), measure=RATE)
    cell = draw(st.sampled_from([float(figure), f"{figure}%"]))
    return Typed(Line(line.name, line.target, measure=RATE, rhythm=Rhythm.MONTHLY), cell, figure, draw(NOTES))


NOTES = st.just("") | WORDS.filter(lambda text: len(text) <= 200 and not text.startswith(("=", "#")))
ROWS = st.lists(amounts() | rates(), min_size=1, max_size=6)


def offered(book: Ledger) -> bytes:
    rows = fill_in.rows_of(book, ADMIN, (2023, 6), CALENDAR, TODAY)
    shown = [texts.book_row(T, row) for row in rows]
    return fill_in_book.write(1, 2023, shown, texts.book_words(T, JUNE, ADMIN.name))


def filled(content: bytes, rows: list[Typed]) -> bytes:
    """Filled in and saved by a spreadsheet's own writer."""
    book = load_workbook(io.BytesIO(content))
    for number, row in enumerate(rows, fill_in_book.HEADER_ROW + 1):
        book.worksheets[0][f"{fill_in.FIGURE}{number}"] = row.cell
        book.worksheets[0][f"{fill_in.NOTE}{number}"] = row.note or None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_what_was_typed_is_what_would_be_stored(rows: list[Typed]) -> None:
    book = ledger(*(row.line for row in rows))
    found = fill_in.check(fill_in_read.read(filled(offered(book), rows)), book, ADMIN, CALENDAR, TODAY)
    assert [(w.cell, w.error.code) for w in found.wrong] == []
    lines = sorted((*found.sure, *found.doubted), key=lambda line: line.item.indicator.id)
    assert [(line.item.indicator.id, line.item.period, line.value) for line in lines] == [
        (number, JUNE, row.value) for number, row in enumerate(rows, 1)
    ]
    assert [" ".join(line.line.note.split()) for line in lines] == [
        " ".join(row.note.split()) for row in rows
    ]


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_a_second_library_reads_what_was_written(rows: list[Typed]) -> None:
    """What is shown in each row, and that the sheet with the keys is hidden."""
    book = ledger(*(row.line for row in rows))
    read = CalamineWorkbook.from_filelike(io.BytesIO(offered(book)))
    assert [(s.name, s.visible) for s in read.sheets_metadata][1] == (
        fill_in_book.HIDDEN,
        SheetVisibleEnum.VeryHidden,
    )
    lines = read.get_sheet_by_index(0).to_python(skip_empty_area=False)[fill_in_book.HEADER_ROW :]
    assert [(line[0], line[1], line[3]) for line in lines] == [
        (i.code, i.name, texts.target_text(T, i)) for i in book.indicators
    ]
    keys = read.get_sheet_by_name(fill_in_book.HIDDEN).to_python()
    assert keys[0][:3] == ["fill-in", 1, 2023]
    assert [row[1:3] for row in keys[1:]] == [[i.id, JUNE.key] for i in book.indicators]
