"""Meetings that no room can hold, whatever the time."""

from collections.abc import Iterator

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.records import Room
from planner.domain.vocabulary import RoomUse, Severity
from planner.domain.wording import count
from planner.prechecks.finding import Finding
from planner.prechecks.survey import Survey, lacks, room_needs
from planner.prechecks.wording import grouped, meeting_name, meeting_sheet, some

USE_WORDS = {RoomUse.BILATERAL: "bilaterals", RoomUse.SIDE_EVENT: "side events"}


def nowhere(survey: Survey) -> Iterator[Finding]:
    """No room has the use, seats, booths and features that a meeting needs; one finding for all with equal needs."""
    homeless = (one for one in survey.event.meetings if one.use is not None and not survey.rooms_for(one))
    for meetings in grouped(homeless, room_needs).values():
        yield _homeless(survey.event, meetings)


def _homeless(event: Event, meetings: list[Meeting]) -> Finding:
    meeting = meetings[0]
    column, value, reason, cure = _fault(event, meeting)
    names = some(meeting_name(one) for one in meetings)
    sentence = f"No room can hold {names}: {reason}."
    return Finding(Severity.WARNING, meeting_sheet(meeting), meeting.id, column, value, sentence, cure)


def _fault(event: Event, meeting: Meeting) -> tuple[str, str, str, str]:
    """Column, value, what is missing, cure."""
    assert meeting.use is not None
    use = USE_WORDS[meeting.use]
    rooms = [room for room in event.rooms if meeting.use in room.uses]
    if meeting.must_room:
        room = event.room[meeting.room]
        reason = f"{room.name}, where it must be, lacks {some(lacks(room, meeting))}"
        return "room", f"!{room.code}", reason, "Choose another room, make it a wish (without !), or change its needs."
    if not rooms:
        return "id", meeting.id, f"no room is marked for {use}", f"Add {meeting.use} to the uses of a room on Rooms."
    return _nearest_fault(event, meeting, use, rooms)


def _nearest_fault(event: Event, meeting: Meeting, use: str, rooms: list[Room]) -> tuple[str, str, str, str]:
    largest = max(rooms, key=lambda room: room.capacity)
    seats = "seats" if meeting.is_bilateral else "attendance"
    if largest.capacity < meeting.capacity:
        reason = (
            f"no room for {use} has {count(meeting.capacity, 'seat')}; "
            f"the largest, {largest.name}, has {largest.capacity}"
        )
        cure = f"Lower {seats} to {largest.capacity}, or open a larger room to {use} on Rooms."
        return seats, str(meeting.capacity), reason, cure
    nearest = min(rooms, key=lambda room: (sum(1 for _ in lacks(room, meeting)), -room.capacity))
    reason = f"of the rooms for {use} the nearest, {nearest.name}, lacks {some(lacks(nearest, meeting))}"
    cure = f"Ask for less, or equip {nearest.name} and say so on Rooms."
    column = "languages" if meeting.booths > max(room.booths for room in rooms) else "features"
    return column, _value(event, meeting, column), reason, cure


def _value(event: Event, meeting: Meeting, column: str) -> str:
    if column == "features":
        return "; ".join(meeting.features)
    return "; ".join(next(one.languages for one in event.side_events if one.id == meeting.id))
