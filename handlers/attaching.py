"""Files sent in support of a figure: as an answer to what the bot said of it, or named by their caption."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.evidence import HeldFile, last_part
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services import evidence as service
from bot.services.draft import Draft, check_may_report
from bot.services.ledger import Item, Ledger
from bot.services.scope import current_ledger
from bot.services.secrecy import STOPPED
from bot.services.understand import Said, Understood
from bot.texts import errors
from bot.texts import evidence as texts
from handlers import drafts, evidence, review, typed
from handlers.command import REPORTERS, Press, Right
from handlers.groups import check_group
from handlers.turn import Turn

MEGABYTE = 1024 * 1024


def is_meant(turn: Turn, caption: str) -> bool:
    """Whether the file may support a figure; an administrator's document is a table unless it says so."""
    if turn.file is None or not REPORTERS(turn.person):
        return False
    if turn.file.photo or not turn.person.is_admin or service.speaks_of_evidence(caption):
        return True
    return bool(_answered(turn, _ledger(turn))) or _draft_answered(turn) is not None


def take(turn: Turn, caption: str) -> None:
    """Attach the file to the figure that is meant; with figures in the caption, to these; else ask."""
    check_group(turn, "")
    ledger = _ledger(turn)
    words = service.without_evidence_words(caption)
    understood = typed.understood(turn, ledger, words) if words else Understood()
    if _reports(understood):
        _with_figures(turn, ledger, understood, words)
        return
    if evidence.closed(turn):
        raise _not_here(turn)
    answered = _answered(turn, ledger)
    named = _named(ledger, understood)
    if not answered and _is_talk(understood, caption):
        typed.free_text(turn, caption)
    elif (draft := _draft_answered(turn)) is not None:
        file = _held(turn)
        turn.settle_open_questions()
        drafts.go_on(turn, ledger, draft.with_evidence(file))
    elif named:
        _to_named(turn, ledger, named, understood.items[0].period, answered)
    else:
        _to_one_of(turn, ledger, answered)


def _ledger(turn: Turn) -> Ledger:
    return current_ledger(turn.uow, turn.department, turn.today)


def _answered(turn: Turn, ledger: Ledger) -> list[Item]:
    native = turn.file.reply_to if turn.file else None
    return service.answered(turn.uow, ledger, turn.where, native, turn.person) if native else []


def _draft_answered(turn: Turn) -> Draft | None:
    native = turn.file.reply_to if turn.file else None
    option = service.open_draft(turn.uow, turn.where, native) if native else None
    return Draft.from_json(option.args["draft"]) if option and option.person_id == turn.person.id else None


def _reports(understood: Understood) -> bool:
    return any(s.indicators and (s.figure or s.unchanged or s.deferred is not None) for s in understood.items)


def _is_talk(understood: Understood, caption: str) -> bool:
    """A courtesy, or a question about an indicator (2-07口径): answered as if it were typed alone."""
    asks = len(understood.items) == 1 and typed.asks_about(understood.items[0])
    return understood.talk is not None or (asks and "佐证" not in caption)


def _named(ledger: Ledger, understood: Understood) -> list[Indicator]:
    said: Sequence[Said] = understood.items
    return [ledger.by_id[i] for i in said[0].indicators] if len(said) == 1 and not said[0].figure else []


# ---------------------------------------------------------------- keeping


def _held(turn: Turn) -> HeldFile:
    """The file of this turn, kept. Raises DomainError evidence-public, file-unreachable, or as `hold`."""
    file = turn.file
    if file is None:
        raise RuntimeError("there is no file in this turn")
    name = last_part(file.name)
    if evidence.closed(turn):
        raise _not_here(turn)
    limit = min(turn.department.settings.evidence_mb * MEGABYTE, turn.file_limit)
    if turn.attachment is None:
        if file.size is not None and file.size <= limit:
            raise DomainError("file-unreachable", name=name)
        raise DomainError("evidence-too-large", name=name, limit=limit)
    return service.hold(turn.uow, file.name, turn.attachment, limit)


def _not_here(turn: Turn) -> DomainError:
    """What a public platform brought is refused, and not kept either."""
    turn.unwanted = True
    return DomainError("evidence-public", name=last_part(turn.file.name) if turn.file else "")


def _with_figures(turn: Turn, ledger: Ledger, understood: Understood, words: str) -> None:
    """The figures are taken as if they were typed, whatever becomes of the file."""
    refused: DomainError | None = None
    try:
        turn.held = _held(turn)
    except DomainError as error:
        if error.code in STOPPED:
            raise
        refused = error
    try:
        with turn.uow.savepoint():
            typed.act(turn, ledger, understood, words)
    except DomainError as error:
        if error.code != "already-in" or turn.held is None:
            raise
        turn.forget_replies()
        said = understood.items[0]
        _attach(turn, ledger, _item(turn, ledger, ledger.by_id[said.indicators[0]], said.period), turn.held)
    if refused is not None:
        turn.reply(errors.message(turn.t, refused, ()))


# ---------------------------------------------------------------- to which figure


def _item(turn: Turn, ledger: Ledger, indicator: Indicator, period: Period | None) -> Item:
    check_may_report(turn.person, indicator)
    return service.named_item(ledger, indicator, period, turn.today)


def _to_named(
    turn: Turn, ledger: Ledger, named: Sequence[Indicator], period: Period | None, answered: Sequence[Item]
) -> None:
    """The indicator of the caption; several that it fits are asked about. Of an answer it says which line."""
    among = [i for i in answered if i.indicator in named and period in (None, i.period)]
    if among:
        _to_one_of(turn, ledger, among)
    elif len(named) == 1:
        item = _item(turn, ledger, named[0], period)
        _attach(turn, ledger, item, _held(turn))
    else:
        own = [i for i in named if turn.person.may_report(i.unit_id)]
        found = (service.newest_item(ledger, i) for i in own)
        _to_one_of(turn, ledger, [i for i in found if i is not None])


def _to_one_of(turn: Turn, ledger: Ledger, items: Sequence[Item]) -> None:
    """One is sure; of several, or among the person's latest figures, the person says which."""
    if len(items) == 1:
        _attach(turn, ledger, items[0], _held(turn))
        return
    choices = list(items)[: service.MOST_ASKED] or service.latest_reported(ledger, turn.person)
    if not choices and turn.file is not None and turn.file.photo:
        raise DomainError("photo-not-figure")
    file = _held(turn)
    if not choices:
        raise DomainError("evidence-nothing-reported")
    turn.settle_open_questions()
    turn.reply(texts.which(turn.t, ledger, choices, file))


def _attach(turn: Turn, ledger: Ledger, item: Item, file: HeldFile) -> None:
    added = service.attach(turn.uow, turn.person, ledger, item, file, turn.now)
    if added is None:
        turn.reply(texts.attached_already(turn.t, item, file))
        return
    evidence.audit(turn, "evidence", item.indicator, added)
    turn.reply(texts.attached(turn.t, item, file))
    if item.indicator.evidence_since:
        review.tell_leads(turn, _ledger(turn), [item])


# ---------------------------------------------------------------- buttons


def chosen(turn: Turn, args: Mapping[str, Any]) -> None:
    """The figure that the file belongs to."""
    if evidence.closed(turn):
        raise DomainError("evidence-public", name=args["file"]["name"])
    ledger = _ledger(turn)
    indicator = ledger.by_id.get(args["indicator"])
    if indicator is None:
        raise DomainError("stale-button")
    item = Item(indicator, Period.from_key(args["period"]))
    _attach(turn, ledger, item, service.still_held(turn.uow, args["file"]))


def not_at_all(turn: Turn, _args: Mapping[str, Any]) -> None:
    turn.reply(texts.not_attached(turn.t))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "evidence.attach": (REPORTERS, chosen),
    "evidence.none": (REPORTERS, not_at_all),
}
