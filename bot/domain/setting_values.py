"""How the value of a setting is typed and written down. Standard library and the domain only.

A parser takes text that was made half width, trimmed and lower case; what it cannot read is a ValueError.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from bot.domain.period import Rhythm
from bot.domain.thresholds import (
    DEFAULT,
    PROJECT_WEIGHTS,
    PROVINCIAL_FINANCE,
    Grades,
    ScoreWeights,
    Thresholds,
)

_ON = ("on", "yes", "true", "1", "是", "开", "开启", "要", "需要")
_OFF = ("off", "no", "false", "0", "否", "关", "关闭", "不要", "不需要")
_NOTHING = ("", "none", "off", "no", "-", "/", "无", "否", "不用", "关", "关闭", "不锁定", "不固定")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
_RHYTHMS = {"月": Rhythm.MONTHLY, "季": Rhythm.QUARTERLY, "半年": Rhythm.HALF_YEARLY, "年": Rhythm.YEARLY}
_PRESETS = {"default": DEFAULT, "provincial-finance": PROVINCIAL_FINANCE}
_PRESET_WORDS = {"默认": "default", "省财政": "provincial-finance", "省级财政": "provincial-finance"}

_OWN_WEIGHTS = ("own", "整体", "整体支出", "自定", "按指标")
_PROJECT = ("project", "项目", "项目支出")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value: `parse(text)` reads what was typed, `show(value)` writes what parse reads back."""

    parse: Callable[[str], Any]
    show: Callable[[Any], str]


def _parse_switch(text: str) -> bool:
    if text in _ON:
        return True
    if text in _OFF:
        return False
    raise ValueError(text)


def _parse_rhythm(text: str) -> Rhythm:
    word = re.sub(r"^[按每]|[度报]+$", "", text)
    return _RHYTHMS[word] if word in _RHYTHMS else Rhythm(text)


def _parse_time(text: str) -> time:
    found = re.fullmatch(r"(\d{1,2})\s*[:点时]\s*(\d{1,2}|半)?分?", text)
    if not found:
        raise ValueError(text)
    minute = "30" if found[2] == "半" else found[2] or "0"
    return time(int(found[1]), int(minute))


def _parse_weekday(text: str) -> int:
    found = re.fullmatch(r"(?:周|星期|礼拜)?([一二三四五1-5])", text)
    if found:
        return "一二三四五".find(found[1]) if found[1] in "一二三四五" else int(found[1]) - 1
    return _WEEKDAYS.index(text)


def _numbers(text: str, least: Decimal = Decimal("1e-9")) -> tuple[Decimal, ...]:
    try:
        numbers = tuple(Decimal(word) for word in re.split(r"[\s,;/、]+", text))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not all(n.is_finite() and n >= least for n in numbers):
        raise ValueError(text)
    return numbers


def _falling(numbers: tuple[Decimal, ...]) -> bool:
    return all(a > b for a, b in pairwise(numbers))


def _parse_thresholds(text: str) -> Thresholds:
    name = _PRESET_WORDS.get(text, text)
    if name in _PRESETS:
        return _PRESETS[name]
    numbers = _numbers(text)
    if len(numbers) not in (3, 5) or not _falling(numbers[:3]):
        raise ValueError(text)
    lights = replace(DEFAULT, ahead=numbers[0], on_pace=numbers[1], slightly_below=numbers[2])
    return replace(lights, near_points=numbers[3], near_percent=numbers[4]) if numbers[3:] else lights


def _show_thresholds(value: Thresholds) -> str:
    for name, preset in _PRESETS.items():
        if value == preset:
            return name
    numbers = (value.ahead, value.on_pace, value.slightly_below, value.near_points, value.near_percent)
    return " ".join(format(n, "f") for n in numbers)


def _parse_grades(text: str) -> Grades:
    numbers = _numbers(text)
    if len(numbers) != 3 or numbers[0] > 100 or not _falling(numbers):
        raise ValueError(text)
    return Grades(*numbers)


def _show_grades(value: Grades) -> str:
    return " ".join(format(n, "f") for n in (value.excellent, value.good, value.fair))


def _parse_weights(text: str) -> ScoreWeights | None:
    if text in _OWN_WEIGHTS:
        return None
    if text in _PROJECT:
        return PROJECT_WEIGHTS
    numbers = _numbers(text, least=Decimal(0))
    if len(numbers) != 4 or sum(numbers) != 100:
        raise ValueError(text)
    return ScoreWeights(*numbers)


def _show_weights(value: ScoreWeights | None) -> str:
    if value is None or value == PROJECT_WEIGHTS:
        return "own" if value is None else "project"
    parts = (value.execution, value.output, value.benefit, value.satisfaction)
    return " ".join(format(n, "f") for n in parts)


def number_between(low: int, high: int) -> ValueKind:
    def parse(text: str) -> int:
        number = int(re.sub(r"^第|\s*(?:个?工作日|天|日)$", "", text))
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return ValueKind(parse, str)


def or_nothing(kind: ValueKind) -> ValueKind:
    """The same kind, which may also be absent ("none")."""
    return ValueKind(
        lambda text: None if text in _NOTHING else kind.parse(text),
        lambda value: "none" if value is None else kind.show(value),
    )


SWITCH = ValueKind(_parse_switch, lambda value: "on" if value else "off")
RHYTHM = ValueKind(_parse_rhythm, lambda value: str(value.value))
TIME = ValueKind(_parse_time, lambda value: value.strftime("%H:%M"))
WEEKDAY = ValueKind(_parse_weekday, lambda value: _WEEKDAYS[value])
THRESHOLDS = ValueKind(_parse_thresholds, _show_thresholds)
GRADES = ValueKind(_parse_grades, _show_grades)
WEIGHTS = ValueKind(_parse_weights, _show_weights)
