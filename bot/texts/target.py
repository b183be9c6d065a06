"""A target adjusted during the year, in words. Imports services' results and chat."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import Button, Heading, Message, say
from bot.domain.attainment import Attainment
from bot.domain.figure import TargetChange
from bot.domain.indicator import Indicator
from bot.services.adjust_target import Adjustment, Effect, example
from bot.services.ledger import Ledger
from bot.texts.attainment import light_word, target_line
from bot.texts.catalogue import Translate
from bot.texts.common import day_name, short_title, target_text, title
from bot.texts.figures import as_written
from bot.texts.typed import typed

MOST = 8


def overview(t: Translate, ledger: Ledger, changes: Sequence[TargetChange], local: datetime) -> Message:
    """How it is said, and what was adjusted this year; `local` is the office's time."""
    lines = [change_line(t, ledger.by_id[c.indicator_id], c, local) for c in changes[-MOST:]]
    return say(
        t("An adjusted target is said with its code, the new value and the approving document:"),
        t("target 2-09 85 billion yuan 局发〔2023〕5号"),
        "\n".join([t("■ Adjusted in {year}", year=ledger.year), *lines]) if lines else "",
    )


def change_line(t: Translate, indicator: Indicator, change: TargetChange, local: datetime) -> str:
    day = day_name(t, change.at.astimezone(local.tzinfo).date(), weekday=False)
    line = f"{day} {indicator.code} {as_written(t, change.old or '—')}→{as_written(t, change.new or '—')}"
    return f"{line}\n  {change.document}" if change.document else line


def which(t: Translate, found: Sequence[Indicator], rest: str) -> Message:
    buttons = [[Button(short_title(i), "target.pick", {"indicator": i.id, "rest": rest})] for i in found]
    return say(t("Which indicator's target is adjusted?"), buttons=buttons)


def which_value(t: Translate, indicator: Indicator) -> Message:
    return say(
        Heading(title(indicator)),
        t("annual target: {target}", target=target_text(t, indicator)),
        t("What is the adjusted target? For example: {example}", example=typed(t, example(indicator))),
    )


def which_document(t: Translate, indicator: Indicator, value: str) -> Message:
    return say(
        Heading(title(indicator)),
        f"{target_text(t, indicator)} → {as_written(t, value)}",
        t("Which document approves it? For example: 局发〔2023〕5号"),
    )


def preview(t: Translate, effect: Effect, said: Adjustment) -> Message:
    """Old, new, the document, and what becomes of the newest figure; a button to store it."""
    before = effect.before
    args = {
        "indicator": before.id,
        "was": before.cells.annual_target,
        "value": said.value,
        "document": said.document,
    }
    return say(
        Heading(title(before)),
        t("annual target of {year}", year=before.year)
        + f"\n{target_text(t, before)} → {as_written(t, said.value)}",
        t("approved by {document}", document=said.document),
        _judged(t, effect),
        t("The old value stays in the record; the next digest says what changed."),
        buttons=[
            [
                Button(t("confirm"), "target.confirm", {**args, "answer": "yes"}, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def _judged(t: Translate, effect: Effect) -> str:
    """What the newest counted figure amounts to, by the old target and by the new one."""
    both = ((effect.before, effect.attained_before), (effect.after, effect.attained_after))
    lines = [_line(t, indicator, attained) for indicator, attained in both if attained]
    return "\n".join(lines)


def _line(t: Translate, indicator: Indicator, attained: Attainment) -> str:
    return f"{target_line(t, indicator, attained)} {light_word(t, attained)}".rstrip()


def adjusted(t: Translate, indicator: Indicator, said: Adjustment) -> Message:
    return say(
        t(
            "✔ {title}: the target is {value} from now on.",
            title=title(indicator),
            value=as_written(t, said.value),
        ),
        t("approved by {document}", document=said.document),
    )
