"""The ejection search: fast moves over arrays, early in the solve, before CP-SAT looks at neighbourhoods."""

import numpy as np

from planner.solver.placing.state import UNPLACED, State
from planner.solver.searching.arrays import arrays_of
from planner.solver.searching.gap_arrays import gaps_of
from planner.solver.searching.moves import annealing
from planner.solver.searching.moves.packed import pack, pack_gaps

GENTLE, HOT, COLD = 0.1, 0.3, 0.04
"""Temperatures as shares of the mean worth of a meeting: to begin with, where there is little time or much, and to end
with. Found on events of the bilateral core.
"""

HURRIED, PATIENT = 500.0, 2000.0
"""Moves for each meeting: with fewer than the one there is little time, with more than the other there is much."""

SHIFTS = 0.4
"""How often a placed meeting that comes up is moved."""


def hottest(moves: float) -> float:
    """The temperature to begin with when so many moves are to come for each meeting: a hot beginning undoes the first
    plan, which takes time to make good.
    """
    patience = (moves - HURRIED) / (PATIENT - HURRIED)
    return GENTLE + (HOT - GENTLE) * min(1.0, max(0.0, patience))


class EjectionSearch:
    """A search that goes on from a state in slices; `best` reads out the best plan so far."""

    def __init__(self, state: State, seed: int) -> None:
        self.board, self.seed = state.board, seed
        self.arrays, self.gaps = arrays_of(state), gaps_of(self.board, seed)
        self._packed, self._gaps = pack(self.arrays), pack_gaps(self.gaps)
        self._mean = float(self.board.worth.mean()) if len(self.board.worth) else 1.0
        annealing.seed_chance(seed)
        self._take(state)

    def _take(self, state: State) -> None:
        for item in np.flatnonzero(state.mode != UNPLACED).tolist():
            annealing.settle(self._packed, self._gaps, item, int(state.mode[item]), int(state.start[item]))
        self.arrays.best_worth[0] = state.worth
        self.arrays.best_mode[:] = state.mode
        self.arrays.best_start[:] = state.start

    @property
    def worth(self) -> int:
        """The best worth so far."""
        return int(self.arrays.best_worth[0])

    def compile(self) -> None:
        """Make the first slice come at once."""
        annealing.anneal(self._packed, self._gaps, 0, 1.0, SHIFTS)

    def slice(self, moves: int, heat: float) -> int:
        """So many moves at a temperature, which is a share of the mean worth. Returns the best worth so far."""
        if len(self.arrays.movable):
            annealing.anneal(self._packed, self._gaps, moves, heat * self._mean, SHIFTS)
        return self.worth

    def best(self) -> State:
        """The best plan so far, as a state of its own."""
        state = State(self.board)
        for item in np.flatnonzero(self.arrays.best_mode != UNPLACED).tolist():
            state.place(item, int(self.arrays.best_mode[item]), int(self.arrays.best_start[item]))
        return state
