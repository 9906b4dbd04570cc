"""Room is made: of an event that was put aside, states in the middle of its history are given up, on request alone."""

import sqlalchemy as sa

from planner.store.events import found
from planner.store.records import RevisionKind
from planner.store.refusals import StoreRefusal
from planner.store.revisions import locked_head
from planner.store.tables import original, revision, sheet, standing

KEPT_KINDS = (RevisionKind.RELEASED,)
"""Steps whose state stays: what others were given."""


def compact(connection: sa.Connection, event: str) -> int:
    """Gives up the states between the first and the last one but those that were released; who did what and when stays.
    Returns how many were given up.
    """
    head = locked_head(connection, event)
    if found(connection, event).archived is None:
        raise StoreRefusal(
            f"{found(connection, event).name} is at hand: nothing of it is given up.",
            f"Put it aside first: planner events archive {event}.",
        )
    middle = sa.and_(
        revision.c.event == event,
        revision.c.number.not_in((1, head)),
        revision.c.kind.not_in(KEPT_KINDS),
        revision.c.compacted.is_(False),
    )
    numbers = sa.select(revision.c.number).where(middle)
    connection.execute(sa.delete(standing).where(standing.c.event == event, standing.c.number.in_(numbers)))
    given_up = connection.execute(sa.update(revision).where(middle).values(compacted=True, original=None)).rowcount
    _sweep(connection, event)
    return given_up


def _sweep(connection: sa.Connection, event: str) -> None:
    """Removes sheets and files that no state has any more; differences first, then what they were based on."""
    standing_still = sa.select(standing.c.sheet).where(standing.c.event == event)
    unused = sa.and_(sheet.c.event == event, sheet.c.sha256.not_in(standing_still))
    connection.execute(sa.delete(sheet).where(unused, sheet.c.base.is_not(None)))
    bases = sa.select(sheet.c.base).where(sheet.c.event == event, sheet.c.base.is_not(None))
    connection.execute(sa.delete(sheet).where(unused, sheet.c.sha256.not_in(bases)))
    in_use = sa.select(revision.c.original).where(revision.c.event == event, revision.c.original.is_not(None))
    connection.execute(sa.delete(original).where(original.c.event == event, original.c.sha256.not_in(in_use)))
