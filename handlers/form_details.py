"""What the forms ask beside table and figures: a workbook out, and filled in back. Administrators."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.form_details import FormDetails
from bot.forms import details_book
from bot.services import form_details as service
from bot.services.form_details import DetailsDifference
from bot.services.forms import year_of
from bot.services.secrecy import check_words
from bot.texts import form_details as texts
from handlers.command import ADMIN, Press, Right
from handlers.turn import Turn

Args = Mapping[str, Any]


def offer(turn: Turn, args: Args) -> None:
    """The workbook with what is known already."""
    year = year_of(turn.uow, turn.department, args.get("year"), turn.today)
    details = service.details_of(turn.uow, turn.department, year)
    indicators = turn.uow.targets.indicators(turn.department.id, year)
    turn.reply(texts.workbook(turn.t, year, details_book.write(details, indicators), turn.department.pretend))


def take(turn: Turn, content: bytes, args: Args) -> None:
    """Filled in: what it would change, with a button to store it."""
    difference = _difference(turn, content, args)
    if not difference.changes:
        turn.reply(texts.nothing_new(turn.t, difference))
        return
    seen = {"seen": difference.fingerprint, "year": difference.year}
    turn.reply(texts.preview(turn.t, difference, {**args, **seen}))


def confirm(turn: Turn, args: Args) -> None:
    """Store what was shown; when the store has changed since, the new difference is shown instead."""
    file = turn.uow.messages.file(args["blob"])
    if file is None or file.content is None:
        raise DomainError("stale-button")
    difference = _difference(turn, file.content, args)
    if difference.fingerprint != args["seen"]:
        take(turn, file.content, args)
        return
    service.save_details(turn.uow, turn.department, difference, by=turn.person.id, now=turn.now)
    turn.audit("form-details", year=difference.year, fields=[c.field for c in difference.changes])
    turn.reply(texts.stored(turn.t, difference))


def _difference(turn: Turn, content: bytes, args: Args) -> DetailsDifference:
    year = year_of(turn.uow, turn.department, args.get("year"), turn.today)
    said = details_book.read(content, turn.uow.targets.indicators(turn.department.id, year))
    if said is None:
        raise DomainError("stale-button")
    check_words(words_of(said))
    return service.compare_details(turn.uow, turn.department, year, said)


def words_of(details: FormDetails) -> str:
    """All that people wrote, to be looked through for what must not be kept."""
    return "\n".join(str(part) for part in (details, *details.signatures))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "form.details": (ADMIN, offer),
    "form.details_store": (ADMIN, confirm),
}
