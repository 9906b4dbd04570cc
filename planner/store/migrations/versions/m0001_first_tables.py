"""The first tables: events, their revisions, sheets and original files, jobs, and who is here."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _events()
    _files_and_sheets()
    _revisions()
    _jobs()
    _presence()


def _event_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["event"], ["event.id"], name=f"fk_{table}_event", ondelete="CASCADE")


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived", sa.DateTime(timezone=True)),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )


def _files_and_sheets() -> None:
    op.create_table(
        "original",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("event", "sha256", name="pk_original"),
        _event_key("original"),
    )
    op.create_table(
        "sheet",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("base", sa.LargeBinary),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("event", "sha256", name="pk_sheet"),
        _event_key("sheet"),
        sa.ForeignKeyConstraint(
            ["event", "base"], ["sheet.event", "sheet.sha256"], name="fk_sheet_event_base", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sheet_event_base", "sheet", ["event", "base"])


def _revisions() -> None:
    op.create_table(
        "revision",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("parent", sa.Integer),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON),
        sa.Column("original", sa.LargeBinary),
        sa.PrimaryKeyConstraint("event", "number", name="pk_revision"),
        _event_key("revision"),
        sa.ForeignKeyConstraint(
            ["event", "original"], ["original.event", "original.sha256"], name="fk_revision_event_original"
        ),
    )
    op.create_table(
        "revision_sheet",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sheet", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("event", "number", "position", name="pk_revision_sheet"),
        sa.ForeignKeyConstraint(
            ["event", "number"],
            ["revision.event", "revision.number"],
            name="fk_revision_sheet_event_number",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event", "sheet"], ["sheet.event", "sheet.sha256"], name="fk_revision_sheet_event_sheet"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_revision_sheet_event_sheet", "revision_sheet", ["event", "sheet"])


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("parameters", sa.JSON),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("progress", sa.JSON),
        sa.Column("result", sa.LargeBinary),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("heartbeat", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("stopping", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        _event_key("job"),
    )
    op.create_index("ix_job_state_asked", "job", ["state", "asked"])
    op.create_index("ix_job_event", "job", ["event"])


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event", "person", name="pk_presence"),
        _event_key("presence"),
    )


def downgrade() -> None:
    for table in ("presence", "job", "revision_sheet", "revision", "sheet", "original", "event"):
        op.drop_table(table)
