"""Alembic's environment: the URL comes from storage.migrate, the tables from storage.schema."""

from alembic import context

from storage.schema import metadata
from storage.unit_of_work import make_engine

engine = make_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
