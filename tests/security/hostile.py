"""Words that do harm where somebody forgets to escape them, and an office made of such words."""

from collections.abc import Callable

from sqlalchemy import select, update

from storage import schema
from tests.office import Office

TAGS = """<b>&amp;</pre><script>alert("1")</script>'`*_[x](http://x)"""
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1")
TABLES = {
    schema.department: ("name",),
    schema.unit: ("name",),
    schema.person: ("name",),
    schema.revision: ("note", "reason"),
    schema.verdict: ("reason",),
    schema.explanation: ("text", "said"),
    schema.target_event: ("old", "new", "document"),
}
"""Columns that hold what people wrote."""


def poison(office: Office, spoiled: Callable[[str], str]) -> None:
    """Change every text that people can write; the cells of the table too, but for the target they read."""
    with office.app.engine.begin() as connection:
        for table, columns in TABLES.items():
            keys = list(table.primary_key.columns)
            for row in connection.execute(select(table)).mappings().all():
                changed = {c: spoiled(str(row[c] or "")) for c in columns}
                here = [key == row[key.name] for key in keys]
                connection.execute(update(table).where(*here).values(**changed))
        for row in connection.execute(select(schema.indicator)).mappings().all():
            cells = {
                name: text if name == "annual_target" or text is None else spoiled(text)
                for name, text in row["cells"].items()
            }
            here = schema.indicator.c.id == row["id"]
            connection.execute(update(schema.indicator).where(here).values(cells=cells))
