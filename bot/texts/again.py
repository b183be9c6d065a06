"""A reminder once more, in words. Imports services' results and chat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat import Button, Heading, Message, say
from bot.services.ledger import Item, Ledger
from bot.texts.catalogue import Translate
from bot.texts.common import day_name
from bot.texts.report import open_list


def button(t: Translate, items: Sequence[Item], slot: str) -> Button:
    """明天再提醒: about the list of one slot."""
    listing = [[i.indicator.id, i.period.key] for i in items]
    return Button(t("remind me tomorrow"), "remind.tomorrow", {"slot": slot, "items": listing})


def again(t: Translate, items: Sequence[Item], ledger: Ledger) -> Message:
    """The list that was put off, as far as it is open."""
    base = open_list(t, items, ledger, None)
    head = Heading(t("As agreed, once more: {n} to report", n=len(items)))
    return replace(base, blocks=(head, *base.blocks[1:]), once=False)


def agreed(t: Translate, at: datetime) -> Message:
    return say(
        t(
            "I will remind you once more on {day} at {time}, if something of it is open then.",
            day=day_name(t, at.date()),
            time=f"{at:%H:%M}",
        )
    )


def agreed_before(t: Translate) -> Message:
    return say(t("That is agreed already; this list comes once more only."))


def all_in(t: Translate) -> Message:
    return say(t("All of this list is in; nothing is left to remind you of."))
