"""The search on events that hold a little of everything: its plans pass the check, its costs are those of the terms."""

from random import Random

import pytest

from planner.board.board import Board
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.encoding import build
from planner.rules import check
from planner.rules.case import Case
from planner.rules.terms import TERMS
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.solver.placing.state import State
from planner.solver.progress import Budget
from planner.solver.proving.bound import upper_bound
from planner.solver.searching.comfort import Comfort
from planner.solver.searching.search import Search
from tests.scenes.tangled_events import tangled_event

SEEDS = range(200, 212)


def begun(seed: int) -> tuple[Event, Plan, Board]:
    """An event, the plan of its lines, and the board."""
    of = tangled_event(Random(seed))
    lines = Plan(plan_lines(of, Plan()).rows)
    return of, lines, build(of, lines)


def plan_of(of: Event, lines: Plan, state: State) -> Plan:
    return Plan((*programme_rows(of, Plan()), *lines.rows, *meeting_rows(of, Plan(), state)))


@pytest.mark.parametrize("seed", SEEDS)
def test_search_keeps_every_rule_and_stays_below_the_bound(seed: int) -> None:
    of, lines, board = begun(seed)
    found: list[State] = []
    search = Search(first_plan(board), seed, found.append)

    search.anneal(Budget(None, units=2), 1.0, 0, lambda: False)
    search.improve(Budget(None, units=4), 1.0, 0, lambda: False)

    for state in (*found, search.best):
        assert check(of, plan_of(of, lines, state)) == ()
    assert search.best.worth <= upper_bound(board, 5.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_comfort_keeps_every_rule_and_counts_what_the_terms_measure(seed: int) -> None:
    of, lines, board = begun(seed)
    comfort = Comfort(of, lines, first_plan(board), seed)

    state = comfort.refine(Budget(None, units=2), 1.0, lambda state: None)

    plan = plan_of(of, lines, state)
    assert check(of, plan) == ()
    assert comfort.costs == {term.name: term.cost(Case(of, plan)) for term in TERMS}
