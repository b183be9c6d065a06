"""Reopened periods in words: to the administrator, and to the unit's people. Services' results and chat."""

from collections.abc import Sequence

from bot.chat import Heading, Message, say
from bot.domain.locking import Reopening
from bot.domain.period import Period
from bot.services.ports import Unit
from bot.services.reopen import Reopened
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, day_name, figure, listed, period_name
from bot.texts.report import example

MOST = 4


def overview(t: Translate, found: Sequence[tuple[Reopening, Unit]]) -> Message:
    """What is reopened today, each with its last day, who did it and why; then how it is said."""
    lines = [_line(t, reopening, unit) for reopening, unit in found[:MOST]]
    if len(found) > MOST:
        lines.append(t("and {n} more", n=len(found) - MOST))
    return say(
        Heading(t("Reopened now: {n}", n=len(found))) if found else t("Nothing is reopened now."),
        "\n".join(lines),
        t("To reopen a locked period for one unit: reopen 交易科 May one item was left out"),
    )


def _line(t: Translate, reopening: Reopening, unit: Unit) -> str:
    head = t(
        "{unit} {period}, until {day} ({by})",
        unit=unit.name,
        period=month_of(t, reopening),
        day=day_name(t, reopening.until),
        by=reopening.by_name,
    )
    return f"{head}\n  {clipped(reopening.reason, 30)}"


def month_of(t: Translate, reopening: Reopening) -> str:
    return period_name(t, Period(*reopening.end), year=True)


def done(t: Translate, found: Reopened, told: Sequence[str], not_told: Sequence[str]) -> Message:
    """To the administrator: what is reopened for whom, until when, and who was told."""
    return say(
        t(
            "✔ {unit}: {period} is reopened until the end of {day}.",
            unit=found.unit.name,
            period=month_of(t, found.reopening),
            day=day_name(t, found.reopening.until),
        ),
        t("why: {reason}", reason=found.reopening.reason),
        t("told: {names}", names=listed(t, told)) if told else "",
        t("out of reach: {names}", names=listed(t, not_told)) if not_told else "",
    )


def told(t: Translate, found: Reopened, by: str) -> Message:
    """To the unit's contacts and leads: what they may correct, until when, and how."""
    period, first = month_of(t, found.reopening), found.items[0]
    newest = found.ledger.newest(first)
    value = figure(t, first.indicator, newest.value) if newest else example(t, first, found.ledger)
    return say(
        Heading(t("{period} is reopened for {unit}", period=period, unit=found.unit.name)),
        t("why: {reason}", reason=found.reopening.reason) + "\n" + t("reopened by {name}", name=by),
        t("Figures are taken until the end of {day}.", day=day_name(t, found.reopening.until)),
        t("For example: correct {period} {what}", period=period, what=f"{first.indicator.code} {value}"),
    )
