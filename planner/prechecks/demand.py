"""More meetings than the rooms that fit them can hold, over the event or on one day."""

from collections.abc import Iterator

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.records import Room
from planner.domain.vocabulary import Severity
from planner.domain.wording import hours, lasting
from planner.prechecks.finding import Finding
from planner.prechecks.starts import Host
from planner.prechecks.survey import Survey, common
from planner.prechecks.wording import grouped, meeting_name, some, total

RoomClass = tuple[Room, ...]


def room_demand(survey: Survey) -> Iterator[Finding]:
    """The meetings that fit only into certain rooms are more than these rooms hold.

    A day is looked at where the event as a whole is not overfull, with the meetings that can be on no other day.
    """
    able = (one for one in survey.event.meetings if one.use is not None and _starts(survey, one))
    gathered = grouped(able, lambda one: id(survey.rooms_for(one))).values()
    by_rooms = {survey.rooms_for(meetings[0]): meetings for meetings in gathered}
    for rooms in by_rooms:
        codes = {room.code for room in rooms}
        inside = [fit for fit in by_rooms if codes.issuperset(room.code for room in fit)]
        meetings = [meeting for fit in inside for meeting in by_rooms[fit]]
        finding = _overfull(survey, rooms, meetings, survey.reach(meetings))
        if finding is not None:
            yield finding
        else:
            yield from _overfull_days(survey, rooms, meetings)


def _starts(survey: Survey, meeting: Meeting) -> int:
    return survey.attended(meeting) & survey.in_rooms(meeting)


def _overfull_days(survey: Survey, rooms: RoomClass, meetings: list[Meeting]) -> Iterator[Finding]:
    for day in survey.hours:
        other_days = ~survey.starts.inside((day,), 0)
        pinned = [meeting for meeting in meetings if not survey.attended(meeting) & other_days]
        window = common((survey.reach(pinned),), day) if pinned else ()
        finding = _overfull(survey, rooms, pinned, *window) if window else None
        if finding is not None:
            yield finding


def _overfull(survey: Survey, rooms: RoomClass, meetings: list[Meeting], window: Span) -> Finding | None:
    hosts = [Host(common(survey.free_rooms[room.code], window), survey.event.turnover(room)) for room in rooms]
    lengths = [meeting.minutes for meeting in meetings]
    most = survey.starts.at_most(lengths, hosts, survey.any_wished(meetings))
    if most == len(meetings):
        return None
    names = some(room.name for room in rooms)
    free = lasting(total(span for host in hosts for span in host.free))
    return Finding(
        Severity.WARNING,
        "Rooms",
        rooms[0].code,
        "code",
        rooms[0].code,
        f"{len(meetings)} meetings, {lasting(sum(lengths))} without turnover, fit only into {names}, which "
        f"{'has' if len(rooms) == 1 else 'have'} {free} free for them in {hours(survey.event, window)} and "
        f"{'holds' if len(rooms) == 1 else 'hold'} at most {most}.",
        "Open more rooms or hours, shorten meetings or lower what they ask for; otherwise at least "
        f"{len(meetings) - most} must be left out of {some(meeting_name(meeting) for meeting in meetings)}.",
    )
