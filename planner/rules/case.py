"""What a rule looks at: an event, a plan of it, and the plan before, with the look-ups that several rules need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.turns import taken_span

BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
AFTER_ALL = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Duty:
    """A meeting or programme item that takes people, an interpreter or a room ('' = none, and then no zone)."""

    item: str
    title: str
    span: Span
    zone: str
    fixed: bool
    """Whether it is no part of the plan: a programme item, or the window of a line."""
    room: str = ""


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class Case:
    """`before` is the plan that was handed in; its locked and done rows must be kept."""

    event: Event
    plan: Plan
    before: Plan = field(default_factory=Plan)

    @cached_property
    def meetings(self) -> tuple[Placement, ...]:
        """Standing rows of meetings that the event knows, whatever kind the row claims."""
        return tuple(row for row in self.plan.standing if row.item in self.event.meeting)

    @cached_property
    def turns(self) -> tuple[Placement, ...]:
        """Standing rows of line entries that the event knows."""
        return tuple(row for row in self.plan.standing if row.item in self.event.entry)

    # --- duties --------------------------------------------------------------------------------------------------

    @cached_property
    def meeting_duties(self) -> tuple[Duty, ...]:
        """One for each of `meetings`, in the same order."""
        return tuple(self._meeting_duty(row) for row in self.meetings)

    def _meeting_duty(self, row: Placement) -> Duty:
        meeting = self.event.meeting[row.item]
        room = "" if meeting.use is None else row.room
        return Duty(row.item, meeting.title, row.span, self.event.zone_of(room), False, room)

    @cached_property
    def programme_duties(self) -> tuple[Duty, ...]:
        """One for each programme item, where and when the event says."""
        return tuple(
            Duty(item.id, item.title, Span.of(item.start, item.end), self.event.zone_of(item.room), True, item.room)
            for item in self.event.programme
        )

    @cached_property
    def duties(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties of each person that has any, in order of start."""
        by_person: dict[str, list[Duty]] = {}
        for item, duty in zip(self.event.programme, self.programme_duties, strict=True):
            for person in self.event.attendees(item):
                by_person.setdefault(person, []).append(duty)
        for row, duty in zip(self.meetings, self.meeting_duties, strict=True):
            for person in dict.fromkeys(row.people):
                by_person.setdefault(person, []).append(duty)
        return {person: _by_start(duties) for person, duties in by_person.items()}

    @cached_property
    def jobs(self) -> Mapping[str, tuple[Duty, ...]]:
        """The meetings that each interpreter serves, in order of start."""
        by_interpreter: dict[str, list[Duty]] = {}
        for row, duty in zip(self.meetings, self.meeting_duties, strict=True):
            for interpreter in dict.fromkeys(row.interpreters):
                by_interpreter.setdefault(interpreter, []).append(duty)
        return {interpreter: _by_start(jobs) for interpreter, jobs in by_interpreter.items()}

    @cached_property
    def meetings_of(self) -> Mapping[str, tuple[Duty, ...]]:
        """The placed meetings to which each delegation is a party."""
        meetings: dict[str, list[Duty]] = {}
        for duty in self.meeting_duties:
            for code in self.event.meeting[duty.item].parties:
                meetings.setdefault(code, []).append(duty)
        return {code: tuple(duties) for code, duties in meetings.items()}

    @cached_property
    def days(self) -> Mapping[tuple[str, date], tuple[Duty, ...]]:
        """What takes each person on each local day, line turns with their margins included, in order of start."""
        taken: dict[tuple[str, date], list[Duty]] = {}
        for person, duties in self.duties.items():
            for duty in duties:
                taken.setdefault((person, self.day(duty.span.start)), []).append(duty)
        for row in self.turns:
            entry = self.event.entry[row.item]
            line = self.event.line[entry.line]
            span = taken_span(line, row.span)
            turn = Duty(row.item, line.label, span, self.event.zone_of(line.room), False, line.room)
            taken.setdefault((self.event.entrant(entry).id, self.day(row.span.start)), []).append(turn)
        return {key: _by_start(duties) for key, duties in taken.items()}

    # --- times ---------------------------------------------------------------------------------------------------

    def day(self, moment: datetime) -> date:
        """The local day of a moment."""
        return self.event.local(moment).date()

    @cached_property
    def presence(self) -> Mapping[str, Span]:
        """When each person is there; endless where the event sets no limit."""
        return {person.id: span_of_presence(*self.event.presence(person)) for person in self.event.people}

    @cached_property
    def service(self) -> Mapping[str, Span]:
        """When each interpreter is there; apart from `presence`, because an id may be both a person's and theirs."""
        return {one.id: span_of_presence(one.from_, one.to) for one in self.event.interpreters}

    @cached_property
    def absences(self) -> Mapping[str, tuple[Span, ...]]:
        """When each person, room and interpreter is away."""
        return {
            who: tuple(Span.of(absence.from_, absence.to) for absence in absences)
            for who, absences in self.event.absences_of.items()
        }

    def end_of(self, item: str) -> datetime | None:
        """When an item, or the window of a line, is over (in UTC); None if it is not placed."""
        if item in self.event.programme_item:
            return self.event.programme_item[item].end.astimezone(UTC)
        if item in self.event.line:
            return self.event.line[item].end.astimezone(UTC)
        row = self.plan.by_item.get(item)
        return row.span.end if row is not None and row.stands else None


def span_of_presence(arrives: datetime | None, departs: datetime | None) -> Span:
    """From arrival to departure; None means no limit on that side."""
    start = BEFORE_ALL if arrives is None else arrives.astimezone(UTC)
    return Span(start, AFTER_ALL if departs is None else departs.astimezone(UTC))


def _by_start(duties: list[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: duty.span))
