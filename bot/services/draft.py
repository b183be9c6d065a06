"""A figure on its way from typed words to a report: what is settled, what must still be asked.

A draft travels inside the buttons of its own questions (as JSON), so that a button always means the figure it
was shown with. Pure: it reads a ledger and never writes. Imports the domain and ports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.actual import Actual, Doubt, doubts, own_to_total, read_actual
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.evidence import HeldFile
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator, Measure
from bot.domain.people import Person, Role
from bot.domain.period import Period
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.scope import reportable_period


@dataclass(frozen=True)
class Line:
    """One figure of a draft. `value` and its parts once chosen; `accepted` are the doubts already answered.

    `base` is the number of the period's newest revision when the figure was asked about; `message` the native
    id of the message it was typed in; `evidence` the file that came with it.
    """

    figure: str
    indicators: tuple[int, ...]
    period: str | None = None
    note: str = ""
    unchanged: bool = False
    own: bool = False
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    was_own: bool = False
    accepted: tuple[str, ...] = ()
    reason: str = ""
    base: int = 0
    message: str | None = None
    evidence: HeldFile | None = None

    def chosen(self, actual: Actual) -> "Line":
        return replace(
            self,
            value=format(actual.value, "f"),
            numerator=_text(actual.numerator),
            denominator=_text(actual.denominator),
            was_own=actual.own,
        )

    @property
    def actual(self) -> Actual:
        if self.value is None:
            raise RuntimeError("no reading was chosen yet")
        return Actual(
            Decimal(self.value), _decimal(self.numerator), _decimal(self.denominator), own=self.was_own
        )


@dataclass(frozen=True)
class Draft:
    lines: tuple[Line, ...]

    def to_json(self) -> list[dict[str, Any]]:
        return [asdict(line) for line in self.lines]

    @classmethod
    def from_json(cls, value: Sequence[Mapping[str, Any]]) -> "Draft":
        return cls(tuple(_line(v) for v in value))

    def with_evidence(self, file: HeldFile) -> "Draft":
        """Every figure of the draft with the file."""
        return Draft(tuple(replace(line, evidence=file) for line in self.lines))

    def with_line(self, index: int, line: Line) -> "Draft":
        return Draft((*self.lines[:index], line, *self.lines[index + 1 :]))

    def without(self, index: int) -> "Draft":
        return Draft((*self.lines[:index], *self.lines[index + 1 :]))


def _line(value: Mapping[str, Any]) -> Line:
    file = value.get("evidence")
    tuples = {name: tuple(value[name]) for name in ("indicators", "accepted")}
    return Line(**{**value, **tuples, "evidence": HeldFile(**file) if file else None})


# ---------------------------------------------------------------- what comes next


@dataclass(frozen=True)
class WhichIndicator:
    """Several indicators fit what was typed."""

    draft: Draft
    index: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class WhichReading:
    """Several readings of the figure are plausible (21 or 21亿)."""

    draft: Draft
    index: int
    item: Item
    readings: tuple[Actual, ...]


@dataclass(frozen=True)
class Doubtful:
    """The figure is odd; it is asked about before it is taken."""

    draft: Draft
    index: int
    item: Item
    actual: Actual
    total: Decimal
    doubts: tuple[Doubt, ...]
    previous: Revision | None


@dataclass(frozen=True)
class WhyCorrected:
    """A figure for this period is in already: old and new, and why."""

    draft: Draft
    index: int
    item: Item
    old: Revision
    new: Decimal


@dataclass(frozen=True)
class ReadyLine:
    """A figure as it would be stored. `own_amount` is the period's own part of a cumulative total."""

    item: Item
    line: Line
    value: Decimal
    own_amount: Decimal | None
    old: Revision | None


@dataclass(frozen=True)
class Ready:
    draft: Draft
    lines: tuple[ReadyLine, ...] = field(default=())


Step = WhichIndicator | WhichReading | Doubtful | WhyCorrected | Ready


def next_step(draft: Draft, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> Step:
    """The first thing still to be asked, or the whole draft ready to be confirmed.

    Raises DomainError for what cannot be: somebody else's indicator, a period not ended or locked, a figure
    that cannot be read.
    """
    ready: list[ReadyLine] = []
    while (index := len(ready)) < len(draft.lines):
        try:
            step, draft = _line_step(draft, index, ledger, person, calendar, today)
        except DomainError as error:
            if error.code != "already-in" or len(draft.lines) == 1:
                raise
            draft = draft.without(index)  # one that is in already does not keep the others out
            continue
        if step is not None:
            return step
        ready.append(_ready(draft.lines[index], ledger))
    return Ready(draft, tuple(ready))


def item_of(line: Line, ledger: Ledger) -> Item:
    """The indicator and period a settled line is about."""
    indicator = ledger.by_id.get(line.indicators[0])
    if indicator is None or line.period is None:
        raise DomainError("stale-button")
    return Item(indicator, Period.from_key(line.period))


def _line_step(
    draft: Draft, index: int, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date
) -> tuple[Step | None, Draft]:
    line = draft.lines[index]
    if len(line.indicators) != 1:
        found = tuple(ledger.by_id[i] for i in line.indicators)
        return WhichIndicator(draft, index, found), draft
    line = _with_period(line, ledger, person, calendar, today)
    item = item_of(line, ledger)
    if line.value is None:
        readings = _readings(line, item, ledger)
        if len(readings) > 1:
            return WhichReading(draft.with_line(index, line), index, item, readings), draft
        line = line.chosen(readings[0])
    draft = draft.with_line(index, line)
    return _doubt_or_correction(draft, index, item, ledger), draft


def _doubt_or_correction(draft: Draft, index: int, item: Item, ledger: Ledger) -> Step | None:
    line = draft.lines[index]
    total = total_of(line, item, ledger)
    before = ledger.previous(item)
    odd = tuple(d for d in _doubts(line, item, ledger) if d.code not in line.accepted)
    if odd:
        return Doubtful(draft, index, item, line.actual, total, odd, before)
    old = ledger.newest(item) if ledger.is_in(item) else None
    if old and old.value != total and not line.reason:
        asked = replace(line, base=newest_number(ledger, item))
        return WhyCorrected(draft.with_line(index, asked), index, item, old, total)
    if old and old.value == total and (line.note or "") in ("", old.note):
        raise DomainError(
            "already-in", code=item.indicator.code, name=item.indicator.name, period=item.period.key
        )
    return None


def _with_period(line: Line, ledger: Ledger, person: Person, calendar: WorkCalendar, today: date) -> Line:
    indicator = ledger.by_id.get(line.indicators[0])
    if indicator is None:
        raise DomainError("stale-button")
    check_may_report(person, indicator)
    period = Period.from_key(line.period) if line.period else reportable_period(ledger, indicator, today)
    period = fitting(period, indicator)
    check_takes_figures(ledger, Item(indicator, period), calendar, today)
    if line.value is not None:  # asked about before: it keeps the revision it was asked about
        return line
    return replace(line, period=period.key, base=newest_number(ledger, Item(indicator, period)))


def newest_number(ledger: Ledger, item: Item) -> int:
    """The number of the period's newest revision, withdrawn or not; 0 when there is none."""
    in_period = ledger.in_period(item)
    return in_period[-1].number if in_period else 0


def fitting(period: Period, indicator: Indicator) -> Period:
    """The indicator's own period that ends when the named one does (1-6月 of a monthly one is June).

    Raises DomainError period-other-rhythm when it has none (May of a quarterly indicator).
    """
    own = Period.ending(period.year, period.end_month, indicator.rhythm)
    if own is None:
        raise DomainError(
            "period-other-rhythm",
            code=indicator.code,
            name=indicator.name,
            rhythm=indicator.rhythm.value,
            period=period.key,
        )
    return own


def check_may_report(person: Person, indicator: Indicator) -> None:
    if not person.may_report(indicator.unit_id):
        raise DomainError(
            "not-yours",
            code=indicator.code,
            name=indicator.name,
            unit=indicator.unit,
            sees=person.may_see(indicator.unit_id, indicator.assisting_ids),
            assists=bool(person.units(Role.LEAD, Role.CONTACT) & indicator.assisting_ids),
        )
    if indicator.retired:
        raise DomainError("indicator-retired", code=indicator.code, name=indicator.name)


def _readings(line: Line, item: Item, ledger: Ledger) -> tuple[Actual, ...]:
    indicator = item.indicator
    before = ledger.previous(item)
    if line.unchanged:
        if before is None:
            raise DomainError("nothing-before", code=indicator.code, name=indicator.name)
        return (Actual(before.value, before.numerator, before.denominator, own=False),)
    readings = read_actual(
        line.figure,
        unit=indicator.unit_of_measure,
        target=indicator.target,
        measure=indicator.measure.value,
        last=before.value if before else None,
    )
    cumulative = indicator.measure is Measure.CUMULATIVE
    return tuple(replace(r, own=r.own or (line.own and cumulative)) for r in readings)


def total_of(line: Line, item: Item, ledger: Ledger) -> Decimal:
    """The value to be stored: a period's own amount is added to the last total."""
    if not line.was_own:
        return line.actual.value
    before = ledger.previous(item)
    return own_to_total(line.actual.value, before.value if before else None)


def _doubts(line: Line, item: Item, ledger: Ledger) -> Sequence[Doubt]:
    indicator = item.indicator
    before = ledger.previous(item)
    return doubts(
        line.actual,
        target=indicator.target,
        measure=indicator.measure.value,
        direction=indicator.direction.value,
        previous=before.value if before else None,
        unit=indicator.unit_of_measure,
    )


def _ready(line: Line, ledger: Ledger) -> ReadyLine:
    item = item_of(line, ledger)
    total = total_of(line, item, ledger)
    before = ledger.previous(item)
    own = total - (before.value if before else Decimal(0))
    cumulative = item.indicator.measure is Measure.CUMULATIVE
    old = ledger.newest(item) if ledger.is_in(item) else None
    return ReadyLine(item, line, total, own if cumulative and item.period.months < 12 else None, old)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
