"""The whole event as one CP-SAT model: what small events are proven optimal with."""

from dataclasses import dataclass
from math import floor

from ortools.sat.python import cp_model

from planner.solver.placing.greedy import with_kept
from planner.solver.placing.state import State
from planner.solver.progress import Budget
from planner.solver.proving.submodel import SubModel
from planner.solver.stopping import solved

EXACT_ITEMS = 60
"""Up to so many meetings the exact model is tried before the search."""

DETERMINISTIC_EFFORT = 30.0
"""Where work is counted and not timed, the deterministic seconds that the model gets."""


@dataclass(frozen=True, slots=True)
class ExactResult:
    """The best plan of the model and an upper bound of any plan's worth."""

    state: State
    bound: int


def solve_exactly(first: State, budget: Budget, share: float, workers: int, seed: int) -> ExactResult:
    """Solve the model of all meetings, from a first plan, within a share of the budget."""
    board = first.board
    hints = {item: (int(first.mode[item]), int(first.start[item])) for item in board.items if first.placed(item)}
    state = with_kept(board)
    sub = SubModel(state, [item for item in board.items if item not in board.kept])
    sub.maximise_worth(hints)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    if budget.seconds is None:
        solver.parameters.max_deterministic_time = DETERMINISTIC_EFFORT
    else:
        solver.parameters.max_time_in_seconds = max(0.1, share * budget.seconds - budget.elapsed)
    status = solved(solver, sub.model, budget.asked)
    standing = state.worth
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or standing + round(solver.objective_value) < first.worth:
        return ExactResult(first, int(board.worth.sum()))
    for item, (mode, start) in sub.placements(solver).items():
        state.place(item, mode, start)
    return ExactResult(state, standing + floor(solver.best_objective_bound + 1e-6))
