"""The ledger as a workbook, with what the person may see."""

from bot.domain.errors import DomainError
from bot.services.export_ledger import export_ledger
from bot.texts import export as texts
from handlers.board import sight_of
from handlers.turn import Turn


def export(turn: Turn, words: str) -> None:
    """/export, or 导出 2022 for an older table."""
    year = words.strip(" 年")
    sight = sight_of(turn, int(year) if year.isdigit() else None)
    if not sight.indicators:
        raise DomainError("nothing-in-sight")
    turn.audit("export", year=sight.ledger.year, indicators=len(sight.indicators))
    turn.reply(texts.message(turn.t, export_ledger(sight)))
