"""What stands beside a line from the outset: what its people do elsewhere, and what has to come after a turn."""

from collections.abc import Iterator

from planner.domain.clock import Span, clock
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line
from planner.domain.vocabulary import ItemKind
from planner.rules.turns import Busy


def busy_people(event: Event, before: Plan) -> dict[str, list[Busy]]:
    """What takes people away from lines from the outset: the programme, and meetings that must be kept."""
    busy: dict[str, list[Busy]] = {}
    for item in event.programme:
        for person in event.attendees(item):
            attends = _attends(event, Span.of(item.start, item.end), item.room, f"'{item.title}'")
            busy.setdefault(person, []).append(attends)
    for row in _kept_meetings(event, before):
        for person in row.people:
            busy.setdefault(person, []).append(_attends(event, row.span, row.room, called(event, row)))
    return busy


def _kept_meetings(event: Event, before: Plan) -> Iterator[Placement]:
    meetings = before.of(ItemKind.BILATERAL, ItemKind.SIDE_EVENT)
    return (row for row in meetings if row.fixed and row.item in event.meeting)


def called(event: Event, row: Placement) -> str:
    """What the sentences of a line's plan call a meeting; a restricted one has no title there."""
    meeting = event.meeting[row.item]
    return "a meeting" if meeting.restricted else f"'{meeting.title}'"


def _attends(event: Event, span: Span, room: str, title: str) -> Busy:
    return Busy(span, event.zone_of(room), f"attends {title} from {clock(event.local(span.start))}")


def turn_taken(event: Event, line: Line, row: Placement) -> Busy:
    """The time that a turn takes from its person, for the other lines."""
    clause = f"has a turn of {line.label} at {clock(event.local(row.span.start))}"
    return Busy(row.span, event.zone_of(line.room), clause, line.before, line.after)


def first_followers(event: Event, before: Plan) -> dict[str, Placement]:
    """For each item, the earliest of the meetings that must be kept and come after it."""
    followers: dict[str, Placement] = {}
    for row in sorted(_kept_meetings(event, before), key=lambda one: one.span.start):
        followers.setdefault(event.meeting[row.item].after, row)
    return followers
