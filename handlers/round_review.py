"""The reviewers' side of a round: one message with a unit's answers; pass all, or return with a reason."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.monitoring import AnswerState, Entry
from bot.domain.people import Person, Role
from bot.services import fill_round as service
from bot.services.round_book import RoundBook, book_of
from bot.services.secrecy import check_words
from bot.services.small_talk import check_reason
from bot.services.understand_names import as_code
from bot.texts import round_review as texts
from handlers.command import REVIEWERS, Press, Right
from handlers.telling import tell_in_own_language
from handlers.turn import Turn
from handlers.words import code_and_rest

LONGEST_REASON = 200  # characters
Args = Mapping[str, Any]


def tell(turn: Turn, book: RoundBook, person: Person) -> None:
    """What waits for the reviewer, in one message."""
    found = service.waiting_for(turn.uow, book, person)
    if found:
        message = texts.waiting(turn.words_for(person.id), book, found)
        turn.tell(person.id, message, key=f"round-review:{book.round.id}:{person.id}:{turn.event_id}")


def show_waiting(turn: Turn, book: RoundBook) -> bool:
    """Answer with what waits for whoever speaks; False when nothing does."""
    found = _waiting(turn, book)
    if found:
        turn.reply(texts.waiting(turn.t, book, found))
    return bool(found)


def show_everything(turn: Turn) -> bool:
    """What waits in any round, closed ones included; False when nothing does."""
    shown = [show_waiting(turn, book) for book in _books(turn)]
    return any(shown)


def pass_everything(turn: Turn) -> bool:
    """Pass all that waits in any round; False when nothing does."""
    waiting = [(book, found) for book in _books(turn) if (found := _waiting(turn, book))]
    for book, found in waiting:
        pass_all(turn, {"round": book.round.id, "entries": [e.id for _, e in found]})
    return bool(waiting)


def _books(turn: Turn) -> list[RoundBook]:
    rounds = turn.uow.monitoring.rounds(turn.department.id)
    return [RoundBook.load(turn.uow, turn.department, r) for r in rounds]


def _waiting(turn: Turn, book: RoundBook) -> texts.Waiting:
    return service.waiting_for(turn.uow, book, turn.person)


def pass_all(turn: Turn, args: Args) -> None:
    """Pass exactly the answers that were shown."""
    book = book_of(turn.uow, turn.department, args["round"])
    decided = service.decide(turn.uow, book, turn.person, args["entries"], AnswerState.REVIEWED, now=turn.now)
    turn.audit("round-pass", round=book.round.id, codes=_codes(book, decided))
    _settle(turn)
    book = book_of(turn.uow, turn.department, book.round.id)
    left = service.waiting_for(turn.uow, book, turn.person)
    turn.reply(texts.passed(turn.t, book, len(decided), len(left)))


def _settle(turn: Turn) -> None:
    """The message that was decided upon loses its buttons."""
    if turn.pressed and turn.uow.messages.settle(turn.pressed.question_id, turn.now, turn.pressed.label):
        turn.show_settled(turn.pressed)


def _codes(book: RoundBook, entries: Sequence[Entry]) -> list[str]:
    return [book.ledger.by_id[e.indicator_id].code for e in entries]


def _still_waiting(turn: Turn, args: Args) -> tuple[RoundBook, texts.Waiting]:
    """Those of the answers shown that can go back. Raises DomainError round-closed, round-decided-already."""
    book = book_of(turn.uow, turn.department, args["round"])
    service.check_open(book)
    waiting = service.waiting_for(turn.uow, book, turn.person)
    found = [(i, e) for i, e in waiting if e.id in args["entries"]]
    if not found:
        raise DomainError("round-decided-already")
    return book, found


def send_back(turn: Turn, args: Args) -> None:
    """退回: which, where there are several; then why."""
    book, found = _still_waiting(turn, args)
    if len(found) > 1:
        turn.reply(texts.return_which(turn.t, book, found))
    else:
        return_these(turn, args)


def return_these(turn: Turn, args: Args) -> None:
    book, found = _still_waiting(turn, args)
    turn.ask("round-return", round=book.round.id, entries=[e.id for _, e in found])
    turn.reply(texts.return_why(turn.t, book, found))


def because(turn: Turn, args: Args) -> None:
    _return(turn, args, args["reason"])


def because_typed(turn: Turn, text: str) -> None:
    if turn.dialogue is None:
        raise DomainError("stale-button")
    check_reason(text)
    turn.settle_open_questions()
    _return(turn, turn.dialogue.data, text.strip()[:LONGEST_REASON])


def _return(turn: Turn, args: Args, reason: str) -> None:
    book, _ = _still_waiting(turn, args)
    decided = service.decide(
        turn.uow, book, turn.person, args["entries"], AnswerState.RETURNED, now=turn.now, reason=reason
    )
    turn.close()
    codes = _codes(book, decided)
    turn.audit("round-return", round=book.round.id, codes=codes, reason=reason)
    turn.reply(texts.returned(turn.t, codes, reason))
    for person, mine in _who_filled_in(turn, book, decided):
        message = partial(texts.came_back, book=book, indicators=mine, by=turn.person.name, reason=reason)
        tell_in_own_language(turn, person.id, message, key=f"round-returned:{turn.event_id}:{person.id}")
    show_waiting(turn, book_of(turn.uow, turn.department, book.round.id))


def _who_filled_in(
    turn: Turn, book: RoundBook, decided: Sequence[Entry]
) -> list[tuple[Person, list[Indicator]]]:
    """Whoever handed each answer in, or after a change of posts the unit's contacts."""
    people = turn.uow.people.in_department(turn.department.id)
    found: dict[int, tuple[Person, list[Indicator]]] = {}
    for entry in decided:
        indicator = book.ledger.by_id[entry.indicator_id]
        by = book.newest(indicator)
        givers = [p for p in people if by and p.id == by.by and p.may_report(indicator.unit_id)]
        contacts = [p for p in people if indicator.unit_id in p.units(Role.CONTACT)]
        for person in givers or contacts:
            found.setdefault(person.id, (person, []))[1].append(indicator)
    return list(found.values())


# ---------------------------------------------------------------- by words


def pass_named(turn: Turn, words: str) -> bool:
    """通过 2-06, where an answer of a round waits; False when none of that code does."""
    found, _ = _named(turn, words)
    if found is not None:
        pass_all(turn, found)
    return found is not None


def return_named(turn: Turn, words: str) -> bool:
    """退回 2-06 数不对; why is asked where it was not said. False when no answer of that code waits."""
    found, reason = _named(turn, words)
    if found is None:
        return False
    if reason:
        check_words(reason)
        check_reason(reason)
        _return(turn, found, reason[:LONGEST_REASON])
    else:
        return_these(turn, found)
    return True


def _named(turn: Turn, words: str) -> tuple[Args | None, str]:
    """The answer that waits under the code typed first, and what else was said."""
    code, rest = code_and_rest(words)
    meant = as_code(code)
    for book in _books(turn):
        entries = [e.id for i, e in _waiting(turn, book) if i.code == meant]
        if entries:
            return {"round": book.round.id, "entries": entries}, rest.strip(" ,，:：;；。")
    return None, ""


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "round.pass": (REVIEWERS, pass_all),
    "round.return": (REVIEWERS, send_back),
    "round.return_these": (REVIEWERS, return_these),
    "round.because": (REVIEWERS, because),
}
DIALOGUES = {"round-return": because_typed}
