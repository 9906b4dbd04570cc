"""Whether the office is as it was stored: what the database finds of itself, and whether each sheet is what it was."""

from collections.abc import Iterator

import sqlalchemy as sa

from planner.store.contents import checked, restored
from planner.store.database import Database
from planner.store.failures import BRING_BACK
from planner.store.records import Damage
from planner.store.refusals import Damaged
from planner.store.revisions import stored_sheets
from planner.store.tables import event as events
from planner.store.tables import original as originals
from planner.store.tables import revision as revisions
from planner.store.tables import sheet as sheets
from planner.store.tables import standing


def damages(database: Database, *, thorough: bool) -> tuple[Damage, ...]:
    """What is not as it was stored, in the last state of every event, and in every state if `thorough`."""
    try:
        with database.reading() as connection:
            return database.damages(connection) or tuple(_damages(connection, thorough=thorough))
    except Damaged as damaged:  # so much so that the database gives up
        return (Damage(damaged.sentence, damaged.cure, whole=True),)


def _damages(connection: sa.Connection, *, thorough: bool) -> Iterator[Damage]:
    for event in connection.execute(sa.select(events).order_by(events.c.id)).mappings().all():
        yield from _missing_steps(connection, event)
        yield from _changed_sheets(connection, event, thorough=thorough)
        yield from _changed_files(connection, event)


def _missing_steps(connection: sa.Connection, event: sa.RowMapping) -> Iterator[Damage]:
    steps = sa.select(sa.func.count(), sa.func.max(revisions.c.number)).where(revisions.c.event == event["id"])
    if connection.execute(steps).one() != (event["head"], event["head"]):
        yield Damage(f"Steps of the history of {event['name']} are missing.", BRING_BACK)


def _changed_sheets(connection: sa.Connection, event: sa.RowMapping, *, thorough: bool) -> Iterator[Damage]:
    query = stored_sheets(event["id"])
    if not thorough:
        last = sa.and_(standing.c.event == event["id"], standing.c.number == event["head"])
        query = query.where(sheets.c.sha256.in_(sa.select(standing.c.sheet).where(last)))
    changed = [digest for digest, data, base in connection.execute(query) if not _is_kept(digest, data, base)]
    for digest in changed:
        name, number = _first_standing(connection, event["id"], digest)
        yield Damage(f"{name} in {event['name']}, as it stood at step {number}, is not as it was stored.", BRING_BACK)


def _first_standing(connection: sa.Connection, event: str, digest: bytes) -> tuple[str, int]:
    query = sa.select(standing.c.name, standing.c.number).where(standing.c.event == event, standing.c.sheet == digest)
    name, number = connection.execute(query.order_by(standing.c.number).limit(1)).one()
    return name, number


def _is_kept(digest: bytes, data: bytes, base: bytes | None) -> bool:
    try:
        restored(digest, data, base)
    except Damaged:
        return False
    return True


def _changed_files(connection: sa.Connection, event: sa.RowMapping) -> Iterator[Damage]:
    query = sa.select(originals.c.sha256, originals.c.data).where(originals.c.event == event["id"])
    for digest, data in connection.execute(query):
        try:
            checked(digest, data)
        except Damaged:
            yield Damage(f"A file that came into {event['name']} is not as it was stored.", BRING_BACK)
