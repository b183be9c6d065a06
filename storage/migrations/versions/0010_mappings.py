"""Which columns of a table with an unknown header hold the indicator and the target."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_mapping",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_column_mapping_by"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_column_mapping_department_id"),
        sa.PrimaryKeyConstraint("department_id", "fingerprint", name="pk_column_mapping"),
    )


def downgrade() -> None:
    op.drop_table("column_mapping")
