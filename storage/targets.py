"""Departments, units, indicators and the log of their targets. Implements bot.services.ports.Targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from bot.domain.figure import PlanChange, TargetChange
from bot.domain.indicator import Cells, Direction, Indicator, Measure
from bot.domain.pace import YearPlan
from bot.domain.period import Rhythm
from bot.domain.settings import DepartmentSettings
from bot.services.ports import Address, Department, IndicatorFacts, Unit
from storage import schema
from storage.memory import remember
from storage.rows import new_id


class SqlTargets:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    # -- departments and units

    def departments(self) -> Sequence[Department]:
        rows = self._db.execute(select(schema.department).order_by(schema.department.c.id))
        return [_department(r) for r in rows]

    def department(self, department_id: int) -> Department:
        query = select(schema.department).where(schema.department.c.id == department_id)
        return _department(self._db.execute(query).one())

    def department_named(self, name: str) -> Department | None:
        query = select(schema.department).where(schema.department.c.name == name)
        row = self._db.execute(query).one_or_none()
        return _department(row) if row else None

    def add_department(self, name: str, *, pretend: bool = False) -> Department:
        added = self._db.execute(insert(schema.department).values(name=name, pretend=pretend, settings={}))
        return self.department(new_id(added))

    def save_settings(self, department_id: int, settings: DepartmentSettings) -> None:
        table = schema.department
        self._db.execute(update(table).where(table.c.id == department_id).values(settings=settings.to_json()))

    def units(self, department_id: int) -> Sequence[Unit]:
        table = schema.unit
        query = select(table).where(table.c.department_id == department_id).order_by(table.c.id)
        return [_unit(r) for r in self._db.execute(query)]

    def unit(self, unit_id: int) -> Unit:
        return _unit(self._db.execute(select(schema.unit).where(schema.unit.c.id == unit_id)).one())

    def unit_named(self, department_id: int, name: str) -> Unit | None:
        return next((u for u in self.units(department_id) if u.name == name), None)

    def add_unit(self, department_id: int, name: str) -> Unit:
        added = self._db.execute(insert(schema.unit).values(department_id=department_id, name=name))
        return self.unit(new_id(added))

    def bind_group(self, unit_id: int, group: Address | None) -> None:
        platform, chat = (group.platform, group.chat) if group else (None, None)
        table = schema.unit
        self._db.execute(
            update(table).where(table.c.id == unit_id).values(group_platform=platform, group_chat=chat)
        )

    # -- indicators

    def years(self, department_id: int) -> Sequence[int]:
        table = schema.indicator
        query = select(table.c.year).where(table.c.department_id == department_id).distinct()
        return sorted(self._db.scalars(query))

    def rhythms(self, department_id: int, year: int) -> frozenset[Rhythm]:
        table = schema.indicator
        query = select(table.c.rhythm).where(
            table.c.department_id == department_id, table.c.year == year, table.c.retired_at.is_(None)
        )
        return frozenset(Rhythm(r) for r in self._db.scalars(query.distinct()))

    def indicators(self, department_id: int, year: int, *, retired: bool = False) -> Sequence[Indicator]:
        key = ("indicators", department_id, year, retired)
        return remember(self._db, key, lambda: self._indicators(department_id, year, retired))

    def _indicators(self, department_id: int, year: int, retired: bool) -> Sequence[Indicator]:
        table = schema.indicator
        query = _indicators().where(table.c.department_id == department_id, table.c.year == year)
        if not retired:
            query = query.where(table.c.retired_at.is_(None))
        return self._read(self._db.execute(query.order_by(table.c.position, table.c.id)).all())

    def indicator(self, indicator_id: int) -> Indicator:
        query = _indicators().where(schema.indicator.c.id == indicator_id)
        return self._read([self._db.execute(query).one()])[0]

    def _read(self, rows: Sequence[Row[Any]]) -> Sequence[Indicator]:
        """Of one department: who assists is kept by name, and found by it."""
        assisted = next((r.department_id for r in rows if r.assisting), None)
        ids = {} if assisted is None else {u.name: u.id for u in self.units(assisted)}
        return [_indicator(r, frozenset(ids[n] for n in r.assisting if n in ids)) for r in rows]

    def add_indicator(
        self,
        department_id: int,
        year: int,
        code: str,
        cells: Cells,
        facts: IndicatorFacts,
        questions: Sequence[str],
        *,
        beside: int | None = None,
    ) -> Indicator:
        table = schema.indicator
        last = select(func.coalesce(func.max(table.c.position), 0) + 1).where(
            table.c.department_id == department_id, table.c.year == year
        )
        same = select(table.c.position).where(table.c.id == beside)
        position = self._db.scalar(last if beside is None else same)
        added = self._db.execute(
            insert(table).values(
                department_id=department_id,
                year=year,
                code=code,
                position=position,
                cells=asdict(cells),
                questions=list(questions),
                **_facts(facts),
            )
        )
        return self.indicator(new_id(added))

    def change_cells(self, indicator_id: int, cells: Cells, questions: Sequence[str]) -> None:
        self._change(indicator_id, cells=asdict(cells), questions=list(questions))

    def change_facts(self, indicator_id: int, facts: IndicatorFacts) -> None:
        self._change(indicator_id, **_facts(facts))

    def retire(self, indicator_id: int, at: datetime) -> None:
        self._change(indicator_id, retired_at=at)

    def revive(self, indicator_id: int) -> None:
        self._change(indicator_id, retired_at=None)

    def delete(self, indicator_id: int) -> None:
        """Only for an indicator that nothing refers to; the foreign keys refuse anything else."""
        log = schema.target_event
        self._db.execute(delete(log).where(log.c.indicator_id == indicator_id))
        self._db.execute(delete(schema.split).where(schema.split.c.part_id == indicator_id))
        self._db.execute(delete(schema.indicator).where(schema.indicator.c.id == indicator_id))

    def has_reports(self, indicator_id: int) -> bool:
        tables = (
            *(schema.revision, schema.explanation, schema.deferral, schema.inquiry),
            schema.plan_event,
        )
        return any(
            self._db.execute(select(t.c.id).where(t.c.indicator_id == indicator_id).limit(1)).first()
            for t in tables
        )

    def _change(self, indicator_id: int, **values: Any) -> None:
        self._db.execute(
            update(schema.indicator).where(schema.indicator.c.id == indicator_id).values(**values)
        )

    # -- the log of targets

    def log_target(
        self,
        indicator_id: int,
        old: str | None,
        new: str | None,
        *,
        by: int | None,
        at: datetime,
        document: str = "",
    ) -> None:
        self._db.execute(
            insert(schema.target_event).values(
                indicator_id=indicator_id, old=old, new=new, by=by, at=at, document=document
            )
        )

    def target_changes(self, indicator_ids: Iterable[int]) -> Sequence[TargetChange]:
        table = schema.target_event
        query = select(table).where(table.c.indicator_id.in_(list(indicator_ids))).order_by(table.c.id)
        return [
            TargetChange(r.id, r.indicator_id, r.old, r.new, r.by, r.at, r.document)
            for r in self._db.execute(query)
        ]

    # -- plans and splits

    def set_plan(
        self, indicator_id: int, plan: YearPlan | None, *, by: int | None, at: datetime, document: str = ""
    ) -> None:
        stored = _plan_to_json(plan)
        self._change(indicator_id, plan=stored)
        self._db.execute(
            insert(schema.plan_event).values(
                indicator_id=indicator_id, plan=stored, document=document, by=by, at=at
            )
        )

    def plan_changes(self, indicator_ids: Iterable[int]) -> Sequence[PlanChange]:
        table, person = schema.plan_event, schema.person
        query = (
            select(table, person.c.name.label("by_name"))
            .outerjoin(person, person.c.id == table.c.by)
            .where(table.c.indicator_id.in_(list(indicator_ids)))
            .order_by(table.c.id)
        )
        return [
            PlanChange(r.id, r.indicator_id, _plan_from_json(r.plan), r.document, r.by, r.by_name or "", r.at)
            for r in self._db.execute(query)
        ]

    def require_evidence(self, indicator_id: int, since: datetime | None) -> None:
        self._change(indicator_id, evidence_since=since)

    def log_split(self, part_id: int, whole_id: int, *, by: int | None, at: datetime) -> None:
        self._db.execute(insert(schema.split).values(part_id=part_id, whole_id=whole_id, by=by, at=at))

    def parts(self, whole_ids: Iterable[int]) -> Mapping[int, Sequence[int]]:
        table = schema.split
        query = select(table).where(table.c.whole_id.in_(list(whole_ids))).order_by(table.c.part_id)
        found: dict[int, list[int]] = defaultdict(list)
        for row in self._db.execute(query):
            found[row.whole_id].append(row.part_id)
        return found

    def whole(self, part_id: int) -> int | None:
        query = select(schema.split.c.whole_id).where(schema.split.c.part_id == part_id)
        return self._db.scalar(query)


def _department(row: Row[Any]) -> Department:
    return Department(row.id, row.name, row.pretend, DepartmentSettings.from_json(row.settings))


def _unit(row: Row[Any]) -> Unit:
    group = Address(row.group_platform, row.group_chat) if row.group_chat else None
    return Unit(row.id, row.department_id, row.name, group)


def _indicators() -> Select[Any]:
    return select(schema.indicator, schema.unit.c.name.label("unit_name")).outerjoin(
        schema.unit, schema.unit.c.id == schema.indicator.c.unit_id
    )


def _indicator(row: Row[Any], assisting_ids: frozenset[int]) -> Indicator:
    return Indicator(
        id=row.id,
        department_id=row.department_id,
        year=row.year,
        code=row.code,
        cells=Cells(**row.cells),
        unit_id=row.unit_id,
        unit=row.unit_name,
        measure=Measure(row.measure),
        direction=Direction(row.direction),
        rhythm=Rhythm(row.rhythm),
        weight=row.weight,
        by_application=row.by_application,
        baseline=row.baseline,
        assumed=frozenset(row.assumed),
        assisting=tuple(row.assisting),
        assisting_ids=assisting_ids,
        retired=row.retired_at is not None,
        plan=_plan_from_json(row.plan),
        evidence_since=row.evidence_since,
        questions=tuple(row.questions),
    )


def _facts(facts: IndicatorFacts) -> dict[str, Any]:
    return {**asdict(facts), "assumed": sorted(facts.assumed), "assisting": list(facts.assisting)}


def _plan_to_json(plan: YearPlan | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "milestones": [[month, format(value, "f")] for month, value in plan.milestones],
        "goal": format(plan.goal, "f"),
        "unit": plan.unit,
        "baseline": None if plan.baseline is None else format(plan.baseline, "f"),
        "document": plan.document,
    }


def _plan_from_json(stored: dict[str, Any] | None) -> YearPlan | None:
    if stored is None:
        return None
    return YearPlan(
        tuple((month, Decimal(value)) for month, value in stored["milestones"]),
        Decimal(stored["goal"]),
        stored["unit"],
        None if stored["baseline"] is None else Decimal(stored["baseline"]),
        stored["document"],
    )
