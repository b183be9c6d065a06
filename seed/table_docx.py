"""The tables of a docx document as lines of cells. Imports python-docx."""

import io
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from bot.domain.errors import DomainError
from bot.services.workbook import check_package
from seed.table_joined import Piece, joined
from seed.table_layout import MOST_LINES, Line

_MOST_COLUMNS = 256
_GONE = {qn(f"w:{name}") for name in ("del", "moveFrom")}
_AROUND = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_TABLE, _ROW, _CELL, _PARAGRAPH = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


def tables_of(content: bytes) -> tuple[tuple[str, list[Line]], ...]:
    """(表1, its lines) of every table, as `joined` makes them of the document's.

    Deletions that are tracked are left out, insertions taken. Raises DomainError table-not-docx,
    table-zip-bomb, table-empty (no table with a word in it) and table-too-long (limit).
    """
    try:
        check_package(content)
        body = Document(io.BytesIO(content)).element.body
        found = joined(tuple(_pieces_of(body)))
    except DomainError:
        raise
    except Exception as error:  # whatever a broken file makes an XML reader raise
        raise DomainError("table-not-docx") from error
    if not any(line.number and any(line.cells) for _, lines in found for line in lines):
        raise DomainError("table-empty")
    return found


def _pieces_of(body: BaseOxmlElement) -> Iterator[Piece]:
    above: list[str] = []
    for element in _children(body):
        if element.tag == _PARAGRAPH and (text := _text(element)):
            above.append(text)
        elif element.tag == _TABLE:
            yield Piece(tuple(above), tuple(_lines(element)))
            above = []


def _lines(table: BaseOxmlElement) -> list[Line]:
    """Merged cells as in a sheet: shown in every row of their first column."""
    rows = [row for row in _children(table) if row.tag == _ROW and not _is_gone(row)]
    if len(rows) > MOST_LINES:
        raise DomainError("table-too-long", limit=MOST_LINES)
    found: list[Line] = []
    above: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        cells: dict[int, str] = {}
        at = _number(row, "w:trPr/w:gridBefore")
        for cell in _children(row):
            if cell.tag != _CELL or at >= _MOST_COLUMNS:
                continue
            cells[at] = above.get(at, "") if _goes_on(cell) else _text(cell)
            at += max(_number(cell, "w:tcPr/w:gridSpan"), 1)
        above = cells
        found.append(Line(number, tuple(cells.get(n, "") for n in range(min(at, _MOST_COLUMNS)))))
    return found


def _children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The children; content controls and tracked insertions show what is in them."""
    for child in element:
        if child.tag in _AROUND:
            yield from _children(child)
        else:
            yield child


def _is_gone(row: BaseOxmlElement) -> bool:
    return bool(row.xpath("./w:trPr/w:del"))


def _goes_on(cell: BaseOxmlElement) -> bool:
    """Whether the cell belongs to the one above it."""
    return any(m.get(qn("w:val"), "continue") == "continue" for m in cell.xpath("./w:tcPr/w:vMerge"))


def _number(element: BaseOxmlElement, path: str) -> int:
    said = [found.get(qn("w:val"), "") for found in element.xpath(f"./{path}")]
    return int(said[0]) if said and said[0].isdecimal() else 0


def _text(element: BaseOxmlElement) -> str:
    """The words of a paragraph, or of a cell: its paragraphs one below the other, without tables within."""
    if element.tag == _CELL:
        texts = (_text(child) for child in _children(element) if child.tag == _PARAGRAPH)
        return "\n".join(text for text in texts if text)
    return "".join(_pieces(element)).strip()


def _pieces(element: BaseOxmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE:
            yield from _pieces(child)
