"""The benchmark's events and its textbook model, which shares no code with the solver and agrees with it."""

import pytest

from benchmarks.contenders import greedy, planner, textbook
from planner.bench.core import Size, core_event
from planner.rules import check
from planner.rules.case import Case

TINY = Size(delegations=8, requests=20, rooms=2, days=1)


def worth(event, plan):
    return sum(event.meeting[row.item].worth for row in Case(event, plan).meetings)


def test_core_event_is_the_same_for_a_seed_and_says_that_it_is_illustrative():
    assert core_event(TINY, 3) == core_event(TINY, 3)
    assert core_event(TINY, 3) != core_event(TINY, 4)
    assert "illustrative" in core_event(TINY, 3).settings.name


@pytest.mark.parametrize("seed", [0, 1, 4, 5])
def test_planner_and_textbook_model_prove_the_same_optimum(seed):
    event = core_event(TINY, seed)

    ours, theirs = planner(event, 20.0, 2, seed), textbook(event, 60.0, 2, seed)

    assert not check(event, ours.plan)
    assert not check(event, theirs.plan)
    assert worth(event, ours.plan) == ours.bound == worth(event, theirs.plan) == round(theirs.bound)


def test_greedy_plan_keeps_the_rules_and_is_worth_no_more_than_the_optimum():
    event = core_event(TINY, 1)

    plan = greedy(event, 0.0, 1, 0).plan

    assert not check(event, plan)
    assert 0 < worth(event, plan) <= planner(event, 20.0, 1, 0).bound
