"""The first plan: meetings by worth, each at the start that takes least from the others."""

from collections.abc import Callable

import numpy as np

from planner.board.axis import Mask
from planner.board.board import Board, Ints
from planner.solver.state import Opening, State

Choice = Callable[[State, int, list[Opening]], tuple[int, int]]
"""From the openings of an item, the mode and start to take."""


def first_plan(board: Board) -> State:
    """A valid plan at once: fixed rows, then the others, dearest first, once at the first start that is free and once
    at the tightest; the better of the two.
    """
    plans = []
    for choose in (earliest, tightest):
        state = State(board)
        for item, kept in board.kept.items():
            state.place(item, kept.mode, kept.start)
        fill(state, by_worth(board), choose)
        plans.append(state)
    return max(plans, key=lambda state: state.worth)


def by_worth(board: Board) -> Ints:
    """The items by worth, dearest first; among equals the shorter, then the one with fewer starts."""
    freedom = board.item_starts.sum(axis=1)
    return np.lexsort((freedom, board.length, -board.worth)).astype(np.int64)


def fill(state: State, order: Ints, choose: Choice) -> None:
    """Place what fits, in this order; what must follow another item is tried again after the others."""
    waiting = [int(item) for item in order if not state.placed(int(item))]
    while waiting:
        left = [item for item in waiting if not _place(state, item, choose)]
        if len(left) == len(waiting) or not any(state.board.leaders[item] for item in left):
            return
        waiting = left


def _place(state: State, item: int, choose: Choice) -> bool:
    openings = state.openings(item)
    if not openings:
        return False
    mode, start = choose(state, item, openings)
    state.place(item, mode, start)
    return True


def earliest(state: State, item: int, openings: list[Opening]) -> tuple[int, int]:
    """The first start that is free, in the mode that comes first."""
    first = min(openings, key=lambda opening: int(np.argmax(opening.starts)))
    return first.mode, int(np.argmax(first.starts))


def tightest(state: State, item: int, openings: list[Opening]) -> tuple[int, int]:
    """The candidate beside which the item's people are busy already, so that long free stretches stay whole.

    Ties go to the mode that comes first and to the earliest start.
    """
    best: tuple[int, int, int] | None = None
    for opening in openings:
        touching = _neighbours(state, item, opening.mode, opening.starts)
        start = int(np.argmax(np.where(opening.starts, touching, -1)))
        score = int(touching[start])
        if best is None or score > best[0]:
            best = (score, opening.mode, start)
    assert best is not None
    return best[1], best[2]


def _neighbours(state: State, item: int, mode: int, starts: Mask) -> Ints:
    """For each start, how many of the required rows are blocked just before it and just after its end."""
    board = state.board
    first = board.axis.start_tick
    last = np.minimum(first + board.length[item], board.axis.ticks - 1)
    touching = np.zeros(len(first), dtype=np.int64)
    for row in board.requires.of(mode).tolist():
        blocked = state.blocked[row] > 0
        touching += blocked[np.maximum(first - 1, 0)]
        touching += blocked[last]
    return touching
