"""Rules on rooms: one thing at a time, a room that fits, and open doors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.plan import Breach
from planner.domain.records import Room
from planner.domain.wording import hours, item_name, room_name
from planner.rules.case import Case, Duty
from planner.rules.sequence import near, succession

if TYPE_CHECKING:
    from planner.board.draft import Draft


class RoomFree:
    """A room holds one item at a time and rests its turnover after each before the next begins; a programme item and
    the whole window of a line hold their room too. Programme items and lines are never each other's breach.
    """

    key = "room-free"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        for code, held in _held(case).items():
            rest = event.turnover(event.room[code])
            for earlier, later in near(held, rest):
                if not (earlier.fixed and later.fixed):
                    sentence = f"{room_name(event, code)} holds {succession(event, earlier, later, rest)}."
                    yield Breach(self.key, (earlier.item, later.item), sentence)

    def encode(self, draft: "Draft") -> None:
        event = draft.event
        for room in event.rooms:
            draft.hold_one_at_a_time(room.code, event.turnover(room))
        taken = [(item.room, Span.of(item.start, item.end)) for item in event.programme if item.room]
        taken += [(line.room, Span.of(line.start, line.end)) for line in event.lines]
        for room_code, span in taken:
            draft.close_room(room_code, span, around=event.turnover(event.room[room_code]))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is taken: {cause}."


class RoomFits:
    """A meeting has a room with the use, capacity, features and booths that it needs; a pull-aside has none."""

    key = "room-fits"

    def check(self, case: Case) -> Iterator[Breach]:
        for row in case.meetings:
            meeting, name = case.event.meeting[row.item], item_name(case.event, row.item)
            for fault in _misfits(case, meeting, row.room):
                yield Breach(self.key, (row.item,), f"{name} {fault}.")

    def encode(self, draft: "Draft") -> None:
        for meeting in draft.event.meetings:
            fitting = {room.code for room in draft.event.rooms if _fits(meeting, room)}
            draft.choose_room(meeting.id, {draft.no_room} if meeting.use is None else fitting)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} does not fit: {cause}."


class RoomOpen:
    """A meeting lies within the opening hours of its room and outside the room's absences."""

    key = "room-open"

    def check(self, case: Case) -> Iterator[Breach]:
        for duty in case.meeting_duties:
            if duty.room in case.event.room:
                for closed in self._closed(case, duty):
                    where, when = room_name(case.event, duty.room), hours(case.event, duty.span)
                    yield Breach(self.key, (duty.item,), f"'{duty.title}' is in {where} {when}, {closed}.")

    def encode(self, draft: "Draft") -> None:
        event = draft.event
        for room in event.rooms:
            draft.close_room_outside(room.code, [event.open_hours(room, day) for day in event.days])
            for away in event.absences_of.get(room.code, ()):
                draft.close_room(room.code, Span.of(away.from_, away.to))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is not open at every hour: {cause}."

    def _closed(self, case: Case, duty: Duty) -> Iterator[str]:
        event = case.event
        opening = event.open_hours(event.room[duty.room], case.day(duty.span.start))
        if not duty.span.within(opening):
            yield f"which is open {hours(event, opening)}"
        for away in case.absences.get(duty.room, ()):
            if duty.span.overlaps(away):
                yield f"which is not available {hours(event, away)}"


def _held(case: Case) -> dict[str, list[Duty]]:
    """What takes each room that the event has."""
    event = case.event
    windows = (
        Duty(line.id, line.label, Span.of(line.start, line.end), event.zone_of(line.room), True, line.room)
        for line in event.lines
    )
    held: dict[str, list[Duty]] = {code: [] for code in event.room}
    for duty in (*case.programme_duties, *windows, *case.meeting_duties):
        if duty.room in held:
            held[duty.room].append(duty)
    return held


def _misfits(case: Case, meeting: Meeting, code: str) -> Iterator[str]:
    """What is wrong with a room for a meeting, each to follow the name of the meeting."""
    if meeting.use is None:
        if code:
            yield f"is a pull-aside and takes no room, but the plan gives it {room_name(case.event, code)}"
    elif not code:
        yield "has no room"
    elif code not in case.event.room:
        yield f"is in room '{code}', which the Rooms sheet does not have"
    else:
        yield from room_faults(meeting, case.event.room[code])


def _fits(meeting: Meeting, room: Room) -> bool:
    """The solver's half of what a room must have; kept apart from `room_faults`, the checker's."""
    return (
        meeting.use in room.uses
        and meeting.capacity <= room.capacity
        and meeting.booths <= room.booths
        and {*meeting.features} <= {*room.features}
    )


def room_faults(meeting: Meeting, room: Room) -> Iterator[str]:
    """What a room lacks that a meeting needs; nothing if the room fits."""
    if meeting.use is not None and meeting.use not in room.uses:
        yield f"needs a room for use '{meeting.use}', and {room.name} is not one"
    if room.capacity < meeting.capacity:
        yield f"needs {meeting.capacity} seats, and {room.name} has {room.capacity}"
    if room.booths < meeting.booths:
        yield f"needs {meeting.booths} interpretation booths, and {room.name} has {room.booths}"
    missing = [feature for feature in meeting.features if feature not in room.features]
    if missing:
        yield f"needs {', '.join(missing)}, which {room.name} does not have"
