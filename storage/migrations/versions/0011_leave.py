"""Leave, deputies, quiet hours, and names that were erased."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("erased", sa.Integer()))
    op.add_column("person", sa.Column("quiet_from", sa.String(5)))
    op.add_column("person", sa.Column("quiet_until", sa.String(5)))
    op.create_table(
        "leave",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_leave_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_leave_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_leave"),
    )
    op.create_table(
        "deputy",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_deputy_by"),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name="fk_deputy_deputy_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_deputy_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_deputy_unit_id"),
        sa.PrimaryKeyConstraint("person_id", "unit_id", name="pk_deputy"),
    )
    op.create_index("ix_deputy_deputy_id", "deputy", ["deputy_id"])


def downgrade() -> None:
    op.drop_table("deputy")
    op.drop_table("leave")
    for column in ("quiet_until", "quiet_from", "erased"):
        op.drop_column("person", column)
