"""Figures and what is said of them, append-only. Implements bot.services.ports.Reports."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, false, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.figure import Deferral, Explanation, Inquiry, Revision, Standing
from bot.domain.ladder import Month
from bot.domain.locking import Reopening
from bot.domain.period import Period
from bot.services.ports import NewRevision
from storage import schema
from storage.rows import new_id, touched


class SqlReports:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def revisions(self, indicator_ids: Iterable[int]) -> Sequence[Revision]:
        table = schema.revision
        query = _revisions().where(table.c.indicator_id.in_(list(indicator_ids)))
        query = query.order_by(table.c.indicator_id, table.c.period, table.c.number)
        return [_revision(r) for r in self._db.execute(query)]

    def revision(self, revision_id: int) -> Revision:
        return _revision(self._db.execute(_revisions().where(schema.revision.c.id == revision_id)).one())

    def typed_in(self, person_id: int, message: str) -> Sequence[Revision]:
        table = schema.revision
        query = _revisions().where(table.c.by == person_id, table.c.message == message)
        return [_revision(r) for r in self._db.execute(query.order_by(table.c.id))]

    def stored_by(
        self, *, event_id: int | None = None, question_ids: Iterable[int] = ()
    ) -> Sequence[Revision]:
        table = schema.revision
        by_event = false() if event_id is None else table.c.event_id == event_id
        meant = or_(by_event, table.c.question_id.in_(list(question_ids)))
        return [_revision(r) for r in self._db.execute(_revisions().where(meant).order_by(table.c.id))]

    def add(self, new: NewRevision) -> Revision | None:
        table = schema.revision
        last = select(func.max(table.c.number)).where(
            table.c.indicator_id == new.indicator_id, table.c.period == new.period
        )
        number = (self._db.scalar(last) or 0) + 1
        try:
            with self._db.begin_nested():
                added = self._db.execute(insert(table).values(number=number, **asdict_flat(new)))
        except IntegrityError:
            if self._yielded(new):
                return None
            raise
        return self.revision(new_id(added))

    def _yielded(self, new: NewRevision) -> bool:
        table = schema.revision
        query = select(table.c.id).where(
            table.c.question_id == new.question_id,
            table.c.indicator_id == new.indicator_id,
            table.c.period == new.period,
        )
        return self._db.execute(query).first() is not None

    def decide(
        self, revision_id: int, standing: Standing, *, by: int | None, at: datetime, reason: str = ""
    ) -> bool:
        try:
            with self._db.begin_nested():
                self._db.execute(
                    insert(schema.verdict).values(
                        revision_id=revision_id, standing=standing.value, by=by, at=at, reason=reason
                    )
                )
        except IntegrityError:
            return False
        return True

    # -- explanations, deferrals, inquiries

    def explain(
        self,
        indicator_id: int,
        period: Period,
        kind: str,
        *,
        by: int | None,
        at: datetime,
        reason: str = "",
        said: str = "",
        text: str = "",
    ) -> None:
        self._db.execute(
            insert(schema.explanation).values(
                indicator_id=indicator_id,
                period=period,
                kind=kind,
                by=by,
                at=at,
                reason=reason,
                said=said,
                text=text,
            )
        )

    def explanations(self, indicator_ids: Iterable[int]) -> Sequence[Explanation]:
        table = schema.explanation
        rows = self._db.execute(
            select(table).where(table.c.indicator_id.in_(list(indicator_ids))).order_by(table.c.id)
        )
        return [Explanation(**r._mapping) for r in rows]

    def defer(
        self,
        indicator_id: int,
        period: Period,
        until: date,
        note: str,
        *,
        by: int | None,
        at: datetime,
    ) -> None:
        self._db.execute(
            insert(schema.deferral).values(
                indicator_id=indicator_id, period=period, until=until, note=note, by=by, at=at
            )
        )

    def deferrals(self, indicator_ids: Iterable[int]) -> Sequence[Deferral]:
        table = schema.deferral
        rows = self._db.execute(
            select(table).where(table.c.indicator_id.in_(list(indicator_ids))).order_by(table.c.id)
        )
        return [Deferral(**r._mapping) for r in rows]

    def deferral_days(self, department_id: int, since: date) -> Sequence[date]:
        table, of = schema.deferral, schema.indicator
        query = (
            select(table.c.until)
            .join(of, of.c.id == table.c.indicator_id)
            .where(of.c.department_id == department_id, table.c.until >= since)
            .distinct()
        )
        return sorted(self._db.scalars(query))

    def inquire(self, indicator_id: int, period: Period, *, by: int, at: datetime) -> Inquiry:
        added = self._db.execute(
            insert(schema.inquiry).values(indicator_id=indicator_id, period=period, asked_by=by, asked_at=at)
        )
        return self.inquiry(new_id(added))

    def inquiry(self, inquiry_id: int) -> Inquiry:
        query = select(schema.inquiry).where(schema.inquiry.c.id == inquiry_id)
        return Inquiry(**self._db.execute(query).one()._mapping)

    def answer_inquiry(self, inquiry_id: int, answer: str, *, by: int, at: datetime) -> bool:
        table = schema.inquiry
        done = self._db.execute(
            update(table)
            .where(table.c.id == inquiry_id, table.c.answered_at.is_(None))
            .values(answer=answer, answered_by=by, answered_at=at)
        )
        return touched(done) == 1

    def inquiries(self, indicator_ids: Iterable[int]) -> Sequence[Inquiry]:
        table = schema.inquiry
        rows = self._db.execute(
            select(table).where(table.c.indicator_id.in_(list(indicator_ids))).order_by(table.c.id)
        )
        return [Inquiry(**r._mapping) for r in rows]

    # -- reopenings

    def reopen(
        self, unit_id: int, end: Month, until: date, reason: str, *, by: int | None, at: datetime
    ) -> Reopening:
        year, month = end
        added = self._db.execute(
            insert(schema.reopening).values(
                unit_id=unit_id, year=year, month=month, until=until, reason=reason, by=by, at=at
            )
        )
        return Reopening(new_id(added), unit_id, end, until, reason, by, at)

    def reopenings(self, department_id: int, year: int | None = None) -> Sequence[Reopening]:
        table, unit, person = schema.reopening, schema.unit, schema.person
        query = (
            select(table, person.c.name.label("by_name"))
            .join(unit, unit.c.id == table.c.unit_id)
            .outerjoin(person, person.c.id == table.c.by)
            .where(unit.c.department_id == department_id)
            .order_by(table.c.id)
        )
        if year is not None:
            query = query.where(table.c.year == year)
        return [
            Reopening(r.id, r.unit_id, (r.year, r.month), r.until, r.reason, r.by, r.at, r.by_name or "")
            for r in self._db.execute(query)
        ]


def asdict_flat(new: NewRevision) -> dict[str, Any]:
    """The fields as columns; the period stays a Period (asdict would take it apart)."""
    return {**asdict(new), "period": new.period}


def _revisions() -> Select[Any]:
    """The columns in the order of a Revision's fields."""
    table, verdict = schema.revision.c, schema.verdict.c
    return (
        select(
            *(table.id, table.indicator_id, table.period, table.number, table.value, table.at, table.by),
            schema.person.c.name,
            *(table.numerator, table.denominator, table.note, table.reason, table.on_behalf),
            *(verdict.standing, verdict.by, verdict.at, verdict.reason),
        )
        .select_from(schema.revision)
        .outerjoin(schema.person, schema.person.c.id == schema.revision.c.by)
        .outerjoin(schema.verdict, schema.verdict.c.revision_id == schema.revision.c.id)
    )


def _revision(row: Row[Any]) -> Revision:
    # By position: a city's year is read row by row.
    given: list[Any] = list(row)
    given[NAME] = given[NAME] or ""
    given[STANDING] = _STANDINGS[given[STANDING]]
    given[WHY] = given[WHY] or ""
    return Revision(*given)


NAME, STANDING, WHY = 7, 13, 16


_STANDINGS: dict[str | None, Standing] = {None: Standing.WAITING, **{s.value: s for s in Standing}}
