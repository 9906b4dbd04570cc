"""What must hold from one solve to another: less room is never worth more, and a plan that is locked stays."""

from dataclasses import replace
from random import Random

import pytest

from planner.domain.event import Event
from planner.domain.plan import Effort, Outcome, Plan
from planner.domain.vocabulary import Rank
from planner.rules import check
from planner.solver.refusing import CannotKeep
from planner.solver.solve import solve
from tests.scenes.builders import absence, bilateral, delegation, entry, event, line, person, placed, room
from tests.scenes.tangled_events import tangled_event

SEEDS = range(100, 106)

HOUSE = (
    room("R1"),
    room("HALL", uses="signing"),
    *(delegation(code) for code in ("FRA", "JPN", "VNM")),
    person("VNM.1", "VNM", rank=Rank.HEAD_OF_STATE),
    line("SIGN", "09:00", "12:00"),
    entry("VNM"),
)
"""Viet Nam signs from 09:00 on."""


def proven(of: Event, before: Plan | None = None) -> Outcome:
    outcome = solve(of, Plan() if before is None else before, Effort(20, workers=1))
    assert outcome.objective == outcome.bound
    return outcome


def without(of: Event, interpreter: str) -> Event:
    """The event with an interpreter less, of whom then nothing is said."""
    there = tuple(one for one in of.interpreters if one.id != interpreter)
    return replace(of, interpreters=there, absences=tuple(one for one in of.absences if one.who != interpreter))


@pytest.mark.parametrize("seed", SEEDS)
def test_less_is_never_worth_more(seed: int) -> None:
    of = tangled_event(Random(seed))
    away = (*of.absences, absence("R1", "09:00", "12:00"))
    cut = (
        replace(of, absences=away),
        without(of, of.interpreters[0].id),
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


def test_locked_meeting_waits_for_a_turn_that_is_planned_anew() -> None:
    of = event(*HOUSE, bilateral("B1", "FRA", "JPN", after="SIGN/VNM"))
    before = Plan((placed(of, "B1", "09:10", room="R1", locked=True),))

    outcome = proven(of, before)

    assert outcome.plan.by_item["SIGN/VNM"].stands
    assert check(of, outcome.plan, before) == ()


@pytest.mark.parametrize("first", ["SIGN/VNM", "B0"])
def test_locked_meeting_without_what_comes_first_is_refused(first: str) -> None:
    late = bilateral("B0", "FRA", "VNM", not_before="11:00")
    of = event(*HOUSE, late, bilateral("B1", "FRA", "JPN", after=first))
    before = Plan((placed(of, "B1", "08:30", room="R1", locked=True),))

    with pytest.raises(CannotKeep) as refusal:
        proven(of, before)

    assert [breach.items for breach in refusal.value.breaches] == [("B1", first)]
