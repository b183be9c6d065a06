"""The ledger as rows to be written down: one per indicator, and one per period. Domain and ports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.attainment import Attainment
from bot.domain.corrections import Late, Signing, corrections
from bot.domain.figure import Explanation, Revision
from bot.domain.indicator import Indicator
from bot.services.ledger import Item
from bot.services.show_board import show_board
from bot.services.show_status import period_status, seen_revisions
from bot.services.sight import Sight, State

SCALES = (Decimal(10**4), Decimal(10**8), Decimal(10**12))
"""万, 亿, 万亿: figures are written down in the target's own scale where it is one of these."""


@dataclass(frozen=True)
class ExportRow:
    """An indicator in a period. `value` and `target` are in the unit times `scale` (21 for 21亿元).

    `value` is None where there is no figure that the person may see; of averages, on the board's row, it is
    the mean so far. `item` is None before the first window has closed.
    """

    indicator: Indicator
    scale: Decimal
    target: Decimal | None
    item: Item | None = None
    state: State | None = None
    value: Decimal | None = None
    attainment: Attainment | None = None
    explanation: Explanation | None = None


@dataclass(frozen=True)
class RevisionRow:
    """One revision, in the unit times `scale`. `named`: the person may know who gave it and what was said.

    `late`: it corrected what had been reviewed, or was in a signed bulletin.
    """

    item: Item
    scale: Decimal
    revision: Revision
    named: bool
    late: Late | None = None


@dataclass(frozen=True)
class LedgerExport:
    """`rows` as the board has them; `periods` every ended period; `revisions` every figure given for one.

    `only`: the one indicator it is about.
    """

    sight: Sight
    rows: tuple[ExportRow, ...]
    periods: tuple[ExportRow, ...]
    revisions: tuple[RevisionRow, ...]
    only: Indicator | None = None


def export_ledger(
    sight: Sight, only: Indicator | None = None, signings: Sequence[Signing] = ()
) -> LedgerExport:
    """What the person may see of the year, or of one indicator's year, and nothing else."""
    board = [r for r in show_board(sight).rows if only is None or r.indicator.id == only.id]
    items = [item for row in board for item in sight.items(row.indicator)]
    return LedgerExport(
        sight,
        tuple(_row(sight, r.indicator, r.item, so_far=True) for r in board),
        tuple(_row(sight, i.indicator, i, so_far=False) for i in items),
        tuple(row for item in items for row in _revisions(sight, item, signings)),
        only,
    )


def _revisions(sight: Sight, item: Item, signings: Sequence[Signing]) -> Iterator[RevisionRow]:
    seen, named = seen_revisions(sight, item), sight.knows(item.indicator)
    late = {c.new.id: c.late for c in corrections(seen, signings)}
    for revision in seen:
        yield RevisionRow(item, _scale(item.indicator), revision, named, late.get(revision.id))


def _scale(indicator: Indicator) -> Decimal:
    return indicator.target.scale if indicator.target.scale in SCALES else Decimal(1)


def _row(sight: Sight, indicator: Indicator, item: Item | None, *, so_far: bool) -> ExportRow:
    scale = _scale(indicator)
    goal = indicator.target_value
    target = None if goal is None else goal / scale
    if item is None:
        return ExportRow(indicator, scale, target)
    found = period_status(sight, item)
    revision = found.revision
    if revision is None:
        return ExportRow(indicator, scale, target, item, found.state)
    value = sight.ledger.actual(indicator, revision) if so_far else revision.value
    said = sight.ledger.explanation(item)
    return ExportRow(indicator, scale, target, item, found.state, value / scale, found.attainment, said)
