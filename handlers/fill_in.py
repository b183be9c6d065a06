"""The fill-in workbook: out with the person's indicators, back with what was typed into it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.ladder import Month
from bot.domain.numerals import half_width
from bot.domain.period import Period
from bot.forms import fill_in_book
from bot.services import fill_in as service
from bot.services.scope import check_year, current_ledger, ledgers_in_use
from bot.services.secrecy import check_words
from bot.services.understand_periods import period_at, resolve
from bot.texts import fill_in as texts
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn


def template(turn: Turn, words: str) -> None:
    """/template [period]: a workbook to fill in and send back."""
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    month = _month(turn, words) if words.strip() else None
    check_year(turn.uow, ledger, Period(*month) if month else None, turn.today)
    rows = service.rows_of(ledger, turn.person, month, turn.calendar, turn.today)
    period = Period(ledger.year, rows[0].item.period.end_month)
    content = fill_in_book.write(
        turn.department.id,
        ledger.year,
        [texts.book_row(turn.t, row) for row in rows],
        texts.book_words(turn.t, period, turn.person.name),
    )
    turn.reply(texts.workbook(turn.t, period, rows, content, turn.department.pretend))


def _month(turn: Turn, words: str) -> Month:
    """The last month of the period that is named."""
    said = half_width(words).strip()
    named = period_at(said, 0, turn.today)
    if named is None or said[named.end :].strip("的 "):
        raise DomainError("fill-in-which-period", said=words[:20])
    period = resolve(named, None, turn.today)
    return period.year, period.end_month


def take(turn: Turn, content: bytes) -> None:
    """A workbook that came back: its summary, with one confirm."""
    filled = fill_in_book.read(content)
    check_words("\n".join(f"{e.figure} {e.note}" for e in filled.entries))
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    ledger = next((x for x in tables if x.year == filled.year), tables[0])
    found = service.check(filled, ledger, turn.person, turn.calendar, turn.today)
    turn.settle_open_questions()
    turn.close()
    turn.reply(texts.checked(turn.t, found, ledger))


def offer(turn: Turn, _args: Mapping[str, Any]) -> None:
    template(turn, "")


ACTIONS: Mapping[str, tuple[Right, Press]] = {"fill_in.offer": (REPORTERS, offer)}
