"""The command line's work on the official forms: form, form-details."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import Desk, about_file, content_of, department_of, opened
from bot.cli_targets import DepartmentName, Year
from bot.domain.errors import DomainError
from bot.forms import details_book
from bot.forms.files import file_of
from bot.services.form_details import compare_details, details_of, save_details
from bot.services.forms import FormKind, Wanted, make, year_of
from bot.services.ports import Department
from bot.texts import cli as cli_texts
from bot.texts import form_details as detail_texts
from bot.texts import forms as texts

Out = Annotated[Path, typer.Option("--out", dir_okay=False, help="the file to write")]


def form(
    kind: Annotated[
        FormKind,
        typer.Argument(
            help="A: 绩效目标表, C: 绩效目标执行监控表, D: 绩效自评表, import: for the finance system, "
            "bulletin: 通报 (代拟稿)",
            case_sensitive=False,
        ),
    ],
    out: Out,
    department: DepartmentName = None,
    year: Year = None,
    until: Annotated[
        int, typer.Option("--until", min=1, max=12, help="C, import and bulletin: January to which month")
    ] = 7,
) -> None:
    """Write an official form."""
    with opened() as desk:
        today = desk.now.astimezone(desk.settings.zone).date()
        made = make(desk.uow, department_of(desk.uow, department), Wanted(kind, year, until), today)
        out.write_bytes(file_of(made).content or b"")
        for line in texts.remarks(desk.t, made):
            typer.echo(line)


def form_details(
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False, help="the workbook to write")] = None,
    filled: Annotated[
        Path | None, typer.Option("--in", exists=True, dir_okay=False, help="the workbook, filled in")
    ] = None,
    department: DepartmentName = None,
    year: Year = None,
) -> None:
    """Write the workbook that asks what the forms need beside the table, or take it filled in."""
    if (out is None) == (filled is None):
        raise typer.BadParameter("either --out or --in")
    with opened() as desk:
        owner = department_of(desk.uow, department)
        about = year_of(desk.uow, owner, year, desk.now.astimezone(desk.settings.zone).date())
        if out is not None:
            indicators = desk.uow.targets.indicators(owner.id, about)
            out.write_bytes(details_book.write(details_of(desk.uow, owner, about), indicators))
        elif filled is not None:
            _take(desk, owner, about, filled)


def _take(desk: Desk, owner: Department, year: int, path: Path) -> None:
    with about_file(path.name):
        said = details_book.read(content_of(path), desk.uow.targets.indicators(owner.id, year))
        if said is None:
            raise DomainError("sheet-no-header", headers=[details_book.GENERAL])
    difference = compare_details(desk.uow, owner, year, said)
    for line in detail_texts.change_lines(difference.changes):
        typer.echo(line)
    save_details(desk.uow, owner, difference, by=None, now=desk.now)
    fields = [c.field for c in difference.changes]
    desk.uow.messages.audit("form-details", person_id=None, at=desk.now, year=year, fields=fields)
    desk.commit()
    typer.echo(cli_texts.stored(desk.t))
