"""The year a table says it is for: in its title or a line like （2023年度）, never in a date."""

import re
import unicodedata
from collections.abc import Iterable

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"(?<![\d\-—–~至到])(20\d\d)\s*年(?!\s*(?:\d|末|底|初|以来|[一-九十]+月))")
_ALONE = re.compile(r"[(\[【]?\s*20\d\d\s*年度?\s*[)\]】]?")
_TITLE = re.compile(r"表|绩效|目标|指标|任务|考核|清单|评价")
_OF_A_DAY = re.compile(r"(日期|时间|编制|填报|打印|制表)[^:]{0,6}:|\d{4}[-/.年]\s*\d{1,2}\s*[-/.月]")
_LONGEST = 80


def year_of(preface: Iterable[str]) -> int | None:
    """`preface`: the lines above the header that hold one text. None where they name no year, or several."""
    lines = [_plain(line) for line in preface if len(line) <= _LONGEST]
    lines = [line for line in lines if not _OF_A_DAY.search(line)]
    for chosen in (filter(_ALONE.fullmatch, lines), filter(_TITLE.search, lines)):
        years = {int(year) for line in chosen for year in _YEAR.findall(line)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _plain(line: str) -> str:
    text = unicodedata.normalize("NFKC", line)
    return re.sub(r"二[〇零○][一二三四五六七八九〇零○]{2}(?=\s*年)", lambda f: f[0].translate(_DIGITS), text)
