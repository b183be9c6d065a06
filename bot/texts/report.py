"""What is said while figures are reported: prompts, questions, summaries. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.actual import Actual, Doubt
from bot.domain.figures import show, signed
from bot.domain.indicator import Indicator, Measure
from bot.services.draft import Doubtful, Draft, Ready, ReadyLine, WhichIndicator, WhichReading, WhyCorrected
from bot.services.judge import judge_value
from bot.services.ledger import Item, Ledger
from bot.services.report_actual import Reported
from bot.texts.attainment import judged_lines, light_word
from bot.texts.catalogue import Translate, msg
from bot.texts.common import (
    clipped,
    day_name,
    figure,
    measured,
    numbered,
    period_name,
    so_far,
    target_text,
    title,
    yardsticks,
)

DOUBTS: Mapping[str, str] = {
    "below-last": msg("The total is below the last one, {previous}. Is {value} this period's own amount?"),
    "share-above-100": msg("{value} is more than 100%. Is that right?"),
    "numerator-above-denominator": msg("{numerator} of {denominator}: the part is larger than the whole."),
    "fraction-for-percent": msg("{value}: did you mean {suggestion}?"),
    "ten-times": msg("{value} is more than ten times the last value, {previous}. Is the unit right?"),
    "tenth": msg("{value} is less than a tenth of the last value, {previous}. Is the unit right?"),
    "far-above-target": msg("{value} is above 130% of the year's target, {target}. Is that right?"),
}
REASONS = (
    msg("typing mistake"),
    msg("the definition was adjusted"),
    msg("the source was updated"),
    msg("something was left out"),
)


def open_list(t: Translate, items: Sequence[Item], ledger: Ledger, due: date | None) -> Message:
    """What is to be reported, numbered, with a button per line; the numbers may be used in the answer."""
    if not items:
        return say(t("Nothing is to be reported now. Thank you."))
    head = t("{n} to report", n=len(items))
    if due:
        head += t(" (until {day})", day=day_name(t, due))
    several = len({i.period.end_month for i in items}) > 1
    rows = [item_line(t, item, ledger, period=several) for item in items]
    buttons = [
        Button(str(n), "report.pick", {"indicator": i.indicator.id, "period": i.period.key})
        for n, i in enumerate(items, start=1)
    ]
    grid = [buttons[i : i + 5] for i in range(0, len(buttons), 5)]
    hint = t("Type a number and the figure, e.g. {example}", example=f"1 {example(items[0], ledger)}")
    if any(ledger.previous(i) for i in items):
        unchanged = Button(t("all as last time"), "report.unchanged", {})
        grid.append([unchanged])
    return say(Heading(head), numbered(rows), hint, buttons=grid, once=False)


def item_line(t: Translate, item: Item, ledger: Ledger, *, period: bool = False) -> str:
    """节省资金 1—5月17亿元 目标30亿元; with its own `period` where several are listed."""
    before = ledger.previous(item)
    parts = [f"{item.indicator.code} {clipped(item.indicator.name, 12)}"]
    if period or item.indicator.rhythm.months > 1:
        parts.append(period_name(t, item.period))
    if before:
        last = so_far(t, before.period) if is_cumulative(item) else period_name(t, before.period)
        parts.append(f"{last} {figure(item.indicator, before.value)}")
    parts.append(t("target {target}", target=target_text(item.indicator)))
    if ledger.returned(item):
        parts.append(t("(returned)"))
    return " ".join(parts)


def is_cumulative(item: Item) -> bool:
    return item.indicator.measure is Measure.CUMULATIVE


def example(item: Item, ledger: Ledger) -> str:
    """A figure that would be right, in the indicator's own scale."""
    before = ledger.previous(item)
    value = before.value if before else item.indicator.target_value
    return figure(item.indicator, value if value is not None else Decimal(12))


def correct_list(t: Translate, items: Sequence[Item], ledger: Ledger) -> Message:
    """The newest figures, as buttons: pick one, then type the right one."""
    buttons = []
    for item in items[:12]:
        newest = ledger.newest(item)
        value = figure(item.indicator, newest.value) if newest else "—"
        label = f"{item.indicator.code} {period_name(t, item.period)} {value}"
        buttons.append([Button(label, "report.pick", where(item))])
    return say(t("Which figure is to be corrected?"), buttons=buttons, once=False)


def prompt(t: Translate, item: Item, ledger: Ledger) -> Message:
    """One indicator's turn: period, last value, target, and what may be typed."""
    indicator, before = item.indicator, ledger.previous(item)
    lines = [t("{period}: what is the figure?", period=measured(t, indicator, item.period))]
    if ledger.is_in(item) and (now := ledger.newest(item)):
        lines.append(t("In already: {value}", value=figure(indicator, now.value)))
    if before:
        name = so_far(t, before.period) if is_cumulative(item) else period_name(t, before.period)
        lines.append(t("Last: {period} {value}", period=name, value=figure(indicator, before.value)))
    lines.append(t("Target for the year: {target}", target=target_text(indicator)))
    if back := ledger.returned(item):
        lines.append(t("Returned: {reason}", reason=back.verdict_reason or "—"))
    hints = [t("e.g. {example}", example=example(item, ledger))]
    if is_cumulative(item):
        hints.append(t("the period's own amount: +{example}", example=own_example(item, ledger)))
    if indicator.unit_of_measure == "%":
        hints.append("2991/3000")
    where = {"indicator": indicator.id, "period": item.period.key}
    row = [Button(t("waiting for higher office"), "report.defer", where)]
    if before:
        row.insert(0, Button(t("as last time"), "report.same", where))
    return say(
        Heading(title(indicator)),
        "\n".join(lines),
        t("Just type it: {hints}", hints=t("; ").join(hints)),
        buttons=[row, [Button(t("later"), "report.later", {}, style="")]],
        once=False,
    )


def own_example(item: Item, ledger: Ledger) -> str:
    target = item.indicator.target_value or Decimal(12)
    monthly = (target / 12).quantize(Decimal(1)) or Decimal(1)
    return show(monthly, item.indicator.unit_of_measure, scale=item.indicator.target.scale, digits=0)


# ---------------------------------------------------------------- questions about a draft


def which_indicator(t: Translate, step: WhichIndicator) -> Message:
    """Several indicators fit: buttons ask."""
    said = step.draft.lines[step.index].figure
    buttons = [
        [Button(clipped(title(i), 30), "draft.which", with_draft(step.draft, index=step.index, pick=i.id))]
        for i in step.indicators[:8]
    ]
    return say(t("Which indicator is {figure} for?", figure=said), buttons=[*buttons, [cancel(t)]])


def which_one(t: Translate, indicators: Sequence[Indicator]) -> Message:
    """A name without a figure that fits several indicators."""
    buttons = [[Button(clipped(title(i), 30), "report.name", {"indicator": i.id})] for i in indicators[:8]]
    return say(t("Which indicator is meant?"), buttons=[*buttons, [cancel(t)]])


def which_reading(t: Translate, step: WhichReading) -> Message:
    """Two readings are plausible: 21 or 21亿元."""
    buttons = [
        Button(
            reading_label(t, step.item, r), "draft.reading", with_draft(step.draft, index=step.index, pick=n)
        )
        for n, r in enumerate(step.readings)
    ]
    return say(
        Heading(title(step.item.indicator)),
        t("{figure}: which is meant?", figure=step.draft.lines[step.index].figure),
        buttons=[buttons, [cancel(t)]],
    )


def reading_label(t: Translate, item: Item, actual: Actual) -> str:
    text = show(
        actual.value,
        item.indicator.unit_of_measure,
        scale=item.indicator.target.scale if actual.value >= item.indicator.target.scale else Decimal(1),
    )
    return t("own amount {value}", value=text) if actual.own else text


def doubtful(t: Translate, step: Doubtful) -> Message:
    """An odd figure is asked about before it is taken, with the likely other meaning as a button."""
    indicator = step.item.indicator
    lines = [doubt_line(t, step, doubt) for doubt in step.doubts]
    codes = [d.code for d in step.doubts]
    buttons = []
    suggestion = next((d for d in step.doubts if d.suggestion), None)
    if suggestion and suggestion.suggestion:
        actual = suggestion.suggestion
        label = t("it is this period's own amount") if actual.own else figure(indicator, actual.value)
        args = with_draft(
            step.draft,
            index=step.index,
            codes=codes,
            value=format(actual.value, "f"),
            own=actual.own,
            answer="yes",
        )
        buttons.append([Button(label, "draft.suggested", args, style="primary")])
    take = with_draft(step.draft, index=step.index, codes=codes)
    if not suggestion:
        take["answer"] = "yes"
    total = figure(indicator, step.total)
    buttons.append([Button(t("{value} is right", value=total), "draft.accept", take)])
    buttons.append([change(t, step.draft, step.index), cancel(t)])
    return say(
        Heading(title(indicator)),
        t("{period}: {value}", period=measured(t, indicator, step.item.period), value=total),
        "\n".join(lines),
        buttons=buttons,
    )


def doubt_line(t: Translate, step: Doubtful, doubt: Doubt) -> str:
    indicator = step.item.indicator
    suggestion = doubt.suggestion
    return t(
        DOUBTS[doubt.code],
        value=figure(indicator, step.actual.value),
        previous=figure(indicator, step.previous.value) if step.previous else "—",
        target=target_text(indicator),
        numerator=step.actual.numerator,
        denominator=step.actual.denominator,
        suggestion=figure(indicator, suggestion.value) if suggestion else "",
    )


def why_corrected(t: Translate, step: WhyCorrected) -> Message:
    """Old and new, and the reason asked for; it may be typed."""
    indicator = step.item.indicator
    buttons = [
        [Button(t(reason), "draft.because", with_draft(step.draft, index=step.index, reason=t(reason)))]
        for reason in REASONS
    ]
    return say(
        Heading(t("Correction: {title}", title=title(indicator))),
        t(
            "{period}: {old} → {new}",
            period=measured(t, indicator, step.item.period),
            old=figure(indicator, step.old.value),
            new=figure(indicator, step.new),
        ),
        t("Why is it changed? Choose or type the reason."),
        buttons=[*buttons, [cancel(t)]],
    )


def ready(t: Translate, step: Ready, ledger: Ledger) -> Message:
    """What was understood, to be confirmed: one figure in full, several as a list."""
    single = len(step.lines) == 1
    blocks = one_ready(t, step.lines[0], ledger) if single else [many_ready(t, step.lines, ledger)]
    confirm = Button(t("confirm"), "draft.confirm", with_draft(step.draft, answer="yes"), style="primary")
    rows = [[confirm]]
    if single:
        rows[0].append(change(t, step.draft, 0))
        if own := own_button(t, step.draft, step.lines[0], ledger):
            rows.append([own])
    rows[-1].append(cancel(t)) if len(rows) > 1 else rows[0].append(cancel(t))
    return say(*blocks, buttons=rows)


def one_ready(t: Translate, line: ReadyLine, ledger: Ledger) -> list[Heading | str]:
    indicator = line.item.indicator
    facts = [value_line(t, line), *judged_lines(t, ledger, line.item, line.value), yardsticks(t, indicator)]
    if line.old:
        facts.insert(
            1,
            t("was {old}; reason: {reason}", old=figure(indicator, line.old.value), reason=line.line.reason),
        )
    if line.line.note:
        facts.append(t("Note: {note}", note=line.line.note))
    return [Heading(title(indicator)), "\n".join(facts)]


def value_line(t: Translate, line: ReadyLine) -> str:
    """6月（累计）：21亿元（+4亿元）"""
    indicator = line.item.indicator
    text = t(
        "{period}: {value}",
        period=measured(t, indicator, line.item.period),
        value=figure(indicator, line.value),
    )
    if line.line.numerator is not None:
        text += t(
            " ({numerator}/{denominator})", numerator=line.line.numerator, denominator=line.line.denominator
        )
    if line.own_amount is not None and line.item.period.end_month > line.item.period.months:
        own = signed(line.own_amount, indicator.unit_of_measure, scale=indicator.target.scale)
        text += t(" ({amount})", amount=own)
    return text


def many_ready(t: Translate, lines: Sequence[ReadyLine], ledger: Ledger) -> str:
    rows = [t("Understood {n} figures:", n=len(lines))]
    for line in lines:
        light = light_word(t, judge_value(ledger, line.item, line.value))
        rows += [clipped(title(line.item.indicator), 16), f"  {value_line(t, line)} {light}".rstrip()]
    return "\n".join(rows)


def own_button(t: Translate, draft: Draft, line: ReadyLine, ledger: Ledger) -> Button | None:
    """这是当月数, where the figure could be the period's own amount of a cumulative indicator."""
    if line.own_amount is None or line.line.was_own or line.line.unchanged or not ledger.previous(line.item):
        return None
    args = with_draft(draft, index=0, codes=[], value=line.line.value, own=True)
    return Button(t("it is this period's own amount"), "draft.suggested", args)


def change(t: Translate, draft: Draft, index: int) -> Button:
    return Button(t("change"), "draft.change", with_draft(draft, index=index))


def cancel(t: Translate) -> Button:
    return Button(t("cancel"), "draft.cancel", {"answer": "no"})


def with_draft(draft: Draft, **more: Any) -> dict[str, Any]:
    return {"draft": draft.to_json(), **more}


# ---------------------------------------------------------------- after the confirmation


def stored(t: Translate, reported: Sequence[Reported], remaining: int, *, review: bool) -> Message:
    """What is stored now, and what is left."""
    lines = [
        t(
            "✔ {title} {period}: {value}",
            title=clipped(title(r.item.indicator), 16),
            period=period_name(t, r.item.period),
            value=figure(r.item.indicator, r.revision.value),
        )
        + (t(" (entered on behalf)") if r.revision.on_behalf else "")
        for r in reported
    ]
    waiting = any(r.revision.standing.value == "waiting" for r in reported)
    lines.append(t("Recorded; waiting for the unit lead's review.") if waiting and review else t("Recorded."))
    if remaining:
        lines.append(t("{n} left.", n=remaining))
    elif remaining == 0:
        lines.append(t("All is in. Thank you!"))
    return say("\n".join(lines))


def cancelled(t: Translate) -> Message:
    return say(t("Cancelled; nothing was stored."))


def later(t: Translate, remaining: int) -> Message:
    return say(t("All right. {n} still open; type “report” when it suits you.", n=remaining))


def thanks(t: Translate, items: Sequence[Item], ledger: Ledger) -> Message:
    """收到, 谢谢, 好的: a kind word and what is still open."""
    if not items:
        return say(t("Thank you! Nothing is open on your side."))
    return say(
        t("You are welcome. Still open:"),
        numbered(item_line(t, i, ledger) for i in items[:9]),
    )


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
                clipped(title(i), 30),
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


def where(item: Item) -> dict[str, Any]:
    return {"indicator": item.indicator.id, "period": item.period.key}
