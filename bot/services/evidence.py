"""Files in support of figures (佐证材料): taken, tied to a figure, shown. Imports the domain and ports."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.chat import Attachment
from bot.domain.errors import DomainError
from bot.domain.evidence import MIME, Evidence, HeldFile, check_file, last_part, office_words
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator
from bot.domain.numerals import half_width
from bot.domain.people import Person
from bot.domain.period import Period
from bot.services.draft import check_may_report, fitting
from bot.services.ledger import Item, Ledger
from bot.services.ports import Address, Option, UnitOfWork
from bot.services.secrecy import check_words
from bot.services.sight import Sight
from bot.services.understand_periods import period_at, resolve

MOST_ASKED = 5
_WORDS = re.compile(
    r"佐证(?:材料|文件|资料|照片|截图|图片)?|(?:证明|支撑)材料|[附见](?:件|图|后)|附?(?:截图|照片|图片)\s*$"
    r"|(?i:\bevidence\b)"
)
_REPLY = re.compile(r"reply:(\d+):\d+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as somebody may see it. `of_newest`: the figure was not corrected since."""

    file: Evidence
    of_newest: bool
    removable: bool


def without_evidence_words(caption: str) -> str:
    """2-03 佐证 as 2-03: what is left is an indicator, a period, a report."""
    return _WORDS.sub(" ", caption).strip(" \n,，。:：;；")


def speaks_of_evidence(caption: str) -> bool:
    """Whether words beside a file say that it supports a figure: by the word, or by a code."""
    return (
        "佐证" in caption
        or "evidence" in caption.lower()
        or re.search(r"(?<!\d)\d{1,2}-\d{2}(?!\d)", half_width(caption)) is not None
    )


# ---------------------------------------------------------------- taking


def hold(uow: UnitOfWork, name: str, content: bytes, limit: int) -> HeldFile:
    """Keep a file that may support a figure; `limit` in bytes. Raises DomainError as `check_file` does.

    What its words must not say (bot.services.secrecy) is looked for in documents, too.
    """
    name = last_part(name)
    kind = check_file(name, content, limit)
    if kind in ("docx", "xlsx"):
        check_words(office_words(content))
    kept = uow.messages.keep_file(Attachment(name, MIME[kind], content))
    return HeldFile(kept.blob or "", name, MIME[kind], len(content))


def still_held(uow: UnitOfWork, value: Mapping[str, Any]) -> HeldFile:
    """What a button carries. Raises DomainError stale-button when the content was let go of since."""
    file = HeldFile(**value)
    if uow.messages.file(file.sha256) is None:
        raise DomainError("stale-button")
    return file


def attach(
    uow: UnitOfWork, person: Person, ledger: Ledger, item: Item, file: HeldFile, now: datetime
) -> Evidence | None:
    """Tie a file to the period's newest figure; None when it is tied to it already.

    Raises DomainError not-yours, indicator-retired or evidence-no-figure.
    """
    check_may_report(person, item.indicator)
    newest = ledger.newest(item)
    if newest is None:
        raise no_figure(item)
    return uow.evidence.add(item.indicator.id, item.period, newest.id, file, by=person.id, at=now)


def no_figure(item: Item) -> DomainError:
    indicator = item.indicator
    return DomainError("evidence-no-figure", code=indicator.code, name=indicator.name, period=item.period.key)


# ---------------------------------------------------------------- which figure


def answered(uow: UnitOfWork, ledger: Ledger, where: Address, native: str, person: Person) -> list[Item]:
    """The figures that a message is about: a receipt, the question before it, or the words they came in."""
    typed = uow.reports.typed_in(person.id, native)
    key = uow.messages.shown_as(where, native)
    if key is None:
        return _items(ledger, typed)
    options = uow.messages.options_under(key)
    if stored := uow.reports.stored_by(question_ids={o.question_id for o in options}):
        return _items(ledger, stored)
    if options:
        return _asked_about(ledger, options)
    event = _REPLY.fullmatch(key)
    return _items(ledger, uow.reports.stored_by(event_id=int(event[1]))) if event else []


def open_draft(uow: UnitOfWork, where: Address, native: str) -> Option | None:
    """The question whether a draft is right, if that is the message and it is still open."""
    key = uow.messages.shown_as(where, native)
    options = uow.messages.options_under(key) if key else ()
    return next(
        (o for o in options if o.verb.startswith("draft.") and "draft" in o.args and not o.settled), None
    )


def _items(ledger: Ledger, revisions: Iterable[Revision]) -> list[Item]:
    """Each once; those of another table or withdrawn since are left out."""
    found = dict.fromkeys((r.indicator_id, r.period) for r in revisions)
    items = (Item(ledger.by_id[i], p) for i, p in found if i in ledger.by_id)
    return [i for i in items if ledger.newest(i)]


def _asked_about(ledger: Ledger, options: Sequence[Option]) -> list[Item]:
    """What all buttons of a question are about: the reason asked for, the figure that came back."""
    named = {
        (o.args["indicator"], o.args["period"]) for o in options if {"indicator", "period"} <= o.args.keys()
    }
    if len(named) != 1:
        return []
    indicator_id, period = named.pop()
    indicator = ledger.by_id.get(indicator_id)
    item = Item(indicator, Period.from_key(period)) if indicator else None
    return [item] if item and ledger.newest(item) else []


def newest_item(ledger: Ledger, indicator: Indicator) -> Item | None:
    """The indicator with its newest period that has a figure."""
    periods = sorted({r.period for r in ledger.of(indicator)}, reverse=True)
    return next((i for p in periods if ledger.newest(i := Item(indicator, p))), None)


def named_item(ledger: Ledger, indicator: Indicator, period: Period | None, today: date) -> Item:
    """The figure that is named. Raises DomainError evidence-no-figure, period-other-rhythm."""
    if period is not None:
        item: Item | None = Item(indicator, fitting(period, indicator))
    else:
        item = newest_item(ledger, indicator)
    item = item or Item(indicator, Period.containing(today, indicator.rhythm))
    if ledger.newest(item) is None:
        raise no_figure(item)
    return item


def latest_reported(ledger: Ledger, person: Person) -> list[Item]:
    """The figures that the person gave last and that stand, newest first."""
    given = sorted(
        (r for r in ledger.revisions if r.by == person.id), key=lambda r: (r.at, r.id), reverse=True
    )
    return [i for i in _items(ledger, given) if person.may_report(i.indicator.unit_id)][:MOST_ASKED]


# ---------------------------------------------------------------- showing


def period_said(words: str, indicator: Indicator, today: date) -> Period | None:
    """6月, 二季度; None for no words. Raises DomainError evidence-period-unclear or period-other-rhythm."""
    said = half_width(words).strip()
    if not said:
        return None
    named = period_at(said, 0, today)
    if named is None or said[named.end :].strip(" ,。的"):
        raise DomainError("evidence-period-unclear", said=words[:20], code=indicator.code)
    return fitting(resolve(named, indicator.rhythm, today), indicator)


def may_look(person: Person, indicator: Indicator) -> bool:
    """Own units, units in charge, or everything; a unit that only assists sees figures, not their files."""
    return person.may_see(indicator.unit_id)


def shown(sight: Sight, indicator: Indicator, period: Period | None) -> tuple[Shown, ...]:
    """The files that the person may see, newest first: leaders only those of what was reviewed."""
    if not may_look(sight.person, indicator):
        raise DomainError("not-in-sight", said=indicator.code)
    files = [e for e in sight.ledger.evidence if e.indicator_id == indicator.id]
    found = (f for f in reversed(files) if period in (None, f.period) and _may_see(sight, indicator, f))
    return tuple(_shown(sight, indicator, f) for f in found)


def one(sight: Sight, evidence_id: int) -> tuple[Indicator, Shown]:
    """A file that is still there and that the person may see. Raises DomainError stale-button."""
    for file in sight.ledger.evidence:
        indicator = sight.by_id.get(file.indicator_id) if file.id == evidence_id else None
        if indicator and may_look(sight.person, indicator) and _may_see(sight, indicator, file):
            return indicator, _shown(sight, indicator, file)
    raise DomainError("stale-button")


def _may_see(sight: Sight, indicator: Indicator, file: Evidence) -> bool:
    """Of somebody who does not see what waits: the figure, or what took its place, was reviewed."""
    if sight.knows(indicator):
        return True
    counted = sight.ledger.counted(Item(indicator, file.period))
    return counted is not None and file.revision_id <= counted.id


def _shown(sight: Sight, indicator: Indicator, file: Evidence) -> Shown:
    newest = sight.ledger.newest(Item(indicator, file.period))
    return Shown(
        file, newest is not None and newest.id == file.revision_id, may_remove(sight.person, indicator, file)
    )


def may_remove(person: Person, indicator: Indicator, file: Evidence) -> bool:
    """Whoever sent it and still reports the indicator, or an administrator."""
    return person.is_admin or (person.id == file.by and person.may_report(indicator.unit_id))


def lacking(ledger: Ledger, indicators: Iterable[Indicator]) -> tuple[Item, ...]:
    """Figures that are in without the file they need, oldest period first."""
    required = [i for i in indicators if i.evidence_since]
    items = {Item(i, r.period) for i in required for r in ledger.of(i)}
    order = {i.id: n for n, i in enumerate(ledger.indicators)}
    found = (i for i in items if ledger.lacks_evidence(i))
    return tuple(sorted(found, key=lambda i: (i.period, order[i.indicator.id])))
