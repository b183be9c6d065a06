"""Which official form is wanted, and its data. Imports the domain, ports and the forms' own services."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.errors import DomainError
from bot.domain.monitoring import RoundKind
from bot.services.bulletin import Bulletin, bulletin_of
from bot.services.finance_import import FinanceImport, finance_import
from bot.services.form_a import FormA, form_a
from bot.services.form_c import FormC, form_c
from bot.services.form_d import FormD, form_d
from bot.services.form_details import details_of
from bot.services.ledger import Ledger
from bot.services.ports import Department, SignedBulletin, UnitOfWork
from bot.services.round_answers import round_answers
from bot.services.scope import current_year, newest_ended_month
from bot.services.understand_periods import period_in

AnyForm = FormA | FormC | FormD | FinanceImport | Bulletin | SignedBulletin


class FormKind(StrEnum):
    """The value is how the command line and stored buttons name it."""

    TARGETS = "A"
    MONITORING = "C"
    SELF_EVALUATION = "D"
    FINANCE_IMPORT = "import"
    BULLETIN = "bulletin"


DETAILS = r"表内信息|信息表|补充信息|DETAILS"
"""How the workbook is asked for in which the rest of the forms is said."""


WORDS = (
    (FormKind.BULLETIN, r"通报|BULLETIN"),
    (FormKind.FINANCE_IMPORT, r"导入|IMPORT"),
    (FormKind.MONITORING, r"\bC\b|监控|MONITORING"),
    (FormKind.SELF_EVALUATION, r"\bD\b|自评|SELF-?EVALUATION|SELFCHECK"),
    (FormKind.TARGETS, r"\bA\b|目标表|绩效目标|TARGETS?\b"),
)


HAVE_A_SPAN = (FormKind.MONITORING, FormKind.FINANCE_IMPORT, FormKind.BULLETIN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form as asked for; None where nothing was said."""

    kind: FormKind | None = None
    year: int | None = None
    until: int | None = None  # the span's last month


def wanted(words: str) -> Wanted:
    """What is asked for with 表格 A 2023, 报表 绩效目标表 or 表格 监控 1-7月."""
    year = re.search(r"(?<!\d)(20\d\d)(?!\d)", words)
    kind = next((kind for kind, known in WORDS if re.search(known, words.upper(), re.ASCII)), None)
    return Wanted(kind, int(year[1]) if year else None, _until(words))


def _until(words: str) -> int | None:
    """The last month of 1-7月, 1至8月, 1-8, 7月, 一季度, 上半年, 前三季度, 全年, Jan-Jul or first half."""
    if named := next((month for name, month in _NAMED_SPANS if name in words), None):
        return named
    if (english := period_in(words)) is not None:
        return english.end_month
    months = re.findall(r"(?<!\d)(1[0-2]|[1-9])\s*月", words)
    months += re.findall(r"(?<![\d-])1\s*[-—–~～至到]\s*(1[0-2]|[1-9])(?![\d-])", words)
    return int(months[-1]) if months else None


_NAMED_SPANS = (("上半年", 6), ("前三季度", 9), ("一季度", 3), ("全年", 12))


def make(uow: UnitOfWork, department: Department, what: Wanted, today: date) -> AnyForm:
    """The form's data.

    Raises DomainError no-table, no-table-year, span-missing, span-not-over, bulletin-span-not-over.
    """
    year = year_of(uow, department, what.year, today)
    details = details_of(uow, department, year)
    match what.kind:
        case FormKind.TARGETS:
            return form_a(uow, department, year)
        case FormKind.MONITORING:
            until = _checked(year, what.until, today)
            said = round_answers(uow, department, RoundKind.MONITORING, year, until)
            ledger = Ledger.load(uow, department, year)
            return form_c(ledger, until, details, said.for_form_c(), said.document)
        case FormKind.FINANCE_IMPORT:
            until = _checked(year, what.until, today)
            said = round_answers(uow, department, RoundKind.MONITORING, year, until)
            ledger = Ledger.load(uow, department, year)
            return finance_import(ledger, until, details, said.for_form_c(), said.document)
        case FormKind.SELF_EVALUATION:
            said = round_answers(uow, department, RoundKind.SELF_EVALUATION, year, 12)
            return form_d(Ledger.load(uow, department, year), details, said.stated, said.document)
        case FormKind.BULLETIN:
            return bulletin_for(uow, department, year, what.until, today)
        case _:
            raise ValueError(f"no form: {what.kind!r}")


def bulletin_for(
    uow: UnitOfWork, department: Department, year: int | None, until: int | None, today: date
) -> Bulletin | SignedBulletin:
    """The bulletin of January to a month. Raises DomainError as `make` does."""
    about = year_of(uow, department, year, today)
    return bulletin_of(uow, department, about, _checked(about, until, today, "bulletin-span-not-over"))


def year_of(uow: UnitOfWork, department: Department, year: int | None, today: date) -> int:
    """The year asked for, or the current one. Raises DomainError no-table, no-table-year."""
    years = uow.targets.years(department.id)
    if year is not None and year not in years:
        raise DomainError("no-table-year", year=year, years=" ".join(map(str, sorted(years))) or "—")
    return year if year is not None else current_year(uow, department, today)


def ended_months(year: int, today: date) -> int:
    """The last month of the year that has ended, 0 when none has."""
    newest, month = newest_ended_month(today)
    return 12 if year < newest else month if year == newest else 0


def _checked(year: int, until: int | None, today: date, not_over: str = "span-not-over") -> int:
    ended = ended_months(year, today)
    if until is None:
        raise DomainError("span-missing", ended=max(ended, 1))
    if until > ended:
        raise DomainError(not_over, year=year, until=until, ended=ended)
    return until
