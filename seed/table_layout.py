"""The shape of a published table: lines, header words, pages. Imports the standard library and the year."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from seed.table_year import year_of

HEADER_WORDS = (
    *("职责序号", "部门职责", "职责目标", "绩效指标", "指标解释", "年度指标值", "指标参考值", "工作活动"),
    *("标准值", "历史值", "规划值", "当年标准值", "前三年均值", "上年值", "来源"),
)
_SIGNATURE = {"绩效指标", "年度指标值"}  # both stand in the first line of every header
_REFERENCES = {"指标参考值", "历史值", "规划值", "当年标准值", "前三年均值", "上年值"}
_FEWEST_REFERENCES = 3  # a table with fewer is another one
_TITLE = re.compile(r"绩效目标|目标表")
_YEAR = re.compile(r"(20\d\d)\s*年")
_REMARK = re.compile(
    r"(第\s*\d+\s*页.*|[-—–\s]*\d+[-—–\s]*|\d+\s*/\s*\d+|(注|备注|说明|填表|填报|单位|金额单位).{0,200})"
)
_SIGNATURES = re.compile(
    r"(填表|填报|制表|审核|复核|经办|联系|单位|部门|科室|主管|分管)(人|单位|部门|科室|日期|时间|电话|负责人|领导)*"
    r"([(（](签字|签章|盖章|签名)[)）])?\s*[:：].{0,40}"
)
_MOST_COLUMNS = 60

MOST_LINES = 5000
"""Lines of a table that are looked into; the longest known tables have some hundreds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; `number` is where a person finds it (from 1), `width` its cells as they came."""

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    width: int = 0

    @property
    def text(self) -> str:
        """What stands in the line, shortened for showing."""
        return " | ".join(cell for cell in self.cells if cell)[:120]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table without its headers: `pages` are the lines between them, `title` stands above the first."""

    pages: tuple[tuple[Line, ...], ...]
    title: str
    year: int | None


def tidy(cell: str) -> str:
    """A cell as it reads: line breaks become blanks, the blanks around it go, those inside stay."""
    if not cell:
        return cell
    return re.sub(r"\s*[\r\n\v\f]+\s*", " ", cell).strip().strip("\ufeff")


def squeeze(text: str) -> str:
    """For comparing: half-width and without any blank."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def layout(lines: Iterable[Line]) -> Layout | None:
    """Part the lines into pages, or None where no header of the official form is found."""
    pages: list[list[Line]] = []
    preface: list[Line] = []
    references: set[str] = set()
    known = in_header = False
    for line in filter(_says_something, map(_trim, lines)):
        if is_header(line):
            known = known or _starts_a_header(line)
            references |= _REFERENCES & {squeeze(cell) for cell in line.cells}
            if not in_header:
                pages.append([])
            in_header = True
        elif not pages:
            preface.append(line)
        elif not is_aside(line):
            pages[-1].append(line)
            in_header = False
    if not known or len(references) < _FEWEST_REFERENCES:
        return None
    return Layout(tuple(map(_without_empty_columns, pages)), _title(preface), year_of(alone(preface)))


def alone(lines: Iterable[Line]) -> list[str]:
    """The texts of lines that hold one only, as titles do."""
    said = [{cell for cell in line.cells if cell} for line in lines]
    return [texts.pop() for texts in said if len(texts) == 1]


def tidied(lines: Iterable[Line]) -> list[Line]:
    """The lines that say something, their cells as they read."""
    return list(filter(_says_something, map(_trim, lines)))


def _trim(line: Line) -> Line:
    return replace(line, cells=tuple(map(tidy, line.cells)), width=len(line.cells))


def _says_something(line: Line) -> bool:
    return any(line.cells)


def _starts_a_header(line: Line) -> bool:
    return {squeeze(cell) for cell in line.cells if len(cell) < 20} >= _SIGNATURE


def is_header(line: Line) -> bool:
    """Whether nothing but header words stand in it."""
    words = [squeeze(cell) for cell in line.cells if cell]
    return len(words) > 1 and all(map(_is_header_word, words))


def _is_header_word(word: str) -> bool:
    return any(word == known or word.startswith(known + "(") for known in HEADER_WORDS)


def is_aside(line: Line) -> bool:
    """A title said again, a page number, a note below the table; or who filled it in and who checked it."""
    said = [cell for cell in line.cells if cell]
    if len(said) > 1:
        return bool(_SIGNATURES.fullmatch(said[0]))
    return bool(_TITLE.search(said[0]) and _YEAR.search(said[0])) or bool(_REMARK.fullmatch(said[0]))


def is_titled(text: str) -> bool:
    """Whether it reads like the title of a table, not like a date or who filled it in."""
    return "表" in text and not re.search(r"[:：]|^[\d第（(]", text)


def _title(preface: Sequence[Line]) -> str:
    said = [next(filter(None, line.cells)) for line in preface]
    return next(filter(_TITLE.search, said), said[0] if said else "")[:200]


def _without_empty_columns(page: Sequence[Line]) -> tuple[Line, ...]:
    used = sorted({at for line in page for at, cell in enumerate(line.cells) if cell})[:_MOST_COLUMNS]
    return tuple(
        replace(line, cells=tuple(line.cells[at] for at in used if at < len(line.cells))) for line in page
    )
