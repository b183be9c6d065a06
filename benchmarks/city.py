"""A city made of the published table: departments, units, people and months of figures, written in bulk."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, Table, insert

from bot.domain.people import Role
from bot.domain.period import Period
from bot.domain.settings import DepartmentSettings
from seed.demo import TABLE, YEAR
from seed.published_table import read_table
from storage import schema
from storage.migrate import upgrade
from storage.unit_of_work import make_engine

FIRST_CHAT = 10_000
AT = datetime(YEAR, 1, 4, 1, tzinfo=UTC)
QUANTITIES = ("2-03", "2-04", "2-05", "2-07", "2-10", "2-12")  # rows that any figure fits
BULK = 5_000


@dataclass(frozen=True)
class City:
    """How much of everything, in all. Each unit has a lead and a contact, each department an administrator.

    The people are on Telegram: unit u (0, 1, …) has its contact in chat 10,000 + u.
    """

    departments: int
    units: int
    indicators: int
    months: int
    leads_on_telegram: bool = False

    def fill(self, url: str) -> None:
        upgrade(url)
        engine = make_engine(url)
        for table, rows in self._tables():
            _write(engine, table, rows)
        engine.dispose()

    def _tables(self) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
        yield schema.department, self._departments()
        yield schema.unit, self._units()
        yield schema.person, self._people()
        yield schema.post, self._posts()
        yield schema.account, self._accounts()
        yield schema.indicator, self._indicators()
        yield schema.revision, self._revisions()
        yield schema.verdict, self._verdicts()

    def _departments(self) -> Iterator[dict[str, Any]]:
        settings = DepartmentSettings().with_setting("rhythm", "monthly").to_json()
        for d in range(1, self.departments + 1):
            yield {"id": d, "name": f"第{d}局", "pretend": True, "settings": settings}

    def department_of(self, unit: int) -> int:
        """Units are dealt out to the departments in turn; numbers begin at 0, ids at 1."""
        return unit % self.departments + 1

    def _units(self) -> Iterator[dict[str, Any]]:
        for u in range(self.units):
            yield {"id": u + 1, "department_id": self.department_of(u), "name": f"第{u + 1}科"}

    def _people(self) -> Iterator[dict[str, Any]]:
        for u in range(self.units):
            for n, name in enumerate(("联络员", "科长")):
                yield {
                    "id": 2 * u + n + 1,
                    "department_id": self.department_of(u),
                    "name": f"{name}{u + 1}",
                    "active": True,
                }
        for d in range(1, self.departments + 1):
            yield {"id": 2 * self.units + d, "department_id": d, "name": f"主管{d}", "active": True}

    def _posts(self) -> Iterator[dict[str, Any]]:
        for u in range(self.units):
            yield {"person_id": 2 * u + 1, "role": Role.CONTACT.value, "unit_id": u + 1}
            yield {"person_id": 2 * u + 2, "role": Role.LEAD.value, "unit_id": u + 1}
        for d in range(1, self.departments + 1):
            yield {"person_id": 2 * self.units + d, "role": Role.ADMIN.value, "unit_id": None}

    def _accounts(self) -> Iterator[dict[str, Any]]:
        for u in range(self.units):
            for n in range(2 if self.leads_on_telegram else 1):
                chat = str(FIRST_CHAT + u + n * self.units)
                yield {
                    "platform": "telegram",
                    "native_id": chat,
                    "chat": chat,
                    "person_id": 2 * u + 1 + n,
                    "reachable": True,
                    "used_at": AT,
                }

    def _indicators(self) -> Iterator[dict[str, Any]]:
        """The table's quantities over and over, dealt out to the units in turn."""
        table = read_table(TABLE.read_bytes(), TABLE.name)
        rows = [cells for code, cells in zip(table.codes, table.rows, strict=True) if code in QUANTITIES]
        for i in range(self.indicators):
            unit = i % self.units
            number = i // self.units
            yield {
                "id": i + 1,
                "department_id": self.department_of(unit),
                "year": YEAR,
                "code": f"{unit // self.departments + 1}-{number + 1:02}",
                "position": i,
                "cells": asdict(rows[number % len(rows)]),
                "unit_id": unit + 1,
                "measure": "cumulative",
                "direction": "more",
                "rhythm": "monthly",
                "by_application": False,
                "assumed": [],
                "assisting": [],
                "questions": [],
            }

    def _revisions(self) -> Iterator[dict[str, Any]]:
        for i in range(self.indicators):
            for m in range(self.months):
                yield {
                    "id": i * self.months + m + 1,
                    "indicator_id": i + 1,
                    "period": Period(YEAR, m + 1),
                    "number": 1,
                    "value": Decimal(700 * (m + 1)),
                    "note": "",
                    "reason": "",
                    "on_behalf": False,
                    "by": 2 * (i % self.units) + 1,
                    "at": datetime(YEAR, m + 1, 28, 2, tzinfo=UTC),
                }

    def _verdicts(self) -> Iterator[dict[str, Any]]:
        for i in range(self.indicators):
            for m in range(self.months):
                yield {
                    "revision_id": i * self.months + m + 1,
                    "standing": "reviewed",
                    "reason": "",
                    "by": 2 * (i % self.units) + 2,
                    "at": datetime(YEAR, m + 1, 28, 6, tzinfo=UTC),
                }


def _write(engine: Engine, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    with engine.begin() as connection:
        while bulk := [row for _, row in zip(range(BULK), rows, strict=False)]:
            connection.execute(insert(table), bulk)
