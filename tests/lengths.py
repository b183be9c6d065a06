"""Whatever the suite's office hears is measured: a dozen lines of a phone, but for what may be longer."""

import re
from collections.abc import Iterable

from bot.chat import Message, plain_text
from bot.degrade import width
from bot.texts.fitting import LONGEST

PHONE = 40  # half-width columns of a bubble at 390 px
MAY_BE_LONG = re.compile(
    r"【(?:指标进展简报|简报预览)"  # digests and their previews
    r"|绩效台账|待报情况"  # the board, and what is missing on it
    r"|绩效目标执行监控表：|绩效自评表："  # what is blank on a form of the whole department
    r"|\d+-\d+\w? .*\d{4}年各期"  # history
    r"|\d{4}年绩效目标表|读到\d+项|填报表读到|下次提醒"  # previews
    r"|\d{4}年(?:1—\d+月绩效监控|绩效自评)\n1 "  # what a unit is about to hand in
)
TOO_LONG: dict[str, str] = {}
"""The first of each kind that was longer, by its first words."""


def note(messages: Iterable[Message | None]) -> None:
    """Remember what is too long."""
    for message in messages:
        text = plain_text(message) if message else ""
        if lines_of(text) > LONGEST and not MAY_BE_LONG.match(text):
            TOO_LONG.setdefault(re.sub(r"\d+", "N", text[:16]), text)


def lines_of(text: str) -> int:
    """Lines on a phone, long ones folded."""
    return sum(max(1, -(-width(line) // PHONE)) for line in text.splitlines())
