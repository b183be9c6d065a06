"""A 公文 as Word has it: paper, type, headings, page numbers and tables by GB/T 9704—2012. python-docx.

Lengths are millimetres where not said otherwise; a 字 is a letter of the body, 16 points wide.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from bot.forms.paper import printable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FANGSONG, HEITI, KAITI, XIAOBIAOSONG, SONG = "仿宋", "黑体", "楷体", "方正小标宋简体", "宋体"
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22.0, 16.0, 14.0, 10.5  # 二号, 三号, 四号, 五号 in points
LINE = 28.0  # points, fixed
PAGE = (210, 297)
TOP, LEFT = 37, 28
TEXT_AREA = (156, 225)
NUMBER_BELOW = 25.5  # from the paper's edge to the page number, whose dash is then 7 below the text
_PITCH = -5  # twentieths of a point between letters: 28 of them in a line of 156 mm
_CELL_MARGIN = 45  # twentieths of a point
_ZI = 320  # twentieths of a point

_STANDS_IN = {
    XIAOBIAOSONG: "宋体",
    FANGSONG: "仿宋_GB2312",
    KAITI: "楷体_GB2312",
}
"""What a machine without the first face shows in its place."""

Align = Literal["justify", "left", "center", "right"]
_ALIGNMENTS = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of one face."""

    text: str
    face: str = FANGSONG
    size: float = SIZE_3
    bold: bool = False


class OfficialPaper:
    """A paper that grows from its top; `save` gives the file."""

    def __init__(self, title: str, author: str) -> None:
        self._docx: Docx = docx.Document()
        properties = self._docx.core_properties
        properties.title, properties.author, properties.comments = printable(title), printable(author), ""
        for time in properties._element.xpath("dcterms:created | dcterms:modified"):
            properties._element.remove(time)  # the template's own
        _set_fonts(self._docx)
        _set_page(self._docx)

    def line(
        self,
        *words: Words,
        align: Align = "justify",
        indent: float = 0,
        right: float = 0,
        new_page: bool = False,
        with_next: bool = False,
    ) -> None:
        """A paragraph; `indent` of its first line and `right` in 字. Without words an empty line."""
        paragraph = self._docx.add_paragraph()
        _lay_out(paragraph, align, LINE)
        paragraph.paragraph_format.page_break_before = new_page
        paragraph.paragraph_format.keep_with_next = with_next
        _indent(paragraph, indent, right)
        for one in words:
            _write(paragraph, one)

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], left: Sequence[int]
    ) -> None:
        """A table whose header repeats and whose rows are not broken; columns in `left` begin at the left."""
        table = self._docx.add_table(rows=0, cols=len(header), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        _set_cell_margins(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, texts in enumerate((header, *rows)):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            face = HEITI if number == 0 else FANGSONG
            for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                at_left = number > 0 and place in left
                cell.width = Mm(widths[place])
                _fill(cell, Words(text, face, SIZE_5), "left" if at_left else "center")

    def save(self) -> bytes:
        stream = io.BytesIO()
        self._docx.save(stream)
        return stream.getvalue()


def _set_cell_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties: Any = table._tbl.tblPr
    properties.insert_element_before(margins, "w:tblLook")


# ---------------------------------------------------------------- paper


def _set_page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.left_margin = Mm(TOP), Mm(LEFT)
    section.right_margin = Mm(PAGE[0] - LEFT - TEXT_AREA[0])
    section.bottom_margin = Mm(PAGE[1] - TOP - TEXT_AREA[1])
    section.footer_distance = Mm(NUMBER_BELOW)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, "right")
    _number_pages(section.even_page_footer, "left")


def _number_pages(footer: _Footer, side: Literal["left", "right"]) -> None:
    """— 1 — in 四号 at the outer side, one letter in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Normal"
    _lay_out(paragraph, side, None)
    _indent(paragraph, 1 if side == "left" else 0, 1 if side == "right" else 0)
    _write(paragraph, Words("— ", SONG, SIZE_4))
    for kind in ("begin", "PAGE", "end"):
        run = _write(paragraph, Words("", SONG, SIZE_4))
        run._r.append(_instruction(kind) if kind.isupper() else _field_char(kind))
    _write(paragraph, Words(" —", SONG, SIZE_4))


def _field_char(kind: str) -> Any:
    made = OxmlElement("w:fldChar")
    made.set(qn("w:fldCharType"), kind)
    return made


def _instruction(text: str) -> Any:
    made = OxmlElement("w:instrText")
    made.text = text
    return made


# ---------------------------------------------------------------- type


def _set_fonts(document: Docx) -> None:
    """The body's face everywhere, instead of the template's; and what stands in for a missing one."""
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(SIZE_3)
    _face(normal.element.get_or_add_rPr(), FANGSONG)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    normal.paragraph_format.space_after = Pt(0)
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no extra room beside digits and Latin letters
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        normal.element.get_or_add_pPr().insert_element_before(off, "w:snapToGrid", "w:spacing", "w:ind")
    fonts: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    entries = "".join(
        f"<w:font w:name={quoteattr(face)}><w:altName w:val={quoteattr(other)}/></w:font>"
        for face, other in _STANDS_IN.items()
    )
    fonts._blob = fonts.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def _face(properties: Any, face: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), face)
        theme = qn(f"w:{name}Theme" if name != "cs" else "w:cstheme")
        if theme in fonts.attrib:
            del fonts.attrib[theme]


def _write(paragraph: Paragraph, words: Words) -> Run:
    run = paragraph.add_run(printable(words.text))
    run.font.size, run.font.bold = Pt(words.size), words.bold or None
    _face(run._r.get_or_add_rPr(), words.face)
    if words.size == SIZE_3:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(_PITCH))
        properties: Any = run._r.get_or_add_rPr()
        properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    return run


def _lay_out(paragraph: Paragraph, align: Align, line: float | None) -> None:
    layout = paragraph.paragraph_format
    layout.alignment = _ALIGNMENTS[align]
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False
    if line is None:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)


def _indent(paragraph: Paragraph, first: float, right: float) -> None:
    """In letters, so that they stay letters at another size; and in points for what does not know letters."""
    if not first and not right:
        return
    indents = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, letters in (("firstLine", first), ("right", right)):
        if letters:
            indents.set(qn(f"w:{name}Chars"), str(round(letters * 100)))
            indents.set(qn(f"w:{name}"), str(round(letters * _ZI)))


def _fill(cell: _Cell, words: Words, align: Align) -> None:
    paragraph = cell.paragraphs[0]
    _lay_out(paragraph, align, words.size * 1.6)
    _write(paragraph, words)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
