"""Jobs say what people did with their result."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("job", sa.Column("answer", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("job", "answer")
