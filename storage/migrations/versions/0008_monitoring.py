"""Monitoring rounds and what units state in them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monitoring_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Integer()),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("tell_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.Integer()),
        sa.Column("closed_at", sa.DateTime()),
        sa.CheckConstraint("until BETWEEN 1 AND 12", name="until_month"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_monitoring_round_department_id"
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name="fk_monitoring_round_opened_by"),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name="fk_monitoring_round_closed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_round"),
    )
    op.create_index(
        "uq_monitoring_round_open",
        "monitoring_round",
        ["department_id", "kind"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "monitoring_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("none_because", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text()),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.String(20)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("question_id", sa.Integer()),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.ForeignKeyConstraint(["round_id"], ["monitoring_round.id"], name="fk_monitoring_entry_round_id"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_monitoring_entry_indicator_id"),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_monitoring_entry_by"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_monitoring_entry_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_monitoring_entry"),
        sa.UniqueConstraint(
            "round_id", "indicator_id", "number", name="uq_monitoring_entry_round_id_indicator_id_number"
        ),
        sa.UniqueConstraint(
            "question_id",
            "round_id",
            "indicator_id",
            name="uq_monitoring_entry_question_id_round_id_indicator_id",
        ),
    )


def downgrade() -> None:
    op.drop_table("monitoring_entry")
    op.drop_table("monitoring_round")
