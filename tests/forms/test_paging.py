"""Pages end between rows; a merged cell that goes on says on each page what it says."""

import io
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.form_details import FormDetails
from bot.domain.period import Rhythm
from bot.forms import form_a, form_c, form_d
from bot.forms.paging import Page, page_tops, parts
from bot.forms.paper import workbook
from bot.services.form_a import FormA
from bot.services.form_c import form_c as made_c
from bot.services.form_d import form_d as made_d
from seed.published_table import read_table
from tests.forms.made import Line, ledger
from tests.seed.tables import CODES, ROWS

HEADED = Page(room=100, repeated=(1, 2))


def even(rows: int, height: float = 10) -> dict[int, float]:
    return dict.fromkeys(range(1, rows + 1), height)


def test_what_fits_is_one_page() -> None:
    assert page_tops(even(10), [], HEADED) == ()


def test_further_pages_have_less_room_because_of_the_header() -> None:
    assert page_tops(even(27), [], HEADED) == (11, 19, 27)


def test_a_page_ends_a_little_early_rather_than_through_a_cell() -> None:
    assert page_tops(even(15), [(10, 12)], HEADED) == (10,)


def test_a_page_is_not_left_half_empty_for_a_cell() -> None:
    assert page_tops(even(15), [(5, 15)], HEADED) == (11,)


def test_the_header_is_never_parted_nor_left_alone() -> None:
    assert page_tops(even(12), [], Page(room=100, repeated=(9, 10))) == (9,)


def test_a_row_taller_than_a_page_has_its_own() -> None:
    assert page_tops({1: 10, 2: 10, 3: 500, 4: 10}, [], HEADED) == (3, 4)


@settings(deadline=None)
@given(
    st.integers(1, 60),
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)), max_size=8),
    st.integers(30, 300),
)
def test_every_row_stands_on_one_page_and_every_page_holds_its_rows(
    rows: int, cells: list[tuple[int, int]], room: int
) -> None:
    heights = even(rows)
    spans = [(top, min(top + more, rows)) for top, more in cells if top <= rows]
    tops = page_tops(heights, spans, Page(room, (1, 2)))
    edges = (1, *tops, rows + 1)
    assert list(edges) == sorted(set(edges))
    for number, (top, below) in enumerate(pairwise(edges)):
        assert (below - top) * 10 + (20 if number and top > 2 else 0) <= max(room, 30)
    for span in spans:
        cut = list(parts(span, tops))
        assert [row for first, last in cut for row in range(first, last + 1)] == list(
            range(span[0], span[1] + 1)
        )


# ---------------------------------------------------------------- the forms

LINES = [Line(f"指标{n}", "240件", "150", "2", rhythm=Rhythm.MONTHLY, month=7) for n in range(60)]
SIGNED = FormDetails(signatures=("填表人", "单位（盖章）"))


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_no_merged_cell_of_a_form_reaches_over_a_page() -> None:
    for content in (
        workbook(form_a.paper(FormA("某局", 2023, ROWS))),
        workbook(form_c.paper(made_c(ledger(*LINES), 7, SIGNED))),
        workbook(form_d.paper(made_d(ledger(*LINES), SIGNED))),
    ):
        sheet = sheet_of(content)
        breaks = [b.id for b in sheet.row_breaks.brk]
        over = [str(m) for m in sheet.merged_cells.ranges for b in breaks if m.min_row <= b < m.max_row]
        assert (over, len(breaks) > 0) == ([], True)


def test_a_duty_that_goes_on_is_said_again_and_read_as_one() -> None:
    read = read_table(workbook(form_a.paper(FormA("某局", 2023, ROWS))), "表.xlsx")
    assert (read.rows, read.codes, read.notes) == (ROWS, CODES, ())


def test_the_repeated_header_holds_no_half_of_a_label() -> None:
    sheet = sheet_of(workbook(form_c.paper(made_c(ledger(*LINES), 7, SIGNED))))
    assert (sheet["A20"].value, sheet["A22"].value) == (None, "绩效\n指标")
    between = (sheet["A21"].border.bottom, sheet["A22"].border.top)
    assert [side.style for side in between if side and side.style] == []
    assert (sheet["A21"].border.left.style, sheet["B21"].border.bottom.style) == ("thin", "thin")
    assert {"A20:A21"} <= {str(m) for m in sheet.merged_cells.ranges}


def test_nobody_signs_on_a_page_of_its_own() -> None:
    for number in range(20, 60):
        sheet = sheet_of(workbook(form_d.paper(made_d(ledger(*LINES[:number]), SIGNED))))
        last = 13 + number + 1  # 总分, and below it the line to sign at
        assert sheet.cell(last, 1).value == "总分"
        assert last not in [b.id for b in sheet.row_breaks.brk]


def test_a_form_of_one_page_is_kept_to_one() -> None:
    one = sheet_of(workbook(form_d.paper(made_d(ledger(*LINES[:10]), SIGNED))))
    several = sheet_of(workbook(form_d.paper(made_d(ledger(*LINES), SIGNED))))
    assert (one.page_setup.fitToHeight, several.page_setup.fitToHeight) == (1, 0)


def test_pages_are_numbered_and_columns_are_counted_in_the_forms_face() -> None:
    book = load_workbook(io.BytesIO(workbook(form_a.paper(FormA("某局", 2023, ROWS)))))
    assert book.worksheets[0].oddFooter.center.text == "第 &P 页，共 &N 页"
    assert book._named_styles["Normal"].font.name == "宋体"
