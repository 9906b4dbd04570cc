"""The engine of open starts, held against the definition of a board, and the compiled moves against the engine."""

from collections import Counter
from random import Random

import numpy as np
import pytest

from planner.board.board import Board
from planner.domain.plan import Plan
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.growing import GrowingPlan, TickCount
from planner.solver.placing.openness import first_of, free
from planner.solver.placing.state import State
from planner.solver.searching.arrays import NEVER
from planner.solver.searching.ejection import EjectionSearch
from planner.solver.searching.moves.clearing import in_the_way
from planner.solver.searching.moves.packed import pack
from planner.solver.searching.moves.pricing import price
from tests.scenes.tangled_events import tangled_event


def by_lot(random: Random, board: Board) -> GrowingPlan:
    """A plan in which some meetings stand where there was an opening."""
    plan = GrowingPlan(State(board))
    for item in random.sample(board.items, len(board.items) // 2 + 1):
        if found := plan.openness.openings(item):
            mode, _, starts = random.choice(found)
            plan.place(item, mode, first_of(starts))
    return plan


class ByHand:
    """Whether candidates fit, from the definition of a board alone, tick by tick and meeting by meeting."""

    def __init__(self, state: State) -> None:
        self.board, self.state = state.board, state
        self.others = [other for other in state.board.items if state.placed(other)]
        self.modes = {other: int(state.mode[other]) for other in self.others}
        self.spans = {one: (state.tick(one), state.tick(one) + int(state.board.length[one])) for one in self.others}

    def fits(self, item: int, mode: int, start: int) -> bool:
        first = int(self.board.axis.start_tick[start])
        last = first + int(self.board.length[item])
        return (
            bool(self.board.item_starts[item, start])
            and last <= self.board.axis.ticks
            and self.in_order(item, first, last)
            and self.rows_open(mode, first, last)
            and self.room_open(mode, first, last)
            and self.budgets_hold(mode, int(self.board.axis.start_day[start]))
            and all(self.stretch(run, first, last) <= self.board.runs[run].longest for run in self.runs(mode))
        )

    def in_order(self, item: int, first: int, last: int) -> bool:
        leaders, followers = self.board.leaders[item], self.board.followers[item]
        after = all(leader in self.spans and self.spans[leader][1] <= first for leader in leaders)
        return after and all(last <= self.spans[one][0] for one in followers if one in self.spans)

    def rows_open(self, mode: int, first: int, last: int) -> bool:
        needed = self.board.requires.of(mode).tolist()
        blocked = [
            (self.spans[other][0] - before, self.spans[other][1] + after)
            for other in self.others
            for row, before, after in self.board.casts.of(self.modes[other]).reshape(-1, 3).tolist()
            if row in needed
        ]
        open_ = not self.board.closed[needed, first:last].any()
        return open_ and all(high <= first or low >= last for low, high in blocked)

    def room_open(self, mode: int, first: int, last: int) -> bool:
        place = int(self.board.room_class[mode])
        if place < 0:
            return True
        room, limit = self.board.classes[place], self.board.axis.ticks
        ticks = range(first, min(last + room.rest, limit))
        held = [self.spans[other] for other in self.others if self.board.room_class[self.modes[other]] == place]
        most = max(sum(low <= tick < high + room.rest for low, high in held) for tick in ticks)
        closed = self.board.class_closed[place, first:last].any()
        return not closed and (room.capacity is None or most < room.capacity)

    def budgets_hold(self, mode: int, day: int) -> bool:
        today = [other for other in self.others if self.board.axis.start_day[self.state.start[other]] == day]
        spent = Counter[int]()
        for other in (mode, *(self.modes[one] for one in today)):
            spent.update(dict(self.board.spends.of(other).reshape(-1, 2).tolist()))
        budgets = self.board.spends.of(mode)[::2].tolist()
        return all(spent[budget] <= self.board.budgets[budget].limit for budget in budgets)

    def runs(self, mode: int) -> list[int]:
        return self.board.works.of(mode).tolist()

    def stretch(self, run: int, first: int, last: int) -> int:
        """How long the interpreter works without a break around a job."""
        jobs = [self.spans[one] for one in self.others if run in self.runs(self.modes[one])]
        pause = self.board.runs[run].pause
        while near := [job for job in jobs if job[0] - last < pause and first - job[1] < pause]:
            first, last = min(first, *(job[0] for job in near)), max(last, *(job[1] for job in near))
            jobs = [job for job in jobs if job not in near]
        return last - first


@pytest.mark.parametrize("seed", range(12))
def test_open_is_what_the_definition_of_the_board_says(seed: int) -> None:
    random, of = Random(seed), tangled_event(Random(seed))
    board = build(of, Plan(plan_lines(of, Plan()).rows))
    state = by_lot(random, board).state
    waiting, by_hand = [item for item in board.items if not state.placed(item)], ByHand(state)

    for item in waiting:
        open_ = {one.mode: one.starts for one in state.openings(item)}
        nowhere = np.zeros(board.axis.starts, dtype=np.bool_)
        for mode in random.sample(board.modes_of[item], min(4, len(board.modes_of[item]))):
            expected = [by_hand.fits(item, mode, start) for start in range(board.axis.starts)]
            assert open_.get(mode, nowhere).tolist() == expected
            assert [state.fits(item, mode, start) for start in range(board.axis.starts)] == expected


@pytest.mark.parametrize("seed", range(12, 16))
def test_compiled_moves_find_open_what_is_open(seed: int) -> None:
    random, of = Random(seed), tangled_event(Random(seed))
    board = build(of, Plan(plan_lines(of, Plan()).rows))
    state = by_lot(random, board).state
    arrays = EjectionSearch(state, seed).arrays
    packed = pack(arrays)

    for item in board.items:
        if not state.placed(item):
            open_ = {one.mode: one.starts for one in state.openings(item)}
            for mode in board.modes_of[item]:
                price(packed, item, mode)
                allowed = np.flatnonzero(arrays.cost[: board.axis.starts] < NEVER).tolist()
                free_of_charge = [start for start in allowed if in_the_way(packed, item, mode, start) == 0]
                assert free_of_charge == np.flatnonzero(open_.get(mode, ())).tolist()


@pytest.mark.parametrize("seed", range(5))
def test_a_growing_plan_finds_open_what_a_changing_one_does(seed: int) -> None:
    of = tangled_event(Random(seed))
    plan = by_lot(Random(seed), build(of, Plan(plan_lines(of, Plan()).rows)))

    for item in plan.board.items:
        if not plan.state.placed(item):
            assert plan.openness.openings(item) == plan.state.openness.openings(item)


def test_growing_plan_begins_with_the_placements_of_its_state() -> None:
    random, of = Random(7), tangled_event(Random(7))
    plan = by_lot(random, build(of))

    anew = GrowingPlan(plan.state)

    assert (anew.blocked, anew.full) == (plan.blocked, plan.full)


@pytest.mark.parametrize("length", range(1, 9))
def test_free_ticks_begin_a_stretch_that_is_long_enough(length: int) -> None:
    open_ = Random(length).getrandbits(40)

    expected = {tick for tick in range(40) if all(open_ >> (tick + later) & 1 for later in range(length))}

    assert {tick for tick in range(40) if free(open_, length) >> tick & 1} == expected


def test_tally_finds_the_ticks_counted_most() -> None:
    random, tally, counts = Random(1), TickCount(), np.zeros(20, dtype=np.int64)
    for _ in range(13):
        ticks = random.getrandbits(20)
        tally.add(ticks)
        counts += [ticks >> tick & 1 for tick in range(20)]

    assert tally.most((1 << 20) - 1) == (
        counts.max(),
        sum(1 << int(tick) for tick in np.flatnonzero(counts == counts.max())),
    )
