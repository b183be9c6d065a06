"""The official forms as files: a menu, or one at once. For those who see the whole department."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Role
from bot.services.forms import DETAILS, HAVE_A_SPAN, FormKind, Wanted, ended_months, wanted, year_of
from bot.services.forms import make as make_form
from bot.texts import forms as texts
from handlers import bulletin, form_details
from handlers.command import ADMIN, Press, Right, holding
from handlers.turn import Turn

READERS = holding(Role.ADMIN, Role.DIRECTOR)


def forms(turn: Turn, words: str) -> None:
    """/form, or at once: 表格 A 2023, 表格 监控 1-7月."""
    what = wanted(words)
    if turn.person.is_admin and re.search(DETAILS, words.upper()):
        form_details.offer(turn, {"year": what.year})
    elif what.kind is FormKind.BULLETIN:
        if not ADMIN(turn.person):
            raise DomainError("not-allowed", what="bulletin")
        bulletin.bulletin(turn, words)
    elif what.kind is None:
        year = year_of(turn.uow, turn.department, what.year, turn.today)
        turn.reply(texts.menu(turn.t, year, details=turn.person.is_admin))
    else:
        _span_or_form(turn, what, what.kind)


def make(turn: Turn, args: Mapping[str, Any]) -> None:
    kind = FormKind(args["kind"])
    _span_or_form(turn, Wanted(kind, args["year"], args.get("until")), kind)


def _span_or_form(turn: Turn, what: Wanted, kind: FormKind) -> None:
    """The form, or first of all until which month, where it has a span."""
    year = year_of(turn.uow, turn.department, what.year, turn.today)
    if kind in HAVE_A_SPAN and what.until is None:
        turn.reply(texts.spans(turn.t, kind, year, ended_months(year, turn.today)))
        return
    form = make_form(turn.uow, turn.department, what, turn.today)
    turn.audit("form", form=kind, year=year, until=what.until)
    for message in texts.messages(turn.t, form):
        turn.reply(message)


ACTIONS: Mapping[str, tuple[Right, Press]] = {"form.make": (READERS, make)}
