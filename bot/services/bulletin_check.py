"""A bulletin on its way: checked by the units, signed once, frozen. Imports the domain and ports.

A document is what `bot.forms.bulletin` makes of the figures; here it is compared and kept, never worded.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from bot.domain.bulletin import check_until
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.people import Person, Role
from bot.services.bulletin import Bulletin, Pending
from bot.services.ports import BulletinAnswer, BulletinCheck, Department, Unit, UnitOfWork

Document = Mapping[str, Any]
LONGEST_REASON = 200
CHECKERS = (Role.LEAD, Role.CONTACT)


@dataclass(frozen=True)
class Draft:
    """A bulletin that is not signed, what it would say, and how far the units are with checking it.

    `units`: those with lines in it. `answers` are to `check`, the newest.
    """

    bulletin: Bulletin
    document: Document
    units: tuple[Unit, ...]
    check: BulletinCheck | None = None
    answers: tuple[BulletinAnswer, ...] = ()

    @cached_property
    def lines(self) -> Mapping[str, Any]:
        return lines_of(self.document)

    @property
    def changed(self) -> tuple[str, ...]:
        """The codes of the lines that are other than what the units were asked to check."""
        if self.check is None:
            return ()
        before = lines_of(self.check.document)
        return tuple(code for code in {**before, **self.lines} if before.get(code) != self.lines.get(code))

    @property
    def unanswered(self) -> tuple[Unit, ...]:
        """The units that were asked and have not said anything."""
        if self.check is None:
            return ()
        asked, said = _units_in(self.check.document), {a.unit_id for a in self.answers}
        return tuple(u for u in self.units if u.id in asked and u.id not in said)

    @property
    def disputed(self) -> tuple[BulletinAnswer, ...]:
        return tuple(a for a in self.answers if not a.agrees)

    @property
    def is_open(self) -> bool:
        """Whether something is left to be settled, so that signing is asked about a second time."""
        pending = any(self.bulletin.pending(kind) for kind in Pending)
        return pending or bool(self.disputed or self.changed or self.unanswered)

    @property
    def seal(self) -> str:
        """Another one as soon as anything that the draft was shown with is different."""
        shown = {
            "document": self.document,
            "pending": {kind: [i.code for i in self.bulletin.pending(kind)] for kind in Pending},
            "disputed": [[a.unit_id, a.reason] for a in self.disputed],
            "changed": self.changed,
        }
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]

    def unit_name(self, unit_id: int) -> str:
        return next((u.name for u in self.units if u.id == unit_id), "")


def draft_of(uow: UnitOfWork, bulletin: Bulletin, document: Document) -> Draft:
    department = bulletin.department.id
    check = uow.bulletins.check(department, bulletin.year, bulletin.month)
    answers = uow.bulletins.answers(check.id) if check else ()
    concerned = _units_in(document) | (_units_in(check.document) if check else frozenset())
    units = tuple(u for u in uow.targets.units(department) if u.id in concerned)
    return Draft(bulletin, document, units, check, tuple(answers))


def lines_of(document: Document) -> Mapping[str, Any]:
    """What is checked, by code: the annex's row, whose it is and which period's figure."""
    return {
        figure["code"]: [*row, figure["unit"], figure["period"]]
        for figure, row in zip(document["figures"], document["annex"], strict=True)
    }


def rows_of(document: Document, unit_id: int) -> Sequence[Sequence[str]]:
    """The annex's rows for which the unit answers."""
    pairs = zip(document["figures"], document["annex"], strict=True)
    return [row for figure, row in pairs if figure["unit"] == unit_id]


def _units_in(document: Document) -> frozenset[int]:
    return frozenset(f["unit"] for f in document["figures"] if f["unit"] is not None)


# ---------------------------------------------------------------- checking


def ask_check(
    uow: UnitOfWork, draft: Draft, by: Person, calendar: WorkCalendar, local: datetime
) -> tuple[BulletinCheck, tuple[Unit, ...]]:
    """Have the units check the draft until the end of the next working day; who is to be asked.

    Units whose lines are as they were are not asked again; what they said still counts.
    Raises DomainError bulletin-same when that holds for all of them.
    """
    bulletin, before = draft.bulletin, draft.check
    asked = tuple(u for u in draft.units if _is_new(draft, u.id))
    if not asked:
        raise DomainError("bulletin-same")
    check = uow.bulletins.ask_check(
        bulletin.department.id,
        bulletin.year,
        bulletin.month,
        draft.document,
        by=by.id,
        at=local,
        until=check_until(local, calendar, bulletin.department.settings.office_until),
    )
    if before is not None:
        uow.bulletins.keep_answers(before.id, check.id, {u.id for u in draft.units} - {u.id for u in asked})
    return check, asked


def _is_new(draft: Draft, unit_id: int) -> bool:
    """Whether the unit has lines that it was not asked about yet."""
    now = rows_of(draft.document, unit_id)
    before = rows_of(draft.check.document, unit_id) if draft.check else []
    return bool(now) and now != before


def answer_check(
    uow: UnitOfWork,
    department: Department,
    person: Person,
    asked: BulletinCheck,
    unit_id: int,
    now: datetime,
    *,
    agrees: bool,
    reason: str = "",
) -> None:
    """Keep what a unit says of its lines; it counts for the newest check where they are the same in it.

    Raises DomainError not-allowed, stale-button, and bulletin-disputed (by, reason) when somebody of the unit
    has called them wrong and only a lead may say otherwise.
    """
    if unit_id not in person.units(*CHECKERS):
        raise DomainError("not-allowed", what="bulletin")
    check = uow.bulletins.check(department.id, asked.year, asked.month)
    if check is None or rows_of(check.document, unit_id) != rows_of(asked.document, unit_id):
        raise DomainError("stale-button")
    before = next((a for a in uow.bulletins.answers(check.id) if a.unit_id == unit_id), None)
    if agrees and before and not before.agrees and unit_id not in person.units(Role.LEAD):
        raise DomainError("bulletin-disputed", by=before.by, reason=before.reason)
    reason = reason.strip()[:LONGEST_REASON]
    uow.bulletins.answer(check.id, unit_id, agrees=agrees, reason=reason, by=person.id, at=now)


# ---------------------------------------------------------------- signing


def check_may_sign(draft: Draft, local: datetime) -> None:
    """Raises DomainError bulletin-nothing (month) without a counted figure, bulletin-unchecked, and, while
    units still have time, bulletin-checking (month, day, time, units).
    """
    if not draft.bulletin.judged:
        raise DomainError("bulletin-nothing", month=draft.bulletin.month)
    if draft.check is None:
        raise DomainError("bulletin-unchecked")
    missing = draft.unanswered
    until = draft.check.until.astimezone(local.tzinfo)
    if missing and local < until:
        facts = {"month": until.month, "day": until.day, "time": f"{until:%H:%M}"}
        raise DomainError("bulletin-checking", units=[u.name for u in missing], **facts)


def check_number(uow: UnitOfWork, draft: Draft, number: str) -> None:
    """Raises DomainError bulletin-number-used (number, month)."""
    signed = uow.bulletins.signed(draft.bulletin.department.id, draft.bulletin.year)
    if other := next((b for b in signed if b.number == number), None):
        raise DomainError("bulletin-number-used", number=number, month=other.month)


def sign(uow: UnitOfWork, draft: Draft, document: Document, by: Person, local: datetime) -> None:
    """Freeze the document, which has its number. Raises DomainError as the checks do, and stale-button."""
    check_may_sign(draft, local)
    check_number(uow, draft, document["number"])
    bulletin = draft.bulletin
    signed = uow.bulletins.sign(
        bulletin.department.id,
        bulletin.year,
        bulletin.month,
        document["number"],
        document,
        by=by.id,
        at=local,
    )
    if not signed:
        raise DomainError("stale-button")
