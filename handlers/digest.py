"""The digest: who gets it and its preview, asking for it, adding a word to the preview."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import Message
from bot.domain.errors import DomainError
from bot.domain.people import Person, Role
from bot.domain.period import Period
from bot.domain.slots import preview_on
from bot.services.compose_digest import Digest, Edition, Kind, compose, edition, unassigned
from bot.services.draft import check_may_report
from bot.services.ledger import Item
from bot.services.queues import StoredMessage
from bot.services.scope import awaited_year
from bot.services.secrecy import check_words
from bot.services.show_board import Row
from bot.services.slots_due import Slot, SlotKind
from bot.texts import digest as texts
from bot.texts import inquiry as inquiry_texts
from handlers.audience import Telling, Told
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn

DIGEST = "digest"
READERS: Mapping[Kind, tuple[Role, ...]] = {
    Kind.DIGEST: (Role.LEADER, Role.DIRECTOR, Role.ADMIN),
    Kind.PREVIEW: (Role.LEAD, Role.ADMIN),
}
LONGEST_WORD = 300  # characters


# ---------------------------------------------------------------- by the clock


def play(telling: Telling, slot: Slot) -> Told:
    """Queue the digest or preview of a slot for everybody who reads it, once a day."""
    kind = Kind.DIGEST if slot.kind is SlotKind.DIGEST else Kind.PREVIEW
    if not telling.is_first_today(slot.kind.value):
        return Told()
    found = _edition(telling, slot, kind)
    if found is None:
        return _tell_administrators(telling, slot) if kind is Kind.DIGEST else Told()
    readers = (p for p in telling.people if p.has(*READERS[kind]) and not (p.away and kind is Kind.PREVIEW))
    digests = (compose(found, p) for p in readers)
    return Told.of((d.person, _tell(telling, d, slot)) for d in digests if d.board.rows)


def _edition(telling: Telling, slot: Slot, kind: Kind) -> Edition | None:
    """A preview is of the digest to come, made of what is in by now."""
    department, calendar, at = telling.department, telling.calendar, slot.at
    if kind is Kind.PREVIEW and (preview := preview_on(at.date(), calendar, department.settings)):
        at = preview.digest.at
    return edition(telling.uow, department, calendar, telling.zone, kind, at)


def _tell(telling: Telling, digest: Digest, slot: Slot) -> bool:
    return _queue(telling, digest.person, _message(telling, digest), digest.edition.kind, slot)


def _queue(telling: Telling, person: Person, message: Message, kind: Kind, slot: Slot) -> bool:
    stands = {"kind": DIGEST, "department": telling.department.id, "edition": kind.value}
    key = f"{slot.kind.value}:{slot.key}:{person.id}"
    return telling.tell(person, message, key=key, kind="digest", stands=stands)


def _tell_administrators(telling: Telling, slot: Slot) -> Told:
    """There is no digest before a first window has closed, but every year needs its table, and everything
    somebody who answers for it.
    """
    today = telling.local.date()
    nobodys = unassigned(telling.uow, telling.department, today)
    awaited = awaited_year(telling.uow, telling.department, today)
    if not nobodys and not awaited:
        return Told()
    administrators = (p for p in telling.people if p.is_admin)
    return Told.of(
        (p, _queue(telling, p, texts.to_do(telling.translate(p), nobodys, awaited), Kind.DIGEST, slot))
        for p in administrators
    )


def _message(telling: Telling, digest: Digest) -> Message:
    t = telling.translate(digest.person)
    explains = explainable(digest) if digest.edition.kind is Kind.PREVIEW else ()
    return texts.digest(t, digest, now=telling.local.date(), may_ask=may_ask(digest), explains=explains)


def refresh(telling: Telling, stored: StoredMessage, stands: Any) -> Message | None:
    """Not to somebody who has left or changed posts since it was queued."""
    readers = READERS[Kind(stands["edition"])]
    still = any(p.id == stored.person_id and p.has(*readers) for p in telling.people)
    return stored.message if still else None


def may_ask(digest: Digest) -> bool:
    """Whether the reader may ask the unit of one of the low indicators to explain."""
    return any(digest.person.may_ask_unit(low.row.indicator.unit_id) for low in digest.low)


def explainable(digest: Digest) -> Sequence[Row]:
    """The low indicators to which the reader may add a word."""
    return [low.row for low in digest.low if digest.person.may_report(low.row.indicator.unit_id)]


# ---------------------------------------------------------------- asked for


def digest(turn: Turn, _words: str) -> None:
    """/digest: the same picture as of now, of what is in one's sight."""
    found = live(turn)
    turn.reply(texts.digest(turn.t, found, now=turn.today, may_ask=may_ask(found)))


def live(turn: Turn) -> Digest:
    """The digest as of now. Raises DomainError no-table, nothing-closed or nothing-in-sight."""
    if not turn.uow.targets.years(turn.department.id):
        raise DomainError("no-table")
    local = turn.local.replace(tzinfo=None)
    found = edition(turn.uow, turn.department, turn.calendar, turn.zone, Kind.LIVE, local)
    if found is None:
        raise DomainError("nothing-closed")
    made = compose(found, turn.person)
    if not made.board.rows:
        raise DomainError("nothing-in-sight")
    return made


# ---------------------------------------------------------------- a word to the preview


def explain(turn: Turn, args: Mapping[str, Any]) -> None:
    """补充说明: what is typed next stands under the indicator in the digest."""
    item = _item(turn, args)
    turn.ask("preview", indicator=item.indicator.id, period=item.period.key)
    turn.reply(inquiry_texts.preview_prompt(turn.t, item))


def explained(turn: Turn, text: str) -> None:
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    check_words(text)
    item = _item(turn, dialogue.data)
    words = " ".join(text.split())[:LONGEST_WORD]
    turn.uow.reports.explain(
        item.indicator.id, item.period, "preview", by=turn.person.id, at=turn.now, text=words
    )
    turn.audit("explain", indicator=item.indicator.code, period=item.period.key)
    turn.close()
    turn.reply(inquiry_texts.preview_noted(turn.t, item.indicator.code))


def _item(turn: Turn, args: Mapping[str, Any]) -> Item:
    indicator = turn.uow.targets.indicator(args["indicator"])
    check_may_report(turn.person, indicator)
    return Item(indicator, Period.from_key(args["period"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"preview.explain": (REPORTERS, explain)}
DIALOGUES = {"preview": explained}
