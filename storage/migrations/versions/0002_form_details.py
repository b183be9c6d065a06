"""What the official forms ask beside the table."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_details",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_form_details_by"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_form_details_department_id"),
        sa.PrimaryKeyConstraint("department_id", "year", name="pk_form_details"),
    )


def downgrade() -> None:
    op.drop_table("form_details")
