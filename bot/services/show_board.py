"""Everything in a person's sight as of the newest closed window: rows, counts, filters. Domain and ports."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.attainment import Group, group_of
from bot.domain.indicator import Indicator
from bot.services.judge import Standing, standing
from bot.services.ledger import Item
from bot.services.show_status import PeriodStatus, period_status
from bot.services.sight import Sight, State


class Filter(StrEnum):
    """Which rows are listed: 全部, 偏低, 未报."""

    ALL = "all"
    LOW = "low"
    MISSING = "missing"


@dataclass(frozen=True)
class Row:
    """An indicator on the board.

    `state` is that of its newest period whose window has closed (None before the first); `standing` its
    newest counted figure up to then; `later` a period that ended since, if something is in for it.
    """

    indicator: Indicator
    item: Item | None
    state: State | None
    standing: Standing
    later: PeriodStatus | None

    @cached_property
    def group(self) -> Group | None:
        """Where its figure is counted; None unless the period's figure was reviewed."""
        if self.state is not State.REVIEWED or self.standing.attainment is None:
            return None
        return group_of(self.standing.attainment)

    @property
    def duty(self) -> str:
        return self.indicator.cells.duty_no or self.indicator.code.partition("-")[0]


NOT_IN = (State.MISSING, State.RETURNED, State.DEFERRED)


@dataclass(frozen=True)
class Board:
    sight: Sight
    rows: tuple[Row, ...]

    @property
    def states(self) -> Mapping[State | None, int]:
        """How many rows are in each state; a state that none is in counts 0."""
        return Counter(r.state for r in self.rows)

    @property
    def groups(self) -> Mapping[Group | None, int]:
        return Counter(r.group for r in self.rows)

    def filtered(self, which: Filter) -> tuple[Row, ...]:
        match which:
            case Filter.LOW:
                return tuple(r for r in self.rows if r.group is Group.LOW)
            case Filter.MISSING:
                return tuple(r for r in self.rows if r.state in NOT_IN)
            case _:
                return self.rows

    def by_duty(self) -> Mapping[str, Sequence[Row]]:
        """The rows by duty number, in the order of the table."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.duty, []).append(row)
        return found


def show_board(sight: Sight) -> Board:
    return Board(sight, tuple(_row_once(sight, i) for i in sight.indicators))


def _row_once(sight: Sight, indicator: Indicator) -> Row:
    """A row is the same for everybody who sees as much of the indicator: a digest has many readers."""
    key = ("row", indicator.id, sight.local, id(sight.calendar), sight.knows(indicator))
    return sight.ledger.once(key, lambda: _row(sight, indicator))


def _row(sight: Sight, indicator: Indicator) -> Row:
    month = sight.month or (sight.ledger.year, 0)
    items = sight.items(indicator)
    closed = [i for i in items if i.period.end_month <= month[1]]
    item = closed[-1] if closed else None
    later = [period_status(sight, i) for i in items[len(closed) :]]
    in_later = [p for p in later if p.state in (State.WAITING, State.REVIEWED)]
    return Row(
        indicator,
        item,
        sight.state(item) if item else None,
        standing(sight.ledger, indicator, month),
        in_later[-1] if in_later else None,
    )
