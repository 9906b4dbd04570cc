"""Events say what lists tell of them, and jobs may have a file that came with them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("event", sa.Column("about", sa.JSON))
    op.add_column("job", sa.Column("file", sa.LargeBinary))


def downgrade() -> None:
    op.drop_column("job", "file")
    op.drop_column("event", "about")
