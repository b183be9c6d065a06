"""What the steps of the ladder say to contacts, leads and administrators. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.chat import Block, Button, Heading, Message, Paragraph, say
from bot.domain.ladder import Step, StepKind
from bot.domain.period import Period
from bot.services.ledger import Item, Ledger
from bot.services.remind_missing import Reminder
from bot.texts import again
from bot.texts.catalogue import Translate, msg
from bot.texts.common import day_name, listed, month_name, period_name, short_title
from bot.texts.fitting import COLUMNS, PAGE_LINES, side_by_side
from bot.texts.leave import acted_for
from bot.texts.report import example, open_list

MOST_LINES = 8
MOST_CODES = 60
HEADS: Mapping[StepKind, str] = {
    StepKind.OPEN: msg("{period} figures can be reported now (until {day})"),
    StepKind.LAST_DAY_BUT_ONE: msg("{period}: {n} still to report (until {day})"),
    StepKind.OVERDUE_1: msg("{period}: {n} still missing; they were due on {day}"),
}
OVERVIEW_HEADS: Mapping[StepKind, str] = {
    StepKind.DUE: msg("{period}: due today, {n} not reported"),
    StepKind.OVERDUE_1: msg("{period}: {n} of your unit still missing; they were due on {day}"),
    StepKind.OVERDUE_3: msg("{period}: {n} still not reported; they were due on {day}"),
}


def reminder(t: Translate, reminder: Reminder, ledger: Ledger, slot: str) -> Message:
    """One message with all that one person has to know in a slot; its list may come once more tomorrow."""
    base = open_list(t, reminder.items, ledger, None) if reminder.items else say()
    blocks = _own_blocks(t, reminder, base.blocks) + _overview_blocks(t, reminder, ledger)
    if whose := acted_for(t, reminder.person, (*reminder.items, *reminder.overview)):
        blocks += (Paragraph(whose),)
    buttons = base.buttons
    if reminder.waiting:
        buttons += ((Button(t("review now"), "review.list", {}),),)
    if reminder.numbered:
        buttons += ((again.button(t, reminder.numbered, slot),),)
    return replace(base, blocks=blocks, buttons=buttons, once=False)


def _own_blocks(t: Translate, reminder: Reminder, listing: tuple[Block, ...]) -> tuple[Block, ...]:
    """The numbered list under the head of its step."""
    if not reminder.items:
        return ()
    return (Heading(_own_head(t, reminder)), *listing[1:])


def _own_head(t: Translate, reminder: Reminder) -> str:
    step = reminder.step
    if step is None or step.kind not in HEADS:
        return t("Set aside until today; can it be reported now?")
    current = [i for i in reminder.items if _ends_with(i.period, step)]
    return _head(t, HEADS[step.kind], step, current)


def _head(t: Translate, form: str, step: Step, items: Sequence[Item]) -> str:
    return t(form, period=_period(t, step, items), n=len(items), day=day_name(t, step.window.due))


def _ends_with(period: Period, step: Step) -> bool:
    return (period.year, period.end_month) == step.window.end


def _period(t: Translate, step: Step, items: Sequence[Item]) -> str:
    """6月, or 二季度 when all of the items are about it."""
    periods = {i.period for i in items}
    return period_name(t, periods.pop()) if len(periods) == 1 else month_name(t, step.window.end[1])


# ---------------------------------------------------------------- leads and administrators


def _overview_blocks(t: Translate, reminder: Reminder, ledger: Ledger) -> tuple[Block, ...]:
    """What is missing in the units led or administered, and what waits for review."""
    if reminder.step is None or reminder.step.kind not in OVERVIEW_HEADS:
        return ()
    blocks: list[Block] = []
    if reminder.overview:
        head = _head(t, OVERVIEW_HEADS[reminder.step.kind], reminder.step, reminder.overview)
        rows = by_unit(t, reminder.overview) if reminder.person.is_admin else _numbered(t, reminder, ledger)
        blocks = [Heading(head), Paragraph("\n".join(rows))]
    if reminder.aside:
        blocks.append(Paragraph(_aside(t, reminder, ledger)))
    if reminder.waiting:
        blocks.append(Paragraph(t("{n} figures wait for your review.", n=reminder.waiting)))
    if reminder.is_last and reminder.overview:
        blocks.append(Paragraph(t("This is the last reminder; the digest goes on naming them.")))
    return tuple(blocks)


def _numbered(t: Translate, reminder: Reminder, ledger: Ledger) -> list[str]:
    """What is missing in a lead's units, numbered on from the lead's own: the numbers may be used in the answer."""
    first, items = len(reminder.items) + 1, reminder.overview
    rows = [
        f"{n} {short_title(i.indicator, COLUMNS - 3)}" for n, i in enumerate(items[:MOST_LINES], start=first)
    ]
    if len(items) > MOST_LINES:
        rows.append(t("and {n} more", n=len(items) - MOST_LINES))
    hint = t(
        "Type a number and the figure, e.g. {example}", example=f"{first} {example(t, items[0], ledger)}"
    )
    return rows if reminder.items else [*rows, hint]


def by_unit(t: Translate, items: Sequence[Item]) -> list[str]:
    """交易科：2-06、2-07: in the order of the table; only how many when there are very many."""
    units: dict[str, list[str]] = {}
    for item in items:
        units.setdefault(item.indicator.unit or t("no responsible unit"), []).append(item.indicator.code)
    if len(items) > MOST_CODES or len(units) > PAGE_LINES - 1:
        return side_by_side(t("{unit}: {n}", unit=unit, n=len(codes)) for unit, codes in units.items())
    return [t("{unit}: {codes}", unit=unit, codes=listed(t, codes)) for unit, codes in units.items()]


def _aside(t: Translate, reminder: Reminder, ledger: Ledger) -> str:
    """待上级数据: 2-03（7月12日）, not chased."""
    named = (f"{i.indicator.code}{_until(t, ledger, i)}" for i in reminder.aside)
    return t("Waiting for the higher office: {codes}", codes=listed(t, named))


def _until(t: Translate, ledger: Ledger, item: Item) -> str:
    deferral = ledger.deferral(item, date.min)
    return t(" (until {day})", day=day_name(t, deferral.until, weekday=False)) if deferral else ""


# ---------------------------------------------------------------- groups


def opening_for_group(t: Translate, step: Step, unit: str, items: Sequence[Item]) -> Message:
    """To a unit's bound group when the window opens: what there is to report, nobody named."""
    return say(
        Heading(_head(t, HEADS[StepKind.OPEN], step, items)),
        t("{unit}: {codes}", unit=unit, codes=listed(t, (i.indicator.code for i in items))),
        t("The contacts have the list; a figure can be typed to me at any time."),
    )
