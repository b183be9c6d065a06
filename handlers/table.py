"""A target table or an assignments workbook sent in chat: preview, then confirm. Administrators only."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.forms import details_book
from bot.forms.paper import MARK
from bot.services import assign as assigning
from bot.services import import_targets as importing
from bot.services.assign import AssignmentsDifference
from bot.services.assignments_read import Assignment
from bot.services.assignments_read import read as read_assignments
from bot.services.import_targets import Difference
from bot.services.secrecy import check_words
from bot.services.workbook import LARGEST, category
from bot.texts import table as texts
from bot.texts.assign import sheet_words
from bot.texts.catalogue import LANGUAGES, translator
from bot.texts.questions import note_words
from handlers import form_details
from handlers.assign import newest_year
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn
from seed.published_table import Table, read_table

Args = dict[str, Any]


def how(turn: Turn, _words: str) -> None:
    """/import: a file is what it takes."""
    turn.reply(texts.how(turn.t, LARGEST))


def take(turn: Turn, content: bytes, name: str, caption: str, blob: str) -> None:
    """Whatever an administrator sends: assignments if it has their header, a target table otherwise."""
    args: Args = {"blob": blob, "name": name}
    if category(content) == MARK + details_book.FORM:
        form_details.take(turn, content, {**args, "year": _year_said(f"{caption} {name}")})
        return
    said = assignments_in(content, name)
    if said is not None:
        _preview_assignments(turn, said, args)
        return
    table = _table(content, name)
    year = _year_said(caption) or table.year or turn.today.year
    _preview(turn, table, {**args, "year": year})


def assignments_in(content: bytes, name: str) -> tuple[Assignment, ...] | None:
    """The assignments of a workbook with their header, in any language; None when it is something else."""
    if not content.startswith(b"PK"):
        return None
    for language in LANGUAGES:
        try:
            return read_assignments(content, sheet_words(translator(language)))
        except DomainError as error:
            if error.code != "sheet-no-header":
                raise _about(error, name) from error
    return None


def _about(error: DomainError, name: str) -> DomainError:
    return DomainError(error.code, **{**error.facts, "name": name})


def _table(content: bytes, name: str) -> Table:
    try:
        table = read_table(content, name)
    except DomainError as error:
        raise _about(error, name) from error
    for cells in table.rows:
        check_words("\n".join(str(getattr(cells, f) or "") for f in cells.__dataclass_fields__))
    return table


def _year_said(caption: str) -> int | None:
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", caption)
    return int(found[1]) if found else None


# ---------------------------------------------------------------- the target table


def _compare(turn: Turn, table: Table, year: int) -> Difference:
    rows = tuple(zip(table.codes, table.rows, strict=True))
    return importing.compare(turn.uow, turn.department, year, rows)


def _preview(turn: Turn, table: Table, args: Args) -> None:
    difference = _compare(turn, table, args["year"])
    if difference.is_nothing:
        turn.reply(texts.nothing_new(turn.t, difference))
        return
    notes = [note_words(turn.t, n.code, n.facts) for n in table.notes]
    turn.reply(texts.preview(turn.t, difference, notes, {**args, "seen": difference.fingerprint}))


def _content(turn: Turn, args: Mapping[str, Any]) -> bytes:
    file = turn.uow.messages.file(args["blob"])
    if file is None or file.content is None:
        raise DomainError("stale-button")
    return file.content


def read(turn: Turn, args: Mapping[str, Any]) -> None:
    """The same file for the year that was chosen."""
    _preview(turn, _table(_content(turn, args), args["name"]), dict(args))


def year(turn: Turn, args: Mapping[str, Any]) -> None:
    around = turn.today.year
    years = [y for y in (around - 1, around, around + 1) if y != args["year"]]
    turn.reply(texts.which_year(turn.t, years, {k: args[k] for k in ("blob", "name")}))


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Store what was shown; when the store has changed since, the new difference is shown instead."""
    table = _table(_content(turn, args), args["name"])
    difference = _compare(turn, table, args["year"])
    if difference.fingerprint != args["seen"]:
        _preview(turn, table, dict(args))
        return
    importing.apply(turn.uow, difference, by=turn.person.id, now=turn.now, document=args["name"])
    turn.audit(
        "import",
        year=difference.year,
        document=args["name"],
        added=len(difference.added),
        changed=[c.indicator.code for c in difference.changed],
        gone=[i.code for i in difference.gone],
    )
    turn.reply(texts.imported(turn.t, difference, _orphans(turn, difference.year)))


def _orphans(turn: Turn, year: int) -> int:
    return len(assigning.nobody_answers_for(turn.uow.targets.indicators(turn.department.id, year)))


# ---------------------------------------------------------------- the assignments


def _assignments(turn: Turn, said: tuple[Assignment, ...], year: int) -> AssignmentsDifference:
    return assigning.compare_assignments(turn.uow, turn.department, year, said)


def _preview_assignments(turn: Turn, said: tuple[Assignment, ...], args: Args) -> None:
    difference = _assignments(turn, said, args.get("year") or newest_year(turn))
    if difference.is_nothing:
        turn.reply(texts.nothing_to_assign(turn.t, difference))
        return
    seen = {"seen": difference.fingerprint, "year": difference.year}
    turn.reply(texts.assignment_preview(turn.t, difference, {**args, **seen}))


def confirm_assignments(turn: Turn, args: Mapping[str, Any]) -> None:
    said = assignments_in(_content(turn, args), args["name"])
    if said is None:
        raise DomainError("stale-button")
    difference = _assignments(turn, said, args["year"])
    if difference.fingerprint != args["seen"]:
        _preview_assignments(turn, said, dict(args))
        return
    assigning.apply_assignments(turn.uow, difference)
    codes = [c.indicator.code for c in difference.changes]
    turn.audit("assign", document=args["name"], codes=codes, units=list(difference.new_units))
    turn.reply(texts.assigned(turn.t, difference, _orphans(turn, difference.year)))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "table.read": (ADMIN, read),
    "table.year": (ADMIN, year),
    "table.confirm": (ADMIN, confirm),
    "assign.confirm": (ADMIN, confirm_assignments),
}
