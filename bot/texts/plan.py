"""An indicator's plan in words: shown, asked about, stored. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.attainment import Attainment
from bot.domain.figure import PlanChange
from bot.domain.indicator import Indicator
from bot.domain.planning import PLANNED, example, plan_in_force
from bot.services.plan_year import PlanEffect, PlanShown
from bot.texts.attainment import deviation_words, light_word
from bot.texts.catalogue import Translate
from bot.texts.common import day_name, month_name, short_title, target_text, title
from bot.texts.fitting import COLUMNS, flow
from bot.texts.milestones import milestone_lines, plan_lines
from bot.texts.typed import typed

MOST = 8


def overview(t: Translate, indicators: Sequence[Indicator], *, may: bool) -> Message:
    """Which indicators have a plan; to an administrator how one is said."""
    planned = [short_title(i, COLUMNS) for i in indicators if plan_in_force(i)]
    head = t("■ With a plan: {n}", n=len(planned))
    how = t("Said with the code and milestones, and the document if there is one:")
    return say(
        "\n".join([head, *planned[:MOST], *(["…"] if len(planned) > MOST else [])]),
        f"{how}\n{_sample(t)}" if may else t("“plan 2-10” shows one."),
    )


def _sample(t: Translate) -> str:
    return t("plan 2-10 Q1 60 Q2 150 Q3 260 Q4 340 by 局发〔2023〕6号")


def which(t: Translate, found: Sequence[Indicator], rest: str) -> Message:
    buttons = [[Button(short_title(i), "plan.pick", {"indicator": i.id, "rest": rest})] for i in found]
    return say(t("Which indicator's plan is meant?"), buttons=buttons)


def shown(t: Translate, found: PlanShown, local: datetime, *, may: bool) -> Message:
    """The plan in force, its source, and every plan before it."""
    indicator = found.indicator
    lines = plan_lines(t, indicator) or [t("There is no plan: {how}", how=_without(t, indicator))]
    log = [_change_line(t, c, local) for c in found.changes]
    return say(
        Heading(title(indicator)),
        t("annual target: {target}", target=target_text(t, indicator)),
        "\n".join(lines),
        "\n".join([t("■ Changes"), *log]) if log else "",
        t("For example: {example}", example=typed(t, example(indicator)))
        if may and not log and indicator.measure in PLANNED
        else "",
    )


def _without(t: Translate, indicator: Indicator) -> str:
    """What the figure is held against instead."""
    if indicator.measure not in PLANNED:
        return t("it is held against the full target all year.")
    cumulative = indicator.measure is PLANNED[0]
    return t("it is held against month ÷ 12.") if cumulative else t("in progress until the year's end.")


def _change_line(t: Translate, change: PlanChange, local: datetime) -> str:
    day = day_name(t, change.at.astimezone(local.tzinfo).date(), weekday=False)
    what = t("plan set") if change.plan else t("plan withdrawn")
    words = (w for w in (day, what, change.by_name, change.document) if w)
    return "\n  ".join(flow(words, COLUMNS - 2))


def preview(t: Translate, effect: PlanEffect, args: Mapping[str, Any]) -> Message:
    """Milestones and document as understood, what becomes of the newest figure; a button to store it."""
    indicator, after = effect.before, effect.after
    plan = plan_in_force(after)
    lines = (
        milestone_lines(t, after, plan)
        if plan
        else [t("The plan no longer counts: {how}", how=_without(t, after))]
    )
    document = after.plan.document if after.plan else ""
    return say(
        Heading(title(indicator)),
        t("annual target: {target}", target=target_text(t, indicator)),
        "\n".join([t("Plan (even between milestones):"), *lines] if plan else lines),
        t("approved by {document}", document=document) if document else "",
        _judged(t, effect),
        t("Earlier plans stay in the record."),
        buttons=[
            [
                Button(t("confirm"), "plan.confirm", {**args, "answer": "yes"}, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def _judged(t: Translate, effect: PlanEffect) -> str:
    """6月 原：低于序时进度8.2个百分点 ▲略低 / 现：…"""
    if effect.month is None or effect.attained_before is None or effect.attained_after is None:
        return ""
    month = month_name(t, effect.month[1])
    return "\n".join(
        [
            t("{month} before: {words}", month=month, words=_words(t, effect.attained_before)),
            t("{month} after: {words}", month=month, words=_words(t, effect.attained_after)),
        ]
    )


def _words(t: Translate, attained: Attainment) -> str:
    return " ".join(w for w in (deviation_words(t, attained), light_word(t, attained)) if w)


def stored(t: Translate, indicator: Indicator, *, withdrawn: bool) -> Message:
    if withdrawn:
        return say(t("✔ {title}: the plan is withdrawn.", title=title(indicator)))
    return say(t("✔ {title}: judged by its plan from now on.", title=title(indicator)))
