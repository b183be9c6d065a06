"""Opening a workbook that somebody sent, without believing it. Imports openpyxl and the domain's errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from bot.domain.errors import DomainError

if TYPE_CHECKING:  # the library is loaded when a file is read or written
    from openpyxl.workbook import Workbook

DOCUMENT = "word/document.xml"
LARGEST = 10 * 1024 * 1024
"""Bytes of a file that is still looked into."""

_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 2000
_MOST_RATIO = 200  # a sheet of text unpacks to about 20 times its size
_SMALL = 2 * 1024 * 1024  # below it the ratio says nothing
_MOST_MERGED = 1_000_000  # cells
_MOST_CELLS = 100_000  # 5000 lines of 20 columns: whoever else writes to SQLite waits while they are read
_PROPERTIES = "docProps/core.xml"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def is_document(content: bytes) -> bool:
    """Whether the file is a package with a Word document in it."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return DOCUMENT in package.namelist()
    except Exception:  # whatever a broken file makes the zip reader raise: it is none
        return False


def is_workbook(content: bytes, name: str) -> bool:
    """Whether the file claims, by name or by its first bytes, to be a workbook."""
    return name.lower().endswith((".xlsx", ".xlsm", ".xls")) or content.startswith((b"PK", OLD_OFFICE))


def is_encrypted(content: bytes) -> bool:
    """Whether a file of the old office kind is the wrapping of a newer one with a password."""
    return "EncryptedPackage".encode("utf-16-le") in content


def check_size(content: bytes) -> None:
    """Raises DomainError table-empty or table-too-large (size, limit: in bytes)."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise DomainError("table-empty")
    if len(content) > LARGEST:
        raise DomainError("table-too-large", size=len(content), limit=LARGEST)


def open_workbook(content: bytes, *, values_only: bool) -> Workbook:
    """The workbook; with `values_only` formulas are replaced by what they last showed.

    Raises DomainError: table-empty, table-too-large, table-old-xls, table-encrypted, table-not-xlsx,
    table-zip-bomb, table-many-cells (limit).
    """
    from openpyxl import load_workbook

    check_size(content)
    if content.startswith(OLD_OFFICE):
        raise DomainError("table-encrypted" if is_encrypted(content) else "table-old-xls")
    try:
        check_package(content)
        return load_workbook(io.BytesIO(content), data_only=values_only, keep_links=False)
    except DomainError:
        raise
    except DefusedXmlException as error:
        raise DomainError("table-zip-bomb") from error
    except Exception as error:  # whatever a broken file makes a zip, XML or workbook reader raise
        raise DomainError("table-not-xlsx") from error


def category(content: bytes) -> str:
    """What the workbook's properties call its category; empty when they say nothing that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = package.getinfo(_PROPERTIES)
            if part.file_size > _SMALL:
                return ""
            found = fromstring(package.read(part), forbid_dtd=True)
    except Exception:  # whatever a broken file makes a zip or XML reader raise: the full reader will say it
        return ""
    return next((e.text or "" for e in found if e.tag.endswith("}category")), "")


def check_package(content: bytes) -> None:
    """Raises DomainError table-zip-bomb, table-many-cells; whatever readers raise where it is broken."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if (
            len(parts) > _MOST_PARTS
            or unpacked > _MOST_UNPACKED
            or (unpacked > _SMALL and unpacked > packed * _MOST_RATIO)
        ):
            raise DomainError("table-zip-bomb")
        cells = merged = 0
        for part in (part for part in parts if part.filename.startswith("xl/worksheets/sheet")):
            with package.open(part) as stream:
                for one, covered in _cells(stream):
                    cells, merged = cells + one, merged + covered
                    if cells > _MOST_CELLS:
                        raise DomainError("table-many-cells", limit=_MOST_CELLS)
                    if merged > _MOST_MERGED:
                        raise DomainError("table-zip-bomb")


def _cells(stream: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The sheet's cells and those that its merged ranges cover: the reader would make an object of each."""
    for _, element in iterparse(stream, forbid_dtd=True):
        if element.tag.endswith("}c"):
            yield 1, 0
        if element.tag.endswith("mergeCell"):
            yield 0, _cells_in(element.get("ref", ""))
        if element.tag.endswith("row"):
            element.clear()


def _cells_in(ref: str) -> int:
    if not (found := _MERGED.fullmatch(ref)):
        return 0
    left, top, right, bottom = found.groups()
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
