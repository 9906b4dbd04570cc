"""The plan as a network: items in order of planned start, and what each takes over from items before it.

A *stop* is an item that stands. A *hold* is one person, interpreter, room or desk of a line at a stop. It comes there
from earlier holds of its own, and between the two lies *slack*: planned minutes beyond those that the walk or the
turnover takes. Where a plan leaves less than these, it is taken as meant, and the slack is 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from planner.simulate.assumptions import DelaySpread
from planner.simulate.records import Through


class Waits(Enum):
    """What an item does about people who are not there."""

    FOR_ALL = auto()
    """It waits for everybody, and is given up when its patience is at an end."""
    FOR_SOME_TIME = auto()
    """It waits, and begins without them when its patience is at an end."""
    PASSES_OVER = auto()
    """The next in the line is called, and whoever comes later is let in on arrival."""


@dataclass(frozen=True, slots=True)
class Hold:
    """`leads` are earlier holds by number, each with the slack after it; the other two are numbers of draws."""

    stop: int
    kind: Through
    who: str
    leads: tuple[tuple[int, float], ...] = ()
    lateness: int | None = None
    absence: int | None = None

    @property
    def is_place(self) -> bool:
        """Whether it is a room or a line that holds the next item up, and no person."""
        return self.kind in (Through.ROOM, Through.LINE)


@dataclass(frozen=True, slots=True)
class Stop:
    """Times are minutes, those of `start` from the first planned start. `last_call` is when a line closes, from start.

    `desk` is the desk of a line; empty for everything else.
    """

    item: str
    when: datetime
    start: float
    minutes: float
    waits: Waits
    patience: float
    catch_up: float
    overrun: DelaySpread
    last_call: float = 0.0
    desk: str = ""
    holds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Everything by number. `latenesses` are drawn for a person or interpreter and a day, `absences` for a hold."""

    stops: tuple[Stop, ...]
    holds: tuple[Hold, ...]
    latenesses: tuple[tuple[str, date, DelaySpread], ...]
    absences: tuple[tuple[int, float], ...]

    def links(self) -> Iterator[tuple[int, int, float]]:
        """Earlier hold, later hold, slack."""
        for number, hold in enumerate(self.holds):
            for lead, slack in hold.leads:
                yield lead, number, slack

    def is_waited_for(self, hold: int) -> bool:
        """Whether the stop waits for it; a plenary begins without those who are late."""
        stop = self.stops[self.holds[hold].stop]
        return self.holds[hold].is_place or stop.waits != Waits.FOR_SOME_TIME or stop.patience > 0

    def within_a_line(self, lead: int, later: int) -> bool:
        """Whether both are the desk of one line: its turns wait for each other by their nature."""
        before, after = self.holds[lead], self.holds[later]
        return before.kind == after.kind == Through.LINE and before.who == after.who

    def followers(self, stop: int) -> tuple[int, ...]:
        """The stops that can feel what happens at a stop, in order."""
        reached = {stop}
        for number in range(stop + 1, len(self.stops)):
            leads = (lead for hold in self.stops[number].holds for lead, _ in self.holds[hold].leads)
            if any(self.holds[lead].stop in reached for lead in leads):
                reached.add(number)
        return tuple(sorted(reached - {stop}))
