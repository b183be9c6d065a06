"""A bulletin on its way, in words: what is pending, what units are asked, signing. Services' results and chat."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.chat import Button, Heading, Message, Paragraph, say
from bot.domain.attainment import Group
from bot.domain.bulletin import span_words
from bot.domain.indicator import Indicator
from bot.forms.bulletin import NO_FIGURE
from bot.forms.files import bulletin_file
from bot.services.bulletin import Bulletin, Pending
from bot.services.bulletin_check import Draft, rows_of
from bot.services.ports import BulletinCheck, SignedBulletin, Unit
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, day_name, listed, month_name, months_to, short_title

MOST_NAMES = 2
MOST_UNITS = 6
NAME = 22  # half-width columns
PENDING: Mapping[Pending, str] = {
    Pending.WAITING: msg("· waiting for review {n}: {names}"),
    Pending.UNREPORTED: msg("· not reported {n}: {names}"),
    Pending.UNCLEAR: msg("· to be clarified {n}: {names}"),
}


def menu(
    t: Translate,
    year: int,
    ended: int,
    signed: Sequence[SignedBulletin],
) -> Message:
    """Until which month? Signed ones are named with their numbers."""
    months = [_open(t, year, m) for m in range(ended, 0, -1)]
    lines = [signed_line(t, b) for b in signed]
    return say(
        Heading(t("Bulletin of {year}", year=year)),
        "\n".join([*lines, t("January to which month?")]),
        buttons=[months[i : i + 4] for i in range(0, len(months), 4)],
        once=False,
    )


def _span(t: Translate, month: int) -> str:
    """上半年 as the paper says it; Jan–Jun."""
    return months_to(t, month) if t.language == "en" else span_words(month)


def _open(t: Translate, year: int, month: int) -> Button:
    return Button(_span(t, month), "bulletin.show", {"year": year, "month": month})


# ---------------------------------------------------------------- the draft


def draft(t: Translate, found: Draft, local: datetime) -> Message:
    """What is to be settled first, how the units stand, the paper, and what can be done with it."""
    bulletin = found.bulletin
    args = {"year": bulletin.year, "month": bulletin.month, "seal": found.seal}
    lines = [*pending_lines(t, bulletin), *_said_by_units(t, found)]
    is_new = found.check is None or bool(found.changed)
    check = [Button(t("send to the units to check"), "bulletin.check", args)] if is_new else []
    sign = [Button(t("sign"), "bulletin.sign", args), Button(t("cancel"), "bulletin.cancel")]
    return say(
        Heading(t("To be settled")),
        "\n".join(lines) or t("Nothing is pending."),
        _counts(t, bulletin),
        _state(t, found, local),
        buttons=[check, sign],
        document=bulletin_file(found.document),
    )


def pending_lines(t: Translate, bulletin: Bulletin) -> Iterator[str]:
    """待审2项：… for each kind of which there is something."""
    for kind, form in PENDING.items():
        if found := bulletin.pending(kind):
            yield t(form, n=len(found), names=_first(t, found))


def _first(t: Translate, found: Sequence[Indicator]) -> str:
    names = listed(t, (short_title(i, NAME) for i in found[:MOST_NAMES]))
    return names if len(found) <= MOST_NAMES else t("{names} …", names=names)


def _said_by_units(t: Translate, found: Draft) -> Iterator[str]:
    if found.disputed:
        said = (f"{found.unit_name(a.unit_id)}“{clipped(a.reason, 20)}”" for a in found.disputed)
        yield t("· said to be wrong {n}: {units}", n=len(found.disputed), units=listed(t, said))
    if found.changed:
        codes = listed(t, found.changed[:MOST_UNITS])
        more = codes if len(found.changed) <= MOST_UNITS else t("{names} …", names=codes)
        yield t("· changed since the units checked {n}: {codes}", n=len(found.changed), codes=more)


def _silent(t: Translate, found: Draft) -> Iterator[str]:
    """· 未答复8个：… when their time is over."""
    if missing := found.unanswered:
        yield t("· no answer {n}: {names}", n=len(missing), names=_unit_names(t, missing))


def _unit_names(t: Translate, units: Sequence[Unit]) -> str:
    names = listed(t, (u.name for u in units[:MOST_UNITS]))
    return names if len(units) <= MOST_UNITS else t("{names} …", names=names)


def _counts(t: Translate, bulletin: Bulletin) -> str:
    groups = bulletin.groups
    return t(
        "Draft for {span}: {n} indicators, normal {normal}, behind {low}",
        span=t("{period} {year}", period=_span(t, bulletin.month), year=bulletin.year),
        n=len(bulletin.rows),
        normal=groups[Group.NORMAL],
        low=groups[Group.LOW],
    )


def _state(t: Translate, found: Draft, local: datetime) -> str:
    """Who has answered, and until when the others may."""
    if found.check is None:
        return t("The units have not checked it yet.")
    right, wrong, missing = len(found.answers) - len(found.disputed), len(found.disputed), found.unanswered
    said = t("Units: right {right}, wrong {wrong}", right=right, wrong=wrong)
    if not missing:
        return said + t(", all have answered")
    said += t(", no answer {n} ({names})", n=len(missing), names=_unit_names(t, missing))
    is_over = local >= found.check.until
    form = msg("{said}; the time was over at {until}") if is_over else msg("{said}; until {until}")
    return t(form, said=said, until=until_words(t, found.check.until, local))


def until_words(t: Translate, until: datetime, local: datetime) -> str:
    """7月4日周二 17:30"""
    there = until.astimezone(local.tzinfo)
    return f"{day_name(t, there.date())} {there:%H:%M}"


# ---------------------------------------------------------------- the units


def sent_to_units(
    t: Translate, check: BulletinCheck, units: int, out_of_reach: Sequence[str], local: datetime
) -> Message:
    missed = t("Nobody to be reached in: {names}", names=listed(t, out_of_reach)) if out_of_reach else ""
    return say(
        t(
            "Sent to {n} units; they have until {until}.",
            n=units,
            until=until_words(t, check.until, local),
        ),
        missed,
        t("“bulletin Jan-{month_name}” shows who has answered.", month_name=month_name(t, check.month)),
    )


def please_check(t: Translate, check: BulletinCheck, unit_id: int, unit: str, local: datetime) -> Message:
    """A unit's own lines and two buttons."""
    args = {"check": check.id, "unit": unit_id}
    rows = rows_of(check.document, unit_id)
    title = t("{period} {year}", period=_span(t, check.month), year=check.year)
    return say(
        Heading(t("Bulletin for {span}: please check {unit}", span=title, unit=unit)),
        "\n".join(_row(row) for row in rows),
        t("Please answer until {until}.", until=until_words(t, check.until, local)),
        buttons=[
            [
                Button(t("all right"), "bulletin.right", args, style="primary"),
                Button(t("something is wrong"), "bulletin.wrong", args),
            ]
        ],
    )


def _row(row: Sequence[str]) -> str:
    code, name, _, target, actual, done, result = row
    facts = [f"{actual}/{target}", *([] if done == NO_FIGURE else [done]), result]
    return f"{code} {name}\n  {' '.join(facts)}"


def taken_right(t: Translate, check: BulletinCheck, unit: Unit) -> Message:
    return say(t("Noted: {unit} finds its lines right.", unit=unit.name), buttons=_again(t, check, unit))


def _again(t: Translate, check: BulletinCheck, unit: Unit) -> list[list[Button]]:
    """Whoever has pressed the wrong button, or learnt better, answers anew."""
    return [[Button(t("answer anew"), "bulletin.again", {"check": check.id, "unit": unit.id})]]


def what_is_wrong(t: Translate, check: BulletinCheck, unit: Unit) -> Message:
    return say(
        t("What is wrong? For example: 2-06 should be 2.15 billion yuan"), buttons=_again(t, check, unit)
    )


def taken_wrong(t: Translate, check: BulletinCheck, unit: Unit) -> Message:
    return say(
        t("Noted and passed on: {unit} finds something wrong.", unit=unit.name),
        t("A wrong figure is put right with “correct”, e.g. correct 2-06 2.15 billion yuan"),
        buttons=_again(t, check, unit),
    )


def unit_objects(t: Translate, check: BulletinCheck, unit: str, reason: str, by: str) -> Message:
    span = t("{period} {year}", period=_span(t, check.month), year=check.year)
    return say(
        Heading(t("Bulletin for {span}: {unit} finds something wrong", span=span, unit=unit)),
        f"{reason}\n{by}",
    )


# ---------------------------------------------------------------- signing


def sign_anyway(t: Translate, found: Draft, args: Mapping[str, Any]) -> Message:
    """Asked once more, naming what is open."""
    return say(
        Heading(t("Not everything is settled")),
        "\n".join([*pending_lines(t, found.bulletin), *_said_by_units(t, found), *_silent(t, found)]),
        t("Sign all the same?"),
        buttons=[
            [
                Button(t("sign all the same"), "bulletin.sign_anyway", args, style="danger"),
                Button(t("cancel"), "bulletin.cancel"),
            ]
        ],
    )


def which_number(t: Translate) -> Message:
    return say(t("Which issue number? For example: 局发〔2023〕9号"))


def confirm_number(t: Translate, found: Draft, number: str, args: Mapping[str, Any]) -> Message:
    bulletin = found.bulletin
    return say(
        Heading(t("{period} {year}", period=_span(t, bulletin.month), year=bulletin.year)),
        t("Issue number {number}. Once signed, the bulletin stays as it is.", number=number),
        buttons=[
            [
                Button(
                    t("confirm and sign"), "bulletin.confirm", {**args, "number": number}, style="primary"
                ),
                Button(t("cancel"), "bulletin.cancel"),
            ]
        ],
    )


def signed(t: Translate, found: SignedBulletin) -> Message:
    """The paper as it was signed."""
    return say(
        signed_line(t, found),
        t("It is for you to publish; nobody else was sent it."),
        document=bulletin_file(found.document),
    )


def signed_line(t: Translate, found: SignedBulletin) -> str:
    return t(
        "Bulletin Jan–{month_name}, {number}, signed on {day}",
        month_name=month_name(t, found.month),
        number=found.number,
        day=found.document["date"],
    )


def cancelled(t: Translate) -> Message:
    return say(Paragraph(t("The draft is left as it is; nothing was sent or signed.")))
