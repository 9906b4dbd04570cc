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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import overload

import numpy as np
from numpy.typing import NDArray

from planner.board.axis import Axis, Mask, protect
from planner.domain.meeting import Meeting

Ints = NDArray[np.int64]


@dataclass(frozen=True)  # not slotted: the lists by mode are computed once and kept
class Lists:
    """A list of numbers for each mode. Modes of one company share theirs: kept are those of the companies, end to end,
    of company c `company_values[company_ends[c]:company_ends[c + 1]]`.
    """

    company: Ints
    """The company of each mode."""
    company_ends: Ints
    company_values: Ints

    def __post_init__(self) -> None:
        protect(self)

    def of(self, mode: int) -> Ints:
        """The values of a candidate."""
        return self.of_company(int(self.company[mode]))

    def of_company(self, company: int) -> Ints:
        """The values of a company: those of all candidates whose people are the same."""
        return self.company_values[self.company_ends[company] : self.company_ends[company + 1]]

    @cached_property
    def ends(self) -> Ints:
        """Where the list of each mode would end if every mode had its own; see `values`."""
        lengths = np.diff(self.company_ends)[self.company]
        return np.asarray(np.concatenate(([0], np.cumsum(lengths))), dtype=np.int64)

    @cached_property
    def values(self) -> Ints:
        """The lists of the modes end to end: those of mode m are `values[ends[m]:ends[m + 1]]`."""
        shift = np.repeat(self.company_ends[self.company] - self.ends[:-1], np.diff(self.ends))
        return np.asarray(self.company_values[shift + np.arange(self.ends[-1])], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class RoomClass:
    """Rooms that nothing tells apart; `rest` is the turnover in ticks; None as capacity means no limit."""

    rooms: tuple[str, ...]
    zone: str
    rest: int
    capacity: int | None


@dataclass(frozen=True, slots=True)
class DailyBudget:
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
class Modes(Sequence[Mode]):
    """The modes as a sequence; there may be millions, so that each is only made up when it is asked for."""

    item: Ints
    room_class: Ints
    company: Ints
    people: tuple[tuple[str, ...], ...]
    crew: tuple[tuple[str, ...], ...]
    """Who attends and who interprets, by company."""

    def __post_init__(self) -> None:
        protect(self)

    def __len__(self) -> int:
        return len(self.item)

    @overload
    def __getitem__(self, index: int) -> Mode: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mode]: ...
    def __getitem__(self, index: int | slice) -> Mode | list[Mode]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        company = self.company[index]
        return Mode(int(self.item[index]), self.people[company], int(self.room_class[index]), self.crew[company])


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a fixed row of the plan before stands: its mode and start, as indices."""

    mode: int
    start: int


@dataclass(frozen=True, slots=True)
class Board:
    """See the module's docstring. Nothing of it can be written to, arrays included. Lengths, gaps and rests are ticks;
    `worth` is that of the objective.

    Rows of one `subject` belong to one actor (`is_actor`) or one side of a keep-apart pair; `closed` (rows x ticks)
    is what stands in the way from the outset. `casts` holds triples (row, ticks before, ticks after), `requires` rows,
    `actors` the rows of the mode's actors alone (in `requires` as well), `spends` pairs (budget, weight), `works` the
    runs of the mode's interpreters. Modes of an item between whose rooms no row can tell are of one `company` and share
    these lists. `item_starts` (items x starts) and `class_closed` (classes x ticks) are the filters that concern a
    meeting or a room alone.
    """

    axis: Axis
    meetings: tuple[Meeting, ...]
    length: Ints
    worth: Ints
    modes: Modes
    item: Ints
    room_class: Ints
    company: Ints
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
    budgets: tuple[DailyBudget, ...]
    spends: Lists
    runs: tuple[Run, ...]
    works: Lists
    follows: tuple[tuple[int, int], ...]
    kept: Mapping[int, Kept]
    labels: Mapping[str, str]
    """What sentences call the actors, and the rooms."""
    leaders: tuple[tuple[int, ...], ...] = field(default=())
    """For each item, the items that it must follow."""
    followers: tuple[tuple[int, ...], ...] = field(default=())
    """For each item, the items that must follow it."""

    def __post_init__(self) -> None:
        protect(self)
        object.__setattr__(self, "kept", MappingProxyType(dict(self.kept)))
        object.__setattr__(self, "labels", MappingProxyType(dict(self.labels)))

    @property
    def items(self) -> range:
        """The indices of the meetings."""
        return range(len(self.meetings))

    def closed_before(self, moment: datetime) -> "Board":
        """The board on which nothing starts before a moment but what is kept."""
        early = self.axis.outside_bounds(moment, None)[self.axis.start_tick]
        return replace(self, item_starts=self.item_starts & ~early)

    def companies_of(self, item: int) -> range:
        """The companies of an item, which have consecutive numbers."""
        companies = self.company[self.modes_of[item].start : self.modes_of[item].stop]
        return range(int(companies.min()), int(companies.max()) + 1) if len(companies) else range(0)
