"""People, posts, accounts and enrolment. Implements bot.services.ports.People."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.exc import NoResultFound

from bot.domain.leave import covered
from bot.domain.people import Person, Post, Role
from bot.services.ports import Account, Address, Invitation
from storage import schema
from storage.leave import SqlLeave
from storage.memory import remember
from storage.rows import new_id, touched


class SqlPeople(SqlLeave):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._day: date | None = None

    def as_of(self, day: date) -> None:
        self._day = day

    def person(self, person_id: int) -> Person:
        key = ("person", person_id, self._day)
        return remember(self._db, key, lambda: self._person_as_of_day(person_id))

    def _person_as_of_day(self, person_id: int) -> Person:
        rows = self._db.execute(_PERSON, {"person": person_id}).all()
        if not rows:
            raise NoResultFound(f"no person {person_id}")
        posts = [Post(Role(row.role), row.unit_id) for row in rows if row.role is not None]
        person = _person(rows[0], posts)
        if not self._anybody_away(person.department_id):
            return person
        everybody = self.in_department(person.department_id, inactive=True)
        return next((p for p in everybody if p.id == person_id), person)

    def in_department(self, department_id: int, *, inactive: bool = False) -> Sequence[Person]:
        table = schema.person
        query = select(table).where(table.c.department_id == department_id).order_by(table.c.id)
        query = query.where(table.c.erased.is_(None)) if inactive else query.where(table.c.active)
        rows = self._db.execute(query).all()
        posts = self._posts([r.id for r in rows])
        people = [_person(r, posts[r.id]) for r in rows]
        if self._day is None or not self._anybody_away(department_id):
            return people
        leaves, deputies = self.leaves(department_id, self._day), self.deputies(department_id)
        return covered(people, leaves, deputies, self._day)

    def _anybody_away(self, department_id: int) -> bool:
        if self._day is None:
            return False
        return any(leave.covers(self._day) for leave in self.leaves(department_id, self._day))

    def _posts(self, person_ids: Sequence[int]) -> Mapping[int, list[Post]]:
        table = schema.post
        found: dict[int, list[Post]] = defaultdict(list)
        query = select(table).where(table.c.person_id.in_(person_ids)).order_by(table.c.id)
        for row in self._db.execute(query):
            found[row.person_id].append(Post(Role(row.role), row.unit_id))
        return found

    def add(self, department_id: int, name: str, posts: Sequence[Post]) -> Person:
        added = self._db.execute(
            insert(schema.person).values(department_id=department_id, name=name, active=True)
        )
        person_id = new_id(added)
        self.set_posts(person_id, posts)
        return self.person(person_id)

    def set_posts(self, person_id: int, posts: Sequence[Post]) -> None:
        self._db.execute(delete(schema.post).where(schema.post.c.person_id == person_id))
        for post in dict.fromkeys(posts):
            self._db.execute(
                insert(schema.post).values(person_id=person_id, role=post.role.value, unit_id=post.unit_id)
            )

    def set_active(self, person_id: int, active: bool) -> None:
        self._db.execute(update(schema.person).where(schema.person.c.id == person_id).values(active=active))

    def rename(self, person_id: int, name: str) -> None:
        self._db.execute(update(schema.person).where(schema.person.c.id == person_id).values(name=name))

    # -- accounts

    def account(self, platform: str, native_id: str) -> Account | None:
        row = self._db.execute(_ACCOUNT, {"platform": platform, "native": native_id}).one_or_none()
        return _account(row) if row else None

    def link_account(self, platform: str, native_id: str, chat: str, person_id: int, at: datetime) -> None:
        table = schema.account
        self._db.execute(delete(table).where(table.c.platform == platform, table.c.native_id == native_id))
        self._db.execute(
            insert(table).values(
                platform=platform,
                native_id=native_id,
                chat=chat,
                person_id=person_id,
                reachable=True,
                used_at=at,
            )
        )

    def touch_account(self, platform: str, native_id: str, chat: str, at: datetime) -> None:
        self._db.execute(_TOUCH, {"of": platform, "native": native_id, "now_at": chat, "at": at})

    def set_reachable(self, platform: str, chat: str, reachable: bool) -> None:
        table = schema.account
        self._db.execute(
            update(table)
            .where(table.c.platform == platform, table.c.chat == chat)
            .values(reachable=reachable)
        )

    def set_language(self, platform: str, native_id: str, language: str) -> None:
        table = schema.account
        self._db.execute(
            update(table)
            .where(table.c.platform == platform, table.c.native_id == native_id)
            .values(language=language)
        )

    def move_chat(self, platform: str, old: str, new: str) -> None:
        talks = schema.dialogue  # what was being asked in the new chat gives way to the old one's
        self._db.execute(delete(talks).where(talks.c.platform == platform, talks.c.chat == new))
        for table in (schema.account, schema.outbox, schema.inbox, schema.question, schema.dialogue):
            self._db.execute(
                update(table).where(table.c.platform == platform, table.c.chat == old).values(chat=new)
            )
        units = schema.unit
        self._db.execute(
            update(units)
            .where(units.c.group_platform == platform, units.c.group_chat == old)
            .values(group_chat=new)
        )

    def accounts(self, person_ids: Iterable[int]) -> Mapping[int, Sequence[Account]]:
        table = schema.account
        query = select(table).where(table.c.person_id.in_(list(person_ids)))
        found: dict[int, list[Account]] = defaultdict(list)
        for row in self._db.execute(query.order_by(table.c.used_at.desc(), table.c.id)):
            found[row.person_id].append(_account(row))
        return found

    def address(self, person_id: int) -> Address | None:
        accounts = self.accounts([person_id]).get(person_id, ())
        return next((Address(a.platform, a.chat) for a in accounts if a.reachable), None)

    # -- enrolment

    def add_invitation(
        self, code_hash: str, person_id: int, *, by: int | None, at: datetime, expires_at: datetime
    ) -> None:
        department_id = self.person(person_id).department_id
        self._db.execute(
            insert(schema.invitation).values(
                code_hash=code_hash,
                department_id=department_id,
                person_id=person_id,
                created_by=by,
                created_at=at,
                expires_at=expires_at,
            )
        )

    def invitation(self, code_hash: str) -> Invitation | None:
        table = schema.invitation
        row = self._db.execute(select(table).where(table.c.code_hash == code_hash)).one_or_none()
        return Invitation(row.id, row.person_id, row.expires_at, row.used_at) if row else None

    def use_invitation(self, invitation_id: int, at: datetime) -> bool:
        table = schema.invitation
        done = self._db.execute(
            update(table).where(table.c.id == invitation_id, table.c.used_at.is_(None)).values(used_at=at)
        )
        return touched(done) == 1

    def revoke_invitations(self, person_id: int, at: datetime) -> None:
        table = schema.invitation
        self._db.execute(
            update(table).where(table.c.person_id == person_id, table.c.used_at.is_(None)).values(used_at=at)
        )

    def attempts(self, platform: str, native_id: str) -> tuple[int, datetime | None]:
        table = schema.enrolment_attempt
        query = select(table).where(table.c.platform == platform, table.c.native_id == native_id)
        row = self._db.execute(query).one_or_none()
        return (row.failures, row.last_at) if row else (0, None)

    def count_attempt(self, platform: str, native_id: str, at: datetime) -> None:
        failures, _ = self.attempts(platform, native_id)
        self.clear_attempts(platform, native_id)
        self._db.execute(
            insert(schema.enrolment_attempt).values(
                platform=platform, native_id=native_id, failures=failures + 1, last_at=at
            )
        )

    def clear_attempts(self, platform: str, native_id: str) -> None:
        table = schema.enrolment_attempt
        self._db.execute(delete(table).where(table.c.platform == platform, table.c.native_id == native_id))


# Asked with nearly every message: put together once.
_PERSON = (
    select(schema.person, schema.post.c.role, schema.post.c.unit_id)
    .outerjoin(schema.post, schema.post.c.person_id == schema.person.c.id)
    .where(schema.person.c.id == bindparam("person"))
    .order_by(schema.post.c.id)
)
_ACCOUNT = select(schema.account).where(
    schema.account.c.platform == bindparam("platform"), schema.account.c.native_id == bindparam("native")
)
_TOUCH = (
    update(schema.account)
    .where(schema.account.c.platform == bindparam("of"), schema.account.c.native_id == bindparam("native"))
    .values(chat=bindparam("now_at"), used_at=bindparam("at"), reachable=True)
)


def _person(row: Row[Any], posts: Sequence[Post]) -> Person:
    return Person(row.id, row.department_id, row.name, tuple(posts), row.active)


def _account(row: Row[Any]) -> Account:
    return Account(row.platform, row.native_id, row.chat, row.person_id, row.reachable, row.language)
