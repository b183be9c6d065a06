"""What a unit lead reads and presses: one message with what came in. Imports services' results and chat."""

from collections.abc import Sequence

from bot.chat import Button, Heading, Message, say
from bot.degrade import width
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator
from bot.services.judge import judge_value
from bot.services.ledger import Item
from bot.services.report_actual import Reported
from bot.services.review import Waiting
from bot.texts.attainment import judged_lines, light_word
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, figure, measured, period_name, short_title, title, yardsticks
from bot.texts.fitting import COLUMNS, pages
from bot.texts.reasons import reason_words
from bot.texts.turning import turning

MOST_BUTTONS = 10

RETURN_REASONS = (
    msg("please check the figure"),
    msg("wrong definition"),
    msg("wrong period"),
    msg("please add an explanation"),
)


def waiting(t: Translate, items: Sequence[Waiting], page: int = 0) -> Message:
    """What came in, numbered, a page at a time; all with one tap, or one by one."""
    if not items:
        return say(t("Nothing waits for your review."))
    rows = [f"{n} {waiting_line(t, w)}" for n, w in enumerate(items, start=1)]
    ids = [w.revision.id for w in items]
    parts = pages(rows)
    page = min(page, len(parts) - 1)
    opening = [
        Button(str(n), "review.open", {"revision": w.revision.id}) for n, w in enumerate(items, start=1)
    ][parts[page]]
    grid = [opening[i : i + 5] for i in range(0, len(opening), 5)]
    every = Button(t("pass all {n}", n=len(ids)), "review.pass", {"revisions": ids}, style="primary")
    return say(
        Heading(t("For your review: {n}", n=len(items))),
        "\n".join(rows[parts[page]]),
        t("A number opens one figure."),
        buttons=[row for row in ([every], *grid, turning(t, "review.page", page, len(parts))) if row],
        once=False,
    )


def waiting_line(t: Translate, w: Waiting) -> str:
    indicator = w.item.indicator
    attainment = judge_value(w.ledger, w.item, w.revision.value)
    lines = [
        short_title(indicator),
        f"  {period_name(t, w.item.period)} {figure(t, indicator, w.revision.value)} {light_word(t, attainment)}",
    ]
    if w.before and w.before.id != w.revision.id and w.before.value != w.revision.value:
        lines.append(
            "  "
            + t(
                "was {old}; reason: {reason}",
                old=figure(t, indicator, w.before.value),
                reason=w.revision.reason or "—",
            )
        )
    by = w.revision.by_name + (t(" (entered on behalf)") if w.revision.on_behalf else "")
    said = t("by {name}", name=by)
    if width(f"{lines[-1]} {said}") <= COLUMNS:
        lines[-1] += f" {said}"
    else:
        lines.append(f"  {said}")
    if w.revision.note:
        lines.append(f"  {clipped(w.revision.note, 20)}")
    if files := _files(t, w):
        lines.append(f"  {files}")
    return "\n".join(lines)


def _files(t: Translate, w: Waiting) -> str:
    """缺佐证, or how many files there are."""
    if w.ledger.lacks_evidence(w.item):
        return t("▲ no file in support yet")
    count = len(w.ledger.evidence_of(w.item))
    return t("files in support: {n}", n=count) if count else ""


def one(t: Translate, w: Waiting) -> Message:
    """One figure in full: pass, return, correct."""
    indicator, revision = w.item.indicator, w.revision
    lines = [
        t(
            "{period}: {value}",
            period=measured(t, indicator, w.item.period),
            value=figure(t, indicator, revision.value),
        ),
        *judged_lines(t, w.ledger, w.item, revision.value),
        yardsticks(t, indicator),
        t("by {name}", name=revision.by_name),
    ]
    if revision.note:
        lines.append(t("Note: {note}", note=revision.note))
    if explanation := w.ledger.explanation(w.item):
        lines.append(t("Reason: {reason}", reason=reason_words(t, explanation)))
    if files := _files(t, w):
        lines.append(files)
    where = {"revision": revision.id}
    return say(
        Heading(title(indicator)),
        "\n".join(lines),
        buttons=[
            [
                Button(
                    t("pass"), "review.pass", {"revisions": [revision.id], "answer": "yes"}, style="primary"
                ),
                Button(t("return"), "review.return", where),
            ],
            [Button(t("correct it myself"), "review.correct", where), Button(t("back"), "review.list", {})],
            _files_button(t, w),
        ],
        once=False,
    )


def _files_button(t: Translate, w: Waiting) -> list[Button]:
    where = {"indicator": w.item.indicator.id, "period": w.item.period.key}
    return [Button(t("show the files"), "evidence.list", where)] if w.ledger.evidence_of(w.item) else []


def return_which(t: Translate, items: Sequence[Waiting]) -> Message:
    """Several wait: which one is returned?"""
    buttons = [
        [Button(short_title(w.item.indicator), "review.return", {"revision": w.revision.id})]
        for w in items[:MOST_BUTTONS]
    ]
    return say(t("Which figure is returned?"), buttons=buttons, once=False)


def corrected(t: Translate, reported: Reported, by: str) -> Message:
    """To whoever gave a figure: somebody else has corrected it, and why."""
    indicator, old = reported.item.indicator, reported.replaced
    before = figure(t, indicator, old.value) if old else "—"
    return say(
        Heading(t("A figure of yours was corrected: {title}", title=title(indicator))),
        t(
            "{period}: {value}",
            period=measured(t, indicator, reported.item.period),
            value=f"{before} → {figure(t, indicator, reported.revision.value)}",
        ),
        t("{name}: {reason}", name=by, reason=reported.revision.reason or "—"),
    )


def return_why(t: Translate, item: Item, revision: Revision) -> Message:
    buttons = [
        [Button(t(reason), "review.because", {"revision": revision.id, "reason": t(reason)})]
        for reason in RETURN_REASONS
    ]
    return say(
        Heading(title(item.indicator)),
        t(
            "Why is {value} returned? Choose or type the reason.",
            value=figure(t, item.indicator, revision.value),
        ),
        buttons=[*buttons, [Button(t("cancel"), "draft.cancel", {"answer": "no"})]],
    )


def passed(t: Translate, decided: Sequence[tuple[Indicator, Revision]], left: int) -> Message:
    """What was passed now; figures decided meanwhile are not counted twice."""
    if not decided:
        return say(t("These were decided already; nothing was changed."))
    names = "\n".join(f"✔ {short_title(i)} {figure(t, i, r.value)}" for i, r in decided)
    return say(
        t("Passed: {n}", n=len(decided)),
        names,
        t("{n} still waiting for your review.", n=left) if left else "",
    )


def returned(t: Translate, decided: Sequence[tuple[Indicator, Revision]], reason: str) -> Message:
    if not decided:
        return say(t("These were decided already; nothing was changed."))
    indicator, revision = decided[0]
    return say(
        t(
            "Returned to {name}: {title} {value}. Reason: {reason}",
            name=revision.by_name,
            title=title(indicator),
            value=figure(t, indicator, revision.value),
            reason=reason,
        )
    )


def came_back(t: Translate, indicator: Indicator, revision: Revision, by: str, reason: str) -> Message:
    """To the contact: the figure came back, with the reason, and a button to report it again."""
    where = {"indicator": indicator.id, "period": revision.period.key}
    return say(
        Heading(t("Returned: {title}", title=title(indicator))),
        t(
            "{period}: {value}",
            period=measured(t, indicator, revision.period),
            value=figure(t, indicator, revision.value),
        ),
        t("{name}: {reason}", name=by, reason=reason),
        buttons=[[Button(t("report again"), "report.pick", where)]],
        once=False,
    )


def withdraw_list(t: Translate, items: Sequence[Waiting], code: str | None) -> Message:
    """Which figure? Of the indicator with the code, where one was named."""
    if not items and code:
        return say(
            t("No figure of {code} waits for review; a reviewed one is corrected by a new figure.", code=code)
        )
    if not items:
        return say(
            t(
                "None of your figures is still waiting for review; a reviewed one is corrected by typing the new figure."
            )
        )
    buttons = [
        [
            Button(
                clipped(
                    f"{w.item.indicator.code} {period_name(t, w.item.period)} {figure(t, w.item.indicator, w.revision.value)}",
                    30,
                ),
                "review.withdraw",
                {"revision": w.revision.id},
            )
        ]
        for w in items[:10]
    ]
    return say(
        t("Which figure is to be taken back?"),
        buttons=[*buttons, [Button(t("cancel"), "draft.cancel", {"answer": "no"})]],
    )


def withdrawn(t: Translate, indicator: Indicator, revision: Revision) -> Message:
    return say(
        t(
            "Taken back: {title} {period} {value}. It is open again.",
            title=title(indicator),
            period=period_name(t, revision.period),
            value=figure(t, indicator, revision.value),
        )
    )
