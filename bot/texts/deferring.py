"""待上级数据: setting a figure aside until the higher office has sent it."""

from collections.abc import Sequence
from datetime import date

from bot.chat import Button, Heading, Message, say
from bot.domain.indicator import Indicator
from bot.services.ledger import Item
from bot.texts.catalogue import Translate
from bot.texts.common import (
    day_name,
    period_name,
    short_title,
    title,
)
from bot.texts.report import cancel, where


def defer_prompt(t: Translate, item: Item) -> Message:
    return say(
        Heading(title(item.indicator)),
        t("About when will the higher office send it? Type a day, e.g. “the 10th”."),
        buttons=[
            [
                Button(t("in 3 days"), "report.defer-days", {**where(item), "days": 3}),
                Button(t("in a week"), "report.defer-days", {**where(item), "days": 7}),
                cancel(t),
            ]
        ],
    )


def which_deferred(t: Translate, indicators: Sequence[Indicator], until: str | None, note: str) -> Message:
    """Several indicators could be the one whose data are not there yet."""
    buttons = [
        [
            Button(
                short_title(i),
                "report.defer-which",
                {"indicator": i.id, "until": until, "note": note[:200]},
            )
        ]
        for i in indicators[:8]
    ]
    return say(t("Which indicator is waiting for the higher office?"), buttons=[*buttons, [cancel(t)]])


def deferred(t: Translate, item: Item, until: date, remaining: int) -> Message:
    return say(
        t(
            "{title} {period}: set aside until {day}; I will ask again then. The unit lead and the administrator can see that.",
            title=title(item.indicator),
            period=period_name(t, item.period),
            day=day_name(t, until),
        ),
        t("{n} left.", n=remaining) if remaining else "",
    )
