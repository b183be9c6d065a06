"""The published table gets in: every cell as it reads, whatever its pages do."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import DomainError
from seed.published_table import read_table
from seed.table_rows import Note
from tests.seed.tables import CODES, FIELDS, PUBLISHED, ROWS, TITLE

TEXT = PUBLISHED.decode("utf-8")
LINES = TEXT.split("\n")


def read_text(text: str, encoding: str = "utf-8") -> tuple[tuple[str, ...], tuple[object, ...]]:
    table = read_table(text.encode(encoding), "table.txt")
    return table.codes, table.rows


def error_of(content: bytes, name: str = "table.txt") -> DomainError:
    with pytest.raises(DomainError) as raised:
        read_table(content, name)
    return raised.value


def without_line(number: int) -> str:
    return "\n".join(LINES[: number - 1] + LINES[number:])


def with_line(number: int, line: str) -> str:
    return "\n".join([*LINES[: number - 1], line, *LINES[number:]])


def test_there_are_26_indicators_4_14_4_and_4() -> None:
    table = read_table(PUBLISHED, "linyi_2023.txt")
    assert Counter(code[0] for code in table.codes) == {"1": 4, "2": 14, "3": 4, "4": 4}
    assert table.codes == CODES
    assert (table.title, table.year, table.notes) == (TITLE, 2023, ())


@pytest.mark.parametrize("at", range(26), ids=CODES)
def test_every_cell_is_as_it_reads(at: int) -> None:
    row = read_table(PUBLISHED, "linyi_2023.txt").rows[at]
    actual = {name: getattr(row, name) for name in FIELDS}
    assert actual == {name: getattr(ROWS[at], name) for name in FIELDS}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    assert read_text(TEXT, encoding) == (CODES, ROWS)


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line + "\r",
        lambda line: line + "\t",
        lambda line: line.rstrip("\t"),
        lambda line: "\t" + line,
        lambda line: line.replace("\t", " \t　"),
        lambda line: "\t\t".join(line.split("\t", 1)),
        lambda line: line.replace("\t/", "\t／"),
    ],
    ids=["crlf", "trailing", "stripped", "column before", "blanks around", "column between", "wide slash"],
)
def test_changed_lines_read_the_same(change: Callable[[str], str]) -> None:
    assert read_text("\n".join(map(change, LINES))) == (CODES, ROWS)


@pytest.mark.parametrize("pages", [[16], [28], [38], [47], [16, 28, 38, 47]])
def test_a_page_without_its_header_reads_the_same(pages: list[int]) -> None:
    gone = {number for first in pages for number in range(first, first + 4)}
    kept = [line for number, line in enumerate(LINES, 1) if number not in gone]
    assert read_text("\n".join(kept)) == (CODES, ROWS)


@pytest.mark.parametrize("extra", ["第 2 页", "- 2 -", TITLE, "2", "注：本表一式两份。"])
def test_page_numbers_repeated_titles_and_notes_are_passed_over(extra: str) -> None:
    assert read_text(TEXT.replace("\n\n职责序号", f"\n{extra}\n\n职责序号")) == (CODES, ROWS)


@pytest.mark.parametrize(
    "signed",
    ["填表人：张三\t\t审核人：李四", "单位负责人(签字)：\t\t填报日期：2023年1月5日", "联系电话：\t8726000"],
)
def test_who_signed_below_the_table_is_passed_over(signed: str) -> None:
    assert read_text(f"{TEXT}\n{signed}\n") == (CODES, ROWS)


@pytest.mark.parametrize(("line", "code"), [(10, "1-02"), (12, "1-04"), (33, "2-11"), (54, "4-04")])
def test_a_row_taken_out_leaves_the_others_as_they_are(line: int, code: str) -> None:
    table = read_table(without_line(line).encode(), "table.txt")
    at = CODES.index(code)
    assert table.rows == ROWS[:at] + ROWS[at + 1 :]


def test_the_row_that_names_the_duty_is_missed() -> None:
    error = error_of(without_line(13).encode())
    assert error.code == "table-duty-conflict"
    assert error.facts["duty_no"] == "2"
    assert error.facts["duties"][1] == "深入推进重点领域改革"


def test_a_page_that_does_not_say_its_duty_number_is_named() -> None:
    table = read_table(without_line(51).encode(), "table.txt")
    assert table.notes == (Note("page-without-duty-number", {"line": 51, "duty_no": "3"}),)


def test_a_duty_left_out_is_named() -> None:
    kept = LINES[:41] + LINES[46:]
    table = read_table("\n".join(kept).encode(), "table.txt")
    assert table.notes == (Note("duty-numbers-missing", {"numbers": [3]}),)


def test_a_row_pasted_twice_is_named() -> None:
    table = read_table(with_line(10, LINES[9] + "\n" + LINES[9]).encode(), "table.txt")
    assert table.notes == (Note("indicator-twice", {"name": ROWS[1].indicator, "codes": ["1-02", "1-03"]}),)


@pytest.mark.parametrize("line", [9, 10, 11, 13, 14, 20, 23, 33, 36, 42, 44, 51, 53])
@pytest.mark.parametrize("field", ["annual_target", "standard_source", "indicator", "mean3"])
def test_a_row_with_a_cell_missing_is_refused_and_named(line: int, field: str) -> None:
    cells = LINES[line - 1].split("\t")
    row = next(row for row in ROWS if row.explanation in cells and row.indicator in cells)
    target = cells.index(row.explanation or "") + 1
    place = {
        "indicator": target - 2,
        "annual_target": target,
        "standard_source": target + 3,
        "mean3": target + 4,
    }
    del cells[place[field]]
    error = error_of(with_line(line, "\t".join(cells)).encode())
    assert (error.code, error.facts["line"]) == ("table-row-broken", line)
    assert error.facts["missing"] != []


@pytest.mark.parametrize("kept", [2, 5, 7, 9, 11, 12])
def test_a_row_cut_short_is_refused_and_named(kept: int) -> None:
    error = error_of(with_line(13, "\t".join(LINES[12].split("\t")[:kept])).encode())
    assert (error.code, error.facts["line"]) == ("table-row-broken", 13)


def test_a_row_without_its_target_says_what_is_missing() -> None:
    error = error_of(TEXT.replace("\t340万平方米\t/", "\t\t/").encode())
    assert error.code == "table-row-broken"
    assert error.facts["line"] == 32
    assert error.facts["missing"] == ["annual_target"]


def test_a_target_in_words_is_kept_as_it_reads() -> None:
    rows = read_table(
        TEXT.replace("\t340万平方米\t/\t340万平方米", "\t应保尽保\t/\t优良").encode(), "t.txt"
    ).rows
    assert (rows[13].annual_target, rows[13].standard_value) == ("应保尽保", "优良")
    assert rows[14:] == ROWS[14:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b" \r\n\t\r\n", "table-empty"),
        ("你好，这不是表。".encode(), "table-no-header"),
        ("\n".join(LINES[:8]).encode(), "table-empty"),
        ("\n".join(LINES[8:14]).encode(), "table-which-columns"),
        ("年度數量\t指標\n".encode("big5"), "table-encoding"),
        ("目標値\tテスト\n".encode("shift-jis"), "table-encoding"),
        (b"\xff\xfe\x00", "table-encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "table-encoding"),
        (b"\xff" * 100, "table-encoding"),
        (b"x" * (10 * 1024 * 1024 + 1), "table-too-large"),
        (PUBLISHED + b"\n1\t2" * 5000, "table-too-long"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert error_of(content).code == code


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
)
def test_whatever_bytes_come_it_is_a_domain_error(content: bytes) -> None:
    for name in ("table.txt", "table.xlsx"):
        assert error_of(content, name).code.startswith("table-")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(PUBLISHED)), st.integers(0, 60), st.binary(max_size=12))
def test_a_damaged_table_is_read_or_refused(at: int, length: int, instead: bytes) -> None:
    damaged = PUBLISHED[:at] + instead + PUBLISHED[at + length :]
    with suppress(DomainError):
        table = read_table(damaged, "table.txt")
        assert len(table.rows) == len(table.codes)
