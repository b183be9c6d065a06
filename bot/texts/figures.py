"""Figures as their reader writes them: 21亿元, 2.1 billion yuan. Imports the domain and the catalogue.

Chinese is what the domain writes. English counts in millions and billions and says the very same value: where
a figure is rounded, it is rounded as the Chinese one is.
"""

import re
from decimal import Decimal

from bot.domain import figures
from bot.domain.numerals import exact, plain
from bot.domain.quantity import Kind, Reading, read
from bot.domain.unit_names import CLOSE, english
from bot.texts.catalogue import Translate

_WORDS = (
    (Decimal(10**12), "trillion", 5),
    (Decimal(10**9), "billion", 5),
    (Decimal(10**6), "million", 3),
)
"""Size, word, and the most places that are written with it: 3.4 million, but 40,900."""
_ONLY_A_FIGURE = re.compile(r"[≥≤><=＝＞＜]{0,2}-?[0-9.,]+[万亿]*[^\W0-9_]{0,5}[%‰℃]?")


def shown(
    t: Translate,
    value: Decimal,
    unit: str | None = "",
    *,
    scale: Decimal = Decimal(1),
    digits: int | None = None,
) -> str:
    """A value with its unit, in the scale it is usually written in; `digits` rounds it in that scale."""
    if t.language != "en":
        return figures.show(value, unit, scale=scale, digits=digits)
    number, size = figures.in_scale(value, scale=scale, digits=digits)
    if size == 1:
        return _with_unit(format(Decimal(number), ",f"), unit or "")
    return _with_unit(_in_words(exact().multiply(Decimal(number), size)), unit or "")


def signed(t: Translate, value: Decimal, unit: str | None = "", *, scale: Decimal = Decimal(1)) -> str:
    """The same with its sign: +4亿元, +400 million yuan."""
    return ("+" if value > 0 else "") + shown(t, value, unit, scale=scale)


def of_whole(t: Translate, value: Decimal, whole: Decimal, unit: str | None, *, scale: Decimal) -> str:
    """338/900亿元, 33.8/90 billion yuan: the value to two places in the scale that the whole is written in."""
    size = figures.in_scale(whole, scale=scale)[1]
    written = Decimal(1) if size == 1 else scale  # 5000 is not 0.5万
    part = figures.rounded(value / written, 2)
    if t.language != "en":
        return f"{plain(part)}/{figures.show(whole, unit, scale=scale)}"
    number, word, name = _in_words(whole).partition(" ")
    counted = next((n for n, known, _ in _WORDS if known == name), Decimal(1))
    short = plain(exact().divide(exact().multiply(part, written), counted))
    return _with_unit(f"{format(Decimal(short), ',f')}/{number}{word}{name}", unit or "")


def _in_words(value: Decimal) -> str:
    for size, word, places in _WORDS:
        scaled = plain(exact().divide(value, size))
        if abs(value) >= size and len(scaled.partition(".")[2]) <= places:
            return f"{format(Decimal(scaled), ',f')} {word}"
    return format(Decimal(plain(value)), ",f")


def _with_unit(number: str, unit: str) -> str:
    if unit in CLOSE or not unit:
        return f"{number}{unit}"
    return f"{number} {english(unit, one=number == '1')}"


def typed_unit(t: Translate, unit: str, scale: Decimal) -> str:
    """What numbers of that scale are counted in where they are typed: 亿元; in English million yuan, since a
    number and this behind it has to read as a figure.
    """
    if t.language != "en":
        return figures.show(scale, unit, scale=scale).removeprefix("1")
    word = next((word for size, word, _ in reversed(_WORDS) if Decimal(10**5) < scale <= size * 100), "")
    return f"{word} {english(unit) if unit not in CLOSE else unit}".strip()


def unit_name(t: Translate, unit: str | None) -> str:
    """件, items; as it is where there is no English name."""
    return english(unit) if unit and t.language == "en" else unit or ""


def as_written(t: Translate, text: str) -> str:
    """A cell or an example: one that is only a figure in the reader's way, anything else as it reads."""
    if t.language != "en" or not _ONLY_A_FIGURE.fullmatch(text.strip()):
        return text
    found = read(text)
    if found.kind not in (Kind.QUANTITY, Kind.RATE) or found.value is None or found.approximate:
        return text
    return _sign(text) + _exactly(t, text, found)


def _sign(text: str) -> str:
    signs = {"＝": "=", "＞": ">", "＜": "<"}
    found = re.match(r"[≥≤><=＝＞＜]*", text.strip())
    return "".join(signs.get(c, c) for c in found[0]) if found else ""


def _exactly(t: Translate, text: str, found: Reading) -> str:
    """With the places it is written with: 5.90%."""
    if found.scale == 1 and (number := re.search(r"-?[0-9.,]+", text)):
        return _with_unit(format(Decimal(number[0].replace(",", "")), ",f"), found.unit or "")
    return shown(t, found.value or Decimal(0), found.unit, scale=found.scale)
