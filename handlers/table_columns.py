"""Which column of a table with an unknown header is which: asked, shown, remembered. Administrators only."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.errors import DomainError
from bot.texts import table_columns as texts
from handlers import table_preview as preview
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn
from seed.published_table import offered
from seed.table_chosen import Chosen, Unknown, column_number

Args = Mapping[str, Any]


def ask(turn: Turn, args: Args) -> None:
    """Ask for the indicators' column; of `args` the file, the sheet and a year that was said are kept."""
    kept = {k: args[k] for k in ("blob", "name", "year", "sheet") if k in args}
    sheet, at, unknown = _offered(turn, kept)
    kept["sheet"] = at
    turn.ask("columns", **kept)
    turn.reply(texts.which_indicator(turn.t, sheet, _columns(unknown), kept))


def indicator(turn: Turn, args: Args) -> None:
    _, _, unknown = _offered(turn, args)
    turn.ask("columns", **args)
    turn.reply(texts.which_target(turn.t, _columns(unknown), args))


def target(turn: Turn, args: Args) -> None:
    """Show the first rows as they read now. Raises DomainError where they cannot be read so."""
    _, _, unknown = _offered(turn, args)
    read = preview.read_with(turn, args, _chosen(args))
    turn.close()
    turn.reply(texts.sample(turn.t, _columns(unknown), read.rows, args))


def typed(turn: Turn, text: str) -> None:
    """A column's letter in place of its button."""
    if not ADMIN(turn.person) or turn.dialogue is None:
        raise DomainError("not-allowed", what="import")
    data = dict(turn.dialogue.data)
    _, _, unknown = _offered(turn, data)
    letters = [o.letter for o in unknown.columns]
    try:
        column = column_number(text)
    except DomainError as error:
        raise DomainError(
            "table-column-unknown", said=text[:20], first=letters[0], last=letters[-1]
        ) from error
    if column not in [o.column for o in unknown.columns]:
        raise DomainError("table-column-unknown", said=text[:20], first=letters[0], last=letters[-1])
    turn.settle_open_questions()
    if "indicator" in data:
        target(turn, {**data, "target": column})
    else:
        indicator(turn, {**data, "indicator": column})


def settled(turn: Turn, args: Args) -> None:
    """Remember the columns for this header, then go on as with any table."""
    _, _, unknown = _offered(turn, args)
    read = preview.read_with(turn, args, _chosen(args))
    if unknown.fingerprint:
        turn.uow.forms.save_columns(
            turn.department.id,
            unknown.fingerprint,
            (args["indicator"], args["target"]),
            by=turn.person.id,
            at=turn.now,
        )
        turn.audit("columns", document=args["name"], indicator=args["indicator"], target=args["target"])
    preview.go_on(turn, read, {k: args[k] for k in ("blob", "name", "year") if k in args})


def _chosen(args: Args) -> Chosen:
    return Chosen(args["indicator"], args["target"], args["sheet"])


def _offered(turn: Turn, args: Args) -> tuple[str, int, Unknown]:
    return offered(preview.content_of(turn, args), args["name"], args.get("sheet"))


def _columns(unknown: Unknown) -> Sequence[texts.Column]:
    return [(o.column, o.letter, o.header) for o in unknown.columns]


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "table.columns": (ADMIN, ask),
    "table.indicator": (ADMIN, indicator),
    "table.target": (ADMIN, target),
    "table.columns_ok": (ADMIN, settled),
}
DIALOGUES = {"columns": typed}
