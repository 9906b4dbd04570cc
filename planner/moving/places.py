"""Before anything is moved: what every room and start of a day would mean for an item, each with its sentence.

What is open, and what is in the way where nothing is, comes from the arrays of `planner.explain`, which tests hold
against the rules; here it is only sorted by whether it could give way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import Span
from planner.domain.event import UNKNOWN_WALK_MINUTES, Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.explain.places.candidates import Candidates
from planner.explain.places.ways import Scope
from planner.moving.obstacles import Obstacles
from planner.moving.turns import turn_verdicts
from planner.moving.verdicts import Cells, Verdict
from planner.moving.wishes import Wishes

__all__ = ["Places", "Verdict", "around", "places_of", "starts_of_day"]

HEADS = ("Free.", "Free, but against a wish:", "Taken:", "Not possible:")
"""How the sentence on a place begins, by its verdict."""


@dataclass(frozen=True, slots=True)
class Places:
    """Every place of a day for one item. Arrays are rooms x starts; a sentence is told in `parts`, of which each place
    has the numbers of two in `said`, and `gives_way` are the items that would have to make room, by part.

    Part 0 is empty. Of a line entry the rooms are that of the line alone, and the starts those of its turns.
    """

    item: str
    day: date
    minutes: float
    starts: tuple[datetime, ...]
    rooms: tuple[str, ...]
    verdicts: NDArray[np.int8]
    said: NDArray[np.int32]
    parts: tuple[str, ...]
    gives_way: tuple[tuple[str, ...], ...]

    def at(self, start: datetime, room: str) -> tuple[int, int] | None:
        """Room and start as indices; None where the picture has no such place."""
        moment = start.astimezone(UTC)
        if room not in self.rooms or moment not in self.starts:
            return None
        return self.rooms.index(room), self.starts.index(moment)

    def verdict(self, room: int, start: int) -> Verdict:
        """What holding the item in a room from a start would mean."""
        return Verdict(int(self.verdicts[room, start]))

    def sentence(self, room: int, start: int) -> str:
        """`Taken: the Minister of France attends 'A – B' 10:00–10:20. 'A – B' could give way.`"""
        reasons = (self.parts[part] for part in self.said[room, start].tolist() if part)
        return " ".join((HEADS[self.verdict(room, start)], *reasons))

    def who(self, room: int, start: int) -> tuple[str, ...]:
        """The items that would have to make room; none where that would not do."""
        if self.verdict(room, start) != Verdict.TAKEN:
            return ()
        items = (item for part in self.said[room, start].tolist() for item in self.gives_way[part])
        return tuple(dict.fromkeys(items))


def places_of(event: Event, plan: Plan, item: str, day: date) -> Places:
    """Every place of a day for a meeting or a line entry, beside all else as it stands in the plan.

    A lock on the item itself binds the solver and not whoever moves it by hand. KeyError for what the planner never
    moves, such as programme items.
    """
    if item in event.entry:
        return _of_entry(event, plan, item, day)
    meeting = event.meeting[item]
    scope = Scope(tuple(starts_of_day(event, meeting, day)))
    candidates = Candidates.of(event, around(event, plan, day, item), meeting, scope)
    cells = Cells(len(candidates.ways.rooms), len(scope.starts or ()))
    now = plan.by_item.get(item)
    Wishes(candidates, now).tell(cells)
    Obstacles(candidates, plan).tell(cells)
    return _picture(item, day, meeting.minutes, candidates.ways.starts, candidates.ways.rooms, cells)


def _of_entry(event: Event, plan: Plan, item: str, day: date) -> Places:
    starts, cells = turn_verdicts(event, plan, event.entry[item], day)
    line = event.line[event.entry[item].line]
    return _picture(item, day, line.seconds_each / 60, starts, (line.room,), cells)


def _picture(
    item: str, day: date, minutes: float, starts: tuple[datetime, ...], rooms: tuple[str, ...], cells: Cells
) -> Places:
    arrays = (cells.verdicts, cells.said, tuple(cells.parts), tuple(cells.gives_way))
    return Places(item, day, minutes, starts, rooms, *arrays)


def starts_of_day(event: Event, meeting: Meeting, day: date) -> Iterator[datetime]:
    """Each start on the grid of a meeting in the hours of a day, in UTC."""
    hours, midnight = event.day_hours(day), event.local(event.day_hours(day).start).replace(hour=0, minute=0, second=0)
    step, first = timedelta(minutes=meeting.grid), midnight.astimezone(UTC)
    while first < hours.end:
        if first >= hours.start:
            yield first
        first += step


def around(event: Event, plan: Plan, day: date, item: str) -> Plan:
    """The rows that can matter to an item on this day: those near the day, and those it follows or that follow it."""
    midnight, reach = event.at(day, time(0)), timedelta(minutes=_reach(event))
    near = Span.of(midnight - reach, midnight + timedelta(days=1) + reach)
    return Plan(tuple(row for row in plan.standing if near.overlaps(row.span) or _in_order(event, row, item)))


def _in_order(event: Event, row: Placement, item: str) -> bool:
    meeting = event.meeting.get(row.item)
    return event.meeting[item].after == row.item or (meeting is not None and meeting.after == item)


def _reach(event: Event) -> float:
    """The minutes from one item to another within which a rule can look from the one at the other."""
    return max(
        event.policy.person_gap,
        UNKNOWN_WALK_MINUTES,
        *(event.turnover(room) for room in event.rooms),
        *(walk.minutes for walk in event.walks),
        *(pair.minutes for pair in event.keep_apart),
        *(line.before + line.after for line in event.lines),
        *(one.break_ + one.max_run for one in event.interpreters),
    )
