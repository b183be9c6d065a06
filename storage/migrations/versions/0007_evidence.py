"""Files that support figures, and the indicators whose figures need one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicator", sa.Column("evidence_since", sa.DateTime()))
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name="fk_evidence_by"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name="fk_evidence_indicator_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_evidence_revision_id"),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name="fk_evidence_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("revision_id", "sha256", name="uq_evidence_revision_id_sha256"),
    )
    op.create_index("ix_evidence_indicator_id", "evidence", ["indicator_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def downgrade() -> None:
    op.drop_table("evidence")
    op.drop_column("indicator", "evidence_since")
