"""What nobody answers for, and what to type to mend it. Imports services' results and chat."""

from collections.abc import Mapping, Sequence

from bot.chat import Heading, Message, say
from bot.services.orphans import Orphans, Unattended, Why
from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed

MOST_CODES = 3
MOST_UNITS = 3
WHY: Mapping[Why, str] = {
    Why.NOBODY: msg("{unit} (nobody): {codes}"),
    Why.LEFT: msg("{unit} ({names} deactivated): {codes}"),
    Why.NOT_ENROLLED: msg("{unit} ({names} not enrolled): {codes}"),
}


def orphans(t: Translate, found: Orphans) -> Message:
    """At most a dozen lines: what is without somebody, and the words that mend the first of each."""
    if not found:
        return say(t("Every indicator has its unit, every unit a contact and a lead."))
    return say(
        Heading(t("Nobody answers for")),
        "\n".join([*_unassigned(t, found), *_without_contact(t, found), *_without_lead(t, found)]),
    )


def _unassigned(t: Translate, found: Orphans) -> list[str]:
    if not found.unassigned:
        return []
    return [
        t("■ No responsible unit: {codes}", codes=_codes(t, found.unassigned)),
        t("  Type: assign {code} UNIT", code=found.unassigned[0]),
    ]


def _without_contact(t: Translate, found: Orphans) -> list[str]:
    if not found.without_contact:
        return []
    shown = found.without_contact[:MOST_UNITS]
    more = len(found.without_contact) - len(shown)
    lines = [t("■ No contact who can be asked: {n}", n=len(found.without_contact))]
    lines += [f"  {_unit(t, one)}" for one in shown]
    lines += [t("  and {n} more units", n=more)] if more else []
    return [*lines, _mend(t, shown[0])]


def _unit(t: Translate, one: Unattended) -> str:
    return t(
        WHY[one.why], unit=one.unit.name, names=listed(t, one.names[:MOST_UNITS]), codes=_codes(t, one.codes)
    )


def _mend(t: Translate, one: Unattended) -> str:
    if one.why is Why.NOT_ENROLLED:
        return t("  Type: people {name}", name=one.names[0])
    return t("  Type: invite NAME contact {unit}", unit=one.unit.name)


def _without_lead(t: Translate, found: Orphans) -> list[str]:
    if not found.without_lead:
        return []
    names = listed(t, (u.name for u in found.without_lead[:MOST_UNITS]))
    more = "…" if len(found.without_lead) > MOST_UNITS else ""
    return [
        t("■ No lead: {units}", units=names + more),
        t("  Type: invite NAME lead {unit}", unit=found.without_lead[0].name),
    ]


def _codes(t: Translate, codes: Sequence[str]) -> str:
    if len(codes) > MOST_CODES:
        return t("{codes} and more, {n} in all", codes=listed(t, codes[:MOST_CODES]), n=len(codes))
    return listed(t, codes)
