"""What the rules say of an event, before it is cast into arrays.

Each rule's `encode` narrows choices (who attends, which room, which interpreters, which starts), closes time, or
limits what may go together. The order in which rules speak does not matter. Nothing here is about one solver.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import product
from typing import ClassVar

import numpy as np

from planner.board.axis import Axis, Mask
from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.turns import margins

NO_ROOM = ""


@dataclass(slots=True)
class Choices:
    """How a meeting may be held: who attends, in which room (`NO_ROOM` = none), with which interpreters."""

    attendance: list[tuple[str, ...]]
    rooms: list[str]
    crews: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Separation:
    """Meetings of `first` and of `second` lie `minutes` apart where they share a zone (or room, if `by_room`)."""

    first: frozenset[str]
    second: frozenset[str]
    minutes: int
    by_room: bool


@dataclass
class Draft:
    """The event's choices, closings and limits. Times are spans (UTC); rooms are single rooms."""

    event: Event
    before: Plan = field(default_factory=Plan)
    single_rooms: bool = False
    """Whether every room is a class of its own, for whoever must know in which room a meeting stands."""

    def __post_init__(self) -> None:
        event = self.event
        self.axis = Axis.of(event)
        self.zones = zone_groups(event)
        self.choices = {meeting.id: _all_choices(event, meeting) for meeting in event.meetings}
        self.starts: dict[str, Mask] = {
            meeting.id: np.ones(self.axis.starts, dtype=np.bool_) for meeting in event.meetings
        }
        self.meeting_closed: dict[str, Mask] = defaultdict(self._open)
        self.room_closed: dict[str, Mask] = defaultdict(self._open)
        self.actor_closed: dict[tuple[str, int], Mask] = defaultdict(self._open)
        """By person or interpreter, named as below, and zone group of the meeting."""
        self.gaps = np.zeros((len(self.zones.members), len(self.zones.members)), dtype=np.int64)
        """Minutes that an actor needs from a meeting in one zone group to the next in another."""
        self.one_at_a_time: set[str] = set()
        """The rooms that hold one meeting at a time, and the actors that attend one at a time."""
        self.rest: dict[str, int] = {}
        """Minutes that a room rests after each meeting."""
        self.caps: dict[str, int] = {}
        """The most bilaterals of a person on one day."""
        self.hours: dict[str, int] = {}
        """The most minutes of an interpreter on one day."""
        self.runs: dict[str, tuple[int, int]] = {}
        """The most minutes of an interpreter without a break, and the minutes that make a break."""
        self.separations: list[Separation] = []
        self.orders: list[tuple[str, str]] = []
        self.kept: dict[str, Placement] = {}
        self.dropped: set[str] = set()

    def _open(self) -> Mask:
        return np.zeros(self.axis.ticks, dtype=np.bool_)

    # --- names ---------------------------------------------------------------------------------------------------

    no_room: ClassVar[str] = NO_ROOM

    @staticmethod
    def person(person: str) -> str:
        """The name of a person among the actors."""
        return f"person {person}"

    @staticmethod
    def interpreter(interpreter: str) -> str:
        """The name of an interpreter among the actors."""
        return f"interpreter {interpreter}"

    @staticmethod
    def room(room: str) -> str:
        """The name of a room among what sentences call by another name."""
        return f"room {room}"

    # --- meetings ------------------------------------------------------------------------------------------------

    def close_meeting_outside(self, meeting: str, allowed: Iterable[Span]) -> None:
        """The meeting lies inside one of the spans, which do not touch."""
        self.meeting_closed[meeting] |= self.axis.outside(allowed)

    def keep_meeting_between(self, meeting: str, earliest: datetime | None, latest: datetime | None) -> None:
        """The meeting starts and ends between the two moments; None is no limit."""
        self.meeting_closed[meeting] |= self.axis.outside_bounds(earliest, latest)

    def start_on(self, meeting: str, grid: int, times: Sequence[time]) -> None:
        """The meeting starts at a multiple of `grid` minutes from midnight and, if times are given, at one of them."""
        clock = self.axis.start_clock
        self.starts[meeting] &= clock % grid == 0
        if times:
            # A time with seconds is on no minute, and so allows nothing.
            minutes = [one.hour * 60 + one.minute for one in times if one == one.replace(second=0, microsecond=0)]
            self.starts[meeting] &= np.isin(clock, minutes)

    def choose_room(self, meeting: str, rooms: Collection[str]) -> None:
        """The meeting takes one of these rooms; `no_room` stands for taking none."""
        choices = self.choices[meeting]
        choices.rooms = [room for room in choices.rooms if room in rooms]

    def separate(self, first: Iterable[str], second: Iterable[str], minutes: int, *, by_room: bool = False) -> None:
        """Meetings of the one and of the other lie so far apart where they share a zone (or room)."""
        self.separations.append(Separation(frozenset(first), frozenset(second), minutes, by_room))

    # --- rooms ---------------------------------------------------------------------------------------------------

    def hold_one_at_a_time(self, room: str, rest: int) -> None:
        """The room holds one meeting at a time and rests so many minutes after each."""
        self.one_at_a_time.add(room)
        self.rest[room] = rest

    def close_room_outside(self, room: str, allowed: Iterable[Span]) -> None:
        """Meetings in the room lie inside one of the spans, which do not touch."""
        self.room_closed[room] |= self.axis.outside(allowed)

    def close_room(self, room: str, span: Span, *, around: int = 0) -> None:
        """No meeting in the room may touch the span, nor the minutes around it."""
        self.room_closed[room][self.axis.covered(span, before=around, after=around)] = True

    # --- actors --------------------------------------------------------------------------------------------------

    def close_actor(self, actor: str, span: Span) -> None:
        """The actor attends nothing that touches the span."""
        for group in range(len(self.zones.members)):
            self.actor_closed[actor, group][self.axis.covered(span)] = True

    def close_actor_outside(self, actor: str, arrives: datetime | None, departs: datetime | None) -> None:
        """The actor attends only what lies between the two moments; None is no limit."""
        for group in range(len(self.zones.members)):
            self.actor_closed[actor, group] |= self.axis.outside_bounds(arrives, departs)

    def close_actor_around(self, actor: str, span: Span, margins: Callable[[str], tuple[int, int]]) -> None:
        """The actor has a duty during the span, must come there from the one before and get to the next one.

        `margins` says for a zone how many minutes lie between a duty there and the span, and behind the span.
        """
        for group in range(len(self.zones.members)):
            before, after = margins(self.zones.name(group))
            self.actor_closed[actor, group][self.axis.covered(span, before=before, after=after)] = True

    def gap_between_zones(self) -> None:
        """Actors need the person gap from one meeting to the next, or the walk where that is longer."""
        groups = range(len(self.zones.members))
        for here, there in product(groups, groups):
            self.gaps[here, there] = self.event.gap(self.zones.name(here), self.zones.name(there))


@dataclass(frozen=True, slots=True)
class ZoneGroups:
    """Zones that neither gaps nor walks to lines tell apart, as one group: `members` by group, `group` by zone."""

    members: tuple[tuple[str, ...], ...]
    group: dict[str, int]

    def name(self, group: int) -> str:
        """A zone that stands for its group."""
        return self.members[group][0]


def zone_groups(event: Event) -> ZoneGroups:
    """The zones of the event's rooms, and no zone at all (''), grouped by the time they leave beside other duties."""
    zones = list(dict.fromkeys(["", *(room.zone for room in event.rooms)]))
    profiles: dict[tuple[int, ...], list[str]] = {}
    for zone in zones:
        profile = [*(event.gap(zone, other) for other in zones), *(event.gap(other, zone) for other in zones)]
        for line in event.lines:
            profile += margins(event, line, zone)
        profiles.setdefault(tuple(profile), []).append(zone)
    members = tuple(tuple(same) for same in profiles.values())
    return ZoneGroups(members, {zone: index for index, same in enumerate(members) for zone in same})


def _all_choices(event: Event, meeting: Meeting) -> Choices:
    return Choices(
        attendance=list(dict.fromkeys(tuple(dict.fromkeys(people)) for people in product(*meeting.roles))),
        rooms=[NO_ROOM, *(room.code for room in event.rooms)],
        crews=_crews(event, meeting),
    )


def _crews(event: Event, meeting: Meeting) -> list[tuple[str, ...]]:
    """One interpreter for each pair to bridge, nobody twice; the same people in other order count once."""
    able = [
        [one.id for one in event.interpreters if any({*pair} == {*spoken} for spoken in one.languages)]
        for pair in meeting.pairs
    ]
    teams = (tuple(sorted(team)) for team in product(*able) if len(set(team)) == len(team))
    return list(dict.fromkeys(teams))
