"""The command line's work on the official forms: form."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import department_of, opened
from bot.cli_targets import DepartmentName, Year
from bot.forms.files import file_of
from bot.services.forms import FormKind, Wanted, make
from bot.texts import forms as texts

Out = Annotated[Path, typer.Option("--out", dir_okay=False, help="the file to write")]


def form(
    kind: Annotated[
        FormKind,
        typer.Argument(
            help="A: 绩效目标表, C: 绩效目标执行监控表, D: 绩效自评表, import: for the finance system",
            case_sensitive=False,
        ),
    ],
    out: Out,
    department: DepartmentName = None,
    year: Year = None,
    until: Annotated[
        int, typer.Option("--until", min=1, max=12, help="C and import: January to which month")
    ] = 7,
) -> None:
    """Write an official form."""
    with opened() as desk:
        today = desk.now.astimezone(desk.settings.zone).date()
        made = make(desk.uow, department_of(desk.uow, department), Wanted(kind, year, until), today)
        out.write_bytes(file_of(made).content or b"")
        for line in texts.remarks(desk.t, made):
            typer.echo(line)
