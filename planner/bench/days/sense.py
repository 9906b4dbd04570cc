"""Plain facts of a day: who is where and when, who is away, who hears of it; said from records and reports alone.

Nothing here comes from the planner's rules, solver or re-planning: intervals are pairs of minutes of the event.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import combinations

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan
from planner.domain.records import Line
from planner.domain.vocabulary import IncidentKind

AWAY = (
    IncidentKind.PERSON_LATE,
    IncidentKind.PERSON_LEAVES,
    IncidentKind.PERSON_ABSENT,
    IncidentKind.DELEGATION_LATE,
    IncidentKind.ROOM_LOST,
    IncidentKind.INTERPRETER_ILL,
)
LATE = (IncidentKind.PERSON_LATE, IncidentKind.DELEGATION_LATE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes from the first midnight of the event."""

    start: float
    end: float

    def meets(self, other: "Stretch") -> bool:
        """Whether the two have any time in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)  # not slotted: what is looked up is kept
class Facts:
    """One event and its plan on one clock."""

    event: Event
    plan: Plan

    def minute(self, moment: datetime) -> float:
        """Minutes since the midnight before the first day."""
        first = datetime.combine(self.event.settings.start_date, datetime.min.time(), self.event.zone)
        return (moment.timestamp() - first.timestamp()) / 60

    def time_of(self, row: Placement) -> Stretch:
        """From when to when a row stands."""
        assert row.start is not None
        assert row.end is not None
        return Stretch(self.minute(row.start), self.minute(row.end))

    @cached_property
    def rows(self) -> Mapping[str, Placement]:
        """The rows that stand, by item."""
        return {row.item: row for row in self.plan.rows if row.stands}

    def zone(self, row: Placement) -> str:
        """The zone of the room of a row; empty where it has none."""
        return next((room.zone for room in self.event.rooms if room.code == row.room), "")

    def walk(self, here: str, there: str) -> float:
        """Minutes on foot; ten where nobody said."""
        if not here or not there or here == there:
            return 0
        walks = {(one.from_, one.to): one.minutes for one in self.event.walks}
        return walks.get((here, there), walks.get((there, here), 10))

    def line(self, row: Placement) -> Line | None:
        """The line of a turn."""
        name = row.item.split("/")[0]
        return next((one for one in self.event.lines if one.id == name and "/" in row.item), None)

    def between(self, first: Placement, then: Placement) -> float:
        """Minutes that one person needs between two duties or turns."""
        walk = self.walk(self.zone(first), self.zone(then))
        leaving, coming = self.line(first), self.line(then)
        after = None if leaving is None else leaving.after
        before = None if coming is None else coming.before
        if after is None and before is None:
            return max(self.event.policy.person_gap, walk)
        # Of two turns the later begins to take its person once the earlier has ceased to.
        return max((after or 0) + (before or 0), walk)

    def clashes(self, one: Placement, other: Placement) -> bool:
        """Whether nobody could be in both, one after the other."""
        first, then = sorted((one, other), key=lambda row: self.time_of(row).start)
        return self.time_of(first).end + self.between(first, then) > self.time_of(then).start + 1e-6

    def rest(self, room: str) -> float:
        """Minutes that a room rests after an item."""
        own = next((one.turnover for one in self.event.rooms if one.code == room), None)
        return self.event.policy.room_turnover if own is None else own

    def in_two_places(self) -> Iterator[tuple[str, Placement, Placement]]:
        """Each person or interpreter with two rows that nobody can be in."""
        duties: dict[str, list[Placement]] = {}
        for row in self.rows.values():
            for who in (*row.people, *row.interpreters):
                duties.setdefault(who, []).append(row)
        for who, own in duties.items():
            for one, other in combinations(own, 2):
                if self.clashes(one, other):
                    yield who, one, other

    def in_one_room(self) -> Iterator[tuple[Placement, Placement]]:
        """Two rows in a room at once, or without the rest between them; turns of a line are one use of it."""
        uses: dict[str, list[Placement]] = {}
        for row in self.rows.values():
            if row.room:
                uses.setdefault(row.room, []).append(row)
        for room, own in uses.items():
            for one, other in combinations(own, 2):
                first, then = sorted((self._held(one), self._held(other)), key=lambda span: span.start)
                together = self.line(one) is not None and self.line(one) == self.line(other)
                if not together and first.end + self.rest(room) > then.start + 1e-6:
                    yield one, other

    def _held(self, row: Placement) -> Stretch:
        """When a row holds its room: a line does for its whole window."""
        line = self.line(row)
        return self.time_of(row) if line is None else Stretch(self.minute(line.start), self.minute(line.end))


def away(event: Event, incident: Incident) -> frozenset[str]:
    """Who or what an incident takes away."""
    if incident.what not in AWAY:
        return frozenset()
    own = {person.id for person in event.people if person.delegation == incident.who}
    return frozenset({incident.who, *own})


def takes(row: Placement) -> frozenset[str]:
    """All that a row needs."""
    return frozenset({row.room, *row.people, *row.interpreters} - {""})


def same_place(one: Placement, other: Placement) -> bool:
    """Whether two rows of an item stand alike."""
    where = (one.start, one.end, one.room, one.position) == (other.start, other.end, other.room, other.position)
    return where and set(one.people) == set(other.people) and set(one.interpreters) == set(other.interpreters)
