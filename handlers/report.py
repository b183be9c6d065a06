"""Reporting step by step: the list of what is open and one indicator's turn."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import Message
from bot.domain.errors import DomainError
from bot.domain.period import Period
from bot.services.draft import Draft, Line, check_may_report
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.scope import (
    check_year,
    current_ledger,
    due_day,
    ledger_with,
    newest_ended_month,
    not_yet_asked,
    open_items,
    own,
    reportable_period,
)
from bot.texts import report as texts
from bot.texts.leave import acted_for, with_paragraph
from handlers import drafts, filling
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn

LONGEST_TEXT = 2000


def open_list(turn: Turn) -> None:
    """The person's open indicators, numbered, as buttons."""
    turn.reply(_open_list(turn))


def turn_page(turn: Turn, args: Mapping[str, Any]) -> None:
    """Another page of the list takes the place of the one shown."""
    if turn.pressed is None:
        raise DomainError("stale-button")
    turn.replace(turn.pressed.question_key, _open_list(turn, args["page"]))


def _open_list(turn: Turn, page: int = 0) -> Message:
    ledger = _ledger(turn)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    turn.uow.messages.set_listing(turn.person.id, [(i.indicator.id, i.period) for i in items], turn.now)
    filling.keep(turn)
    turn.close()
    if not items:
        check_year(turn.uow, ledger, None, turn.today)
        if coming := not_yet_asked(ledger, own(ledger, turn.person), turn.today):
            return texts.not_yet_asked(turn.t, coming, ledger)
    period = items[-1].period if items else _newest(turn, ledger)
    due = due_day(ledger, turn.calendar, period) if period else None
    listing = texts.open_list(turn.t, items, ledger, due if due and due >= turn.today else None, page)
    return with_paragraph(listing, acted_for(turn.t, turn.person, items))


def _newest(turn: Turn, ledger: Ledger) -> Period | None:
    """The month that ended last, if something of the person's was to be reported for it."""
    year, month = newest_ended_month(turn.today)
    asked = any(Period.ending(year, month, i.rhythm) for i in own(ledger, turn.person))
    return Period(year, month) if asked and year == ledger.year else None


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    ledger = ledger_with(turn.uow, turn.department, args["indicator"], turn.today)
    item = _item(ledger, args)
    check_year(turn.uow, ledger, item.period, turn.today)
    check_may_report(turn.person, item.indicator)
    check_takes_figures(ledger, item, turn.calendar, turn.today)
    filling.keep(turn)
    turn.ask("figure", indicator=item.indicator.id, period=item.period.key)
    turn.reply(texts.prompt(turn.t, item, ledger))


def name_picked(turn: Turn, args: Mapping[str, Any]) -> None:
    """One of several indicators with that name: its newest period is asked for."""
    ledger = _ledger(turn)
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    pick(turn, texts.where(Item(indicator, reportable_period(ledger, indicator, turn.today))))


def later(turn: Turn, _args: Mapping[str, Any]) -> None:
    turn.close()
    ledger = _ledger(turn)
    left = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    turn.reply(texts.later(turn.t, len(left)))
    filling.resume(turn)


def same(turn: Turn, args: Mapping[str, Any]) -> None:
    """和上月一样, for one indicator: shown and confirmed like any figure."""
    ledger = ledger_with(turn.uow, turn.department, args["indicator"], turn.today)
    unchanged(turn, ledger, [_item(ledger, args)])


def all_unchanged(turn: Turn, _args: Mapping[str, Any]) -> None:
    """都和上月一样: one summary, one confirm."""
    ledger = _ledger(turn)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    unchanged(turn, ledger, [i for i in items if ledger.previous(i)])


def unchanged(turn: Turn, ledger: Ledger, items: Sequence[Item]) -> None:
    """The last figures again, for these items: one summary, one confirm."""
    if not items:
        raise DomainError("nothing-open")
    lines = (Line("", (i.indicator.id,), i.period.key, unchanged=True) for i in items)
    drafts.go_on(turn, ledger, Draft(tuple(lines)))


def _ledger(turn: Turn) -> Ledger:
    return current_ledger(turn.uow, turn.department, turn.today)


def _item(ledger: Ledger, args: Mapping[str, Any]) -> Item:
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    return Item(indicator, Period.from_key(args["period"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "report.pick": (REPORTERS, pick),
    "report.page": (REPORTERS, turn_page),
    "report.name": (REPORTERS, name_picked),
    "report.later": (REPORTERS, later),
    "report.same": (REPORTERS, same),
    "report.unchanged": (REPORTERS, all_unchanged),
}
