"""A target that a table writes in another way: over three cells, or in one with its indicator.

Standard library and the reading of values only.
"""

import re
import unicodedata

from bot.domain.errors import DomainError
from bot.domain.indicator import Direction, Indicator
from bot.domain.quantity import Kind, Reading, read

IN_WORDS = "定性"
SYMBOLS = {
    **dict.fromkeys(("≥", ">=", "=>", "大于等于", "大于或等于", "不低于", "不少于", "正向", "正向指标"), "≥"),
    **dict.fromkeys(
        (
            "≤",
            "<=",
            "=<",
            "小于等于",
            "小于或等于",
            "不高于",
            "不超过",
            "反向",
            "反向指标",
            "逆向",
            "逆向指标",
        ),
        "≤",
    ),
    **dict.fromkeys((">", "大于", "高于", "超过"), ">"),
    **dict.fromkeys(("<", "小于", "低于"), "<"),
    **dict.fromkeys(("=", "==", "等于"), "="),
    **dict.fromkeys(("", "/", "-", "—", IN_WORDS, "定性指标", "定量", "定量指标"), ""),
}
"""What 计算符号 or 指标性质 may say, half-width, and the sign it stands for (none: the value says all)."""

_OF_DIRECTION = {Direction.MORE: (">=", ">"), Direction.LESS: ("<=", "<"), Direction.EXACT: ("=",)}
_SIGN = re.compile(r"≥|≤|⩾|⩽|≧|≦|>=|<=|[<>=]")
_ANY_SIGN = re.compile(
    r"[≥≤⩾⩽≧≦<>=＜＞＝]|不低于|不得低于|不少于|不得少于|不高于|不超过|不得超过|达到|控制在|[:：]"
)
_FIGURES = frozenset(
    (Kind.QUANTITY, Kind.RATE, Kind.INCREMENT, Kind.GROWTH, Kind.POINTS, Kind.RANGE, Kind.DATE)
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_OTHER_SIGNS = str.maketrans("⩾⩽≧≦", "≥≤≥≤")


def written_target(symbol: str, value: str, unit: str) -> str:
    """One cell of three: ≥, 95, % is ≥95%. What the value says itself is not said twice.

    Raises DomainError table-cell-sign (said, allowed) or table-cell-sign-twice (said, value).
    """
    said = "".join(unicodedata.normalize("NFKC", symbol).translate(_OTHER_SIGNS).split())
    if said not in SYMBOLS:
        raise DomainError("table-cell-sign", said=symbol, allowed="≥ ≤ > < = " + IN_WORDS)
    sign, value, unit = SYMBOLS[said], value.strip(), _unit(unit)
    own = _SIGN.match(unicodedata.normalize("NFKC", value).translate(_OTHER_SIGNS))
    if own and sign and SYMBOLS[own[0]] != sign:
        raise DomainError("table-cell-sign-twice", said=symbol, value=value)
    in_words = said.startswith(IN_WORDS) or not re.search(r"\d|[一二三四五六七八九十百千]", value)
    tail = "" if in_words or value.endswith(unit) else unit
    return f"{'' if own or in_words else sign}{value}{tail}"


def _unit(cell: str) -> str:
    unit = cell.strip()
    return "" if unit in ("/", "-", "—", "无", "其他", "其它") else unit


def named_target(text: str) -> tuple[str, str] | None:
    """The indicator and the target of one cell: 企业登记全程网办率≥95%. None where it does not hold both."""
    said = text.strip().rstrip("。；;，,")
    for found in _ANY_SIGN.finditer(said):
        name, target = said[: found.start()].rstrip(" :："), said[found.start() :].lstrip(":： ")
        if _LETTERS.search(name) and read(target).kind in _FIGURES:
            return name, target
    return None


def says_the_same(indicator: Indicator, target: str | None) -> bool:
    """Whether a target written otherwise is the stored one: 30亿元 of more-is-better is ≥30亿元."""
    old, new = indicator.target, read(target or "")
    if old.text == new.text or (old.kind is Kind.NONE and new.kind is Kind.NONE):
        return True
    if old.value is None or _amount(old) != _amount(new) or old.approximate != new.approximate:
        return False
    if old.operator and new.operator:
        return old.operator == new.operator
    return (old.operator or new.operator or "=") in (*_OF_DIRECTION[indicator.direction], "=")


def _amount(reading: Reading) -> tuple[object, ...]:
    return reading.kind, reading.value, reading.unit
