"""The ledger as a workbook, or one indicator's year, with what the person may see; as CSV too."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.services.export_ledger import LedgerExport, export_ledger
from bot.services.show_corrections import signings
from bot.services.show_status import find
from bot.services.sight import Sight
from bot.texts import status as status_texts
from handlers.board import sight_of
from handlers.command import Press, Right, anyone
from handlers.status import MOST_BUTTONS, year_and_name
from handlers.turn import Turn


def export(turn: Turn, words: str) -> None:
    """/export, 导出 2022 for an older table, 导出 2-06 for one indicator's year."""
    year, named = year_and_name(words)
    sight = _sight(turn, year)
    found = find(sight, named) if named else ()
    if len(found) > 1:
        turn.reply(status_texts.which(turn.t, sight, found[:MOST_BUTTONS]))
        return
    from bot.texts import export as texts  # with the library that writes workbooks

    made = export_ledger(sight, found[0] if found else None, signings(turn.uow, sight))
    _audit(turn, made, "xlsx")
    turn.reply(texts.message(turn.t, made))


def as_csv(turn: Turn, args: Mapping[str, Any]) -> None:
    sight = _sight(turn, args["year"])
    only = next((i for i in sight.indicators if i.id == args["only"]), None)
    if args["only"] is not None and only is None:
        raise DomainError("stale-button")
    from bot.texts import export as texts

    made = export_ledger(sight, only, signings(turn.uow, sight))
    _audit(turn, made, "csv")
    turn.reply(texts.csv_message(turn.t, made))


def _sight(turn: Turn, year: int | None) -> Sight:
    sight = sight_of(turn, year)
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    return sight


def _audit(turn: Turn, made: LedgerExport, form: str) -> None:
    only = made.only.code if made.only else ""
    turn.audit("export", year=made.sight.ledger.year, indicators=len(made.rows), only=only, form=form)


ACTIONS: Mapping[str, tuple[Right, Press]] = {"export.csv": (anyone, as_csv)}
