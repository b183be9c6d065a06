"""Words for why an indicator is behind: what people say, and the official five."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.figure import Explanation
from bot.domain.likelihood import OfficialReason, SaidReason
from bot.services.ledger import Item, Ledger
from bot.texts.attainment import judged_lines
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, title

SAID: Mapping[SaidReason, str] = {
    SaidReason.FEW_APPLICATIONS: msg("few applications"),
    SaidReason.SEASONAL: msg("seasonal"),
    SaidReason.NOT_STARTED: msg("work not started"),
    SaidReason.DEFINITION_CHANGED: msg("definition changed"),
    SaidReason.SYSTEM_UPGRADE: msg("system upgrade"),
    SaidReason.FUNDING: msg("funding"),
    SaidReason.STAFF: msg("staff"),
    SaidReason.OTHER: msg("other"),
}
OFFICIAL: Mapping[OfficialReason, str] = {
    OfficialReason.FUNDING: msg("secured funding"),
    OfficialReason.INSTITUTION: msg("institutional support"),
    OfficialReason.STAFF: msg("secured staff"),
    OfficialReason.FACILITIES: msg("secured facilities"),
    OfficialReason.OTHER: msg("other"),
}


def why(t: Translate, ledger: Ledger, item: Item, value: Decimal, rest: list[list[Any]]) -> Message:
    """One question of an indicator that newly falls behind; it may be skipped."""
    where = {"indicator": item.indicator.id, "period": item.period.key, "rest": rest}
    said = [Button(t(word), "why.said", {**where, "said": code.value}) for code, word in SAID.items()]
    rows = [said[i : i + 3] for i in range(0, len(said), 3)]
    if before := ledger.earlier_reason(item):
        label = t("as last time: {reason}", reason=clipped(reason_words(t, before), 12))
        rows.insert(0, [Button(label, "why.said", {**where, "said": before.said, "text": before.text})])
    rows.append([Button(t("skip"), "why.skip", {**where, "answer": "no"})])
    return say(
        Heading(title(item.indicator)),
        judged_lines(t, ledger, item, value)[-1],
        t("What is the main reason? Choose, or type it."),
        buttons=rows,
    )


def noted(t: Translate, item: Item, said: SaidReason, text: str) -> Message:
    return say(t("Noted for {code}: {reason}", code=item.indicator.code, reason=text or t(SAID[said])))


def skipped(t: Translate) -> Message:
    return say(t("Skipped."))


def reason_words(t: Translate, explanation: Explanation) -> str:
    """What a unit said, in as few words as it used."""
    if explanation.text:
        return explanation.text
    return t(SAID[SaidReason(explanation.said)]) if explanation.said else ""
