"""What Alembic runs: the steps that are lacking, on the connection and in the transaction that it is handed."""

from alembic import context

from planner.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a column in its place
    transactional_ddl=True,
)
context.run_migrations()
