"""Rules on when a meeting may be: its length, its starting times, the hours of the day, the presence of its people."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from planner.domain.clock import Span
from planner.domain.meeting import Meeting
from planner.domain.plan import Breach
from planner.domain.wording import hours, item_name, lasting, moment, opening, person_name
from planner.rules.case import Case, Duty

if TYPE_CHECKING:
    from planner.board.draft import Draft


class PersonPresent:
    """No meeting lies outside the presence of a person who attends it, or inside an absence of that person or of the
    delegation. Absences need no gap.
    """

    key = "person-present"

    def check(self, case: Case) -> Iterator[Breach]:
        for row, duty in zip(case.meetings, case.meeting_duties, strict=True):
            for person in dict.fromkeys(row.people):
                for why in missing(case, person, case.presence.get(person), duty):
                    fault = f"{person_name(case.event, person)} {why} and cannot attend '{duty.title}',"
                    yield Breach(self.key, (row.item,), opening(f"{fault} {hours(case.event, duty.span)}."))

    def encode(self, draft: "Draft") -> None:
        for person in draft.event.people:
            draft.close_actor_outside(draft.person(person.id), *draft.event.presence(person))
            for away in draft.event.absences_of.get(person.id, ()):
                draft.close_actor(draft.person(person.id), Span.of(away.from_, away.to))

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} is not there at every hour: {cause}."


class EventHours:
    """A meeting lies between day_start and day_end of one day of the event."""

    key = "event-hours"

    def check(self, case: Case) -> Iterator[Breach]:
        event = case.event
        for duty in case.meeting_duties:
            day = case.day(duty.span.start)
            if day not in event.days:
                sentence = f"'{duty.title}' is at {hours(event, duty.span)}, which is no day of the event."
                yield Breach(self.key, (duty.item,), sentence)
            elif not duty.span.within(event.day_hours(day)):
                allowed = hours(event, event.day_hours(day))
                sentence = f"'{duty.title}' is at {hours(event, duty.span)}, outside the day's hours {allowed}."
                yield Breach(self.key, (duty.item,), sentence)

    def encode(self, draft: "Draft") -> None:
        allowed = [draft.event.day_hours(day) for day in draft.event.days]
        for meeting in draft.event.meetings:
            draft.close_meeting_outside(meeting.id, allowed)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} would not lie within the hours of one day: {cause}."


class StartGrid:
    """A bilateral starts on bilateral_start_grid, a side event on time_step and, where given, at one of
    side_event_starts. Minutes are counted on the clock from local midnight.
    """

    key = "start-grid"

    def check(self, case: Case) -> Iterator[Breach]:
        for duty in case.meeting_duties:
            meeting, start = case.event.meeting[duty.item], case.event.local(duty.span.start)
            for allowed in self._missed(meeting, start):
                sentence = f"'{duty.title}' starts at {moment(case.event, start)}, {allowed}."
                yield Breach(self.key, (duty.item,), sentence)

    def encode(self, draft: "Draft") -> None:
        for meeting in draft.event.meetings:
            draft.start_on(meeting.id, meeting.grid, meeting.starts)

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} may start at certain times only: {cause}."

    def _missed(self, meeting: Meeting, start: datetime) -> Iterator[str]:
        minute = start.hour * 60 + start.minute
        if minute % meeting.grid or start.second or start.microsecond:
            yield f"not a multiple of {lasting(meeting.grid)} from midnight"
        if meeting.starts and start.time() not in meeting.starts:
            yield f"not one of the starting times {', '.join(f'{one:%H:%M}' for one in meeting.starts)}"


class Length:
    """A meeting lasts exactly its minutes."""

    key = "length"

    def check(self, case: Case) -> Iterator[Breach]:
        for duty in case.meeting_duties:
            needed = case.event.meeting[duty.item].minutes
            if duty.span.minutes != needed:
                name = item_name(case.event, duty.item)
                fault = f"{name} lasts {lasting(duty.span.minutes)} from {moment(case.event, duty.span.start)}"
                yield Breach(self.key, (duty.item,), f"{fault}; it is to last {lasting(needed)}.")

    def because(self, subject: str, cause: str) -> str:
        return f"{subject} lasts exactly its minutes: {cause}."


def missing(case: Case, who: str, present: Span | None, duty: Duty) -> Iterator[str]:
    """Why a person or interpreter is not there for a duty, to follow the name; `present` is None for the unknown."""
    if present is not None:
        if duty.span.start < present.start:
            yield f"arrives at {moment(case.event, present.start)}"
        if duty.span.end > present.end:
            yield f"departs at {moment(case.event, present.end)}"
    for away in case.absences.get(who, ()):
        if duty.span.overlaps(away):
            yield f"is absent {hours(case.event, away)}"
