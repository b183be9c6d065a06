"""The official forms as files: a menu, or one at once. For those who see the whole department."""

from collections.abc import Mapping
from typing import Any

from bot.domain.people import Role
from bot.services.forms import FormKind, Wanted, ended_months, wanted, year_of
from bot.services.forms import make as make_form
from bot.texts import forms as texts
from handlers.command import Press, Right, holding
from handlers.turn import Turn

READERS = holding(Role.ADMIN, Role.DIRECTOR)


def forms(turn: Turn, words: str) -> None:
    """/form, or at once: 表格 A 2023."""
    what = wanted(words)
    if what.kind is None:
        turn.reply(texts.menu(turn.t, year_of(turn.uow, turn.department, what.year, turn.today)))
    else:
        _span_or_form(turn, what)


def _span_or_form(turn: Turn, what: Wanted) -> None:
    if what.kind is FormKind.MONITORING and what.until is None:
        _which_span(turn, what)
    else:
        _make(turn, what)


def _which_span(turn: Turn, what: Wanted) -> None:
    year = year_of(turn.uow, turn.department, what.year, turn.today)
    turn.reply(texts.spans(turn.t, year, ended_months(year, turn.today)))


def make(turn: Turn, args: Mapping[str, Any]) -> None:
    _span_or_form(turn, Wanted(FormKind(args["kind"]), args["year"], args.get("until")))


def _make(turn: Turn, what: Wanted) -> None:
    form = make_form(turn.uow, turn.department, what, turn.today)
    turn.audit("form", form=what.kind, year=form.year)
    turn.reply(texts.message(turn.t, form))


ACTIONS: Mapping[str, tuple[Right, Press]] = {"form.make": (READERS, make)}
