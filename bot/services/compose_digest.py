"""The digest: where the indicators in a person's sight stand and what changed since the one before.

Imports the domain and services. The same picture is the Monday digest, its preview and the one asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.attainment import Group
from bot.domain.calendar import WorkCalendar
from bot.domain.figure import Explanation, Revision, Standing, TargetChange
from bot.domain.indicator import Indicator, Measure
from bot.domain.ladder import (
    Month,
    Window,
    closed_window,
    reporting_months,
    steps,
    window_for,
    windows_before,
)
from bot.domain.people import Person
from bot.domain.period import Period
from bot.domain.slots import DigestSlot, digest_on
from bot.services.judge import forecast_of
from bot.services.ledger import Ledger, known_or
from bot.services.ports import Department, UnitOfWork
from bot.services.scope import awaited_year, current_year, months_of
from bot.services.show_board import NOT_IN, Board, Row, show_board
from bot.services.sight import Sight, State
from bot.services.slots_due import ONE_DAY, Slot, SlotKind

T = TypeVar("T")

WEEKS_BACK = 8
YEARLY = (Measure.CUMULATIVE, Measure.BY_YEAR_END)
"""Measures whose year's target is reached once; a rate that is met today may be missed tomorrow."""
UNIT_SAID = ("preview", "inquiry")
"""Kinds of explanation that a unit added for its readers, beside the reason given with the figure."""


class Kind(StrEnum):
    """The Monday digest, the Friday preview of it, the one somebody asked for (即时)."""

    DIGEST = "digest"
    PREVIEW = "preview"
    LIVE = "live"


@dataclass(frozen=True)
class Edition:
    """What the digests of one moment have in common, whoever reads them.

    `at` and `since` are local: the digest's own moment and that of the digest it is compared with. `before`
    is the ledger as it was then. `reminded`: the ladder of the closed window was played. `nobodys`: what no
    unit answers for in the table that is reported on now. `years`: those with a table. `awaited`: this year,
    while it has none.
    """

    kind: Kind
    full: bool
    at: datetime
    ledger: Ledger
    calendar: WorkCalendar
    window: Window
    since: datetime | None
    before_month: Month | None
    before: Ledger | None
    targets: tuple[TargetChange, ...]
    reminded: bool
    nobodys: tuple[Indicator, ...]
    years: frozenset[int]
    awaited: int | None = None
    plans: frozenset[int] = frozenset()  # indicators whose plan was set or withdrawn since

    @property
    def month(self) -> Month:
        return self.window.end

    @cached_property
    def _worked_out(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What is the same for all who read as much is worked out once: a digest has many readers."""
        return known_or(self._worked_out, key, work_out)

    @cached_property
    def said(self) -> Mapping[tuple[int, Period], Sequence[Explanation]]:
        """What was said of each figure, oldest first."""
        found: dict[tuple[int, Period], list[Explanation]] = defaultdict(list)
        for e in self.ledger.explanations:
            if e.text or e.said:
                found[e.indicator_id, e.period].append(e)
        return found

    @property
    def opening(self) -> Window | None:
        """The window that is open at the digest's moment or opens in its week."""
        settings, months = self.ledger.department.settings, months_of(self.ledger)
        newest = next(windows_before(self.at.date() + 6 * ONE_DAY, self.calendar, settings, months))
        is_near = newest.opens <= self.at.date() + 6 * ONE_DAY
        is_ours = newest.end[0] in self.years and newest.end != self.month
        return newest if is_near and is_ours and newest.due >= self.at.date() else None


@dataclass(frozen=True, slots=True)
class LowRow:
    """A low indicator, with its forecast (of amounts that accumulate) and what was said of it."""

    row: Row
    forecast: Decimal | None
    reason: Explanation | None
    said: Explanation | None


@dataclass(frozen=True)
class Changes:
    """What is different from the digest before, in the order of the table."""

    completed: tuple[Indicator, ...] = ()
    to_normal: tuple[Indicator, ...] = ()
    to_low: tuple[Indicator, ...] = ()
    to_fewer: tuple[Indicator, ...] = ()  # by application, and short by now
    targets: tuple[tuple[Indicator, TargetChange], ...] = ()
    plans: tuple[Indicator, ...] = ()
    counted: tuple[Indicator, ...] = ()
    corrected: tuple[Indicator, ...] = ()
    said: tuple[tuple[Indicator, Explanation], ...] = ()


@dataclass(frozen=True)
class Digest:
    """One person's digest."""

    person: Person
    edition: Edition
    board: Board
    changes: Changes
    low: tuple[LowRow, ...]
    unassigned: tuple[Indicator, ...]  # told to administrators only
    as_much: Hashable  # the same for all who see as much of the department

    def in_state(self, *states: State) -> tuple[Row, ...]:
        return tuple(r for r in self.board.rows if r.state in states)

    def in_group(self, group: Group) -> int:
        return self.board.groups[group]

    @property
    def reviewed(self) -> int:
        return self.board.states[State.REVIEWED]

    @property
    def not_due(self) -> int:
        return len(self.in_state(State.NOT_DUE)) + sum(r.state is None for r in self.board.rows)

    @property
    def missing(self) -> tuple[Row, ...]:
        return self.in_state(*NOT_IN)

    @property
    def waiting(self) -> tuple[Row, ...]:
        return self.in_state(State.WAITING)

    @property
    def in_later(self) -> int:
        """How many figures are in for the open period already."""
        return sum(r.later is not None for r in self.board.rows)


# ---------------------------------------------------------------- one moment


def edition(
    uow: UnitOfWork,
    department: Department,
    calendar: WorkCalendar,
    zone: ZoneInfo,
    kind: Kind,
    at: datetime,
) -> Edition | None:
    """The digest of a local moment; of a preview, the moment of the digest it is of.

    None without a table for the year its data are about; asked for, it is then of the last year that has one.
    What was said of another year's table is not compared with.
    """
    if not uow.targets.years(department.id):
        return None
    rhythms = uow.targets.rhythms(department.id, current_year(uow, department, at.date()))
    months = reporting_months(rhythms) or frozenset({12})
    settings = department.settings
    closed = closed_window(at, calendar, settings, months)
    newest = max(uow.targets.years(department.id))
    if kind is Kind.LIVE and newest < closed.end[0]:
        closed = window_for(newest, 12, calendar, settings)
    ledger = Ledger.load(uow, department, closed.end[0])
    if not ledger.indicators:
        return None
    slot = digest_on(at.date(), calendar, settings, months)
    full = kind is Kind.LIVE or (slot is not None and slot.full)
    previous = _previous(uow, department, calendar, at, months, closed.end if full else None)
    if previous and previous.period[0] != closed.end[0]:
        previous = None
    since = previous.at.replace(tzinfo=zone) if previous else None
    return Edition(
        kind,
        full,
        at,
        ledger,
        calendar,
        closed,
        previous.at if previous else None,
        previous.period if previous else None,
        as_of(ledger, since) if since else None,
        _target_changes(uow, ledger, since),
        _reminded(uow, department, calendar, closed),
        unassigned(uow, department, at.date()),
        frozenset(uow.targets.years(department.id)),
        awaited_year(uow, department, at.date()),
        _plan_changes(uow, ledger, since),
    )


def unassigned(uow: UnitOfWork, department: Department, today: date) -> tuple[Indicator, ...]:
    """The indicators of the current table for which no unit answers."""
    year = current_year(uow, department, today)
    return tuple(i for i in uow.targets.indicators(department.id, year) if i.unit_id is None)


def _previous(
    uow: UnitOfWork,
    department: Department,
    calendar: WorkCalendar,
    at: datetime,
    months: frozenset[int],
    other_than: Month | None,
) -> DigestSlot | None:
    """The newest digest before that was not missed; `other_than`: about another month than this."""
    for back in range(1, WEEKS_BACK * 7):
        found = digest_on(at.date() - timedelta(days=back), calendar, department.settings, months)
        if found is None or found.period == other_than:
            continue
        key = Slot(SlotKind.DIGEST, found.at).key
        if uow.messages.slot(department.id, SlotKind.DIGEST.value, key) != "dropped":
            return found
    return None


def as_of(ledger: Ledger, moment: datetime) -> Ledger:
    """The ledger as it was at a moment (with a time zone)."""
    return replace(
        ledger,
        revisions=tuple(_revision_as_of(r, moment) for r in ledger.revisions if r.at <= moment),
        explanations=tuple(e for e in ledger.explanations if e.at <= moment),
        deferrals=tuple(d for d in ledger.deferrals if d.at <= moment),
        inquiries=tuple(i for i in ledger.inquiries if i.asked_at <= moment),
    )


def _revision_as_of(revision: Revision, moment: datetime) -> Revision:
    undecided = revision.verdict_at is not None and revision.verdict_at > moment
    return replace(revision, standing=Standing.WAITING) if undecided else revision


def _plan_changes(uow: UnitOfWork, ledger: Ledger, since: datetime | None) -> frozenset[int]:
    changes = uow.targets.plan_changes(ledger.by_id) if since else ()
    return frozenset(c.indicator_id for c in changes if since and c.at > since)


def _target_changes(uow: UnitOfWork, ledger: Ledger, since: datetime | None) -> tuple[TargetChange, ...]:
    changes = uow.targets.target_changes(ledger.by_id) if since else ()
    return tuple(c for c in changes if since and c.at > since and c.old is not None and c.old != c.new)


def _reminded(uow: UnitOfWork, department: Department, calendar: WorkCalendar, window: Window) -> bool:
    slots = (Slot(SlotKind.REMIND, s.at) for s in steps(window, calendar, department.settings))
    return any(uow.messages.slot(department.id, s.kind.value, s.key) == "played" for s in slots)


# ---------------------------------------------------------------- one reader


def compose(edition: Edition, person: Person) -> Digest:
    """What the person reads: the units in charge, or everything."""
    sight = Sight(edition.ledger, person, edition.calendar, edition.at)
    as_much = sight.as_much

    def seen() -> tuple[tuple[Row, ...], Changes, tuple[LowRow, ...]]:
        board = show_board(sight)
        low = tuple(_low(edition, row) for row in board.rows if row.group is Group.LOW)
        return board.rows, _changes(edition, person, board), low

    rows, changes, low = edition.once(as_much, seen)
    nobodys = edition.nobodys if person.is_admin else ()
    return Digest(person, edition, Board(sight, rows), changes, low, nobodys, as_much)


def _low(edition: Edition, row: Row) -> LowRow:
    revision, item = row.standing.revision, row.item
    accumulates = row.indicator.measure is Measure.CUMULATIVE
    year_end = forecast_of(edition.ledger, row.indicator, revision) if revision and accumulates else None
    said = edition.said.get((item.indicator.id, item.period), ()) if item else ()
    return LowRow(
        row,
        year_end,
        _newest(e for e in said if e.kind not in UNIT_SAID),
        _newest(e for e in said if e.kind in UNIT_SAID),
    )


def _newest(explanations: Iterable[Explanation]) -> Explanation | None:
    return next(reversed(list(explanations)), None)


def _changes(edition: Edition, person: Person, board: Board) -> Changes:
    if edition.before is None or edition.since is None:
        return Changes()
    then = show_board(Sight(edition.before, person, edition.calendar, edition.since))
    pairs = [(row, old) for row, old in zip(board.rows, then.rows, strict=True) if row.group is not None]
    return Changes(
        completed=tuple(r.indicator for r, old in pairs if _reached(r) and not _reached(old)),
        to_normal=_turned(pairs, Group.NORMAL),
        to_low=_turned(pairs, Group.LOW),
        to_fewer=_turned(pairs, Group.BY_APPLICATION),
        targets=tuple(
            (board.sight.by_id[c.indicator_id], c)
            for c in edition.targets
            if c.indicator_id in board.sight.by_id
        ),
        plans=tuple(r.indicator for r in board.rows if r.indicator.id in edition.plans),
        counted=tuple(r.indicator for r, old in pairs if r.item == old.item and old.group is None),
        corrected=tuple(r.indicator for r, old in pairs if _corrected(r, old)),
        said=_said_since(edition, board),
    )


def _reached(row: Row) -> bool:
    attainment = row.standing.attainment
    return row.indicator.measure in YEARLY and attainment is not None and attainment.reached


JUDGED = (Group.NORMAL, Group.LOW, Group.BY_APPLICATION)
"""Groups between which an indicator turns; into and out of the others it is a target that has changed."""


def _turned(pairs: Iterable[tuple[Row, Row]], became: Group) -> tuple[Indicator, ...]:
    others = {*JUDGED} - {became}
    return tuple(r.indicator for r, old in pairs if r.group is became and old.group in others)


def _corrected(row: Row, old: Row) -> bool:
    new, was = row.standing.revision, old.standing.revision
    if new is None or was is None or old.group is None:
        return False
    return new.period == was.period and new.id != was.id


def _said_since(edition: Edition, board: Board) -> tuple[tuple[Indicator, Explanation], ...]:
    """What units added about indicators in sight, for the newest period, since the digest before."""
    known = {e.id for e in edition.before.explanations} if edition.before else set()
    items = {(r.item.indicator.id, r.item.period) for r in board.rows if r.item}
    return tuple(
        (board.sight.by_id[e.indicator_id], e)
        for e in edition.ledger.explanations
        if e.id not in known and e.kind in UNIT_SAID and (e.indicator_id, e.period) in items
    )
