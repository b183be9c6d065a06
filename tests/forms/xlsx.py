"""A workbook as its XML says it, read without the library that wrote it."""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(content: bytes, folder: str) -> list[Element]:
    """The parts of a folder of the package, by their numbers: worksheets/sheet1.xml, …"""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [n for n in package.namelist() if re.fullmatch(rf"xl/{folder}\d*\.xml", n)]
        names.sort(key=lambda name: int("".join(re.findall(r"\d+", name)) or 0))
        return [ElementTree.fromstring(package.read(n)) for n in names]  # noqa: S314 - our own file


def sheet(content: bytes) -> Element:
    """The first sheet."""
    return parts(content, "worksheets/sheet")[0]


def attributes(element: Element, path: str) -> Mapping[str, str]:
    """Of the only element at the path (sheetPr/pageSetUpPr)."""
    [found] = element.findall("/".join(S + name for name in path.split("/")))
    return found.attrib


def merged(content: bytes) -> set[str]:
    """The merged ranges of the first sheet."""
    return {found.attrib["ref"] for found in sheet(content).iter(f"{S}mergeCell")}


def printed(content: bytes) -> tuple[str, ...]:
    """(orientation, paper size, pages in width, rows on top of every page) of the first sheet."""
    setup = attributes(sheet(content), "pageSetup")
    [book] = parts(content, "workbook")
    names = {n.attrib["name"]: n.text or "" for n in book.iter(f"{S}definedName")}
    assert attributes(sheet(content), "sheetPr/pageSetUpPr")["fitToPage"] == "1"
    rows = names["_xlnm.Print_Titles"].rpartition("!")[2]
    return (setup["orientation"], setup["paperSize"], setup["fitToWidth"], rows)


def centimetres(content: bytes) -> Mapping[str, float]:
    """The margins of the first sheet."""
    margins = attributes(sheet(content), "pageMargins")
    return {side: round(float(inches) * 2.54, 2) for side, inches in margins.items()}


def widths(content: bytes) -> list[float]:
    """Widths of the first sheet's columns in letters."""
    return [float(column.attrib["width"]) for column in sheet(content).iter(f"{S}col")]


def heights(content: bytes) -> list[float]:
    """Heights of the first sheet's rows in points."""
    return [float(row.attrib["ht"]) for row in sheet(content).iter(f"{S}row")]


def kind(content: bytes, cell: str) -> tuple[str, bool]:
    """What a cell of the first sheet is (text, n for a number), and whether a quote marks it as text."""
    found = next(c for c in sheet(content).iter(f"{S}c") if c.attrib["r"] == cell)
    [styles] = parts(content, "styles")
    formats = styles.findall(f"{S}cellXfs/{S}xf")
    quoted = formats[int(found.attrib.get("s", 0))].attrib.get("quotePrefix") == "1"
    said = found.attrib.get("t", "n")
    assert found.find(f"{S}f") is None
    return "text" if said in ("s", "inlineStr") else said, quoted
