"""Which indicator is meant: code, name, fragment, misspelling, pinyin. Domain, pypinyin, rapidfuzz."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz import fuzz

from bot.domain.indicator import Indicator
from bot.domain.numerals import half_width
from bot.domain.period import Period

_CODE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})([a-h]?)")
_LONGEST = 60  # characters of a name; longer words name nothing
NAMED = 60  # from this score on, the words themselves name the indicator
_CLOSE = 4  # fuzzy scores this near to the best are equally good
_FUZZY = range(40, NAMED)


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator that the person may speak of, with the period a figure would be for.

    `open`: still to be reported; `last`: the latest figure before that period.
    """

    indicator: Indicator
    period: Period
    mine: bool
    open: bool
    last: Decimal | None = None

    @property
    def nearness(self) -> int:
        """How likely it is meant: the person's own open ones, then his or her own, then the others."""
        return 2 * self.mine + (self.mine and self.open)


def match_indicator(words: str, known: Sequence[Known], *, least: int = 40) -> tuple[int, ...]:
    """Ids of the indicators that are meant: one is sure, several are to be asked about, none fits.

    Takes codes, names, fragments, misspellings, full pinyin and initials; fragments of the duty or of the
    explanation last. `least` is the least score that counts (`NAMED`: no fuzzy matches).
    """
    code = as_code(half_width(words).strip())
    if code:
        return with_code(code, known)
    plain = plain_words(words)
    if not 2 <= len(plain) <= _LONGEST:
        return ()
    scores = {k.indicator.id: _score(plain, k.indicator) for k in known}
    return _nearest(scores, known, least)


def as_code(text: str) -> str | None:
    """A typed code in its usual form: 2-3 -> 2-03, 4-1A -> 4-01a."""
    found = _CODE.fullmatch(text.lower())
    return f"{int(found[1])}-{int(found[2]):02d}{found[3]}" if found else None


def with_code(code: str, known: Sequence[Known]) -> tuple[int, ...]:
    """The indicator of that code, or those that it was split into: 4-01 -> 4-01a, 4-01b."""
    exact = tuple(dict.fromkeys(k.indicator.id for k in known if k.indicator.code == code))
    return exact or tuple(dict.fromkeys(k.indicator.id for k in known if whole_of(k.indicator.code) == code))


def whole_of(code: str) -> str:
    """The code without the letter of one of several: 4-01a -> 4-01."""
    return code.rstrip("abcdefgh")


def plain_words(words: str) -> str:
    """Letters and digits only, half width and lower case."""
    return re.sub(r"[\W_]+", "", half_width(words))


def _nearest(scores: dict[int, int], known: Sequence[Known], least: int) -> tuple[int, ...]:
    best = max(scores.values(), default=0)
    if best < max(least, 1):
        return ()
    margin = _CLOSE if best in _FUZZY else 0
    found = [k for k in known if scores[k.indicator.id] >= best - margin]
    nearest = max(k.nearness for k in found)
    ids = [k.indicator.id for k in found if k.nearness == nearest]
    return tuple(sorted(dict.fromkeys(ids), key=lambda i: -scores[i]))


def _score(words: str, indicator: Indicator) -> int:
    name = plain_words(indicator.name)
    if words.isascii():
        return _latin_score(words, name)
    return _exact_score(words, name) or _sound_score(words, name) or _loose_score(words, name, indicator)


def _latin_score(words: str, name: str) -> int:
    sounds = syllables(name)
    initials = "".join(s[0] for s in sounds)
    if words in name and not words.isdigit():
        return 90
    if initials.startswith(words):
        return 88
    starts = ["".join(sounds[i:]) for i in range(len(sounds))] if len(words) >= 4 else []
    if any(rest.startswith(words) for rest in starts):
        return 86
    return 80 if len(words) >= 3 and words in initials else 0


def _exact_score(words: str, name: str) -> int:
    if words == name:
        return 100
    if name in words:
        return 95
    return 90 if words in name else 0


def _sound_score(words: str, name: str) -> int:
    spoken, heard = syllables(words), syllables(name)
    size = len(spoken)
    if size >= 2 and any(heard[i : i + size] == spoken for i in range(len(heard) - size + 1)):
        return 80
    if size >= 3 and _in_order(tuple(words), tuple(name)):
        return 75
    return 72 if size >= 3 and _in_order(spoken, heard) else 0


def _loose_score(words: str, name: str, indicator: Indicator) -> int:
    """Words around a piece of the name, or a name that is nearly right, or what the table says about it."""
    if (inside := _common(words, name)) >= 3 and inside * 2 >= len(words):
        return NAMED + min(inside, 9)
    if len(words) >= 3:
        likeness = max(
            fuzz.partial_ratio(words, name),
            fuzz.partial_ratio(" ".join(syllables(words)), " ".join(syllables(name))) - 14,
        )
        if likeness >= 74 and len(words) <= len(name) + 1:
            return 50 + int((likeness - 74) * 9 / 26)
    cells = indicator.cells
    about = [
        plain_words(cell) for cell in (cells.sub_duty, cells.duty, cells.goal, cells.explanation) if cell
    ]
    return 41 if len(words) >= 3 and any(words in text for text in about) else 40 * _about(words, about)


def _about(words: str, texts: list[str]) -> bool:
    return len(words) >= 4 and any(len(t) <= 40 and _in_order(tuple(words), tuple(t)) for t in texts)


def _common(words: str, name: str) -> int:
    """Length of the longest piece that both have."""
    for size in range(min(len(words), len(name)), 0, -1):
        if any(words[i : i + size] in name for i in range(len(words) - size + 1)):
            return size
    return 0


def _in_order(parts: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(part in rest for part in parts)


@lru_cache(maxsize=4096)
def syllables(words: str) -> tuple[str, ...]:
    """The pinyin of each Chinese character, without tones."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")  # half the memory: nobody changes the dictionary
    from pypinyin import lazy_pinyin  # 0.7 s and 30 MB that most installations' starts need not wait for

    return tuple(lazy_pinyin(re.sub(r"[^\u4e00-\u9fff]", "", words)))
