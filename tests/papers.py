"""Small files of the kinds that people send in support of a figure."""

import io
import zipfile

from openpyxl import Workbook
from PIL import Image

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def picture(kind: str = "JPEG", shade: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (8, 8), shade).save(stream, kind)
    return stream.getvalue()


def pdf(words: str = "") -> bytes:
    return f"%PDF-1.4\n% {words}\n%%EOF\n".encode()


def docx(*paragraphs: str, **more: str) -> bytes:
    """Each paragraph in two runs, as Word breaks them; `more`: further parts."""
    runs = "".join(
        f"<w:p><w:r><w:t>{p[:2]}</w:t></w:r><w:r><w:t>{p[2:]}</w:t></w:r></w:p>" for p in paragraphs
    )
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": DOCUMENT.format(runs), **more})


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def xlsx(*cells: str | int) -> bytes:
    book = Workbook()
    book.active.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
