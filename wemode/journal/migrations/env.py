"""Alembic's door: it runs on the connection that wemode.journal.database gives it."""

from alembic import context

from wemode.journal.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
