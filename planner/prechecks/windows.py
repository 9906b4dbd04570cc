"""Meetings that have no start at all, for the first reason that takes the last one away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from planner.domain.clock import Span, clock, free_within
from planner.domain.meeting import Meeting
from planner.domain.vocabulary import Severity
from planner.domain.wording import hours, lasting, person_name
from planner.prechecks.finding import Finding
from planner.prechecks.survey import Survey
from planner.prechecks.wording import grouped, meeting_name, meeting_sheet, presence, some, window

SHOWN = 3
"""So many free stretches are spelt out in one sentence."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a meeting has no start. Meetings with an equal obstacle share one finding."""

    column: str
    reason: str
    cure: str


def never(survey: Survey) -> Iterator[Finding]:
    """A meeting can start at no moment, by its length, window, people or rooms."""
    stopped = [(meeting, obstacle) for meeting in survey.event.meetings for obstacle in _obstacles(survey, meeting)]
    for obstacle, pairs in grouped(stopped, lambda pair: pair[1]).items():
        meetings = [meeting for meeting, _ in pairs]
        names = some(meeting_name(meeting) for meeting in meetings)
        yield Finding(
            Severity.WARNING,
            meeting_sheet(meetings[0]),
            meetings[0].id,
            obstacle.column,
            _value(meetings[0], obstacle.column),
            f"{names} cannot be placed: {obstacle.reason}.",
            obstacle.cure,
        )


def _value(meeting: Meeting, column: str) -> str:
    """What stands in the cell, as far as the meeting still knows it."""
    if column == "minutes":
        return str(meeting.minutes)
    moment = {"not_before": meeting.not_before, "not_after": meeting.not_after}.get(column)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _obstacles(survey: Survey, meeting: Meeting) -> Iterator[Obstacle]:
    """The first obstacle, if there is one."""
    if not survey.wished(meeting):
        yield _no_start(survey, meeting)
    elif not survey.attended(meeting):
        yield _nobody(survey, meeting)
    elif meeting.use is not None and survey.rooms_for(meeting):
        rooms = survey.in_rooms(meeting)
        if not survey.attended(meeting) & rooms:
            yield _no_room(survey, meeting, ever=bool(rooms & survey.wished(meeting)))


def _no_start(survey: Survey, meeting: Meeting) -> Obstacle:
    length, day = lasting(meeting.minutes), survey.event.settings
    open_hours = f"{day.day_start:%H:%M}–{day.day_end:%H:%M}"
    if survey.regular(meeting):
        column = "not_before" if meeting.not_before is not None else "not_after"
        grid = _starting_times(meeting)
        reason = f"it lasts {length} and starts only at {grid}, which leaves no start{_window(meeting)} in {open_hours}"
        return Obstacle(column, reason, "Widen not_before and not_after, or shorten it.")
    if all(span.minutes < meeting.minutes for span in survey.hours):
        cure = "Shorten it, or change day_start and day_end on Event."
        return Obstacle("minutes", f"it lasts {length}, longer than the hours of a day, {open_hours}", cure)
    reason = f"it lasts {length} and starts only at {_starting_times(meeting)}, so it never lies inside {open_hours}"
    return Obstacle("minutes", reason, "Shorten it, change side_event_starts on Policy, or the hours on Event.")


def _starting_times(meeting: Meeting) -> str:
    if meeting.starts:
        return some(f"{moment:%H:%M}" for moment in meeting.starts)
    return f"full multiples of {lasting(meeting.grid)}"


def _window(meeting: Meeting) -> str:
    return window(meeting.not_before, meeting.not_after)


def _nobody(survey: Survey, meeting: Meeting) -> Obstacle:
    wished, minutes = survey.wished(meeting), meeting.minutes
    for number, candidates in enumerate(meeting.roles):
        if not wished & survey.role(candidates, minutes):
            each = [_never_free(survey, person, meeting) for person in candidates[:SHOWN]]
            more = [f"{len(candidates) - SHOWN} others are not free either"] if len(candidates) > SHOWN else []
            cure = "Name another person, move what takes the time, or widen the window."
            return Obstacle(_role_column(meeting, number), "; ".join(each + more), cure)
    reason = f"{_people(survey, meeting)} are never all free for {lasting(minutes)} from one start{_window(meeting)}"
    return Obstacle(_role_column(meeting, 0), reason, "Let another person stand in, shorten it, or widen the window.")


def _people(survey: Survey, meeting: Meeting) -> str:
    colleague = (" or a colleague" if len(role) > 1 else "" for role in meeting.roles)
    heads = (person_name(survey.event, role[0]) for role in meeting.roles)
    return some(f"{head}{other}" for head, other in zip(heads, colleague, strict=True))


def _role_column(meeting: Meeting, number: int) -> str:
    if not meeting.is_bilateral:
        return "speakers"
    return ("requester_person", "counterpart_person", "also")[min(number, 2)]


def _never_free(survey: Survey, person: str, meeting: Meeting) -> str:
    """What is known of a person who is free at none of the starts that a meeting wishes."""
    name = f"{person_name(survey.event, person)}{presence(survey.event, person)}"
    free = _inside_window(meeting, survey.free_people[person])
    if not free:
        return f"{name} is never free{_window(meeting) or ' in the hours of the event'}"
    return f"{name} is never free {_long_enough(meeting, free)}{_window(meeting)}, only {_listed(survey, free)}"


def _long_enough(meeting: Meeting, free: list[Span]) -> str:
    """What none of the free stretches offers: the length, or the length from a start that the meeting may have."""
    if all(span.minutes < meeting.minutes for span in free):
        return f"for {lasting(meeting.minutes)} in a row"
    return f"for {lasting(meeting.minutes)} from a start it may have ({_starting_times(meeting)})"


def _inside_window(meeting: Meeting, spans: tuple[Span, ...]) -> list[Span]:
    """The parts of the spans that lie in the meeting's window."""
    if not spans:
        return []
    first = spans[0].start if meeting.not_before is None else _utc(meeting.not_before)
    last = spans[-1].end if meeting.not_after is None else _utc(meeting.not_after)
    outside = [span for span in (Span(spans[0].start, first), Span(last, spans[-1].end)) if span.start < span.end]
    return [part for span in spans for part in free_within(span, outside)]


def _utc(moment: datetime) -> datetime:
    return Span.of(moment, moment).start


def _listed(survey: Survey, spans: list[Span]) -> str:
    shown = "; ".join(hours(survey.event, span) for span in spans[:SHOWN])
    return f"{shown}; and {len(spans) - SHOWN} times more" if len(spans) > SHOWN else shown


def _no_room(survey: Survey, meeting: Meeting, *, ever: bool) -> Obstacle:
    """No room that fits is free: at no start that the meeting wishes, or at none where its people `ever` are."""
    rooms = survey.rooms_for(meeting)
    names, length = some(room.name for room in rooms), lasting(meeting.minutes)
    never = f"{names}, the only room that fits, is never free"
    if len(rooms) > 1:
        never = f"none of the rooms that fit ({names}) is ever free"
    if ever:
        first = clock(survey.event.local(survey.starts.first(survey.attended(meeting))))
        people = f"{_people(survey, meeting)} are, at {first} for the first time"
        cure = "Open a room then, or let other people attend."
        return Obstacle("room", f"{never} for {length}{_window(meeting)} when {people}", cure)
    free = sorted({part for room in rooms for part in _inside_window(meeting, survey.free_rooms[room.code])})
    only = f", only {_listed(survey, free)}" if free else ""
    reason = f"{never} {_long_enough(meeting, free)}{_window(meeting)}{only}"
    return Obstacle("room", reason, "Open a room for longer, shorten the meeting, or widen its window.")
