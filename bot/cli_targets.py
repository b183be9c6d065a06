"""The command line's work on targets: import, targets, read, assignments."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli_common import (
    Desk,
    about_file,
    content_of,
    department_of,
    load_settings,
    opened,
    year_of,
)
from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.domain.quantity import read as read_value
from bot.domain.quantity import to_json
from bot.services import assignments_read, assignments_sheet
from bot.services.assign import AssignmentsDifference, apply_assignments, compare_assignments
from bot.services.import_targets import Difference, apply, department_for
from bot.services.ports import Department
from bot.texts import assign as assign_texts
from bot.texts import cli as texts
from bot.texts.catalogue import translator
from bot.texts.questions import indicator_questions
from seed.published_table import Table, fingerprint_of, read_table
from seed.table_chosen import Chosen, column_number
from seed.table_difference import difference, notes_on

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="the table: xlsx, docx or text")]
DepartmentName = Annotated[str | None, typer.Option("--department", help="its name, if there are several")]
Year = Annotated[int | None, typer.Option("--year", min=2000, max=2100, help="default: the newest")]
AsJson = Annotated[bool, typer.Option("--json", help="as JSON")]


def _column(of: str) -> Any:
    """The option that names a column of a table whose header is not known."""
    return typer.Option(f"--{of.removesuffix('s')}-column", help=f"the letter of the column with the {of}")


def _named(department: str) -> str:
    if not department.strip():
        raise typer.BadParameter("the department needs a name")
    return department.strip()


def import_(
    file: File,
    department: Annotated[str, typer.Option("--department", help="whose table it is", callback=_named)],
    year: Annotated[int, typer.Option("--year", min=2000, max=2100, help="of which year it is")],
    assignments: Annotated[
        Path | None,
        typer.Option("--assignments", exists=True, dir_okay=False, help="the assignments workbook"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="show the difference, store nothing")] = False,
    indicator_column: Annotated[str | None, _column("indicators")] = None,
    target_column: Annotated[str | None, _column("targets")] = None,
) -> None:
    """Load a table of targets; the difference is shown first."""
    with opened() as desk:
        owner, is_new = department_for(desk.uow, department, desk.settings.department)
        with about_file(file.name):
            table = _read(desk, owner, file, _chosen(indicator_column, target_column))
        found = difference(desk.uow, owner, year, table)
        others = [d.name for d in desk.uow.targets.departments() if is_new and d.id != owner.id]
        notes = [(note.code, note.facts) for note in notes_on(table, found)]
        said = [
            texts.import_head(desk.t, found, is_new=is_new, others=others),
            *texts.import_body(desk.t, found, notes),
        ]
        _store(desk, found, file.name)
        if assignments is not None:
            said += _assign(desk, owner, year, assignments)
        if not dry_run:
            desk.commit()  # before a line is printed: a pipe that closes early stops the printing only
        _echo([*said, texts.dry_run(desk.t) if dry_run else texts.stored(desk.t)])


def _chosen(indicator: str | None, target: str | None) -> Chosen | None:
    if indicator is None and target is None:
        return None
    if indicator is None or target is None:
        raise typer.BadParameter("--indicator-column and --target-column go together")
    try:
        return Chosen(column_number(indicator), column_number(target))
    except DomainError as error:
        raise typer.BadParameter("a column is a letter, e.g. B") from error


def _read(desk: Desk, owner: Department, path: Path, chosen: Chosen | None) -> Table:
    """With columns that were named they are remembered for the header; without, those remembered are used."""

    def remembered(fingerprint: str) -> Chosen | None:
        found = desk.uow.forms.columns(owner.id, fingerprint)
        return Chosen(*found) if found else None

    content = content_of(path)
    table = read_table(content, path.name, chosen=chosen, remembered=remembered)
    if chosen and table.chosen and (fingerprint := fingerprint_of(content, path.name, table.chosen)):
        columns = (chosen.indicator, chosen.target)
        desk.uow.forms.save_columns(owner.id, fingerprint, columns, by=None, at=desk.now)
    return table


def _store(desk: Desk, found: Difference, document: str) -> None:
    apply(desk.uow, found, by=None, now=desk.now, document=document)
    if not found.is_nothing:
        desk.uow.messages.audit(
            "import",
            person_id=None,
            at=desk.now,
            department=found.department.name,
            year=found.year,
            document=document,
            added=len(found.added),
            changed=[c.indicator.code for c in found.changed],
            gone=[i.code for i in found.gone],
        )


def _assign(desk: Desk, owner: Department, year: int, path: Path) -> list[str]:
    """Take the assignments workbook; what it changes, in words."""
    with about_file(path.name):
        said = assignments_read.read(content_of(path), assign_texts.sheet_words(desk.t))
        found = compare_assignments(desk.uow, owner, year, said)
    apply_assignments(desk.uow, found)
    _audit(desk, found, path.name)
    return list(texts.assignments_body(desk.t, found))


def _audit(desk: Desk, found: AssignmentsDifference, document: str) -> None:
    codes = [c.indicator.code for c in found.changes]
    desk.uow.messages.audit("assign", person_id=None, at=desk.now, document=document, codes=codes)


def targets(department: DepartmentName = None, year: Year = None, as_json: AsJson = False) -> None:
    """List what is stored."""
    with opened() as desk:
        owner = department_of(desk.uow, department)
        found = desk.uow.targets.indicators(owner.id, year_of(desk.uow, owner, year))
        if as_json:
            typer.echo(_json([_as_json(desk, i) for i in found]))
        else:
            _echo(texts.target_lines(desk.t, found))


def _as_json(desk: Desk, indicator: Indicator) -> dict[str, Any]:
    """The raw cells, and what is known beside them; the keys are an interface."""
    weight = indicator.weight
    return {
        **asdict(indicator.cells),
        "code": indicator.code,
        "responsible_unit": indicator.unit,
        "measure": indicator.measure.value,
        "direction": indicator.direction.value,
        "rhythm": indicator.rhythm.value,
        "weight": None if weight is None else format(weight, "f"),
        "assumed": sorted(indicator.assumed),
        "target": to_json(indicator.target),
        "questions": indicator_questions(desk.t, indicator),
    }


def read(
    text: Annotated[list[str], typer.Argument(help="cells or figures, after --")], as_json: AsJson = False
) -> None:
    """Show how cells or figures would be read."""
    readings = [read_value(one) for one in text]
    if as_json:
        typer.echo(_json([to_json(r) for r in readings]))
    else:
        _echo(texts.reading_line(translator(load_settings().language), r) for r in readings)


def assignments(
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="the workbook to write (.xlsx)")],
    department: DepartmentName = None,
    year: Year = None,
) -> None:
    """Write the workbook in which to say who answers for what."""
    if out.suffix.lower() != ".xlsx":
        raise typer.BadParameter("the name of a workbook ends in .xlsx", param_hint="--out")
    with opened() as desk:
        owner = department_of(desk.uow, department)
        found = desk.uow.targets.indicators(owner.id, year_of(desk.uow, owner, year))
        content = assignments_sheet.write(
            [assign_texts.sheet_row(desk.t, i) for i in found],
            assign_texts.sheet_words(desk.t),
            [u.name for u in desk.uow.targets.units(owner.id)],
        )
        out.write_bytes(content)
        typer.echo(texts.written(desk.t, out.name, len(found)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _echo(lines: Any) -> None:
    for line in lines:
        typer.echo(line)
