"""What several prechecks look at: who and what is free when, and which starts that leaves to a meeting."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planner.domain.clock import Span, free_within
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.records import Entry, Line, ProgrammeItem, Room
from planner.domain.turns import counts, taken_span, turn_count, turn_span
from planner.prechecks.starts import Starts

Locate = Callable[[str, str, str], str]
"""The cell of (sheet, key of the record, column), '' where it is not known."""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Survey:
    """What the prechecks ask of an event, worked out once and kept."""

    event: Event
    locate: Locate
    _starts_known: dict[tuple[tuple[str, ...], int], int] = field(default_factory=dict)
    _reaches_known: dict[str, Span] = field(default_factory=dict)
    _roles_known: dict[tuple[tuple[str, ...], int], int] = field(default_factory=dict)
    _rooms_known: dict[tuple[object, ...], tuple[Room, ...]] = field(default_factory=dict)
    _room_starts_known: dict[tuple[tuple[object, ...], int], int] = field(default_factory=dict)

    @cached_property
    def starts(self) -> Starts:
        """The moments at which meetings may start at all."""
        return Starts(self.event)

    # --- free time -----------------------------------------------------------------------------------------------

    @cached_property
    def hours(self) -> tuple[Span, ...]:
        """The hours of each day in which meetings may be placed."""
        return tuple(self.event.day_hours(day) for day in self.event.days)

    @cached_property
    def programme_of(self) -> Mapping[str, tuple[ProgrammeItem, ...]]:
        """The programme items that each person attends."""
        items_of: dict[str, list[ProgrammeItem]] = {person.id: [] for person in self.event.people}
        for item in self.event.programme:
            for person in self.event.attendees(item):
                items_of[person].append(item)
        return {person: tuple(items) for person, items in items_of.items()}

    @cached_property
    def fixed_turns(self) -> Mapping[str, tuple[Span, ...]]:
        """For what time each person is taken by turns whose position is fixed, inside the window and undisputed."""
        spans_of: dict[str, list[Span]] = {}
        for line in self.event.lines:
            fixed = [(entry, entry.position) for entry in self.entries_of(line.id) if entry.position is not None]
            held = Counter(position for _, position in fixed)
            for entry, position in fixed:
                if held[position] == 1 and position <= turn_count(line):
                    taken = taken_span(line, turn_span(line, position))
                    spans_of.setdefault(self.event.entrant(entry).id, []).append(taken)
        return {person: tuple(spans) for person, spans in spans_of.items()}

    @cached_property
    def free_people(self) -> Mapping[str, tuple[Span, ...]]:
        """When each person could be in a meeting: present, in the hours of a day, beside programme and fixed turns."""
        return {person.id: tuple(self._free_hours(person.id)) for person in self.event.people}

    def _free_hours(self, person_id: str) -> Iterator[Span]:
        gap = self.event.policy.person_gap
        arrives, departs = self.event.presence(self.event.person[person_id])
        programme = (Span.of(item.start, item.end) for item in self.programme_of[person_id])
        taken = [span.widened(before=gap, after=gap) for span in programme]
        taken += [*self.absent(person_id), *self.fixed_turns.get(person_id, ())]
        for hours in self.hours:
            start = hours.start if arrives is None else max(hours.start, Span.of(arrives, arrives).start)
            end = hours.end if departs is None else min(hours.end, Span.of(departs, departs).end)
            yield from free_within(Span(start, end), taken) if start < end else ()

    def absent(self, subject: str) -> list[Span]:
        """The absences of a person, room or interpreter."""
        return [Span.of(absence.from_, absence.to) for absence in self.event.absences_of.get(subject, ())]

    @cached_property
    def free_rooms(self) -> Mapping[str, tuple[Span, ...]]:
        """When each room could hold a meeting: open, beside programme and lines with their turnover, not withdrawn."""
        return {room.code: tuple(self._open_hours(room)) for room in self.event.rooms}

    def _open_hours(self, room: Room) -> Iterator[Span]:
        turnover = self.event.turnover(room)
        fixtures: tuple[ProgrammeItem | Line, ...] = (*self.event.programme, *self.event.lines)
        holders = (item for item in fixtures if item.room == room.code)
        held = [Span.of(item.start, item.end).widened(before=turnover, after=turnover) for item in holders]
        for day in self.event.days:
            hours = self.event.open_hours(room, day)
            if hours.start < hours.end:
                yield from free_within(hours, held + self.absent(room.code))

    # --- rooms that fit ------------------------------------------------------------------------------------------

    def rooms_for(self, meeting: Meeting) -> tuple[Room, ...]:
        """The rooms with the use, seats, booths and features that the meeting needs; its must-room where it has one.

        Equal rooms are the same object, so that meetings can be gathered by them without comparing each room.
        """
        needs = room_needs(meeting)
        if needs not in self._rooms_known:
            must = meeting.room if meeting.must_room else ""
            listed = (room for room in self.event.rooms if must in ("", room.code))
            fitting = tuple(room for room in listed if not any(lacks(room, meeting)))
            self._rooms_known[needs] = next((one for one in self._rooms_known.values() if one == fitting), fitting)
        return self._rooms_known[needs]

    # --- starts of a meeting -------------------------------------------------------------------------------------

    @cached_property
    def _at_given_times(self) -> int:
        return self.starts.at_times(self.event.policy.side_event_starts)

    def regular(self, meeting: Meeting) -> int:
        """The starts on the meeting's grid and times of day from which it ends inside the hours of the day."""
        starts = self._known(("hours",), self.hours, meeting.minutes) & self.starts.on_grid(meeting.grid)
        return starts & self._at_given_times if meeting.starts else starts

    def wished(self, meeting: Meeting) -> int:
        """The regular starts that lie between not_before and not_after."""
        return self._wished[meeting.id]

    @cached_property
    def _wished(self) -> Mapping[str, int]:
        return {meeting.id: self._in_window(meeting) for meeting in self.event.meetings}

    def _in_window(self, meeting: Meeting) -> int:
        starts = self.regular(meeting)
        if meeting.not_before is not None:
            starts &= self.starts.since(meeting.not_before)
        if meeting.not_after is not None:
            whole = Span.of(self.event.at(self.event.days[0], self.event.settings.day_start), meeting.not_after)
            starts &= self.starts.inside((whole,), meeting.minutes)
        return starts

    def role(self, candidates: tuple[str, ...], minutes: int) -> int:
        """The starts at which at least one of the candidates is free for so long."""
        if (candidates, minutes) not in self._roles_known:
            starts = 0
            for person in candidates:
                starts |= self._known(("person", person), self.free_people[person], minutes)
            self._roles_known[candidates, minutes] = starts
        return self._roles_known[candidates, minutes]

    def in_rooms(self, meeting: Meeting) -> int:
        """The starts at which at least one of the rooms that fit a meeting is free for it."""
        key = (room_needs(meeting), meeting.minutes)
        if key not in self._room_starts_known:
            starts = 0
            for room in self.rooms_for(meeting):
                starts |= self._known(("room", room.code), self.free_rooms[room.code], meeting.minutes)
            self._room_starts_known[key] = starts
        return self._room_starts_known[key]

    def attended(self, meeting: Meeting) -> int:
        """The wished starts at which every role can be filled."""
        return self._attended[meeting.id]

    @cached_property
    def _attended(self) -> Mapping[str, int]:
        return {meeting.id: self._with_people(meeting) for meeting in self.event.meetings}

    def _with_people(self, meeting: Meeting) -> int:
        starts = self.wished(meeting)
        for candidates in meeting.roles:
            starts &= self.role(candidates, meeting.minutes)
        return starts

    def any_wished(self, meetings: Iterable[Meeting]) -> int:
        """The starts that at least one of the meetings wishes."""
        starts = 0
        for meeting in meetings:
            starts |= self.wished(meeting)
        return starts

    def reach(self, meetings: Sequence[Meeting]) -> Span:
        """From the first start that one of the meetings wishes to the last end; each must have a start."""
        spans = [self._reach_of(meeting) for meeting in meetings]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _reach_of(self, meeting: Meeting) -> Span:
        """The reach of one meeting, which is asked for again for each of its people and in many windows."""
        if meeting.id not in self._reaches_known:
            self._reaches_known[meeting.id] = self.starts.reach(self.wished(meeting), meeting.minutes)
        return self._reaches_known[meeting.id]

    def _known(self, subject: tuple[str, ...], spans: tuple[Span, ...], minutes: int) -> int:
        if (subject, minutes) not in self._starts_known:
            self._starts_known[subject, minutes] = self.starts.inside(spans, minutes)
        return self._starts_known[subject, minutes]

    # --- words ---------------------------------------------------------------------------------------------------

    def cell(self, sheet: str, key: str, column: str) -> str:
        """`Bilaterals!F17`, or only the sheet where the cell is not known."""
        cell = self.locate(sheet, key, column)
        return f"{sheet}!{cell}" if cell else sheet

    def entries_of(self, line_id: str) -> list[Entry]:
        """The entries of a line that are to have a turn: inscribed and past the full powers gate, or done."""
        entries = (entry for entry in self.event.entries if entry.line == line_id)
        return [entry for entry in entries if counts(self.event, entry)]


def room_needs(meeting: Meeting) -> tuple[object, ...]:
    """What a room must have for a meeting; those with equal needs fit into the same rooms."""
    must = meeting.room if meeting.must_room else ""
    return meeting.use, meeting.capacity, meeting.booths, meeting.features, must


def common(spans: Iterable[Span], window: Span) -> tuple[Span, ...]:
    """The parts of the spans that lie in the window."""
    inside = (Span(max(span.start, window.start), min(span.end, window.end)) for span in spans)
    return tuple(span for span in inside if span.start < span.end)


def lacks(room: Room, meeting: Meeting) -> Iterator[str]:
    """What a room is missing for a meeting, in words; nothing where it fits."""
    if meeting.use is not None and meeting.use not in room.uses:
        yield f"the use {meeting.use}"
    if room.capacity < meeting.capacity:
        yield f"{meeting.capacity - room.capacity} of {meeting.capacity} seats"
    if room.booths < meeting.booths:
        yield f"{meeting.booths - room.booths} of {meeting.booths} booths"
    yield from (f"the feature {feature}" for feature in meeting.features if feature not in room.features)
