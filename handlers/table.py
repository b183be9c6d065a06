"""A target table or an assignments workbook sent in chat: preview, then confirm. Administrators only."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.forms import details_book
from bot.forms.paper import MARK
from bot.services import assign as assigning
from bot.services.assign import AssignmentsDifference
from bot.services.assignments_read import Assignment
from bot.services.assignments_read import read as read_assignments
from bot.services.secrecy import check_words
from bot.services.workbook import LARGEST, category, is_document
from bot.texts import table as texts
from bot.texts.assign import sheet_words
from bot.texts.catalogue import LANGUAGES, translator
from handlers import form_details, table_columns
from handlers import table_preview as preview
from handlers.assign import newest_year
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn

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
    if year := _year_said(caption):
        args["year"] = year
    _take_table(turn, content, args)


def assignments_in(content: bytes, name: str) -> tuple[Assignment, ...] | None:
    """The assignments of a workbook with their header, in any language; None when it is something else."""
    if not content.startswith(b"PK") or name.lower().endswith(".docx") or is_document(content):
        return None
    try:
        return read_assignments(content, *(sheet_words(translator(language)) for language in LANGUAGES))
    except DomainError as error:
        if error.code != "sheet-no-header":
            raise preview.about_file(error, name) from error
    return None


def _take_table(turn: Turn, content: bytes, args: Args) -> None:
    """Read it as far as its header is known or its columns are remembered; ask for them otherwise."""
    try:
        table = preview.table_in(turn, content, args["name"])
    except DomainError as error:
        if error.code != "table-which-columns":
            raise
        check_words("\n".join(error.facts["columns"]))
        table_columns.ask(turn, {**args, "sheet": error.facts["at"]})
        return
    preview.go_on(turn, table, args)


def _year_said(caption: str) -> int | None:
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", caption)
    return int(found[1]) if found else None


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
    said = assignments_in(preview.content_of(turn, args), args["name"])
    if said is None:
        raise DomainError("stale-button")
    difference = _assignments(turn, said, args["year"])
    if difference.fingerprint != args["seen"]:
        _preview_assignments(turn, said, dict(args))
        return
    assigning.apply_assignments(turn.uow, difference)
    codes = [c.indicator.code for c in difference.changes]
    turn.audit("assign", document=args["name"], codes=codes, units=list(difference.new_units))
    turn.reply(texts.assigned(turn.t, difference, preview.orphans(turn, difference.year)))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "assign.confirm": (ADMIN, confirm_assignments),
}
