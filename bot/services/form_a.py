"""Form A, the 绩效目标表 as it is stored. Imports the domain and ports."""

from dataclasses import dataclass

from bot.domain.indicator import Cells
from bot.services.ports import Department, UnitOfWork


@dataclass(frozen=True, slots=True)
class FormA:
    """The table of a department's year, row by row in its order."""

    department: str
    year: int
    rows: tuple[Cells, ...]
    pretend: bool = False


def form_a(uow: UnitOfWork, department: Department, year: int) -> FormA:
    """What is stored for the year, retired indicators left out."""
    rows = tuple(i.cells for i in uow.targets.indicators(department.id, year))
    return FormA(department.name, year, rows, department.pretend)
