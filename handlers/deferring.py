"""待上级数据: the figure comes from a higher office that has not sent it; set aside until a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.period import Period
from bot.services.draft import check_may_report
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures
from bot.services.scope import current_ledger, ledger_with, open_items, own, reportable_period
from bot.services.understand import Said
from bot.services.understand_periods import said_day
from bot.texts import deferring as texts
from bot.texts import report as report_texts
from handlers.after_report import next_one
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn

LONGEST_DAYS = 45


def ask(turn: Turn, args: Mapping[str, Any]) -> None:
    item = _item(turn, args)
    turn.ask("defer", indicator=item.indicator.id, period=item.period.key)
    turn.reply(texts.defer_prompt(turn.t, item))


def days(turn: Turn, args: Mapping[str, Any]) -> None:
    item = _item(turn, args)
    _until(turn, item, turn.calendar.next_working(turn.today + timedelta(days=args["days"])), "")
    next_one(turn, current_ledger(turn.uow, turn.department, turn.today))


def typed(turn: Turn, text: str) -> None:
    """The day as people type it: 10号, 下周一, 7月10日."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    item = _item(turn, dialogue.data)
    turn.settle_open_questions()
    _until(turn, item, _day(said_day(text, turn.today), text, turn.today), text.strip()[:200])
    next_one(turn, current_ledger(turn.uow, turn.department, turn.today))


def set_aside(turn: Turn, ledger: Ledger, said: Said) -> None:
    """Said in free typing: 省里还没给，大概10号. Several indicators that fit are asked about."""
    if len(said.indicators) > 1:
        until = said.deferred.isoformat() if isinstance(said.deferred, date) else None
        indicators = [ledger.by_id[i] for i in said.indicators]
        turn.reply(texts.which_deferred(turn.t, indicators, until, said.note or said.text))
        return
    item = _newest_item(ledger, said.indicators[0], said.period, turn.today)
    if isinstance(said.deferred, date):
        _until(turn, item, _day(said.deferred, said.text, turn.today), said.note or said.text)
        return
    turn.ask("defer", indicator=item.indicator.id, period=item.period.key)
    turn.reply(texts.defer_prompt(turn.t, item))


def which(turn: Turn, args: Mapping[str, Any]) -> None:
    """One of several indicators was picked as the one whose data are not there yet."""
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    item = _newest_item(ledger, args["indicator"], None, turn.today)
    if args["until"]:
        until = _day(date.fromisoformat(args["until"]), args["note"], turn.today)
        _until(turn, item, until, args["note"])
    else:
        ask(turn, report_texts.where(item))


def _newest_item(ledger: Ledger, indicator_id: int, period: Period | None, today: date) -> Item:
    indicator = ledger.by_id.get(indicator_id)
    if indicator is None:
        raise DomainError("stale-button")
    return Item(indicator, period or reportable_period(ledger, indicator, today))


def _until(turn: Turn, item: Item, until: date, note: str) -> None:
    check_may_report(turn.person, item.indicator)
    ledger = ledger_with(turn.uow, turn.department, item.indicator.id, turn.today)
    check_takes_figures(ledger, item, turn.calendar, turn.today)
    turn.uow.reports.defer(item.indicator.id, item.period, until, note, by=turn.person.id, at=turn.now)
    turn.audit("defer", indicator=item.indicator.code, period=item.period.key, until=until.isoformat())
    turn.close()
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    left = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    turn.reply(texts.deferred(turn.t, item, until, len(left)))


def _day(day: date | None, text: str, today: date) -> date:
    if day is None or not today < day <= today + timedelta(days=LONGEST_DAYS):
        example = f"{(today + timedelta(days=5)).day}号"
        raise DomainError("day-unreadable", text=text[:40], example=example, days=LONGEST_DAYS)
    return day


def _item(turn: Turn, args: Mapping[str, Any]) -> Item:
    ledger = ledger_with(turn.uow, turn.department, args["indicator"], turn.today)
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    return Item(indicator, Period.from_key(args["period"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "report.defer": (REPORTERS, ask),
    "report.defer-which": (REPORTERS, which),
    "report.defer-days": (REPORTERS, days),
}
DIALOGUES = {"defer": typed}
