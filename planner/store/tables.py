"""The tables of the office, alike in SQLite and PostgreSQL. Whoever changes them adds a migration (`migrations`)."""

import re
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

_CANNOT_BE_HELD = re.compile("[\0\ud800-\udfff]")


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond. SQLite knows no time zones: there it is written without one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """SQLite knows no time zones: there all is kept in UTC."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Whatever a database gives, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text as people type it. What PostgreSQL or UTF-8 cannot hold, a NUL or half a surrogate pair, becomes U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """What no database can hold is exchanged for the sign of replacement."""
        return None if value is None else _CANNOT_BE_HELD.sub("\ufffd", value)


metadata = sa.MetaData(
    naming_convention={
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_event(*, primary_key: bool = False) -> sa.Column[str]:
    """The event that a row belongs to and goes with."""
    return sa.Column(
        "event", Words, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


event = sa.Table(
    "event",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("created", UtcMoment, nullable=False),
    sa.Column("archived", UtcMoment),
    sa.Column("head", sa.Integer, nullable=False),
    sa.Column("changed", UtcMoment, nullable=False),
    sa.Column("changed_by", Words, nullable=False),
    sa.Column("about", sa.JSON(none_as_null=True)),
)

original = sa.Table(
    "original",
    metadata,
    _of_event(primary_key=True),
    sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
"""The bytes of files that came in, as they came."""

sheet = sa.Table(
    "sheet",
    metadata,
    _of_event(primary_key=True),
    sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
    sa.Column("base", sa.LargeBinary(32)),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.ForeignKeyConstraint(["event", "base"], ["sheet.event", "sheet.sha256"], ondelete="CASCADE"),
    sa.Index("ix_sheet_event_base", "event", "base"),
)
"""What stands in sheets, compressed: whole, or as what differs from a `base`, which is whole (see `contents`)."""

revision = sa.Table(
    "revision",
    metadata,
    _of_event(primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("parent", sa.Integer),
    sa.Column("kind", Words, nullable=False),
    sa.Column("author", Words, nullable=False),
    sa.Column("at", UtcMoment, nullable=False),
    sa.Column("sentence", Words, nullable=False),
    sa.Column("detail", sa.JSON(none_as_null=True)),
    sa.Column("original", sa.LargeBinary(32)),
    sa.Column("compacted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.ForeignKeyConstraint(["event", "original"], ["original.event", "original.sha256"]),
)

standing = sa.Table(
    "revision_sheet",
    metadata,
    sa.Column("event", Words, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("sheet", sa.LargeBinary(32), nullable=False),
    sa.ForeignKeyConstraint(["event", "number"], ["revision.event", "revision.number"], ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["event", "sheet"], ["sheet.event", "sheet.sha256"]),
    sa.Index("ix_revision_sheet_event_sheet", "event", "sheet"),
    sqlite_with_rowid=False,  # the key is the table: half the bytes of a small row that has a long key
)
"""Which sheets a revision has, and in what order."""

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", Words, primary_key=True),
    _of_event(),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("author", Words, nullable=False),
    sa.Column("parameters", sa.JSON(none_as_null=True)),
    sa.Column("asked", UtcMoment, nullable=False),
    sa.Column("state", Words, nullable=False),
    sa.Column("progress", sa.JSON(none_as_null=True)),
    sa.Column("result", sa.LargeBinary),
    sa.Column("reason", Words, nullable=False),
    sa.Column("worker", Words, nullable=False),
    sa.Column("heartbeat", UtcMoment),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("stopping", sa.Boolean, nullable=False),
    sa.Column("answer", Words, nullable=False, server_default=""),
    sa.Column("file", sa.LargeBinary),
    sa.Index("ix_job_state_asked", "state", "asked"),
    sa.Index("ix_job_event", "event"),
)

presence = sa.Table(
    "presence",
    metadata,
    _of_event(primary_key=True),
    sa.Column("person", Words, primary_key=True),
    sa.Column("page", Words, nullable=False),
    sa.Column("at", UtcMoment, nullable=False),
)
