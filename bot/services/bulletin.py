"""What a bulletin (通报) of January to a month is made of: counted figures, and what is still pending.

Imports the domain, ports and the ledger. Nothing is ranked: everything is in the order of the table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.attainment import Group, group_of
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.judge import Standing, standing
from bot.services.ledger import Item, Ledger
from bot.services.ports import Department, SignedBulletin, UnitOfWork

DOUBTFUL = ("measure", "direction")
"""What decides a light: while it is only assumed, the light is."""


class Pending(StrEnum):
    """What is to be settled before signing.

    待审, 未报, 待核实 (no light possible, judged by assumptions, nobody's, or an explanation is awaited).
    """

    WAITING = "waiting"
    UNREPORTED = "unreported"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """An indicator at the end of the span. `period`: the newest that has ended by then (None: none has).

    `standing`: that period's counted figure and what it amounts to; None while none counts.
    """

    indicator: Indicator
    period: Period | None
    standing: Standing | None
    pending: frozenset[Pending] = frozenset()

    @property
    def group(self) -> Group | None:
        attained = self.standing and self.standing.attainment
        return group_of(attained) if attained else None


@dataclass(frozen=True)
class Bulletin:
    """The figures of a bulletin that is not signed; `month` is the last of the span."""

    department: Department
    year: int
    month: int
    rows: tuple[BulletinRow, ...]

    @property
    def pretend(self) -> bool:
        return self.department.pretend

    @cached_property
    def groups(self) -> Mapping[Group | None, int]:
        return Counter(row.group for row in self.rows)

    @property
    def judged(self) -> int:
        """How many have a counted figure."""
        return len(self.rows) - self.groups[None]

    @property
    def not_due(self) -> int:
        """How many have no period that has ended with the span."""
        return sum(row.period is None for row in self.rows)

    @property
    def low(self) -> tuple[BulletinRow, ...]:
        return tuple(row for row in self.rows if row.group is Group.LOW)

    def pending(self, kind: Pending) -> tuple[Indicator, ...]:
        return tuple(row.indicator for row in self.rows if kind in row.pending)


def bulletin_of(uow: UnitOfWork, department: Department, year: int, month: int) -> Bulletin | SignedBulletin:
    """The span's bulletin as signed, or else composed of what counts now."""
    signed = next((b for b in uow.bulletins.signed(department.id, year) if b.month == month), None)
    return signed or compose_bulletin(Ledger.load(uow, department, year), month)


def compose_bulletin(ledger: Ledger, month: int) -> Bulletin:
    rows = tuple(_row(ledger, indicator, month) for indicator in ledger.indicators)
    return Bulletin(ledger.department, ledger.year, month, rows)


def _row(ledger: Ledger, indicator: Indicator, month: int) -> BulletinRow:
    ended = (Period.ending(ledger.year, m, indicator.rhythm) for m in range(month, 0, -1))
    period = next((p for p in ended if p is not None), None)
    item = Item(indicator, period) if period else None
    counts = item is not None and ledger.counted(item) is not None
    judged = standing(ledger, indicator, (ledger.year, month)) if counts else None
    row = BulletinRow(indicator, period, judged)
    pending = frozenset(kind for kind, holds in _PENDING if holds(ledger, row, item))
    return BulletinRow(indicator, period, judged, pending)


def _is_waiting(ledger: Ledger, _row: BulletinRow, item: Item | None) -> bool:
    """A correction of a counted figure waits, too."""
    return item is not None and ledger.waiting(item) is not None


def _is_unreported(ledger: Ledger, row: BulletinRow, item: Item | None) -> bool:
    return item is not None and row.standing is None and ledger.waiting(item) is None


def _is_unclear(ledger: Ledger, row: BulletinRow, item: Item | None) -> bool:
    return any(_doubts(ledger, row, item))


def _doubts(ledger: Ledger, row: BulletinRow, item: Item | None) -> Iterator[bool]:
    indicator = row.indicator
    yield indicator.unit_id is None
    yield row.group is Group.QUESTION
    yield any(fact in indicator.assumed for fact in DOUBTFUL)
    if item is not None:
        about = (indicator.id, item.period)
        yield any((i.indicator_id, i.period) == about and not i.answer for i in ledger.inquiries)


_PENDING: tuple[tuple[Pending, Callable[[Ledger, BulletinRow, Item | None], bool]], ...] = (
    (Pending.WAITING, _is_waiting),
    (Pending.UNREPORTED, _is_unreported),
    (Pending.UNCLEAR, _is_unclear),
)
