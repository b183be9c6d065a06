"""Plans of indicators, and indicators of several rates that were split."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicator", sa.Column("plan", sa.JSON()))
    op.create_table(
        "plan_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON()),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_plan_event_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_plan_event_indicator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_event"),
    )
    op.create_index("ix_plan_event_indicator_id", "plan_event", ["indicator_id"])
    op.create_table(
        "split",
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("whole_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_split_by"),
        sa.ForeignKeyConstraint(["part_id"], ["indicator.id"], name="fk_split_part_id"),
        sa.ForeignKeyConstraint(["whole_id"], ["indicator.id"], name="fk_split_whole_id"),
        sa.PrimaryKeyConstraint("part_id", name="pk_split"),
    )
    op.create_index("ix_split_whole_id", "split", ["whole_id"])


def downgrade() -> None:
    op.drop_table("split")
    op.drop_table("plan_event")
    op.drop_column("indicator", "plan")
