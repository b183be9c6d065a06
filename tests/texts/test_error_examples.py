"""Every error carries an example, says what can be typed next, or names who can help: in both languages."""

import re

import pytest

from bot.chat import plain_text
from bot.domain.errors import DomainError
from bot.texts.catalogue import translator
from bot.texts.errors import ERRORS, message
from bot.texts.next_steps import NEXT

FACTS = "example helpers allowed units names years accepted closing references departments"
HELPFUL = {
    "en": re.compile(rf"\{{({FACTS.replace(' ', '|')})\}}|e\.g\.|[Ee]xample|like: |“[a-z]+|Type “|--"),
    "zh_CN": re.compile(rf"\{{({FACTS.replace(' ', '|')})\}}|如：|如只|例如|示例|可选：|“\w|发“|--"),
}
SAYS_WHAT_TO_DO = {
    "in-private-only": "where to write instead",
    "no-department": "the command line's next command",
    "bulletin-changed": "the command that shows it again",
    "bulletin-no-span": "how it is typed once a month is over",
    "round-not-now": "how a round is opened during the year",
    "evidence-not-shown-here": "the command for the office's own chat",
    "no-units": "the command that makes the first one",
}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_error_leaves_a_person_without_an_example_or_a_helper(language: str) -> None:
    t = translator(language)
    silent = {
        code for code, msgid in ERRORS.items() if code not in NEXT and not HELPFUL[language].search(t(msgid))
    }
    assert sorted(silent - set(SAYS_WHAT_TO_DO)) == []


def test_what_follows_is_said_of_errors_that_there_are() -> None:
    assert sorted((set(NEXT) | set(SAYS_WHAT_TO_DO)) - set(ERRORS)) == []
    assert len(NEXT) > 40


def test_what_follows_needs_no_fact_that_the_error_has_not() -> None:
    about = {c for c, m in NEXT.items() if "{code}" in m}
    assert [c for c in about if "{code}" not in ERRORS[c]] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2-10 has no plan; nothing was changed. “status 2-10” shows how it stands."),
        ("zh_CN", "2-10没有设计划，未作改动。可发“查 2-10”看进展。"),
    ],
)
def test_the_next_step_stands_behind_the_error(language: str, said: str) -> None:
    answer = message(translator(language), DomainError("plan-none", code="2-10"), ())
    assert plain_text(answer) == said
