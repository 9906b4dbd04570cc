"""How people come from one duty to the next: from where, how long, and when to set out.

The walk is the one between the zones. Within a zone nobody needs a walk, but people set out as long before the next
duty as the policy wants between two (`person_gap`), where they have that time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.domain.clock import shift
from planner.domain.days import on_each_day
from planner.domain.event import Event
from planner.domain.plan import Placement


@dataclass(frozen=True, slots=True)
class Way:
    """How a person, by id, comes to a duty: the room of the last one, when that ended, and minutes.

    `walk` are the minutes on foot between the zones, `ahead` those by which to set out before having to be there.
    """

    person: str
    room: str
    free_from: datetime
    walk: int
    ahead: int

    def leave_by(self, at_place: datetime) -> datetime:
        """When to set out so as to be there in time, at the full minute; not before the last duty is over."""
        wished = shift(at_place, minutes=-self.ahead).replace(second=0, microsecond=0)
        return max(wished, self.free_from)

    def cannot_be_made(self, begins: datetime) -> bool:
        """Whether the walk ends after the next duty has begun, as a plan that was edited by hand may ask."""
        return shift(self.free_from, minutes=self.walk) > begins


class Ways:
    """For every person the last duty of the day before each row."""

    def __init__(self, event: Event, rows: Iterable[Placement]) -> None:
        self._event = event
        self._before: dict[tuple[str, str], Placement] = {}
        for of_day in by_day(event, rows).values():
            last: dict[str, Placement] = {}
            for row in of_day:
                for person in attending(event, row):
                    if person in last:
                        self._before[person, row.item] = last[person]
                    last[person] = row

    def to(self, person: str, row: Placement) -> Way | None:
        """The way to a row from the person's last duty of that day; None if it is the first."""
        last = self._before.get((person, row.item))
        if last is None:
            return None
        event = self._event
        here, there = event.zone_of(last.room), event.zone_of(row.room)
        ahead = 0 if last.room == row.room else event.gap(here, there)
        return Way(person, last.room, event.local(last.span.end), event.walk(here, there), ahead)

    def tightest(self, people: Sequence[str], row: Placement) -> Way | None:
        """Of several people's ways the one that leaves the least time."""
        ways = [way for way in (self.to(person, row) for person in people) if way is not None]
        return max(ways, key=lambda way: (shift(way.free_from, minutes=way.ahead), way.walk), default=None)


def attending(event: Event, row: Placement) -> tuple[str, ...]:
    """Who attends a row, by id: of a programme item the event says it."""
    if row.item in event.programme_item:
        return event.attendees(event.programme_item[row.item])
    return tuple(one for one in row.people if one in event.person)


def attending_for(event: Event, row: Placement, code: str) -> tuple[str, ...]:
    """Who of a delegation attends a row, by id."""
    return tuple(one for one in attending(event, row) if event.person[one].delegation == code)


def by_day(event: Event, rows: Iterable[Placement]) -> dict[date, list[Placement]]:
    """The standing rows by day, in order of time, and of workbook where that is the same.

    What lasts over several days is there on each of them, with the hours of that day.
    """
    days: dict[date, list[Placement]] = {}
    standing = (part for row in rows if row.stands for part in on_each_day(event, row))
    for row in sorted(standing, key=lambda row: row.span):
        days.setdefault(event.local(row.span.start).date(), []).append(row)
    return days
