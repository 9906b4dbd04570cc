"""Gaps are counted as the plan stands, whatever moves were made and taken back on the way."""

import numpy as np
import pytest

from planner.encoding import build
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.state import UNPLACED, State
from planner.solver.searching.ejection import GENTLE, HOT, EjectionSearch, hottest
from planner.solver.searching.gap_arrays import gaps_of
from tests.scenes import builders
from tests.scenes.builders import at, bilateral, delegation, programme, room
from tests.scenes.busy_events import busy_event


def standing(search: EjectionSearch) -> State:
    """The plan as the search has it now, which need not be its best."""
    state = State(search.board)
    for item in np.flatnonzero(search.arrays.mode != UNPLACED).tolist():
        state.place(item, int(search.arrays.mode[item]), int(search.arrays.start[item]))
    return state


@pytest.mark.parametrize("seed", range(12))
def test_moves_taken_back_leave_nothing_behind(seed):
    search = EjectionSearch(first_plan(build(busy_event(seed))), seed)

    search.slice(3_000, HOT)

    again = EjectionSearch(standing(search), seed)
    for name in ("actor_edges", "class_edges"):
        assert np.array_equal(getattr(search.gaps, name), getattr(again.gaps, name))
    for name in ("mode", "start", "held", "spent", "row_count", "class_count", "run_count"):
        assert np.array_equal(getattr(search.arrays, name), getattr(again.arrays, name))
    assert not search.arrays.fresh.any()
    assert not search.arrays.marked.any()


def quiet_day(*records: object):
    """From nine to ten, two delegations and a room."""
    hours = {"day_start": at("09:00").time(), "day_end": at("10:00").time()}
    delegations = (delegation("FRA"), delegation("JPN"))
    return build(builders.event(*delegations, room(), bilateral(), *records, **hours, end_date=at("09:00").date()))


def gaps_opened(board) -> int:
    gaps = gaps_of(board, 0)
    return int(-np.minimum(gaps.actor_edges, 0).sum())


def test_empty_day_is_one_gap_for_each_person():
    assert gaps_opened(quiet_day()) == 2


def test_duty_in_the_middle_makes_two_gaps():
    assert gaps_opened(quiet_day(programme("OPEN", "09:20", "09:30", who="FRA"))) == 3


def test_more_moves_allow_a_hotter_beginning():
    assert hottest(0) == GENTLE
    assert GENTLE < hottest(1_000) < HOT
    assert hottest(1_000_000) == HOT
