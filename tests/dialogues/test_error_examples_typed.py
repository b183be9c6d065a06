"""Every example that any error shows, in both languages, is typed as it stands: it would be right."""

import re
from collections.abc import Mapping

import pytest

from bot.texts import errors
from bot.texts.catalogue import translator
from bot.texts.errors import ERRORS
from bot.texts.next_steps import NEXT
from handlers.command import Command
from handlers.commands import COMMANDS
from tests.dialogues.test_examples import EXAMPLE
from tests.office import Office

ANSWERS: Mapping[str, str] = {
    "table-which-columns": "an option of the command line",
    "table-column-unknown": "the answer to which column is meant",
    "table-cell-not-both": "what a cell of a table says",
    "weight-unreadable": "what a cell of the assignments says",
    "indicator-code-unknown": "a code",
    "plan-other-way": "a part of a plan",
    "document-too-long": "the answer to which document",
    "no-document": "the answer to which document",
    "name-too-long": "a name in an invitation",
    "evidence-too-large": "a kind of file",
    "evidence-type": "a kind of file",
    "sheet-not-xlsx": "a file's name",
    "bulletin-number-unreadable": "the answer to which number",
    "round-none-why": "the answer to a round's question",
    "round-reason-needed": "the answer to a round's question",
    "round-reason-first": "the answer to a round's question",
    "round-likelihood-unreadable": "the answer to a round's question",
    "round-figure-for-words": "the answer to a round's question",
    "reason-needed": "the answer to why",
    "period-other-rhythm": "the answer to which period",
    "fill-in-merged": "what a cell of the fill-in workbook says",
    "fill-in-empty": "what a cell of the fill-in workbook says",
    "fill-in-formula": "what a cell of the fill-in workbook says",
    "fill-in-cell": "what a cell of the fill-in workbook says",
    "fill-in-date": "what a cell of the fill-in workbook says",
    "fill-in-no-figure": "what a cell of the fill-in workbook says",
    "fill-in-no-reason": "what a cell of the fill-in workbook says",
    "fill-in-ambiguous": "what a cell of the fill-in workbook says",
}
"""Errors whose example is no whole message: what it belongs to. The dialogues' own tests answer with them."""
READ: Mapping[str, str] = {
    "not-yours": "2-03 is another unit's",
    "leave-no-post": "an administrator has no post to hand over",
    "erase-active": "the one named is still there",
    "reopen-not-locked": "the period named is open",
    "groups-off": "this office has no groups",
    "round-not-now": "a self-evaluation has its season",
}
"""Refusals that show that the words were read: it is not for this person, or not the time."""


def literal(language: str) -> Mapping[str, str]:
    """The examples without anything to be filled in, and an error that shows each."""
    t, form = translator(language), EXAMPLE["en" if language == "en" else "zh"]
    found: dict[str, str] = {}
    for code, msgid in ERRORS.items():
        text = " ".join([t(msgid), t(NEXT[code]) if code in NEXT else ""])
        for example in form.findall(text):
            if "{" not in example:
                found.setdefault(example.strip().rstrip(".。"), code)
    return found


def is_message(example: str) -> bool:
    """Whether it is a whole message: a command, or a figure with its code."""
    return re.match(r"\d-\d\d \S", example) is not None or _command(example) is not None


def _command(example: str) -> Command | None:
    words = example.removeprefix("/")
    return next(
        (
            c
            for c in COMMANDS
            for name in (c.name, *c.aliases)
            if re.match(rf"{re.escape(name)}(?: |$)", words)
        ),
        None,
    )


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the errors that were answered."""
    codes: list[str] = []
    answer = errors.message

    def noted(t, error, helpers):  # type: ignore[no-untyped-def]
        codes.append(error.code)
        return answer(t, error, helpers)

    monkeypatch.setattr(errors, "message", noted)
    return codes


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_every_whole_message_that_an_error_shows_is_understood(
    office: Office, refused: list[str], language: str
) -> None:
    if language == "en":
        await office.says("郑主管", "/language en")
    shown = [e for e in literal(language) if is_message(e)]
    assert len(shown) > 12
    for example in shown:
        await office.says("郑主管", "/cancel")
        refused.clear()
        answer = (await office.says("郑主管", example))[-1].text
        assert set(refused) <= set(READ), (literal(language)[example], example, answer)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_no_whole_message_says_what_it_belongs_to(language: str) -> None:
    parts = {code for example, code in literal(language).items() if not is_message(example)}
    assert sorted(parts - set(ANSWERS)) == []
    assert set(ANSWERS) <= set(ERRORS)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_example_that_cannot_be_read_would_be_found(language: str) -> None:
    assert is_message("2-03 3.2万")
    assert is_message("away 10 July to 14 July")
    assert not is_message("away10")
    assert not is_message("资金未到位")
    assert len(literal(language)) > 30


def test_every_command_that_an_error_quotes_is_a_command() -> None:
    """“report” lists what is open: a word in quotes that is to be typed."""
    quoted = {
        (code, words)
        for code, msgid in (*ERRORS.items(), *NEXT.items())
        for words in re.findall(r"“(/?[a-z][a-z ]*)[^”{]*”(?= (?:lists|shows|brings|goes|says))", msgid)
    }
    assert len(quoted) > 10
    assert [(c, w) for c, w in sorted(quoted) if _command(w.strip()) is None] == []
