"""The events of the office: made with their first revision, named, archived, deleted with all that belongs to them."""

import secrets
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from planner.store.records import KeptEvent, NewRevision, Revision
from planner.store.revisions import insert, locked_head, no_such_event
from planner.store.tables import event as events
from planner.store.tables import job, original, presence, revision, sheet, standing

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those of an id: none is taken for another, read out or written down."""

LENGTH = 10


def new_id() -> str:
    """An id that nobody guesses and that fits into an address."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def create(connection: sa.Connection, name: str, first: NewRevision, at: datetime) -> Revision:
    """A new event with its first revision."""
    event = new_id()
    row = {"id": event, "name": name, "created": at, "head": 1, "changed": at, "changed_by": first.author}
    connection.execute(sa.insert(events), row)
    return insert(connection, event, 0, first, at)


def listed(connection: sa.Connection, *, archived: bool | None) -> tuple[KeptEvent, ...]:
    """The events, those changed last first: archived ones, the others, or all (None)."""
    query = sa.select(events).order_by(events.c.changed.desc(), events.c.id)
    if archived is not None:
        query = query.where(events.c.archived.is_not(None) if archived else events.c.archived.is_(None))
    return tuple(KeptEvent(**row) for row in connection.execute(query).mappings())


def found(connection: sa.Connection, event: str) -> KeptEvent:
    """An event by its key, or `NoSuchEvent`."""
    row = connection.execute(sa.select(events).where(events.c.id == event)).mappings().one_or_none()
    if row is None:
        raise no_such_event(event)
    return KeptEvent(**row)


def hold(connection: sa.Connection, event: str) -> None:
    """Refuses an event that is not there; one that is stays until this transaction ends."""
    query = sa.select(events.c.id).where(events.c.id == event).with_for_update(read=True, key_share=True)
    if connection.scalars(query).one_or_none() is None:
        raise no_such_event(event)


def heads(connection: sa.Connection, ids: Collection[str]) -> dict[str, int]:
    """The last revision of each of these events; those that are gone are left out."""
    query = sa.select(events.c.id, events.c.head).where(events.c.id.in_(ids))
    return {row.id: row.head for row in connection.execute(query)}


def change(connection: sa.Connection, event: str, **values: object) -> None:
    """Changes what is said about an event as a whole."""
    if connection.execute(sa.update(events).where(events.c.id == event).values(values)).rowcount == 0:
        raise no_such_event(event)


def delete(connection: sa.Connection, event: str) -> None:
    """Removes an event and all that belongs to it. Row by row from the end of each reference: a database that follows
    the references itself looks for the rows of every single sheet.
    """
    locked_head(connection, event)
    for table in (standing, revision, original, job, presence):
        connection.execute(sa.delete(table).where(table.c.event == event))
    connection.execute(sa.delete(sheet).where(sheet.c.event == event, sheet.c.base.is_not(None)))
    connection.execute(sa.delete(sheet).where(sheet.c.event == event))
    connection.execute(sa.delete(events).where(events.c.id == event))
