"""Examples that can be typed back, in the reader's language. Imports figures and the catalogue.

The domain and the services write theirs as they are typed in Chinese; in English the same is typed with English
command words, periods, days and figures.
"""

import re
from collections.abc import Callable, Mapping

from bot.texts.catalogue import Translate
from bot.texts.common import month_name
from bot.texts.figures import as_written

COMMANDS: Mapping[str, str] = {
    "监控": "round",
    "自评": "selfcheck",
    "请假": "away",
    "邀请": "invite",
    "计划": "plan",
    "免打扰": "quiet",
    "B角": "deputy",
}
"""Those that examples begin with; the first alias of a command and its name."""
WORDS: Mapping[str, str] = {"联络员": "contact", "结束": "close", "关": "off"}
_QUARTERS = "一二三四"
_MONTH = "1[0-2]|[1-9]"


def typed(t: Translate, example: str) -> str:
    """监控 1-7月 8月15日前 鲁财绩〔2023〕5号 -> round Jan-Jul by 15 August 鲁财绩〔2023〕5号"""
    if t.language != "en":
        return example
    return " ".join(_word(t, word) for word in example.split(" "))


def _word(t: Translate, word: str) -> str:
    if word in COMMANDS or word in WORDS:
        return {**COMMANDS, **WORDS}[word]
    for form, said in _FORMS:
        if found := re.fullmatch(form, word):
            return said(t, found)
    return as_written(t, word)


def _day(t: Translate, month: str, day: str) -> str:
    return f"{int(day)} {month_name(t, int(month))}"


_FORMS: tuple[tuple[str, Callable[[Translate, re.Match[str]], str]], ...] = (
    (rf"1-({_MONTH})月", lambda t, f: f"Jan-{month_name(t, int(f[1]))}"),
    (rf"({_MONTH})月", lambda t, f: month_name(t, int(f[1]))),
    (rf"([{_QUARTERS}])季度", lambda t, f: f"Q{_QUARTERS.index(f[1]) + 1}"),
    (rf"({_MONTH})月(\d+)日前", lambda t, f: f"by {_day(t, f[1], f[2])}"),
    (
        rf"({_MONTH})月(\d+)日到({_MONTH})月(\d+)日",
        lambda t, f: f"{_day(t, f[1], f[2])} to {_day(t, f[3], f[4])}",
    ),
)
