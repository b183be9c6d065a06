"""明天再提醒: a reminder's list once more on the next working day, as far as it is still open then."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.chat import Message
from bot.domain.calendar import WorkCalendar
from bot.domain.ladder import steps_on
from bot.domain.people import Person
from bot.domain.period import Period
from bot.services.ledger import Item, Ledger
from bot.services.locking import takes_figures
from bot.services.queues import StoredMessage
from bot.services.remind_missing import reminders
from bot.services.scope import current_ledger, months_of, open_items, own
from bot.texts import again as texts
from handlers.audience import Telling
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn

AGAIN = "again"


def tomorrow(turn: Turn, args: Mapping[str, Any]) -> None:
    """Queue the list for the opening time of the next working day: once per slot, whatever is pressed."""
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    items = _still_open(ledger, turn.person, args["items"], turn.calendar, turn.today)
    _put_off(turn, ledger, items, args)


def typed(turn: Turn, _words: str) -> None:
    """明天再提醒 without its button: about what is open now."""
    ledger = current_ledger(turn.uow, turn.department, turn.today)
    items = open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local)
    listing = [[i.indicator.id, i.period.key] for i in items]
    _put_off(turn, ledger, items, {"slot": turn.today.isoformat(), "items": listing})


def _put_off(turn: Turn, ledger: Ledger, items: Sequence[Item], args: Mapping[str, Any]) -> None:
    """One list a day at most, however it was asked for."""
    if not items:
        turn.reply(texts.all_in(turn.t))
        return
    day = turn.calendar.following(turn.today, 1)
    at = datetime.combine(day, turn.department.settings.open_at, turn.zone)
    stands = {
        "kind": AGAIN,
        "department": turn.department.id,
        "on": day.isoformat(),
        "items": args["items"],
    }
    note = f"{AGAIN}:{turn.person.id}"
    if turn.uow.messages.note(note) == day.isoformat():
        turn.reply(texts.agreed_before(turn.t))
        return
    key = f"{AGAIN}:{args['slot']}:{turn.person.id}"
    message = texts.again(turn.t, items, ledger)
    queued = turn.tell(turn.person.id, message, key=key, stands=stands, not_before=at)
    if queued:
        turn.uow.messages.set_note(note, day.isoformat())
        turn.audit("remind-again", slot=args["slot"], on=day.isoformat())
    turn.reply(texts.agreed(turn.t, at.replace(tzinfo=None)) if queued else texts.agreed_before(turn.t))


def _still_open(
    ledger: Ledger, person: Person, items: Sequence[tuple[int, str]], calendar: WorkCalendar, today: date
) -> tuple[Item, ...]:
    """Those of the items that the person still has to report."""
    mine = {i.id: i for i in own(ledger, person)}
    found = (Item(mine[i], Period.from_key(period)) for i, period in items if i in mine)
    return tuple(
        i
        for i in found
        if takes_figures(ledger, i, calendar, today) and not ledger.is_in(i) and not ledger.deferral(i, today)
    )


def refresh(telling: Telling, stored: StoredMessage, stands: Any) -> Message | None:
    """The list as it is by now; None when all is in, or when the ladder reminds that morning in any case."""
    person = next((p for p in telling.people if p.id == stored.person_id), None)
    if person is None or person.away:
        return None
    ledger = current_ledger(telling.uow, telling.department, telling.local.date())
    items = _still_open(ledger, person, stands["items"], telling.calendar, telling.local.date())
    if not items or _reminded_in_any_case(telling, ledger, person, date.fromisoformat(stands["on"])):
        return None
    shown = [(i.indicator.id, i.period) for i in items]
    telling.uow.messages.set_listing(person.id, shown, telling.now)
    message = texts.again(telling.translate(person), items, ledger)
    if telling.shown_as(person, message).blocks == stored.message.blocks:
        return stored.message
    telling.tell(person, message, key=f"{stored.key}'", kind="notice", stands=stands)
    return None


def _reminded_in_any_case(telling: Telling, ledger: Ledger, person: Person, day: date) -> bool:
    settings = telling.department.settings
    at = datetime.combine(day, settings.open_at)
    due = steps_on(day, telling.calendar, settings, months_of(ledger))
    steps = [s for s in due if s.at == at]
    return bool(reminders(ledger, telling.people, steps, telling.calendar, at, only=[person.id]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"remind.tomorrow": (REPORTERS, tomorrow)}
