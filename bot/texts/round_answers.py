"""What a unit has stated in a round, in words, and handing it in. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.indicator import Indicator
from bot.domain.likelihood import Likelihood
from bot.domain.monitoring import AnswerState, Entry, Round, Stated
from bot.services.fill_round import HandedIn
from bot.services.round_book import RoundBook, UnitInRound
from bot.texts import rounds
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, figure, listed, title
from bot.texts.reasons import OFFICIAL

LIKELIHOODS: Mapping[Likelihood, str] = {
    Likelihood.CERTAIN: msg("certainly"),
    Likelihood.POSSIBLE: msg("possibly"),
    Likelihood.IMPOSSIBLE: msg("not at all possible"),
}
PER_ROW = 4


def stated_line(t: Translate, found: Round, indicator: Indicator, stated: Stated) -> str:
    """1—7月17亿元，全年30亿元"""
    if stated.value is None:
        return (
            t("no figure: {reason}", reason=clipped(stated.none_because, 30)) if stated.none_because else "—"
        )
    value = t("{span}: {value}", span=rounds.span(t, found), value=figure(t, indicator, stated.value))
    if stated.expected is None:
        return value
    return t("{value}, whole year {expected}", value=value, expected=figure(t, indicator, stated.expected))


def answer_lines(t: Translate, found: Round, indicator: Indicator, stated: Stated) -> list[str]:
    """Everything a unit states of an indicator, on at most two lines below its title."""
    likely = t(LIKELIHOODS[stated.likelihood]) if stated.likelihood else ""
    first = " ".join(w for w in (stated_line(t, found, indicator, stated), likely) if w)
    reasons = listed(t, (t(words) for code, words in OFFICIAL.items() if code in stated.reasons))
    why = t("{reasons}: {text}", reasons=reasons, text=stated.text) if reasons and stated.text else ""
    second = clipped(why or reasons or stated.text, 40)
    return [f"  {first}", *([f"  {second}"] if second else [])]


def summary(
    t: Translate,
    book: RoundBook,
    indicators: Sequence[Indicator],
    where: Mapping[str, Any],
    lead: str = "",
) -> Message:
    """All answers of the pass, what is missing, and a button to hand in."""
    lines, change = [], []
    for n, indicator in enumerate(indicators, start=1):
        entry = book.newest(indicator)
        lines += [f"{n} {title(indicator)}{_mark(t, entry)}", *_said(t, book, indicator, entry)]
        change.append(Button(indicator.code, "round.go", {**where, "indicator": indicator.id}))
    grid = [change[i : i + PER_ROW] for i in range(0, len(change), PER_ROW)]
    left, missing = book.unanswered(indicators), book.missing(indicators)
    first: list[Button] = []
    if left:
        first = [Button(t("go on filling in"), "round.fill", where, style="primary")]
    elif missing:
        first = [Button(t("hand in"), "round.hand_in", {**where, "answer": "yes"}, style="primary")]
    end = t("Not answered: {codes}", codes=listed(t, (i.code for i in left))) if left else ""
    ready = t("Everything is answered: look it over, then hand it in.") if missing and not left else ""
    return say(
        lead,
        Heading(rounds.name(t, book.round)),
        "\n".join(lines),
        end or ready or t("Everything is handed in."),
        t("A code opens one to change it."),
        buttons=[first, *grid],
    )


def _said(t: Translate, book: RoundBook, indicator: Indicator, entry: Entry | None) -> list[str]:
    return answer_lines(t, book.round, indicator, entry.stated) if entry else []


MARKS: Mapping[AnswerState, str] = {
    AnswerState.HANDED_IN: msg(" (handed in)"),
    AnswerState.REVIEWED: msg(" (reviewed)"),
    AnswerState.RETURNED: msg(" (returned)"),
}


def _mark(t: Translate, entry: Entry | None) -> str:
    if entry is None:
        return t(" (not answered)")
    if entry.state is AnswerState.DRAFT and not entry.is_ready:
        return t(" (half answered)")
    return t(MARKS[entry.state]) if entry.state in MARKS else ""


def noted(t: Translate, book: RoundBook, indicator: Indicator) -> str:
    line = stated_line(t, book.round, indicator, book.stated(indicator))
    return t("✔ {code} {line}", code=indicator.code, line=line)


def several(t: Translate, book: RoundBook, done: Sequence[Indicator], unclear: Sequence[Indicator]) -> str:
    """What was taken of several lines, and what is to be sent alone."""
    lines = [noted(t, book, indicator) for indicator in done]
    if unclear:
        codes = listed(t, (i.code for i in unclear))
        lines.append(t("Not taken, since it looks odd; please send it alone: {codes}", codes=codes))
    return "\n".join(lines)


def handed_in(t: Translate, book: RoundBook, done: HandedIn, reviewers: Sequence[str]) -> Message:
    n = len(done.entries)
    if not done.waiting:
        return say(t("✔ {round}: {n} answers handed in and reviewed.", round=rounds.name(t, book.round), n=n))
    return say(
        t("✔ {round}: {n} answers handed in.", round=rounds.name(t, book.round), n=n),
        t("{names} reviews them.", names=listed(t, reviewers)) if reviewers else "",
    )


def left(t: Translate, book: RoundBook, indicators: Sequence[Indicator]) -> Message:
    """What is kept, and how to go on."""
    open_ones = book.unanswered(indicators)
    begun = [i for i in open_ones if (newest := book.newest(i)) and newest.state is AnswerState.DRAFT]
    return say(
        t(
            "You have left; what you answered is kept: {done} of {n}.",
            done=len(indicators) - len(open_ones),
            n=len(indicators),
        ),
        t("Half answered: {codes}", codes=listed(t, (i.code for i in begun))) if begun else "",
        t(
            "“{word}” goes on, “{done}” hands in.",
            word=rounds.fill_word(t, book.round.kind),
            done=t("hand in"),
        ),
    )


def which_unit(t: Translate, book: RoundBook, units: Sequence[UnitInRound]) -> Message:
    """To an administrator: for whom?"""
    buttons = [
        Button(rounds.unit_name(t, u), "round.fill", {"round": book.round.id, "of": [u.id]}) for u in units
    ]
    grid = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    if not units:
        return say(t("Every unit has handed in."))
    return say(Heading(rounds.name(t, book.round)), t("Fill in for which unit?"), buttons=grid, once=False)


def which_round(t: Translate, found: Sequence[Round]) -> Message:
    buttons = [[Button(rounds.name(t, r), "round.fill", {"round": r.id})] for r in found]
    return say(t("Which one do you fill in?"), buttons=buttons, once=False)
