"""The duties of people through a day, and the ways between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.papers.phrases import attending, by_day, end_of, minute_before, room_words, start_of


@dataclass(frozen=True, slots=True)
class Way:
    """How a person comes to a duty: the room of the last one, when it ended, and minutes on foot between the zones."""

    room: str
    free_from: datetime
    minutes: int


class Ways:
    """For every person of an edition the last duty of the day before each row."""

    def __init__(self, event: Event, rows: Sequence[Placement]) -> None:
        self._event = event
        self._before: dict[tuple[str, str], Placement] = {}
        for day in by_day(event, rows).values():
            last: dict[str, Placement] = {}
            for row in day:
                for person in attending(event, row):
                    if person in last:
                        self._before[person, row.item] = last[person]
                    last[person] = row

    def to(self, person: str, row: Placement) -> Way | None:
        """The way to a row from the person's last duty of that day; None if it is the first."""
        last = self._before.get((person, row.item))
        if last is None:
            return None
        minutes = self._event.walk(self._event.zone_of(last.room), self._event.zone_of(row.room))
        return Way(last.room, end_of(self._event, last), minutes)

    def longest(self, people: Sequence[str], row: Placement) -> Way | None:
        """Of several people's ways the one that takes longest."""
        ways = [way for way in (self.to(person, row) for person in people) if way is not None]
        return max(ways, key=lambda way: way.minutes, default=None)


def walk_words(event: Event, way: Way | None, room: str) -> str:
    """`8 min on foot from Main Hall`; empty where there is nowhere to walk from or to."""
    if way is None or not way.minutes or way.room == room:
        return ""
    return f"{way.minutes} min on foot from {room_words(event, way.room)}"


def leave_by(event: Event, way: Way | None, at_place: datetime) -> datetime | None:
    """When to set out so as to be at the place in time; None for the first duty of the day."""
    return None if way is None else minute_before(at_place, way.minutes)


def colleagues(event: Event, people: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The people by their delegation."""
    found: dict[str, list[str]] = {}
    for person in people:
        found.setdefault(event.person[person].delegation, []).append(person)
    return {code: tuple(ids) for code, ids in found.items()}


__all__ = ["Way", "Ways", "colleagues", "leave_by", "start_of", "walk_words"]
