"""The questions on the way from typed figures to stored ones, and what was understood."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.actual import Actual, Doubt
from bot.domain.indicator import Measure
from bot.domain.two_rates import rest_of_note
from bot.services.draft import Doubtful, Draft, Ready, ReadyLine, WhichIndicator, WhichReading, WhyCorrected
from bot.services.judge import judge_value
from bot.services.ledger import Item, Ledger
from bot.texts.attainment import judged_lines, light_word
from bot.texts.catalogue import Translate, msg
from bot.texts.common import (
    both_rates,
    figure,
    listed,
    measured,
    period_name,
    short_title,
    target_text,
    title,
    yardsticks,
)
from bot.texts.evidence import short_name
from bot.texts.figures import shown, signed
from bot.texts.fitting import COLUMNS, flow
from bot.texts.report import cancel

DOUBTS: Mapping[str, str] = {
    "below-last": msg("The total is below the last one, {previous}. Is {value} this period's own amount?"),
    "share-above-100": msg("{value} is more than 100%. Is that right?"),
    "numerator-above-denominator": msg("{numerator} of {denominator}: the part is larger than the whole."),
    "fraction-for-percent": msg("{value}: did you mean {suggestion}?"),
    "ten-times": msg("{value} is more than ten times the last value, {previous}. Is the unit right?"),
    "tenth": msg("{value} is less than a tenth of the last value, {previous}. Is the unit right?"),
    "far-below-last": msg("{value} is far below the last value, {previous}. Is that right?"),
    "far-above-target": msg("{value} is above 130% of the year's target, {target}. Is that right?"),
}
REASONS = (
    msg("typing mistake"),
    msg("the definition was adjusted"),
    msg("the source was updated"),
    msg("something was left out"),
)


def which_indicator(t: Translate, step: WhichIndicator) -> Message:
    """Several indicators fit: buttons ask."""
    said = step.draft.lines[step.index].figure
    buttons = [
        [Button(short_title(i), "draft.which", with_draft(step.draft, index=step.index, pick=i.id))]
        for i in step.indicators[:8]
    ]
    return say(t("Which indicator is {figure} for?", figure=said), buttons=[*buttons, [cancel(t)]])


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
    text = shown(
        t,
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
        label = t("it is this period's own amount") if actual.own else figure(t, indicator, actual.value)
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
    total = figure(t, indicator, step.total)
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
        value=figure(t, indicator, step.actual.value),
        previous=figure(t, indicator, step.previous.value) if step.previous else "—",
        target=target_text(t, indicator),
        numerator=step.actual.numerator,
        denominator=step.actual.denominator,
        suggestion=figure(t, indicator, suggestion.value) if suggestion else "",
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
            old=figure(t, indicator, step.old.value),
            new=figure(t, indicator, step.new),
        ),
        t("Why is it changed? Choose or type the reason."),
        buttons=[*buttons, [cancel(t)]],
    )


def ready(t: Translate, step: Ready, ledger: Ledger, *, earlier: bool = False) -> Message:
    """What was understood, to be confirmed: one figure in full, several as a list.

    `earlier`: they are of an earlier year than the one being reported, which is said.
    """
    single = len(step.lines) == 1
    blocks = one_ready(t, step.lines[0], ledger) if single else [many_ready(t, step.lines, ledger)]
    confirm = Button(t("confirm"), "draft.confirm", with_draft(step.draft, answer="yes"), style="primary")
    rows = [[confirm]]
    if single:
        rows[0].append(change(t, step.draft, 0))
        if own := own_button(t, step.draft, step.lines[0], ledger):
            rows.append([own])
    rows[-1].append(cancel(t)) if len(rows) > 1 else rows[0].append(cancel(t))
    about = t("These are figures of {year}.", year=ledger.year) if earlier else ""
    return say(*blocks, about, buttons=rows)


def one_ready(t: Translate, line: ReadyLine, ledger: Ledger) -> list[Heading | str]:
    indicator = line.item.indicator
    facts = [value_line(t, line), *judged_lines(t, ledger, line.item, line.value), yardsticks(t, indicator)]
    if line.old and line.old.value != line.value:
        facts.insert(
            1,
            t(
                "was {old}; reason: {reason}",
                old=figure(t, indicator, line.old.value),
                reason=line.line.reason,
            ),
        )
    if both := both_rates(t, indicator, line.line.note):
        facts.insert(1, t("{rates}: the lower one counts", rates=listed(t, both)))
    if line.line.evidence:
        facts.append(t("with {names}", names=short_name(line.line.evidence.name)))
    if said := rest_of_note(indicator.name, line.line.note):
        facts.append(t("Note: {note}", note=said))
    return [Heading(title(indicator)), "\n".join(facts)]


def value_line(t: Translate, line: ReadyLine, *, brief: bool = False) -> str:
    """6月（累计）：21亿元（+4亿元）; in a list, where the light is to stand beside it, 6月累计21亿元（+4亿元）"""
    indicator = line.item.indicator
    if brief and indicator.measure is Measure.CUMULATIVE:
        period, value = period_name(t, line.item.period), figure(t, indicator, line.value)
        text = t("{period} total {value}", period=period, value=value)
    else:
        text = _value(t, line)
    if line.line.numerator is not None:
        text += t(
            " ({numerator}/{denominator})", numerator=line.line.numerator, denominator=line.line.denominator
        )
    if line.own_amount is not None and line.item.period.end_month > line.item.period.months:
        own = signed(t, line.own_amount, indicator.unit_of_measure, scale=indicator.target.scale)
        text += t(" ({amount})", amount=own)
    return text


def _value(t: Translate, line: ReadyLine) -> str:
    indicator = line.item.indicator
    return t(
        "{period}: {value}",
        period=measured(t, indicator, line.item.period),
        value=figure(t, indicator, line.value),
    )


def many_ready(t: Translate, lines: Sequence[ReadyLine], ledger: Ledger) -> str:
    rows = [t("Understood {n} figures:", n=len(lines))]
    if names := {short_name(x.line.evidence.name) for x in lines if x.line.evidence}:
        rows.append(t("with {names}", names=listed(t, sorted(names))))
    for line in lines:
        light = light_word(t, judge_value(ledger, line.item, line.value))
        words = [w for w in (value_line(t, line, brief=True), light) if w]
        rows += [short_title(line.item.indicator), *(f"  {part}" for part in flow(words, COLUMNS - 2))]
        if line.line.note:
            rows.append("  " + t("Note: {note}", note=line.line.note))
    return "\n".join(rows)


def own_button(t: Translate, draft: Draft, line: ReadyLine, ledger: Ledger) -> Button | None:
    """这是当月数, where the figure could be the period's own amount of a cumulative indicator."""
    if line.own_amount is None or line.line.was_own or line.line.unchanged or not ledger.previous(line.item):
        return None
    args = with_draft(draft, index=0, codes=[], value=line.line.value, own=True)
    return Button(t("it is this period's own amount"), "draft.suggested", args)


def change(t: Translate, draft: Draft, index: int) -> Button:
    return Button(t("change"), "draft.change", with_draft(draft, index=index))


def with_draft(draft: Draft, **more: Any) -> dict[str, Any]:
    return {"draft": draft.to_json(), **more}
