"""The first plan: meetings by worth, each at the start that takes least from the others."""

from collections.abc import Callable

import numpy as np

from planner.board.board import Board, Ints
from planner.board.freeze import candidate_of
from planner.domain.plan import Plan
from planner.solver.placing.growing import GrowingPlan
from planner.solver.placing.openness import Bits, Open, first_of
from planner.solver.placing.state import State
from planner.solver.stopping import Stop, never

Choice = Callable[[GrowingPlan, int, list[Open]], tuple[int, int]]
"""From the openings of an item, of which there is one at least, the mode and the tick to take."""

NOTHING = Plan()


def first_plan(board: Board, before: Plan = NOTHING, stop: Stop = never) -> State:
    """A valid plan at once: fixed rows, then the others, dearest first, once at the first start that is free and once
    at the tightest, and once after all that stands in a plan before, as far as it fits; the best of these, or the one
    that is there once somebody asks to stop.
    """
    kept, plans = with_kept(board), list[State]()
    if before.standing:
        plans.append(_filled(_resumed(kept.copy(), before), tightest))
    for choose in (tightest, earliest):
        if not (plans and stop()):
            plans.append(_filled(kept.copy(), choose))
    return max(reversed(plans), key=lambda state: state.worth)


def with_kept(board: Board) -> State:
    """The rows that must be kept, and nothing else."""
    state = State(board)
    for item, kept in board.kept.items():
        state.place(item, kept.mode, kept.start)
    return state


def _resumed(state: State, before: Plan) -> State:
    """The state with what stands in the plan before and still fits, in order of time."""
    board, index = state.board, {meeting.id: item for item, meeting in enumerate(state.board.meetings)}
    for row in sorted(before.standing, key=lambda row: row.span.start):
        item = index.get(row.item)
        if item is None or state.placed(item):
            continue
        candidate = candidate_of(board, item, row)
        if candidate is not None and state.fits(item, candidate.mode, candidate.start):
            state.place(item, candidate.mode, candidate.start)
    return state


def _filled(state: State, choose: "Choice") -> State:
    fill(state, by_worth(state.board), choose)
    return state


def by_worth(board: Board) -> Ints:
    """The items by worth, dearest first; among equals the shorter, then the one with fewer starts."""
    freedom = board.item_starts.sum(axis=1)
    return np.lexsort((freedom, board.length, -board.worth)).astype(np.int64)


def fill(state: State, order: Ints, choose: Choice) -> None:
    """Place what fits, in this order; what must follow another item is tried again after the others."""
    plan = GrowingPlan(state)
    waiting = [int(item) for item in order if not state.placed(int(item))]
    while waiting:
        left = [item for item in waiting if not _place(plan, item, choose)]
        if len(left) == len(waiting) or not any(state.board.leaders[item] for item in left):
            return
        waiting = left


def _place(plan: GrowingPlan, item: int, choose: Choice) -> bool:
    opening = plan.openness.openings(item)
    if not opening:
        return False
    plan.place(item, *choose(plan, item, opening))
    return True


def earliest(plan: GrowingPlan, item: int, found: list[Open]) -> tuple[int, int]:
    """The first start that is free, in the mode that comes first."""
    mode, _, starts = min(found, key=lambda opening: opening[2] & -opening[2])
    return mode, first_of(starts)


def tightest(plan: GrowingPlan, item: int, found: list[Open]) -> tuple[int, int]:
    """The candidate beside which the item's people are busy already, so that long free stretches stay whole.

    Ties go to the mode that comes first and to the earliest start.
    """
    length = int(plan.board.length[item])
    within: dict[int, Bits] = {}
    for _, company, starts in found:
        within[company] = within.get(company, 0) | starts
    most = {company: plan.touching(company, length).most(starts) for company, starts in within.items()}
    best = max(count for count, _ in most.values())
    tight = {company: ticks for company, (count, ticks) in most.items() if count == best}
    mode, ticks = next(
        (mode, starts & tight[company]) for mode, company, starts in found if starts & tight.get(company, 0)
    )
    return mode, first_of(ticks)
