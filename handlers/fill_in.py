"""The fill-in workbook: out with the person's indicators, back with what was typed into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.ladder import Month
from bot.domain.numerals import half_width
from bot.domain.period import Period
from bot.forms import fill_in_book
from bot.forms.fill_in_read import is_fill_in, read, was_fill_in
from bot.services import fill_in as service
from bot.services.ledger import Item, Ledger
from bot.services.scope import check_year, current_ledger, ledgers_in_use, open_items, own
from bot.services.secrecy import check_words
from bot.services.understand_periods import period_at, resolve
from bot.texts import fill_in as texts
from handlers.after_report import keep_for_later
from handlers.command import REPORTERS, Press, Right
from handlers.dispatch import administrators
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
    earlier = _also_open(turn, ledger, rows)
    turn.reply(
        texts.workbook(turn.t, period, rows, content, earlier=earlier, pretend=turn.department.pretend)
    )


def _also_open(turn: Turn, ledger: Ledger, rows: Sequence[service.Row]) -> Sequence[Item]:
    """What the person has still to report for the newest other month."""
    end = rows[0].item.period.end_month
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    others = [i for i in items if i.period.end_month != end]
    return [i for i in others if i.period.end_month == others[-1].period.end_month]


def _month(turn: Turn, words: str) -> Month:
    """The last month of the period that is named."""
    said = half_width(words).strip()
    named = period_at(said, 0, turn.today)
    if named is None or said[named.end :].strip("的 "):
        raise DomainError("fill-in-which-period", said=words[:20])
    period = resolve(named, None, turn.today)
    return period.year, period.end_month


def came_back(turn: Turn, content: bytes) -> bool:
    """Whether a file is such a workbook, which is then taken. Raises DomainError where it cannot be."""
    if is_fill_in(content):
        if not REPORTERS(turn.person):
            raise DomainError("fill-in-not-reporting")
        take(turn, content)
        return True
    if REPORTERS(turn.person) and was_fill_in(content, texts.remnants(turn.t)):
        raise DomainError("fill-in-broken")
    return False


def take(turn: Turn, content: bytes) -> None:
    """A workbook that came back: its summary, with one confirm for what is certain."""
    filled = read(content)
    check_words("\n".join(f"{e.figure} {e.note}" for e in filled.entries))
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    ledger = next((x for x in tables if x.year == filled.year), tables[0])
    found = service.check(filled, ledger, turn.person, turn.calendar, turn.today)
    keep_for_later(turn)
    waiting = _other_waiting(turn, Period(*found.month).key)
    if waiting is None:
        turn.settle_open_questions()
    turn.close()
    turn.reply(texts.checked(turn.t, found, ledger, administrators(turn), waiting))


def _other_waiting(turn: Turn, book: str) -> Period | None:
    """The period of another workbook that waits to be confirmed: its buttons stay."""
    options = turn.open_options
    other = next((o.args["book"] for o in options if "book" in o.args), book)
    return None if other == book else Period.from_key(other)


def offer(turn: Turn, _args: Mapping[str, Any]) -> None:
    template(turn, "")


ACTIONS: Mapping[str, tuple[Right, Press]] = {"fill_in.offer": (REPORTERS, offer)}
