"""Reporting: the list of what is open, one indicator's turn, and free typing without any command."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.draft import Draft, Line, check_may_report
from bot.services.ledger import Item, Ledger
from bot.services.scope import current_ledger, due_day, open_items, own, reportable_period
from bot.services.secrecy import check_words
from bot.services.understand import Known, Said, Understood, understand
from bot.texts import report as texts
from handlers import deferring, drafts
from handlers.after_report import next_one
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn

LONGEST_TEXT = 2000


def report(turn: Turn, words: str) -> None:
    """/report: the person's open indicators, numbered, as buttons; with words, a report at once."""
    if words:
        free_text(turn, words)
        return
    ledger = _ledger(turn)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    turn.uow.messages.set_listing(turn.person.id, [(i.indicator.id, i.period) for i in items], turn.now)
    turn.close()
    due = due_day(ledger, turn.calendar, items[-1].period) if items else None
    turn.reply(texts.open_list(turn.t, items, ledger, due if due and due >= turn.today else None))


def pick(turn: Turn, args: Mapping[str, Any]) -> None:
    ledger = _ledger(turn)
    item = _item(ledger, args)
    check_may_report(turn.person, item.indicator)
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


def same(turn: Turn, args: Mapping[str, Any]) -> None:
    """和上月一样, for one indicator: shown and confirmed like any figure."""
    ledger = _ledger(turn)
    _unchanged(turn, ledger, [_item(ledger, args)])


def all_unchanged(turn: Turn, _args: Mapping[str, Any]) -> None:
    """都和上月一样: one summary, one confirm."""
    ledger = _ledger(turn)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    _unchanged(turn, ledger, [i for i in items if ledger.previous(i)])


def _unchanged(turn: Turn, ledger: Ledger, items: Sequence[Item]) -> None:
    if not items:
        raise DomainError("nothing-open")
    lines = (Line("", (i.indicator.id,), i.period.key, unchanged=True) for i in items)
    drafts.go_on(turn, ledger, Draft(tuple(lines)))


# ---------------------------------------------------------------- free typing


def free_text(turn: Turn, text: str) -> None:
    """Whatever is typed without a command, understood against what the person may report."""
    _typed(turn, text, None)


def figure_typed(turn: Turn, text: str) -> None:
    """The answer to "what is the figure?": it is about that indicator unless it names another."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    _typed(turn, text, (dialogue.data["indicator"], Period.from_key(dialogue.data["period"])))


def _typed(turn: Turn, text: str, focus: tuple[int, Period] | None) -> None:
    if not REPORTERS(turn.person):
        raise DomainError("not-understood", text=text[:60], reports=False)
    if len(text) > LONGEST_TEXT:
        raise DomainError("too-long", limit=LONGEST_TEXT, length=len(text))
    check_words(text)
    ledger = _ledger(turn)
    known = known_to(turn, ledger)
    listing = turn.uow.messages.listing(turn.person.id)
    understood = understand(text, known, numbered=listing, focus=focus, today=turn.today)
    turn.settle_open_questions()
    _act(turn, ledger, understood, text)


def _act(turn: Turn, ledger: Ledger, understood: Understood, text: str) -> None:
    if understood.items:
        _take(turn, ledger, understood, text)
        return
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    match understood.talk:
        case "unchanged-all":
            _unchanged(turn, ledger, [i for i in items if ledger.previous(i)])
        case "thanks" | "yes":
            turn.reply(texts.thanks(turn.t, items, ledger))
        case "no":
            turn.close()
            turn.reply(texts.cancelled(turn.t))
        case _:
            raise DomainError("not-understood", text=text[:60], reports=True, example=_example(items, ledger))


def _take(turn: Turn, ledger: Ledger, understood: Understood, text: str) -> None:
    deferred = [s for s in understood.items if s.deferred is not None]
    if deferred:
        for said in deferred:
            deferring.set_aside(turn, ledger, item_for(ledger, said, turn.today), said)
        if len(deferred) == len(understood.items):
            next_one(turn, _ledger(turn))
            return
    figures = [s for s in understood.items if s.deferred is None]
    unknown = next((s for s in figures if not s.indicators), None)
    if unknown is not None:
        raise DomainError(
            "indicator-unknown", text=(unknown.named or unknown.text)[:60], figure=unknown.figure
        )
    if understood.leftover.strip():
        raise DomainError(
            "partly-understood",
            rest=understood.leftover.strip()[:60],
            understood=[s.text for s in figures],
            text=text[:60],
        )
    named_only = [s for s in figures if not s.figure and not s.unchanged]
    if named_only and len(figures) == 1:
        _ask_figure(turn, ledger, named_only[0])
        return
    drafts.go_on(turn, ledger, Draft(tuple(line(said) for said in figures)))


def _ask_figure(turn: Turn, ledger: Ledger, said: Said) -> None:
    """Only an indicator was named: ask for its figure, or which one is meant."""
    if len(said.indicators) > 1:
        turn.reply(texts.which_one(turn.t, [ledger.by_id[i] for i in said.indicators]))
        return
    item = item_for(ledger, said, turn.today)
    pick(turn, texts.where(item))


def line(said: Said) -> Line:
    return Line(
        figure=said.figure,
        indicators=said.indicators,
        period=said.period.key if said.period else None,
        note=said.note,
        unchanged=said.unchanged,
        own=said.own,
    )


def item_for(ledger: Ledger, said: Said, today: date) -> Item:
    """The one indicator and period something was said of, for what is not a figure."""
    if len(said.indicators) != 1:
        raise DomainError("which-indicator", text=said.text[:60], count=len(said.indicators))
    indicator = ledger.by_id[said.indicators[0]]
    return Item(indicator, said.period or reportable_period(ledger, indicator, today))


def known_to(turn: Turn, ledger: Ledger) -> Sequence[Known]:
    """The whole table, marked with what is the person's own and what is open."""
    mine = {i.id for i in own(ledger, turn.person)}
    waiting = open_items(ledger, ledger.indicators, turn.calendar, turn.local)
    open_periods: dict[int, Period] = {i.indicator.id: i.period for i in waiting}
    return [_known(i, ledger, turn.today, i.id in mine, open_periods.get(i.id)) for i in ledger.indicators]


def _known(indicator: Indicator, ledger: Ledger, today: date, mine: bool, period: Period | None) -> Known:
    about = period or _period_or_first(ledger, indicator, today)
    before = ledger.previous(Item(indicator, about))
    return Known(indicator, about, mine, period is not None, before.value if before else None)


def _period_or_first(ledger: Ledger, indicator: Indicator, today: date) -> Period:
    try:
        return reportable_period(ledger, indicator, today)
    except DomainError:  # nothing has ended yet: the first period, which is refused when it is confirmed
        return Period.containing(date(ledger.year, 1, 1), indicator.rhythm)


def _example(items: Sequence[Item], ledger: Ledger) -> str:
    return f"{items[0].indicator.code} {texts.example(items[0], ledger)}" if items else "2-03 3.2万"


def _ledger(turn: Turn) -> Ledger:
    return current_ledger(turn.uow, turn.department, turn.today)


def _item(ledger: Ledger, args: Mapping[str, Any]) -> Item:
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    return Item(indicator, Period.from_key(args["period"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "report.pick": (REPORTERS, pick),
    "report.name": (REPORTERS, name_picked),
    "report.later": (REPORTERS, later),
    "report.same": (REPORTERS, same),
    "report.unchanged": (REPORTERS, all_unchanged),
}
DIALOGUES = {"figure": figure_typed}
