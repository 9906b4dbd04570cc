"""What must hold from one solve to another: less room is never worth more, and a plan that is locked stays."""

from dataclasses import replace
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.plan import Outcome, Plan
from planner.rules import check
from planner.solver.solve import solve
from tests.builders import absence
from tests.tangled_events import tangled_event

SEEDS = range(100, 106)


def proven(of: Event, before: Plan | None = None) -> Outcome:
    outcome = solve(of, Plan() if before is None else before, time_limit=20, workers=1)
    assert outcome.objective == outcome.bound
    return outcome


@pytest.mark.parametrize("seed", SEEDS)
def test_less_is_never_worth_more(seed: int) -> None:
    of = tangled_event(Random(seed))
    away = (*of.absences, absence("R1", "09:00", "12:00"))
    cut = (
        replace(of, absences=away),
        replace(of, interpreters=of.interpreters[1:]),
        replace(of, policy=replace(of.policy, person_gap=of.policy.person_gap + 5)),
    )

    whole = proven(of).objective

    assert [worth for worth in (proven(one).objective for one in cut) if worth > whole] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_plan_that_is_locked_stays(seed: int) -> None:
    of = tangled_event(Random(seed))
    first = proven(of)
    locked = Plan(tuple(replace(row, locked=row.stands) for row in first.plan.rows))

    again = proven(of, locked)

    assert again.objective == first.objective
    assert check(of, again.plan, locked) == ()
    assert {row.item: (row.start, row.room, row.people, row.position) for row in again.plan.rows} == {
        row.item: (row.start, row.room, row.people, row.position) for row in first.plan.rows
    }
