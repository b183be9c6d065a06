"""The published table as a workbook: merged ranges, pages, numbers as cells, and files that are none."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.domain.errors import DomainError
from seed.published_table import read_table
from seed.table_rows import Note
from tests.seed.tables import CODES, PUBLISHED, ROWS, TITLE, content, workbook

PAGES = ((0, 6), (6, 13), (13, 18), (18, 22), (22, 26))


def read_book(book: Workbook) -> tuple[tuple[str, ...], tuple[object, ...]]:
    table = read_table(content(book), "table.xlsx")
    return table.codes, table.rows


def error_of(data: bytes, name: str = "table.xlsx") -> DomainError:
    with pytest.raises(DomainError) as raised:
        read_table(data, name)
    return raised.value


def repacked(extra: dict[str, bytes]) -> bytes:
    """The workbook with parts added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content(workbook()))) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, extra.pop(name, old.read(name)))
        for name, part in extra.items():
            new.writestr(name, part)
    return stream.getvalue()


def test_merged_cells_are_filled_down() -> None:
    table = read_table(content(workbook()), "绩效.XLSX")
    assert (table.codes, table.rows) == (CODES, ROWS)
    assert (table.title, table.year, table.notes) == (TITLE, 2023, ())


@pytest.mark.parametrize("pages", [PAGES, ((0, 3), (3, 26)), ((0, 13), (13, 26))])
def test_pages_one_below_the_other_are_one_table(pages: tuple[tuple[int, int], ...]) -> None:
    assert read_book(workbook(pages)) == (CODES, ROWS)


def unmerged(page: Worksheet) -> None:
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))


def hidden_rows(page: Worksheet) -> None:
    page.row_dimensions[8].hidden = True  # one of the rows
    page.insert_rows(2)
    page.cell(2, 1).value = "field01"
    page.row_dimensions[2].hidden = True
    page.append(["x", "y", 1])
    page.row_dimensions[page.max_row].hidden = True


def percentages_as_numbers(page: Worksheet) -> None:
    for row in page.iter_rows(6):
        for cell in row:
            text = str(cell.value or "")
            if text.endswith("%"):
                places = len(text.rstrip("%").partition(".")[2])
                cell.value = float(text.rstrip("%")) / 100
                cell.number_format = "0%" if places == 0 else f"0.{'0' * places}%"


def numbers_as_numbers(page: Worksheet) -> None:
    for row in page.iter_rows(6):
        for cell in row:
            if str(cell.value or "").isdigit():
                cell.value = int(str(cell.value))
            elif str(cell.value or "").endswith("项") and str(cell.value)[:-1].isdigit():
                cell.value, cell.number_format = float(str(cell.value)[:-1]), '0"项"'


def line_breaks(page: Worksheet) -> None:
    for row in page.iter_rows(6):
        for cell in row:
            if str(cell.value) == "便民服务 工作":
                cell.value = "便民服务\n工作"


def columns_before_and_after(page: Worksheet) -> None:
    for row in page.iter_rows(6):
        page.cell(row[0].row or 0, 20).value = None
    page.column_dimensions["P"].width = 30


@pytest.mark.parametrize(
    "change",
    [unmerged, percentages_as_numbers, numbers_as_numbers, line_breaks, columns_before_and_after],
)
def test_the_same_table_otherwise_formatted_reads_the_same(change: Callable[[Worksheet], None]) -> None:
    book = workbook()
    change(book.worksheets[0])
    assert read_book(book) == (CODES, ROWS)


def test_hidden_rows_are_read_and_hidden_remarks_are_not() -> None:
    book = workbook()
    unmerged(book.worksheets[0])
    hidden_rows(book.worksheets[0])
    assert read_book(book) == (CODES, ROWS)


def test_the_sheet_with_the_table_is_found_whatever_its_name_and_place() -> None:
    book = workbook(sheet="整体绩效(2)")
    book.create_sheet("封面", 0).append(["封面"])
    book.create_sheet("旧表", 0).sheet_state = "hidden"
    assert read_book(book) == (CODES, ROWS)


def test_a_second_table_in_the_workbook_is_named() -> None:
    book = workbook()
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "备份"
    table = read_table(content(book), "table.xlsx")
    assert table.rows == ROWS
    assert table.notes == (Note("other-sheets", {"read": "Sheet1", "others": ["备份"]}),)


def test_the_wrong_sheet_is_refused_with_the_names_there_are() -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.create_sheet("通讯录").append(["张"])
    error = error_of(content(book))
    assert (error.code, error.facts["sheets"]) == ("table-wrong-sheet", ["Sheet", "通讯录"])


def test_a_row_without_its_target_is_named_by_its_row_in_the_sheet() -> None:
    book = workbook()
    book.worksheets[0]["G10"].value = None
    error = error_of(content(book))
    assert (error.code, error.facts["line"]) == ("table-row-broken", 10)
    assert error.facts["missing"] == ["annual_target"]


def test_a_sheet_without_end_is_refused() -> None:
    book = workbook()
    book.worksheets[0]["E5001"].value = "满意率"
    assert error_of(content(book)).code == "table-too-long"


BOMB = b"<x>" + b"0" * (30 * 1024 * 1024) + b"</x>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
MERGED = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
MANY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    + (b"<row>" + b"<c/>" * 100 + b"</row>") * 1001
    + b"</sheetData></worksheet>"
)
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table-empty"),
        (b"PK\x03\x04 not a zip", "table-not-xlsx"),
        (PUBLISHED, "table-not-xlsx"),
        (OLD, "table-old-xls"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "table-encrypted"),
        (b"PK" + bytes(10 * 1024 * 1024), "table-too-large"),
        (content(Workbook()), "table-empty"),
        (repacked({"xl/media/bomb.xml": BOMB}), "table-zip-bomb"),
        (repacked({"xl/worksheets/sheet1.xml": ENTITIES}), "table-zip-bomb"),
        (repacked({"xl/worksheets/sheet1.xml": MERGED}), "table-zip-bomb"),
        (repacked({"xl/worksheets/sheet1.xml": MANY}), "table-many-cells"),
        (repacked({"xl/worksheets/sheet1.xml": b"<nonsense"}), "table-not-xlsx"),
        (repacked({"xl/workbook.xml": b"<a"}), "table-not-xlsx"),
    ],
    ids=[
        *("empty", "broken zip", "text called xlsx", "old xls", "encrypted", "large", "blank", "bomb"),
        *("entities", "all cells merged", "many cells", "broken sheet", "broken workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    assert error_of(data).code == code
