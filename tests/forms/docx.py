"""A docx as its XML says it, read without the library that wrote it."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}"))  # noqa: S314 - our own file


def body(content: bytes) -> Element:
    found = part(content, "document.xml").find(f"{W}body")
    assert found is not None
    return found


def text(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def paragraphs(content: bytes) -> list[Element]:
    """The paragraphs outside tables, empty ones too."""
    return body(content).findall(f"{W}p")


def texts(content: bytes) -> list[str]:
    """What the paragraphs outside tables say, without empty ones."""
    return [said for p in paragraphs(content) if (said := text(p))]


def rows(content: bytes) -> list[list[str]]:
    """The cells of the only table."""
    [table] = body(content).findall(f"{W}tbl")
    return [[text(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def attributes(element: Element, path: str) -> Mapping[str, str]:
    """Of the only element at the path (w:pPr/w:spacing), without its namespace."""
    [found] = element.findall(path.replace("w:", W))
    return {name.removeprefix(W): value for name, value in found.attrib.items()}


def faces(paragraph: Element) -> list[tuple[str, str, str]]:
    """(East Asian face, size in half points, text) of each run that says something."""
    return [
        (
            attributes(run, "w:rPr/w:rFonts")["eastAsia"],
            attributes(run, "w:rPr/w:sz")["val"],
            text(run),
        )
        for run in paragraph.findall(f"{W}r")
        if text(run)
    ]
