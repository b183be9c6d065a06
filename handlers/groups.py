"""A unit's group: bound to the unit by an administrator, and what may be done in it. Off by default."""

from bot.domain.errors import DomainError
from bot.services.ports import Unit
from bot.texts import people as texts
from handlers import words as small_words
from handlers.turn import Turn

BINDING = frozenset({"bind", "unbind"})
REPORTING = frozenset({"report", "correct", "withdraw", "cancel", "help", ""})
"""What a unit's own reporters may do in its group ("" is free typing); the rest belongs in private."""


def check_group(turn: Turn, command: str) -> None:
    """Raises DomainError in-private-only for what is not done in a group."""
    if turn.source.private or command in BINDING:
        return
    unit = bound_unit(turn)
    if unit is None or command not in REPORTING or not turn.person.may_report(unit.id):
        raise DomainError("in-private-only")


def bound_unit(turn: Turn) -> Unit | None:
    """The unit whose group this is."""
    units = turn.uow.targets.units(turn.department.id)
    return next((u for u in units if u.group == turn.where), None)


def bind(turn: Turn, words: str) -> None:
    """/bind 交易科, in the unit's group."""
    _check_possible(turn)
    name = small_words.plain(words)
    unit = turn.uow.targets.unit_named(turn.department.id, name)
    if unit is None:
        units = [u.name for u in turn.uow.targets.units(turn.department.id)]
        raise DomainError("unit-unknown", said=name[:20], units=units or ["—"])
    if (earlier := bound_unit(turn)) is not None:
        turn.uow.targets.bind_group(earlier.id, None)
    turn.uow.targets.bind_group(unit.id, turn.where)
    turn.audit("bind", unit=unit.name)
    turn.reply(texts.bound(turn.t, unit))


def unbind(turn: Turn, _words: str) -> None:
    _check_possible(turn)
    unit = bound_unit(turn)
    if unit is None:
        raise DomainError("not-bound")
    turn.uow.targets.bind_group(unit.id, None)
    turn.audit("unbind", unit=unit.name)
    turn.reply(texts.unbound(turn.t, unit))


def _check_possible(turn: Turn) -> None:
    if not turn.groups:
        raise DomainError("groups-off")
    if turn.source.private:
        raise DomainError("group-only")
