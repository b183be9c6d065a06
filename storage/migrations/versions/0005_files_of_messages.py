"""Which contents a message carries, in columns: cleaning looks them up instead of searching bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FILES = ("document", "picture")


def upgrade() -> None:
    for name in FILES:
        op.add_column("outbox", sa.Column(name, sa.String(64)))
        op.create_index(f"ix_outbox_{name}", "outbox", [name])
    op.create_index("ix_inbox_blob", "inbox", ["blob"])
    outbox = sa.table(
        "outbox", sa.column("id"), sa.column("body", sa.JSON), *(sa.column(name) for name in FILES)
    )
    connection = op.get_bind()
    for id_, body in connection.execute(sa.select(outbox.c.id, outbox.c.body)).all():
        kept = {name: body[name]["blob"] for name in FILES if body.get(name) and body[name].get("blob")}
        if kept:
            connection.execute(sa.update(outbox).where(outbox.c.id == id_).values(**kept))


def downgrade() -> None:
    op.drop_index("ix_inbox_blob", "inbox")
    for name in FILES:
        op.drop_index(f"ix_outbox_{name}", "outbox")
        op.drop_column("outbox", name)
