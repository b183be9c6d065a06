"""Saying who answers for an indicator and what kind of thing it is. Administrators only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services import assign as assigning
from bot.services import assignments_sheet
from bot.services.assign_typed import SaidOfIndicators, read_assignment
from bot.services.assignments_read import Assignment
from bot.services.understand_names import NAMED, Known, match_indicator
from bot.texts import assign as texts
from bot.texts.kinds import NAMES
from handlers import words as small_words
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn

MOST_CARDS = 5
LONGEST_UNIT = 20


def assign(turn: Turn, words: str) -> None:
    """/assign: 分配 2-14 交易科 按月 权重5; a code alone opens its card; nothing lists what is nobody's."""
    if not words.strip():
        listed(turn, {})
        return
    plain = small_words.plain(words)
    said = _by_name(turn, read_assignment(plain, _unit_names(turn)))
    indicators = _indicators(turn, said.codes)
    if _names_a_new_unit(said):
        meant = {"codes": list(said.codes), "name": said.rest[0], "text": plain}
        turn.reply(texts.new_unit(turn.t, said.rest[0], meant))
        return
    if said.rest or not indicators:
        raise DomainError("assignment-unclear", said=list(said.rest)[:3] or [words[:20]])
    if said.said == Assignment(""):
        for indicator in indicators[:MOST_CARDS]:
            turn.reply(texts.card(turn.t, indicator))
        return
    _answer(turn, indicators, _store(turn, [replace(said.said, code=c) for c in said.codes]))


def _by_name(turn: Turn, said: SaidOfIndicators) -> SaidOfIndicators:
    """分配 特种设备 交易科: without a code, the words left over may name one indicator."""
    if said.codes or not said.rest:
        return said
    whole = Period(newest_year(turn), 12, 12)
    stored = turn.uow.targets.indicators(turn.department.id, whole.year)
    known = [Known(i, whole, mine=False, open=False) for i in stored]
    found = match_indicator("".join(said.rest), known, least=NAMED)
    codes = tuple(i.code for i in stored if i.id in found)
    return replace(said, codes=codes, rest=()) if len(codes) == 1 else said


def _names_a_new_unit(said: SaidOfIndicators) -> bool:
    """Codes and one word that is nothing else: the name of a unit not there yet."""
    one_word = len(said.rest) == 1 and 1 < len(said.rest[0]) <= LONGEST_UNIT
    return bool(said.codes) and one_word and not said.said.responsible_unit


def _unit_names(turn: Turn) -> set[str]:
    return {u.name for u in turn.uow.targets.units(turn.department.id)}


def newest_year(turn: Turn) -> int:
    """The table that is being prepared or used. Raises DomainError no-table."""
    years = turn.uow.targets.years(turn.department.id)
    if not years:
        raise DomainError("no-table")
    return max(years)


def _indicators(turn: Turn, codes: Sequence[str]) -> list[Indicator]:
    year = newest_year(turn)
    stored = {i.code: i for i in turn.uow.targets.indicators(turn.department.id, year)}
    if unknown := [c for c in codes if c not in stored]:
        raise DomainError("indicator-code-unknown", codes=unknown[:5], year=year)
    return [stored[c] for c in dict.fromkeys(codes)]


def _store(turn: Turn, said: Sequence[Assignment], year: int | None = None) -> list[str]:
    """Store what is said; the names of the facts that changed or were confirmed, as words."""
    difference = assigning.compare_assignments(turn.uow, turn.department, year or newest_year(turn), said)
    assigning.apply_assignments(turn.uow, difference)
    for change in difference.changes:
        new = texts.field_values(turn.t, change.wanted, change.fields)
        turn.audit("assign", code=change.indicator.code, new=new, settled=list(change.settled))
    changed = {f for c in difference.changes for f in (*c.fields, *c.settled)}
    return [turn.t(word) for name, word in NAMES.items() if name in changed]


def _answer(turn: Turn, indicators: Sequence[Indicator], changed: Sequence[str]) -> None:
    fresh = [turn.uow.targets.indicator(i.id) for i in indicators]
    if len(fresh) == 1:
        turn.reply(texts.card(turn.t, fresh[0], changed))
    else:
        turn.reply(texts.several(turn.t, fresh, changed))


# ---------------------------------------------------------------- buttons


def _indicator(turn: Turn, args: Mapping[str, Any]) -> Indicator:
    indicator = turn.uow.targets.indicator(args["indicator"])
    if indicator.department_id != turn.person.department_id or indicator.retired:
        raise DomainError("stale-button")
    return indicator


def listed(turn: Turn, _args: Mapping[str, Any]) -> None:
    """Indicators nobody answers for."""
    indicators = turn.uow.targets.indicators(turn.department.id, newest_year(turn))
    orphans = assigning.nobody_answers_for(indicators)
    assumed = sum(bool(i.assumed - {"responsible_unit", "weight"}) for i in indicators)
    turn.reply(texts.unassigned(turn.t, orphans, assumed))


def open_(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator = _indicator(turn, args)
    turn.close()
    if turn.pressed:
        turn.replace(turn.pressed.question_key, texts.card(turn.t, indicator))


def choose(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator, field = _indicator(turn, args), args["field"]
    if field in ("responsible_unit", "weight"):
        turn.ask("assign", indicator=indicator.id, field=field)
    units = turn.uow.targets.units(turn.department.id)
    if turn.pressed:
        turn.replace(turn.pressed.question_key, texts.choices(turn.t, indicator, field, units))


def set_(turn: Turn, args: Mapping[str, Any]) -> None:
    indicator = _indicator(turn, args)
    changed = _store(turn, [assigning.one_fact(indicator.code, args["field"], args["value"])], indicator.year)
    turn.close()
    fresh = turn.uow.targets.indicator(indicator.id)
    if turn.pressed:
        turn.replace(turn.pressed.question_key, texts.card(turn.t, fresh, changed))


def settle(turn: Turn, args: Mapping[str, Any]) -> None:
    """以上都对: what was assumed is confirmed."""
    indicator = _indicator(turn, args)
    changed = _store(turn, [assigning.as_it_stands(indicator)], indicator.year)
    fresh = turn.uow.targets.indicator(indicator.id)
    if turn.pressed:
        turn.replace(turn.pressed.question_key, texts.card(turn.t, fresh, changed))


def new_unit(turn: Turn, args: Mapping[str, Any]) -> None:
    """The unit is added and answers for these indicators; what was typed beside its name counts too."""
    indicators = _indicators(turn, args["codes"])
    name = args["name"]
    said = read_assignment(args.get("text") or name, {*_unit_names(turn), name}).said
    facts = said if said.responsible_unit else replace(said, responsible_unit=name)
    turn.audit("unit", name=name)
    _answer(turn, indicators, _store(turn, [replace(facts, code=c) for c in args["codes"]]))


def typed(turn: Turn, text: str) -> None:
    """A weight, or the name of a unit, typed after its button."""
    if not ADMIN(turn.person) or turn.dialogue is None:
        raise DomainError("not-allowed", what="assign")
    indicator, field = _indicator(turn, turn.dialogue.data), turn.dialogue.data["field"]
    said = small_words.plain(text)
    if field == "responsible_unit" and not turn.uow.targets.unit_named(turn.department.id, said):
        if not said or len(said) > LONGEST_UNIT:
            raise DomainError("name-too-long", limit=LONGEST_UNIT)
        turn.close()
        turn.reply(texts.new_unit(turn.t, said, {"codes": [indicator.code], "name": said}))
        return
    changed = _store(turn, [assigning.one_fact(indicator.code, field, said)], indicator.year)
    turn.close()
    _answer(turn, [indicator], changed)


# ---------------------------------------------------------------- the workbook


def workbook(turn: Turn, _words: str) -> None:
    """/assignments: the workbook in which to say it all."""
    year = newest_year(turn)
    indicators = turn.uow.targets.indicators(turn.department.id, year)
    content = assignments_sheet.write(
        [texts.sheet_row(turn.t, i) for i in indicators],
        texts.sheet_words(turn.t),
        [u.name for u in turn.uow.targets.units(turn.department.id)],
    )
    turn.reply(texts.workbook_message(turn.t, year, content, len(indicators)))


def workbook_pressed(turn: Turn, _args: Mapping[str, Any]) -> None:
    workbook(turn, "")


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "assign.list": (ADMIN, listed),
    "assign.open": (ADMIN, open_),
    "assign.choose": (ADMIN, choose),
    "assign.set": (ADMIN, set_),
    "assign.settle": (ADMIN, settle),
    "assign.new_unit": (ADMIN, new_unit),
    "assign.workbook": (ADMIN, workbook_pressed),
}
DIALOGUES = {"assign": typed}
