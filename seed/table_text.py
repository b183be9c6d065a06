"""A published table as tab-separated text. Imports the table's layout and the domain's errors."""

import codecs
import re

from bot.domain.errors import DomainError
from seed.table_layout import HEADER_WORDS, MOST_LINES, Line

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def lines_of_text(content: bytes) -> list[Line]:
    """Lines and cells of a text in UTF-8, UTF-16 or GB18030. Raises DomainError."""
    text = _decode(content)
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MOST_LINES:
        raise DomainError("table-too-long", limit=MOST_LINES)
    return [Line(number, tuple(line.split("\t"))) for number, line in enumerate(lines, 1)]


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding) or _unknown()
    readable = [text for encoding in _UNMARKED if (text := _decoded(content, encoding)) is not None]
    for text in readable:
        if any(word in text for word in HEADER_WORDS):
            return text
    try:
        return content.decode("utf-8") if readable else _unknown()
    except UnicodeDecodeError:
        return _unknown()  # GB18030 decodes almost anything: without a known word it is not one


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _NOT_IN_TEXT.search(text) else text


def _unknown() -> str:
    raise DomainError("table-encoding", known=["UTF-8", "UTF-16", "GB18030"])
