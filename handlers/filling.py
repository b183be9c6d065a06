"""Filling in a round: indicator by indicator; what was answered is in rows, so it can be left at any moment.

An answer is pressed or typed; a line with a code answers that indicator whatever is being asked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import Round, RoundKind, Stated, Step
from bot.services import fill_round as service
from bot.services.round_book import RoundBook, book_of, of_unit, own_indicators
from bot.services.round_typed import Doubtful
from bot.texts import filling as texts
from bot.texts import round_answers as answers
from bot.texts.rounds import name as round_name
from handlers.turn import Turn

Args = Mapping[str, Any]
FIGURES, WORDS = "round", "round-words"
"""The open question: one for a figure or a choice, one for words, which reports interrupt."""
STEPS_OF_WORDS = (Step.WHY_NONE, Step.REASONS, Step.TEXT)


@dataclass(frozen=True)
class Pass:
    """A person's way through a round. `of`: None for one's own units, else the one that is filled in for.

    `indicators`: all of them, in the order of the table.
    """

    book: RoundBook
    of: list[int | None] | None
    indicators: tuple[Indicator, ...]

    @classmethod
    def load(cls, turn: Turn, args: Args) -> "Pass":
        """Raises DomainError stale-button, not-yours or nothing-in-sight."""
        book = book_of(turn.uow, turn.department, args["round"])
        of = args.get("of")
        if of is not None and not turn.person.may_report(of[0]):
            raise DomainError("not-allowed", what="round")
        found = own_indicators(book, turn.person) if of is None else of_unit(book, of[0])
        if not found:
            raise DomainError("nothing-in-sight")
        return cls(book, of, found)

    def again(self, book: RoundBook) -> "Pass":
        return replace(self, book=book)

    def where(self, indicator: Indicator | None = None) -> dict[str, Any]:
        """What every button carries; of an indicator also the number of the entry that is shown."""
        found: dict[str, Any] = {"round": self.book.round.id, "of": self.of}
        if indicator is not None:
            found |= {"indicator": indicator.id, "seen": self.book.number(indicator)}
        return found

    def named(self, indicator_id: int) -> Indicator:
        found = next((i for i in self.indicators if i.id == indicator_id), None)
        if found is None:
            raise DomainError("stale-button")
        return found


# ---------------------------------------------------------------- beginning


def fill(turn: Turn, words: str, kind: RoundKind | None = None) -> None:
    """/fill: go on where it was left; 监控填报 交易科 for an administrator.

    Raises DomainError as `open_ones` does.
    """
    found = open_ones(turn, kind)
    if len(found) > 1:
        turn.reply(answers.which_round(turn.t, found))
        return
    _begin(turn, found[0], words.strip())


def open_ones(turn: Turn, kind: RoundKind | None = None) -> list[Round]:
    """Raises DomainError round-none-open, or round-over (name, document) where one was closed this year."""
    rounds = [r for r in turn.uow.monitoring.rounds(turn.department.id) if kind in (None, r.kind)]
    if found := [r for r in rounds if r.is_open]:
        return found
    over = rounds[-1] if rounds else None
    if over is not None and over.deadline.year == turn.today.year:
        check_open(turn, over)
    raise DomainError("round-none-open")


def check_open(turn: Turn, found: Round) -> None:
    """Raises DomainError round-over (round, document)."""
    if not found.is_open:
        raise DomainError("round-over", round=round_name(turn.t, found), document=found.document)


def show(turn: Turn, kind: RoundKind) -> None:
    """A unit's answers as they are, without asking for any."""
    found = open_ones(turn, kind)[0]
    summary(turn, Pass.load(turn, {"round": found.id}))


def _begin(turn: Turn, found: Round, unit: str) -> None:
    book = book_of(turn.uow, turn.department, found.id)
    if unit:
        start(turn, {"round": found.id, "of": [_unit(turn, book, unit)]})
    elif own_indicators(book, turn.person) or not turn.person.is_admin:
        start(turn, {"round": found.id})
    else:
        turn.reply(answers.which_unit(turn.t, book, [u for u in book.units if book.missing(u.indicators)]))


def _unit(turn: Turn, book: RoundBook, said: str) -> int | None:
    """Raises DomainError not-allowed or unit-unknown."""
    found = next((u for u in book.units if said in (u.name, (u.name or turn.t("no unit")))), None)
    if not turn.person.is_admin and (found is None or not turn.person.may_report(found.id)):
        raise DomainError("not-allowed", what="round")
    if found is None:
        names = [u.name or turn.t("no unit") for u in book.units]
        raise DomainError("unit-unknown", said=said[:20], units=names)
    return found.id


def pressed(turn: Turn, args: Args) -> None:
    """开始填报, of the message or the choice of a round."""
    if "of" not in args:
        _begin(turn, turn.uow.monitoring.round(args["round"]), "")
    else:
        start(turn, args)


def start(turn: Turn, args: Args) -> None:
    """The first that is unanswered, or the summary."""
    way = Pass.load(turn, args)
    for indicator in way.indicators[:1]:
        service.check_may_fill(way.book, turn.person, indicator)
    go_on(turn, way, None)


def go_on(turn: Turn, way: Pass, after: Indicator | None, lead: str = "") -> None:
    """Ask of the next indicator that is unanswered; at the end show all of them."""
    position = way.indicators.index(after) + 1 if after else 0
    if following := way.book.unanswered(way.indicators[position:]):
        ask(turn, way, following[0], lead=lead)
    else:
        summary(turn, way, lead)


def summary(turn: Turn, way: Pass, lead: str = "") -> None:
    turn.close()
    turn.reply(answers.summary(turn.t, way.book, way.indicators, way.where(), lead))


def ask(
    turn: Turn,
    way: Pass,
    indicator: Indicator,
    step: Step | None = None,
    *,
    lead: str = "",
    again: bool = False,
) -> None:
    """Ask one thing; what is typed next is its answer. `again`: in the place of the message pressed."""
    step = step or service.first_open_step(way.book, indicator)
    _expect(turn, way, indicator, step)
    message = texts.question(turn.t, asked(way, indicator, step, lead))
    if again and turn.pressed:
        turn.replace(turn.pressed.question_key, message)
    else:
        turn.reply(message)


def _expect(turn: Turn, way: Pass, indicator: Indicator, step: Step) -> None:
    """What is typed next today is the answer to this, and nothing else is to come again."""
    if turn.uow.messages.note(_kept(turn)):
        turn.uow.messages.set_note(_kept(turn), "")
    turn.ask(
        WORDS if step in STEPS_OF_WORDS else FIGURES,
        **way.where(indicator),
        step=step.value,
        day=turn.today.isoformat(),
    )


def asked(way: Pass, indicator: Indicator, step: Step, lead: str = "") -> texts.Asked:
    place = way.indicators.index(indicator) + 1
    return texts.Asked(way.book, indicator, step, way.where(indicator), place, len(way.indicators), lead)


# ---------------------------------------------------------------- storing


def store(turn: Turn, way: Pass, indicator: Indicator, stated: Stated, step: Step, seen: int) -> Pass:
    """Store what is stated, with the step that comes next; reasons go with what they explained."""
    if step in (Step.LIKELIHOOD, Step.DONE) and not way.book.is_behind(indicator, stated):
        stated = replace(stated, reasons=frozenset(), text="")
    book = service.answer(
        turn.uow,
        way.book,
        turn.person,
        indicator,
        stated,
        step=step,
        seen=seen,
        now=turn.now,
        question_id=turn.pressed.question_id if turn.pressed else None,
    )
    return way.again(book)


def take(
    turn: Turn, way: Pass, indicator: Indicator, stated: Stated, done: Step, seen: int, *, lead: bool = False
) -> None:
    """An answer to a step: store it, then ask what comes next of this indicator or of the following one."""
    step = service.step_after(way.book, indicator, stated, done)
    way = store(turn, way, indicator, stated, step, seen)
    note = answers.noted(turn.t, way.book, indicator) if lead else ""
    if step is Step.DONE:
        go_on(turn, way, indicator, note)
    else:
        ask(turn, way, indicator, step, lead=note if step is Step.EXPECTED else "")


def doubt(turn: Turn, way: Pass, indicator: Indicator, doubtful: Doubtful) -> None:
    """Ask about an odd figure; what is typed next takes its place."""
    step = Step.EXPECTED if doubtful.expected else Step.VALUE
    _expect(turn, way, indicator, step)
    turn.reply(texts.doubt(turn.t, asked(way, indicator, step), doubtful))


def leave(turn: Turn, way: Pass) -> None:
    """What is kept, and how to go on."""
    turn.close()
    turn.reply(answers.left(turn.t, way.book, way.indicators))


# ---------------------------------------------------------------- interrupted by something else


def keep(turn: Turn) -> None:
    """Something else is asked now: the round's question comes again once that is settled."""
    if turn.dialogue and turn.dialogue.kind in (FIGURES, WORDS):
        turn.uow.messages.set_note(_kept(turn), json.dumps(turn.dialogue.data))


def resume(turn: Turn) -> bool:
    """Ask again what was kept today, if it is still to be answered; False when nothing is."""
    kept = turn.uow.messages.note(_kept(turn))
    if not kept:
        return False
    turn.uow.messages.set_note(_kept(turn), "")
    data = json.loads(kept)
    found = being_asked(turn, data)
    if found is None:
        return False
    way, indicator = found
    unchanged = way.book.number(indicator) == data["seen"]
    ask(turn, way, indicator, Step(data["step"]) if unchanged else None)
    return True


def being_asked(turn: Turn, data: Args) -> tuple[Pass, Indicator] | None:
    """None when what was asked holds no more: asked on another day, the round closed, the indicator gone.

    What is typed the next morning is more likely a report; the buttons and 监控填报 go on.
    """
    if data["day"] != turn.today.isoformat():
        return None
    try:
        way = Pass.load(turn, data)
        indicator = way.named(data["indicator"])
        service.check_may_fill(way.book, turn.person, indicator)
    except DomainError:
        return None
    return way, indicator


def left_by_cancelling(turn: Turn) -> bool:
    """取消 while a round asks, or shows its answers: they are kept. False when no round does."""
    dialogue = turn.dialogue
    if dialogue is not None and dialogue.kind in (FIGURES, WORDS):
        found = being_asked(turn, dialogue.data)
        way = found[0] if found else None
    else:
        way = _shown(turn) if dialogue is None else None
    if way is None:
        return False
    turn.settle_open_questions()
    leave(turn, way)
    return True


def _shown(turn: Turn) -> Pass | None:
    """The pass whose answers are shown with buttons that still act."""
    options = turn.open_options
    args = next((o.args for o in options if o.verb in ("round.go", "round.hand_in")), None)
    try:
        return Pass.load(turn, args) if args else None
    except DomainError:
        return None


def list_shown(turn: Turn) -> None:
    """A numbered list stands below the round's question: 1 is its first line from now on."""
    dialogue = turn.dialogue
    if dialogue is not None and dialogue.kind in (FIGURES, WORDS):
        turn.ask(dialogue.kind, **{**dialogue.data, "listed": True})


def _kept(turn: Turn) -> str:
    return f"round:{turn.source.platform}:{turn.source.chat}:{turn.person.id}"
