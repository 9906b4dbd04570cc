"""The rows that somebody wants: an item elsewhere, two items or two rooms exchanged, a stretch shifted, locks set.

Nothing here asks whether the rules allow it: that is settled afterwards, by the checker.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.turns import turn_count, turn_span
from planner.domain.vocabulary import PlanState
from planner.domain.wording import item_name, opening
from planner.explain.edits import wish_of, with_wish
from planner.explain.lines.turns import Turns
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Scope
from planner.moving.obstacles import Obstacles, teams_of
from planner.moving.places import around

BY_HAND = "Taken off the plan by hand."


class CannotMove(ValueError):
    """What is asked for can be done to no plan; the text says why, for whoever asked."""


def placed_at(event: Event, plan: Plan, item: str, start: datetime, room: str, *, lock: bool) -> Placement:
    """The row of an item that begins then and there, with those who are free or who had it before.

    CannotMove for what the planner never moves, and for turns that the line does not have.
    """
    _movable_row(event, plan, item)
    row = _turn_at(event, plan, item, start) if item in event.entry else _meeting_at(event, plan, item, start, room)
    return replace(row, locked=lock)


def _movable_row(event: Event, plan: Plan, item: str) -> Placement | None:
    """The present row of an item that may be moved by hand, if it has one."""
    row = plan.by_item.get(item)
    if item not in event.meeting and item not in event.entry:
        raise CannotMove(f"{opening(item_name(event, item))} is no part of the plan; change it on its own sheet.")
    if row is not None and row.state == PlanState.DONE:
        raise CannotMove(f"{opening(item_name(event, item))} is done, and stays where it was.")
    if row is not None and row.state == PlanState.CANCELLED:
        raise CannotMove(f"{opening(item_name(event, item))} is cancelled; say on the sheet Plan that it is not first.")
    return row


def _meeting_at(event: Event, plan: Plan, item: str, start: datetime, room: str) -> Placement:
    meeting, now, moment = event.meeting[item], plan.by_item.get(item), start.astimezone(UTC)
    where = room if meeting.use is not None else ""
    if meeting.use is not None and room not in event.room:
        raise CannotMove(f"{opening(item_name(event, item))} needs a room.")
    day = event.local(moment).date()
    candidates = Candidates.of(event, around(event, plan, day, item), meeting, Scope((moment,), where))
    if candidates.openness.open.any():
        return candidates.row(0, 0, like=now)
    if now is not None and now.stands:
        length = timedelta(minutes=meeting.minutes)
        return replace(now, start=event.local(moment), end=event.local(moment + length), room=where)
    seating, crew = Obstacles(candidates, plan).team_at(0, 0) or teams_of(candidates)[0]
    if crew < 0:
        raise CannotMove(f"Nobody is listed who could interpret {item_name(event, item)}.")
    return candidates.ways.row(0, seating, 0, crew)


def _turn_at(event: Event, plan: Plan, item: str, start: datetime) -> Placement:
    turns = Turns(event, plan, event.entry[item])
    positions = [
        one for one in range(1, turn_count(turns.line) + 1) if turn_span(turns.line, one).start == start.astimezone(UTC)
    ]
    if not positions:
        raise CannotMove(f"'{turns.line.label}' has no turn then.")
    return turns.row(next((one for one in positions if one not in turns.holders), positions[0]), "")


def unplaced(event: Event, plan: Plan, items: Iterable[str], why: str = BY_HAND) -> tuple[Placement, ...]:
    """The rows of items that are taken off the plan, with the reason."""
    rows = (_movable_row(event, plan, item) for item in items)
    return tuple(_waiting(row, why) for row in rows if row is not None and row.stands)


def _waiting(row: Placement, why: str) -> Placement:
    blank = replace(row, start=None, end=None, room="", people=(), interpreters=(), position=None)
    return replace(blank, locked=False, state=PlanState.UNPLACED, why=why)


def locked(event: Event, plan: Plan, items: Collection[str], *, lock: bool) -> tuple[Placement, ...]:
    """The rows of these items that stand and whose lock is not so yet; of the programme none has one."""
    among = set(items)
    return tuple(
        replace(row, locked=lock)
        for row in plan.standing
        if row.item in among and row.item not in event.programme_item and row.locked != lock
    )


def exchanged(event: Event, plan: Plan, one: str, other: str, *, lock: bool) -> tuple[Placement, ...]:
    """The rows of two items, each where the other stood: start, room and, in a line, position."""
    rows = [_movable_row(event, plan, item) for item in (one, other)]
    first, second = rows
    if first is None or second is None or not first.stands or not second.stands:
        raise CannotMove("Only two items that both have a place can change places.")
    if (first.item in event.entry) != (second.item in event.entry) or _lines(event, first, second):
        raise CannotMove("A turn can change places only with another turn of its line.")
    return _as(event, first, second, lock=lock), _as(event, second, first, lock=lock)


def _lines(event: Event, first: Placement, second: Placement) -> bool:
    """Whether these are turns of two lines."""
    entries = [event.entry.get(row.item) for row in (first, second)]
    return None not in entries and len({one.line for one in entries if one is not None}) > 1


def _as(event: Event, row: Placement, there: Placement, *, lock: bool) -> Placement:
    """A row at the place of another, as long as it lasts itself."""
    assert there.start is not None
    start = there.span.start
    room = there.room if row.item in event.entry or event.meeting[row.item].use is not None else ""
    end = event.local(start + (row.span.end - row.span.start))
    return replace(row, start=there.start, end=end, room=room, position=there.position, locked=lock)


def room_rows_from(event: Event, plan: Plan, room: str, start: datetime) -> tuple[str, ...]:
    """The meetings of a room that begin then or later on the same day, in order of time; those done are left out."""
    day, first = event.local(start).date(), start.astimezone(UTC)
    rows = [
        row
        for row in plan.standing
        if row.item in event.meeting and row.room == room and row.state != PlanState.DONE and row.span.start >= first
    ]
    return tuple(
        row.item for row in sorted(rows, key=lambda row: row.span) if event.local(row.span.start).date() == day
    )


def shifted(
    event: Event,
    plan: Plan,
    items: Iterable[str],
    minutes: int,
    rooms: Mapping[str, str] | None = None,
    *,
    lock: bool,
) -> tuple[Placement, ...]:
    """The rows of these meetings, so many minutes later, or earlier where they are fewer than none; those in a room
    that `rooms` names in the room that it says.
    """
    rows, by, there = [], timedelta(minutes=minutes), rooms or {}
    for item in items:
        row = _movable_row(event, plan, item)
        if row is None or not row.stands:
            raise CannotMove(f"{opening(item_name(event, item))} has no place from which it could move.")
        if item in event.entry:
            raise CannotMove("A turn of a line keeps to the pace of its line; give it another position.")
        span = Span(row.span.start + by, row.span.end + by)
        room = there.get(row.room, row.room)
        rows.append(replace(row, start=event.local(span.start), end=event.local(span.end), room=room, locked=lock))
    return tuple(rows)


def lengthened(event: Event, plan: Plan, item: str, minutes: int) -> tuple[Event, tuple[Placement, ...]]:
    """The event in which a meeting is asked for so many minutes, and its row of that length if it stands."""
    row = _movable_row(event, plan, item)
    if item not in event.meeting:
        raise CannotMove("The turns of a line are as long as their line says.")
    if minutes <= 0:
        raise CannotMove("A meeting lasts at least a minute.")
    changed = with_wish(event, replace(wish_of(event, item), minutes=minutes))
    if row is None or not row.stands:
        return changed, ()
    return changed, (replace(row, end=event.local(row.span.start + timedelta(minutes=minutes))),)


def rooms_exchanged(
    event: Event, plan: Plan, one: str, other: str, stretch: Span, *, lock: bool
) -> tuple[Placement, ...]:
    """The rows of all meetings that begin in a stretch of time in one of two rooms, in the other one."""
    there = {one: other, other: one}
    found = [
        row
        for row in plan.standing
        if row.item in event.meeting and row.room in there and stretch.start <= row.span.start < stretch.end
    ]
    return tuple(
        replace(row, room=there[row.room], locked=lock) for row in found if _movable_row(event, plan, row.item)
    )
