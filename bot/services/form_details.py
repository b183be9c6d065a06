"""What the official forms ask beside the table: asked once in a workbook, and remembered. Ports only."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from bot.domain.form_details import AMOUNTS, KEPT, TEXTS, FormDetails, Source, level_key
from bot.domain.indicator import Indicator
from bot.services.ports import Department, UnitOfWork

Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class DetailChange:
    """One thing that is said otherwise now. `about`: the source of money or the indicator's name, if any.

    `field`: one of TEXTS, AMOUNTS, until-N, level1, level2 or signatures.
    """

    field: str
    old: Value
    new: Value
    about: str = ""


@dataclass(frozen=True, slots=True)
class DetailsDifference:
    """What a workbook of details would change for a year."""

    year: int
    new: FormDetails
    changes: tuple[DetailChange, ...]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.year, self.changes)).encode()).hexdigest()[:16]


def details_of(uow: UnitOfWork, department: Department, year: int) -> FormDetails:
    """What was said for the year; else what of the newest year before still holds."""
    if (found := uow.forms.details(department.id, year)) is not None:
        return found
    for earlier in sorted((y for y in uow.targets.years(department.id) if y < year), reverse=True):
        if (before := uow.forms.details(department.id, earlier)) is not None:
            return FormDetails(**{name: getattr(before, name) for name in KEPT})
    return FormDetails()


def compare_details(
    uow: UnitOfWork, department: Department, year: int, new: FormDetails
) -> DetailsDifference:
    """What storing `new` would change. Levels of indicators that it does not name stay as they are."""
    old = details_of(uow, department, year)
    whole = replace(new, levels={**old.levels, **new.levels})
    names = {level_key(i.cells): i.name for i in uow.targets.indicators(department.id, year)}
    changes = (
        *_texts(old, whole),
        *_money(old, whole),
        *_levels(old, whole, names),
        *_signatures(old, whole),
    )
    return DetailsDifference(year, whole, changes)


def save_details(
    uow: UnitOfWork, department: Department, difference: DetailsDifference, *, by: int | None, now: datetime
) -> None:
    uow.forms.save_details(department.id, difference.year, difference.new, by=by, at=now)


def _texts(old: FormDetails, new: FormDetails) -> Iterator[DetailChange]:
    for name in TEXTS:
        if getattr(old, name) != getattr(new, name):
            yield DetailChange(name, getattr(old, name), getattr(new, name))


def _money(old: FormDetails, new: FormDetails) -> Iterator[DetailChange]:
    for source in Source:
        was, now = old.amounts(source), new.amounts(source)
        for name in AMOUNTS:
            if getattr(was, name) != getattr(now, name):
                yield DetailChange(name, getattr(was, name), getattr(now, name), source.value)
        for month in sorted({*was.until, *now.until}):
            if was.until.get(month) != now.until.get(month):
                yield DetailChange(f"until-{month}", was.until.get(month), now.until.get(month), source.value)


def _levels(old: FormDetails, new: FormDetails, names: dict[str, str]) -> Iterator[DetailChange]:
    for key, name in names.items():
        pairs = zip(old.levels.get(key, ("", "")), new.levels.get(key, ("", "")), strict=True)
        for field, (was, now) in zip(("level1", "level2"), pairs, strict=True):
            if was != now:
                yield DetailChange(field, was or None, now or None, name)


def _signatures(old: FormDetails, new: FormDetails) -> Iterator[DetailChange]:
    if old.signatures != new.signatures:
        yield DetailChange("signatures", "、".join(old.signatures) or None, "、".join(new.signatures) or None)


# ---------------------------------------------------------------- what is still blank


def blank(
    details: FormDetails, indicators: Sequence[Indicator], *, project: bool, goal_done: bool
) -> list[str]:
    """The fields a form needs that nobody has filled in, in the order of the form."""
    asked = [*(("project",) if project else ()), "authority", "implementing"]
    found = [name for name in asked if getattr(details, name) is None]
    if details.amounts(Source.TOTAL).initial is None:
        found.append("funds")
    found += [n for n in ("goal", *(("goal_done",) if goal_done else ())) if getattr(details, n) is None]
    if any(None in details.levels_of(i.cells) for i in indicators):
        found.append("levels")
    return found
