"""What reviewers of a round read and press. Imports services' results and chat."""

from collections.abc import Sequence

from bot.chat import Button, Heading, Message, say
from bot.domain.indicator import Indicator
from bot.domain.monitoring import Entry
from bot.services.round_book import RoundBook
from bot.texts import rounds
from bot.texts.catalogue import Translate
from bot.texts.common import listed, title
from bot.texts.review import RETURN_REASONS
from bot.texts.round_answers import answer_lines

Waiting = Sequence[tuple[Indicator, Entry]]
PER_ROW = 4


def waiting(t: Translate, book: RoundBook, found: Waiting) -> Message:
    """What a unit has handed in; all with one tap, or back with a reason."""
    lines = []
    for n, (indicator, entry) in enumerate(found, start=1):
        lines += [f"{n} {title(indicator)}", *answer_lines(t, book.round, indicator, entry.stated)]
    units = listed(t, dict.fromkeys(i.unit or t("no unit") for i, _ in found))
    args = {"round": book.round.id, "entries": [e.id for _, e in found]}
    return say(
        Heading(t("For your review: {round}, {units}", round=rounds.name(t, book.round), units=units)),
        "\n".join(lines),
        t("Filled in by {names}", names=listed(t, dict.fromkeys(e.by_name for _, e in found))),
        buttons=[
            [
                Button(t("pass all {n}", n=len(found)), "round.pass", args, style="primary"),
                Button(t("return"), "round.return", args),
            ]
        ],
        once=False,
    )


def return_which(t: Translate, book: RoundBook, found: Waiting) -> Message:
    base = {"round": book.round.id}
    each = [Button(i.code, "round.return_these", {**base, "entries": [e.id]}) for i, e in found]
    every = Button(t("all of them"), "round.return_these", {**base, "entries": [e.id for _, e in found]})
    grid = [each[i : i + PER_ROW] for i in range(0, len(each), PER_ROW)]
    return say(t("Which answer is returned?"), buttons=[*grid, [every]])


def return_why(t: Translate, book: RoundBook, found: Waiting) -> Message:
    args = {"round": book.round.id, "entries": [e.id for _, e in found]}
    buttons = [Button(t(r), "round.because", {**args, "reason": t(r)}) for r in RETURN_REASONS]
    return say(
        Heading(t("Return {codes}", codes=listed(t, (i.code for i, _ in found)))),
        t("Why? Choose, or type it."),
        buttons=[buttons[i : i + 2] for i in range(0, len(buttons), 2)],
    )


def passed(t: Translate, book: RoundBook, n: int, left: int) -> Message:
    return say(
        t("✔ {round}: {n} answers passed.", round=rounds.name(t, book.round), n=n),
        t("{n} still wait.", n=left) if left else "",
    )


def returned(t: Translate, codes: Sequence[str], reason: str) -> Message:
    return say(t("Returned: {codes}. Reason: {reason}", codes=listed(t, codes), reason=reason))


def came_back(
    t: Translate, book: RoundBook, indicators: Sequence[Indicator], by: str, reason: str
) -> Message:
    """To whoever filled it in, with a button to go on."""
    return say(
        Heading(t("{round}: returned by {name}", round=rounds.name(t, book.round), name=by)),
        "\n".join(title(i) for i in indicators),
        t("Reason: {reason}", reason=reason),
        t("Please change it and hand it in again."),
        buttons=[[Button(t("change it"), "round.fill", {"round": book.round.id}, style="primary")]],
        once=False,
    )
