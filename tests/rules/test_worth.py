"""The worth of a plan is that of its rows, whatever a solver says of it."""

import pytest

from planner.domain.plan import Effort, Plan
from planner.domain.records import Policy
from planner.rules.worth import bound_beside, worth_of
from planner.solver.placing.state import State
from planner.solver.refusing import SolverDisagrees
from planner.solver.solve import solve
from tests.scenes.builders import bilateral, delegation, event, placed, programme, room, side_event
from tests.scenes.examples import example_rows

OF = event(
    delegation("FRA"),
    delegation("JPN"),
    room("R1"),
    room("R2"),
    programme("P", "12:00", "13:00"),
    bilateral("B1", priority=1),
    bilateral("B5", priority=5),
    side_event("S2", priority=2),
    policy=Policy(value_of_priority=(1, 2, 4, 8, 16), bilateral=3, side_event=5),
)


@example_rows("""
    placed    expected
    -         0
    P         0           # the programme is given, it is worth nothing
    B1        3           # 1 x 3
    B5        48          # 16 x 3
    S2        10          # 2 x 5
    B1 B5 S2  61
    B1 B1     3           # a second row of one meeting adds nothing
""")
def test_worth_is_that_of_the_meetings_that_stand(placed, expected):
    rows = tuple(_row(item) for item in placed.split())

    assert worth_of(OF, Plan(rows)) == int(expected)


def _row(item: str):
    return placed(OF, item, "09:00")


@example_rows("""
    worth  bound  expected
    3      61     61
    3      3      3
    3      2      61        # refuted by the plan: all that is asked for is worth 61
""")
def test_bound_that_a_plan_refutes_is_not_claimed(worth, bound, expected):
    assert bound_beside(OF, int(worth), int(bound)) == int(expected)


def test_outcome_has_the_worth_of_its_rows_and_a_bound_no_lower():
    outcome = solve(OF, effort=Effort(10, workers=1))

    assert outcome.objective == worth_of(OF, outcome.plan) == outcome.bound == 61
    assert outcome.gap == 0


def test_solver_that_counts_more_than_its_rows_are_worth_is_found_out(monkeypatch):
    counted = State.worth.fget
    monkeypatch.setattr(State, "worth", property(lambda state: counted(state) + 1))

    with pytest.raises(SolverDisagrees, match=r"counted a worth of 62, but the rows of its plan are worth 61\."):
        solve(OF, effort=Effort(10, workers=1))
