"""The rows of the board: rooms, delegations or persons, each with when it is not to be had."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Delegation, Person, Room
from planner.domain.vocabulary import ItemKind
from planner.ui.drawing.timeline import DAY, minute

NOWHERE = ""
"""The row of what takes no room."""


class View(StrEnum):
    """What the rows of the board are."""

    ROOMS = "rooms"
    DELEGATIONS = "delegations"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch, in minutes of the day, in which a row is not to be had, and why."""

    first: float
    last: float
    why: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the board. `zone` and `codes` are what it is filtered by."""

    id: str
    name: str
    more: str
    zone: str
    codes: tuple[str, ...]
    closed: tuple[Closed, ...]


def lanes_of(event: Event, day: date, view: View) -> tuple[Lane, ...]:
    """The rows of a view, in the order of the workbook."""
    if view == View.ROOMS:
        rooms = (_room_lane(event, room, day) for room in event.rooms)
        return (*rooms, Lane(NOWHERE, "Without a room", "", "", (), ()))
    if view == View.DELEGATIONS:
        return tuple(_delegation_lane(event, one, day) for one in event.delegations)
    return tuple(_person_lane(event, person, day) for one in event.delegations for person in event.people_of[one.code])


def lanes_with(event: Event, row: Placement, view: View) -> tuple[str, ...]:
    """The rows on which an item stands."""
    if view == View.ROOMS:
        return (row.room if row.room in event.room else NOWHERE,)
    people = attending(event, row)
    if view == View.PERSONS:
        return people
    return tuple(dict.fromkeys(event.person[one].delegation for one in people))


def attending(event: Event, row: Placement) -> tuple[str, ...]:
    """The people at an item whom the event knows; those at the programme are as the event says."""
    if row.kind == ItemKind.PROGRAMME and row.item in event.programme_item:
        return event.attendees(event.programme_item[row.item])
    return tuple(one for one in row.people if one in event.person)


# --- rooms -----------------------------------------------------------------------------------------------------------


def _room_lane(event: Event, room: Room, day: date) -> Lane:
    more = ", ".join(filter(None, [f"{room.capacity} seats", room.zone]))
    return Lane(room.code, room.name, more, room.zone, (), tuple(_room_closed(event, room, day)))


def _room_closed(event: Event, room: Room, day: date) -> Iterator[Closed]:
    if day in event.days:
        hours = event.open_hours(room, day)
        yield from _outside(event, hours, day, "before it opens", "after it closes")
    yield from _absences(event, room.code, day, "closed")


# --- people ----------------------------------------------------------------------------------------------------------


def _delegation_lane(event: Event, one: Delegation, day: date) -> Lane:
    people = event.people_of[one.code]
    closed = [set(_person_closed(event, person, day)) for person in people]
    common = set.intersection(*closed) if closed else set()
    more = f"{one.code}, {len(people)} people" if len(people) != 1 else one.code
    return Lane(one.code, one.label, more, "", (one.code,), tuple(sorted(common, key=lambda it: (it.first, it.last))))


def _person_lane(event: Event, person: Person, day: date) -> Lane:
    name, of = person.title or person.name, event.delegation[person.delegation].label
    return Lane(
        person.id, f"{of}: {name}", person.name, "", (person.delegation,), tuple(_person_closed(event, person, day))
    )


def _person_closed(event: Event, person: Person, day: date) -> Iterator[Closed]:
    arrives, departs = event.presence(person)
    midnight = event.at(day, datetime.min.time())
    for first, last, why in ((None, arrives, "before arrival"), (departs, None, "after departure")):
        if first is not None or last is not None:
            yield from _closed(event, first or midnight, last, day, why)
    yield from _absences(event, person.id, day, "absent")


# --- stretches -------------------------------------------------------------------------------------------------------


def _absences(event: Event, who: str, day: date, why: str) -> Iterator[Closed]:
    """A reason may be for the organiser alone, who is the one at the desk."""
    for one in event.absences_of.get(who, ()):
        yield from _closed(event, one.from_, one.to, day, f"{why}: {one.reason}" if one.reason else why)


def _outside(event: Event, hours: Span, day: date, before: str, after: str) -> Iterator[Closed]:
    opens, closes = minute(event, hours.start, day), minute(event, hours.end, day)
    yield from _cut([Closed(0, opens, before), Closed(closes, DAY, after)])


def _closed(event: Event, first: datetime, last: datetime | None, day: date, why: str) -> Iterator[Closed]:
    end = float(DAY) if last is None else minute(event, last, day)
    yield from _cut([Closed(minute(event, first, day), end, why)])


def _cut(found: Iterable[Closed]) -> Iterator[Closed]:
    """What of it lies on the day."""
    for one in found:
        first, last = max(0.0, one.first), min(float(DAY), one.last)
        if first < last:
            yield Closed(first, last, one.why)
