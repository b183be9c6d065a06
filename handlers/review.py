"""The lead's side: one message with what came in; pass, return with a reason, correct. And withdrawing."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.figure import Standing
from bot.domain.people import Person, asked_for
from bot.services import review as reviews
from bot.services.ledger import Item, Ledger
from bot.services.locking import check_takes_figures, takes_figures
from bot.services.report_actual import Reported
from bot.services.review import Waiting
from bot.services.scope import ledger_with, ledgers_in_use
from bot.services.secrecy import check_words
from bot.services.small_talk import check_reason
from bot.services.understand_names import as_code
from bot.texts import report as report_texts
from bot.texts import review as texts
from handlers import round_review
from handlers.command import REPORTERS, REVIEWERS, Press, Right, anyone
from handlers.telling import tell_in_own_language
from handlers.turn import Turn

LONGEST_REASON = 200  # characters


def review(turn: Turn, _words: str) -> None:
    """/review: what waits for this person."""
    turn.reply(texts.waiting(turn.t, waiting_here(turn)))


def waiting_here(turn: Turn) -> tuple[Waiting, ...]:
    """What waits for whoever speaks."""
    return _waiting(turn, turn.person)


def listed(turn: Turn, _args: Mapping[str, Any]) -> None:
    review(turn, "")


def turn_page(turn: Turn, args: Mapping[str, Any]) -> None:
    """Another page takes the place of the one shown."""
    if turn.pressed is None:
        raise DomainError("stale-button")
    turn.replace(turn.pressed.question_key, texts.waiting(turn.t, waiting_here(turn), args["page"]))


def _waiting(turn: Turn, person: Person) -> tuple[Waiting, ...]:
    people = turn.uow.people.in_department(turn.department.id)
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    return tuple(w for ledger in tables for w in reviews.waiting_for(ledger, people, person))


# ---------------------------------------------------------------- telling the leads


def tell_leads(turn: Turn, ledger: Ledger, items: Sequence[Item]) -> None:
    """One message per lead and window: the first figure brings it, later ones change it in place.

    Once everything in it was decided, what comes in afterwards is a new message.
    """
    waiting = [i for i in items if ledger.waiting(i)]
    people = turn.uow.people.in_department(turn.department.id)
    for person in {
        p.id: p for i in waiting for p in reviews.asked_to_review(people, i.indicator.unit_id)
    }.values():
        if person.id != turn.person.id:
            _tell(turn, person, waiting[0])


def _tell(turn: Turn, person: Person, item: Item) -> None:
    message = texts.waiting(turn.words_for(person.id), _waiting(turn, person))
    window = f"review:{person.id}:{item.period.year}-{item.period.end_month:02d}:"
    messages = turn.uow.messages
    shown = messages.note(_last_shown(person))
    if shown and shown.startswith(window) and messages.is_open(shown):
        turn.tell(person.id, message.replacing(shown), key=f"{shown}:{turn.event_id}")
        return
    key = f"{window}{turn.event_id}"
    if turn.tell(person.id, message, key=key):
        messages.set_note(_last_shown(person), key)


def _last_shown(person: Person) -> str:
    """Under which name the key of the person's newest review message is noted."""
    return f"review:{person.id}"


def tell_reporters(turn: Turn, reported: Sequence[Reported]) -> None:
    """Whoever gave a figure that somebody else has corrected hears of it once."""
    people = {p.id: p for p in turn.uow.people.in_department(turn.department.id)}
    for one in reported:
        by = one.replaced.by if one.replaced else None
        if by not in people or by == turn.person.id:
            continue
        message = partial(texts.corrected, reported=one, by=turn.person.name)
        tell_in_own_language(turn, by, message, key=f"corrected:{one.revision.id}")


# ---------------------------------------------------------------- deciding


def open_one(turn: Turn, args: Mapping[str, Any]) -> None:
    turn.reply(texts.one(turn.t, _one(turn, args["revision"])))


def _one(turn: Turn, revision_id: int) -> Waiting:
    """The figure, or the one that took its place since; what waits no more is decided already."""
    asked = turn.uow.reports.revision(revision_id)
    about = (asked.indicator_id, asked.period)
    for waiting in _waiting(turn, turn.person):
        if (waiting.item.indicator.id, waiting.item.period) == about:
            return waiting
    raise DomainError("decided-already")


def pass_these(turn: Turn, args: Mapping[str, Any]) -> None:
    """Pass exactly the figures that were shown; one that came in later waits for its own tap."""
    decided = reviews.decide(turn.uow, turn.person, args["revisions"], Standing.REVIEWED, now=turn.now)
    for indicator, revision in decided:
        turn.audit("pass", indicator=indicator.code, period=revision.period.key, value=str(revision.value))
    left = _waiting(turn, turn.person)
    _settle_if_done(turn, left)
    turn.reply(texts.passed(turn.t, decided, len(left)))


def pass_all(turn: Turn, _words: str) -> None:
    """/pass: every figure that waits, as the one tap does; where none does, the answers of rounds."""
    waiting = _waiting(turn, turn.person)
    if not waiting and round_review.pass_everything(turn):
        return
    if not waiting:
        turn.reply(texts.waiting(turn.t, ()))
        return
    pass_these(turn, {"revisions": [w.revision.id for w in waiting]})


def _settle_if_done(turn: Turn, left: Sequence[Waiting]) -> None:
    """With nothing left to decide the message loses its buttons, and the next figure brings a new one."""
    if left:
        return
    if turn.pressed:
        turn.show_settled(turn.pressed)
    if shown := turn.uow.messages.note(_last_shown(turn.person)):
        turn.uow.messages.settle_key(shown, turn.now)


def return_one(turn: Turn, args: Mapping[str, Any]) -> None:
    waiting = _one(turn, args["revision"])
    turn.ask("return", revision=waiting.revision.id)
    turn.reply(texts.return_why(turn.t, waiting.item, waiting.revision))


def because(turn: Turn, args: Mapping[str, Any]) -> None:
    return_because(turn, args["revision"], args["reason"])


def because_typed(turn: Turn, text: str) -> None:
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    check_words(text)
    check_reason(text)
    turn.settle_open_questions()
    return_because(turn, dialogue.data["revision"], text.strip())


def return_because(turn: Turn, revision_id: int, reason: str) -> None:
    reason = reason[:LONGEST_REASON]
    decided = reviews.decide(
        turn.uow, turn.person, [revision_id], Standing.RETURNED, now=turn.now, reason=reason
    )
    turn.close()
    for indicator, revision in decided:
        turn.audit("return", indicator=indicator.code, period=revision.period.key, reason=reason)
        message = partial(
            texts.came_back, indicator=indicator, revision=revision, by=turn.person.name, reason=reason
        )
        for person in _who_reports(turn, indicator.unit_id, revision.by):
            tell_in_own_language(turn, person.id, message, key=f"returned:{revision.id}:{person.id}")
    turn.reply(texts.returned(turn.t, decided, reason))


def _who_reports(turn: Turn, unit_id: int | None, by: int | None) -> Sequence[Person]:
    """Whoever reported the figure, or, away or in another post by now, those who are asked for the unit's."""
    people = turn.uow.people.in_department(turn.department.id)
    reporter = [p for p in people if p.id == by and p.may_report(unit_id) and not p.away]
    return reporter or [p for p in asked_for(people, unit_id) if p.id != turn.person.id]


def correct(turn: Turn, args: Mapping[str, Any]) -> None:
    """The lead gives the right figure: a correction of the contact's, with its reason."""
    waiting = _one(turn, args["revision"])
    item = waiting.item
    check_takes_figures(waiting.ledger, item, turn.calendar, turn.today)
    turn.ask("figure", indicator=item.indicator.id, period=item.period.key)
    turn.reply(report_texts.prompt(turn.t, item, waiting.ledger))


# ---------------------------------------------------------------- withdrawing


def withdraw(turn: Turn, words: str) -> None:
    """/withdraw: one's own figures that nobody has reviewed yet; 撤回 2-06: of that indicator."""
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    mine = (w for ledger in tables for w in reviews.withdrawable(ledger, turn.person))
    open_ones = [w for w in mine if takes_figures(w.ledger, w.item, turn.calendar, turn.today)]
    code = as_code(words.strip())
    found = [w for w in open_ones if code in (None, w.item.indicator.code)]
    turn.reply(texts.withdraw_list(turn.t, found, code))


def withdraw_one(turn: Turn, args: Mapping[str, Any]) -> None:
    asked = turn.uow.reports.revision(args["revision"])
    indicator = turn.uow.targets.indicator(asked.indicator_id)
    ledger = ledger_with(turn.uow, turn.department, indicator.id, turn.today)
    check_takes_figures(ledger, Item(indicator, asked.period), turn.calendar, turn.today)
    revision = reviews.withdraw(turn.uow, turn.person, asked.id, turn.now)
    turn.audit("withdraw", indicator=indicator.code, period=revision.period.key)
    turn.reply(texts.withdrawn(turn.t, indicator, revision))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "review.list": (anyone, listed),
    "review.page": (anyone, turn_page),
    "review.open": (anyone, open_one),
    "review.pass": (REVIEWERS, pass_these),
    "review.return": (REVIEWERS, return_one),
    "review.because": (REVIEWERS, because),
    "review.correct": (REVIEWERS, correct),
    "review.withdraw": (REPORTERS, withdraw_one),
}
DIALOGUES = {"return": because_typed}
