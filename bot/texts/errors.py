"""What went wrong, in words: what was understood, what is wrong, and an example that would be right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.chat import Message, say
from bot.domain.errors import DomainError
from bot.domain.period import Period
from bot.domain.settings import setting_named
from bot.texts.admin_errors import ADMIN_ERRORS, admin_facts
from bot.texts.bulletin_errors import BULLETIN_ERRORS
from bot.texts.catalogue import Translate, msg
from bot.texts.common import day_name, listed, month_name, period_name
from bot.texts.figures import as_written, unit_name
from bot.texts.fill_in_errors import FILL_IN_ERRORS
from bot.texts.next_steps import NEXT
from bot.texts.people_errors import OFFICE_ERRORS
from bot.texts.round_errors import ROUND_ERRORS
from bot.texts.settings import typed_name
from bot.texts.typed import typed

HELP = msg("“{said}” is not something I know. Type “help” to see what you can do.")

ERRORS: Mapping[str, str] = {
    **ADMIN_ERRORS,
    **BULLETIN_ERRORS,
    **ROUND_ERRORS,
    **OFFICE_ERRORS,
    **FILL_IN_ERRORS,
    # rights and buttons
    "not-allowed": msg("This is not open to you. {helpers} can help."),
    "not-yours": msg("{code} {name} is reported by {unit}; you cannot enter it. {helpers} can help."),
    "not-yours-assisting": msg(
        "{code} {name} is reported by {unit}, which leads; your unit assists. “status {code}” shows how it stands. Nothing was changed."
    ),
    "not-yours-unseen": msg(
        "{code} is not one of yours. “report” lists what you report; {helpers} can help. Nothing was changed."
    ),
    "not-reporting": msg(
        "Figures are reported by the units' contacts and leads; “status {code}” shows how it stands. Nothing was changed."
    ),
    "enrol-slowly": msg("Too many tries. Please wait {minutes} minutes."),
    "role-needs-unit": msg("This post belongs to a unit; please name it."),
    "stale-button": msg("This step is done already; nothing was changed."),
    "button-expired": msg("This button has expired; nothing was changed. Please type it, like: 2-03 32,000"),
    "decided-already": msg("This figure was decided already; nothing was changed."),
    "changed-meanwhile": msg(
        "{by} has just reported {code} {name} for {period}. Nothing was changed; please look and type your figure again if it differs."
    ),
    "unknown-command": msg("“{said}” is not something I know. Type “help” to see what you can do."),
    # understanding
    "not-understood": msg(
        "I could not read “{text}”. Type the indicator and its figure, e.g. {example}; “report” lists what is open. Nothing was changed."
    ),
    "not-understood-reader": msg(
        "I could not read “{text}”. Type “board”, “digest” or “status 2-03”; “help” lists everything."
    ),
    "too-long": msg(
        "That is {length} characters; I read up to {limit}. Please send the indicator and its figure, e.g. 2-03 32,000."
    ),
    "indicator-unknown": msg(
        "I found no indicator for “{text}”. A code or part of the name will do, e.g. 2-03 32,000 or 电子档案 32,000. Nothing was changed."
    ),
    "nothing-to-correct": msg("There is no figure of yours to correct yet."),
    "reason-needed": msg("Please say why in a few words, or press a button."),
    "nothing-open": msg("Nothing is to be reported now."),
    "nothing-before": msg("{code} {name} has no earlier figure this year; please type the figure itself."),
    # periods
    "no-table": msg("No target table has been loaded yet. {helpers} can help."),
    "no-period-yet": msg("No period of {year} has ended yet for {code} {name}."),
    "year-without-table": msg(
        "There is no target table of {year} yet, so its figures cannot be taken. {helpers} can load it. Nothing was changed."
    ),
    "period-future": msg(
        "{period} is not over yet; {code} {name} can be reported when it is. Nothing was changed."
    ),
    "period-locked": msg(
        "{period} is locked; {code} {name} cannot be changed in it. {helpers} can reopen it: “reopen {unit} {period} the reason”. Nothing was changed."
    ),
    "period-locked-nobodys": msg(
        "{period} is locked; {code} {name} cannot be changed in it. {helpers} can help. Nothing was changed."
    ),
    "corrections-unclear": msg(
        "“{said}” is neither a year nor a period. For example: corrections 2023 or corrections Jun"
    ),
    "reopen-unit": msg(
        "Which unit? I read the period {period_of_year} and “{said}”. Possible is: {units}. For example: reopen 交易科 May one item was left out. Nothing was changed."
    ),
    "reopen-period": msg(
        "Which period? I read the unit {unit} and “{said}”. For example: reopen {unit} May one item was left out. Nothing was changed."
    ),
    "reopen-reason": msg(
        "Why? I read the unit {unit} and the period {period_of_year}. For example: reopen {unit} {period_of_year} one item was left out. Nothing was changed."
    ),
    "reopen-not-over": msg(
        "{period_of_year} is not over yet; there is nothing to reopen for {unit}. For example: reopen {unit} May one item was left out. Nothing was changed."
    ),
    "reopen-nothing": msg(
        "{unit} has no indicator whose period ends with {period_of_year}. “board” shows what is reported when. Nothing was changed."
    ),
    "reopen-not-locked": msg(
        "{period_of_year} is not locked: {unit} can report and correct until the end of {until}. Nothing was changed."
    ),
    "reopened-already": msg(
        "{period_of_year} is reopened for {unit} already, until the end of {until}. Nothing was changed."
    ),
    "period-other-rhythm": msg(
        "{code} {name} is reported {rhythm}; there is no period that ends with {period}. Name it by its last month, e.g. Jun. Nothing was changed."
    ),
    "already-in": msg("{code} {name}: the same figure is in for {period} already; nothing was changed."),
    "day-unreadable": msg("“{text}” is not a day in the next {days} days. For example: {example}."),
    "indicator-retired": msg("{code} {name} was taken off the table; it is not reported any more."),
    # figures
    "figure-unreadable": msg(
        "I could not read “{text}” as a figure. For example: {example}. Nothing was changed."
    ),
    "figure-inexact": msg(
        "“{text}” is not an exact figure. Please report the exact one, for example: {example}. Nothing was changed."
    ),
    "figure-implausible": msg(
        "“{text}” fits neither as {readings}. Please write the unit, for example: {example}. Nothing was changed."
    ),
    "figure-is-text": msg("“{text}” has no number in it. For example: {example}. Nothing was changed."),
    "figure-other-dimension": msg(
        "“{text}” is in {said_unit}, but this indicator is counted in {expected_unit}. For example: {example}. Nothing was changed."
    ),
    "figure-negative": msg(
        "“{text}” is below 0, which this indicator cannot be. For example: {example}. Nothing was changed."
    ),
    "figure-too-large": msg("“{text}” is too large to be true. For example: {example}. Nothing was changed."),
    "denominator-zero": msg("“{text}”: the whole cannot be 0. For example: {example}. Nothing was changed."),
    # asking and settings
    "unit-not-reminded": msg(
        "“{said}” is no unit that you can remind. Without a name all are reminded who have something open."
    ),
    "remind-outside-hours": msg(
        "Reminders go out on working days from {start} to {end}, so that nobody is disturbed. It can be sent on {day} {month_name} at {start}; nothing was sent."
    ),
    "setting-unknown": msg(
        "There is no setting “{name}”. Type “settings” to see them all. Nothing was changed."
    ),
    "setting-clash": msg(
        "“{value}” would be outside office hours, in which everything is sent. For example: {example}. Nothing was changed."
    ),
    "setting-invalid": msg(
        "“{value}” does not fit that setting. For example: settings {called} {example}. Nothing was changed."
    ),
    "not-in-sight": msg(
        "I found nothing for “{said}” that you can look up. Try a code or part of a name, e.g. status 2-03."
    ),
    "no-table-year": msg("There is no table of {year}. Tables: {years}."),
    "span-missing": msg("Until which month? For example: form monitoring Jan-{ended_name}"),
    "span-not-over": msg(
        "{until_name} {year} is not over yet; the span can reach {ended_name} at most. For example: form monitoring Jan-{ended_name}"
    ),
    "nothing-in-sight": msg("No indicator is assigned to you yet. {helpers} can help."),
    "nothing-closed": msg("No reporting window of this year's table has closed yet; the digest begins then."),
    "asked-already": msg(
        "You have asked about {code} {name} for {period} already; the answer will come here. Nothing was sent again."
    ),
    "inquiry-answered": msg("{code} {name} has been explained already; nothing was changed."),
    # secrecy
    "secret-marks": msg(
        "This looks like it carries a secrecy mark. It was stopped and not kept. State and work secrets must not be sent here. Please send it again without, e.g. 2-03 32,000"
    ),
    "personal-data": msg(
        "This looks like it contains an ID or mobile number. It was stopped and not kept. Please send it without personal data, e.g. 2-03 32,000"
    ),
}
WORDS: Mapping[str, str] = {
    "monthly": msg("monthly"),
    "quarterly": msg("quarterly"),
    "half-yearly": msg("half-yearly"),
    "yearly": msg("yearly"),
}


EXAMPLES = ("example", "monitoring", "readings", "closing", "suggestion")
"""Facts that can be typed back, as the domain writes them."""
MONTHS = ("until", "ended", "month")
"""Facts that are numbers of months."""


def message(t: Translate, error: DomainError, helpers: Sequence[str]) -> Message:
    """The answer to what a person can mend, and what can be done next. `helpers` are those who can help."""
    said, following = words(t, error, helpers), NEXT.get(variant(error))
    if following is None:
        return say(said)
    facts = {**error.facts, "helpers": _helpers(t, following, helpers)}
    return say(t("{said} {next}", said=said, next=t(following, **facts)))


def words(t: Translate, error: DomainError, helpers: Sequence[str] = ()) -> str:
    facts = {name: readable(t, name, value) for name, value in error.facts.items()}
    facts |= {f"{name}_name": _month(t, error.facts[name]) for name in MONTHS if name in error.facts}
    if error.code in ADMIN_ERRORS:
        facts |= {**admin_facts(t, error.facts), **({"name": facts["name"]} if "name" in facts else {})}
    if error.code.startswith(("round-span", "round-deadline")):
        facts["text"] = typed(t, str(error.facts.get("text", ""))).removeprefix("by ")
    if error.code in TEXT_SHOWN:
        facts["text"] = as_written(t, str(error.facts["text"]))
    if error.code == "setting-invalid":
        facts["called"] = typed_name(t, setting_named(str(error.facts["name"])))
    msgid = ERRORS.get(variant(error))
    if msgid is None:
        raise LookupError(f"no words for {error!r}")
    return t(msgid, **{**facts, "helpers": _helpers(t, msgid, helpers)})


def _helpers(t: Translate, msgid: str, names: Sequence[str]) -> str:
    """Who can help, with a capital where a sentence begins so."""
    who = t("the administrator {names}", names=listed(t, names)) if names else t("the administrator")
    return who[:1].upper() + who[1:] if re.search(r"(?:^|[.?] )\{helpers\}", msgid) else who


def _month(t: Translate, value: Any) -> str:
    """The month that a number means: 6月, Jun."""
    return month_name(t, value) if isinstance(value, int) and 1 <= value <= 12 else "—"


def reason(t: Translate, error: DomainError, helpers: Sequence[str] = ()) -> str:
    """The words without the sentence that nothing was changed: where several errors are listed."""
    said = words(t, error, helpers)
    for end in (t("Nothing was changed."), t("No figure was changed.")):
        said = said.removesuffix(end).rstrip(" ，,")
    return said


def variant(error: DomainError) -> str:
    """Some errors read differently for those who may not know more."""
    if error.code == "not-yours" and not (error.facts.get("sees") and error.facts.get("unit")):
        return "not-yours-unseen"
    if error.code == "not-yours" and error.facts.get("assists"):
        return "not-yours-assisting"
    if error.code == "not-understood" and not error.facts.get("reports"):
        return "not-understood-reader"
    if error.code == "period-locked" and not error.facts["unit"]:
        return "period-locked-nobodys"
    if error.code == "setting-invalid" and error.facts.get("clash"):
        return "setting-clash"
    return error.code


SHOWN = ("target", "before", "previous")
"""Facts that are figures as the domain writes them; of these codes `text` too is one and not what was typed."""
TEXT_SHOWN = ("plan-from-zero", "plan-last-differs", "plan-other-way", "plan-falls", "target-same")


def readable(t: Translate, name: str, value: Any) -> Any:
    if name == "period":
        return period_name(t, Period.from_key(value), year=False)
    if name == "period_of_year":
        return period_name(t, Period.from_key(value), year=True) if value else "—"
    if isinstance(value, date):
        return day_name(t, value)
    if name == "units":
        return listed(t, value)
    if name in SHOWN and isinstance(value, str):
        return as_written(t, value)
    if name in EXAMPLES and isinstance(value, str):
        return typed(t, value)
    if name in EXAMPLES:
        return listed(t, (f"“{typed(t, v)}”" for v in value))
    if name.endswith("unit") and isinstance(value, str):
        return unit_name(t, value)
    if isinstance(value, list | tuple):
        return listed(t, (f"“{v}”" for v in value))
    return t(WORDS[value]) if isinstance(value, str) and value in WORDS else value


def apology(t: Translate, reference: str) -> Message:
    """An event that could not be handled after three tries: our fault, with a number to name."""
    return say(
        t(
            "Sorry, that went wrong on our side. Please try again later; reference {reference}.",
            reference=reference,
        )
    )
