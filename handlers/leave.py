"""请假, 销假, B角: who is away, and who acts meanwhile. For oneself, or by an administrator for somebody."""

import re

from bot.domain.leave import example, read_leave
from bot.domain.people import ACTED, Person
from bot.services import leave as service
from bot.services.roster import person_called
from bot.texts import leave as texts
from handlers import words as small_words
from handlers.telling import tell_in_own_language
from handlers.turn import Turn

NONE = frozenset({"无", "取消", "关", "没有", "none", "off", "-"})


def away(turn: Turn, words: str) -> None:
    """/away: 请假 7月10日到7月15日, or 请假 小周 到7月15日 by an administrator."""
    person, days = _about(turn, words)
    units = turn.uow.targets.units(turn.department.id)
    if not days:
        found = service.running_or_coming(turn.uow, person, turn.today)
        turn.reply(
            texts.state(turn.t, found, service.deputies_of(turn.uow, person), units, example(turn.today))
        )
        return
    read = read_leave(days, turn.today)
    absence = service.go_away(turn.uow, person, read, by=turn.person, now=turn.now)
    turn.audit("leave", person=person.name, first=read[0].isoformat(), last=read[1].isoformat())
    own = person.id == turn.person.id
    turn.reply(texts.gone(turn.t, absence, units, turn.calendar.following(read[1], 1), own=own))
    for taker in absence.takers:
        _tell(turn, taker, lambda t, to=taker: texts.takes_over(t, absence, to, units))  # type: ignore[misc]
    if absence.untaken:
        for admin in _administrators(turn):
            _tell(turn, admin, lambda t: texts.untaken(t, absence, units))


def back(turn: Turn, words: str) -> None:
    """/back: the leave is over, or called off."""
    person, _ = _about(turn, words)
    absence = service.come_back(turn.uow, person, turn.today)
    turn.audit("back", person=person.name)
    turn.reply(texts.back(turn.t, absence, own=person.id == turn.person.id))
    if absence.leave.covers(turn.today):
        for taker in absence.takers:
            _tell(turn, taker, lambda t: texts.is_back(t, absence))


def deputy(turn: Turn, words: str) -> None:
    """/deputy: B角 小吴 for oneself; B角 小周 小吴 by an administrator; B角 无."""
    said = [w for w in re.split(r"[\s,，、→]+", small_words.plain(words)) if w]
    person = turn.person
    if turn.person.is_admin and len(said) == 2:
        person = person_called(turn.uow, turn.department.id, said.pop(0))
    own = person.id == turn.person.id
    if not said:
        people = turn.uow.people.in_department(turn.department.id)
        units = person.own_units(*ACTED)
        colleagues = [p for p in people if p.id != person.id and p.own_units(*ACTED) & units]
        named = service.deputies_of(turn.uow, person)
        turn.reply(texts.deputies(turn.t, named, colleagues, admin=person.is_admin))
        return
    called = " ".join(said)
    if called.lower() in NONE:
        turn.reply(texts.no_deputy(turn.t, service.without_deputy(turn.uow, person)))
        turn.audit("deputy", person=person.name, deputy=None)
        return
    found = service.name_deputy(turn.uow, person, called, by=turn.person, now=turn.now)
    turn.audit("deputy", person=person.name, deputy=found.deputy.name, units=[u.name for u in found.units])
    theirs = service.running_or_coming(turn.uow, found.deputy, turn.today)
    turn.reply(texts.named(turn.t, found, theirs, own=own))
    _tell(turn, found.deputy, lambda t: texts.you_are_deputy(t, found))


def _about(turn: Turn, words: str) -> tuple[Person, str]:
    """Whose leave it is, and the days: an administrator may begin with a name."""
    name, _, rest = words.strip().partition(" ")
    if turn.person.is_admin:
        people = turn.uow.people.in_department(turn.department.id)
        if any(p.name == name for p in people):
            return person_called(turn.uow, turn.department.id, name), rest
    return turn.person, words.strip()


def _administrators(turn: Turn) -> list[Person]:
    return [p for p in turn.uow.people.in_department(turn.department.id) if p.is_admin]


def _tell(turn: Turn, person: Person, words: texts.Words) -> None:
    if person.id != turn.person.id:
        tell_in_own_language(turn, person.id, words, key=f"leave:{turn.event_id}:{person.id}")
