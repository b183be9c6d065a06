"""A table or a set of assignments about to be stored: what would change, in words. Imports services' results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.services.assign import AssignmentsDifference, FactsChange
from bot.services.import_rows import Changed
from bot.services.import_targets import Difference
from bot.texts.assign import field_values
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, listed, title
from bot.texts.questions import FIELDS, question_words

SHOWN = 8  # lines of each kind in a chat; the command line shows all
CELL = 24  # characters of a cell in a chat


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines, each already in words."""

    heading: str
    lines: tuple[str, ...]

    def shortened(self, t: Translate, most: int) -> "Section":
        left = len(self.lines) - most
        more = (t("… and {n} more", n=left),) if left > 0 else ()
        return Section(self.heading, (*self.lines[:most], *more))

    @property
    def text(self) -> str:
        return "\n".join((self.heading, *self.lines))


def how(t: Translate, limit: int) -> Message:
    """What to send, and what will happen then; `limit` in bytes."""
    return say(
        t(
            "Please send the target table as a file: xlsx, docx or text, up to {size} MB.",
            size=limit // 1024 // 1024,
        ),
        t(
            "The monitoring table, the self-evaluation and other tables of indicators and targets are read too."
        ),
        t("What would change is shown first; nothing is stored before you confirm."),
        t("The assignments workbook, filled in, is sent the same way."),
    )


def counts(t: Translate, difference: Difference) -> str:
    if difference.untouched is not None:
        return t(
            "added {added}, changed {changed}, unchanged {unchanged}; {untouched} not in the table stay as they are",
            added=len(difference.added),
            changed=len(difference.changed),
            unchanged=difference.unchanged,
            untouched=difference.untouched,
        )
    return t(
        "added {added}, changed {changed}, gone {gone}, unchanged {unchanged}",
        added=len(difference.added),
        changed=len(difference.changed),
        gone=len(difference.gone),
        unchanged=difference.unchanged,
    )


def sections(t: Translate, difference: Difference, width: int) -> list[Section]:
    """Added, changed, gone and what to look at; cells cut at `width` characters."""
    added = tuple(
        f"{code} {clipped(cells.indicator, width)} {clipped(cells.annual_target or '—', width)}"
        for code, cells in difference.added
    )
    changed = tuple(line for c in difference.changed for line in _changed_lines(t, c, width))
    gone = tuple(clipped(title(i), width + 5) for i in difference.gone)
    touched = {code for code, _ in difference.added} | {c.indicator.code for c in difference.changed}
    asked = tuple(
        f"{code} {question_words(t, q)}"
        for code, found in difference.asked.items()
        for q in found
        if code in touched
    )
    made = (
        Section(t("■ Added: {n}", n=len(difference.added)), added),
        Section(t("■ Changed: {n}", n=len(difference.changed)), changed),
        Section(t("■ No longer in the table: {n}", n=len(difference.gone)), gone),
        Section(t("■ Please look at: {n}", n=len(asked)), asked),
        Section(
            t("■ Nearly the name of one that is stored: {n}", n=len(difference.alike)), _alike(t, difference)
        ),
        _unclear(t, difference),
    )
    return [s for s in made if s.lines]


def _alike(t: Translate, difference: Difference) -> tuple[str, ...]:
    return tuple(
        t(
            "{code} {name}: if it is {stored}, give it that name",
            code=a.code,
            name=a.name,
            stored=title(a.stored),
        )
        for a in difference.alike
    )


def _unclear(t: Translate, difference: Difference) -> Section:
    """Names that several stored indicators have: nothing is done about them."""
    lines = tuple(
        t("{name}: {value}", name=name, value=listed(t, codes)) for name, codes in difference.unclear
    )
    return Section(t("■ Several indicators have this name; not touched: {n}", n=len(lines)), lines)


def _changed_lines(t: Translate, change: Changed, width: int) -> Iterable[str]:
    yield clipped(title(change.indicator), width + 5)
    for name in change.fields:
        if name == "retired":
            yield f"  {t(FIELDS[name])}"
            continue
        old, new = getattr(change.indicator.cells, name), getattr(change.cells, name)
        both = f"{clipped(old or '—', width)} → {clipped(new or '—', width)}"
        yield "  " + t("{name}: {value}", name=t(FIELDS[name]), value=both)
        if name == "annual_target" and change.document:
            yield "  " + t("the present value came by {document}", document=clipped(change.document, width))


def preview(t: Translate, difference: Difference, notes: Sequence[str], args: dict[str, object]) -> Message:
    """In the chat: what the table would change, with a button to store it."""
    shown = [s.shortened(t, SHOWN).text for s in sections(t, difference, CELL)]
    return say(
        Heading(t("Target table {year}", year=difference.year)),
        counts(t, difference),
        "\n".join(notes),
        *shown,
        t("Nothing is stored yet."),
        buttons=[
            [Button(t("store it"), "table.confirm", {**args, "answer": "yes"}, style="primary")],
            *([[_other_columns(t, args)]] if "columns" in args else []),
            [
                Button(t("another year"), "table.year", args),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ],
        ],
        whole=True,
    )


def _other_columns(t: Translate, args: Mapping[str, Any]) -> Button:
    """The columns were named for this table or an earlier one: they can be named anew."""
    kept = {k: args[k] for k in ("blob", "name", "year") if k in args}
    return Button(t("other columns"), "table.columns", {**kept, "sheet": args["columns"][2]})


def nothing_new(
    t: Translate, difference: Difference, notes: Sequence[str], args: Mapping[str, Any]
) -> Message:
    """With nothing to store; what could not be told apart is listed all the same."""
    unclear = _unclear(t, difference)
    buttons = [[_other_columns(t, args)]] if "columns" in args else []
    return say(
        _nothing_new(t, difference),
        "\n".join(notes),
        unclear.text if unclear.lines else "",
        buttons=buttons,
    )


def _nothing_new(t: Translate, difference: Difference) -> str:
    if difference.untouched is not None:
        return t(
            "What this table lists is what is stored for {year} already: {n} indicators; {untouched} not in it stay as they are.",
            year=difference.year,
            n=difference.unchanged,
            untouched=difference.untouched,
        )
    return t(
        "This table is what is stored for {year} already: {n} indicators.",
        year=difference.year,
        n=difference.unchanged,
    )


def which_year(t: Translate, years: Sequence[int], args: dict[str, object]) -> Message:
    buttons = [Button(str(y), "table.read", {**args, "year": y}) for y in years]
    return say(t("Which year is this table for?"), buttons=[buttons])


def imported(t: Translate, difference: Difference, unassigned: int) -> Message:
    rows = [[Button(t("the assignments workbook"), "assign.workbook", {})]]
    if unassigned:
        rows.append([Button(t("indicators nobody answers for: {n}", n=unassigned), "assign.list", {})])
    return say(
        t("Stored for {year}: {counts}.", year=difference.year, counts=counts(t, difference)),
        t(
            "What the table does not say is proposed and marked assumed. Please correct the workbook and send it back."
        ),
        buttons=rows,
        once=False,
    )


# ---------------------------------------------------------------- assignments


def assignment_counts(t: Translate, difference: AssignmentsDifference) -> str:
    return t(
        "changed or confirmed {changed}, unchanged {unchanged}",
        changed=len(difference.changes),
        unchanged=difference.unchanged,
    )


def assignment_sections(t: Translate, difference: AssignmentsDifference, width: int) -> list[Section]:
    changed = tuple(
        t("{name}: {value}", name=clipped(title(c.indicator), width), value=change_words(t, c))
        for c in difference.changes
        if c.fields
    )
    made = (
        Section(t("■ Changed: {n}", n=len(changed)), changed),
        Section(t("■ New units: {n}", n=len(difference.new_units)), difference.new_units),
        Section(t("■ Codes that are not in the table: {n}", n=len(difference.unknown)), difference.unknown),
    )
    return [s for s in made if s.lines]


def change_words(t: Translate, change: FactsChange) -> str:
    """责任科室 交易科、报送频率 每月"""
    return listed(t, field_values(t, change.wanted, change.fields))


def assignment_preview(t: Translate, difference: AssignmentsDifference, args: dict[str, object]) -> Message:
    shown = [s.shortened(t, SHOWN).text for s in assignment_sections(t, difference, CELL)]
    return say(
        Heading(t("Assignments {year}", year=difference.year)),
        assignment_counts(t, difference),
        *shown,
        t("Nothing is stored yet."),
        buttons=[
            [Button(t("store it"), "assign.confirm", {**args, "answer": "yes"}, style="primary")],
            [Button(t("cancel"), "draft.cancel", {"answer": "no"})],
        ],
        whole=True,
    )


def assigned(t: Translate, difference: AssignmentsDifference, unassigned: int) -> Message:
    rows = [[Button(t("indicators nobody answers for: {n}", n=unassigned), "assign.list", {})]]
    return say(
        t("Stored: {counts}.", counts=assignment_counts(t, difference)),
        buttons=rows if unassigned else [],
        once=False,
    )


def nothing_to_assign(t: Translate, difference: AssignmentsDifference) -> Message:
    shown = [s.shortened(t, SHOWN).text for s in assignment_sections(t, difference, CELL)]
    return say(t("Nothing in this workbook differs from what is stored."), *shown)
