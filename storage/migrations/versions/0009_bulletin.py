"""Bulletins: signed ones, drafts sent to units to be checked, and what the units said."""

import sqlalchemy as sa
from alembic import op

revision = "0009_bulletin"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_bulletins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("document_json", sa.JSON(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_signed_bulletins_month_of_year")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_signed_bulletins_by"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_signed_bulletins_department_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signed_bulletins"),
        sa.UniqueConstraint(
            "department_id", "year", "month", name="uq_signed_bulletins_department_id_year_month"
        ),
    )
    op.create_table(
        "bulletin_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("document_json", sa.JSON(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_bulletin_check_by"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_bulletin_check_department_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin_check"),
    )
    op.create_index("ix_bulletin_check_department_id", "bulletin_check", ["department_id"])
    op.create_table(
        "bulletin_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_bulletin_answer_by"),
        sa.ForeignKeyConstraint(["check_id"], ["bulletin_check.id"], name="fk_bulletin_answer_check_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_bulletin_answer_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin_answer"),
    )
    op.create_index("ix_bulletin_answer_check_id", "bulletin_answer", ["check_id"])


def downgrade() -> None:
    op.drop_table("bulletin_answer")
    op.drop_table("bulletin_check")
    op.drop_table("signed_bulletins")
