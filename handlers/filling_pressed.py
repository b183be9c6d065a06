"""What is pressed while a round is filled in: figures, reasons, moves, handing in."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.monitoring import RoundKind, Stated, Step
from bot.services import fill_round as service
from bot.services.review import reviewers
from bot.services.round_book import book_of
from bot.texts import round_answers as answers
from handlers import filling, round_review
from handlers.command import REPORTERS, Press, Right
from handlers.filling import Args, Pass
from handlers.turn import Turn


def _pressed_on(turn: Turn, args: Args) -> tuple[Pass, Indicator, Stated]:
    way = Pass.load(turn, args)
    indicator = way.named(args["indicator"])
    return way, indicator, way.book.stated(indicator)


def value(turn: Turn, args: Args) -> None:
    """A figure that was offered, or the one that was doubted; with what is expected, where that was shown."""
    way, indicator, stated = _pressed_on(turn, args)
    stated = stated.with_value(Decimal(args["value"]))
    done = Step.VALUE
    if args.get("expected") is not None:
        stated, done = replace(stated, expected=Decimal(args["expected"])), Step.EXPECTED
    filling.take(turn, way, indicator, stated, done, args["seen"])


def expected(turn: Turn, args: Args) -> None:
    way, indicator, stated = _pressed_on(turn, args)
    filling.take(
        turn, way, indicator, replace(stated, expected=Decimal(args["value"])), Step.EXPECTED, args["seen"]
    )


def none(turn: Turn, args: Args) -> None:
    """无数据: why is typed next; until then nothing is stored."""
    way, indicator, _ = _pressed_on(turn, args)
    service.check_may_fill(way.book, turn.person, indicator)
    filling.ask(turn, way, indicator, Step.WHY_NONE)


def reason(turn: Turn, args: Args) -> None:
    """A reason ticked, or not any more; the question stays."""
    way, indicator, stated = _pressed_on(turn, args)
    stated = stated.toggled(OfficialReason(args["reason"]))
    way = filling.store(turn, way, indicator, stated, Step.REASONS, args["seen"])
    filling.ask(turn, way, indicator, Step.REASONS, again=True)


def reasons_done(turn: Turn, args: Args) -> None:
    way, indicator, stated = _pressed_on(turn, args)
    filling.take(turn, way, indicator, with_a_reason(stated), Step.REASONS, args["seen"])


def with_a_reason(stated: Stated) -> Stated:
    """Words without a tick are 其他. Raises DomainError round-reason-needed where nothing was said."""
    if stated.reasons:
        return stated
    if not stated.text:
        raise DomainError("round-reason-needed")
    return replace(stated, reasons=frozenset({OfficialReason.OTHER}))


def as_reported(turn: Turn, args: Args) -> None:
    """The reason given before, of a figure that was reported."""
    way, indicator, stated = _pressed_on(turn, args)
    stated, step = explained_before(way, stated, args["reason"], args["text"])
    filling.take(turn, way, indicator, stated, step, args["seen"])


def explained_before(way: Pass, stated: Stated, reason: str, text: str) -> tuple[Stated, Step]:
    """With the official reason, where the round asks for one, and the words; and the step that answers."""
    if way.book.round.kind is RoundKind.SELF_EVALUATION:
        return replace(stated, text=text), Step.TEXT
    return replace(stated, reasons=frozenset({OfficialReason(reason)}), text=text), Step.REASONS


def keep_text(turn: Turn, args: Args) -> None:
    way, indicator, stated = _pressed_on(turn, args)
    filling.take(turn, way, indicator, stated, Step.TEXT, args["seen"])


def likelihood(turn: Turn, args: Args) -> None:
    way, indicator, stated = _pressed_on(turn, args)
    chosen = replace(stated, likelihood=Likelihood(args["likelihood"]))
    filling.take(turn, way, indicator, chosen, Step.LIKELIHOOD, args["seen"])


# ---------------------------------------------------------------- moving


def skip(turn: Turn, args: Args) -> None:
    way, indicator, _ = _pressed_on(turn, args)
    filling.go_on(turn, way, indicator)


def previous(turn: Turn, args: Args) -> None:
    """The one before, from its start."""
    way, indicator, _ = _pressed_on(turn, args)
    place = way.indicators.index(indicator)
    filling.ask(turn, way, way.indicators[max(place - 1, 0)], Step.VALUE)


def go_to(turn: Turn, args: Args) -> None:
    """A code of the summary."""
    way, indicator, _ = _pressed_on(turn, args)
    service.check_may_fill(way.book, turn.person, indicator)
    filling.ask(turn, way, indicator, Step.VALUE)


# ---------------------------------------------------------------- handing in


def hand_in(turn: Turn, args: Args) -> None:
    """提交: the lead hears of it; a lead's own answers are reviewed with that."""
    way = Pass.load(turn, args)
    done = service.hand_in(turn.uow, way.book, turn.person, way.indicators, turn.now)
    turn.close()
    turn.audit("round-hand-in", round=way.book.round.id, entries=len(done.entries))
    book = book_of(turn.uow, turn.department, way.book.round.id)
    people = turn.uow.people.in_department(turn.department.id)
    units = {way.named(e.indicator_id).unit_id for e in done.waiting}
    told = {p.id: p.name for u in units for p in reviewers(people, u)}
    turn.reply(answers.handed_in(turn.t, book, done, list(told.values())))
    for person_id in told:
        round_review.tell(turn, book, turn.uow.people.person(person_id))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "round.fill": (REPORTERS, filling.pressed),
    "round.go": (REPORTERS, go_to),
    "round.value": (REPORTERS, value),
    "round.expected": (REPORTERS, expected),
    "round.none": (REPORTERS, none),
    "round.reason": (REPORTERS, reason),
    "round.reasons_done": (REPORTERS, reasons_done),
    "round.as_reported": (REPORTERS, as_reported),
    "round.keep_text": (REPORTERS, keep_text),
    "round.likelihood": (REPORTERS, likelihood),
    "round.skip": (REPORTERS, skip),
    "round.previous": (REPORTERS, previous),
    "round.hand_in": (REPORTERS, hand_in),
}
