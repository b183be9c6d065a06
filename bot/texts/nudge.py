"""What a reminder by hand says, to whom it went and whom it could not reach. Services' results and chat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.chat import Heading, Message, say
from bot.services.ledger import Item, Ledger
from bot.services.nudge import Nudge
from bot.texts.catalogue import Translate
from bot.texts.common import day_name, listed
from bot.texts.report import open_list


@dataclass(frozen=True)
class Outcome:
    """Who was told now, who had been told today already, and who cannot be reached here."""

    told: Sequence[Nudge]
    before: Sequence[Nudge]
    out_of_reach: Sequence[Nudge]
    uncovered: Sequence[Item]


def reminder(t: Translate, nudge: Nudge, ledger: Ledger, sender: str, due: date) -> Message:
    """The list of /report under who asks; its numbers may be used in the answer."""
    opened = open_list(t, nudge.items, ledger, None)
    head = t("{name} asks: {n} still open", name=sender, n=len(nudge.items))
    said = say(Heading(head), t("due {day}", day=day_name(t, due)))
    return replace(opened, blocks=said.blocks + opened.blocks[1:])


def outcome(t: Translate, found: Outcome) -> Message:
    lines = []
    if found.told:
        lines += [t("Reminded: {names}", names=names(t, found.told))]
    if found.before:
        lines += [t("Reminded earlier today: {names}", names=names(t, found.before))]
    if found.out_of_reach:
        lines += [t("Not reachable here: {names}", names=names(t, found.out_of_reach))]
    if found.uncovered:
        codes = listed(t, dict.fromkeys(i.indicator.code for i in found.uncovered))
        lines += [t("Without a contact: {codes}", codes=codes)]
    return say("\n".join(lines) if lines else t("Nothing is open; nobody needs reminding."))


def names(t: Translate, nudges: Sequence[Nudge]) -> str:
    """小周（4项）、小吴（4项）"""
    return listed(t, (t("{name} ({n})", name=n.person.name, n=len(n.items)) for n in nudges))
