"""The tables of the database are brought to what this planner knows, by itself and by one program at a time."""

import sqlalchemy as sa
from sqlalchemy import inspect

from planner.store.database import Database
from planner.store.refusals import StoreRefusal

NEWEST = "0004"
"""The last step in `migrations/versions`."""

OURS = 0x706C616E
"""The number of the lock under which the tables are changed in PostgreSQL: the letters `plan`."""

_version = sa.table("alembic_version", sa.column("version_num", sa.Text))


def migrate(database: Database) -> None:
    """Takes the steps that the database lacks, all or none. Most often there is none, and Alembic is not loaded."""
    with database.reading() as connection:
        if version_of(connection) == NEWEST:
            return
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(OURS)))
        if version_of(connection) != NEWEST:
            _upgrade(connection, database)


def version_of(connection: sa.Connection) -> str | None:
    """The last step that the database has taken; None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalars(sa.select(_version.c.version_num)).one_or_none()


def _upgrade(connection: sa.Connection, database: Database) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "planner.store:migrations")
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    version = version_of(connection)
    if version is not None and version not in known:
        raise StoreRefusal(
            f"The office in {database.place} was kept by a newer planner, whose tables this one does not know.",
            "Install the newer planner, or name another database.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
