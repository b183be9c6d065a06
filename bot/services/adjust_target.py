"""A target adjusted in the course of the year by an approving document. Imports the domain and ports."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from bot.domain.attainment import Attainment
from bot.domain.errors import DomainError
from bot.domain.figures import show
from bot.domain.indicator import Indicator
from bot.domain.quantity import Kind, Reading, read
from bot.domain.units import factor
from bot.services.judge import judge_revision, standing
from bot.services.ledger import Ledger
from bot.services.ports import UnitOfWork
from bot.services.scope import newest_ended_month

LONGEST_DOCUMENT = 80
_LEAD_IN = re.compile(
    r"^(?:年度)?(?:指标值|目标值|目标)?(?:由.{1,20}?)?(?:调整|修改|变更|改|调)?(?:为|到|成|至)?[::]?\s*"
)
_DOCUMENT = re.compile(r"^(?:的)?(?:批准)?(?:依据|根据|按照|按|文件|文号|见)*[:：]?\s*")
_NO_DOCUMENT = re.compile(r"(?:暂?时?还?没有?|无|暂无|不知道?|待定|口头)(?:文件|文号|依据|通知|批准)*")
_READABLE = (Kind.QUANTITY, Kind.RATE)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The value as it was typed and the document that approves it; empty where nothing was said yet."""

    value: str
    document: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What the new target makes of the newest counted figure, if there is one."""

    before: Indicator
    after: Indicator
    attained_before: Attainment | None
    attained_after: Attainment | None


def read_adjustment(words: str) -> Adjustment:
    """调整为850亿元，依据局发〔2023〕5号: the value is the longest start that reads as one."""
    pieces = re.split(r"[\s,，;；。]+", _LEAD_IN.sub("", words.strip(), count=1).strip())
    for size in range(min(3, len(pieces)), 0, -1):
        value = (" " if "".join(pieces[:size]).isascii() else "").join(pieces[:size])
        if read(value).kind in _READABLE:
            return Adjustment(value, _document(" ".join(pieces[size:])))
    return Adjustment(pieces[0], _document(" ".join(pieces[1:])))


def _document(words: str) -> str:
    return _DOCUMENT.sub("", words.strip(), count=1).strip()


def with_unit(indicator: Indicator, said: Adjustment) -> Adjustment:
    """850亿 of a target in 亿元 is 850亿元: the unit people leave out where the scale already says it.

    The table is Chinese: 85 billion yuan is put in it as 850亿元.
    """
    new, old = read(said.value), indicator.target
    if re.search("[a-z]{2}", said.value.lower()) and new.kind in _READABLE and new.value is not None:
        said = replace(said, value=_in_chinese(new, old))
        new = read(said.value)
    if new.unit or not old.unit or new.kind is not Kind.QUANTITY or new.scale != old.scale or new.scale == 1:
        return said
    return replace(said, value=f"{said.value}{old.unit}")


def _in_chinese(new: Reading, old: Reading) -> str:
    """As the target's own cell would have it."""
    sign = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜"}.get(new.operator or "", "")
    alike = old.unit if new.unit is None or factor(new.unit, old.unit or "") == 1 else new.unit
    return sign + show(new.value or Decimal(0), alike, scale=max(new.scale, old.scale))


def check_adjustment(indicator: Indicator, said: Adjustment) -> None:
    """Raises DomainError target-unreadable, -other-unit, -same, document-too-long or no-document."""
    new, old = read(said.value), indicator.target
    about = {"code": indicator.code, "text": said.value[:20], "example": example(indicator)}
    if new.kind not in _READABLE or new.value is None:
        raise DomainError("target-unreadable", **about)
    if old.unit and factor(new.unit or "", old.unit) is None:
        raise DomainError("target-other-unit", **about, unit=old.unit)
    if (new.value, new.unit) == (old.value, old.unit):
        raise DomainError("target-same", **about)
    if len(said.document) > LONGEST_DOCUMENT:
        raise DomainError("document-too-long", limit=LONGEST_DOCUMENT)
    if _NO_DOCUMENT.fullmatch(said.document):
        raise DomainError("no-document", text=said.document)


def example(indicator: Indicator) -> str:
    """A value that would be taken: the target as its cell reads."""
    return (indicator.cells.annual_target or "100件").strip()


def effect(ledger: Ledger, indicator: Indicator, value: str, now: datetime) -> Effect:
    """Old and new target beside the newest counted figure; `now` is the office's time."""
    after = replace(indicator, cells=replace(indicator.cells, annual_target=value))
    found = standing(ledger, indicator, newest_ended_month(now.date()))
    if found.revision is None:
        return Effect(indicator, after, None, None)
    return Effect(indicator, after, found.attainment, judge_revision(ledger, after, found.revision))


def adjust_target(uow: UnitOfWork, indicator: Indicator, said: Adjustment, *, by: int, now: datetime) -> None:
    """From now on the new value is in force; the old one stays in the log with the document."""
    cells = replace(indicator.cells, annual_target=said.value)
    uow.targets.change_cells(indicator.id, cells, indicator.questions)
    uow.targets.log_target(
        indicator.id,
        indicator.cells.annual_target,
        said.value,
        by=by,
        at=now,
        document=said.document,
    )
