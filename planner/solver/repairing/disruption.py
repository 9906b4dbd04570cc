"""What a change of a plan costs the people it concerns, in things that a person can count.

Compared in this order: the worth of what is dropped; items about to begin that move; delegations to inform, each by
the highest rank among its people in the items that change; the changes themselves. Of those, another time in the same
room counts least, then another room, then another half of the day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board, Ints
from planner.domain.clock import AFTERNOON_FROM
from planner.domain.event import Event
from planner.domain.parties import parties_of
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import Rank

OTHER_TIME, OTHER_ROOM, OTHER_PEOPLE, OTHER_HALF = 1, 2, 2, 4
"""What each change of an item counts; another half of the day counts beside the other time."""

RANKS = tuple(Rank)


@dataclass(frozen=True, slots=True)
class Disruption:
    """What is dearer to touch than the rest, and who hears of a change anyway.

    `near` items are about to begin: they change only if that keeps something else in the plan. What changes in an item
    of `weights` counts so many times. Delegations in `told` are informed of other changes, at these ranks' weight.
    """

    near: frozenset[str] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """Disruption of a plan; compared from the first field to the last."""

    dropped: int = 0
    """The worth of what stood before and is not placed any more; what is worth nothing counts as 1."""
    near: int = 0
    """How many items change that are about to begin."""
    parties: int = 0
    """The delegations that must hear of a change, weighted by the rank of their people."""
    changes: int = 0
    """The changes of items that stood before and still stand."""


def rank_weight(rank: Rank) -> int:
    """10 for a head of State, 1 for a senior official."""
    return len(RANKS) - RANKS.index(rank)


def party_weights(event: Event, item: str, people: Collection[str]) -> dict[str, int]:
    """The delegations that hear of a change of an item, by the highest rank of those of their people who attend."""
    weights = dict.fromkeys(parties_of(event, item, people), 1)
    for person in people:
        if person in event.person:
            code = event.person[person].delegation
            weights[code] = max(weights[code], rank_weight(event.person[person].rank))
    return weights


class Former:
    """How the meetings of a board stood in the plan before, and what it costs to change that."""

    def __init__(self, event: Event, board: Board, before: Plan, costs: Disruption) -> None:
        self.event, self.board, self.costs = event, board, costs
        index = {meeting.id: item for item, meeting in enumerate(board.meetings)}
        self.rows: dict[int, Placement] = {index[row.item]: row for row in before.standing if row.item in index}
        self._parties: dict[int, dict[str, int]] = {}
        self._modes: dict[int, dict[int, int]] = {}
        self._times: dict[int, Ints] = {}

    def weight(self, item: int) -> int:
        """How much the people of an item count when they have to be called."""
        return self.costs.weights.get(self.board.meetings[item].id, 1)

    def near(self, item: int) -> bool:
        """Whether an item is about to begin."""
        return self.board.meetings[item].id in self.costs.near

    def worth(self, item: int) -> int:
        """What dropping it costs; nothing where it did not stand."""
        return max(1, int(self.board.worth[item])) if item in self.rows else 0

    def parties(self, item: int) -> dict[str, int]:
        """Who hears of a change of the item."""
        if item not in self._parties:
            meeting = self.board.meetings[item]
            people = self.rows[item].people if item in self.rows else tuple(role[0] for role in meeting.roles)
            weights = party_weights(self.event, meeting.id, people)
            self._parties[item] = {code: weight * self.weight(item) for code, weight in weights.items()}
        return self._parties[item]

    # --- grades of change ----------------------------------------------------------------------------------------

    def tick(self, item: int) -> int | None:
        """The tick at which the item stood; None where it did not, or stood between two ticks."""
        start = self.rows[item].start if item in self.rows else None
        return None if start is None else self.board.axis.tick_of(start)

    @cached_property
    def halves(self) -> tuple[tuple[int, bool], ...]:
        """The day and the half of it of each start."""
        axis = self.board.axis
        clocks = zip(axis.start_day.tolist(), axis.start_clock.tolist(), strict=True)
        return tuple((day, clock >= AFTERNOON_FROM * 60) for day, clock in clocks)

    def half(self, item: int) -> tuple[int, bool] | None:
        """The half of a day in which an item stood."""
        start = self.rows[item].start if item in self.rows else None
        if start is None:
            return None
        day, afternoon = self.event.half_day(start)
        return _day_number(self.board.axis.days, day), afternoon

    def mode_grades(self, item: int) -> dict[int, int]:
        """What the room and the people of each mode of an item count as a change."""
        if item not in self._modes:
            modes = self.board.modes_of[item]
            self._modes[item] = {mode: self._mode_grade(item, mode) for mode in modes}
        return self._modes[item]

    def _mode_grade(self, item: int, mode: int) -> int:
        old, described = self.rows.get(item), self.board.modes[mode]
        if old is None:
            return 0
        room = "" if described.room_class < 0 else self.board.classes[described.room_class].rooms[0]
        same = set(described.people) == set(old.people) and set(described.crew) == set(old.interpreters)
        return (OTHER_ROOM if room != old.room else 0) + (0 if same else OTHER_PEOPLE)

    def in_half(self, item: int) -> Mask:
        """The starts in the half of a day in which the item stood."""
        half = self.half(item)
        return np.array([one == half for one in self.halves], dtype=np.bool_)

    def time_grades(self, item: int) -> Ints:
        """What each start counts as a change."""
        if item not in self.rows:
            return np.zeros(self.board.axis.starts, dtype=np.int64)
        if item not in self._times:
            grades = np.where(self.in_half(item), OTHER_TIME, OTHER_TIME + OTHER_HALF)
            tick = self.tick(item)
            grades[self.board.axis.start_tick == (-1 if tick is None else tick)] = 0
            self._times[item] = grades.astype(np.int64)
        return self._times[item]

    def grade(self, item: int, mode: int, start: int) -> int:
        """What a candidate counts as a change of the item."""
        return (self.mode_grades(item)[mode] + int(self.time_grades(item)[start])) * self.weight(item)

    def lasts(self, item: int) -> bool:
        """Whether the item is still as long as its row says."""
        return item in self.rows and round(self.rows[item].span.minutes) == self.board.meetings[item].minutes

    def same(self, item: int, mode: int, start: int) -> bool:
        """Whether a candidate is how the item stood."""
        return self.lasts(item) and self.grade(item, mode, start) == 0

    # --- totals --------------------------------------------------------------------------------------------------

    def informed(self, items: Iterable[int]) -> dict[str, int]:
        """Who hears of a change if these items change, those counted in who hear anyway."""
        concerned = dict(self.costs.told)
        for item in items:
            for code, weight in self.parties(item).items():
                concerned[code] = max(concerned.get(code, 0), weight)
        return concerned

    def cost(self, mode: Mapping[int, int], start: Mapping[int, int], items: Iterable[int]) -> Cost:
        """The disruption of a plan in which none but these items may have changed; `mode` lacks what is not placed."""
        changed = [item for item in items if item not in mode or not self.same(item, mode[item], start[item])]
        changed = [item for item in changed if item in mode or item in self.rows]
        return Cost(
            dropped=sum(self.worth(item) for item in changed if item not in mode),
            near=sum(self.near(item) for item in changed),
            parties=sum(self.informed(changed).values()),
            changes=sum(self.grade(item, mode[item], start[item]) for item in changed if item in mode),
        )


def _day_number(days: tuple[date, ...], day: date) -> int:
    return days.index(day) if day in days else -1
