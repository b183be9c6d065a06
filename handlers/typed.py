"""Free typing: figures the way people type them on phones, without any command; corrections and edits too."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.errors import DomainError
from bot.domain.evidence import HeldFile
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.draft import Draft, Line
from bot.services.ledger import Item, Ledger
from bot.services.scope import (
    check_year,
    current_ledger,
    ledgers_in_use,
    open_items,
    opening,
    own,
    reportable_period,
)
from bot.services.secrecy import check_words
from bot.services.understand import Known, Said, Understood, match_indicator, understand
from bot.texts import report as texts
from handlers import asked_freely, courtesies, deferring, drafts, filling_typed, inquiries, status, target
from handlers.after_report import keep_for_later, next_one
from handlers.command import REPORTERS
from handlers.report import open_list, pick, unchanged
from handlers.turn import Turn
from handlers.words import plain

LONGEST_TEXT = 2000
QUESTION = re.compile(
    r"(?:请问|看看|问下|的|数|\W)*(?:口径|定义|目标|进度|进展|情况|怎么样|怎么算|怎么统计|如何计算|什么意思|是什么"
    r"|(?:现在|目前|上次|上月|上个月|我)?(?:报的?|完成|做|是|到)?了?多少|(?:报|审|审核|通过)(?:过|了)?(?:吗|没有?)"
    r"|(?:为什么|为啥|怎么)(?:这么|会|还|是|这样)?\w{0,3}|(?:什么|啥)?原因|(?:归|是|由|该)?(?:谁|哪个科室?)(?:管|负责|报|填|来报)?)"
    r"(?:是什么|怎么样|如何|是?多少|值|的|了|呢|吗|啊|\W)*"
)
NO_FIGURE = ("not-understood", "indicator-unknown", "figure-is-text")
Focus = tuple[int, Period] | None
"""The indicator and period whose figure is being asked for."""


def free_text(turn: Turn, text: str) -> None:
    """Whatever is typed without a command, understood against what the person may report.

    What names no indicator and no figure may be the explanation that a leader asked for.
    """
    if not filling_typed.takes(turn, text):
        reported(turn, text)


def reported(turn: Turn, text: str) -> None:
    """What is meant for no round."""
    try:
        with turn.uow.savepoint():
            _typed(turn, text, None)
    except DomainError as error:
        turn.forget_replies()
        if error.code not in NO_FIGURE or not inquiries.offer(turn, text):
            raise


def figure_typed(turn: Turn, text: str) -> None:
    """The answer to "what is the figure?": it is about that indicator unless it names another."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    if QUESTION.fullmatch(re.sub(r"^(?:这个|这项|它)(?:指标)?", "", plain(text))):
        status.status(turn, "")  # the figure is still being asked for
        return
    if (held := dialogue.data.get("evidence")) is not None:
        turn.held = HeldFile(**held)
    _typed(turn, text, (dialogue.data["indicator"], Period.from_key(dialogue.data["period"])))


def edited(turn: Turn, text: str) -> None:
    """A changed message is offered as a correction; one that says nothing new is let be."""
    if not REPORTERS(turn.person):
        return
    ledger, found = _read(turn, text, _focus_of_edit(turn))
    if not any(s.indicators and (s.figure or s.unchanged) for s in found.items):
        return
    try:
        act(turn, ledger, found, text)
    except DomainError as error:
        if error.code != "already-in":
            raise


def is_report(turn: Turn, text: str) -> bool:
    """Whether words that could be a reason are plainly figures, each with its code, name or list number."""
    if not REPORTERS(turn.person):
        return False
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    known = known_to(turn, ledger)
    coded = re.search(r"(?<!\d)\d{1,2}-\d{2}(?!\d)", plain(text)) is not None
    said = understand(text, known, numbered=turn.uow.messages.listing(turn.person.id), today=turn.today).items
    return bool(said) and all(
        s.figure
        and bool(s.indicators)
        and (coded or (len(s.indicators) == 1 and _named_plainly(s, known) and not s.note))
        for s in said
    )


def _named_plainly(said: Said, known: Sequence[Known]) -> bool:
    """By most of its name, or by its number in the list on the screen: 2 4600, 第二个 4600."""
    numbered = re.fullmatch(r"第?\s*[0-9一二三四五六七八九十]{1,2}\s*[个项条号、.:,=)]*", said.named)
    return numbered is not None or bool(match_indicator(said.named, known, least=72))


def _focus_of_edit(turn: Turn) -> Focus:
    """What the message was about: the figure it was stored as, or the draft still being asked about."""
    if turn.message is None:
        return None
    stored = turn.uow.reports.typed_in(turn.person.id, turn.message)
    if stored:
        return stored[0].indicator_id, stored[0].period
    for option in turn.open_options:
        for line in Draft.from_json(option.args.get("draft", ())).lines:
            if line.message == turn.message and len(line.indicators) == 1 and line.period:
                return line.indicators[0], Period.from_key(line.period)
    return None


def _typed(turn: Turn, text: str, focus: Focus) -> None:
    if target.takes(turn, text):
        return
    if not REPORTERS(turn.person):
        asked_freely.answer(turn, text)
        return
    act(turn, *_read(turn, text, focus), text)


def _read(turn: Turn, text: str, focus: Focus) -> tuple[Ledger, Understood]:
    """What was said, read against the table it is about: an earlier year's if all of it names that."""
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    ledger = next((x for x in tables if focus and focus[0] in x.by_id), tables[0])
    found = understood(turn, ledger, text, focus)
    years = {said.period.year if said.period else ledger.year for said in found.items}
    named = next((x for x in tables if years == {x.year}), ledger)
    return (ledger, found) if named is ledger else (named, understood(turn, named, text, None))


def understood(turn: Turn, ledger: Ledger, text: str, focus: Focus = None) -> Understood:
    """What was typed, against what the person may report. Raises DomainError too-long or of secrecy."""
    if len(text) > LONGEST_TEXT:
        raise DomainError("too-long", limit=LONGEST_TEXT, length=len(text))
    check_words(text)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    listing = turn.uow.messages.listing(turn.person.id) or [(i.indicator.id, i.period) for i in items]
    return understand(text, known_to(turn, ledger), numbered=listing, focus=focus, today=turn.today)


def act(turn: Turn, ledger: Ledger, understood: Understood, text: str) -> None:
    """Take what was understood: figures, what is set aside, a courtesy. `text` is what was typed."""
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    if understood.items:
        keep_for_later(turn)
        turn.settle_open_questions()
        _take(turn, ledger, understood, items)
        return
    match understood.talk:
        case "unchanged-all":
            turn.settle_open_questions()
            unchanged(turn, ledger, [i for i in items if ledger.previous(i)])
        case None if asked_freely.shown(turn, text):
            pass
        case None:
            raise DomainError(
                "not-understood", text=text[:60], reports=True, example=_example(turn, items, ledger)
            )
        case said:
            courtesies.answer(turn, ledger, items, said)


def _take(turn: Turn, ledger: Ledger, understood: Understood, items: Sequence[Item]) -> None:
    deferred = [s for s in understood.items if s.deferred is not None]
    figures = [s for s in understood.items if s.deferred is None]
    unknown = next((s for s in understood.items if not s.indicators), None)
    if unknown is not None:
        raise DomainError(
            "indicator-unknown", text=(unknown.named or unknown.text)[:60], figure=unknown.figure
        )
    if len(figures) == len(understood.items) == 1 and asks_about(figures[0]):
        status.status(turn, _name(figures[0], ledger))
        return
    for said in figures:
        check_year(turn.uow, ledger, said.period, turn.today)
        _check_figure(turn, said, ledger)
    for said in deferred:
        deferring.set_aside(turn, ledger, said)
    if figures and not figures[0].figure and not figures[0].unchanged and len(figures) == 1:
        _ask_figure(turn, ledger, figures[0])
    elif figures:
        lines = [replace(line(said, turn.message), evidence=turn.held) for said in figures]
        if understood.rest_unchanged:
            lines = [replace(x, note="") if talks_of_the_rest(x.note) else x for x in lines]
            lines += _rest(ledger, items, figures)
        drafts.go_on(turn, ledger, Draft(tuple(lines)))
    elif all(len(s.indicators) == 1 for s in deferred) and turn.dialogue is None:
        next_one(turn, current_ledger(turn.uow, turn.department, turn.today))


def asks_about(said: Said) -> bool:
    """2-07口径, 交易量怎么样: a question about the indicator, not its figure."""
    if not said.indicators or said.figure or said.unchanged:
        return False
    if said.note:
        return QUESTION.fullmatch(said.note) is not None
    return re.search(r"(?:口径|怎么样|怎么算|如何|多少|进展|情况)(?:的|了|吗|呢)*$", said.named) is not None


def _name(said: Said, ledger: Ledger) -> str:
    return ledger.by_id[said.indicators[0]].code if len(said.indicators) == 1 else said.named


def talks_of_the_rest(note: str) -> bool:
    """其他没变化 says something of the others and is no note on this figure."""
    return re.fullmatch(r"(其他|其它|其余|别的).{0,12}(变|一样|同).{0,4}", note) is not None


def _check_figure(turn: Turn, said: Said, ledger: Ledger) -> None:
    """Words where the figure belongs, or stray digits behind it, are no figure and no note."""
    in_words = not said.figure and not said.unchanged and said.note
    in_pieces = said.figure and re.fullmatch(r"[\d\s.,]+", said.note)
    if not in_words and not in_pieces:
        return
    indicator = ledger.by_id[said.indicators[0]]
    example = texts.example(turn.t, Item(indicator, said.period or known_period(ledger, indicator)), ledger)
    if in_words:
        raise DomainError("figure-is-text", text=said.note[:40], example=example)
    raise DomainError("figure-unreadable", text=f"{said.figure} {said.note}"[:40], example=example)


def _rest(ledger: Ledger, items: Sequence[Item], said: Sequence[Said]) -> list[Line]:
    """其他都没变化: what is open besides and has an earlier figure."""
    named = {i for s in said for i in s.indicators}
    others = (i for i in items if i.indicator.id not in named and ledger.previous(i))
    return [Line("", (i.indicator.id,), i.period.key, unchanged=True) for i in others]


def _ask_figure(turn: Turn, ledger: Ledger, said: Said) -> None:
    """Only an indicator was named: ask for its figure, or which one is meant."""
    if len(said.indicators) > 1:
        turn.reply(texts.which_one(turn.t, [ledger.by_id[i] for i in said.indicators]))
        return
    indicator = ledger.by_id[said.indicators[0]]
    period = said.period or reportable_period(ledger, indicator, turn.today)
    pick(turn, texts.where(Item(indicator, period)))


def line(said: Said, message: str | None) -> Line:
    return Line(
        figure=said.figure,
        indicators=said.indicators,
        period=said.period.key if said.period else None,
        note=" ".join(w for w in (said.figure if "、" in said.figure else "", said.note) if w),  # both rates
        unchanged=said.unchanged,
        own=said.own,
        message=message,
    )


def known_to(turn: Turn, ledger: Ledger) -> Sequence[Known]:
    """The whole table, marked with what is the person's own and what is open."""
    key = ("known", turn.person, *opening(ledger, turn.calendar, turn.local))
    return ledger.once(key, lambda: _all_known(turn, ledger))


def _all_known(turn: Turn, ledger: Ledger) -> Sequence[Known]:
    mine = {i.id for i in own(ledger, turn.person)}
    waiting = open_items(ledger, ledger.indicators, turn.calendar, turn.local)
    periods = {i.indicator.id: i.period for i in waiting}
    return [_known(i, ledger, turn.today, i.id in mine, periods.get(i.id)) for i in ledger.indicators]


def _known(indicator: Indicator, ledger: Ledger, today: date, mine: bool, period: Period | None) -> Known:
    about = period or ledger.once(
        ("about", indicator.id, today), lambda: _period_or_first(ledger, indicator, today)
    )
    last = ledger.once(("last", indicator.id, about), lambda: _value_before(ledger, Item(indicator, about)))
    return Known(indicator, about, mine, period is not None, last)


def _value_before(ledger: Ledger, item: Item) -> Decimal | None:
    before = ledger.previous(item)
    return before.value if before else None


def _period_or_first(ledger: Ledger, indicator: Indicator, today: date) -> Period:
    try:
        return reportable_period(ledger, indicator, today)
    except DomainError:  # nothing has ended yet: the first period, which is refused when it is confirmed
        return Period.containing(date(ledger.year, 1, 1), indicator.rhythm)


def known_period(ledger: Ledger, indicator: Indicator) -> Period:
    """The year's last period: an example looks back from there to the newest figure."""
    return Period(ledger.year, 12, indicator.rhythm.months)


def _example(turn: Turn, items: Sequence[Item], ledger: Ledger) -> str:
    if not items:
        return turn.t(texts.EXAMPLE)
    return f"{items[0].indicator.code} {texts.example(turn.t, items[0], ledger)}"


def report(turn: Turn, words: str) -> None:
    """/report: the list of what is open; with words, a report at once."""
    if not words:
        open_list(turn)
    elif not filling_typed.with_year_end(turn, words):
        reported(turn, words)


def correct(turn: Turn, words: str) -> None:
    """/correct: with words a corrected figure; without, the newest figures as buttons."""
    if words:
        if not filling_typed.corrects(turn, words):
            reported(turn, words)
        return
    courtesies.correct_list(turn, current_ledger(turn.uow, turn.department, turn.today))


DIALOGUES = {"figure": figure_typed}
