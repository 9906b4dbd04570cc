"""Free time as whole numbers says what free time as arrays says, and a single candidate fits where it is open."""

from random import Random

import numpy as np
import pytest

from planner.board.board import Board
from planner.domain.plan import Plan
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import openings
from planner.solver.placing.slots import Slots, Tally, first_of, free
from planner.solver.placing.state import State
from tests.scenes.tangled_events import tangled_event


def by_lot(random: Random, board: Board) -> Slots:
    """A plan in which some meetings stand where there was an opening."""
    slots = Slots(State(board))
    for item in random.sample(board.items, len(board.items) // 2 + 1):
        if found := openings(slots, item):
            mode, _, starts = random.choice(found)
            slots.place(item, mode, first_of(starts))
    return slots


def starts_of(board: Board, ticks: int) -> list[bool]:
    return [bool(ticks >> tick & 1) for tick in board.axis.start_tick.tolist()]


@pytest.mark.parametrize("seed", range(30))
def test_openings_are_the_same_in_numbers_and_in_arrays(seed: int) -> None:
    random, of = Random(seed), tangled_event(Random(seed))
    board = build(of, Plan(plan_lines(of, Plan()).rows))
    slots = by_lot(random, board)

    for item in board.items:
        if not slots.state.placed(item):
            in_numbers = {mode: starts_of(board, ticks) for mode, _, ticks in openings(slots, item)}
            in_arrays = {one.mode: one.starts.tolist() for one in slots.state.openings(item)}
            assert in_numbers == in_arrays


@pytest.mark.parametrize("seed", range(30, 40))
def test_candidate_fits_where_its_mode_is_open(seed: int) -> None:
    random, of = Random(seed), tangled_event(Random(seed))
    board = build(of, Plan(plan_lines(of, Plan()).rows))
    state = by_lot(random, board).state

    for item in board.items:
        if not state.placed(item):
            open_ = {one.mode: one.starts for one in state.openings(item)}
            for mode in board.modes_of[item]:
                fitting = [state.fits(item, mode, start) for start in range(board.axis.starts)]
                assert fitting == open_.get(mode, np.zeros(board.axis.starts, dtype=np.bool_)).tolist()


def test_slots_of_a_state_are_those_of_its_placements() -> None:
    random, of = Random(7), tangled_event(Random(7))
    slots = by_lot(random, build(of))

    anew = Slots(slots.state)

    assert (anew.blocked, anew.full) == (slots.blocked, slots.full)


@pytest.mark.parametrize("length", range(1, 9))
def test_free_ticks_begin_a_stretch_that_is_long_enough(length: int) -> None:
    open_ = Random(length).getrandbits(40)

    expected = {tick for tick in range(40) if all(open_ >> (tick + later) & 1 for later in range(length))}

    assert {tick for tick in range(40) if free(open_, length) >> tick & 1} == expected


def test_tally_finds_the_ticks_counted_most() -> None:
    random, tally, counts = Random(1), Tally(), np.zeros(20, dtype=np.int64)
    for _ in range(13):
        ticks = random.getrandbits(20)
        tally.add(ticks)
        counts += [ticks >> tick & 1 for tick in range(20)]

    assert tally.most((1 << 20) - 1) == (
        counts.max(),
        sum(1 << int(tick) for tick in np.flatnonzero(counts == counts.max())),
    )
