"""What an import asks to look at, in words. Imports the domain and the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.indicator import Indicator
from bot.domain.table_questions import Question, questions
from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed

FIELDS: Mapping[str, str] = {
    "duty_no": msg("duty number"),
    "duty": msg("duty"),
    "sub_duty": msg("part of the duty"),
    "goal": msg("goal"),
    "indicator": msg("indicator"),
    "explanation": msg("explanation"),
    "annual_target": msg("annual target"),
    "planned_value": msg("planned value"),
    "standard_value": msg("standard value"),
    "standard_source": msg("source of the standard"),
    "mean3": msg("three-year mean"),
    "last_year": msg("last year's value"),
    "history_source": msg("source of the history"),
    "activity": msg("activity"),
    "retired": msg("taken off the table before"),
}
QUESTIONS: Mapping[str, str] = {
    "target-missing": msg("there is no annual target"),
    "target-unreadable": msg("the target “{target}” cannot be read as a value"),
    "two-rates": msg("it holds {count} rates ({names}): should it be split (/split)?"),
    "explanation-contradicts": msg("the explanation says {said}, the target is {target}"),
    "share-without-percent": msg("it reads like a share, but the target {target} has no %, e.g. 95%"),
    "unit-differs-from-name": msg("it counts {named}, the target is {target}"),
    "increment-beside-level": msg("the target {target} is a level, but {beside} is an increase"),
    "standard-in-another-unit": msg("{beside} is in another unit than the target {target}"),
    "history-in-another-unit": msg("{beside} is in another unit than the target {target}"),
    "target-worse-than": msg("the target {target} is lower than {beside}"),
    "target-worse-than-less": msg("the target {target} is higher than {beside}"),
    "twice-last-year": msg("the target {target} is {times} times last year's {last_year}"),
    "no-history": msg("there is no history at all"),
}
NOTES: Mapping[str, str] = {
    "year-differs": msg("The table's title says {said}; it is taken for {year}."),
    "hidden": msg("Hidden rows or columns were read too ({said}); please check them."),
    "other-sheets": msg("The sheet {read} was read; there are others with a table: {others}."),
    "page-without-duty-number": msg(
        "Line {line} starts a page without a duty number; taken as duty {duty_no}."
    ),
    "duty-numbers-missing": msg("Duty numbers are missing: {numbers}."),
    "actuals-not-taken": msg("Actual values are not taken from this table; they are reported in chat."),
    "columns-named": msg("Read with the columns that were named: {indicator} indicator, {target} target."),
    "no-duties": msg("New indicators have no duty in this table; their codes use a free duty number."),
    "indicator-twice": msg("{name} is there more than once: {codes}."),
}


def question_words(t: Translate, question: Question) -> str:
    less = question.code == "target-worse-than" and question.facts.get("direction") == "less"
    code = f"{question.code}-less" if less else question.code
    return t(QUESTIONS[code], **_facts(t, question.facts))


def indicator_questions(t: Translate, indicator: Indicator) -> list[str]:
    """What is to be looked at in a stored indicator, with its direction as decided."""
    return [question_words(t, q) for q in questions(indicator.cells, indicator.direction)]


def note_words(t: Translate, code: str, facts: Mapping[str, Any]) -> str:
    return t(NOTES[code], **_facts(t, facts))


def _facts(t: Translate, facts: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: _readable(t, value) for name, value in facts.items()}
    return made | ({"count": len(facts["names"])} if "names" in facts else {})


def _readable(t: Translate, value: Any) -> Any:
    """A mapping of fields to cells reads 规划值28亿元、上年值10亿元."""
    if isinstance(value, Mapping):
        return listed(t, (f"{t(FIELDS[name])} {cell}" for name, cell in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return listed(t, (str(v) for v in value))
    return value
