"""Who is looking at which event."""

from datetime import timedelta

import sqlalchemy as sa

from planner.store.database import Database
from planner.store.events import hold
from planner.store.records import Presence
from planner.store.tables import presence as presences

GONE_AFTER = timedelta(seconds=30)
"""Whoever has not been heard of for so long has left."""

FORGOTTEN_AFTER = timedelta(hours=1)
"""Rows of those who left are removed then."""


class Presences:
    """Who is here. Every function is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, event: str, person: str, page: str) -> None:
        """Says that somebody looks at a page of an event; to be said again before `GONE_AFTER`."""
        with self._database.writing() as connection:
            now = self._database.now(connection)
            hold(connection, event)
            connection.execute(sa.delete(presences).where(presences.c.at < now - FORGOTTEN_AFTER))
            this = self._database.insert(presences).values(event=event, person=person, page=page, at=now)
            connection.execute(
                this.on_conflict_do_update(index_elements=["event", "person"], set_={"page": page, "at": now})
            )

    def leave(self, event: str, person: str) -> None:
        """Says that somebody has left."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(presences).where(presences.c.event == event, presences.c.person == person))

    def here(self, event: str, within: timedelta = GONE_AFTER) -> tuple[Presence, ...]:
        """Those who were heard of lately, by name."""
        with self._database.reading() as connection:
            query = sa.select(presences).where(
                presences.c.event == event, presences.c.at > self._database.now(connection) - within
            )
            rows = connection.execute(query.order_by(presences.c.person)).mappings()
            return tuple(Presence(**row) for row in rows)
