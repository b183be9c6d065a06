"""The first schema: people, targets, figures, messages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "blob",
    "department",
    "enrolment_attempt",
    "inbox",
    "note",
    "person",
    "slot",
    "unit",
    "account",
    "audit",
    "dialogue",
    "indicator",
    "invitation",
    "listing",
    "outbox",
    "post",
    "question",
    "deferral",
    "explanation",
    "inquiry",
    "option",
    "revision",
    "target_event",
    "verdict",
)


def upgrade() -> None:
    for create in (
        _blob,
        _department,
        _enrolment_attempt,
        _inbox,
        _note,
        _person,
        _slot,
        _unit,
        _account,
        _audit,
        _dialogue,
        _indicator,
        _invitation,
        _listing,
        _outbox,
        _post,
        _question,
        _deferral,
        _explanation,
        _inquiry,
        _option,
        _revision,
        _target_event,
        _verdict,
    ):
        create()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_blob"),
    )


def _department() -> None:
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pretend", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
        sa.UniqueConstraint("name", name="uq_department_name"),
    )


def _enrolment_attempt() -> None:
    op.create_table(
        "enrolment_attempt",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("native_id", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "native_id", name="pk_enrolment_attempt"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("bot", sa.String(64), nullable=False),
        sa.Column("native_id", sa.String(64), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("blob", sa.String(64)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12)),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("handled_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("platform", "bot", "native_id", name="uq_inbox_platform_bot_native_id"),
    )
    op.create_index("ix_inbox_chat_mark", "inbox", ["platform", "chat", "mark"])
    op.create_index("ix_inbox_state_id", "inbox", ["state", "id"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_note"),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_person_department_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_department_id", "person", ["department_id"])


def _slot() -> None:
    op.create_table(
        "slot",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_slot_department_id"),
        sa.PrimaryKeyConstraint("department_id", "kind", "at", name="pk_slot"),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_platform", sa.String(20)),
        sa.Column("group_chat", sa.String(64)),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_unit_department_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("department_id", "name", name="uq_unit_department_id_name"),
    )


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("native_id", sa.String(64), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(10)),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("platform", "native_id", name="uq_account_platform_native_id"),
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("event_id", sa.Integer()),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["inbox.id"], name="fk_audit_event_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_audit_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def _dialogue() -> None:
    op.create_table(
        "dialogue",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_dialogue_person_id"),
        sa.PrimaryKeyConstraint("platform", "chat", "person_id", name="pk_dialogue"),
    )


def _indicator() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("unit_id", sa.Integer()),
        sa.Column("measure", sa.String(20), nullable=False),
        sa.Column("direction", sa.String(10), nullable=False),
        sa.Column("rhythm", sa.String(20), nullable=False),
        sa.Column("weight", sa.Text()),
        sa.Column("by_application", sa.Boolean(), nullable=False),
        sa.Column("baseline", sa.Text()),
        sa.Column("assumed", sa.JSON(), nullable=False),
        sa.Column("assisting", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_indicator_department_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_indicator_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("department_id", "year", "code", name="uq_indicator_department_id_year_code"),
    )


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer()),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name="fk_invitation_created_by"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_invitation_department_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_invitation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_hash", name="uq_invitation_code_hash"),
    )


def _listing() -> None:
    op.create_table(
        "listing",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_listing_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_listing"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("replaces", sa.String(120)),
        sa.Column("stands", sa.JSON()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("native_id", sa.String(64)),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outbox_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_chat_mark", "outbox", ["platform", "chat", "mark"])
    op.create_index("ix_outbox_replaces", "outbox", ["replaces"])
    op.create_index("ix_outbox_state_priority_due_at", "outbox", ["state", "priority", "due_at"])


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("unit_id", sa.Integer()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_post_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_post_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
        sa.UniqueConstraint("person_id", "role", "unit_id", name="uq_post_person_id_role_unit_id"),
    )
    op.create_index("ix_post_person_id", "post", ["person_id"])


def _question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime()),
        sa.Column("chosen", sa.Text()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_question_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
    )
    op.create_index("ix_question_key", "question", ["key"])
    op.create_index("ix_question_person_id", "question", ["person_id"])


def _deferral() -> None:
    op.create_table(
        "deferral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_deferral_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_deferral_indicator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deferral"),
    )
    op.create_index("ix_deferral_indicator_id", "deferral", ["indicator_id"])


def _explanation() -> None:
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("said", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_explanation_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_explanation_indicator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_explanation"),
    )
    op.create_index("ix_explanation_indicator_id", "explanation", ["indicator_id"])


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer()),
        sa.Column("answered_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name="fk_inquiry_answered_by"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_inquiry_asked_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_inquiry_indicator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
    )
    op.create_index("ix_inquiry_indicator_id", "inquiry", ["indicator_id"])


def _option() -> None:
    op.create_table(
        "option",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_option_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_option"),
    )
    op.create_index("ix_option_question_id", "option", ["question_id"])


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Text()),
        sa.Column("denominator", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("event_id", sa.Integer()),
        sa.Column("question_id", sa.Integer()),
        sa.Column("message", sa.String(64)),
        sa.CheckConstraint("number > 0", name=op.f("ck_revision_number_positive")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_revision_by"),
        sa.ForeignKeyConstraint(["event_id"], ["inbox.id"], name="fk_revision_event_id"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_revision_indicator_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_revision_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.UniqueConstraint(
            "indicator_id", "period", "number", name="uq_revision_indicator_id_period_number"
        ),
        sa.UniqueConstraint(
            "question_id", "indicator_id", "period", name="uq_revision_question_id_indicator_id_period"
        ),
    )
    op.create_index("ix_revision_message", "revision", ["message"])


def _target_event() -> None:
    op.create_table(
        "target_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("old", sa.Text()),
        sa.Column("new", sa.Text()),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_target_event_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_target_event_indicator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_target_event"),
    )
    op.create_index("ix_target_event_indicator_id", "target_event", ["indicator_id"])


def _verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_verdict_by"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_verdict_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_verdict"),
    )
