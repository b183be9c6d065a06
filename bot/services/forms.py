"""Which official form is wanted, and its data. Imports the domain, ports and the forms' own services."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.form_details import FormDetails
from bot.services.form_a import FormA, form_a
from bot.services.form_d import FormD, form_d
from bot.services.ledger import Ledger
from bot.services.ports import Department, UnitOfWork
from bot.services.scope import current_year

AnyForm = FormA | FormD


class FormKind(StrEnum):
    """The value is how the command line and stored buttons name it."""

    TARGETS = "A"
    SELF_EVALUATION = "D"


WORDS = (
    (FormKind.SELF_EVALUATION, r"\bD\b|自评"),
    (FormKind.TARGETS, r"\bA\b|目标表|绩效目标"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form as asked for; None where nothing was said."""

    kind: FormKind | None = None
    year: int | None = None


def wanted(words: str) -> Wanted:
    """What is asked for with 表格 A 2023 or 报表 绩效目标表."""
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", words)
    kind = next((kind for kind, known in WORDS if re.search(known, words.upper(), re.ASCII)), None)
    return Wanted(kind, int(year[1]) if year else None)


def make(uow: UnitOfWork, department: Department, what: Wanted, today: date) -> AnyForm:
    """The form's data. Raises DomainError no-table, no-table-year."""
    year = year_of(uow, department, what.year, today)
    match what.kind:
        case FormKind.TARGETS:
            return form_a(uow, department, year)
        case FormKind.SELF_EVALUATION:
            return form_d(Ledger.load(uow, department, year), FormDetails())
        case _:
            raise ValueError(f"no form: {what.kind!r}")


def year_of(uow: UnitOfWork, department: Department, year: int | None, today: date) -> int:
    """The year asked for, or the current one. Raises DomainError no-table, no-table-year."""
    years = uow.targets.years(department.id)
    if year is not None and year not in years:
        raise DomainError("no-table-year", year=year, years=" ".join(map(str, sorted(years))) or "—")
    return year if year is not None else current_year(uow, department, today)
