"""What is to be reported: the list, one indicator's prompt, and what was stored. Imports results and chat."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.degrade import width
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator, Measure
from bot.services.ledger import Item, Ledger
from bot.services.report_actual import Reported
from bot.texts.catalogue import Translate, msg
from bot.texts.common import (
    SHORT,
    day_name,
    figure,
    listed,
    measured,
    month_name,
    numbered,
    period_name,
    short_title,
    so_far,
    target_text,
    title,
)
from bot.texts.evidence import ask_for, short_name
from bot.texts.figures import shown
from bot.texts.fitting import COLUMNS, pages
from bot.texts.turning import turning

EXAMPLE = msg("2-03 32,000")
MANY = 5  # of them are filled in more easily in a workbook
NAMED = 5  # figures stored at once that are said again
SHORTEST = 12  # columns in which an indicator can still be told from others


def open_list(
    t: Translate, items: Sequence[Item], ledger: Ledger, due: date | None, page: int = 0
) -> Message:
    """What is to be reported, numbered through, a page at a time, with a button per line; the numbers may be
    used in the answer.
    """
    if not items and due:
        return say(t("All of this round (until {day}) is in. Thank you.", day=day_name(t, due)))
    if not items:
        return say(t("Nothing is to be reported now. Thank you."))
    head = t("{n} to report", n=len(items))
    if due:
        head += t(" (until {day})", day=day_name(t, due))
    several = len({i.period.end_month for i in items}) > 1
    rows = [item_line(t, item, ledger, period=several) for item in items]
    parts = pages(rows)
    page = min(page, len(parts) - 1)
    offered, first = items[parts[page]], parts[page].start + 1
    buttons = [Button(str(n), "report.pick", where(i)) for n, i in enumerate(offered, start=first)]
    hint = t(
        "Type a number and the figure, e.g. {example}", example=f"{first} {example(t, offered[0], ledger)}"
    )
    grid = [
        *(buttons[i : i + 5] for i in range(0, len(buttons), 5)),
        turning(t, "report.page", page, len(parts)),
    ]
    if any(ledger.previous(i) for i in items):
        grid.append([Button(t("all as last time"), "report.unchanged", {})])
    if len(items) >= MANY:
        grid.append([Button(t("as a workbook"), "fill_in.offer", {})])
    return say(
        Heading(head),
        numbered(rows[parts[page]], first),
        hint,
        buttons=[row for row in grid if row],
        once=False,
    )


def not_yet_asked(t: Translate, items: Sequence[Item], ledger: Ledger) -> Message:
    """Before the window opens nothing is open, and yet not everything is in."""
    return say(
        t(
            "{month}: {n} are asked for soon and can be typed already, for example: {example}",
            month=month_name(t, items[0].period.end_month),
            n=len(items),
            example=f"{items[0].indicator.code} {example(t, items[0], ledger)}",
        )
    )


def item_line(t: Translate, item: Item, ledger: Ledger, *, period: bool = False) -> str:
    """Name, then indented 1—5月17亿元 目标30亿元; with its own `period` where several are listed."""
    before = ledger.previous(item)
    parts = []
    if period or item.indicator.rhythm.months > 1:
        parts.append(period_name(t, item.period))
    if before:
        last = so_far(t, before.period) if is_cumulative(item) else period_name(t, before.period)
        parts.append(f"{last} {figure(t, item.indicator, before.value)}")
    parts.append(t("target {target}", target=target_text(t, item.indicator)))
    if ledger.returned(item):
        parts.append(t("(returned)"))
    return f"{short_title(item.indicator)}\n  {' '.join(parts)}"


def is_cumulative(item: Item) -> bool:
    return item.indicator.measure is Measure.CUMULATIVE


def example(t: Translate, item: Item, ledger: Ledger) -> str:
    """A figure that would be right, in the indicator's own scale: the last one, else what is due by now."""
    before = ledger.previous(item)
    value = before.value if before else item.indicator.target_value
    if value is None:
        return figure(t, item.indicator, Decimal(12))
    if before is None and is_cumulative(item):
        return _round_figure(t, item, value * item.period.end_month / 12)
    return figure(t, item.indicator, value)


def _round_figure(t: Translate, item: Item, value: Decimal) -> str:
    """To two digits, and whole: 2.5亿元, 4200件, 3个."""
    round_value = max(Decimal(f"{value:.2g}"), Decimal(1))
    whole = round_value if round_value >= 100 else rounded(round_value, 0)
    return shown(t, whole, item.indicator.unit_of_measure, scale=item.indicator.target.scale)


def correct_list(t: Translate, items: Sequence[Item], ledger: Ledger) -> Message:
    """The newest figures, as buttons: pick one, then type the right one."""
    buttons = []
    for item in items[:12]:
        newest = ledger.newest(item)
        value = figure(t, item.indicator, newest.value) if newest else "—"
        label = f"{item.indicator.code} {period_name(t, item.period)} {value}"
        buttons.append([Button(label, "report.pick", where(item))])
    return say(t("Which figure is to be corrected?"), buttons=buttons, once=False)


def prompt(t: Translate, item: Item, ledger: Ledger) -> Message:
    """One indicator's turn: period, last value, target, and what may be typed."""
    indicator, before = item.indicator, ledger.previous(item)
    lines = [t("{period}: what is the figure?", period=measured(t, indicator, item.period))]
    if ledger.is_in(item) and (now := ledger.newest(item)):
        lines.append(t("In already: {value}", value=figure(t, indicator, now.value)))
    if before:
        name = so_far(t, before.period) if is_cumulative(item) else period_name(t, before.period)
        lines.append(t("Last: {period} {value}", period=name, value=figure(t, indicator, before.value)))
    lines.append(t("Target for the year: {target}", target=target_text(t, indicator)))
    if back := ledger.returned(item):
        lines.append(t("Returned: {reason}", reason=back.verdict_reason or "—"))
    hints = [t("e.g. {example}", example=example(t, item, ledger))]
    if is_cumulative(item):
        hints.append(t("the period's own amount: +{example}", example=own_example(t, item)))
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


def own_example(t: Translate, item: Item) -> str:
    return _round_figure(t, item, (item.indicator.target_value or Decimal(12)) * item.period.months / 12)


def which_one(t: Translate, indicators: Sequence[Indicator]) -> Message:
    """A name without a figure that fits several indicators."""
    buttons = [[Button(short_title(i), "report.name", {"indicator": i.id})] for i in indicators[:8]]
    return say(t("Which indicator is meant?"), buttons=[*buttons, [cancel(t)]])


# ---------------------------------------------------------------- after the confirmation


def stored(
    t: Translate,
    reported: Sequence[Reported],
    remaining: int,
    lacking: Sequence[Item] = (),
    *,
    all_in: bool,
    review: bool,
    closed: bool = False,
) -> Message:
    """What is stored now, and what is left; `lacking`: what needs a file, which `closed` says is not taken here.

    `all_in`: nothing of the month is missing, not even what is not asked for yet.
    """
    several = len(reported) > 1
    lines = [_stored_line(t, r, in_one_line=several) for r in reported[:NAMED]]
    if len(reported) > NAMED:
        lines.append(t("{n} more are recorded.", n=len(reported) - NAMED))
    if names := {short_name(r.evidence.name) for r in reported if r.evidence}:
        lines.append(t("with {names}", names=listed(t, sorted(names))))
    waiting = any(r.revision.standing.value == "waiting" for r in reported)
    lines.append(t("Recorded; waiting for the unit lead's review.") if waiting and review else t("Recorded."))
    if remaining:
        lines.append(t("{n} left.", n=remaining))
    elif all_in and not all(r.revision.on_behalf for r in reported):
        lines.append(t("All is in. Thank you!"))
    return say("\n".join(lines), ask_for(t, lacking, closed=closed))


def _stored_line(t: Translate, one: Reported, *, in_one_line: bool) -> str:
    """✔ 2-06 为企业节省资金流数 6月：21亿元; of several, each has one line."""

    def line(name: str) -> str:
        period, value = period_name(t, one.item.period), figure(t, one.item.indicator, one.revision.value)
        said = t("✔ {title} {period}: {value}", title=name, period=period, value=value)
        return said + (t(" (entered on behalf)") if one.revision.on_behalf else "")

    room = COLUMNS - width(line(""))
    return line(short_title(one.item.indicator, max(room, SHORTEST) if in_one_line else SHORT))


def cancelled(t: Translate) -> Message:
    return say(t("Cancelled; nothing was stored."))


def nothing_to_cancel(t: Translate) -> Message:
    return say(t("Nothing is being asked. “withdraw” takes back a figure, “correct” changes one."))


def later(t: Translate, remaining: int) -> Message:
    return say(t("All right. {n} still open; type “report” when it suits you.", n=remaining))


def courtesy(t: Translate, items: Sequence[Item], ledger: Ledger, *, hello: bool) -> Message:
    """你好, 收到, 谢谢, 好的: a kind word and what is still open."""
    if not items:
        return say(
            t("Hello! Nothing is open on your side.")
            if hello
            else t("Thank you! Nothing is open on your side.")
        )
    several = len({i.period.end_month for i in items}) > 1
    rows = [item_line(t, i, ledger, period=several) for i in items]
    shown = rows[pages(rows)[0]]
    more = len(rows) - len(shown)
    return say(
        t("Hello! Still open:") if hello else t("Thank you. Still open:"),
        numbered(shown),
        t("{n} more: “report” lists them all.", n=more) if more else "",
    )


def welcome(t: Translate) -> Message:
    """To somebody who reports nothing."""
    return say(t("Hello! “digest” shows how things stand, “help” what you can do."))


def where(item: Item) -> dict[str, Any]:
    return {"indicator": item.indicator.id, "period": item.period.key}


def cancel(t: Translate) -> Button:
    return Button(t("cancel"), "draft.cancel", {"answer": "no"})
