"""A typed message as tokens: codes, list numbers, periods, figures, words. Imports the domain only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain import numerals, units
from bot.services.understand_names import Known, as_code, plain_words, whole_of
from bot.services.understand_periods import Named, day_end, period_at

_CODE = re.compile(
    r"([0-9]{1,2}) ?- ?([0-9]{2}|[0-9])([a-hA-H](?![a-zA-Z]))?(?![0-9]* ?[月日%]|[0-9]*[./][0-9])"
)
_CODE_WITHOUT_DASH = re.compile(  # 2.03 3.2万, 203：3.2万; not 203 456, a number in groups
    r"([0-9])(?:\.([0-9]{2})|([0-9]{2})(?! [0-9]{3}(?![0-9.万亿])))(?=(?: |[:=] ?)[0-9])"
)
_LIST_NUMBER = re.compile(
    r"(?:第 ?([0-9]{1,2}|[一二三四五六七八九十])[个项条](?: ?[、:,=]| )?|"
    r"([0-9]{1,2})(?: ?[、:)号,=]| ?\. | )) ?"
)
_ENUMERATED = re.compile(r"\([0-9]{1,2}\) ?|[0-9]{1,2}[)、] ?(?=[^0-9 ])|[0-9]{1,2}\. ?(?=[^0-9 ])")
_UNCHANGED = re.compile(
    r"(?:数据|还是)?(?:没有?变化?|无变化|未变化|没变动|不变|(?:和|跟|与|同)上(?:次|期|个?[月季]度?)(?:一样|相同|持平|一致)?|同上|持平|没动|一样)(?:的|了)?"
    r"|(?<![a-z])(?:(?:is |the )?same as (?:the )?(?:last time|before|last month|last quarter)"
    r"|as (?:last time|before)|unchanged|no changes?|the same)(?![a-z])"
)
_ZERO = re.compile(r"(?:没有|没|无|零|〇|(?<![a-z])(?:zero|nil|none))(?=$|[\s,;、。!])")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)(?![a-z])")
_OWN = re.compile(
    r"(?:(?:(?:比|较)上个?[月期季]度?(?:多|增加|新增)|多了|本月|当月|这个月|这月|本季度?|当季度?|本期|当期|又?新增加?|净增|增加|又)(?!止|累计)(?:了|数)?[为是:]?)+"
    r"|(?<![a-z])(?:this (?:month|quarter|period)(?:'s)?(?: alone| only)?(?: is| was|:)?|another|plus)"
    r" (?=[0-9])"
)
_LINK = re.compile(
    r" ?(?:/|分之|比|=|~|-|至|到|:) ?(?=[0-9零一二两三四五六七八九十百])| ?\((?=[0-9]+/[0-9]+\))"
)
_TAIL = re.compile(r"(?:\+[0-9.]+)+|\+(?![0-9])|左右|以上|以下|以内|上下|多|余|e[+-]?[0-9]+|(?:\.[0-9]+)+")
_TENTHS = re.compile(r"成(?:半|[一二三四五六七八九](?![一-鿿]))?")
_ABOUT = re.compile(
    r"大约为?|大概|约|近|将近|[+\-负≥≤><]|(?<![a-z])(?:about|around|approximately|roughly"
    r"|(?:not? )?(?:more|less) than|at (?:least|most)|up to|over|under|above|below) (?=[0-9])"
)
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_NAME_DIGITS = re.compile(r"[0-9]+(?:\+[0-9]+|[^\W\d_])")


class Type(StrEnum):
    CODE = "code"
    LIST_NUMBER = "list number"
    PERIOD = "period"
    DAY = "day"
    FIGURE = "figure"
    UNCHANGED = "unchanged"
    WORDS = "words"
    BREAK = "break"  # , 、 。 and the like


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the half-width text; `named` belongs to a period, `number` to a list number."""

    type: Type
    text: str
    start: int
    end: int
    named: Named | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is needed of the indicators to tell their names from figures."""

    codes: frozenset[str]
    pairs: frozenset[str]  # two letters in a row of some name
    digits: frozenset[str]  # figures that are part of a name: 7+1
    listed: int  # how many numbers the last list had
    today: date

    def next_code(self, text: str, start: int) -> int | None:
        """Where the next known code begins: 3.2万2-04 is a figure and a code."""
        found = (f for f in _CODE.finditer(text, start) if text[f.start() - 1] not in ".0123456789")
        return next((f.start() for f in found if _as_code(f) in self.codes and len(f[2]) == 2), None)

    @classmethod
    def of(cls, known: Sequence[Known], listed: int, today: date) -> "Vocabulary":
        names = {k.indicator.name for k in known}
        plain = [plain_words(name) for name in names]
        return cls(
            codes=frozenset(c for k in known for c in (k.indicator.code, whole_of(k.indicator.code))),
            pairs=frozenset(name[i : i + 2] for name in plain for i in range(len(name) - 1)),
            digits=frozenset(d for name in names for d in _NAME_DIGITS.findall(numerals.half_width(name))),
            listed=listed,
            today=today,
        )


def tokens(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    """The tokens of one half-width line."""
    at, words_from, fresh, following, coded = 0, None, True, 0, False
    while at <= len(text):
        inside = words_from is not None
        found = _token(text, at, vocabulary, inside, fresh, following) if at < len(text) else None
        over = found is not None or at == len(text) or text[at] == " "
        if over and words_from is not None:
            yield Token(Type.WORDS, text[words_from:at], words_from, at)
            words_from, fresh = None, False
        if found is not None:
            yield found
            fresh = found.type in (Type.BREAK, Type.FIGURE, Type.UNCHANGED)
            fresh = fresh and not (coded and found.text == ":")  # 2-07:4,600 is no fourth line
            coded = found.type is Type.CODE
            following = found.number + 1 if found.number else following
            at = found.end
            continue
        if not over and words_from is None:
            words_from = at
        at += _step(text, at, vocabulary)


def _step(text: str, at: int, vocabulary: Vocabulary) -> int:
    """One letter, or the figures of a name at once (7+1)."""
    return max((len(d) for d in vocabulary.digits if text.startswith(d, at)), default=1)


def _token(
    text: str, at: int, vocabulary: Vocabulary, in_words: bool, fresh: bool, following: int
) -> Token | None:
    char = text[at]
    if char in ",、。!?…:":
        return Token(Type.BREAK, char, at, at + 1)
    if any(text.startswith(d, at) for d in vocabulary.digits):
        return None
    if not (in_words and text[at - 1].isdigit()):
        if found := _code(text, at, vocabulary, in_words, fresh):
            return found
        if (
            not in_words
            and (found := _list_number(text, at, vocabulary))
            and (fresh or found.number == following)
        ):
            return found
        if fresh and (counted := _ENUMERATED.match(text, at)):
            return Token(Type.BREAK, counted[0], at, counted.end())
    return _period_or_day(text, at, vocabulary, in_words) or _value(text, at, vocabulary, in_words)


def _code(text: str, at: int, vocabulary: Vocabulary, in_words: bool, fresh: bool) -> Token | None:
    if fresh and not in_words and (bare := _CODE_WITHOUT_DASH.match(text, at)):
        code = as_code(f"{bare[1]}-{bare[2] or bare[3]}")
        return Token(Type.CODE, code, at, bare.end()) if code in vocabulary.codes else None
    found = _CODE.match(text, at)
    code = _as_code(found) if found else None
    if found is None or code is None:
        return None
    spaced = found.end() == len(text) or text[found.end()] in " :,=、。"
    unknown = spaced and len(found[2]) == 2 and (found[2].startswith("0") or fresh) and not in_words
    known = code in vocabulary.codes and (len(found[2]) == 2 or spaced)
    return Token(Type.CODE, code, at, found.end()) if known or unknown else None


def _as_code(found: re.Match[str]) -> str | None:
    return as_code(f"{found[1]}-{found[2]}{found[3] or ''}")


def _list_number(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    found = _LIST_NUMBER.match(text, at)
    if found is None or not vocabulary.listed:
        return None
    scanned = numerals.scan(found[1] or found[2])
    number = int(scanned.value) if scanned else 0
    if not 1 <= number <= vocabulary.listed:
        return None
    return Token(Type.LIST_NUMBER, found[0].strip(), at, found.end(), number=number)


def _period_or_day(text: str, at: int, vocabulary: Vocabulary, in_words: bool) -> Token | None:
    if at and text[at - 1].isdigit() and text[at].isdigit():
        return None
    if unchanged := _UNCHANGED.match(text, at):
        return Token(Type.UNCHANGED, unchanged[0], at, unchanged.end())
    if named := period_at(text, at, vocabulary.today):
        return Token(Type.PERIOD, text[at : named.end], at, named.end, named=named)
    end = day_end(text, at)
    return Token(Type.DAY, text[at:end], at, end) if end else None


# ---------------------------------------------------------------- figures


def _value(text: str, at: int, vocabulary: Vocabulary, in_words: bool) -> Token | None:
    asks = in_words and text[at - 1] == "了"  # 报了没有 is a question
    word = _NOT_FINITE.match(text, at) or (None if asks else _ZERO.match(text, at))
    if word and not (in_words and text[at].isascii()):
        return Token(Type.FIGURE, word[0], at, word.end())
    if code := vocabulary.next_code(text, at + 1):
        text = text[:code]
    own = _OWN.match(text, at)
    start = own.end() if own else at
    start += len(text[start:]) - len(text[start:].lstrip(" ")) if own else 0
    end = _figure_end(text, start, vocabulary, in_words and not own)
    return Token(Type.FIGURE, text[at:end], at, end) if end else None


def _figure_end(text: str, at: int, vocabulary: Vocabulary, in_words: bool) -> int:
    """Where the figure that starts at `at` ends, with unit, second part and the like; 0 if there is none."""
    if about := _ABOUT.match(text, at):
        at = about.end()
    end = _number_end(text, at, vocabulary, in_words)
    while end:
        if tail := _TAIL.match(text, end):
            end = tail.end()
        link = _LINK.match(text, end)
        following = _number_end(text, link.end(), vocabulary, False) if link else 0
        if not following:
            break
        end = following + (text[following : following + 1] == ")")
    return end


def _number_end(text: str, at: int, vocabulary: Vocabulary, in_words: bool) -> int:
    if spaced := _SPACED.match(text, at):
        return _unit_end(text, spaced.end(), vocabulary)
    share = next((p for p in ("百分之", "千分之") if text.startswith(p, at)), "")
    if at + len(share) >= len(text) or not numerals.starts_number(text[at + len(share)]):
        return 0
    if in_words and text[at] in "零〇一二两三四五六七八九十" and text[at - 1] in "零〇一二两三四五六七八九十":
        return 0
    number = numerals.scan(text, at + len(share))
    if number is None:
        digits = re.compile(r"[0-9.,]+[万亿]?[0-9.,]*").match(text, at)
        return digits.end() if digits else 0
    if not share and not text[at].isdigit() and not _spoken(text, at, number.end, vocabulary, in_words):
        return 0
    return _unit_end(text, number.end, vocabulary)


def _spoken(text: str, at: int, end: int, vocabulary: Vocabulary, in_words: bool) -> bool:
    """Whether Chinese numerals are a figure and not part of a word (一窗, 统一, 万一)."""
    if in_words and numerals.starts_number(text[at - 1]):
        return False
    if text[at : at + 2] in vocabulary.pairs or (at and text[at - 1] in "第统唯万之同每其专"):
        return False
    if end - at >= 2:
        return True
    if text.startswith("成", end):
        return True
    after = _unit_end(text, end, vocabulary)
    alone = after == len(text) or text[after] in " ,;、。!/"
    return alone and (not in_words or text[at - 1] in "到为是有达共了成")


def _unit_end(text: str, at: int, vocabulary: Vocabulary) -> int:
    """Past the unit, unless what looks like one begins the next name (3万印章: no 印)."""
    start = at + (text[at : at + 1] == " ")
    if tenths := _TENTHS.match(text, at):
        return tenths.end()
    if text.startswith("分之", at):
        return at
    unit = units.scan_unit(text, start)
    if unit is None or (start > at and not _stands_alone(text, unit[1])):
        return at
    end = unit[1]
    return at if end < len(text) and text[end - 1 : end + 1] in vocabulary.pairs else end


def _stands_alone(text: str, end: int) -> bool:
    return end == len(text) or text[end] in " ,;、。!)/"
