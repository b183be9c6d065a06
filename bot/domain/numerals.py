"""Numbers as people write them, Arabic and Chinese, with their scale words. Standard library only."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

_DIGITS = {c: i for i, row in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍")) for c in row}
_DIGITS |= {c: i + 6 for i, row in enumerate(("六陆", "七柒", "八捌", "九玖")) for c in row}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000}
_SCALES |= {"万": 10**4, "萬": 10**4, "w": 10**4, "亿": 10**8, "億": 10**8}
_ENGLISH = {"thousand": 10**3, "million": 10**6, "mln": 10**6, "mn": 10**6, "mio": 10**6}
_ENGLISH |= {"billion": 10**9, "bln": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12}
_AS_CHINESE = {Decimal(10**6): Decimal(10**4), Decimal(10**9): Decimal(10**8)}
"""The scale in which tables here write what English counts in millions and billions."""
_IN_WORDS = re.compile(  # 2.1 billion, 2.1bn; with a blank only where a word of its own follows
    rf" ?({'|'.join(_ENGLISH)})(?=(?:yuan|rmb|cny)?(?![a-z])|(?<=illion|ousand)[a-z])"
)
_NOT_A_SCALE = re.compile(r"百分[点之]|千(?:米|克|瓦|伏|卡|分之)|万分之|[kw](?=[a-z])")
_ARABIC = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|,[0-9])|[0-9]{1,3}(?:,[0-9]{4}){2,}(?![0-9,])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
)
_POINT = re.compile(r"点([0-9]+|[零〇一二三四五六七八九]+)")
_LONGEST = 400  # characters of one number

_SAME = str.maketrans(
    {
        **dict.fromkeys("–—―‐‑−﹣─", "-"),
        **dict.fromkeys("〜∼～", "~"),
        **dict.fromkeys("﹪％", "%"),
        **dict.fromkeys("≧⩾", "≥"),
        **dict.fromkeys("≦⩽", "≤"),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u2060\ufe0e\ufe0f\r", ""),
        **dict.fromkeys("\t\v\f\x85\u2028\u2029", " "),
        "﹥": ">",
        "﹤": "<",
        "﹦": "=",
    }
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it ends. `scale`: the scale word it was written with (30亿: 100000000), else 1."""

    value: Decimal
    scale: Decimal
    approximate: bool
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    value: Decimal
    is_scale: bool = False

    @property
    def is_digit(self) -> bool:
        return len(self.text) == 1 and not self.is_scale

    @property
    def is_zero(self) -> bool:
        return self.text in ("零", "〇")

    @property
    def is_arabic(self) -> bool:
        return not self.is_scale and self.text[0] in "0123456789."


def exact() -> Context:
    """A context wide enough for every number that is read: sums and products stay exact."""
    return Context(prec=4 * _LONGEST)


def plain(value: Decimal) -> str:
    """All digits, no exponent, no trailing zeros after the point: 50000, 99.7, 0."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def half_width(text: str) -> str:
    """One width, one kind of dash and digit, lower case. A full stop between digits becomes a point."""
    same = "".join(_one_width(c) for c in text.translate(_SAME)).translate(_SAME).lower()
    return re.sub(r"(?<=[0-9])[ ]?。[ ]?(?=[0-9])", ".", same)


def _one_width(char: str) -> str:
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    if char == "\u3000" or unicodedata.category(char) == "Zs":
        return " "
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def starts_number(char: str) -> bool:
    """Whether a number can start with this (half-width) character."""
    return char in "0123456789." or char in _DIGITS or char in "十拾"


def scan(text: str, start: int = 0) -> Number | None:
    """The number that starts at `start` of a half-width text without blanks, with all its scale words.

    3.2万, 1,234, 三万二 (32000), 两百五, 1亿5000万, 30多亿. None when there is none, or when it can be
    read two ways.
    """
    tokens, end = _tokens(text, start)
    approximate = bool(tokens) and text.startswith(("多", "余"), end)
    if approximate or (tokens and text.startswith(("个亿", "个万"), end)):
        more, end = _tokens(text, end + 1)
        if not all(t.is_scale for t in more):
            return None
        tokens += more
    if not tokens or end - start > _LONGEST:
        return None
    value = _value(tokens)
    return None if value is None else Number(value, _written_scale(tokens), approximate, end)


def _tokens(text: str, start: int) -> tuple[list[_Token], int]:
    tokens: list[_Token] = []
    at = start
    while at < len(text) and at - start <= _LONGEST:
        found = _token(text, at)
        if found is None:
            break
        tokens.append(found)
        at += len(found.text)
    return tokens, at


def _token(text: str, at: int) -> _Token | None:
    char = text[at]
    if char in _SCALES and not _NOT_A_SCALE.match(text, at):
        return _Token(char, Decimal(_SCALES[char]), is_scale=True)
    if at and (in_words := _IN_WORDS.match(text, at)):
        return _Token(in_words[0], Decimal(_ENGLISH[in_words[1]]), is_scale=True)
    arabic = _ARABIC.match(text, at)
    if arabic:
        whole = arabic[0]
    elif char in _DIGITS:
        whole = char
    else:
        whole = ""
    point = _POINT.match(text, at + len(whole))
    if not whole and not (point and at):
        return None
    return _Token(whole + point[0] if point else whole, Decimal(_plain_digits(whole, point)))


def _plain_digits(whole: str, point: re.Match[str] | None) -> str:
    integer = "".join(str(_DIGITS.get(c, c)) for c in whole.replace(",", "")) or "0"
    if point is None:
        return integer
    if "." in integer:
        return "NaN"
    return integer + "." + "".join(str(_DIGITS.get(c, c)) for c in point[1])


def _value(tokens: list[_Token]) -> Decimal | None:
    for scale in (10**12, 10**9, 10**8, 10**6, 10**4, 1000, 100, 10):
        places = [i for i, t in enumerate(tokens) if t.is_scale and t.value == scale]
        if len(places) == 1:
            return _scaled(tokens[: places[0]], Decimal(scale), tokens[places[0] + 1 :])
        if places:
            return None
    return _unscaled(tokens)


def _unscaled(tokens: list[_Token]) -> Decimal | None:
    if len(tokens) == 1:
        return tokens[0].value if tokens[0].value.is_finite() else None
    if tokens and all(t.text in _DIGITS for t in tokens):  # 二〇二三
        return Decimal("".join(str(_DIGITS[t.text]) for t in tokens))
    return None


def _scaled(left: list[_Token], scale: Decimal, right: list[_Token]) -> Decimal | None:
    head = _value(_without_zero(left)) if left else Decimal(1) if scale == 10 else None
    tail = _remainder(right, scale)
    if head is None or tail is None or (tail and head != head.to_integral_value()):
        return None
    with_scale = exact().multiply(head, scale)
    return exact().add(with_scale, tail)


def _without_zero(tokens: list[_Token]) -> list[_Token]:
    return tokens[1:] if len(tokens) > 1 and tokens[0].is_zero else tokens


def _remainder(tokens: list[_Token], scale: Decimal) -> Decimal | None:
    """What follows a scale word: nothing, a spoken digit (三万二: 2000), or a number below the scale."""
    if not tokens:
        return Decimal(0)
    if len(tokens) == 1 and tokens[0].is_digit and not tokens[0].is_zero:
        return exact().divide(exact().multiply(tokens[0].value, scale), Decimal(10))
    if len(tokens) == 1 and not _fits_behind(tokens[0], scale):
        return None
    value = _value(_without_zero(tokens))
    return value if value is not None and value < scale else None


def _fits_behind(token: _Token, scale: Decimal) -> bool:
    """3万0025 and 1万2000 are sure; 3万25 could be two numbers."""
    whole = token.text.replace(",", "").partition(".")[0].partition("点")[0]
    return scale == 10 or token.value < 1 or len(whole) == len(str(scale)) - 1


def _written_scale(tokens: list[_Token]) -> Decimal:
    scales = [t.value for t in tokens if t.is_scale]
    if len(scales) == len(tokens) - 1 and tokens[0].is_arabic:
        return _product([_AS_CHINESE.get(s, s) for s in scales])
    return max([s for s in scales if s >= 10**4], default=Decimal(1))


def _product(scales: list[Decimal]) -> Decimal:
    product = Decimal(1)
    for scale in scales:
        product = exact().multiply(product, scale)
    return product
