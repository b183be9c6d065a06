"""The bulletin (通报): a draft for administrators, checked by the units, signed once, published by people."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from bot.domain.bulletin import issue_number
from bot.domain.errors import DomainError
from bot.domain.people import Person
from bot.forms.bulletin import document_of, signed_document
from bot.services import bulletin_check as service
from bot.services.bulletin import bulletin_of
from bot.services.forms import FormKind, bulletin_for, ended_months, wanted, year_of
from bot.services.nudge import check_hours
from bot.services.ports import BulletinCheck, SignedBulletin, Unit
from bot.services.small_talk import check_reason
from bot.texts import bulletin as texts
from handlers.command import ADMIN, Press, Right, holding
from handlers.telling import tell_in_own_language
from handlers.turn import Turn

NUMBER, WRONG = "bulletin-number", "bulletin-wrong"  # open questions
CHECKERS = holding(*service.CHECKERS)
LONGEST_SHOWN = 40


def bulletin(turn: Turn, words: str) -> None:
    """/bulletin 1-6, 通报 上半年: the draft and its state, or the signed paper; alone a choice of months."""
    what = wanted(words)
    if what.until is None:
        _check_only_a_year(turn, words)
        menu(turn, {"year": what.year})
    else:
        _show(turn, what.year, what.until)


def _check_only_a_year(turn: Turn, words: str) -> None:
    """13月 is no wish to see the menu."""
    if words.strip() and not re.fullmatch(r"(?:20\d\d)?年?度?", words.strip()):
        last = turn.today.replace(day=1) - timedelta(days=1)
        raise DomainError("bulletin-span-unreadable", text=words.strip()[:LONGEST_SHOWN], ended=last.month)


def menu(turn: Turn, args: Mapping[str, Any]) -> None:
    year = year_of(turn.uow, turn.department, args["year"], turn.today)
    ended = ended_months(year, turn.today)
    if not ended:
        raise DomainError("bulletin-no-span", year=year)
    signed = turn.uow.bulletins.signed(turn.department.id, year)
    turn.reply(texts.menu(turn.t, year, ended, signed))


def show(turn: Turn, args: Mapping[str, Any]) -> None:
    _show(turn, args["year"], args["month"])


def _show(turn: Turn, year: int | None, month: int) -> None:
    found = _find(turn, year, month)
    if turn.dialogue is not None and turn.dialogue.kind == NUMBER:
        turn.close()
    if isinstance(found, SignedBulletin):
        turn.reply(texts.signed(turn.t, found))
    else:
        turn.audit("form", form=FormKind.BULLETIN, year=found.bulletin.year, until=month)
        turn.reply(texts.draft(turn.t, found, turn.local))


def _find(turn: Turn, year: int | None, month: int) -> service.Draft | SignedBulletin:
    made = bulletin_for(turn.uow, turn.department, year, month, turn.today)
    if isinstance(made, SignedBulletin):
        return made
    return service.draft_of(turn.uow, made, document_of(made))


def _shown(turn: Turn, args: Mapping[str, Any]) -> service.Draft:
    """The draft that a button or a question was shown with; refused when it would read otherwise by now."""
    found = _find(turn, args["year"], args["month"])
    if isinstance(found, SignedBulletin):
        raise DomainError("bulletin-signed", number=found.number, month=found.month)
    if found.seal != args["seal"]:
        raise DomainError("bulletin-changed", month=args["month"])
    return found


def cancel(turn: Turn, _args: Mapping[str, Any]) -> None:
    turn.close()
    turn.reply(texts.cancelled(turn.t))


# ---------------------------------------------------------------- signing


def sign(turn: Turn, args: Mapping[str, Any]) -> None:
    """签发: refused while units still have time; with something open asked about a second time."""
    found = _shown(turn, args)
    service.check_may_sign(found, turn.local)
    if found.is_open:
        turn.reply(texts.sign_anyway(turn.t, found, args))
    else:
        _ask_number(turn, args)


def sign_anyway(turn: Turn, args: Mapping[str, Any]) -> None:
    _shown(turn, args)
    _ask_number(turn, args)


def _ask_number(turn: Turn, args: Mapping[str, Any]) -> None:
    turn.ask(NUMBER, **args)
    turn.reply(texts.which_number(turn.t))


def number_typed(turn: Turn, text: str) -> None:
    if not ADMIN(turn.person) or turn.dialogue is None:
        raise DomainError("not-allowed", what="bulletin")
    args = turn.dialogue.data
    found, number = _shown(turn, args), issue_number(text)
    service.check_number(turn.uow, found, number)
    turn.close()
    turn.reply(texts.confirm_number(turn.t, found, number, args))


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Freeze exactly what was shown, with its number and today's date."""
    found = _shown(turn, args)
    document = signed_document(found.document, args["number"], turn.today)
    service.sign(turn.uow, found, document, turn.person, turn.local)
    turn.audit("bulletin-sign", year=args["year"], until=args["month"], number=args["number"])
    _show(turn, args["year"], args["month"])


# ---------------------------------------------------------------- checking


def check(turn: Turn, args: Mapping[str, Any]) -> None:
    """发给各科室核对: each lead and contact gets the unit's own lines."""
    check_hours(turn.local, turn.calendar, turn.department.settings)
    found = _shown(turn, args)
    asked, units = service.ask_check(turn.uow, found, turn.person, turn.calendar, turn.local)
    people = turn.uow.people.in_department(turn.department.id)
    missed = [u.name for u in units if not _tell_unit(turn, asked, u, people)]
    turn.audit("bulletin-check", year=asked.year, until=asked.month, units=[u.name for u in units])
    turn.reply(texts.sent_to_units(turn.t, asked, len(units) - len(missed), missed, turn.local))


def _tell_unit(turn: Turn, asked: BulletinCheck, unit: Unit, people: Sequence[Person]) -> bool:
    """Whether anybody of the unit could be told."""
    message = partial(texts.please_check, check=asked, unit_id=unit.id, unit=unit.name, local=turn.local)
    concerned = [p for p in people if unit.id in p.units(*service.CHECKERS)]
    keys = {p.id: f"bulletin:{asked.id}:{unit.id}:{p.id}" for p in concerned}
    told = [tell_in_own_language(turn, person_id, message, key=key) for person_id, key in keys.items()]
    return any(told)


def right(turn: Turn, args: Mapping[str, Any]) -> None:
    asked = _answer(turn, args, agrees=True)
    turn.reply(texts.taken_right(turn.t, asked, _unit(turn, args)))


def again(turn: Turn, args: Mapping[str, Any]) -> None:
    """重新答复: the unit's lines as they were sent last, with both buttons."""
    asked = _asked(turn, args)
    if turn.dialogue is not None and turn.dialogue.kind == WRONG:
        turn.close()
    newest = turn.uow.bulletins.check(turn.department.id, asked.year, asked.month) or asked
    turn.reply(texts.please_check(turn.t, newest, args["unit"], _unit(turn, args).name, turn.local))


def wrong(turn: Turn, args: Mapping[str, Any]) -> None:
    """有误: what is typed next says what."""
    asked = _asked(turn, args)
    turn.ask(WRONG, **args)
    turn.reply(texts.what_is_wrong(turn.t, asked, _unit(turn, args)))


def wrong_typed(turn: Turn, text: str) -> None:
    """Keep it, and tell the administrators."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    check_reason(text)
    asked, unit = _answer(turn, dialogue.data, agrees=False, reason=text), _unit(turn, dialogue.data)
    turn.close()
    message = partial(texts.unit_objects, check=asked, unit=unit.name, reason=text, by=turn.person.name)
    for person in turn.uow.people.in_department(turn.department.id):
        if person.is_admin:
            key = f"bulletin-wrong:{asked.id}:{unit.id}:{turn.event_id}:{person.id}"
            tell_in_own_language(turn, person.id, message, key=key)
    turn.reply(texts.taken_wrong(turn.t, asked, unit))


def _asked(turn: Turn, args: Mapping[str, Any]) -> BulletinCheck:
    """What the unit was asked to check. Raises DomainError not-allowed, bulletin-signed."""
    if args["unit"] not in turn.person.units(*service.CHECKERS):
        raise DomainError("not-allowed", what="bulletin")
    asked = turn.uow.bulletins.asked(args["check"])
    signed = bulletin_of(turn.uow, turn.department, asked.year, asked.month)
    if isinstance(signed, SignedBulletin):
        raise DomainError("bulletin-signed", number=signed.number, month=signed.month)
    return asked


def _answer(turn: Turn, args: Mapping[str, Any], *, agrees: bool, reason: str = "") -> BulletinCheck:
    asked = _asked(turn, args)
    service.answer_check(
        turn.uow, turn.department, turn.person, asked, args["unit"], turn.now, agrees=agrees, reason=reason
    )
    turn.audit("bulletin-answer", unit=args["unit"], agrees=agrees)
    return asked


def _unit(turn: Turn, args: Mapping[str, Any]) -> Unit:
    return turn.uow.targets.unit(args["unit"])


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "bulletin.menu": (ADMIN, menu),
    "bulletin.show": (ADMIN, show),
    "bulletin.check": (ADMIN, check),
    "bulletin.sign": (ADMIN, sign),
    "bulletin.sign_anyway": (ADMIN, sign_anyway),
    "bulletin.confirm": (ADMIN, confirm),
    "bulletin.cancel": (ADMIN, cancel),
    "bulletin.right": (CHECKERS, right),
    "bulletin.wrong": (CHECKERS, wrong),
    "bulletin.again": (CHECKERS, again),
}
DIALOGUES = {NUMBER: number_typed, WRONG: wrong_typed}
