"""The fill-in workbook of a period: its words, and what is said when it comes back."""

from collections.abc import Iterator, Sequence

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.period import Period
from bot.forms.fill_in_book import BookRow, BookWords
from bot.forms.paper import XLSX
from bot.services.draft import Draft, ReadyLine
from bot.services.fill_in import Checked, Odd, Row, Wrong
from bot.services.judge import judge_value
from bot.services.ledger import Ledger
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


def workbook(t: Translate, period: Period, rows: Sequence[Row], content: bytes, pretend: bool) -> Message:
    missing = sum(row.reported is None for row in rows)
    name = t("figures {period}", period=f"{period.year}-{period.end_month:02d}")
    return say(
        t(
            "{period}: {n} indicators, {missing} still missing.",
            period=_name(t, period),
            n=len(rows),
            missing=missing,
        ),
        t("Fill in the yellow cells only and send the file back. What stays empty is not changed."),
        document=Attachment(f"{t('rehearsal-') if pretend else ''}{name}.xlsx", XLSX, content),
    )


def _name(t: Translate, period: Period) -> str:
    return period_name(t, period, year=True)


def checked(t: Translate, found: Checked, ledger: Ledger) -> Message:
    """What the workbook holds, what is wrong at which cell, and one confirm for what can be taken."""
    blocks: list[Heading | str] = []
    if found.lines:
        blocks += [
            Heading(t("Understood {n} figures of the workbook", n=len(found.lines))),
            "\n".join(_limited(t, [_ready_row(t, ledger, line) for line in found.lines], SHOWN)),
        ]
    if found.odd:
        rows = [_odd_row(t, odd) for odd in found.odd]
        blocks.append("\n".join([t("Please look again:"), *_limited(t, rows, SHOWN_WRONG)]))
    if found.wrong:
        rows = [_wrong_row(t, wrong) for wrong in found.wrong]
        blocks.append(
            "\n".join([t("Cannot be taken, please change and send again:"), *_limited(t, rows, SHOWN_WRONG)])
        )
    if found.unchanged:
        blocks.append(t("{n} figures are the same as stored.", n=found.unchanged))
    if not found.lines:
        blocks.append(t("Nothing was changed."))
        return say(*blocks)
    return say(*blocks, buttons=[*_confirm(t, found), [cancel(t)]])


def _confirm(t: Translate, found: Checked) -> Iterator[list[Button]]:
    draft, sure = found.draft, found.sure
    label = t("confirm all {n}", n=len(draft.lines)) if len(draft.lines) > 1 else t("confirm")
    yield [_taking(label, draft, answer="yes")]
    if 0 < len(sure.lines) < len(draft.lines):
        yield [_taking(t("only the {n} without question", n=len(sure.lines)), sure)]


def _taking(label: str, draft: Draft, **more: str) -> Button:
    return Button(label, "draft.confirm", with_draft(draft, **more), style="primary" if more else "")


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
    words = doubt_line(t, odd.step, odd.doubt)
    return f"{odd.cell} {short_title(odd.step.item.indicator)}\n  {words}"


def _wrong_row(t: Translate, wrong: Wrong) -> str:
    return f"{wrong.cell} {short_title(wrong.indicator)}\n  {errors.words(t, wrong.error)}"
