"""Files that support a figure (佐证材料): which are taken, and their names. Standard library only."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from bot.domain.errors import DomainError
from bot.domain.period import Period

LONGEST_NAME = 100
_JPEG, _PNG, _PDF, _ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
_MOST_WORDS = 8 * 1024 * 1024  # bytes of a document's text that are looked through
_TEXTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(?:sharedStrings|comments\d*)\.xml|xl/comments/comment\d*\.xml"
)
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_INLINE = re.compile(r"<(?:\w+:)?is>(.*?)</(?:\w+:)?is>", re.DOTALL)
_END = re.compile(r"</(?:\w+:)?(?:p|si)>")  # of a paragraph, of a cell's text
_TAG = re.compile(r"<[^>]*>")
_MACROS = "vbaProject.bin"
_DOCX, _XLSX = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
MIME = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": _DOCX,
    "xlsx": _XLSX,
}
"""The kinds of files that are taken, and what they are handed over as."""
_OTHER_SHEETS = frozenset({"xls", "et", "ett", "ods", "csv", "xlsm", "xlsb", "numbers"})
"""What spreadsheets are saved as, too: not taken, but easily saved again."""
_ENDINGS = {**{kind: kind for kind in MIME}, "jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that is kept under its SHA-256 (hex) and belongs to no figure yet; `size` in bytes."""

    sha256: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that belongs to a figure: the period's revision that was the newest when it came."""

    id: int
    indicator_id: int
    period: Period
    revision_id: int
    sha256: str
    name: str
    mime: str
    size: int
    by: int | None
    at: datetime
    by_name: str = ""


def last_part(name: str) -> str:
    """A file's name without folders and control characters, of a long one beginning and ending."""
    clean = "".join(c for c in re.split(r"[/\\]", name)[-1] if c.isprintable()).strip()
    return clean if len(clean) <= LONGEST_NAME else f"{clean[: LONGEST_NAME - 20]}…{clean[-19:]}"


def kind_of(content: bytes) -> str | None:
    """What the content itself is: a key of MIME; None for anything else, macros included."""
    if content.startswith(_JPEG):
        return "jpg"
    if content.startswith(_PNG):
        return "png"
    if content.startswith(_PDF):
        return "pdf"
    return _office_kind(content) if content.startswith(_ZIP) else None


def _office_kind(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in parts or any(p.endswith(_MACROS) for p in parts):
        return None
    if "word/document.xml" in parts:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in parts else None


def check_file(name: str, content: bytes, limit: int) -> str:
    """The kind of a file that may be kept. `limit` in bytes.

    Raises DomainError evidence-too-large, sheet-not-xlsx, evidence-type, or evidence-other-content (`kind`:
    what it is) when the name ends as another kind does.
    """
    if len(content) > limit:
        raise DomainError("evidence-too-large", name=name, limit=limit)
    kind, ending = kind_of(content), name.rpartition(".")[2].lower()
    if ending in _OTHER_SHEETS or (kind is None and ending == "xlsx"):
        raise DomainError("sheet-not-xlsx", name=name)
    if kind is None or ending not in _ENDINGS:
        raise DomainError("evidence-type", name=name)
    if _ENDINGS[ending] != kind:
        raise DomainError("evidence-other-content", name=name, kind=kind)
    return kind


def office_words(content: bytes) -> str:
    """The words of a docx or xlsx, to be looked through for what must not be kept; numbers of cells left out.

    Empty when they cannot be read. At most 8 MB are unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "\n".join(_texts(package))
    except Exception:  # whatever a broken file makes a zip reader raise: it is kept as it is, never opened
        return ""


def _texts(package: zipfile.ZipFile) -> Iterator[str]:
    left = _MOST_WORDS
    for part in package.namelist():
        if not (is_sheet := _SHEETS.fullmatch(part)) and not _TEXTS.fullmatch(part):
            continue
        with package.open(part) as stream:
            read = stream.read(left)
        left -= len(read)
        xml = read.decode("utf-8", "replace")
        inside = "\n".join(_INLINE.findall(xml)) if is_sheet else _END.sub("\n", xml)
        yield unescape(_TAG.sub("", inside))
