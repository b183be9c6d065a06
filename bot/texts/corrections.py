"""The list of what was changed after review and after bulletins. Services' results and chat."""

from bot.chat import Button, Heading, Message, say
from bot.domain.corrections import Correction
from bot.domain.figure import Standing
from bot.domain.period import Period
from bot.services.ledger import Item
from bot.services.show_corrections import CorrectionList
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, moment, period_name, short_title
from bot.texts.fitting import COLUMNS, flow
from bot.texts.status import LATE, STANDINGS, pretend_note, value_of
from bot.texts.turning import turning

PAGE = 3
"""Three lines each: a page stays within a phone's dozen."""


def corrections(t: Translate, found: CorrectionList, page: int = 0) -> Message:
    """Newest first: indicator, period, old → new, which kind, why; who, to those who may know."""
    about = _about(t, found)
    if not found.rows:
        nothing = t("{about}: nothing was changed after review or after a bulletin.", about=about)
        return say(nothing, pretend_note(t, found.sight))
    rows = found.rows[page * PAGE : (page + 1) * PAGE]
    head = t("Corrections after review and after bulletins, {about}: {n}", about=about, n=len(found.rows))
    return say(
        Heading(head),
        "\n".join(_row(t, found, item, one) for item, one in rows),
        pretend_note(t, found.sight),
        buttons=[_pages(t, found, page)],
        once=False,
    )


def _about(t: Translate, found: CorrectionList) -> str:
    year, months = found.sight.ledger.year, found.months
    if months is None:
        return t("year {year}", year=year)
    first, last = months
    if first == last:
        return period_name(t, Period(year, last), year=True)
    return t("months {first}–{last} of {year}", first=first, last=last, year=year)


def _row(t: Translate, found: CorrectionList, item: Item, one: Correction) -> str:
    """2-07 交易量 / 6月 4600件→4650件 审后更正 / 填写错误 小周 7月4日 09:30"""
    indicator, new = item.indicator, one.new
    change = f"{value_of(t, indicator, one.old)}→{value_of(t, indicator, new)}"
    words = [
        f"{period_name(t, item.period)} {change}",
        t(LATE[one.late]),
        t(STANDINGS[new.standing]) if new.standing is Standing.WAITING else "",
        clipped(new.reason, 14),
        new.by_name if found.sight.knows(indicator) else "",
        moment(t, new.at.astimezone(found.sight.local.tzinfo)),
    ]
    lines = flow((w for w in words if w), COLUMNS - 2)
    return "\n  ".join([short_title(indicator), *lines])


def _pages(t: Translate, found: CorrectionList, page: int) -> list[Button]:
    where = {"year": found.sight.ledger.year, "months": found.months}
    return turning(t, "corrections.page", page, -(-len(found.rows) // PAGE), **where)
