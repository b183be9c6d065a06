"""What a table of targets would change, shown and confirmed. Administrators only."""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from bot.domain.errors import DomainError
from bot.services import assign as assigning
from bot.services.import_targets import apply
from bot.services.secrecy import check_words
from bot.texts import table as texts
from bot.texts.questions import note_words
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn
from seed.published_table import Table, read_table
from seed.table_chosen import Chosen
from seed.table_difference import difference, notes_on

Args = dict[str, Any]


def about_file(error: DomainError, name: str) -> DomainError:
    """The same error, naming the file."""
    return DomainError(error.code, **{**error.facts, "name": name})


def table_in(turn: Turn, content: bytes, name: str, chosen: Chosen | None = None) -> Table:
    """The table of a file, by its header or by the columns that are named or remembered for it."""

    def remembered(fingerprint: str) -> Chosen | None:
        found = turn.uow.forms.columns(turn.department.id, fingerprint)
        return Chosen(*found) if found else None

    try:
        table = read_table(content, name, chosen=chosen, remembered=remembered)
    except DomainError as error:
        raise about_file(error, name) from error
    for cells in table.rows:
        check_words("\n".join(str(getattr(cells, f) or "") for f in cells.__dataclass_fields__))
    return table


def read_with(turn: Turn, args: Mapping[str, Any], chosen: Chosen | None) -> Table:
    """The file of `args` read again, with these columns where they were named."""
    return table_in(turn, content_of(turn, args), args["name"], chosen)


def _again(turn: Turn, args: Mapping[str, Any]) -> Table:
    """As it was read for the buttons that carry these arguments."""
    return read_with(turn, args, Chosen(*args["columns"]) if "columns" in args else None)


def go_on(turn: Turn, table: Table, args: Args) -> None:
    """The year as it was said or as the title says; a table without one is asked about, dates are no year."""
    if table.chosen:
        args = {**args, "columns": list(astuple(table.chosen))}
    if year := args.get("year") or table.year:
        _preview(turn, table, {**args, "year": year})
    else:
        turn.reply(texts.which_year(turn.t, _years_around(turn), args))


def _years_around(turn: Turn) -> list[int]:
    around = turn.today.year
    return [around - 1, around, around + 1]


def _preview(turn: Turn, table: Table, args: Args) -> None:
    found = difference(turn.uow, turn.department, args["year"], table)
    notes = [note_words(turn.t, n.code, n.facts) for n in notes_on(table, found)]
    if found.is_nothing:
        turn.reply(texts.nothing_new(turn.t, found, notes, args))
        return
    turn.reply(texts.preview(turn.t, found, notes, {**args, "seen": found.fingerprint}))


def content_of(turn: Turn, args: Mapping[str, Any]) -> bytes:
    file = turn.uow.messages.file(args["blob"])
    if file is None or file.content is None:
        raise DomainError("stale-button")
    return file.content


def read(turn: Turn, args: Mapping[str, Any]) -> None:
    """The same file for the year that was chosen."""
    _preview(turn, _again(turn, args), dict(args))


def year(turn: Turn, args: Mapping[str, Any]) -> None:
    years = [y for y in _years_around(turn) if y != args["year"]]
    kept = {k: args[k] for k in ("blob", "name", "columns") if k in args}
    turn.reply(texts.which_year(turn.t, years, kept))


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Store what was shown; when the store has changed since, the new difference is shown instead."""
    table = _again(turn, args)
    found = difference(turn.uow, turn.department, args["year"], table)
    if found.fingerprint != args["seen"]:
        _preview(turn, table, dict(args))
        return
    apply(turn.uow, found, by=turn.person.id, now=turn.now, document=args["name"])
    turn.audit(
        "import",
        year=found.year,
        document=args["name"],
        added=len(found.added),
        changed=[c.indicator.code for c in found.changed],
        gone=[i.code for i in found.gone],
    )
    turn.reply(texts.imported(turn.t, found, orphans(turn, found.year)))


def orphans(turn: Turn, year: int) -> int:
    """How many indicators nobody answers for."""
    return len(assigning.nobody_answers_for(turn.uow.targets.indicators(turn.department.id, year)))


# ---------------------------------------------------------------- the assignments


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "table.read": (ADMIN, read),
    "table.year": (ADMIN, year),
    "table.confirm": (ADMIN, confirm),
}
