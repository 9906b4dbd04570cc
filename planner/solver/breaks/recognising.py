"""Which events are matchmaking days, read off the board.

On the board every rule has spoken already, so that whatever closes a slot to a meeting is honoured here without being
known by name; and a limit that a day of slots cannot express is seen, and leaves the event to the ordinary way. A day
is recognised if

- it has bilaterals only, of one length, on one day, each of two people who are set;
- its grid leaves each slot free of the others, gaps and rests included, and no room for another meeting between two;
- every meeting may take every table that is open in its slots, and no limit but people and tables counts;
- locked meetings stand in slots as well;
- waiting is what the policy asks for first, once all meetings are placed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.board.board import Board
from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.rules.case import Case
from planner.rules.terms import counting
from planner.solver.breaks.day import MOST_SLOTS, Encounter, MatchmakingDay
from planner.solver.placing.greedy import with_kept
from planner.solver.placing.state import State

MOST_LITERALS = 500_000
"""The size of a day whose model is built in about ten seconds; larger ones are left to the ordinary way."""

SETTLED = ("fairness", "substitution")
"""The terms that are the same in every plan with all meetings, each held by the only people who can."""

Places = Mapping[int, frozenset[int]]
"""The classes of rooms that are open to a meeting, by start."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A matchmaking day, and where on the board its meetings and slots are; `kept` has the locked meetings placed."""

    day: MatchmakingDay
    kept: State
    items: tuple[int, ...]
    starts: tuple[int, ...]

    def state(self, slots: Sequence[int]) -> State:
        """The plan that has each meeting in its slot, at any table that is free."""
        state = self.kept.copy()
        for slot, item in sorted(zip(slots, self.items, strict=True)):  # those that others follow come first
            if not state.placed(item):
                start, modes = self.starts[slot], state.board.modes_of[item]
                state.place(item, next(mode for mode in modes if state.fits(item, mode, start)), start)
        return state


def recognised(event: Event, board: Board, lines: Iterable[Placement]) -> Recognised | None:
    """The matchmaking day that an event is, beside the turns of its lines; None if it is none."""
    if not (waiting_comes_first(event) and _is_of_one_kind(board)):
        return None
    kept = with_kept(board)
    layout = _Layout(event, kept, _places(kept))
    if not (layout.items and layout.has_slots and layout.is_free):
        return None
    day = layout.day(lines)
    return Recognised(day, kept, layout.items, layout.starts) if day.size <= MOST_LITERALS else None


def waiting_comes_first(event: Event) -> bool:
    """Whether nothing counts before waiting among plans that have all meetings."""
    times = any(one.prefer_from or one.prefer_to for one in event.meetings)
    rooms = any(one.room and not one.must_room for one in event.meetings)
    settled = {*SETTLED, *(() if times else ("preferred_time",)), *(() if rooms else ("preferred_room",))}
    return next((term.name for term in counting(event.policy) if term.name not in settled), "") == "waiting"


def _is_of_one_kind(board: Board) -> bool:
    """Whether all meetings are bilaterals of one length, each of two people, whose grid could be that of slots."""
    meetings = board.meetings
    if not meetings or len({(one.is_bilateral, one.minutes, one.grid) for one in meetings}) > 1:
        return False
    pairs = all(len(one.roles) == 2 and all(len(role) == 1 for role in one.roles) for one in meetings)
    return pairs and meetings[0].is_bilateral and meetings[0].minutes <= meetings[0].grid < 2 * meetings[0].minutes


def _places(kept: State) -> dict[int, Places]:
    """Where each meeting that is not kept may be, if it may be anywhere."""
    loose = frozenset(kept.board.items) - kept.board.kept.keys()
    places: dict[int, Places] = {}
    for item in sorted(loose):
        classes: dict[int, set[int]] = {}
        for opening in kept.openings(item, loose):
            for start in np.flatnonzero(opening.starts).tolist():
                classes.setdefault(start, set()).add(int(kept.board.room_class[opening.mode]))
        if classes:
            places[item] = {start: frozenset(here) for start, here in classes.items()}
    return places


@dataclass(frozen=True)  # not slotted: the look-ups below are computed once and kept
class _Layout:
    """Meetings, and the places that are open to those not kept, on their way to be a day of slots."""

    event: Event
    kept: State
    places: Mapping[int, Places]

    @property
    def board(self) -> Board:
        return self.kept.board

    @cached_property
    def items(self) -> tuple[int, ...]:
        """The meetings that can be held at all."""
        return tuple(sorted([*self.places, *self.board.kept]))

    @cached_property
    def starts_of(self) -> Mapping[int, tuple[int, ...]]:
        """The starts that each meeting may have."""
        kept = {item: (one.start,) for item, one in self.board.kept.items()}
        return kept | {item: tuple(sorted(places)) for item, places in self.places.items()}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The starts of all slots, from the first in which somebody can meet to the last."""
        used = {start for starts in self.starts_of.values() for start in starts}
        clock, grid = self.board.axis.start_clock, self.board.meetings[0].grid
        return tuple(one for one in range(min(used), max(used) + 1) if clock[one] % grid == 0 or one in used)

    @property
    def has_slots(self) -> bool:
        """Whether all is on one day and in slots that take nothing from each other: no gap of a person, no rest of a
        room.
        """
        board, starts = self.board, list(self.starts)
        if len(starts) > MOST_SLOTS:
            return False
        gap = board.casts.company_values.reshape(-1, 3)[:, 1:].max(initial=0)
        reach = board.length[0] + max([gap, *(one.rest for one in board.classes)])
        one_day = board.axis.start_day[starts[0]] == board.axis.start_day[starts[-1]]
        return bool(one_day and (np.diff(board.axis.start_tick[starts]) >= reach).all())

    @property
    def is_free(self) -> bool:
        """Whether people, tables and the order alone stand between meetings."""
        alike = all(len(classes) == 1 for classes in self._classes_at.values())
        ordered = {leader for item in self.items for leader in self.board.leaders[item]} <= {*self.items}
        return alike and ordered and all(self._is_of_two(item) for item in self.items) and self._keeps_all_caps

    @cached_property
    def _classes_at(self) -> Mapping[int, set[frozenset[int]]]:
        """By start, the classes of rooms that are open to a meeting: more than one set if meetings differ in them."""
        by_slot: dict[int, set[frozenset[int]]] = {}
        for places in self.places.values():
            for start, classes in places.items():
                by_slot.setdefault(start, set()).add(classes)
        return by_slot

    def _is_of_two(self, item: int) -> bool:
        """Whether a meeting takes the time of two people and of nobody else, and nobody is kept apart from it."""
        board = self.board
        alone = all(board.is_actor[board.requires.of_company(one)].all() for one in board.companies_of(item))
        mode = board.modes[board.modes_of[item].start]
        return bool(alone and len(mode.people) == 2 and not mode.crew)

    @property
    def _keeps_all_caps(self) -> bool:
        board, spent = self.board, self.kept.spent.sum(axis=1)
        for item in self.places:
            for budget, weight in board.spends.of(board.modes_of[item].start).reshape(-1, 2).tolist():
                spent[budget] += weight
        return all(int(sum_) <= budget.limit for sum_, budget in zip(spent, board.budgets, strict=True))

    # --- as a day ----------------------------------------------------------------------------------------------------

    def day(self, lines: Iterable[Placement]) -> MatchmakingDay:
        """The day of these slots."""
        slot = {start: number for number, start in enumerate(self.starts)}
        person = {one.id: number for number, one in enumerate(self.event.people)}
        encounters = []
        for item in self.items:
            first, second = self.board.modes[self.board.modes_of[item].start].people
            slots = tuple(slot[start] for start in self.starts_of[item])
            follows = tuple(self.items.index(leader) for leader in self.board.leaders[item])
            encounters.append(Encounter(person[first], person[second], slots, follows))
        return MatchmakingDay(
            tables=tuple(self._tables(start) for start in self.starts),
            encounters=tuple(encounters),
            own=self._own_days(encounters, lines),
        )

    def _tables(self, start: int) -> int:
        """How many meetings a slot holds, the kept ones included."""
        standing = sum(kept.start == start for kept in self.board.kept.values())
        open_to_all = next(iter(self._classes_at.get(start, ())), frozenset[int]())
        return min(len(self.items), standing + sum(self._free_rooms(place, start) for place in open_to_all))

    def _free_rooms(self, place: int, start: int) -> int:
        capacity = None if place < 0 else self.board.classes[place].capacity
        if capacity is None:
            return len(self.items)
        first = int(self.board.axis.start_tick[start])
        until = first + int(self.board.length[0]) + self.board.classes[place].rest
        return capacity - int(self.kept.held[place, first:until].max())

    def _own_days(self, encounters: Sequence[Encounter], lines: Iterable[Placement]) -> tuple[tuple[int, ...], ...]:
        """The slots of each person in which a table is open and the programme does not take the person."""
        taken: dict[str, list[Span]] = {}
        for (person, _), duties in Case(self.event, Plan(tuple(lines))).days.items():
            taken.setdefault(person, []).extend(duty.span for duty in duties)
        spans = [self._span(start) for start in self.starts]
        own = [
            {slot for slot in self._open_slots if not any(spans[slot].overlaps(span) for span in taken.get(one.id, ()))}
            for one in self.event.people
        ]
        for one in encounters:  # a pull-aside that is locked may stand where all tables are closed
            own[one.first].update(one.slots)
            own[one.second].update(one.slots)
        return tuple(tuple(sorted(slots)) for slots in own)

    @cached_property
    def _open_slots(self) -> tuple[int, ...]:
        """The slots in which some table is open, if only it were free."""
        board, starts, length = self.board, np.array(self.starts), int(self.board.length[0])
        places = {int(place) for item in self.items for place in board.room_class[list(board.modes_of[item])]}
        if any(place < 0 for place in places):
            return tuple(range(len(starts)))
        masks = [board.axis.free_starts(board.class_closed[place], length)[starts] for place in places]
        return tuple(np.flatnonzero(np.logical_or.reduce(masks)).tolist())

    def _span(self, start: int) -> Span:
        tick = int(self.board.axis.start_tick[start])
        return Span(self.board.axis.moment(tick), self.board.axis.moment(tick + int(self.board.length[0])))
