"""What is still to come in, said without blame: units and counts, no ranking. Services' results and chat."""

from collections.abc import Sequence

from bot.chat import Block, Button, Heading, Message, say
from bot.services.ledger import Item
from bot.services.show_pending import DuePending, Pending, UnitPending
from bot.services.sight import Sight
from bot.texts.catalogue import Translate
from bot.texts.common import aside, clipped, day_name, listed, no_table_yet, period_name
from bot.texts.fitting import COLUMNS, PAGE_LINES, flow, shortened, side_by_side
from bot.texts.status import pretend_note

FEW = 8
"""Up to so many items are named; more are codes."""


def own(t: Translate, opened: Message, pending: Pending, helpers: Sequence[str]) -> Message:
    """A contact's open items, as /report lists them; then what is locked, set aside, or waits for review.

    `helpers` can reopen what is locked.
    """
    more = [
        *lost_lines(t, pending, helpers),
        *deferred_lines(t, pending),
        *waiting_lines(t, pending),
        *lacking_lines(t, pending),
    ]
    return say(*opened.blocks, "\n".join(more), buttons=opened.buttons, once=False)


def overview(
    t: Translate,
    sight: Sight,
    pending: Pending,
    *,
    names: bool,
    awaited: int | None,
    buttons: Sequence[Button],
) -> Message:
    """By unit what is open; `names`: who has it, for those who may call them; `awaited`: a year without table."""
    few = sum(len(due.items) for due in pending.dues) <= FEW
    parts = [due_lines(t, due, few=few, names=names) for due in pending.dues]
    if sum(map(len, parts)) > PAGE_LINES:
        parts = [brief_lines(t, due, names=names) for due in pending.dues]
    blocks: list[Block | str] = [Heading(t("Still to come in"))]
    if awaited:
        blocks.append(no_table_yet(t, awaited))
    blocks += ["\n".join(p) for p in parts] or [_nothing_open(t, sight, pending)]
    blocks.append(lost_line(t, sight, pending))
    blocks += ["\n".join(lines(t, pending)) for lines in (deferred_lines, waiting_lines, lacking_lines)]
    return say(*blocks, pretend_note(t, sight), buttons=[list(buttons)], once=False)


def waiting(t: Translate, sight: Sight, pending: Pending) -> Message:
    """For leaders: which figures wait for their unit's lead, never what they say."""
    lines = waiting_lines(t, pending) or [t("No figure in your sight waits for review.")]
    return say("\n".join(lines), pretend_note(t, sight), once=False)


def _nothing_open(t: Translate, sight: Sight, pending: Pending) -> str:
    if pending.lost and sight.is_closed:
        return t("{year} is closed; {n} figures never came in.", year=sight.ledger.year, n=len(pending.lost))
    return "" if pending.lost else t("Everything due so far is in.")


def lost_line(t: Translate, sight: Sight, pending: Pending) -> str:
    """■ 已锁定未报3项: of periods locked in the course of the year."""
    if not pending.lost or sight.is_closed:
        return ""
    return t("■ Locked and never reported: {n}", n=len(pending.lost))


def lost_lines(t: Translate, pending: Pending, helpers: Sequence[str]) -> list[str]:
    """■ 已锁定未报1项, by code and period, and who can reopen it."""
    if not pending.lost:
        return []
    newest = max(i.period.end_month for i in pending.lost)
    codes = [
        i.indicator.code + aside(t, period_name(t, i.period))
        for i in pending.lost
        if i.period.end_month == newest
    ]
    head = t("■ Locked and never reported: {n}", n=len(pending.lost))
    return [head, *flow(codes[:FEW]), t("{names} can reopen it.", names=listed(t, helpers))]


def due_lines(t: Translate, due: DuePending, *, few: bool, names: bool) -> list[str]:
    """6月、二季度：待报26项，7月7日周五截止; then unit by unit in the order of the table."""
    periods = listed(t, (period_name(t, p) for p in dict.fromkeys(i.period for i in due.items)))
    day, count = day_name(t, due.due), len(due.items)
    if due.late:
        head = t("{periods}: {n} not reported, due was {day}", periods=periods, n=count, day=day)
    else:
        head = t("{periods}: {n} to report, due {day}", periods=periods, n=count, day=day)
    lines = [head]
    for unit in due.units:
        lines += unit_lines(t, unit, few=few, names=names)
    return lines


def brief_lines(t: Translate, due: DuePending, *, names: bool) -> list[str]:
    """The same of many units: how many items each, side by side, and where nobody is to report them."""
    head = due_lines(t, due, few=False, names=False)[0]
    counts = [
        t("{unit}: {n}", unit=u.unit or t("nobody's unit yet"), n=len(u.items))
        + (t(" ({people})", people=t("no contact yet")) if names and not u.people else "")
        for u in due.units
    ]
    return [head, *side_by_side(counts)]


def unit_lines(t: Translate, unit: UnitPending, *, few: bool, names: bool) -> list[str]:
    """交易科2项（小周、小吴）, then the items: by name when there are few, else by code."""
    head = t("{unit}: {n}", unit=unit.unit or t("nobody's unit yet"), n=len(unit.items))
    if names:
        people = listed(t, (p.name for p in unit.people)) or t("no contact yet")
        head += t(" ({people})", people=people)
    if few:
        return [head, *(f" {item_name(i)}" for i in unit.items)]
    first, *others = flow([head, *(i.indicator.code for i in unit.items)], COLUMNS - 1)
    return [first, *(f" {line}" for line in others)]


def item_name(item: Item) -> str:
    return shortened(f"{item.indicator.code} {item.indicator.name}", COLUMNS - 1)


def deferred_lines(t: Translate, pending: Pending) -> list[str]:
    """■ 待上级数据1项, then each with the day it is expected and what was said of it."""
    if not pending.deferred:
        return []
    lines = [t("■ Waiting for data from above: {n}", n=len(pending.deferred))]
    for item, deferral in pending.deferred:
        day = day_name(t, deferral.until, weekday=False)
        period = period_name(t, item.period)
        lines.append(item_name(item))
        lines.append(" " + t("{period}, expected {day}", period=period, day=day))
        if deferral.note:
            lines.append(" " + clipped(deferral.note, 16))
    return lines


def waiting_lines(t: Translate, pending: Pending) -> list[str]:
    """■ 待审2项, by code and period."""
    if not pending.waiting:
        return []
    codes = [i.indicator.code + aside(t, period_name(t, i.period)) for i in pending.waiting]
    return flow([t("■ Not reviewed: {n}", n=len(codes)), *codes])


def lacking_lines(t: Translate, pending: Pending) -> list[str]:
    """■ 缺佐证1项, by code and period."""
    if not pending.lacking:
        return []
    codes = [i.indicator.code + aside(t, period_name(t, i.period)) for i in pending.lacking]
    return flow([t("■ Without the file they need: {n}", n=len(codes)), *codes])
