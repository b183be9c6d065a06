"""Monitoring rounds as those who open them and those who are reminded read them. Services' results and chat."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat import Button, Heading, Message, say
from bot.domain.monitoring import Round, RoundKind, UnitState
from bot.domain.period import Period
from bot.domain.round_words import Opening, example_of_reopening, example_on
from bot.services.open_round import Reminding
from bot.services.round_book import RoundBook, UnitInRound
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, day_name, listed, so_far
from bot.texts.typed import typed

STATES: Mapping[UnitState, str] = {
    UnitState.NOT_STARTED: msg("not started ({n}): {units}"),
    UnitState.STARTED: msg("filling in ({n}): {units}"),
    UnitState.RETURNED: msg("returned ({n}): {units}"),
    UnitState.HANDED_IN: msg("to be reviewed ({n}): {units}"),
    UnitState.REVIEWED: msg("reviewed ({n}): {units}"),
}
MISSING = (UnitState.NOT_STARTED, UnitState.STARTED, UnitState.RETURNED)


def name(t: Translate, found: Round | Opening) -> str:
    """2023年1—7月绩效监控, 2023年度绩效自评"""
    if found.kind is RoundKind.SELF_EVALUATION:
        return t("self-evaluation of {year}", year=found.year)
    return t("monitoring of {span} {year}", year=found.year, span=span(t, found))


def span(t: Translate, found: Round | Opening) -> str:
    if found.kind is RoundKind.SELF_EVALUATION:
        return t("whole year")
    return so_far(t, Period(found.year, found.until))


def deadline(t: Translate, found: Round | Opening) -> str:
    return t("deadline {day}", day=day_name(t, found.deadline))


# ---------------------------------------------------------------- opening and closing


def preview(t: Translate, opening: Opening, units: int, indicators: int, nobodys: Sequence[str]) -> Message:
    """What is opened, and a button to open it. `nobodys`: codes that no unit answers for."""
    args = {
        "kind": opening.kind.value,
        "year": opening.year,
        "until": opening.until,
        "deadline": opening.deadline.isoformat(),
        "document": opening.document,
        "answer": "yes",
    }
    return say(
        Heading(name(t, opening)),
        f"{deadline(t, opening)}\n{t('by {document}', document=opening.document)}",
        t("{units} units answer for all {n} indicators and are told at once.", units=units, n=indicators),
        t(
            "No unit answers for {codes}; an administrator fills in for it.",
            codes=clipped(listed(t, nobodys), 40),
        )
        if nobodys
        else "",
        buttons=[
            [
                Button(t("open the round"), "round.open", args, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def opened_later(t: Translate, found: Round, moment: str, *, again: bool = False) -> Message:
    """Outside office hours: when the others hear of it."""
    return say(
        _is_open(t, found, again),
        t("Those who fill in are told on {moment}.", moment=moment),
    )


def opened(
    t: Translate, found: Round, told: int, unreachable: Sequence[str], *, again: bool = False
) -> Message:
    return say(
        _is_open(t, found, again),
        t("{n} people are told.", n=told),
        t("Out of reach: {names}", names=listed(t, unreachable)) if unreachable else "",
        t("“{word}” shows how far the units are.", word=state_word(t, found.kind)),
    )


def nudged(t: Translate, people: Sequence[str], before: Sequence[str], unreachable: Sequence[str]) -> Message:
    """Whom the administrator had reminded of a round, and who was today already."""
    lines = [
        t("Reminded: {names}", names=listed(t, people)) if people else "",
        t("Reminded earlier today: {names}", names=listed(t, before)) if before else "",
        t("Out of reach: {names}", names=listed(t, unreachable)) if unreachable else "",
    ]
    return say("\n".join(line for line in lines if line) or t("Every unit has handed in."))


def _is_open(t: Translate, found: Round, again: bool) -> str:
    facts = {"round": name(t, found), "deadline": deadline(t, found)}
    if again:
        return t("✔ {round} is open again; {deadline}.", **facts)
    return t("✔ {round} is open; {deadline}.", **facts)


def none_open(t: Translate, kind: RoundKind, newest: Round | None, today: date) -> Message:
    """How one is opened, and which was the last."""
    how = {
        RoundKind.MONITORING: t("No round is open now. One is opened with span, deadline and document:"),
        RoundKind.SELF_EVALUATION: t(
            "No self-evaluation is open now. In January to March one is opened with deadline and document:"
        ),
    }
    return say(
        how[kind],
        typed(t, example_on(today, kind)),
        t("The last one: {round} ({document}).", round=name(t, newest), document=newest.document)
        if newest
        else "",
    )


def state(t: Translate, book: RoundBook) -> Message:
    """Who has handed in and who is missing, by unit."""
    found = book.round
    args = {"round": found.id}
    rows = [[Button(t("close the round"), "round.close_ask", args)]]
    if any(u.state in MISSING for u in book.units):
        rows[0].insert(0, Button(t("remind the units"), "round.nudge", args))
    return say(
        Heading(name(t, found)),
        f"{deadline(t, found)}\n{t('by {document}', document=found.document)}",
        "\n".join(unit_lines(t, book.units)),
        t(
            "An administrator fills in for a unit with: {word} {unit}",
            word=fill_word(t, found.kind),
            unit=_example_unit(t, book.units),
        ),
        buttons=rows,
        once=False,
    )


def _example_unit(t: Translate, units: Sequence[UnitInRound]) -> str:
    return next((u.name for u in units if u.name), t("no unit"))


def unit_lines(t: Translate, units: Sequence[UnitInRound]) -> list[str]:
    """A line for each state that there is, those who are missing first."""
    lines = []
    for state_, words in STATES.items():
        names = [unit_name(t, u) for u in units if u.state is state_]
        if names:
            lines.append(t(words, n=len(names), units=listed(t, names)))
    return lines


def unit_name(t: Translate, unit: UnitInRound) -> str:
    return unit.name or t("no unit")


def close_ask(t: Translate, book: RoundBook) -> Message:
    """What is lost by closing, and a button."""
    units = book.units
    missing = [unit_name(t, u) for u in units if u.state in MISSING]
    waiting = [unit_name(t, u) for u in units if u.state is UnitState.HANDED_IN]
    return say(
        Heading(t("Close {round}?", round=name(t, book.round))),
        t("Not handed in: {units}", units=listed(t, missing)) if missing else t("Every unit has handed in."),
        t("To be reviewed: {units}", units=listed(t, waiting)) if waiting else "",
        t("Afterwards nothing more can be filled in; what waits can still be reviewed."),
        buttons=[
            [
                Button(t("close the round"), "round.close", {"round": book.round.id, "answer": "yes"}),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def closed(t: Translate, book: RoundBook, today: date) -> Message:
    found = book.round
    reviewed = sum(book.reviewed(i) is not None for i in book.ledger.indicators)
    form = "D" if found.kind is RoundKind.SELF_EVALUATION else typed(t, f"C 1-{found.until}月")
    return say(
        t("✔ {round} is closed.", round=name(t, found)),
        t("Reviewed answers: {n} of {total}.", n=reviewed, total=len(book.ledger.indicators)),
        t("The form: form {form}", form=form),
        t("If something is still to be changed: {example}", example=example_of_reopening(today, found.kind)),
    )


def reopen_ask(t: Translate, book: RoundBook) -> Message:
    """The round as it would go on: its answers stay, and who has something left hears of it."""
    found = book.round
    left = len(book.missing(book.ledger.indicators))
    args = {"round": found.id, "deadline": found.deadline.isoformat(), "answer": "yes"}
    return say(
        Heading(t("Reopen {round}?", round=name(t, found))),
        f"{deadline(t, found)}\n{t('by {document}', document=found.document)}",
        t("All answers stay; {n} are not handed in, and those who fill in are told.", n=left),
        buttons=[
            [
                Button(t("reopen the round"), "round.reopen", args, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def _word(t: Translate, kind: RoundKind) -> str:
    return typed(t, "自评" if kind is RoundKind.SELF_EVALUATION else "监控")


def fill_word(t: Translate, kind: RoundKind) -> str:
    """What is typed to go on: 监控填报, 自评填报, /fill."""
    return f"{_word(t, kind)}填报" if t.language == "zh_CN" else "/fill"


def state_word(t: Translate, kind: RoundKind) -> str:
    """What is typed to see the units: 监控, /round."""
    return f"{'' if t.language == 'zh_CN' else '/'}{_word(t, kind)}"


# ---------------------------------------------------------------- reminding

HEADS: Mapping[Reminding, str] = {
    Reminding.OPEN: msg("{round} has begun; {deadline}"),
    Reminding.DAY_BEFORE: msg("{round}: {deadline}, not handed in yet"),
    Reminding.LAST_DAY: msg("{round}: the last day, not handed in yet"),
    Reminding.NUDGE: msg("{round}: please hand in; {deadline}"),
    Reminding.LIST: msg("{round}: who is missing on the last day"),
}


def reminder(t: Translate, book: RoundBook, why: Reminding, indicators: int, left: int) -> Message:
    """To whoever fills in: how much there is, and a button to begin or go on. `left` is unanswered."""
    found = book.round
    done = indicators - left
    label = t("go on filling in") if done else t("begin filling in")
    return say(
        Heading(t(HEADS[why], round=name(t, found), deadline=deadline(t, found))),
        t("by {document}", document=found.document),
        t("{n} indicators, {done} answered.", n=indicators, done=done)
        if done
        else t(
            "{n} indicators of yours, all in one pass; known figures are filled in already.", n=indicators
        ),
        t("Everything is answered; it is only to be handed in.") if not left else "",
        t("You can leave at any time; “{word}” goes on where you were.", word=fill_word(t, found.kind)),
        buttons=[[Button(label, "round.fill", {"round": found.id}, style="primary")]],
        once=False,
    )


def missing_list(t: Translate, book: RoundBook) -> Message:
    """To administrators on the last day."""
    found = book.round
    return say(
        Heading(t(HEADS[Reminding.LIST], round=name(t, found))),
        "\n".join(unit_lines(t, [u for u in book.units if u.state is not UnitState.REVIEWED])),
    )
