"""Moving the plan of an event by hand: whatever is done is checked at once, and a step of its history.

Each function takes the desk of whoever acts, on the state that they see. What clashes is told and nothing is done,
until it is said how it is to be settled; what can be done to no plan is `CannotMove`. With `look` nothing is done: what
would follow is told, and can be taken afterwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.wording import item_name, opening
from planner.moving import (
    CannotMove,
    Clash,
    Move,
    Settling,
    exchanged,
    lengthened,
    locked,
    placed_at,
    room_rows_from,
    rooms_exchanged,
    settle,
    shifted,
    unplaced,
)
from planner.office.desks import Desk
from planner.office.draft import applied, plan_grid
from planner.store import RevisionKind
from planner.workbook.workbook import Workbook

Answer = Move | Clash | None
"""What a move has made of the plan, or why nothing was done; None where there was nothing to do, or where others were
first, which the desk then tells.
"""


@dataclass(frozen=True, slots=True)
class How:
    """What becomes of a clash, whether what was moved is locked, and whether what would follow is only looked at."""

    settling: Settling = Settling.ASK
    lock: bool = True
    look: bool = False


BY_HAND = How()


def place(desk: Desk, item: str, start: datetime, room: str, how: How = BY_HAND) -> Answer:
    """Puts an item at a start and in a room, from wherever it is."""
    event, plan = _seen(desk)
    return _settled(desk, [placed_at(event, plan, item, start, room, lock=how.lock)], how)


def shift(
    desk: Desk, items: Collection[str], minutes: int, rooms: Mapping[str, str] | None = None, how: How = BY_HAND
) -> Answer:
    """Moves items together, so many minutes later; those in a room that `rooms` names go to the room that it says."""
    event, plan = _seen(desk)
    return _settled(desk, shifted(event, plan, items, minutes, rooms, lock=how.lock), how)


def shift_following(desk: Desk, room: str, start: datetime, minutes: int, how: How = BY_HAND) -> Answer:
    """Moves all that begins in a room then or later on the same day, so many minutes later."""
    event, plan = _seen(desk)
    following = room_rows_from(event, plan, room, start)
    if not following:
        raise CannotMove(f"Nothing follows in {event.room[room].name} on that day.")
    return _settled(desk, shifted(event, plan, following, minutes, lock=how.lock), how)


def swap(desk: Desk, one: str, other: str, how: How = BY_HAND) -> Answer:
    """Lets two items change places."""
    event, plan = _seen(desk)
    return _settled(desk, exchanged(event, plan, one, other, lock=how.lock), how)


def swap_rooms(desk: Desk, one: str, other: str, stretch: Span, how: How = BY_HAND) -> Answer:
    """Lets two rooms change what begins in them in a stretch of time."""
    event, plan = _seen(desk)
    rows = rooms_exchanged(event, plan, one, other, stretch, lock=how.lock)
    if not rows:
        raise CannotMove("Nothing begins in either room in that time.")
    return _settled(desk, rows, how)


def unplace(desk: Desk, items: Collection[str]) -> Answer:
    """Takes items off the plan; what must follow one of them then breaks a rule, which is said."""
    event, plan = _seen(desk)
    rows = unplaced(event, plan, items)
    return _settled(desk, rows, How(Settling.ANYWAY)) if rows else None


def set_locks(desk: Desk, items: Collection[str], *, lock: bool) -> Answer:
    """Locks items where they stand, or lets the solver move them again."""
    event, plan = _seen(desk)
    rows = locked(event, plan, items, lock=lock)
    return _settled(desk, rows, How(Settling.ANYWAY)) if rows else None


def lengthen(desk: Desk, item: str, minutes: int, how: How = BY_HAND) -> Answer:
    """Changes how long the request for a meeting asks for, and the end of the meeting with it."""
    event, plan = _seen(desk)
    changed, rows = lengthened(event, plan, item, minutes)
    found = settle(changed, plan, rows, how.settling, desk.current.breaches)
    if isinstance(found, Clash):
        return found
    said = f"{opening(item_name(event, item))} is asked for {minutes} minutes, by hand."
    made = applied(desk.current, changed, found.plan, said)
    return replace(found, sentence=said) if desk.push(made, RevisionKind.MOVED) else None


def _seen(desk: Desk) -> tuple[Event, Plan]:
    """The event and the plan that somebody sees."""
    workbook = _workbook(desk)
    if workbook.plan is None:
        raise CannotMove("There is no plan yet: make one on the page Solve first.")
    return workbook.event, workbook.plan


def _workbook(desk: Desk) -> Workbook:
    workbook = desk.current.workbook
    if workbook is None:
        raise CannotMove("There are errors in the tables: mend them first, the page Problems lists them.")
    return workbook


def _settled(desk: Desk, rows: Sequence[Placement], how: How) -> Answer:
    event, plan = _seen(desk)
    found = settle(event, plan, rows, how.settling, desk.current.breaches)
    return found if isinstance(found, Clash) or how.look else take(desk, found)


def take(desk: Desk, found: Move) -> Move | None:
    """Takes a move that was looked at before, on the state that it was found for."""
    made = desk.current.with_grid(plan_grid(_workbook(desk), found.plan), found.sentence)
    if not desk.push(made, RevisionKind.MOVED):
        return None
    desk.current.already_checked(found.plan, found.breaches)
    return found
