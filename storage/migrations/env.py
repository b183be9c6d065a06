"""Alembic's environment: the URL comes from storage.migrate, the tables from storage.schema."""

from alembic import context

from storage.schema import metadata
from storage.unit_of_work import make_engine

engine = make_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # several processes may start at once
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(14332320)")
        context.run_migrations()
    connection.commit()
engine.dispose()
