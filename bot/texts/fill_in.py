"""The fill-in workbook of a period: its words, and what is said when it comes back."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.period import Period
from bot.forms.fill_in_book import BookRow, BookWords
from bot.forms.paper import XLSX
from bot.services.draft import ReadyLine
from bot.services.fill_in import OF_THE_PERIOD, WHOLE_ROW, Checked, Odd, Row, Wrong
from bot.services.judge import judge_value
from bot.services.ledger import Item, Ledger
from bot.texts import errors
from bot.texts.attainment import mark
from bot.texts.catalogue import Translate, msg
from bot.texts.common import figure, measured, period_name, short_title, target_text
from bot.texts.drafts import doubt_line, with_draft
from bot.texts.figures import typed_unit
from bot.texts.report import cancel

SHOWN = 15
SHOWN_WRONG = 6
HEADERS = {
    "code": msg("code"),
    "indicator": msg("indicator"),
    "unit": msg("counted in"),
    "target": msg("annual target"),
    "period": msg("period"),
    "last": msg("last figure"),
    "reported": msg("reported already"),
    "figure": msg("figure to fill in"),
    "note": msg("note, or why it is corrected"),
}


def book_words(t: Translate, period: Period, who: str) -> BookWords:
    return BookWords(
        sheet=t("to fill in"),
        title=t("Figures of {period} · {who}", period=period_name(t, period, year=True), who=who),
        how=t("Fill in the yellow cells only and send the file back. What stays empty is not changed."),
        headers={name: t(header) for name, header in HEADERS.items()},
        figure_hint=t(
            "A number in the unit of the row. A share may be given by its parts: 2991/3000; a period's own amount with +."
        ),
        note_hint=t("At most 200 characters; of a figure that was reported already, why it is corrected."),
    )


def book_row(t: Translate, row: Row) -> BookRow:
    indicator = row.item.indicator
    before = row.before
    return BookRow(
        indicator_id=indicator.id,
        period=row.item.period.key,
        code=indicator.code,
        indicator=indicator.name,
        unit=typed_unit(t, indicator.unit_of_measure, indicator.target.scale),
        target=target_text(t, indicator),
        period_shown=measured(t, indicator, row.item.period),
        last=f"{period_name(t, before.period)} {figure(t, indicator, before.value)}" if before else "",
        reported=figure(t, indicator, row.reported.value) if row.reported else "",
    )


def workbook(
    t: Translate,
    period: Period,
    rows: Sequence[Row],
    content: bytes,
    *,
    earlier: Sequence[Item],
    pretend: bool,
) -> Message:
    """The workbook; `earlier` are the person's open figures of another month."""
    missing = sum(row.reported is None for row in rows)
    name = t("figures {period}", period=f"{period.year}-{period.end_month:02d}")
    other = period_name(t, Period(period.year, earlier[0].period.end_month)) if earlier else ""
    return say(
        t(
            "{period}: {n} indicators, {missing} still missing.",
            period=period_name(t, period, year=True),
            n=len(rows),
            missing=missing,
        ),
        t("Fill in the yellow cells only and send the file back. What stays empty is not changed."),
        t("{period} is open too: {n} missing. Its workbook: template {period}", period=other, n=len(earlier))
        if earlier
        else "",
        document=Attachment(f"{t('rehearsal-') if pretend else ''}{name}.xlsx", XLSX, content),
    )


def remnants(t: Translate) -> Sequence[str]:
    """Words by which a workbook is known that lost its hidden sheet."""
    return t(HEADERS["figure"]), t(HEADERS["note"])


# ---------------------------------------------------------------- what came back


def checked(
    t: Translate, found: Checked, ledger: Ledger, helpers: Sequence[str], waiting: Period | None = None
) -> Message:
    """What the workbook holds, what is wrong at which cell, and one confirm for what is certain.

    `waiting`: the period of another workbook whose summary is still to be confirmed.
    """
    period = period_name(t, Period(*found.month), year=True)
    head = t("Workbook of {period}: {n} figures understood", period=period, n=len(found.sure))
    blocks: list[Heading | str] = [Heading(head if found.sure else t("Workbook of {period}", period=period))]
    if found.sure:
        blocks.append("\n".join(_limited(t, [_ready_row(t, ledger, x) for x in found.sure], SHOWN)))
    if found.odd:
        rows = _limited(t, [_odd_row(t, odd) for odd in found.odd], SHOWN_WRONG)
        blocks.append("\n".join([t("{n} to be verified, not taken unasked:", n=len(found.doubted)), *rows]))
    if found.wrong:
        rows = _limited(t, list(_wrong_rows(t, found.wrong, helpers)), SHOWN_WRONG)
        asked = t("{n} cannot be taken, please change and send again:", n=len(found.wrong))
        blocks.append("\n".join([asked, *rows]))
    if found.unchanged:
        blocks.append(t("{n} are in already as they are.", n=found.unchanged))
    if not found.everything.lines:
        return say(*blocks, t("Nothing was changed."), whole=True)
    if waiting is not None:
        about = period_name(t, waiting)
        blocks.append(t("The workbook of {period} above still waits for you to confirm it.", period=about))
    return say(*blocks, buttons=[*_confirm(t, found), [cancel(t)]], whole=True)


def _confirm(t: Translate, found: Checked) -> Iterator[list[Button]]:
    """Yes takes what is certain and asks about the rest; all at once only by the button that says so."""
    sure, doubted = len(found.sure), len(found.doubted)
    book = Period(*found.month).key
    if sure:
        label = t("confirm all {n}", n=sure) if sure > 1 else t("confirm")
        label = t("confirm the {n} that are certain", n=sure) if doubted else label
        later = found.to_verify.to_json()
        args = with_draft(found.certain, later=later, book=book, answer="yes")
        yield [Button(label, "draft.confirm", args, style="primary")]
    elif doubted:
        args = with_draft(found.to_verify, book=book, answer="yes")
        yield [Button(t("verify {n}, one by one", n=doubted), "draft.verify", args, style="primary")]
    if doubted:
        yield [Button(t("confirm all of them"), "draft.confirm", with_draft(found.everything, book=book))]


def _limited(t: Translate, rows: Sequence[str], most: int) -> list[str]:
    more = len(rows) - most
    return [*rows[:most], *([t("… and {n} more", n=more)] if more > 0 else [])]


def _ready_row(t: Translate, ledger: Ledger, line: ReadyLine) -> str:
    indicator = line.item.indicator
    words = f"{short_title(indicator)} {figure(t, indicator, line.value)}"
    if line.old is not None:
        words += t(" (was {old})", old=figure(t, indicator, line.old.value))
    return f"{words} {mark(judge_value(ledger, line.item, line.value))}".rstrip()


def _odd_row(t: Translate, odd: Odd) -> str:
    doubts = (doubt_line(t, odd.step, doubt) for doubt in odd.doubts)
    return "\n  ".join([f"{odd.cell} {short_title(odd.step.item.indicator)}", *doubts])


def _wrong_rows(t: Translate, found: Sequence[Wrong], helpers: Sequence[str]) -> Iterator[str]:
    """A row each; what is wrong with a whole period, or with rows that are somebody else's, once."""
    for _, group in groupby(found, key=_cause):
        first, *more = group
        title = short_title(first.item.indicator) if first.item and not more else ""
        cells = f"{first.cell}—{more[-1].cell}" if more else first.cell
        yield f"{cells} {title}".rstrip() + f"\n  {errors.reason(t, first.error, helpers)}"


def _cause(wrong: Wrong) -> tuple[str, str]:
    """What rows have in common that are wrong for the same reason; a cell's own fault is its own."""
    same = wrong.error.code in OF_THE_PERIOD | WHOLE_ROW
    about = str(wrong.error.facts.get("period", "")) if same else wrong.cell
    return wrong.error.code, about
