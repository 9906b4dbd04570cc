"""A term that the compiled moves do not know is searched all the same, by nothing but what it costs."""

from datetime import date
from math import ceil
from random import Random

import pytest

from planner.domain.clock import minutes_between
from planner.domain.plan import Effort, Plan
from planner.domain.records import Policy
from planner.encoding import build
from planner.rules import check
from planner.rules import terms as book
from planner.rules.case import Case
from planner.rules.terms import TERMS, costs
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.solver.progress import Budget
from planner.solver.searching.by_cost import CostSearch, uncounted
from planner.solver.searching.taste_arrays import COUNTED
from planner.solver.solve import solve
from tests.scenes.builders import at, bilateral, delegation, event, room
from tests.scenes.tangled_events import tangled_event

SEEDS = range(300, 306)


class Early:
    """Minutes by which meetings start before 14:00 of the first day."""

    name = "early"
    purpose = "The morning is free."
    counted = ("minute before 14:00", "minutes before 14:00")
    weight = 1
    local = True

    def cost(self, case: Case) -> int:
        starts = (row.span.start for row in case.meetings)
        return sum(max(0, ceil(minutes_between(start, at("14:00")))) for start in starts)


class Starts:
    """Different times at which meetings start, over the whole event."""

    name = "starts"
    purpose = "Meetings start together."
    counted = ("time of start", "times of start")
    weight = 1
    local = False

    def cost(self, case: Case) -> int:
        return len({row.span.start for row in case.meetings})


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    monkeypatch.setattr(book, "TERMS", (*TERMS, Early(), Starts()))


def test_every_term_of_the_book_is_counted_by_the_compiled_moves():
    assert {term.name for term in TERMS} == {*COUNTED}


def asked(*order: str):
    """France and Brazil have two talks each, one of them with each other."""
    return event(
        *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
        *(room(code) for code in ("R1", "R2", "R3")),
        bilateral("M1", "FRA", "BRA"),
        bilateral("M2", "FRA", "JPN"),
        bilateral("M3", "BRA", "CHL"),
        policy=Policy(secondary=tuple((name, 1) for name in order)),
        end_date=date(2025, 10, 25),
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("early", "waiting"), {"early": 0, "waiting": 20}),  # person_gap, for France and for Brazil
        (("starts",), {"starts": 2}),  # M2 and M3 together
    ],
)
def test_search_by_cost_finds_the_best_plan_by_terms_that_it_was_never_told_of(order, expected):
    of = asked(*order)

    found = CostSearch(of, Plan(), first_plan(build(of)), 0).refine(Budget(None, units=150), 1.0, lambda state: None)

    assert costs(Case(of, Plan(meeting_rows(of, Plan(), found)))) == expected


def test_solve_searches_a_term_that_it_was_never_told_of():
    outcome = solve(asked("early", "waiting"), effort=Effort(20, workers=1))

    assert (outcome.terms["early"], outcome.gap) == (0, 0)


def test_only_terms_that_the_compiled_moves_do_not_count_are_searched_by_cost():
    assert [term.name for term in uncounted(asked("waiting", "early", "starts"))] == ["early", "starts"]
    assert uncounted(asked("waiting")) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_search_by_cost_keeps_every_rule_and_gives_up_no_worth_and_no_weightier_term(seed):
    of = tangled_event(Random(seed))
    lines = plan_lines(of, Plan())
    first = first_plan(build(of, Plan(lines.rows)))

    def plan_of(state):
        return Plan((*programme_rows(of, Plan()), *lines.rows, *meeting_rows(of, Plan(), state)))

    found = CostSearch(of, Plan(lines.rows), first, seed).refine(Budget(None, units=10), 1.0, lambda state: None)

    before, after = (costs(Case(of, plan_of(state))) for state in (first, found))
    for one in (before, after):
        one.pop("preferred_room")  # it is met, or not, when single rooms are given
    assert check(of, plan_of(found)) == ()
    assert found.worth == first.worth
    assert list(after.values()) <= list(before.values())
