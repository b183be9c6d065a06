"""A bulletin's document laid out as a 公文: a 代拟稿 until it has a number and a date. The forms' paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.degrade import width
from bot.forms.bulletin import DRAFT, HEADER, title_of
from bot.forms.official_paper import (
    FANGSONG,
    HEITI,
    KAITI,
    SIZE_2,
    SIZE_5,
    XIAOBIAOSONG,
    OfficialPaper,
    Words,
)
from bot.forms.paper import PRETEND

ANNEX = "附件"
TO_SETTLE = "签发前待办（本页不随文印发，签发时自动去除）"
OPEN_DATE = "　　年　　月　　日"
WIDTHS = (12, 43, 22, 22, 24, 16, 17)  # millimetres, 156 in all
_NAMES = (1,)
_TITLE_LINE = 18  # letters of the title in a line of 156 mm, with room for wide digits
_TITLE_BREAK = "运行"  # 绩效目标运行 | 监控情况的通报
_RIGHT_OF_DATE = 4  # 成文日期右空四字


def bulletin_docx(document: Mapping[str, Any]) -> bytes:
    """The paper; without a number it says 代拟稿."""
    paper = OfficialPaper(title_of(document), document["issuer"])
    _head(paper, document)
    paper.line(Words(document["to"]))
    for paragraph in document["paragraphs"]:
        _paragraph(paper, *paragraph)
    paper.line()
    paper.line(Words(f"{ANNEX}：{document['annex_title']}"), indent=2)
    _sign_off(paper, document)
    _annex(paper, document)
    if not document["number"]:
        _to_settle(paper, document.get("pending", []))
    return paper.save()


def _head(paper: OfficialPaper, document: Mapping[str, Any]) -> None:
    if marks := [m for m in (_draft(document), PRETEND if document["pretend"] else "") if m]:
        paper.line(Words("　".join(marks), HEITI))
    if document["number"]:
        paper.line(Words(document["number"]), align="center")
    paper.line()
    for line in _title_lines(document["title"]):
        paper.line(Words(line, XIAOBIAOSONG, SIZE_2), align="center", with_next=True)
    paper.line()


def _draft(document: Mapping[str, Any]) -> str:
    return "" if document["number"] else DRAFT


def _title_lines(parts: list[str]) -> list[str]:
    """One line, or two that end where a part does; what needs more is filled up, its last part in two."""
    for first in range(len(parts), 0, -1):
        lines = ["".join(parts[:first]), "".join(parts[first:])]
        if all(_fits(line) for line in lines):
            return [line for line in lines if line]
    *before, last = parts
    lines = [""]
    head, ending, rest = last.partition(_TITLE_BREAK)
    for part in (*before, head + ending, rest):
        lines = [*lines[:-1], lines[-1] + part] if _fits(lines[-1] + part) else [*lines, part]
    return [line for line in lines if line]


def _fits(line: str) -> bool:
    return width(line) <= 2 * _TITLE_LINE


def _paragraph(paper: OfficialPaper, style: str, text: str, rest: str = "") -> None:
    match style:
        case "heading":
            paper.line(Words(text, HEITI), indent=2, with_next=True)
        case "opened":
            paper.line(Words(text, KAITI), Words(rest), indent=2)
        case _:
            paper.line(Words(text), indent=2)


def _sign_off(paper: OfficialPaper, document: Mapping[str, Any]) -> None:
    """The office over the middle of its date, which ends four letters from the right."""
    date = document["date"] or OPEN_DATE
    beside = (width(date) - width(document["issuer"])) / 4
    paper.line(with_next=True)
    paper.line(with_next=True)
    paper.line(
        Words(document["issuer"]), align="right", right=max(_RIGHT_OF_DATE + beside, 0), with_next=True
    )
    paper.line(Words(date), align="right", right=_RIGHT_OF_DATE)


def _to_settle(paper: OfficialPaper, pending: Sequence[tuple[str, Sequence[str]]]) -> None:
    """A last page that goes before signing: every indicator that stands in the way."""
    found = [(word, names) for word, names in pending if names]
    if not found:
        return
    paper.line(Words(TO_SETTLE, HEITI), new_page=True)
    paper.line()
    for word, names in found:
        paper.line(Words(f"{word}{len(names)}项：", HEITI), Words(f"{'；'.join(names)}。"), indent=2)


def _annex(paper: OfficialPaper, document: Mapping[str, Any]) -> None:
    paper.line(Words(ANNEX, HEITI), new_page=True)
    paper.line()
    paper.line(Words(document["annex_title"], XIAOBIAOSONG, SIZE_2), align="center")
    paper.line()
    paper.table(HEADER, document["annex"], WIDTHS, _NAMES)
    notes = document["notes"]
    for number, note in enumerate(notes, 1):
        label = f"{number}." if len(notes) > 1 else ""
        paper.line(Words(f"{'注：' if number == 1 else '　　'}{label}{note}", FANGSONG, SIZE_5))
