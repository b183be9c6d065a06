"""Tables and constraints: the last line of defence. Imports SQLAlchemy and the column types only.

Lengths are for our own words and for ids; what people write is Text: PostgreSQL would refuse what is longer.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import ExactDecimal, PeriodKey, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(table: str, name: str | None = None, **more: Any) -> Column[int]:
    return Column(name or f"{table}_id", ForeignKey(f"{table}.id"), **more)


# ---------------------------------------------------------------- departments, units, people

department = Table(
    "department",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("pretend", Boolean, nullable=False, default=False),
    Column("settings", JSON, nullable=False, default=dict),
)
unit = Table(
    "unit",
    metadata,
    _id(),
    _to("department", nullable=False),
    Column("name", Text, nullable=False),
    Column("group_platform", String(20)),
    Column("group_chat", String(64)),
    UniqueConstraint("department_id", "name"),
)
person = Table(
    "person",
    metadata,
    _id(),
    _to("department", nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("erased", Integer),  # the number in the name that took the person's own
    Column("quiet_from", String(5)),  # local time, 20:00
    Column("quiet_until", String(5)),
)
leave = Table(  # the days on which somebody is away; one leave at a time
    "leave",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
deputy = Table(  # who acts for somebody in a unit
    "deputy",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True),
    _to("person", "deputy_id", nullable=False, index=True),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
post = Table(
    "post",
    metadata,
    _id(),
    _to("person", nullable=False, index=True),
    Column("role", String(20), nullable=False),
    _to("unit"),
    UniqueConstraint("person_id", "role", "unit_id"),
)
account = Table(
    "account",
    metadata,
    _id(),
    Column("platform", String(20), nullable=False),
    Column("native_id", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    _to("person", nullable=False, index=True),
    Column("reachable", Boolean, nullable=False, default=True),
    Column("language", String(10)),
    Column("used_at", UtcDateTime, nullable=False),
    UniqueConstraint("platform", "native_id"),
)
invitation = Table(
    "invitation",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False, unique=True),
    _to("department", nullable=False),
    _to("person", nullable=False),
    _to("person", "created_by"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)
enrolment_attempt = Table(
    "enrolment_attempt",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("native_id", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)
web_session = Table(  # who is signed in to the web chat; the browser has the token, the store its SHA-256
    "web_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _to("person", nullable=False, index=True),
    Column("began_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False),
)

# ---------------------------------------------------------------- targets

indicator = Table(
    "indicator",
    metadata,
    _id(),
    _to("department", nullable=False),
    Column("year", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("cells", JSON, nullable=False),
    _to("unit"),
    Column("measure", String(20), nullable=False),
    Column("direction", String(10), nullable=False),
    Column("rhythm", String(20), nullable=False),
    Column("weight", ExactDecimal),
    Column("by_application", Boolean, nullable=False, default=False),
    Column("baseline", ExactDecimal),
    Column("assumed", JSON, nullable=False),
    Column("assisting", JSON, nullable=False, default=list),
    Column("questions", JSON, nullable=False),
    Column("retired_at", UtcDateTime),
    Column("plan", JSON),  # the one in force; plan_event has them all
    Column("evidence_since", UtcDateTime),  # figures given from then on need a file
    UniqueConstraint("department_id", "year", "code"),
)
target_event = Table(
    "target_event",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("old", Text),
    Column("new", Text),
    Column("document", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
plan_event = Table(  # append-only; no plan: it was withdrawn
    "plan_event",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("plan", JSON),
    Column("document", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
split = Table(  # an indicator of several rates and what each of them became
    "split",
    metadata,
    Column("part_id", ForeignKey("indicator.id"), primary_key=True),
    _to("indicator", "whole_id", nullable=False, index=True),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)

form_details = Table(  # what the official forms ask beside table and figures
    "form_details",
    metadata,
    Column("department_id", ForeignKey("department.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("details", JSON, nullable=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
column_mapping = Table(  # columns (from 0) named for a table whose header is known by its fingerprint only
    "column_mapping",
    metadata,
    Column("department_id", ForeignKey("department.id"), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("indicator", Integer, nullable=False),
    Column("target", Integer, nullable=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)

# ---------------------------------------------------------------- bulletins: append-only

signed_bulletins = Table(  # exactly what each signed bulletin says
    "signed_bulletins",
    metadata,
    _id(),
    _to("department", nullable=False),
    Column("year", Integer, nullable=False),
    Column("month", Integer, nullable=False),  # the last of the span
    Column("signed_at", UtcDateTime, nullable=False),
    Column("number", Text, nullable=False),
    Column("document_json", JSON, nullable=False),
    _to("person", "by"),
    UniqueConstraint("department_id", "year", "month"),
    CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
)
bulletin_check = Table(  # what the units were asked to check; of a span the newest counts
    "bulletin_check",
    metadata,
    _id(),
    _to("department", nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    Column("document_json", JSON, nullable=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
bulletin_answer = Table(  # of a unit the newest counts
    "bulletin_answer",
    metadata,
    _id(),
    Column("check_id", ForeignKey("bulletin_check.id"), nullable=False, index=True),
    _to("unit", nullable=False),
    Column("agrees", Boolean, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)

# ---------------------------------------------------------------- figures: append-only

revision = Table(
    "revision",
    metadata,
    _id(),
    _to("indicator", nullable=False),
    Column("period", PeriodKey, nullable=False),
    Column("number", Integer, nullable=False),
    Column("value", ExactDecimal, nullable=False),
    Column("numerator", ExactDecimal),
    Column("denominator", ExactDecimal),
    Column("note", Text, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("on_behalf", Boolean, nullable=False, default=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
    _to("inbox", "event_id"),
    _to("question"),
    Column("message", String(64), index=True),  # native id of the message it was typed in
    UniqueConstraint("indicator_id", "period", "number"),
    UniqueConstraint("question_id", "indicator_id", "period"),
    CheckConstraint("number > 0", name="number_positive"),
)
verdict = Table(
    "verdict",
    metadata,
    Column("revision_id", ForeignKey("revision.id"), primary_key=True),
    Column("standing", String(20), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
explanation = Table(
    "explanation",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("period", PeriodKey, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", String(20), nullable=False, default=""),
    Column("said", String(40), nullable=False, default=""),
    Column("text", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
deferral = Table(
    "deferral",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("period", PeriodKey, nullable=False),
    Column("until", Date, nullable=False),
    Column("note", Text, nullable=False, default=""),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)
inquiry = Table(
    "inquiry",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("period", PeriodKey, nullable=False),
    _to("person", "asked_by", nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text, nullable=False, default=""),
    _to("person", "answered_by"),
    Column("answered_at", UtcDateTime),
)

# ---------------------------------------------------------------- rounds: answers are append-only

monitoring_round = Table(
    "monitoring_round",
    metadata,
    _id(),
    _to("department", nullable=False),
    Column("kind", String(20), nullable=False),  # monitoring | self-evaluation
    Column("year", Integer, nullable=False),
    Column("until", Integer, nullable=False),  # the span's last month
    Column("deadline", Date, nullable=False),
    Column("document", Text, nullable=False),
    _to("person", "opened_by"),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("tell_at", DateTime, nullable=False),  # local: when those who fill in hear of it
    _to("person", "closed_by"),
    Column("closed_at", UtcDateTime),
    CheckConstraint("until BETWEEN 1 AND 12", name="until_month"),
)
Index(
    "uq_monitoring_round_open",
    monitoring_round.c.department_id,
    monitoring_round.c.kind,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)
monitoring_entry = Table(
    "monitoring_entry",
    metadata,
    _id(),
    _to("monitoring_round", "round_id", nullable=False),
    _to("indicator", nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", String(20), nullable=False),  # draft | handed-in | reviewed | returned
    Column("step", String(20), nullable=False),  # what is to be asked next
    Column("value", ExactDecimal),
    Column("none_because", Text, nullable=False, default=""),
    Column("expected", ExactDecimal),
    Column("reasons", JSON, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("likelihood", String(20)),
    Column("note", Text, nullable=False, default=""),  # why it was returned
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
    _to("question"),
    UniqueConstraint("round_id", "indicator_id", "number"),
    UniqueConstraint("question_id", "round_id", "indicator_id"),
    CheckConstraint("number > 0", name="number_positive"),
)
reopening = Table(  # locked periods that take a unit's figures for some days more
    "reopening",
    metadata,
    _id(),
    _to("unit", nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("month", Integer, nullable=False),  # with which the periods end
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
)

# ---------------------------------------------------------------- messages

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("platform", String(20), nullable=False),
    Column("bot", String(64), nullable=False),
    Column("native_id", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("blob", String(64), index=True),
    Column("state", String(10), nullable=False),  # new | done | aside | dropped
    Column("tries", Integer, nullable=False, default=0),
    Column("reference", String(12)),
    Column("mark", BigInteger, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("handled_at", UtcDateTime),
    UniqueConstraint("platform", "bot", "native_id"),
    Index("ix_inbox_state_id", "state", "id"),
    Index("ix_inbox_chat_mark", "platform", "chat", "mark"),
)
outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(120), nullable=False, unique=True),
    Column("platform", String(20), nullable=False),
    Column("chat", String(64), nullable=False),
    _to("person"),
    Column("kind", String(20), nullable=False),  # reply | notice | digest
    Column("priority", Integer, nullable=False),  # the least leaves first
    Column("body", JSON, nullable=False),
    Column("replaces", String(120), index=True),
    Column("document", String(64), index=True),  # contents of its files, see blob
    Column("picture", String(64), index=True),
    Column("stands", JSON),  # why it is sent; checked again before sending
    Column("state", String(10), nullable=False),  # queued | sending | sent | perhaps | dropped | dead
    Column("tries", Integer, nullable=False, default=0),
    Column("doubts", Integer, nullable=False, default=0),  # sent again after an unknown outcome
    Column("due_at", UtcDateTime, nullable=False),
    Column("native_id", String(64)),
    Column("mark", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index("ix_outbox_state_priority_due_at", "state", "priority", "due_at"),
    Index("ix_outbox_chat_mark", "platform", "chat", "mark"),
)
question = Table(
    "question",
    metadata,
    _id(),
    Column("key", String(120), nullable=False, index=True),  # the outbox row it was asked with
    _to("person", index=True),
    Column("platform", String(20), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("once", Boolean, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("chosen", Text),
)
option = Table(
    "option",
    metadata,
    Column("id", String(16), primary_key=True),
    _to("question", nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("verb", String(40), nullable=False),
    Column("args", JSON, nullable=False),
)
dialogue = Table(
    "dialogue",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("data", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
listing = Table(
    "listing",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("items", JSON, nullable=False),  # [[indicator id, period key], ...] in the order shown
    Column("at", UtcDateTime, nullable=False),
)
slot = Table(
    "slot",
    metadata,
    Column("department_id", ForeignKey("department.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("at", String(16), primary_key=True),  # local time, 2023-07-03T09:00
    Column("outcome", String(10), nullable=False),  # played | dropped
    Column("recorded_at", UtcDateTime, nullable=False),
)
blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
evidence = Table(  # files that support figures; their contents stay as long as the rows do
    "evidence",
    metadata,
    _id(),
    _to("indicator", nullable=False, index=True),
    Column("period", PeriodKey, nullable=False),
    _to("revision", nullable=False),
    Column("sha256", ForeignKey("blob.sha256"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    _to("person", "by"),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("revision_id", "sha256"),
)
audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", UtcDateTime, nullable=False),
    _to("person"),
    _to("inbox", "event_id"),
    Column("action", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
)
lease = Table(  # which process polls and sends, by PostgreSQL's clock; a file is served by one process
    "lease",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("holder", String(120), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
)
note = Table(  # small facts of the installation: the rehearsal clock, the last tick
    "note",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
