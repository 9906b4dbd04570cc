"""The secondary terms that the compiled moves count, once the worth is settled, in the order of the policy.

The order is lexicographic: a move is taken if it gives up no worth and makes the first term that it changes better,
or changes none. Chance moves of this kind wander along plans of equal quality, and so find ways down.
"""

from collections.abc import Callable

import numpy as np

from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.solver.placing.state import UNPLACED, State
from planner.solver.progress import Budget
from planner.solver.searching.arrays import arrays_of
from planner.solver.searching.moves import annealing, counting, refining
from planner.solver.searching.moves.packed import pack, pack_tastes
from planner.solver.searching.taste_arrays import COUNTED, tastes_of

MOVES, AT_ONCE = 10_000, 2_000
"""Moves in one slice, and between two looks whether to stop: a tenth of a second at any size."""

SWAPS = 0.6
"""The share of moves of placed meetings that may send others away."""

PATIENCE = 40
"""Moves for each meeting without any gain after which the plan is taken to be as good as it gets."""


class Comfort:
    """A plan that gets better in its secondary terms, in slices, and never worse in worth."""

    def __init__(self, event: Event, lines: Plan, state: State, seed: int) -> None:
        self.board = state.board
        self.arrays, self.tastes = arrays_of(state), tastes_of(event, lines, state.board)
        self._packed, self._tastes = pack(self.arrays), pack_tastes(self.tastes)
        annealing.seed_chance(seed)
        for item in np.flatnonzero(state.mode != UNPLACED).tolist():
            counting.settle(self._packed, self._tastes, item, int(state.mode[item]), int(state.start[item]))

    @property
    def costs(self) -> dict[str, int]:
        """What each term costs now, in its own unit; idle time and slack rounded up to minutes."""
        total = dict(zip(COUNTED, self.tastes.total.tolist(), strict=True))
        return total | {name: -(-total[name] // 60) for name in ("waiting", "slack")}

    def compile(self) -> None:
        """Make the first slice come at once."""
        refining.refine(self._packed, self._tastes, 0, SWAPS)

    def refine(self, budget: Budget, share: float, told: Callable[[State], None]) -> State:
        """Moves until the share of the budget is used or nothing has got better for long."""
        items = len(self.arrays.movable)
        idle = 0
        while items and len(self.tastes.order) and idle < PATIENCE * items and not budget.over(share):
            budget.spent += 1
            if self._slice(budget):
                idle = 0
                told(self.state())
            else:
                idle += MOVES
        return self.state()

    def _slice(self, budget: Budget) -> bool:
        """One slice, or its beginning if somebody asks to stop; whether the plan is better."""
        better = 0
        for _ in range(MOVES // AT_ONCE):
            if not budget.stopped:
                better += refining.refine(self._packed, self._tastes, AT_ONCE, SWAPS)
        return better > 0

    def state(self) -> State:
        """The plan as it stands."""
        state = State(self.board)
        for item in np.flatnonzero(self.arrays.mode != UNPLACED).tolist():
            state.place(item, int(self.arrays.mode[item]), int(self.arrays.start[item]))
        return state
