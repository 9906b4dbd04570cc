"""What the host could add for a meeting: a room that is open longer, one more interpreter, one more room."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import time

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement
from planner.domain.records import Interpreter, Room
from planner.explain.cures.easings import Easing, Settled
from planner.explain.edits import added_cells, field_change
from planner.rules.rooms import room_faults
from planner.workbook.format.parties import INTERPRETERS, ROOMS


def resources(event: Event, meeting: Meeting) -> Iterator[Easing]:
    """One of each kind at a time, those that the host has already first."""
    if meeting.use is not None:
        yield _open_longer(event, _fitting(event, meeting))
    yield from (_further_interpreter(event, pair) for pair in meeting.pairs)
    if meeting.use is not None and not meeting.must_room:
        yield from _further_room(event, meeting)


def _fitting(event: Event, meeting: Meeting) -> list[Room]:
    """The rooms that the meeting may be in, the smallest first."""
    rooms = (room for room in event.rooms if not meeting.must_room or room.code == meeting.room)
    return sorted((one for one in rooms if not any(room_faults(meeting, one))), key=lambda one: one.capacity)


# --- a room open longer ----------------------------------------------------------------------------------------------


def _open_longer(event: Event, rooms: Sequence[Room]) -> Easing:
    """Every room that fits, open all day; of the places that this opens the one that keeps a room open least longer."""

    def settle(row: Placement) -> Settled:
        room, longer = event.room[row.room], _longer(event, row)
        changes = (field_change(room.code, field, room, longer) for field in ("opens", "closes"))
        return _with_rooms(event, [longer]), tuple(change for change in changes if change.old != change.new)

    def condition(row: Placement) -> str:
        room, longer = event.room[row.room], _longer(event, row)
        opens = f"opens at {longer.opens:%H:%M}" if longer.opens != room.opens else ""
        closes = f"closes at {longer.closes:%H:%M}" if longer.closes != room.closes else ""
        return f"If {room.name} {' and '.join(filter(None, (opens, closes)))}"

    def nearness(row: Placement) -> float:
        return -_minutes_longer(event, row)

    eased = _with_rooms(event, [replace(room, opens=None, closes=None) for room in rooms])
    return Easing("resource", "hours", eased, condition, settle, nearness)


def _longer(event: Event, row: Placement) -> Room:
    """The room of the row with the hours that it has and those of the row."""
    room = event.room[row.room]
    start, end = (event.local(moment).time() for moment in (row.span.start, row.span.end))
    opens = None if room.opens is None else min(room.opens, start)
    closes = None if room.closes is None else max(room.closes, end)
    return replace(room, opens=opens, closes=closes)


def _minutes_longer(event: Event, row: Placement) -> float:
    room, longer = event.room[row.room], _longer(event, row)
    edges = ((longer.opens, room.opens), (room.closes, longer.closes))
    return sum(_minute(later) - _minute(earlier) for earlier, later in edges if earlier and later)


def _minute(moment: time) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60


def _with_rooms(event: Event, rooms: Sequence[Room]) -> Event:
    changed = {room.code: room for room in rooms}
    return replace(event, rooms=tuple(changed.get(one.code, one) for one in event.rooms))


# --- one more of a kind ----------------------------------------------------------------------------------------------


def _further_interpreter(event: Event, pair: tuple[str, str]) -> Easing:
    name = "-".join(pair)
    taken = {*event.interpreter, *event.person, *event.delegation, *event.room}
    further = Interpreter(_free_code(f"EXTRA-{name}", taken), f"One more interpreter {name}", (pair,))
    eased = replace(event, interpreters=(*event.interpreters, further))
    changes = added_cells(event, INTERPRETERS, further.id, further)
    condition = f"With {further.name.lower()}"
    return Easing("resource", f"interpreter {name}", eased, lambda _: condition, lambda _: (eased, changes))


def _further_room(event: Event, meeting: Meeting) -> Iterator[Easing]:
    """Another like the smallest that fits; where none fits, the largest of its use with what the meeting needs."""
    fitting = _fitting(event, meeting)
    usable = sorted((room for room in event.rooms if meeting.use in room.uses), key=lambda room: -room.capacity)
    like = next(iter((*fitting, *usable)), None)
    if like is None or meeting.use is None:
        return
    taken = {*event.room, *event.person, *event.delegation, *event.interpreter}
    further = replace(
        like,
        code=_free_code(f"EXTRA-{like.code}", taken),
        name=f"{like.name} (one more)",
        capacity=max(like.capacity, meeting.capacity),
        booths=max(like.booths, meeting.booths),
        features=tuple(dict.fromkeys((*like.features, *meeting.features))),
    )
    eased = replace(event, rooms=(*event.rooms, further))
    changes = added_cells(event, ROOMS, further.code, further)
    condition = f"With one more room like {like.name}"
    yield Easing("resource", "room", eased, lambda _: condition, lambda _: (eased, changes))


def _free_code(wanted: str, taken: Collection[str]) -> str:
    """The code, with a number where it is taken."""
    known = {one.casefold() for one in taken}
    codes = (wanted, *(f"{wanted}-{number}" for number in range(2, len(known) + 3)))
    return next(code for code in codes if code.casefold() not in known)
