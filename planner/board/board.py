"""The solver's vocabulary: every way to place every meeting, and what may not go together, as arrays.

A *mode* is one way to hold a meeting: who attends, in which class of rooms, with which interpreters. A *candidate*
is a mode and a start. What forbids candidates comes in few forms, and everything in the solver is built on these:

1. a filter: `openings` says at which starts a mode is allowed as long as nothing else is placed;
2. a row: a stretch of ticks that a placed meeting blocks (`casts`), and that other modes need open (`requires`).
   An actor is one row per zone group, so that walks are blocked together with the gap; a keep-apart pair is a row
   for each side and each place;
3. a capacity: a class of interchangeable rooms holds so many meetings at a time, rest included;
4. a budget: a sum per day, such as bilaterals of a person or minutes of an interpreter;
5. a run: an interpreter's longest stretch of work without a break;
6. an order: a meeting that must follow another one.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Axis, Mask
from planner.domain.meeting import Meeting

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of numbers for each mode, end to end: those of mode m are `values[ends[m]:ends[m + 1]]`."""

    ends: Ints
    values: Ints

    def of(self, index: int) -> Ints:
        return self.values[self.ends[index] : self.ends[index + 1]]


@dataclass(frozen=True, slots=True)
class RoomClass:
    """Rooms that nothing tells apart; `rest` is the turnover in ticks; None as capacity means no limit."""

    rooms: tuple[str, ...]
    zone: str
    rest: int
    capacity: int | None


@dataclass(frozen=True, slots=True)
class Budget:
    """On no day more than `limit`, in whatever the modes' weights count."""

    subject: str
    limit: int


@dataclass(frozen=True, slots=True)
class Run:
    """No more than `longest` ticks from first start to last end of jobs with less than `pause` ticks between."""

    subject: str
    longest: int
    pause: int


@dataclass(frozen=True, slots=True)
class Mode:
    """How a meeting may be held; `room_class` is -1 where it takes no room."""

    item: int
    people: tuple[str, ...]
    room_class: int
    crew: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a fixed row of the plan before stands: its mode and start, as indices."""

    mode: int
    start: int


@dataclass(frozen=True, slots=True)
class Board:
    """See the module's docstring. Lengths, gaps and rests are ticks; `worth` is that of the objective.

    Rows of one `subject` belong to one actor (`is_actor`) or one side of a keep-apart pair; `closed` (rows x ticks)
    is what stands in the way from the outset. `casts` holds triples (row, ticks before,
    ticks after), `requires` rows, `actors` the rows of the mode's actors alone (in `requires` as well), `spends`
    pairs (budget, weight), `works` the runs of the mode's interpreters. `item_starts` (items x starts) and
    `class_closed` (classes x ticks) are the filters that concern a meeting or a room alone.
    """

    axis: Axis
    meetings: tuple[Meeting, ...]
    length: Ints
    worth: Ints
    modes: tuple[Mode, ...]
    item: Ints
    room_class: Ints
    modes_of: tuple[range, ...]
    item_starts: Mask
    class_closed: Mask
    classes: tuple[RoomClass, ...]
    rows: tuple[str, ...]
    subject: Ints
    is_actor: Mask
    closed: Mask
    requires: Lists
    casts: Lists
    actors: Lists
    actor_gap: int
    budgets: tuple[Budget, ...]
    spends: Lists
    runs: tuple[Run, ...]
    works: Lists
    follows: tuple[tuple[int, int], ...]
    kept: dict[int, Kept]
    labels: dict[str, str]
    """What sentences call the actors."""
    leaders: tuple[tuple[int, ...], ...] = field(default=())
    """For each item, the items that it must follow."""
    followers: tuple[tuple[int, ...], ...] = field(default=())
    """For each item, the items that must follow it."""

    @property
    def items(self) -> range:
        """The indices of the meetings."""
        return range(len(self.meetings))
