"""Rooms that are lost, and where the programme items and lines in them go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Problem
from planner.domain.records import Line, ProgrammeItem, Room
from planner.domain.vocabulary import IncidentKind, RoomUse, Severity
from planner.domain.wording import hours, item_name, opening, room_name
from planner.replanning.absences import away
from planner.replanning.day import Day, Locate, Misfit

Fixture = ProgrammeItem | Line

OFFERED = 3
"""So many rooms are named to choose from."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A room that is free for a programme item or line once these meetings have moved."""

    room: Room
    moves: tuple[str, ...]


def room_lost(day: Day, incident: Incident) -> None:
    """A room is closed; what the programme has in it goes to the room that the row names."""
    away(day, incident)
    if incident.room:
        for fixture in _inside(day.event, day, incident.who):
            _put(day, fixture, incident.room)


def room_changed(day: Day, incident: Incident) -> None:
    """A programme item or line goes to another room."""
    fixture = day.event.programme_item.get(incident.item) or day.event.line[incident.item]
    if fixture.end <= day.now:
        sentence = f"{opening(item_name(day.event, fixture.id))} is over since {day.event.local(fixture.end):%H:%M}."
        raise Misfit("item", sentence, "Leave the row out, or name another item.")
    if fixture.room == incident.room:
        sentence = f"{opening(item_name(day.event, fixture.id))} is in {room_name(day.event, fixture.room)} already."
        raise Misfit("room", sentence, "Leave the row out, or name another room.")
    _put(day, fixture, incident.room)


def _put(day: Day, fixture: Fixture, room: str) -> None:
    if fault := _fault(day, fixture, day.event.room[room]):
        raise Misfit("room", fault, _choice(day, fixture)[1])
    if isinstance(fixture, ProgrammeItem):
        day.put_programme(replace(fixture, room=room))
        return
    day.put_line(replace(fixture, room=room))
    for item, row in day.rows.items():
        # A line has one room: the turns that were held follow it in the plan.
        if item in day.event.entry and day.event.entry[item].line == fixture.id and row.stands:
            day.tell(row)
            day.rows[item] = replace(row, room=room)


# --- what stands where it cannot -------------------------------------------------------------------------------------


def standing_in_closed_rooms(day: Day, incidents: Sequence[Incident], locate: Locate) -> Iterator[Problem]:
    """A question for each programme item and line that what happened leaves in a room that is closed."""
    for fixture in _all_inside(day.event, day):
        number, column = _cause(day, fixture, incidents)
        cell = locate("Changes", str(number), column) or locate("Changes", str(number), "what")
        sentence, cure = _choice(day, fixture)
        yield Problem(Severity.ERROR, "Changes", cell, fixture.room, f"{incidents[number].what}: {sentence}", cure)


def _fixtures(event: Event) -> tuple[Fixture, ...]:
    """What the programme has in rooms, and the planner does not move."""
    return (*event.programme, *event.lines)


def _all_inside(event: Event, day: Day) -> list[Fixture]:
    """What stands in closed rooms now and did not before."""
    known = {fixture.id: fixture for fixture in _fixtures(day.as_it_was)}
    touched = []
    for fixture in _fixtures(event):
        before = known.get(fixture.id)
        if _closed(event, day, fixture) and not (before is not None and _closed(day.as_it_was, day, before)):
            touched.append(fixture)
    return touched


def _inside(event: Event, day: Day, room: str) -> list[Fixture]:
    return [one for one in _fixtures(event) if one.room == room and _closed(event, day, one)]


def _closed(event: Event, day: Day, fixture: Fixture) -> bool:
    """Whether the room of a programme item or line is closed in some of the time that is left of it."""
    if fixture.end <= day.now:
        return False
    left = Span.of(max(fixture.start, day.now), fixture.end)
    return any(Span.of(one.from_, one.to).overlaps(left) for one in event.absences_of.get(fixture.room, ()))


def _cause(day: Day, fixture: Fixture, incidents: Sequence[Incident]) -> tuple[int, str]:
    """The row that brought it about, and the column to mend."""
    for number, incident in enumerate(incidents):
        if incident.what == IncidentKind.ROOM_LOST and incident.who == fixture.room:
            return number, "room"
        if incident.item == fixture.id:
            return number, "item"
    return 0, "what"


def _choice(day: Day, fixture: Fixture) -> tuple[str, str]:
    """Where it could go, and what to write."""
    name, when = opening(item_name(day.event, fixture.id)), hours(day.event, Span.of(fixture.start, fixture.end))
    sentence = (
        f"{name}, {when}, cannot be in {room_name(day.event, fixture.room)}, which is closed then. Where does it go?"
    )
    offers = _offers(day, fixture)
    if not offers:
        return f"{sentence} No other room is open and free.", "Shift or cancel it in a row of its own."
    codes = ", ".join(offer.room.code for offer in offers)
    cure = f"Write in `room` one of {codes}; or in a row of its own, room_changed with `item` {fixture.id} and `room`."
    return f"{sentence} {' '.join(_told(day, fixture, offer) for offer in offers)}", cure


def _told(day: Day, fixture: Fixture, offer: Offer) -> str:
    room = f"{offer.room.name} ({offer.room.capacity} seats)"
    moves = f" once {', '.join(item_name(day.event, item) for item in offer.moves)} moved" if offer.moves else ""
    marked = "" if _is_marked(fixture, offer.room) else f"; it is not marked for {fixture.kind}"
    return f"{room} is free{moves}{marked}."


def _is_marked(fixture: Fixture, room: Room) -> bool:
    """Whether the room has the use of a line; a programme item has none."""
    return not isinstance(fixture, Line) or RoomUse(fixture.kind.value) in room.uses


def _offers(day: Day, fixture: Fixture) -> list[Offer]:
    """The rooms to choose from: those marked for it, not much smaller than the one that is lost, first."""
    lost = day.event.room[fixture.room].capacity

    def order(offer: Offer) -> tuple[bool, bool, int, int]:
        seats = offer.room.capacity
        return not _is_marked(fixture, offer.room), seats * 2 < lost, len(offer.moves), abs(seats - lost)

    able = (room for room in day.event.rooms if _holds(day.event, fixture, room) and not _fault(day, fixture, room))
    offers = sorted((Offer(room, tuple(_in_the_way(day, fixture, room))) for room in able), key=order)
    # Rooms of another use, or much smaller, are named only where there is no better one.
    return [offer for offer in offers if order(offer)[:2] == order(offers[0])[:2]][:OFFERED]


def _holds(event: Event, fixture: Fixture, room: Room) -> bool:
    """Whether a room is open at that hour of the day, and has seats for all who are to come."""
    span = Span.of(fixture.start, fixture.end)
    people = 0 if isinstance(fixture, Line) else len(event.attendees(fixture))
    return room.capacity >= people and span.within(event.open_hours(room, event.local(fixture.start).date()))


def _fault(day: Day, fixture: Fixture, room: Room) -> str:
    """Why a programme item or line cannot be in a room; '' if it can, though meetings may have to move."""
    event, rest = day.event, day.event.turnover(room)
    span = Span.of(max(fixture.start, min(day.now, fixture.end)), fixture.end)
    for one in event.absences_of.get(room.code, ()):
        if Span.of(one.from_, one.to).overlaps(span):
            return f"{room.name} is closed {hours(event, Span.of(one.from_, one.to))}."
    for other in _fixtures(event):
        taken = Span.of(other.start, other.end)
        if other.id != fixture.id and other.room == room.code and taken.gap_to(span) < rest:
            return f"{room.name} is taken by {item_name(event, other.id)} {hours(event, taken)}."
    for row in day.rows.values():
        if _meets(day, row.item, room, span) and (row.fixed or day.begun(row.item)):
            return f"{room.name} is taken by {item_name(event, row.item)} {hours(event, row.span)}, which stays."
    return ""


def _in_the_way(day: Day, fixture: Fixture, room: Room) -> Iterator[str]:
    span = Span.of(fixture.start, fixture.end)
    return (item for item in day.rows if _meets(day, item, room, span))


def _meets(day: Day, item: str, room: Room, span: Span) -> bool:
    """Whether a meeting stands in the room at that time, or too near to it."""
    row = day.rows[item]
    here = row.stands and row.room == room.code and item in day.event.meeting
    return here and row.span.gap_to(span) < day.event.turnover(room)
