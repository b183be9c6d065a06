"""An indicator that lists several rates becomes one for each, with its history. Domain and ports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from bot.domain.errors import DomainError
from bot.domain.evidence import HeldFile
from bot.domain.figure import Revision, Standing
from bot.domain.indicator import Cells, Indicator
from bot.domain.quantity import read
from bot.domain.two_rates import rates_in, rest_of_note, told_apart
from bot.services.ledger import Item, Ledger
from bot.services.ports import IndicatorFacts, NewRevision, UnitOfWork

LETTERS = "abcdefgh"
_VALUES = ("annual_target", "planned_value", "standard_value", "mean3", "last_year")


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    cells: Cells
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class Splitting:
    """What a split would do. `told`: figures that name each rate's value; `untold`: those that hold one value
    only, which stay with the whole and are to be reported anew.
    """

    whole: Indicator
    parts: tuple[Part, ...]
    told: tuple[Revision, ...]
    untold: tuple[Revision, ...]

    @property
    def fingerprint(self) -> str:
        """The same for the same split: what was confirmed is what was shown."""
        newest = [(r.id, r.standing.value) for r in (*self.told, *self.untold)]
        return repr((self.whole.id, sorted(newest), [p.cells.annual_target for p in self.parts]))


def split_cells(cells: Cells) -> tuple[Cells, ...]:
    """A row for each rate that the name lists; a cell with as many values as rates gives each its own."""
    names = rates_in(cells.indicator)
    given = {field: _each(getattr(cells, field), len(names)) for field in _VALUES}
    return tuple(
        replace(cells, indicator=name, **{field: texts[n] for field, texts in given.items()})
        for n, name in enumerate(names)
    )


def _each(text: str | None, count: int) -> tuple[str | None, ...]:
    parts = read(text or "").parts
    return tuple(p.text for p in parts) if len(parts) == count else (text,) * count


def splitting(ledger: Ledger, indicator: Indicator) -> Splitting:
    """Raises DomainError split-one-thing or split-inquiry-open (code, name)."""
    rows = split_cells(indicator.cells)
    if not 1 < len(rows) <= len(LETTERS):
        raise DomainError("split-one-thing", code=indicator.code, name=indicator.name)
    if any(i.indicator_id == indicator.id and not i.answer for i in ledger.inquiries):
        raise DomainError("split-inquiry-open", code=indicator.code, name=indicator.name)
    weights = _weights(indicator.weight, len(rows))
    parts = [Part(f"{indicator.code}{LETTERS[n]}", cells, weights[n]) for n, cells in enumerate(rows)]
    revisions = ledger.of(indicator)
    told = tuple(r for r in revisions if told_apart(indicator.name, r.note))
    return Splitting(indicator, tuple(parts), told, tuple(r for r in revisions if r not in told))


def _weights(weight: Decimal | None, count: int) -> tuple[Decimal | None, ...]:
    """Even shares to the cent, the first with what is left over."""
    if weight is None:
        return (None,) * count
    share = (weight / count).quantize(Decimal("0.01"))
    return (weight - share * (count - 1), *(share,) * (count - 1))


def split(uow: UnitOfWork, ledger: Ledger, found: Splitting, *, by: int, now: datetime) -> None:
    """Close the whole and open its parts: same unit, measure and rhythm, each with its own values so far."""
    whole = found.whole
    parts = [_open(uow, whole, part, by=by, now=now) for part in found.parts]
    for revision in found.told:
        values = dict(told_apart(whole.name, revision.note))
        for part in parts:
            note = rest_of_note(whole.name, revision.note)
            _copy(uow, ledger, revision, part, values[part.name], note)
    _copy_sayings(uow, ledger, whole, {p.name: p for p in parts})
    uow.targets.log_target(whole.id, whole.cells.annual_target, None, by=by, at=now)
    uow.targets.retire(whole.id, now)


def _open(uow: UnitOfWork, whole: Indicator, part: Part, *, by: int, now: datetime) -> Indicator:
    facts = IndicatorFacts(
        unit_id=whole.unit_id,
        measure=whole.measure.value,
        direction=whole.direction.value,
        rhythm=whole.rhythm.value,
        weight=part.weight,
        by_application=whole.by_application,
        baseline=whole.baseline,
        assumed=whole.assumed,
        assisting=whole.assisting,
    )
    asked = [q for q in whole.questions if q != "two-rates"]
    added = uow.targets.add_indicator(
        whole.department_id, whole.year, part.code, part.cells, facts, asked, beside=whole.id
    )
    uow.targets.require_evidence(added.id, whole.evidence_since)
    uow.targets.log_split(added.id, whole.id, by=by, at=now)
    uow.targets.log_target(added.id, None, part.cells.annual_target, by=by, at=now)
    return added


def _copy(uow: UnitOfWork, ledger: Ledger, old: Revision, part: Indicator, value: Decimal, note: str) -> None:
    """As it was given and decided: by whom, when and why, with the files that support it."""
    new = uow.reports.add(
        NewRevision(
            part.id,
            old.period,
            value,
            old.by,
            old.at,
            note=note,
            reason=old.reason,
            on_behalf=old.on_behalf,
        )
    )
    if new is None:
        return
    for file in ledger.evidence:
        if file.revision_id == old.id:
            held = HeldFile(file.sha256, file.name, file.mime, file.size)
            uow.evidence.add(part.id, old.period, new.id, held, by=file.by, at=file.at)
    if old.standing is Standing.WAITING:
        return
    at = old.verdict_at or old.at
    uow.reports.decide(new.id, old.standing, by=old.verdict_by, at=at, reason=old.verdict_reason)


def _copy_sayings(uow: UnitOfWork, ledger: Ledger, whole: Indicator, parts: Mapping[str, Indicator]) -> None:
    """Reasons go with the lower rate, which was the one that counted; what is set aside with each."""
    for said in ledger.explanations:
        newest = ledger.newest(Item(whole, said.period)) if said.indicator_id == whole.id else None
        values = told_apart(whole.name, newest.note) if newest else ()
        if values:
            lower = parts[min(values, key=lambda pair: pair[1])[0]]
            uow.reports.explain(
                *(lower.id, said.period, said.kind),
                by=said.by,
                at=said.at,
                reason=said.reason,
                said=said.said,
                text=said.text,
            )
    for deferral in ledger.deferrals:
        for part in parts.values() if deferral.indicator_id == whole.id else ():
            uow.reports.defer(
                part.id, deferral.period, deferral.until, deferral.note, by=deferral.by, at=deferral.at
            )
