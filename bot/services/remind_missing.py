"""Who is told what at a step of the ladder: one reminder per person. Imports the domain and services.

The table of steps and recipients is the ladder's; a person without a reason gets none.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import WorkCalendar
from bot.domain.indicator import Indicator
from bot.domain.ladder import Step, StepKind
from bot.domain.people import Person, Role, asked_for
from bot.services.ledger import Item, Ledger
from bot.services.locking import takes_figures
from bot.services.review import waiting_for
from bot.services.scope import open_items, taking

TO_CONTACTS = (StepKind.OPEN, StepKind.LAST_DAY_BUT_ONE, StepKind.OVERDUE_1)
TO_LEADS = (StepKind.OVERDUE_1, StepKind.OVERDUE_3)
TO_ADMINISTRATORS = (StepKind.DUE, StepKind.OVERDUE_3)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person is told in a slot.

    `step` is the last step it comes from, None when only something set aside has come back. `items` are the
    person's own to report, `overview` what else is missing in the units led or administered, `aside` what
    was set aside there, `waiting` how many figures wait for the person's review.
    """

    person: Person
    step: Step | None
    items: tuple[Item, ...] = ()
    overview: tuple[Item, ...] = ()
    aside: tuple[Item, ...] = ()
    waiting: int = 0

    @property
    def numbered(self) -> tuple[Item, ...]:
        """What the message numbers: the person's own, then a lead's others; administrators read units."""
        return self.items if self.person.is_admin else (*self.items, *self.overview)

    @property
    def is_last(self) -> bool:
        return self.step is not None and self.step.kind is StepKind.OVERDUE_3


@dataclass(frozen=True)
class Slotful:
    """A table at a moment, with what is missing for each step that is due then."""

    ledger: Ledger
    people: Sequence[Person]
    missing: Mapping[Step, tuple[Item, ...]]
    aside: Mapping[Step, tuple[Item, ...]]
    back: tuple[Item, ...]  # set aside until today
    calendar: WorkCalendar
    at: datetime
    reporters: Mapping[int | None, frozenset[int]]

    def is_asked(self, person: Person, indicator: Indicator) -> bool:
        return person.id in self.reporters.get(indicator.unit_id, frozenset())

    def reports(self, person: Person, items: Iterable[Item]) -> bool:
        return any(self.is_asked(person, i.indicator) for i in items)


def reminders(
    ledger: Ledger,
    people: Sequence[Person],
    steps: Sequence[Step],
    calendar: WorkCalendar,
    at: datetime,
    *,
    asks_again: bool = True,
    only: Collection[int] | None = None,
) -> tuple[Reminder, ...]:
    """One reminder for everybody concerned (`only`: among these person ids). `at` is local.

    `people` are all of the department: who reports for a unit depends on who else is in it. `asks_again`:
    what was set aside until today is asked for.
    """
    slot = _slotful(ledger, people, steps, calendar, at, asks_again)
    asked = (p for p in people if only is None or p.id in only)
    found = (_reminder(slot, person) for person in asked)
    return tuple(r for r in found if r is not None)


def _slotful(
    ledger: Ledger,
    people: Sequence[Person],
    steps: Sequence[Step],
    calendar: WorkCalendar,
    at: datetime,
    asks_again: bool,
) -> Slotful:
    today = at.date()
    aside = {
        s: tuple(i for i in ledger.items(s.window.end) if not ledger.is_in(i) and ledger.deferral(i, today))
        for s in steps
    }
    return Slotful(
        ledger,
        people,
        {s: taking(ledger, ledger.missing(s.window.end, today), calendar, today) for s in steps},
        aside,
        _back(ledger, calendar, today) if asks_again else (),
        calendar,
        at,
        reporters(people),
    )


def _back(ledger: Ledger, calendar: WorkCalendar, today: date) -> tuple[Item, ...]:
    """What was set aside until today (or until a day off just before) and is still not in."""
    newest = {(d.indicator_id, d.period): d.until for d in ledger.deferrals}
    due = (key for key, until in newest.items() if calendar.next_working(until) == today)
    items = (Item(ledger.by_id[i], period) for i, period in due if i in ledger.by_id)
    return tuple(i for i in items if not ledger.is_in(i) and takes_figures(ledger, i, calendar, today))


def reporters(people: Sequence[Person]) -> Mapping[int | None, frozenset[int]]:
    """Unit to the people asked for its figures: its contacts, or its leads where it has no contact."""
    units = {u for p in people for u in p.units(Role.CONTACT, Role.LEAD)}
    return {unit: frozenset(p.id for p in asked_for(people, unit)) for unit in units}


def _reminder(slot: Slotful, person: Person) -> Reminder | None:
    asked = [s for s, items in slot.missing.items() if s.kind in TO_CONTACTS and slot.reports(person, items)]
    shown = [s for s, items in slot.missing.items() if _overseen(person, s, items)]
    if not asked and not shown and not slot.reports(person, slot.back):
        return None
    items = _own(slot, person) if asked or slot.reports(person, slot.back) else ()
    overview = tuple(i for s in shown for i in _overseen(person, s, slot.missing[s]) if i not in items)
    if not items and not overview:
        return None
    steps = sorted([*asked, *shown], key=lambda s: list(StepKind).index(s.kind))
    return Reminder(
        person,
        steps[-1] if steps else None,
        items,
        overview,
        tuple(i for s in shown for i in _overseen(person, s, slot.aside[s])),
        len(waiting_for(slot.ledger, slot.people, person)) if person.has(Role.LEAD) else 0,
    )


def _overseen(person: Person, step: Step, items: Iterable[Item]) -> tuple[Item, ...]:
    """Those of the items about which the step tells the person as lead or administrator."""
    if step.kind in TO_ADMINISTRATORS and person.is_admin:
        return tuple(items)
    leads = step.kind in TO_LEADS
    return tuple(i for i in items if leads and not person.away and person.may_review(i.indicator.unit_id))


def _own(slot: Slotful, person: Person) -> tuple[Item, ...]:
    """All that is open of the units the person is asked for, whatever the period."""
    mine = [i for i in slot.ledger.indicators if slot.is_asked(person, i)]
    return open_items(slot.ledger, mine, slot.calendar, slot.at)
