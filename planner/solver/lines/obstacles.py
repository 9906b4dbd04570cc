"""What blocks which positions of a line for an entry, and in words why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Entry, Line
from planner.domain.turns import spoken, turn_count, turn_span
from planner.domain.vocabulary import ItemKind


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that a person has given to something else; `clause` says to what."""

    start: datetime
    end: datetime
    clause: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Positions that an entry may not have, and a clause that says why."""

    positions: range
    clause: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """The starts and ends of the positions of a line, in order."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]

    @classmethod
    def of(cls, line: Line) -> "Timetable":
        turns = [turn_span(line, position) for position in range(1, turn_count(line) + 1)]
        return cls(tuple(turn.start for turn in turns), tuple(turn.end for turn in turns))

    @property
    def positions(self) -> range:
        return range(1, len(self.starts) + 1)

    def starting_before(self, moment: datetime) -> range:
        return range(1, bisect_left(self.starts, moment) + 1)

    def starting_after(self, moment: datetime) -> range:
        return range(bisect_right(self.starts, moment) + 1, len(self.starts) + 1)

    def ending_after(self, moment: datetime) -> range:
        return range(bisect_right(self.ends, moment) + 1, len(self.ends) + 1)

    def meeting(self, start: datetime, end: datetime) -> range:
        """Positions whose turns share time with the stretch from start to end."""
        return range(self.ending_after(start).start, self.starting_before(end).stop)


def busy_people(event: Event, before: Plan) -> dict[str, list[Busy]]:
    """What takes people away from lines from the outset: the programme, and meetings that must be kept."""
    busy: dict[str, list[Busy]] = {}
    for item in event.programme:
        for person in event.attendees(item):
            busy.setdefault(person, []).append(_attends(event, Span.of(item.start, item.end), f"'{item.title}'"))
    for row in _kept_meetings(event, before):
        for person in row.people:
            busy.setdefault(person, []).append(_attends(event, row.span, _told(event, row)))
    return busy


def _kept_meetings(event: Event, before: Plan) -> Iterator[Placement]:
    meetings = before.of(ItemKind.BILATERAL, ItemKind.SIDE_EVENT)
    return (row for row in meetings if row.fixed and row.item in event.meeting)


def _told(event: Event, row: Placement) -> str:
    """What sentences call a meeting; a restricted one has no title there."""
    meeting = event.meeting[row.item]
    return "a meeting" if meeting.restricted else f"'{meeting.title}'"


def _attends(event: Event, span: Span, title: str) -> Busy:
    return Busy(span.start, span.end, f"attends {title} from {clock(event.local(span.start))}")


def turn_taken(event: Event, line: Line, row: Placement) -> Busy:
    """The time that a turn takes from its person, for the other lines."""
    taken = row.span.widened(before=line.before, after=line.after)
    return Busy(taken.start, taken.end, f"has a turn of {line.label} at {clock(event.local(row.span.start))}")


def first_followers(event: Event, before: Plan) -> dict[str, Placement]:
    """For each item, the earliest of the meetings that must be kept and come after it."""
    found: dict[str, Placement] = {}
    for row in sorted(_kept_meetings(event, before), key=lambda one: one.span.start):
        found.setdefault(event.meeting[row.item].after, row)
    return found


def obstacles(
    event: Event, entry: Entry, timetable: Timetable, busy: Sequence[Busy], follower: Placement | None
) -> tuple[Obstacle, ...]:
    """Everything that blocks some position for an entry; `busy` is what its person does elsewhere, `follower` a meeting
    that must be kept and come after the turn.
    """
    found = [*_bounds(entry, timetable), *_person(event, entry, timetable, busy), *_room(event, entry, timetable)]
    if follower is not None:
        start = clock(event.local(follower.span.start))
        clause = f"{_told(event, follower)}, which is kept at {start}, has to come after the turn"
        found.append(Obstacle(timetable.ending_after(follower.span.start), clause))
    return tuple(obstacle for obstacle in found if obstacle.positions)


def _bounds(entry: Entry, timetable: Timetable) -> Iterator[Obstacle]:
    if entry.not_before is not None:
        clause = f"the turn may not start before {clock(entry.not_before)}"
        yield Obstacle(timetable.starting_before(entry.not_before), clause)
    if entry.not_after is not None:
        yield Obstacle(
            timetable.starting_after(entry.not_after), f"the turn may not start after {clock(entry.not_after)}"
        )
    if entry.position is not None:
        clause = f"its position is fixed at {entry.position}"
        yield Obstacle(range(1, min(entry.position, timetable.positions.stop)), clause)
        yield Obstacle(range(entry.position + 1, timetable.positions.stop), clause)


def _person(event: Event, entry: Entry, timetable: Timetable, busy: Sequence[Busy]) -> Iterator[Obstacle]:
    line, person = event.line[entry.line], event.entrant(entry)
    before, after, who = timedelta(minutes=line.before), timedelta(minutes=line.after), spoken(event, person)
    arrives, departs = (None if one is None else Span.of(one, one).start for one in event.presence(person))
    if arrives is not None:
        yield Obstacle(timetable.starting_before(arrives + before), f"{who} arrives at {clock(event.local(arrives))}")
    if departs is not None:
        yield Obstacle(timetable.ending_after(departs - after), f"{who} departs at {clock(event.local(departs))}")
    for other in (*_away(event, person.id), *busy):
        yield Obstacle(timetable.meeting(other.start - after, other.end + before), f"{who} {other.clause}")


def _room(event: Event, entry: Entry, timetable: Timetable) -> Iterator[Obstacle]:
    room = event.line[entry.line].room
    for away in _away(event, room):
        yield Obstacle(timetable.meeting(away.start, away.end), f"{room} {away.clause}")


def _away(event: Event, subject: str) -> Iterator[Busy]:
    for absence in event.absences_of.get(subject, ()):
        span = Span.of(absence.from_, absence.to)
        yield Busy(span.start, span.end, f"is not available from {clock(absence.from_)} to {clock(absence.to)}")
